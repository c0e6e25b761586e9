"""From a matched expression to its TIMEX3 type and value: one small function a kind of expression.

The conventions are those of TimeML 1.2.1 and of TimeBank: a day is "1989-10-26", "last week" a week, "two years ago"
a year; a span of time that leans on now ("the last two weeks") is a DURATION; what is vague is PRESENT_REF, PAST_REF
or FUTURE_REF. Each function returns None where it recognises that the expression isn't one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sayso.annotate.moments.found import Found
from sayso.annotate.moments.scene import (
    easter,
    month_moved,
    moved,
    nth_weekday,
    quarter_moved,
    quarter_of,
    safe_date,
    week_of,
)
from sayso.types import MomentType

Made = tuple[MomentType, str] | None
DATE, TIME, DURATION, SET = MomentType.DATE, MomentType.TIME, MomentType.DURATION, MomentType.SET

QUARTER_REACH = 4
"""Sentences over which "a year earlier" still compares with the quarter that a report is about."""

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SPAN_OF = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


# --- days and months -------------------------------------------------------------------------------------------


def make_iso(found: Found) -> Made:
    written = found.word("iso").upper()
    if safe_date(int(written[:4]), int(written[5:7]), int(written[8:10])) is None:
        return None
    return (TIME, written) if "T" in written else (DATE, written)


def make_slash(found: Found) -> Made:
    """12/03/2024: the day first where the month can't be; in English the month first otherwise."""
    first, second, year = (int(piece) for piece in re.split(r"[/.]", found.word("slash")))
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    day_first = first > 12 or found.numbers.decimal_comma
    day, month = (first, second) if day_first else (second, first)
    resolved = safe_date(year, month, day)
    return (DATE, resolved.isoformat()) if resolved else None


def make_date(found: Found) -> Made:
    month, day = int(found.value("month", "MONTH", "MONTHABBR")), found.number("day") or 0
    year = found.number("year")
    if year is None and found.has("yeardir"):
        year = _year_by(found, "yeardir")
    if year is None:
        year = _year_of_month(found, month, day)
    if year is None:
        return DATE, f"XXXX-{month:02d}-{day:02d}"
    resolved = safe_date(year, month, day)
    return (DATE, resolved.isoformat()) if resolved else None


def _year_of_month(found: Found, month: int, day: int | None) -> int | None:
    """The year of a month that names none: the nearest such date, those against the tense counted as further away.

    The nearest date alone is right in 9 of 10 cases; a tense read from a cue is right less often than a date a few
    days away, so it weighs (four times the distance) and doesn't rule.
    """
    published = found.scene.day
    if published is None:
        return None
    tense = _step(found) if found.has("dir") and _step(found) else found.tense()
    years = range(published.year - 1, published.year + 2)
    return min(years, key=lambda year: _distance(published, year, month, day, tense))


def _distance(published: date, year: int, month: int, day: int | None, tense: int) -> float:
    months = (year - published.year) * 12 + month - published.month
    days = months * 30.4 + (day - published.day if day else 0)
    against = days * tense < 0
    return abs(days) * (4 if against else 1.3 if tense == 0 and days > 0 else 1)


def make_month(found: Found) -> Made:
    month = int(found.value("month", "MONTH", "MONTHABBR"))
    year = found.number("year")
    if year is None and found.has("yeardir"):
        year = _year_by(found, "yeardir")
    if year is None and found.has("dir"):
        year = _year_of_directed(found, month)
    if year is None:
        year = _year_of_month(found, month, None)
    return DATE, f"{year:04d}-{month:02d}" if year is not None else f"XXXX-{month:02d}"


def _year_of_directed(found: Found, month: int) -> int | None:
    published = found.scene.day
    step = _step(found)
    if published is None:
        return None
    if step < 0:
        return published.year if month < published.month else published.year - 1
    if step > 0:
        return published.year if month > published.month else published.year + 1
    return published.year


def _step(found: Found, slot: str = "dir") -> int:
    """-1, 0 or 1 for a word of direction, whatever it leans on."""
    return int(re.sub(r"[^\d-]", "", str(found.value(slot, "DIR", "AGO"))))


def _leans_on_text(found: Found, slot: str = "dir") -> bool:
    return str(found.value(slot, "DIR", "AGO")).startswith("a")


def _year_by(found: Found, slot: str) -> int | None:
    """The year that "last year", "the following year" names."""
    base = found.scene.day.year if found.scene.day else None
    if _leans_on_text(found, slot) and found.scene.anchor:
        base = int(found.scene.anchor[0][:4])
    return base + _step(found, slot) if base is not None else None


