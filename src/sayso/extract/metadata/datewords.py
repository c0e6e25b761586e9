"""Dates in words and figures: "5 June 2025", "June 5, 2025 at 10:32", "5 de junio de 2025", "05.06.2025"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from sayso.extract.furniture import data_lines
from sayso.text import without_accents

_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?([^\W\d]{3,12})\.?,?\s+(?:de[l]?\s+)?(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})([./-])(\d{1,2})\2(\d{1,2})\b")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")


@cache
def _months() -> dict[str, int]:
    found = {}
    for line in data_lines("months"):
        number, *names = line.split()
        found.update(dict.fromkeys(names, int(number)))
    return found


def date_in_words(text: str) -> str | None:
    """The first date in a short text as YYYY-MM-DD, or None. Reads the first 120 characters.

    Of figures alone the day comes first unless only the month can ("06/25/2025").
    """
    head = text[:120]
    return _named_month(head) or _figures(head)


def _named_month(text: str) -> str | None:
    plain = without_accents(text).casefold()
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        for match in pattern.finditer(plain):
            month = _months().get(match[order[1]])
            if month:
                return _date(match[order[0]], month, match[order[2]])
    return None


def _figures(text: str) -> str | None:
    for pattern in (_YEAR_FIRST, _CJK):
        if match := pattern.search(text):
            year, month, day = match[1], match[match.re.groups - 1], match[match.re.groups]
            return _date(year, int(month), day)
    if match := _NUMERIC.search(text):
        first, second, year = int(match[1]), int(match[3]), match[4]
        day, month = (first, second) if second <= 12 else (second, first)
        return _date(year, month, str(day))
    return None


def _date(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
