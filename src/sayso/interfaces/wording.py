"""What is said to people in the same words on every page: counts, ages, dates, amounts, languages."""

from __future__ import annotations

import re
from datetime import date, datetime

from sayso.text import age, instant
from sayso.types import FactChange, FigureRow, News, Relation, SourceCount, Writing

MONTHS = ("January February March April May June July August September October November December").split()
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime", "MI": "midday"}
LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "zh": "Chinese",
    "hr": "Croatian",
    "cs": "Czech",
    "da": "Danish",
    "nl": "Dutch",
    "en": "English",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "de": "German",
    "el": "Greek",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "no": "Norwegian",
    "fa": "Persian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "es": "Spanish",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}
"""Names in English by ISO 639-1 code, in the order of the names."""
RELATIONS = {
    Relation.ORIGINAL: "original, reprinted or retold by others",
    Relation.INDEPENDENT: "independent",
    Relation.DERIVED: "rewrite of another article",
    Relation.COPY: "copy",
    Relation.UNDETERMINED: "undetermined, not counted",
}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DATE_ONLY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\Z")


# --- counts ------------------------------------------------------------------------------------------------------


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 article", "12 articles", "1,200 copies"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted_sources(count: SourceCount) -> str:
    """ "12 articles, 3 independent sources, 1 undetermined"."""
    told = f"{counted(count.articles, 'article')}, {counted(count.independent, 'independent source')}"
    return f"{told}, {count.undetermined} undetermined" if count.undetermined else told


def counted_news(news: News) -> str:
    """ "3 articles, 2 copies, first reports by Daily Echo and El Faro, 1 fact edited"."""
    told = [counted(len(news.articles), "article")] if news.articles else []
    told += [counted(news.copies, "copy", "copies")] if news.copies else []
    told += [f"first reports by {', '.join(news.outlets)}"] if news.outlets else []
    told += [f"{counted(len(news.changes), 'fact')} edited"] if news.changes else []
    return ", ".join(told) or "nothing new"


# --- times -------------------------------------------------------------------------------------------------------


def age_of(when: str | None, now: datetime) -> str:
    """How long ago, for people; whole days where a page gives the date alone; empty for what is no time."""
    then = instant(when)
    if then is None or when is None:
        return ""
    if _DATE_ONLY.match(when.strip()):
        return _days_ago(then.date(), now)
    return age(then, now)


def _days_ago(day: date, now: datetime) -> str:
    days = (now.date() - day).days
    if days in (0, 1):
        return "yesterday" if days else "today"
    if 1 < days < 7:
        return f"{days} days ago"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_time(when: str | None) -> str:
    """ "10 March 2026, 16:00 UTC" in the zone that the page gave; the date alone where it gave no time."""
    then = instant(when)
    if then is None or when is None:
        return ""
    day = f"{then.day} {MONTHS[then.month - 1]} {then.year}"
    if _DATE_ONLY.match(when.strip()):
        return day
    offset = then.strftime("%z")
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{day}, {then:%H:%M} {zone}"


def told_date(value: str) -> str:
    """A TIMEX3 date for people: "5 March 2026", "summer 2025"; what has no better words comes back as it is."""
    value, _, time = value.partition("T")
    pieces = value.split("-")
    if not re.fullmatch(r"\d{4}", pieces[0]):
        return f"{value}T{time}" if time else value
    told = _told_day(value, pieces)
    return f"{told}, {PARTS.get(time, time)}" if time else told


def _told_day(value: str, pieces: list[str]) -> str:
    year, *rest = pieces
    if not rest:
        return year
    second = rest[0]
    if _DAY.fullmatch(value) and 1 <= int(second) <= 12:
        return f"{int(rest[1])} {MONTHS[int(second) - 1]} {year}"
    if len(rest) > 1:
        return value
    if second.isdigit() and 1 <= int(second) <= 12:
        return f"{MONTHS[int(second) - 1]} {year}"
    if re.fullmatch(r"W\d\d", second):
        return f"week {int(second[1:])} of {year}"
    if re.fullmatch(r"[QH]\d", second):
        return f"{'quarter' if second[0] == 'Q' else 'half'} {second[1]} of {year}"
    return f"{SEASONS[second]} {year}" if second in SEASONS else value


# --- languages -----------------------------------------------------------------------------------------------------


def language_name(code: str) -> str:
    """A language in English, its code where we have no name."""
    return LANGUAGES.get(code.split("-", maxsplit=1)[0].lower(), code)


def language_tag(code: str | None) -> str | None:
    """What may stand in a ``lang`` attribute (BCP 47 by its form), else None."""
    return code if code and _LANGUAGE.match(code) else None


# --- amounts -------------------------------------------------------------------------------------------------------


def amount(row: FigureRow, unit: str) -> str:
    """A figure as people write it: "about 5,000", "10 to 15", "at least 300", "up to 40%", "USD 2,000,000"."""
    if row.low is None and row.high is None:
        return "unknown"
    about = "about " if row.approximate else ""
    if row.high is None:
        told = f"at least {_number(row.low, row.approximate)}"
    elif row.low is None:
        told = f"up to {_number(row.high, row.approximate)}"
    elif row.low == row.high:
        told = _number(row.low, row.approximate)
    else:
        told = f"{_number(row.low, row.approximate)} to {_number(row.high, row.approximate)}"
    return about + _with_unit(told, unit)


def as_of(row: FigureRow) -> str:
    """ "5 March 2026", or "reported 6 March 2026" where the text says no day; empty where that isn't known either."""
    if row.as_of:
        return told_date(row.as_of)
    return f"reported {told_date(row.reported)}" if row.reported else ""


def _with_unit(told: str, unit: str) -> str:
    if unit == "count":
        return told
    if unit == "percent":
        return f"{told}%"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {told}"
    return f"{told} {unit}" if told == "1" else f"{told} {unit}s"


def _number(value: float | None, approximate: bool) -> str:
    """Whole where it is whole; three digits that count where an approximate one is worked out ("a third of 1,200")."""
    assert value is not None
    if value == int(value):
        return f"{int(value):,}"
    if approximate:
        value = float(f"{value:.3g}")
    return f"{int(value):,}" if value == int(value) else f"{value:,.12g}"


def told_change(change: FactChange, old: str, new: str) -> str:
    """What an edit did to a fact: "figure changed: 12 → 31", "statement withdrawn", "correction added"."""
    did = "changed" if change.before and change.after else "withdrawn" if change.before else "added"
    if change.kind == "statement" or not (old or new):
        return f"{change.kind} {did}"
    if old and new:
        return f"{change.kind} changed: {old} → {new}"
    return f"{change.kind} added: {new}" if new else f"{change.kind} withdrawn: {old}"


def told_writing(writing: Writing) -> str:
    """Whose words these are: "written by MODEL" or "extracted", and why where a model was asked and not followed."""
    if writing.failure:
        return f"extracted; {writing.failure}"
    if not writing.kept:
        return (
            f"extracted; nothing that {writing.model} wrote holds against the articles"
            if writing.drafted
            else "extracted"
        )
    failed = len(writing.rejected)
    what = "sentence" if failed == 1 else "sentences"
    fell = f"; {failed} {what} of it didn't hold against the articles, and the extract stands" if failed else ""
    return f"written by {writing.model} from the extract where marked{fell}"
