"""What a date expression is resolved against: the publication date, what was named before, and the tense around it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import date, datetime

from sayso.annotate.moments.calendar import quarter_of, safe_date, unit_moved
from sayso.annotate.moments.ranges import Joiners
from sayso.annotate.moments.tense import TenseCues, tense_around
from sayso.annotate.tokens import Tokens

ANCHOR_REACH = 8
"""Sentences over which "the following day" still counts from a day named before."""

NARRATIVE_REACH = 2
"""Sentences of one paragraph over which a bare clock time is of the day named before."""

_FAR = 400
_STOPS = frozenset(".!?")
_FINENESS = {"D": 0, "W": 1, "2W": 1, "M": 2, "Q": 3, "Y": 4, "E": 5, "C": 6, "L": 7}
_RESOLVED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d)|-Q([1-4])|-H([12])|-(SP|SU|FA|WI))?(?![\dX])")
_UNRESOLVED = {"D": "XX-XX", "W": "WXX", "2W": "WXX", "M": "XX", "Q": "QX"}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


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
class Anchor:
    """A date that later words count from: its value, its first day, how fine it is, and the tokens it stood on."""

    value: str
    first_day: date
    unit: str
    at: int
    until: int

    @classmethod
    def of(cls, value: str, at: int, until: int) -> Anchor | None:
        """None for a value that names no stretch of the calendar (a duration, "PRESENT_REF", "XXXX-10")."""
        match = _RESOLVED.match(value)
        if match is None:
            return None
        year, (month, day, week, quarter, half, season) = int(match[1]), match.groups()[1:]
        unit = "D" if day else "W" if week else "M" if month else "Q" if quarter or half or season else "Y"
        if week:
            first_day = _monday(year, int(week))
        else:
            begins = int(month or 1) if not (quarter or half or season) else _first_month(quarter, half, season)
            first_day = safe_date(year, begins, int(day or 1))
        return cls(value, first_day, unit, at, until) if first_day else None

    def counted(self, unit: str, step: int) -> str:
        """The day, week, month ... ``step`` units on; "1998-10-XX" for a day counted from what is only a month."""
        if _FINENESS[unit] >= _FINENESS[self.unit]:
            return unit_moved(self.first_day, unit, step)
        if unit == "D" and self.unit == "M":
            return f"{self.value[:7]}-XX"
        return f"{self.value[:4]}-{_UNRESOLVED[unit]}"


def _first_month(quarter: str | None, half: str | None, season: str | None) -> int:
    if quarter:
        return 3 * int(quarter) - 2
    return 6 * int(half) - 5 if half else _SEASON_MONTH[season or "SP"]


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


@dataclass
class Scene:
    """The text around the expressions, read from left to right; it remembers what was named last.

    Attributes:
        is_history: whether the text tells of the past and not of its own days.
        anchor: the last date named that isn't merely when somebody spoke.
        finest: the last one of each fineness: days lean on days, months on months and days.
        quarter: value of the last quarter named ("1989-Q3"), and the token where it stood.
    """

    tokens: Tokens
    cues: TenseCues
    joiners: Joiners
    day: date | None
    clock: str | None
    is_history: bool = False
    anchor: Anchor | None = None
    finest: dict[int, Anchor] = field(default_factory=dict)
    quarter: tuple[str, int] | None = None
    _stops: list[int] = field(init=False, repr=False)
    _paragraphs: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Counts sentence and paragraph ends before each token once, so that every look back is one subtraction."""
        raw = self.tokens.raw
        paragraph_ends = [token[0] == "\n" for token in raw]
        stops = (token in _STOPS or ended for token, ended in zip(raw, paragraph_ends, strict=True))
        self._stops = [0, *itertools.accumulate(stops)]
        self._paragraphs = [0, *itertools.accumulate(paragraph_ends)]

    def remember(self, value: str, at: int, until: int) -> None:
        """A value that later expressions may lean on."""
        if re.match(r"\d{4}-Q[1-4]$", value) and self._has_ended(value):
            self.quarter = (value, at)
        anchor = Anchor.of(value, at, until)
        if anchor:
            self.anchor = self.finest[_FINENESS[anchor.unit]] = anchor

    def keep_quarter(self, at: int) -> None:
        """The report is still about the quarter last named."""
        if self.quarter:
            self.quarter = (self.quarter[0], at)

    def _has_ended(self, quarter: str) -> bool:
        return self.day is None or (int(quarter[:4]), int(quarter[-1])) < quarter_of(self.day)

    def sentence_break_between(self, first: int, last: int, allowed: int = 0) -> bool:
        """Whether more than ``allowed`` sentence ends, or 400 tokens, stand between two tokens."""
        return self._stops[last] - self._stops[first] > allowed or last - first > _FAR

    def anchor_near(self, at: int, reach: int = ANCHOR_REACH) -> Anchor | None:
        """The date last named, when no more than ``reach`` sentences ends stand between."""
        anchor = self.anchor
        return anchor if anchor and not self.sentence_break_between(anchor.at, at, reach) else None

    def counted(self, unit: str, step: int, at: int) -> str:
        """A unit counted from the last date named that is as fine, else from the day of publication.

        "That same day" after "in October" is a day of that October. What is still to come is nothing that
        "a day earlier" counts from.
        """
        anchor = self.anchor_near(at)
        if step and (anchor is None or _FINENESS[anchor.unit] > _FINENESS[unit]):
            anchor = self._as_fine_as(unit, at)
        if anchor and step < 0 and self.day and anchor.first_day > self.day:
            anchor = None
        return anchor.counted(unit, step) if anchor else unit_moved(self.day, unit, step)

    def _as_fine_as(self, unit: str, at: int) -> Anchor | None:
        near = [
            anchor
            for fineness, anchor in self.finest.items()
            if fineness <= _FINENESS[unit] and not self.sentence_break_between(anchor.at, at, ANCHOR_REACH)
        ]
        return max(near, key=lambda anchor: anchor.at, default=None)

    def narrative_day(self, at: int) -> date | None:
        """The day that a bare clock time or part of a day belongs to: named before in this paragraph, or published."""
        anchor = self.anchor_near(at, NARRATIVE_REACH)
        if anchor is None or anchor.unit != "D" or self._paragraphs[anchor.at] != self._paragraphs[at]:
            return self.day
        return anchor.first_day

    def narrated_year(self, at: int, month: int, tense: int) -> int | None:
        """The year last named, in a text about the past: "In 1914 war broke out. On 28 July ...".

        In a text without a date of its own a month before the one last named is of the next year, if it is to come;
        else nobody can tell ("In November 2025 it closed. Since January ...").

        News comes back from the past to its own days in the next sentence, so this is for texts alone that name
        years but neither weekdays nor today (histories, lives, encyclopedias), and for those without a date.
        """
        anchor = self.anchor_near(at) if self.day is None or self.is_history else None
        if anchor is None:
            return None
        year = anchor.first_day.year
        if self.is_history or anchor.unit not in {"D", "W", "M"} or month >= anchor.first_day.month:
            return year
        return year + 1 if tense > 0 else None

    def tense(self, first: int, last: int) -> int:
        """-1 past, 1 future, 0 unknown, around an expression."""
        return tense_around(self.tokens, self.cues, first, last)
