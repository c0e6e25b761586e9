"""Days, months, weekdays, parts of a day and clock times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sayso.annotate.moments.calendar import easter, month_moved, moved, nth_weekday, safe_date, week_of
from sayso.annotate.moments.found import DATE, SET, TIME, Found, Made
from sayso.annotate.moments.ranges import year_of_range


def _make_iso(found: Found) -> Made:
    written = found.word("iso").upper()
    if safe_date(int(written[:4]), int(written[5:7]), int(written[8:10])) is None:
        return None
    return (TIME, written) if "T" in written else (DATE, written)


def _make_slash(found: Found) -> Made:
    """12/03/2024: the day first where the month can't be; in English the month first otherwise."""
    first, second, year = (int(piece) for piece in re.split(r"[/.]", found.word("slash")))
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    day_first = first > 12 or found.numbers.decimal_comma
    day, month = (first, second) if day_first else (second, first)
    resolved = safe_date(year, month, day)
    return (DATE, resolved.isoformat()) if resolved else None


def _make_date(found: Found) -> Made:
    month, day = int(found.value("month", "MONTH", "MONTHABBR")), found.day_written() or 0
    year = _year_of_date(found, month, day)
    if year is None:
        return (DATE, f"XXXX-{month:02d}-{day:02d}") if 1 <= day <= _LONGEST_MONTH else None
    resolved = safe_date(year, month, day)
    return _with_part(resolved.isoformat(), found.value("part", "PART")) if resolved else None


_LONGEST_MONTH = 31


def _year_of_date(found: Found, month: int, day: int) -> int | None:
    year = found.year_written()
    if year is None and found.has("yeardir"):
        year = found.year_by("yeardir")
    if year is None:
        year = year_of_range(found.scene.tokens, found.last, found.scene.joiners)
    return found.year_of_month(month, day) if year is None else year


def _make_weekof(found: Found) -> Made:
    """As in "the week of March 6"."""
    made = _make_date(found)
    if made is None or made[1].startswith("X"):
        return None
    return DATE, week_of(date.fromisoformat(made[1]))


def _make_month(found: Found) -> Made:
    if found.last - found.first == 1 and found.precedes(*found.values.get("AFTERMODAL", ())):
        return None
    month = int(found.value("month", "MONTH", "MONTHABBR"))
    year = found.year_written()
    if year is None and found.has("yeardir"):
        year = found.year_by("yeardir")
    if year is None:
        year = year_of_range(found.scene.tokens, found.last, found.scene.joiners)
    if year is None and found.has("dir"):
        year = _year_of_directed(found, month)
    if year is None:
        year = found.year_of_month(month, None)
    return DATE, f"{year:04d}-{month:02d}" if year is not None else f"XXXX-{month:02d}"


def _year_of_directed(found: Found, month: int) -> int | None:
    published = found.scene.day
    step = found.step()
    if published is None:
        return None
    if step < 0:
        return published.year if month < published.month else published.year - 1
    if step > 0:
        return published.year if month > published.month else published.year + 1
    return published.year


def _make_weekday(found: Found) -> Made:
    if found.follows(*found.values.get("NAMINGDAY", ())):  # "Bloody Sunday"
        return None
    weekday = int(found.value("weekday", "WEEKDAY"))
    part = found.value("part", "PART") or found.value("apart", "PART") or found.value("weekday", "COMPOUNDPART")
    day = _day_of_weekday(found, weekday)
    return _with_part(day.isoformat() if day else f"XXXX-WXX-{weekday}", part)


def _day_of_weekday(found: Found, weekday: int) -> date | None:
    published = found.scene.day
    if published is None or found.follows(*found.values.get("INDEFINITE", ())):  # "on a Sunday"
        return None
    if opening := _opening_of_range(found):
        return moved(opening, (weekday - opening.isoweekday()) % 7)
    back = (published.isoweekday() - weekday) % 7
    if found.has("weekdir"):  # "Tuesday of last week"
        return moved(published, 7 * found.step("weekdir") + weekday - published.isoweekday())
    if found.has("dir"):
        step = found.step()
        if found.leans_on_text():
            anchor = found.scene.anchor_near(found.first)
            if anchor is not None and anchor.unit != "D":
                return None
            base = anchor.first_day if anchor else published
            back_from_anchor = (base.isoweekday() - weekday) % 7
            return moved(base, 7 - back_from_anchor if step > 0 else -(back_from_anchor or 7 * (step != 0)))
        if step < 0:
            return moved(published, -(back or 7))
        if step > 0:
            return moved(published, 7 - back)
    if found.tense() > 0 and not found.precedes("s"):  # "Friday's ruling" has been
        return moved(published, (7 - back) % 7)
    return moved(published, -back)