def make_weekday(found: Found) -> Made:
    weekday = int(found.value("weekday", "WEEKDAY"))
    part = found.value("part", "PART") or found.value("apart", "PART")
    day = _day_of_weekday(found, weekday)
    return _with_part(day.isoformat() if day else f"XXXX-WXX-{weekday}", part)


def _day_of_weekday(found: Found, weekday: int) -> date | None:
    published = found.scene.day
    if published is None:
        return None
    back = (published.isoweekday() - weekday) % 7
    if found.has("dir"):
        step = _step(found)
        if _leans_on_text(found):
            base = found.scene.anchor_day() or published
            back_from_anchor = (base.isoweekday() - weekday) % 7
            return moved(base, 7 - back_from_anchor if step > 0 else -(back_from_anchor or 7))
        if step < 0:
            return moved(published, -(back or 7))
        if step > 0:
            return moved(published, 7 - back)
    if found.tense() > 0 and not found.precedes("s"):  # "Friday's ruling" has been
        return moved(published, (7 - back) % 7)
    return moved(published, -back)


def _with_part(day: str, part: str | None) -> Made:
    return (TIME, day + part) if part else (DATE, day)


def make_relday(found: Found) -> Made:
    step = int(found.value("day", "RELDAY", "NIGHTDAY"))
    part = found.value("part", "PART") or ("TNI" if found.value("day", "NIGHTDAY") is not None else None)
    day = moved(found.scene.day, step) if found.scene.day else None
    return _with_part(day.isoformat() if day else "XXXX-XX-XX", part)


def make_part(found: Found) -> Made:
    """Last night, this morning, the following evening."""
    part, step = found.value("part", "PART"), _step(found)
    base = found.scene.anchor_day() if _leans_on_text(found) else found.scene.day
    day = moved(base, step) if base else None
    return TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}{part}"


def make_thispart(found: Found) -> Made:
    """ "In the morning": of the day last named."""
    day = found.scene.anchor_day()
    return TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}{found.value('part', 'PART')}"


def make_anchored(found: Found) -> Made:
    """ "The day after", "the eve": counted from the day last named."""
    base = found.scene.anchor_day()
    day = moved(base, int(found.value("anchored", "ANCHORED"))) if base else None
    return DATE, day.isoformat() if day else "XXXX-XX-XX"


def make_holiday(found: Found) -> Made:
    rule = found.candidate.rule.value or ""
    published = found.scene.day
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = [day for year in years if (day := _holiday(rule, year))]
    if found.tense() > 0:
        days = [day for day in days if day >= published] or days
    return DATE, min(days, key=lambda day: abs(day - published)).isoformat()


def _holiday(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    month, *rest = (int(piece) for piece in rule.split("-"))
    if len(rest) == 1:
        return safe_date(year, month, rest[0])
    nth, weekday = rest
    return nth_weekday(year, month, weekday, nth)


def make_weekset(found: Found) -> Made:
    weekday = found.value("weekday", "WEEKDAY", "WEEKDAYS")
    return SET, f"XXXX-WXX-{weekday}{found.value('part', 'PART') or ''}"


# --- clock times ------------------------------------------------------------------------------------------------


def make_clock(found: Found) -> Made:
    hour = _hour(found)
    if hour is None:
        return None
    return TIME, f"{_day_of_clock(found)}T{hour}"


def _day_of_clock(found: Found) -> str:
    day: date | None = found.scene.day
    if found.has("weekday"):
        day = _day_of_weekday(found, int(found.value("weekday", "WEEKDAY")))
    elif found.has("day"):
        day = moved(day, int(found.value("day", "RELDAY"))) if day else None
    elif found.has("month"):
        month, number = int(found.value("month", "MONTH", "MONTHABBR")), found.number("monthday") or 1
        year = _year_of_month(found, month, number)
        day = safe_date(year, month, number) if year else None
    elif found.scene.anchor and not found.scene.sentence_break_between(found.scene.anchor[1], found.first):
        day = found.scene.anchor_day()
    return day.isoformat() if day else "XXXX-XX-XX"


def _hour(found: Found) -> str | None:
    if found.has("named"):
        return str(found.value("named", "NAMEDHOUR"))[1:]
    written = found.word("hour") or found.word("clock") or found.word("hourampm")
    if found.has("oclock") or found.has("ofday"):
        amount = found.amount("oclock" if found.has("oclock") else "ofday")
        written = amount or ""
    pieces = [int(piece) for piece in re.findall(r"\d+", written)]
    if not pieces:
        return None
    hour, minute = pieces[0], pieces[1] if len(pieces) > 1 else found.number("minutes")
    half = found.value("ampm", "AMPM") or (written[-2:] if written[-2:] in {"am", "pm"} else None)
    if found.has("dayhalf"):
        half = "am" if found.value("dayhalf", "PART") == "TMO" else "pm"
    if hour > 24 or (half and hour > 12):
        return None
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute or 0:02d}"


