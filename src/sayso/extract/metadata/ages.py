"""Ages and dates as pages print them: "42 minutes ago", "hace 2 horas", "il y a une heure", "Published 5 June 2025"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sayso.extract.metadata.dates import normalised
from sayso.extract.metadata.datewords import date_in_words
from sayso.text import folded_space, iso, without_accents

_UNITS = {
    "second": 1, "sec": 1, "segundo": 1, "seconde": 1, "sekunde": 1, "s": 1,
    "minute": 60, "min": 60, "minuto": 60, "m": 60, "mn": 60,
    "hour": 3600, "hr": 3600, "hora": 3600, "heure": 3600, "stunde": 3600, "std": 3600, "h": 3600,
    "day": 86400, "dia": 86400, "jour": 86400, "tag": 86400, "d": 86400, "j": 86400,
    "week": 604800, "semana": 604800, "semaine": 604800, "woche": 604800, "w": 604800,
    "month": 2592000, "mes": 2592000, "mois": 2592000, "monat": 2592000, "mo": 2592000,
    "year": 31536000, "ano": 31536000, "an": 31536000, "jahr": 31536000, "y": 31536000,
}  # fmt: skip
_ONES = frozenset("a an one un una uno une ein eine einer einem".split())
_PREFIX = (
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|publicado|publicada|actualizado|actualizada|"
    r"publie|publiee|mis a jour|modifie|veroffentlicht|aktualisiert|stand|on)\s*(?:on|at|el|le|am|:)?\s*)*"
)
_ANY_PREFIX = re.compile(_PREFIX)
_UNIT = r"(?P<unit>[a-z]{1,9})"
_NUMBER = r"(?P<count>\d{1,3}|an?|one|una|uno|une|un|einer|einem|eine|ein)"
_ABOUT = r"(?:about|around|almost|over|nearly|casi|unos|unas|environ|pres de|etwa|rund)?\s*"
_AGO = re.compile(rf"^{_PREFIX}{_ABOUT}{_NUMBER}\s?{_UNIT}\.?\s+ago\b")
_SINCE = re.compile(rf"^{_PREFIX}(?:hace|il y a|vor|ha)\s+{_ABOUT}{_NUMBER}\s?{_UNIT}\.?(?=$|\W)")
_BARE = re.compile(r"^(?P<count>\d{1,2})\s?(?P<unit>[mhdwj]|min|hr|mn)$")
_NOW = re.compile(r"^(?:just now|now|moments ago|ahora|ahora mismo|a l'instant|gerade eben)$")
_YESTERDAY = re.compile(rf"^{_PREFIX}(?:yesterday|ayer|hier|gestern)(?=$|\W)")
_TODAY = re.compile(rf"^{_PREFIX}(?:today|hoy|aujourd'hui|heute|oggi|hoje)(?=$|\W)")
_BY = re.compile(r"^\W*(?:by|from|in|por|par|von|on|in)\s+", re.IGNORECASE)
_UPDATED = re.compile(r"^(?:last )?(?:updated|modified|actualizad|mis a jour|modifie|aktualisiert)")
_DATE_LINE = re.compile(rf"^{_PREFIX}(?:[a-z]{{3,12}}\.?,?\s+)?(?:el |le |den )?(?P<date>.+)$")
_AFTER_DATE = re.compile(r"\d{4}[^\w]*(?P<rest>.*)$")
_CLOCK = re.compile(
    r"^[\s,@|\-–]*(?:at|a las|à|a|um|kl\.?|alle|as of)?\s*\d{1,2}\s?[:h.]\s?\d{0,2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:uhr|utc|gmt|bst|e[sd]?t|c[e]?[sd]?t|p[sd]?t|hrs?|ist|[+-]\d{2}:?\d{2})?\W*$",
    re.IGNORECASE,
)
_ISO_LINE = re.compile(r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?$")
_MAX = 90


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a line names: ISO 8601 or None where it can't be resolved, and the words after it."""

    iso: str | None
    modified: bool
    rest: str


def time_in(text: str, fetched: datetime | None) -> Time | None:
    """The time that a short line consists of, ages resolved against ``fetched``; None when it isn't one."""
    if not text or len(text) > _MAX:
        return None
    # The folded form keeps one character for each, so that what follows can be cut from the original.
    plain = "".join((without_accents(char) or char)[:1] for char in text).casefold()
    if len(plain) != len(text):
        plain = text.lower()
    modified = bool(_UPDATED.match(plain))
    return _age(text, plain, fetched, modified) or _date(text, plain, modified)


def is_clock(text: str) -> bool:
    """Whether a short line is a time of day, with "Published" or the like before it or without."""
    plain = without_accents(text).casefold()
    prefix = _ANY_PREFIX.match(plain)
    return _CLOCK.match(plain[prefix.end() :] if prefix else plain) is not None


def _age(text: str, plain: str, fetched: datetime | None, modified: bool) -> Time | None:
    if _NOW.match(plain):
        return Time(iso(fetched) if fetched else None, modified, "")
    for day, days in ((_YESTERDAY, 1), (_TODAY, 0)):
        if match := day.match(plain):
            then = (fetched - timedelta(days=days)).date().isoformat() if fetched else None
            return _finished(text, match, then, modified)
    for pattern in (_AGO, _SINCE, _BARE):
        match = pattern.match(plain)
        seconds = _seconds(match) if match else None
        if match and seconds is not None:
            return _finished(text, match, _before(fetched, seconds), modified)
    return None


def _seconds(match: re.Match[str]) -> int | None:
    name = match["unit"]
    # The plural ends in s, es (meses), n (Tagen: "tagen" less "en") or e (Monate).
    unit = next((_UNITS[form] for form in (name, name[:-1], name[:-2]) if form in _UNITS), None)
    if unit is None:
        return None
    return unit * (1 if match["count"] in _ONES else int(match["count"]))


def _before(fetched: datetime | None, seconds: int) -> str | None:
    """From a day on an age says the date alone."""
    if fetched is None:
        return None
    then = fetched - timedelta(seconds=seconds)
    return iso(then) if seconds < 86400 else then.date().isoformat()


def _finished(text: str, match: re.Match[str], then: str | None, modified: bool) -> Time | None:
    rest = _BY.sub("", text[match.end() :]).strip(" ,.-–—|·•")
    if len(rest.split()) > 6:
        return None
    return Time(then, modified, "" if _CLOCK.match(rest) else rest)


def _date(text: str, plain: str, modified: bool) -> Time | None:
    if _ISO_LINE.match(text):
        found = normalised(text)
        return Time(found, modified, "") if found else None
    match = _DATE_LINE.match(plain)
    found = date_in_words(plain)
    if match is None or found is None:
        return None
    # Nothing but a date, a weekday, a clock and a prefix may stand there: a sentence with a date in it is no date line.
    start = match.start("date")
    before = plain[: _first_digit(plain, start)]
    if len(before.split()) > 6 or len(plain[start:].split()) > 9:
        return None
    rest = _AFTER_DATE.search(text)
    tail = folded_space(rest["rest"]) if rest else ""
    if not tail or _CLOCK.match(tail):
        return Time(found, modified, "") if _only_date(plain[start:], tail) else None
    return None


def _first_digit(text: str, start: int) -> int:
    return next((at for at in range(start, len(text)) if text[at].isdigit()), len(text))


def _only_date(plain: str, tail: str) -> bool:
    core = plain[: len(plain) - len(tail)] if tail else plain
    return (
        len([word for word in re.findall(r"[^\W\d]+", core) if word not in {"de", "del", "of", "the", "at", "th"}]) <= 2
    )
