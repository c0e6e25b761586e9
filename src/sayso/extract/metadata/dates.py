"""When it was published and modified, as the page wrote it: with zone where it gave one, else the date alone."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sayso.extract.dom import Dom, inside, marks_of, words_of
from sayso.extract.jsonld import Thing, text_of
from sayso.extract.load import load
from sayso.extract.metadata.datewords import date_in_words
from sayso.text import instant

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LEEWAY = timedelta(days=1)
_ISO = re.compile(
    r"^(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{2})[/-]?(\d{2})(?:[/_.-]|$)")
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "og:published_time",
              "article:published", "publishdate", "publish-date", "publish_date", "pubdate", "published_time",
              "dc.date.issued", "dcterms.created", "dc.date", "dc.date.created", "dcterms.date", "parsely-pub-date",
              "sailthru.date", "citation_publication_date", "date.issued", "datecreated", "last-published",
              "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "date", "published",
              "originalpublicationdate", "article:create_date", "release_date", "pub_date")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "article:modified", "lastmod",
             "last-modified", "dcterms.modified", "dc.date.modified", "modified", "revised")  # fmt: skip
_DATE_MARKS = ("publish", "date", "time", "byline", "datum", "fecha", "created", "posted")
_OUTSIDE = frozenset(["footer", "nav", "aside"])
_UPDATED = re.compile(r"updat|modif|aktualis|actualiz|mis à jour|bearbeit|änder|oppdater|aggiorn", re.IGNORECASE)


def normalised(value: str | None, fetched: datetime | None = None) -> str | None:
    """A page's date as ISO 8601, or None where it is no date, impossible, or later than a day after fetching.

    A time without a zone says less than it seems to, so the date alone is kept then.
    """
    if not value:
        return None
    written = value.strip().strip("\"'")
    found = _from_iso(written) or _from_stamp(written) or date_in_words(written)
    moment = instant(found)
    if found is None or moment is None or moment < _EARLIEST:
        return None
    limit = (fetched or datetime.now(UTC)) + _LEEWAY
    return found if moment <= limit else None


def _from_iso(written: str) -> str | None:
    match = _ISO.match(written)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None or zone is None:
        return _checked(f"{year}-{month}-{day}")
    return _checked(f"{year}-{month}-{day}T{int(hour):02}:{minute}:{second or '00'}{_zone(zone)}")


def _zone(zone: str) -> str:
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _from_stamp(written: str) -> str | None:
    """Seconds or milliseconds since 1970."""
    if not written.isascii() or not written.isdigit() or len(written) not in {10, 13}:
        return None
    seconds = int(written[:10])
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _checked(text: str) -> str | None:
    return text if instant(text) is not None else None


def published_of(dom: Dom, things: list[Thing], fetched: datetime | None) -> str | None:
    """The first source with a possible date: JSON-LD, <meta>, microdata, <time>, the address, words near the title."""
    return _first(_published_candidates(dom, things), fetched)


def guessed(dom: Dom, fetched: datetime | None) -> str | None:
    """Htmldate's careful guess (Barbaresi 2020, doi.org/10.21105/joss.02439), for pages that declare nothing."""
    try:
        return normalised(load().find_date(copy.deepcopy(dom.tree)), fetched)
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError):
        return None  # a guess that fails is no guess


def modified_of(dom: Dom, things: list[Thing], published: str | None, fetched: datetime | None) -> str | None:
    """When the page says it was changed; None where that isn't after its publication."""
    modified = _first(_modified_candidates(dom, things), fetched)
    then, first = instant(modified), instant(published)
    if then is None or (first is not None and then <= first):
        return None
    return modified


def _first(candidates: Iterator[str | None], fetched: datetime | None) -> str | None:
    best: str | None = None
    for candidate in candidates:
        found = normalised(candidate, fetched)
        if found is None:
            continue
        if best is None:
            best = found
        if "T" in found and found[:10] == best[:10]:
            return found
        if "T" in best:
            return best
    return best


def _published_candidates(dom: Dom, things: list[Thing]) -> Iterator[str | None]:
    for thing in things:
        yield text_of(thing.get("datePublished"))
    yield from _meta_values(dom, _PUBLISHED)
    yield from _microdata(dom, "datepublished")
    for thing in things:
        yield text_of(thing.get("dateCreated") or thing.get("uploadDate"))
    yield from _time_elements(dom)
    yield _address_date(dom.address)
    for thing in dom.things:
        yield text_of(thing.get("datePublished"))
    yield from _visible_dates(dom)


def _modified_candidates(dom: Dom, things: list[Thing]) -> Iterator[str | None]:
    for thing in things:
        yield text_of(thing.get("dateModified"))
    yield from _meta_values(dom, _MODIFIED)
    yield from _microdata(dom, "datemodified")


def _meta_values(dom: Dom, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from dom.metas.get(name, ())


def _microdata(dom: Dom, name: str) -> Iterator[str]:
    for element in dom.tree.iter("time", "meta", "span", "div", "p", "abbr"):
        if (element.get("itemprop") or "").lower() == name:
            yield element.get("datetime") or element.get("content") or words_of(element)


def _time_elements(dom: Dom) -> Iterator[str]:
    """<time> elements of the article's head, those that speak of an update last."""
    found = [time for time in dom.tree.iter("time") if not inside(time, _OUTSIDE)][:10]
    found.sort(key=lambda time: bool(_UPDATED.search(marks_of(time) + words_of(time)[:40])))
    for time in found[:4]:
        yield time.get("datetime") or words_of(time)[:60]


def _address_date(address: str | None) -> str | None:
    match = _IN_ADDRESS.search(address or "")
    return "-".join(match.groups()) if match else None


def _visible_dates(dom: Dom) -> Iterator[str]:
    """Short lines that their class calls a date."""
    seen = 0
    for element in dom.tree.iter("span", "div", "p", "li", "em", "small", "h6", "td"):
        if len(element) > 3 or seen > 20:
            continue
        marks = marks_of(element)
        if any(mark in marks for mark in _DATE_MARKS) and not inside(element, _OUTSIDE):
            text = words_of(element)
            if 6 <= len(text) <= 80 and any(char.isdigit() for char in text):
                seen += 1
                yield text