def _opening_of_range(found: Found) -> date | None:
    """The Monday of "from Monday to Friday", when the Friday is asked for."""
    anchor, tokens = found.scene.anchor, found.scene.tokens
    if anchor is None or anchor.unit != "D" or anchor.until != found.first - 1:
        return None
    return anchor.first_day if tokens.words[found.first - 1] in found.values.get("RANGE", {}) else None


def _make_monthday(found: Found) -> Made:
    """As in "On the 14th": of the month named before, else of the month that is nearest, by the tense."""
    day, published = found.day_written(), found.scene.day
    if published is None or day is None or not found.stands_free():
        return None
    anchor = found.scene.anchor_near(found.first)
    if anchor and anchor.unit in {"D", "M"}:
        resolved = safe_date(anchor.first_day.year, anchor.first_day.month, day)
        return (DATE, resolved.isoformat()) if resolved else None
    months = (month_moved(published.year, published.month, step) for step in (-1, 0, 1))
    days = [one for month in months if (one := safe_date(int(month[:4]), int(month[5:]), day))]
    step = found.tense() or -1
    right = [one for one in days if (one - published).days * step >= 0] or days
    return (DATE, min(right, key=lambda one: abs(one - published)).isoformat()) if right else None


def _with_part(day: str, part: str | None) -> Made:
    return (TIME, day + part) if part else (DATE, day)


def _make_relday(found: Found) -> Made:
    if found.value("day", "NOUNTOO") is not None and found.is_noun():
        return None
    step = int(found.value("day", "RELDAY", "NIGHTDAY"))
    part = found.value("part", "PART") or ("TNI" if found.value("day", "NIGHTDAY") is not None else None)
    day = moved(found.scene.day, step) if found.scene.day else None
    return _with_part(day.isoformat() if day else "XXXX-XX-XX", part)


def _make_part(found: Found) -> Made:
    """Last night, this morning, the following evening."""
    part, step = found.value("part", "PART"), found.step()
    if found.leans_on_text():
        return TIME, f"{found.scene.counted('D', step, found.first)}{part}"
    day = moved(found.scene.day, step) if found.scene.day else None
    return TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}{part}"


def _make_nightto(found: Found) -> Made:
    """As in "in der Nacht zum Sonntag": the night that ends on that day."""
    if found.scene.day is None:
        return TIME, f"XXXX-XX-XX{found.value('part', 'PART')}"
    if found.has("weekday"):
        ends = _day_of_weekday(found, int(found.value("weekday", "WEEKDAY")))
    else:
        ends = moved(found.scene.day, int(found.value("day", "RELDAY")))
    day = moved(ends, -1) if ends else None
    return (TIME, f"{day.isoformat()}{found.value('part', 'PART')}") if day else None


def _make_thispart(found: Found) -> Made:
    """As in "In the morning": of the day last named."""
    day = found.scene.narrative_day(found.first)
    return TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}{found.value('part', 'PART', 'DAWN', 'PARTHOURS')}"


def _make_anchored(found: Found) -> Made:
    """As in "the eve", "le lendemain": counted from the day last named."""
    if found.precedes(*found.values.get("OFEVENT", ())):  # "au lendemain du séisme": the day it is
        value = found.scene.day.isoformat() if found.scene.day else "XXXX-XX-XX"
    else:
        value = found.scene.counted("D", int(found.value("anchored", "ANCHORED")), found.first)
    part = found.value("part", "PART")
    return (TIME, value + part) if part else (DATE, value)


def _make_beside(found: Found) -> Made:
    """As in "The day before", "the week after": so far from what was named last, where no event follows."""
    step = found.step("beside")
    if found.value("beside", "BESIDE") is not None and not found.stands_free():
        return None
    if found.has("part"):
        return TIME, found.scene.counted("D", step, found.first) + str(found.value("part", "PART"))
    unit = str(found.value("unit", "UNIT", "UNITS"))
    return None if unit[0] == "T" else (DATE, found.scene.counted(unit, step, found.first))


