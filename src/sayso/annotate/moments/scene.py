"""What a date expression is resolved against: the publication date, what was named before, and the tense around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sayso.annotate.tokens import Tokens

REACH = 24
"""Tokens looked at on either side for a tense; a clause is rarely longer."""

_STOP = re.compile(r"[.!?;:]|\n.*", re.DOTALL)


def published_day(published: str | None) -> tuple[date | None, str | None]:
    """The day of publication in the page's own zone, and its clock time "14:05" where it has one."""
    if not published:
        return None, None
    try:
        moment = datetime.fromisoformat(published.strip())
    except ValueError:
        return None, None
    return moment.date(), moment.strftime("%H:%M") if "T" in published or " " in published.strip() else None


@dataclass(frozen=True, slots=True)
class TenseCues:
    """The words of a language that tell past from future."""

    past: frozenset[str]
    future: frozenset[str]
    past_ending: re.Pattern[str] | None
    future_ending: re.Pattern[str] | None
    future_before: re.Pattern[str]
    past_before: re.Pattern[str]
    infinitive_marks: frozenset[str]
    before_infinitive: frozenset[str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> TenseCues:
        """From a data file's ``past_words``, ``future_words`` and endings (all may be absent)."""
        return cls(
            past=frozenset(data.get("past_words", "").split()),
            future=frozenset(data.get("future_words", "").split()),
            past_ending=_ending(data.get("past_endings", ())),
            future_ending=_ending(data.get("future_endings", ())),
            future_before=_just_before(data.get("future_before", ())),
            past_before=_just_before(data.get("past_before", ())),
            infinitive_marks=frozenset(data.get("infinitive_marks", ())),
            before_infinitive=frozenset(data.get("before_infinitive", "").split()),
        )

    def is_past(self, word: str) -> bool:
        return word in self.past or bool(self.past_ending and self.past_ending.search(word))

    def is_future(self, word: str) -> bool:
        return word in self.future or bool(self.future_ending and self.future_ending.search(word))


def _ending(endings: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"[^\W\d_]{{2,30}}(?:{'|'.join(endings)})$") if endings else None


def _just_before(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})$")


@dataclass
class Scene:
    """The text around the expressions, read from left to right; it remembers what was named last.

    Attributes:
        anchor: value of the last absolute date named, and the token where it stood.
        quarter: value of the last quarter named ("1989-Q3"), and the token where it stood.
    """

    tokens: Tokens
    cues: TenseCues
    day: date | None
    clock: str | None
    anchor: tuple[str, int] | None = None
    quarter: tuple[str, int] | None = None
    paragraph: int = field(default=0)

    def remember(self, value: str, at: int) -> None:
        """A value that later expressions may lean on."""
        if re.match(r"\d{4}-Q[1-4]$", value) and self._has_ended(value):
            self.quarter = (value, at)
        if re.match(r"\d{4}", value):
            self.anchor = (value, at)

    def _has_ended(self, quarter: str) -> bool:
        return self.day is None or (int(quarter[:4]), int(quarter[-1])) < quarter_of(self.day)

    def sentence_break_between(self, first: int, last: int, allowed: int = 0) -> bool:
        """Whether more than ``allowed`` sentence ends stand between two tokens."""
        ends = 0
        for place in range(max(first, last - 400), last):
            ends += self.tokens.raw[place] in {".", "!", "?"} or self.tokens.raw[place][0] == "\n"
        return ends > allowed or last - first > 400

    def anchor_day(self) -> date | None:
        """The day last named, else the day of publication."""
        if self.anchor and (match := re.match(r"(\d{4})-(\d\d)-(\d\d)", self.anchor[0])):
            return safe_date(int(match[1]), int(match[2]), int(match[3]))
        return self.day

    def tense(self, first: int, last: int) -> int:
        """-1 past, 1 future, 0 unknown: by the preposition, else the nearest cue to the left in the sentence, else
        to the right.
        """
        before = " ".join(self.tokens.words[max(0, first - 3) : first])
        if self.cues.future_before.search(before):
            return 1
        if self.cues.past_before.search(before):
            return -1
        left = self._tense_left(first)
        return left or self._tense_right(last)

    def _tense_left(self, first: int) -> int:
        words = self.tokens.words
        for place in range(first - 1, max(-1, first - 1 - REACH), -1):
            if _STOP.fullmatch(words[place]):
                return 0
            if self._is_future(place):
                return 1
            if self.cues.is_past(words[place]):
                # "will be held", "is expected to be closed": the participle belongs to the auxiliary before it.
                return 1 if any(self._is_future(one) for one in range(max(0, place - 3), place)) else -1
        return 0

    def _is_future(self, place: int) -> bool:
        word = self.tokens.words[place]
        if word in self.cues.infinitive_marks:
            return place > 0 and self.tokens.words[place - 1] in self.cues.before_infinitive
        return self.cues.is_future(word)

    def _tense_right(self, last: int) -> int:
        words = self.tokens.words
        for place in range(last, min(len(words), last + REACH)):
            if _STOP.fullmatch(words[place]):
                return 0
            if self._is_future(place):
                return 1
            if self.cues.is_past(words[place]):
                return -1
        return 0


# --- calendar --------------------------------------------------------------------------------------------------


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int) -> date | None:
    """``days`` later (earlier when negative), or None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_moved(year: int, month: int, months: int) -> str:
    """As in "1989-10" moved by a number of months."""
    place = year * 12 + month - 1 + months
    return f"{place // 12:04d}-{place % 12 + 1:02d}"


def week_of(day: date) -> str:
    """The ISO week: "2025-W11"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter of a day."""
    return day.year, (day.month - 1) // 3 + 1


def quarter_moved(year: int, quarter: int, by: int) -> str:
    """As in "1989-Q3" moved by a number of quarters."""
    place = year * 4 + quarter - 1 + by
    return f"{place // 4:04d}-Q{place % 4 + 1}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (5: the last) ISO weekday of a month."""
    days = [day for number in range(1, 32) if (day := safe_date(year, month, number)) and day.isoweekday() == weekday]
    return days[-1] if nth >= len(days) + 1 or nth == 5 else days[nth - 1]