# --- quarters, halves, years, seasons ------------------------------------------------------------------------------


def make_quarter(found: Found) -> Made:
    if found.has("yearago"):
        return _quarter_a_year_ago(found)
    number = int(found.value("ord", "ORDINAL"))
    if not 1 <= number <= 4:
        return None
    year = found.number("year")
    if year is None and found.has("yeardir"):
        year = _year_by(found, "yeardir")
    if year is None:
        year = _year_of_quarter(found, number)
    return DATE, f"{year:04d}-Q{number}" if year is not None else f"XXXX-Q{number}"


def _year_of_quarter(found: Found, number: int) -> int | None:
    published = found.scene.day
    if published is None:
        return None
    year, current = quarter_of(published)
    if number <= current:
        return year + 1 if found.has("dir") and _step(found) > 0 else year
    if number == current + 1 and current != 1:
        return year
    return year if found.tense() > 0 else year - 1


def _quarter_a_year_ago(found: Found) -> Made:
    if found.has("ord"):
        number = int(found.value("ord", "ORDINAL"))
        year = _year_of_quarter(found, number)
        return (DATE, f"{year - 1:04d}-Q{number}") if year is not None and number <= 4 else None
    last = _last_quarter(found)
    return (DATE, quarter_moved(*last, -4)) if last else (DATE, "XXXX-QX")


def _last_quarter(found: Found) -> tuple[int, int] | None:
    """The quarter last named, else the one before that of the publication date."""
    if found.scene.quarter:
        return int(found.scene.quarter[0][:4]), int(found.scene.quarter[0][-1])
    if found.scene.day is None:
        return None
    year, current = quarter_of(found.scene.day)
    return (year, current - 1) if current > 1 else (year - 1, 4)


def make_lastquarter(found: Found) -> Made:
    """ "The quarter", "the latest period": the one last named; "this quarter", "next quarter": by the calendar."""
    if found.has("endmonth"):
        return _quarter_ending(found)
    if found.value("noun", "QUARTERWORD") == "P" and found.scene.quarter is None:
        return None
    if not found.has("dir") or found.value("dir", "DIR") in {"q-1", "a0"}:
        last = _last_quarter(found)
        return (DATE, quarter_moved(*last, 0)) if last else (DATE, "XXXX-QX")
    if found.scene.day is None:
        return DATE, "XXXX-QX"
    base = quarter_of(found.scene.day)
    if _leans_on_text(found) and found.scene.quarter:
        base = int(found.scene.quarter[0][:4]), int(found.scene.quarter[0][-1])
    return DATE, quarter_moved(*base, _step(found))


def _quarter_ending(found: Found) -> Made:
    """"The quarter ended Sept. 30"."""
    month = int(found.value("endmonth", "MONTH", "MONTHABBR"))
    year = _year_of_month(found, month, None)
    return DATE, f"{year if year is not None else 'XXXX'}-Q{(month - 1) // 3 + 1}"


def make_yearquarter(found: Found) -> Made:
    """ "The 1988 quarter": the quarter last named, of that year."""
    last = _last_quarter(found)
    year = found.number("year")
    return DATE, f"{year}-Q{last[1]}" if last and found.scene.quarter else f"{year}"


def make_half(found: Found) -> Made:
    number = 2 if not found.value("half", "ORDINAL") else int(found.value("half", "ORDINAL"))
    year = found.number("year")
    if year is None and found.has("yeardir"):
        year = _year_by(found, "yeardir")
    if year is None:
        year = found.scene.day.year if found.scene.day else None
    return (DATE, f"{year if year is not None else 'XXXX'}-H{number}") if number <= 2 else None


def make_year(found: Found) -> Made:
    return DATE, found.word("year")


def make_spelled(found: Found) -> Made:
    words = [word for word in found.words("spelled") if word in found.numbers]
    value = found._amount_of(words)
    return (DATE, f"{int(value)}") if value and 1500 <= value < 2100 else None


def make_decade(found: Found) -> Made:
    if found.has("tens"):
        return DATE, str(found.value("tens", "TENS"))
    digits = "".join(c for c in found.word("decade") if c.isdecimal())
    return DATE, digits[:3] if len(digits) == 4 else f"19{digits[0]}"


