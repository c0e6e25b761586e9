"""Quarters, halves, years, decades, seasons, and units counted from now or from what was named."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.annotate.moments.calendar import VAGUE, moved, quarter_moved, quarter_of, sign, unit_moved, week_of
from sayso.annotate.moments.found import DATE, DURATION, TIME, Found, Made, duration_value

QUARTER_REACH = 4
"""Sentences over which "a year earlier" still compares with the quarter that a report is about."""

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _make_quarter(found: Found) -> Made:
    if found.has("yearago"):
        return _quarter_a_year_ago(found)
    number = int(found.value("ord", "ORDINAL"))
    if not 1 <= number <= 4:
        return None
    year = found.year_written()
    if year is None and found.has("yeardir"):
        year = found.year_by("yeardir")
    if year is None:
        year = _year_of_quarter(found, number)
    return DATE, f"{year:04d}-Q{number}" if year is not None else f"XXXX-Q{number}"


def _make_shortquarter(found: Found) -> Made:
    """As in "Q3 2024"."""
    number = found.number("digit") or 0
    if not 1 <= number <= _QUARTERS:
        return None
    year = found.number("year") or _year_of_quarter(found, number)
    return DATE, f"{year:04d}-Q{number}" if year is not None else f"XXXX-Q{number}"


_QUARTERS = 4


def _year_of_quarter(found: Found, number: int) -> int | None:
    published = found.scene.day
    if published is None:
        return None
    year, current = quarter_of(published)
    if number <= current:
        return year + 1 if found.has("dir") and found.step() > 0 else year
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


def _make_lastquarter(found: Found) -> Made:
    """As in "The quarter", "the latest period": the one last named; "this quarter", "next quarter": by the calendar."""
    if found.precedes("century", "hour", "final", "finals", "mile") or found.followed_by("to", "quarter"):
        return None
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
    if found.leans_on_text() and found.scene.quarter:
        base = int(found.scene.quarter[0][:4]), int(found.scene.quarter[0][-1])
    return DATE, quarter_moved(*base, found.step())


def _quarter_ending(found: Found) -> Made:
    """As in "The quarter ended Sept. 30"."""
    month = int(found.value("endmonth", "MONTH", "MONTHABBR"))
    year = found.year_of_month(month, None)
    return DATE, f"{year if year is not None else 'XXXX'}-Q{(month - 1) // 3 + 1}"


def _make_shorthalf(found: Found) -> Made:
    """As in "H1 2024"."""
    return (DATE, f"{found.number('year')}-H{found.number('digit')}") if found.number("digit") in {1, 2} else None


def _make_yearquarter(found: Found) -> Made:
    """As in "The 1988 quarter": the quarter last named, of that year."""
    last = _last_quarter(found)
    year = found.year_written()
    return DATE, f"{year}-Q{last[1]}" if last and found.scene.quarter else f"{year}"


def _make_half(found: Found) -> Made:
    number = int(found.value("half", "ORDINAL") or found.number("half") or 2)
    year = found.year_written()
    if year is None and found.has("yeardir"):
        year = found.year_by("yeardir")
    if year is None:
        year = found.scene.day.year if found.scene.day else None
    return (DATE, f"{year if year is not None else 'XXXX'}-H{number}") if number <= 2 else None


def _make_year(found: Found) -> Made:
    if found.last - found.first == 1 and _is_no_year(found):
        return None
    return DATE, found.word("year")


_USUAL_YEARS = 1900
"""An earlier number of four digits is a year only after a preposition: "1500 people"."""


def _is_no_year(found: Found) -> bool:
    """Money ("$1999"), a part of a name ("Agenda 2030"), or an early number without a preposition."""
    raw, prepositions = found.scene.tokens.raw, found.values.get("YEARPREP", {})
    before = raw[found.first - 1] if found.first else "."
    if before in {"$", "£", "€", "¥", "#"} or found.precedes("$", "£", "€", "%"):
        return True
    if not prepositions or before.lower() in prepositions or before in {"(", ",", "–", "—"}:
        return False
    inside = found.first > 1 and raw[found.first - 2][0].isalnum()
    named = found.names_in_capitals and before[0].isupper() and inside
    return named or int(found.word("year")) < _USUAL_YEARS


def _make_bc(found: Found) -> Made:
    year = found.number("year")
    return (DATE, f"BC{year:04d}") if year and year < 10_000 else None


def _make_spelled(found: Found) -> Made:
    words = [word for word in found.words("spelled") if word in found.numbers]
    value = found.amount_of(words)
    return (DATE, f"{int(value)}") if value and 1500 <= value < 2100 else None


def _make_decade(found: Found) -> Made:
    if found.has("tens"):
        return DATE, str(found.value("tens", "TENS", "TENSYEARS"))
    written = found.word("decade")
    digits = "".join(c for c in written if c.isdecimal())
    if written[0].isdecimal() and len(digits) < 4 and _is_owned(found):
        return None
    return DATE, digits[:3] if len(digits) == 4 else f"19{digits[0]}"


def _is_owned(found: Found) -> bool:
    """As in "in his early 30s": an age."""
    words = found.scene.tokens.words[max(0, found.first - 1) : found.last]
    return any(word in found.values.get("OWNER", {}) for word in words)


def _make_century(found: Found) -> Made:
    number = found.value("century", "CENTURYORD") or _roman(found.word("century")) or found.number("century")
    return (DATE, f"{int(number) - 1:02d}") if number and 1 < int(number) < 30 else None


def _roman(written: str) -> int | None:
    digits = {"i": 1, "v": 5, "x": 10}
    values = [digits[c] for c in written.rstrip("e") if c in digits]
    if not values or len(values) != len(written.rstrip("e")):
        return None
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _make_season(found: Found) -> Made:
    season = str(found.value("season", "SEASON"))
    year = found.year_written()
    if year is None and found.has("yeardir"):
        year = found.year_by("yeardir")
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
    step = found.step() if found.has("dir") else 0
    if step < 0:
        return published.year if this_year_ended else published.year - 1
    if step > 0:
        return published.year + 1 if begun else published.year
    if season == "WI" and published.month <= 3:
        return published.year - 1
    return published.year - 1 if not begun and found.tense() < 0 and not found.has("dir") else published.year


def _make_weekend(found: Found) -> Made:
    published = found.scene.day
    if published is None:
        return DATE, "XXXX-WXX-WE"
    step = found.step() if found.has("dir") else (0 if found.tense() > 0 or published.isoweekday() > 5 else -1)
    day = moved(published, 7 * step)
    return (DATE, f"{week_of(day)}-WE") if day else None


def _make_unit(found: Found) -> Made:
    unit = str(found.value("unit", "UNIT", "UNITS"))
    if (found.value("dir", "DIR") == "q-1" and unit != "Q") or (unit[0] == "T" and found.step() == 0):
        return None
    if found.word("dir") == "past" or unit[0] == "T":
        return DURATION, duration_value("1", unit)
    if not found.leans_on_text():
        return DATE, unit_moved(found.scene.day, unit, found.step())
    value = found.scene.counted(unit, found.step(), found.first)
    return None if found.scene.day and value.endswith("-XX-XX") else (DATE, value)  # "that day" of no month: any day


def _make_unitword(found: Found) -> Made:
    """As in "Vorjahr", "Monatsende": unit and direction in one word."""
    written = str(found.value("word", "UNITWORD"))
    unit, leans, step = written[0], written[1] == "a", int(written.lstrip("YMWQDa"))
    if leans:
        return DATE, found.scene.counted(unit, step, found.first)
    return DATE, unit_moved(found.scene.day, unit, step)


def _make_endof(found: Found) -> Made:
    """As in "The end of the year", "the beginning of the week": the unit that now stands in."""
    return DATE, unit_moved(found.scene.day, str(found.value("unit", "UNIT", "UNITS")), 0)


def _make_yearend(found: Found) -> Made:
    return DATE, unit_moved(found.scene.day, "Y", 0)


def _make_ago(found: Found) -> Made:
    """As in "Two years ago", "a week earlier": so many units from now, or from the moment last named."""
    unit, amount, step = str(found.value("unit", "UNIT", "UNITS")), found.amount() or "1", found.step("ago")
    if found.value("ago", "BESIDE") is not None and not found.stands_free():
        return None
    if found.has("more") or found.has("half") or "." in amount:
        halves = "0.5" if found.has("half") else found.amount_and_a_half() if found.has("more") else amount
        return _halves_ago(found, unit, halves, step)
    many = found.value("unit", "UNITS") is not None and found.value("unit", "UNIT") is None
    if amount == "X" or (not found.has("n") and (many or unit != "Y")):  # "vor Jahren", "hace meses"
        return DATE, VAGUE[step]
    if unit[0] == "T":
        return _clock_ago(found, unit, float(amount) * step)
    if unit == "Y" and amount == "1" and step < 0 and (quarter := _quarter_nearby(found)):
        return DATE, quarter_moved(*quarter, -4)
    if found.leans_on_text("ago") and found.precedes(*found.values.get("BEFOREEVENT", ())):
        return DURATION, duration_value(amount, unit)  # "two days after the flood"
    if float(amount) > 1e6:
        return DATE, VAGUE[step]
    if unit in {"E", "C"}:
        unit, amount = "Y", str(float(amount) * {"E": 10, "C": 100}[unit])
    if found.leans_on_text("ago"):
        return DATE, found.scene.counted(unit, int(float(amount)) * step, found.first)
    return DATE, unit_moved(found.scene.day, unit, int(float(amount)) * step)


_YEARS = {"E": 10, "C": 100, "L": 1000}


def _halves_ago(found: Found, unit: str, amount: str | None, step: int) -> Made:
    """As in "Two and a half years ago": to the month; "half a century ago": to the year."""
    if amount is None or float(amount) > 1e4:
        return DATE, VAGUE[step]
    if unit in _YEARS:
        return DATE, unit_moved(found.scene.day, "Y", int(float(amount) * _YEARS[unit]) * step)
    if unit[0] == "T":
        return _clock_ago(found, unit, float(amount) * step)
    months = {"Y": 12, "M": 1}.get(unit)
    if months is None:
        return DATE, VAGUE[step]
    return DATE, unit_moved(found.scene.day, "M", int(float(amount) * months) * step)


def _quarter_nearby(found: Found) -> tuple[int, int] | None:
    """The quarter last named, when it stands in this or the two sentences before."""
    quarter = found.scene.quarter
    if quarter is None or found.scene.sentence_break_between(quarter[1], found.first, allowed=QUARTER_REACH):
        return None
    return int(quarter[0][:4]), int(quarter[0][-1])


def _clock_ago(found: Found, unit: str, amount: float) -> Made:
    if found.scene.day is None or abs(amount) > 1000:
        return DATE, VAGUE[sign(int(amount))]
    if found.scene.clock is None or found.leans_on_text("ago"):
        return DURATION, duration_value(f"{abs(amount):g}", unit)
    hour, minute = (int(piece) for piece in found.scene.clock.split(":"))
    passed = int(hour * 60 + minute + amount * {"TH": 60, "TM": 1, "TS": 1 / 60}[unit])
    day = moved(found.scene.day, passed // 1440)
    return (TIME, f"{day.isoformat()}T{passed % 1440 // 60:02d}:{passed % 60:02d}") if day else None


def _make_fromnow(found: Found) -> Made:
    unit, amount = str(found.value("unit", "UNIT", "UNITS")), found.amount() or "1"
    if found.has("when") and found.tense() <= 0:  # "in zwei Wochen" is a stretch of time where nothing is to come
        return None
    if amount == "X" or unit[0] == "T" or float(amount) > 1e6:
        return DATE, "FUTURE_REF"
    return DATE, unit_moved(found.scene.day, unit, int(float(amount)))


MAKERS: Mapping[str, Callable[[Found], Made]] = {
    name.removeprefix("_make_"): function for name, function in list(globals().items()) if name.startswith("_make_")
}
