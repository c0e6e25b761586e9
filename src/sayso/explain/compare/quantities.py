"""Figures and dates of a text as ranges with what they are about, and how one range stands to another."""

from __future__ import annotations

import calendar
import enum
import math
import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sayso.explain.compare.marks import SCORE, SEASON, Mark, comparator_before, find_marks
from sayso.explain.terms import content_words, stem
from sayso.text import sentences
from sayso.types import Annotations, Extent, Figure, Moment, MomentType

_STRICT = re.compile(
    r"\s*(?:more|over|above|under|below|less|fewer|exceed\w*|greater|higher|lower|beyond)\b", re.IGNORECASE
)
_AS_OF = re.compile(r"\b(?:as of|by|until|up to|through)\s+(?:\w+ )?$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|prior to|until|earlier than|avant|antes de)\s+(?:the )?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|since|later than|following|après|depuis|después de|desde)\s+(?:the )?$", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_RATIO = re.compile(r"\d\s?\.\s?\d|/")
_SPAN_OF_YEARS = re.compile(r"\s?[-–/]\s?\d\d(?:\d\d)?\b")
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_CLOCK = re.compile(r".*T(\d\d):(\d\d)")
_CLAUSE = re.compile(r"[;:,]\s|\s(?:and|but|while|with|y|pero|et|mais)\s")
_DIGITS = re.compile(r"\d")
APPROXIMATE = 0.1
_YEARS = 40
"""Dates further apart than this are hardly of the same event; half as far, half as likely."""
DATE_UNIT, DAY_UNIT, CLOCK_UNIT = "date", "day of the year", "time of day"
MOST_READ = 300
"""Quantities and marks of a text that are read: each claimed one is set against each that is given."""
_LEAP_YEAR = 2000
"""The year that dates without one are put into."""


class Standing(enum.Enum):
    """How what the evidence gives stands to what is claimed."""

    WITHIN = "within"
    OUTSIDE = "outside"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A range: of numbers in ``unit``, or of days (ordinals) for dates; ``open_low`` and ``open_high`` leave the end
    itself out. ``step`` is the last digit that was written, so that 56 million can be 56,619,290 rounded.
    """

    low: float
    high: float
    open_low: bool
    open_high: bool
    unit: str
    noun: str | None
    context: frozenset[str]
    text: str
    extent: Extent = (0, 0)
    approximate: bool = False
    step: float = 0.0

    def closeness(self, other: Quantity) -> float:
        """1 for equal sizes, 0 from twice as much (or 40 years apart)."""
        a, b = self._size(), other._size()
        if self.unit == DATE_UNIT:
            return max(0.0, 1 - abs(a - b) / (_YEARS * 365))
        if a <= 0 or b <= 0:
            return float(a == b)
        return max(0.0, 1 - abs(math.log2(a) - math.log2(b)))

    def _size(self) -> float:
        ends = [end for end in (self.low, self.high) if math.isfinite(end)]
        return sum(ends) / len(ends) if ends else 0.0


def standing(claimed: Quantity, given: Quantity) -> Standing:
    """Within when all that the evidence allows is claimed, outside when none of it is."""
    if _apart(claimed, given) or _apart(given, claimed):
        return Standing.OUTSIDE
    above = given.low > claimed.low or (given.low == claimed.low and (given.open_low or not claimed.open_low))
    below = given.high < claimed.high or (given.high == claimed.high and (given.open_high or not claimed.open_high))
    return Standing.WITHIN if (above and below) or _about_equal(claimed, given) else Standing.PARTLY


def _apart(lower: Quantity, upper: Quantity) -> bool:
    """Whether one range ends before the other begins, roundings and "about" allowed for."""
    if _about_equal(lower, upper):
        return False
    return lower.high < upper.low or (lower.high == upper.low and (lower.open_high or upper.open_low))


def _about_equal(a: Quantity, b: Quantity) -> bool:
    """Whether two plain numbers are one: within a tenth when approximate, else within half a last digit."""
    if a.unit in {DATE_UNIT, DAY_UNIT, CLOCK_UNIT} or not (a.low == a.high and b.low == b.high):
        return False
    slack = max(a.step, b.step) / 2
    if a.approximate or b.approximate:
        slack = max(slack, APPROXIMATE * max(abs(a.low), abs(b.low)))
    return abs(a.low - b.low) <= slack


# --- reading ----------------------------------------------------------------------------------------------------


def quantities(text: str, annotations: Annotations) -> list[Quantity]:
    """The figures, dates and other numbers of a text that can be compared, one for each place.

    What is written as a mark ("7/10", "2-1", "the 2017-18 season") is no figure or date beside it.
    """
    extents = sentences(text)
    marks = list(islice(find_marks(text), MOST_READ))
    taken = [(mark.start, mark.end) for mark in marks]
    dated = [moment for moment in annotations.moments if moment.type in {MomentType.DATE, MomentType.TIME}][:MOST_READ]
    found = [
        _of_figure(text, figure, extents) for figure in annotations.figures[:MOST_READ] if not _holds(taken, figure)
    ]
    figures = [(figure.start, figure.end) for figure in annotations.figures[:MOST_READ]]
    found += [_of_moment(text, moment, extents) for moment in dated if not _holds(taken + figures, moment)]
    dates = [(moment.start, moment.end) for moment in dated]
    found += [_of_mark(text, mark, extents) for mark in marks if mark.unit == SEASON or not _holds(dates, mark)]
    return [one for one in found if one is not None][:MOST_READ]


def _holds(extents: list[Extent], one: Figure | Moment | Mark) -> bool:
    return any(start < one.end and one.start < end for start, end in extents)


def _of_mark(text: str, mark: Mark, extents: list[Extent]) -> Quantity:
    low, high = _opened(mark.value, mark.comparator)
    return Quantity(
        low=low,
        high=high,
        open_low=mark.comparator == "above",
        open_high=mark.comparator == "below",
        unit=mark.unit,
        noun=None,
        context=_context(text, (mark.start, mark.end), extents),
        text=text[mark.start : mark.end],
        extent=(mark.start, mark.end),
        approximate=mark.comparator == "about" and mark.unit != SCORE,
        step=mark.step,
    )


def _opened(value: float, comparator: str | None) -> tuple[float, float]:
    if comparator in {"above", "least"}:
        return value, math.inf
    if comparator in {"below", "most"}:
        return -math.inf, value
    return value, value


def as_of_dates(text: str, annotations: Annotations) -> list[str]:
    """The dates as of which a text speaks."""
    return [moment.value for moment in annotations.moments if _is_as_of(text, moment)]


def _is_as_of(text: str, moment: Moment) -> bool:
    return _AS_OF.search(text, max(0, moment.start - 20), moment.start) is not None


def _of_figure(text: str, figure: Figure, extents: list[Extent]) -> Quantity | None:
    if figure.low is None and figure.high is None:
        return None
    words = text[figure.start : figure.end]
    strict = _STRICT.match(words) is not None
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if low == high and (before := comparator_before(text, figure.start)) in {"above", "below"}:  # "surpassed 73 %"
        (low, high), strict = _opened(low, before), True
    return Quantity(
        low=low,
        high=high,
        open_low=strict and high == math.inf,
        open_high=strict and low == -math.inf,
        unit=figure.unit,
        noun=stem(figure.counted.lower()) if figure.counted else None,
        context=_context(text, (figure.start, figure.end), extents),
        text=words,
        extent=(figure.start, figure.end),
        approximate=figure.approximate,
        step=_step(words, figure),
    )


def _step(words: str, figure: Figure) -> float:
    """The worth of the last digit written: 1e5 for "56.6 million", 1 for "56,619,290", 0 for a number in words."""
    value = figure.low if figure.low is not None else figure.high
    match = re.search(r"\d[\d,]*(?:\.(\d+))?", words)
    if match is None or not value:
        return 0.0
    written = float(match[0].replace(",", ""))
    scale = abs(value) / written if written else 1.0
    return float(scale * 10 ** -len(match[1] or ""))


def _of_moment(text: str, moment: Moment, extents: list[Extent]) -> Quantity | None:
    """A date as a range of days, open to one side after "before" or "after"; None for what isn't a date of an event.

    A date without a year is a range of days of the year, a time of day of minutes.
    """
    words = text[moment.start : moment.end]
    read = _range_of(moment.value)
    if read is None or _RATIO.search(words) or _SPAN_OF_YEARS.match(text, moment.end):
        return None
    ahead = text[max(0, moment.start - 20) : moment.start]
    before, after = _BEFORE.search(ahead) is not None, _AFTER.search(ahead) is not None
    low, high, unit = read
    return Quantity(
        low=-math.inf if before else high if after else low,
        high=math.inf if after else low if before else high,
        open_low=after,
        open_high=before,
        unit=unit,
        noun=None,
        context=_context(text, (moment.start, moment.end), extents),
        text=words,
        extent=(moment.start, moment.end),
    )


def _range_of(value: str) -> tuple[float, float, str] | None:
    """Low, high and unit of a TIMEX3 value; None for one that names no day, month, year or minute."""
    if clock := _CLOCK.fullmatch(value):
        minute = 60.0 * int(clock[1]) + int(clock[2])
        return minute, minute, CLOCK_UNIT
    if yearless := _YEARLESS.fullmatch(value):
        days = _days(f"{_LEAP_YEAR}-{yearless[1]}" + (f"-{yearless[2]}" if yearless[2] else ""))
        return (*days, DAY_UNIT) if days else None
    days = _days(value)
    return (*days, DATE_UNIT) if days else None


def within_the_year(dated: Quantity) -> Quantity | None:
    """A date as a day of the year, for comparison with one that has no year; None for years and open ranges."""
    if dated.unit != DATE_UNIT or not dated.high - dated.low < 32:
        return None
    first, last = date.fromordinal(int(dated.low)), date.fromordinal(int(dated.high))
    low, high = (day.replace(year=_LEAP_YEAR).toordinal() for day in (first, last))
    return replace(dated, low=low, high=high, unit=DAY_UNIT)


def _days(value: str) -> tuple[float, float] | None:
    """The first and last day of a TIMEX3 date as ordinals."""
    match = _DATE.fullmatch(value.partition("T")[0])
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1 <= year <= date.max.year:
        return None
    first_month, last_month = month or 1, month or 12
    if not 1 <= last_month <= 12:
        return None
    last_day = calendar.monthrange(year, last_month)[1]
    if day is not None and not 1 <= day <= last_day:
        return None
    return date(year, first_month, day or 1).toordinal(), date(year, last_month, day or last_day).toordinal()


def _context(text: str, extent: Extent, extents: list[Extent]) -> frozenset[str]:
    """The content words of the clause around an extent, at least three of them: else of the sentence."""
    start, end = next((e for e in extents if e[0] <= extent[0] < e[1]), (0, len(text)))
    before = [match.end() for match in _CLAUSE.finditer(text, start, extent[0])]
    after = _CLAUSE.search(text, extent[1], end)
    clause = text[before[-1] if before else start : extent[0]] + " " + text[extent[1] : after.start() if after else end]
    words = {word for word in content_words(clause) if not _DIGITS.search(word)}
    if len(words) < 3:
        words = {word for word in content_words(text[start:end]) if not _DIGITS.search(word)}
    return frozenset(words)