def make_century(found: Found) -> Made:
    number = found.value("century", "CENTURYORD") or _roman(found.word("century")) or found.number("century")
    return (DATE, f"{int(number) - 1:02d}") if number and 1 < int(number) < 30 else None


def _roman(written: str) -> int | None:
    digits = {"i": 1, "v": 5, "x": 10}
    values = [digits[c] for c in written.rstrip("e") if c in digits]
    if not values or len(values) != len(written.rstrip("e")):
        return None
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def make_season(found: Found) -> Made:
    season = str(found.value("season", "SEASON"))
    year = found.number("year")
    if year is None and found.has("yeardir"):
        year = _year_by(found, "yeardir")
    if year is None:
        year = _year_of_season(found, season)
    return DATE, f"{year:04d}-{season}" if year is not None else f"XXXX-{season}"


def _year_of_season(found: Found, season: str) -> int | None:
    published = found.scene.day
    if published is None:
        return None
    start = _SEASON_START[season]
    this_year_ended = published.month >= start + 3
    begun = published.month >= start
    step = _step(found) if found.has("dir") else 0
    if step < 0:
        return published.year if this_year_ended else published.year - 1
    if step > 0:
        return published.year + 1 if begun else published.year
    if season == "WI" and published.month <= 3:
        return published.year - 1
    return published.year - 1 if not begun and found.tense() < 0 and not found.has("dir") else published.year


# --- weeks, weekends and other units around now --------------------------------------------------------------------


def make_weekend(found: Found) -> Made:
    published = found.scene.day
    if published is None:
        return DATE, "XXXX-WXX-WE"
    step = _step(found) if found.has("dir") else (0 if found.tense() > 0 or published.isoweekday() > 5 else -1)
    day = moved(published, 7 * step)
    return (DATE, f"{week_of(day)}-WE") if day else None


def make_unit(found: Found) -> Made:
    unit = str(found.value("unit", "UNIT", "UNITS"))
    if (found.value("dir", "DIR") == "q-1" and unit != "Q") or (unit[0] == "T" and _step(found) == 0):
        return None
    base = found.scene.anchor_day() if _leans_on_text(found) else found.scene.day
    if _leans_on_text(found) and unit == "Y":
        year = _year_by(found, "dir")
        return DATE, f"{year:04d}" if year is not None else "XXXX"
    if found.word("dir") == "past" or unit[0] == "T":
        return DURATION, _duration("1", unit)
    return DATE, _unit_moved(base, unit, _step(found))


def _unit_moved(base: date | None, unit: str, step: int) -> str:
    """The day, week, month, quarter, year, decade or century ``step`` units from a day."""
    if base is None:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")
    if unit in {"D", "W", "2W"}:
        day = moved(base, step * {"D": 1, "W": 7, "2W": 14}[unit])
        return _SPAN_OF[_sign(step)] if day is None else day.isoformat() if unit == "D" else week_of(day)
    if unit == "M":
        value = month_moved(base.year, base.month, step)
    elif unit == "Q":
        value = quarter_moved(*quarter_of(base), step)
    else:
        years = {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit] * step
        value = f"{base.year + years:04d}"[: {"E": 3, "C": 2, "L": 1}.get(unit, 4)]
    return value if "0000" < value[:4] and not value.startswith("-") else _SPAN_OF[_sign(step)]


def _sign(step: int) -> int:
    return (step > 0) - (step < 0)


def make_endof(found: Found) -> Made:
    """ "The end of the year", "the beginning of the week": the unit that now stands in."""
    return DATE, _unit_moved(found.scene.day, str(found.value("unit", "UNIT", "UNITS")), 0)


def make_yearend(found: Found) -> Made:
    return DATE, _unit_moved(found.scene.day, "Y", 0)


def make_ago(found: Found) -> Made:
    """ "Two years ago", "a week earlier": so many units from now, or from the moment last named."""
    unit, amount, step = str(found.value("unit", "UNIT", "UNITS")), found.amount() or "1", _step(found, "ago")
    if amount == "X" or (not found.has("n") and found.candidate.slots.get("unit") and unit != "Y"):
        return DATE, _SPAN_OF[step]
    if unit[0] == "T":
        return _clock_ago(found, unit, float(amount) * step)
    if unit == "Y" and amount == "1" and step < 0 and (quarter := _quarter_nearby(found)):
        return DATE, quarter_moved(*quarter, -4)
    if _leans_on_text(found, "ago") and found.precedes(*found.values.get("BEFOREEVENT", ())):
        return DURATION, _duration(amount, unit)  # "two days after the flood"
    base = found.scene.anchor_day() if _leans_on_text(found, "ago") else found.scene.day
    if base is not None and _leans_on_text(found, "ago") and unit == "Y" and found.scene.anchor:
        base = safe_date(int(found.scene.anchor[0][:4]), 1, 1)
    if float(amount) > 1e6:
        return DATE, _SPAN_OF[step]
    if unit in {"E", "C"} and base is not None:
        unit, amount = "Y", str(float(amount) * {"E": 10, "C": 100}[unit])
    return DATE, _unit_moved(base, unit, int(float(amount)) * step)


