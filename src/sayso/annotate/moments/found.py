"""A matched expression as its resolver reads it: slots by name, in words, values and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.annotate.moments.grammar import Candidate
from sayso.annotate.moments.scene import Scene
from sayso.annotate.numbers import NumberWords, value_of_digits, value_of_words
from sayso.types import MomentType

Made = tuple[MomentType, str] | None
DATE, TIME, DURATION, SET = MomentType.DATE, MomentType.TIME, MomentType.DURATION, MomentType.SET

NOTHING: tuple[MomentType, str] = (DATE, "")
"""Made of an expression that is to be passed over whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """One candidate in its scene."""

    candidate: Candidate
    scene: Scene
    values: Mapping[str, Mapping[str, Any]]
    numbers: NumberWords
    names_in_capitals: bool = False

    @property
    def first(self) -> int:
        return self.candidate.first

    @property
    def last(self) -> int:
        return self.candidate.last

    def has(self, slot: str) -> bool:
        return slot in self.candidate.slots

    def words(self, slot: str) -> list[str]:
        """The words of a slot in lower case; none for an empty slot."""
        first, last = self.candidate.slots.get(slot, (0, 0))
        return self.scene.tokens.words[first:last]

    def word(self, slot: str) -> str:
        return " ".join(self.words(slot))

    def value(self, slot: str, *classes: str) -> Any:
        """What the data file says of the slot's word in the first of the classes that has it; None otherwise."""
        word = self.word(slot)
        return next((self.values[name][word] for name in classes if word in self.values.get(name, {})), None)

    def number(self, slot: str) -> int | None:
        """A slot of digits, as an integer ("1st" is 1)."""
        digits = "".join(c for c in self.word(slot) if c.isdecimal())
        return int(digits) if digits and len(digits) < 7 else None

    def amount(self, slot: str = "n") -> str | None:
        """How many, as TIMEX3 writes it: "3", "2.5", "X" for a few; None for what isn't a number."""
        words = self.words(slot)
        if not words:
            return "1"
        for word in words:
            if word in self.values.get("QUANT", {}):
                return str(self.values["QUANT"][word])
        if len(words) == 1 and not words[0][0].isdigit() and words[0] not in self.numbers:
            return "1"
        value = self.amount_of(words)
        if value is None or value > 1e7:
            return None
        return f"{value:g}" if value < 1e5 else str(int(value))

    def amount_and_a_half(self) -> str | None:
        """As in "two and a half": "2.5"."""
        amount = self.amount()
        return f"{float(amount) + 0.5:g}" if amount and amount != "X" else None

    def amount_of(self, words: list[str]) -> float | None:
        """The value of number words, or of digits with a fraction ("5 1/2")."""
        if words and "/" in words[-1]:
            above, below = (int(piece) for piece in words[-1].split("/"))
            whole = value_of_digits(words[0], self.numbers) if len(words) > 1 else 0
            return whole + above / below if below and whole is not None else None
        if words and words[0][0].isdigit():
            return value_of_digits(words[0], self.numbers)
        return value_of_words(
            [word for word in words if word in self.numbers or word in self.numbers.joiners], self.numbers
        )

    def follows(self, *words: str) -> bool:
        """Whether the token before the expression is one of the words."""
        return self.first > 0 and self.scene.tokens.words[self.first - 1] in words

    def precedes(self, *words: str) -> bool:
        """Whether the token after the expression is one of the words."""
        return self.last < len(self.scene.tokens) and self.scene.tokens.words[self.last] in words

    def year_written(self) -> int | None:
        """The year in digits, or spelled ("nineteen ninety-four")."""
        if not self.has("spelled"):
            return self.number("year")
        value = self.amount_of([word for word in self.words("spelled") if word in self.numbers])
        return int(value) if value and 1500 <= value < 2100 else None

    def day_written(self, slot: str = "day") -> int | None:
        """The day of a month: "3", "3rd", or spelled ("twenty-third")."""
        number = self.number(slot)
        if number is not None or not self.has(slot):
            return number
        known = self.values.get("DAYWORD", {})
        total = sum(known.get(word, 0) or self.numbers.units.get(word, 0) for word in self.words(slot))
        return int(total) or None

    def followed_by(self, *words: str) -> bool:
        """Whether just these words come after the expression."""
        return tuple(self.scene.tokens.words[self.last : self.last + len(words)]) == words

    def stands_free(self) -> bool:
        """Whether the expression closes its phrase: no event follows that it would be counted from."""
        if self.last >= len(self.scene.tokens):
            return True
        after = self.scene.tokens.words[self.last]
        return not after[0].isalnum() or after in self.values.get("AFTERFREE", {})

    def is_noun(self) -> bool:
        """Whether the expression has a capital inside a sentence, in a language that writes nouns so."""
        raw = self.scene.tokens.raw
        return raw[self.first][0].isupper() and self.first > 0 and raw[self.first - 1][0].isalnum()

    def tense(self) -> int:
        return self.scene.tense(self.first, self.last)

    def step(self, slot: str = "dir") -> int:
        """-1, 0 or 1 for a word of direction, whatever it leans on."""
        return int(re.sub(r"[^\d-]", "", self._direction(slot)))

    def leans_on_text(self, slot: str = "dir") -> bool:
        return self._direction(slot).startswith("a")

    def _direction(self, slot: str) -> str:
        """As the data file has it; a slot named "next" ("am nächsten Tag") counts from what was named before."""
        return "a1" if self.has("next") else str(self.value(slot, "DIR", "AGO", "BESIDE"))

    def looks_back(self) -> bool:
        """As in "the night before": a glance back from what was named before; the narrative stays where it was."""
        slots = [slot for slot in ("dir", "ago", "beside") if self.has(slot)]
        if self.has("anchored"):
            return int(self.value("anchored", "ANCHORED")) < 0
        return any(self.leans_on_text(slot) and self.step(slot) < 0 for slot in slots)

    def year_by(self, slot: str) -> int | None:
        """The year that "last year", "the following year" names."""
        base = self.scene.day.year if self.scene.day else None
        if self.leans_on_text(slot) and (anchor := self.scene.anchor_near(self.first)):
            base = anchor.first_day.year
        return base + self.step(slot) if base is not None else None

    def year_of_month(self, month: int, day: int | None) -> int | None:
        """The year of a month that names none: the nearest such date, those against the tense counted as further away.

        The nearest date alone is right in 9 of 10 cases; a tense read from a cue is right less often than a date a few
        days away, so it weighs (four times the distance) and doesn't rule.
        """
        tense = self.step() if self.has("dir") and self.step() else self.tense()
        if narrated := self.scene.narrated_year(self.first, month, tense):
            return narrated
        published = self.scene.day
        if published is None:
            return None
        years = range(published.year - 1, published.year + 2)
        return min(years, key=lambda year: _distance(published, year, month, day, tense))


def _distance(published: date, year: int, month: int, day: int | None, tense: int) -> float:
    months = (year - published.year) * 12 + month - published.month
    days = months * 30.4 + (day - published.day if day else 0)
    against = days * tense < 0
    return abs(days) * (4 if against else 1.3 if tense == 0 and days > 0 else 1)


def duration_value(amount: str, unit: str) -> str:
    """P2D, PT4H, PT5H30M, PXY; two fortnights are P4W, two centuries P200Y."""
    if unit == "2W":
        amount, unit = (f"{float(amount) * 2:g}" if amount != "X" else "X"), "W"
    if unit in {"E", "C", "L"} and amount != "X":
        amount, unit = f"{float(amount) * {'E': 10, 'C': 100, 'L': 1000}[unit]:g}", "Y"
    if unit == "TH" and amount.endswith((".25", ".5", ".75")):
        hours, minutes = divmod(round(float(amount) * 60), 60)
        return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
    return f"PT{amount}{unit[1]}" if unit[0] == "T" else f"P{amount}{unit}"