def _make_dayfrom(found: Found) -> Made:
    """As in "A week from Monday", "the day after tomorrow"."""
    if found.scene.day is None:
        return None
    base: date | None = found.scene.day
    if found.has("weekday"):
        base = moved(found.scene.day, (int(found.value("weekday", "WEEKDAY")) - found.scene.day.isoweekday()) % 7 or 7)
    days = int(found.value("day", "RELDAY") or 0)
    unit, amount = str(found.value("unit", "UNIT", "UNITS")), found.amount() or "1"
    if base is None or unit not in {"D", "W"} or not amount.isdecimal() or len(amount) > 4:
        return None
    step = found.step("beside") if found.has("beside") else 1
    day = moved(base, days + step * int(amount) * (7 if unit == "W" else 1))
    return (DATE, day.isoformat()) if day else None


def _make_holiday(found: Found) -> Made:
    rule = found.candidate.rule.value or ""
    published = found.scene.day
    if published is None:
        return None
    written = found.year_written()
    years = (written,) if written else (published.year - 1, published.year, published.year + 1)
    days = [day for year in years if (day := _holiday(rule, year))]
    if found.has("dir") and found.step():
        days = [day for day in days if (day - published).days * found.step() > 0]
    elif found.tense() > 0:
        days = [day for day in days if day >= published] or days
    return (DATE, min(days, key=lambda day: abs(day - published)).isoformat()) if days else None


def _holiday(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    counted, _, on = rule.partition("+")
    month, *rest = (int(piece) for piece in counted.split("-"))
    if len(rest) == 1:
        return safe_date(year, month, rest[0])
    nth, weekday = rest
    day = nth_weekday(year, month, weekday, nth)
    return moved(day, int(on or 0)) if day else None


def _make_weekset(found: Found) -> Made:
    weekday = found.value("weekday", "WEEKDAY", "WEEKDAYS")
    return SET, f"XXXX-WXX-{weekday}{found.value('part', 'PARTS', 'PART') or ''}"


def _make_yearlyset(found: Found) -> Made:
    """As in "every morning", "each summer", "every March"."""
    if found.has("part"):
        return SET, f"XXXX-XX-XX{found.value('part', 'PART', 'PARTS')}"
    if found.has("season"):
        return SET, f"XXXX-{found.value('season', 'SEASON', 'SEASONS')}"
    return SET, f"XXXX-{int(found.value('month', 'MONTH')):02d}"


def _make_clock(found: Found) -> Made:
    hour = _hour(found)
    if hour is None:
        return None
    day = _day_of_clock(found)
    return TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}T{hour}"


def _day_of_clock(found: Found) -> date | None:
    if found.has("weekday"):
        return _day_of_weekday(found, int(found.value("weekday", "WEEKDAY")))
    if found.has("day"):
        return moved(found.scene.day, int(found.value("day", "RELDAY"))) if found.scene.day else None
    if found.has("month"):
        month, number = int(found.value("month", "MONTH", "MONTHABBR")), found.day_written("monthday") or 1
        year = _year_of_date(found, month, number)
        return safe_date(year, month, number) if year else None
    return found.scene.narrative_day(found.first)


def _hour(found: Found) -> str | None:
    if found.has("named"):
        return str(found.value("named", "NAMEDHOUR"))[1:]
    if found.has("military"):
        return _military(found.word("military"))
    if found.has("past"):
        return _hour_in_words(found)
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


def _military(written: str) -> str | None:
    """As in "0800 GMT"."""
    if len(written) != len("0800") or not written.isdecimal():
        return None
    hour, minute = int(written[:2]), int(written[2:])
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _hour_in_words(found: Found) -> str | None:
    """As in "half past six", "las siete menos cuarto de la tarde"."""
    hour = found.amount_of(found.words("oclock"))
    if hour is None or not 1 <= hour <= 12:
        return None
    afternoon = found.value("dayhalf", "PART") in {"TAF", "TEV", "TNI"}
    total = (int(hour) % 12 * 60 + int(found.value("past", "PASTHOUR")) + 720 * afternoon) % (24 * 60)
    return f"{total // 60:02d}:{total % 60:02d}"


MAKERS: Mapping[str, Callable[[Found], Made]] = {
    name.removeprefix("_make_"): function for name, function in list(globals().items()) if name.startswith("_make_")
}
