"""Calendar arithmetic: days, weeks, months, quarters and years counted forth and back, and movable feasts."""

from __future__ import annotations

from datetime import date, timedelta

VAGUE = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
"""What TIMEX3 calls a time that is only before, at or after now."""


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


def unit_moved(base: date | None, unit: str, step: int) -> str:
    """The day, week, month, quarter, year, decade or century ``step`` units from a day."""
    if base is None:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")
    if unit in {"D", "W", "2W"}:
        day = moved(base, step * {"D": 1, "W": 7, "2W": 14}[unit])
        return VAGUE[sign(step)] if day is None else day.isoformat() if unit == "D" else week_of(day)
    if unit == "M":
        value = month_moved(base.year, base.month, step)
    elif unit == "Q":
        value = quarter_moved(*quarter_of(base), step)
    else:
        years = {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit] * step
        value = f"{base.year + years:04d}"[: {"E": 3, "C": 2, "L": 1}.get(unit, 4)]
    return value if value[:4] > "0000" and not value.startswith("-") else VAGUE[sign(step)]


def sign(step: int) -> int:
    """-1, 0 or 1."""
    return (step > 0) - (step < 0)