def _quarter_nearby(found: Found) -> tuple[int, int] | None:
    """The quarter last named, when it stands in this or the two sentences before."""
    quarter = found.scene.quarter
    if quarter is None or found.scene.sentence_break_between(quarter[1], found.first, allowed=QUARTER_REACH):
        return None
    return int(quarter[0][:4]), int(quarter[0][-1])


def _clock_ago(found: Found, unit: str, amount: float) -> Made:
    if found.scene.day is None or abs(amount) > 1000:
        return DATE, _SPAN_OF[_sign(int(amount))]
    if found.scene.clock is None or _leans_on_text(found, "ago"):
        return DURATION, _duration(f"{abs(amount):g}", unit)
    hour, minute = (int(piece) for piece in found.scene.clock.split(":"))
    passed = int(hour * 60 + minute + amount * {"TH": 60, "TM": 1, "TS": 1 / 60}[unit])
    day = moved(found.scene.day, passed // 1440)
    return (TIME, f"{day.isoformat()}T{passed % 1440 // 60:02d}:{passed % 60:02d}") if day else None


def make_fromnow(found: Found) -> Made:
    unit, amount = str(found.value("unit", "UNIT", "UNITS")), found.amount() or "1"
    if amount == "X" or unit[0] == "T" or float(amount) > 1e6:
        return DATE, "FUTURE_REF"
    return DATE, _unit_moved(found.scene.day, unit, int(float(amount)))


# --- spans of time ---------------------------------------------------------------------------------------------------


def _duration(amount: str, unit: str) -> str:
    """P2D, PT4H, PXY; three quarters are P9M, two fortnights P4W."""
    if unit == "2W":
        amount, unit = (f"{float(amount) * 2:g}" if amount != "X" else "X"), "W"
    if unit in {"E", "C", "L"} and amount != "X":
        amount, unit = f"{float(amount) * {'E': 10, 'C': 100, 'L': 1000}[unit]:g}", "Y"
    return f"PT{amount}{unit[1]}" if unit[0] == "T" else f"P{amount}{unit}"


def make_span(found: Found) -> Made:
    """ "The last two weeks"."""
    amount = found.amount()
    return (DURATION, _duration(amount, str(found.value("unit", "UNITS", "UNIT")))) if amount else None


def make_vaguespan(found: Found) -> Made:
    return DATE, _SPAN_OF[_sign(_step(found))]


def make_recent(found: Found) -> Made:
    return DATE, "PAST_REF"


def make_duration(found: Found) -> Made:
    unit = str(found.value("unit", "UNIT", "UNITS"))
    if _is_age(found):
        return None
    if found.has("half"):
        return DURATION, {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "E": "P5Y", "C": "P50Y"}.get(unit, f"P0.5{unit}")
    amount = found.amount()
    if unit == "TS" and found.word("n") in {"a", "another", "one"}:  # "a second, smaller dam"
        return None
    return (DURATION, _duration(amount, unit)) if amount else None


def _is_age(found: Found) -> bool:
    """A person's age ("41 years old", "aged 12 years") measures no stretch of the story's time."""
    return found.precedes("old", "olds") or found.follows("aged", "age")


def make_ytd(found: Found) -> Made:
    """ "The nine months", "the first two weeks"."""
    return make_span(found) if found.has("n") else None


def make_plural(found: Found) -> Made:
    return DURATION, _duration("X", str(found.value("bare", "UNITS")))


def make_unitset(found: Found) -> Made:
    amount = found.amount() if found.has("n") and found.words("n")[0] not in {"once", "twice"} else "1"
    return (SET, _duration(amount, str(found.value("unit", "UNIT", "UNITS")))) if amount else None


def make_frequency(found: Found) -> Made:
    return SET, str(found.value("freq", "FREQ"))


def make_fixed(found: Found) -> Made:
    """Now, recently, soon; "soon after the vote" and "as soon as" lean on an event, not on now."""
    if found.precedes("after", "before", "as", "thereafter", "afterwards"):
        return None
    return DATE, found.candidate.rule.value or ""


MAKERS: Mapping[str, Callable[[Found], Made]] = {
    name.removeprefix("make_"): function for name, function in list(globals().items()) if name.startswith("make_")
}
