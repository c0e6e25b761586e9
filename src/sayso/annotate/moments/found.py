"""A matched expression as its resolver reads it: slots by name, in words, values and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.annotate.moments.grammar import Candidate
from sayso.annotate.moments.scene import Scene
from sayso.annotate.numbers import NumberWords, value_of_digits, value_of_words


@dataclass(frozen=True, slots=True)
class Found:
    """One candidate in its scene."""

    candidate: Candidate
    scene: Scene
    values: Mapping[str, Mapping[str, Any]]
    numbers: NumberWords

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
        value = self._amount_of(words)
        if value is None or value > 1e7:
            return None
        return f"{value:g}" if value < 1e5 else str(int(value))

    def _amount_of(self, words: list[str]) -> float | None:
        if "/" in words and len(words) == 4 and words[3] != "0":
            return float(words[0]) + float(words[1]) / float(words[3])
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

    def tense(self) -> int:
        return self.scene.tense(self.first, self.last)
