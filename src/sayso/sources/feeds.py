"""Feeds: RSS 0.9x, 1.0 and 2.0 and Atom through feedparser, JSON Feed 1 and 1.1 by a small parser of our own.

Tolerant of what servers do (wrong type, byte order mark, blank lines before the declaration, wrong encoding), strict
about what harms: entities and deep nesting are refused before any parser sees them.
"""

from __future__ import annotations

import html
import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.errors import FeedError
from sayso.sources.load import load
from sayso.sources.markup import HostileMarkup, decoded_xml, refuse_hostile
from sayso.text import folded_space, instant, iso
from sayso.types import Feed, FeedEntry

MAX_ENTRIES = 500
"""Entries that are read of one feed; feeds that carry their whole archive are cut here, newest first as they come."""
_MAX_FIELD = 2_000
_FULL_TEXT = 1_500
_AHEAD = timedelta(days=1)
_EARLIEST = 1971
# Systems write their zero as a date: 1 January 1970, or the year 1, which mail dates turn into 2001.
_YEAR_NOUGHT = re.compile(r"(?:^|\s)0[0-9]{3}(?=-[0-9]|\s+[0-9]{1,2}:)")
_TAGS = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=$|[T\s])")
_DAY_FIRST = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[,\s])")
# Names of zones outside RFC 5322 that feedparser takes for UTC; ambiguous ones (IST, CST) aren't here.
_ZONES = {"CET": "+0100", "CEST": "+0200", "MEZ": "+0100", "MESZ": "+0200", "BST": "+0100", "WET": "+0000",
          "WEST": "+0100", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "JST": "+0900", "KST": "+0900",
          "HKT": "+0800", "SGT": "+0800", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300",
          "BRT": "-0300", "ART": "-0300"}  # fmt: skip
_ZONE = re.compile(r"\b(" + "|".join(_ZONES) + r")$")
_CUT_OFF = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|&hellip;|\[&#8230;\])\s*(?:</?\w+[^<>]*>\s*)*$")
_FEED_START = re.compile(r"<(?:\w+:)?(rss|feed|rdf|channel)[\s>/]", re.IGNORECASE)
_JSON_FEED = "https://jsonfeed.org/version/1"
_FEED_TYPES = frozenset(
    """application/rss+xml application/atom+xml application/rdf+xml application/feed+json
    application/x-rss+xml""".split()
)


def read_feed(
    body: bytes,
    address: str,
    content_type: str | None = None,
    charset: str | None = None,
    *,
    now: datetime | None = None,
) -> Feed:
    """A feed from its bytes.

    Args:
        body: as fetched.
        address: where it was fetched; relative links are resolved against ``xml:base``, else against this.
        content_type, charset: what the HTTP header said; hints alone.
        now: entries dated more than a day after it get no date (None: the clock's time).

    Raises:
        FeedError: it isn't a feed, or it is hostile.
    """
    text = decoded_xml(body, charset)
    if not text.strip():
        raise FeedError(address, "the feed is empty")
    feed = _json_feed(text, address) if text.startswith("{") else _xml_feed(text, address, content_type)
    latest = (now or datetime.now(UTC)) + _AHEAD
    return replace(feed, entries=tuple(_dated_sanely(entry, latest) for entry in feed.entries))


def is_feed(body: bytes, content_type: str | None) -> bool:
    """Whether bytes look like a feed: by their first element, or by the type where that is a feed's own."""
    start = decoded_xml(body[:20_000])[:4_000]
    if start.startswith("{"):
        return _JSON_FEED in start.replace("\\/", "/")
    first = _FEED_START.search(start)
    page = re.search(r"<(?:!doctype\s+html|html|head|body)[\s>]", start, re.IGNORECASE)
    if first and (page is None or first.start() < page.start()):
        return True
    return content_type in _FEED_TYPES and page is None


# --- autodiscovery -----------------------------------------------------------------------------------------

_LINK_TAG = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_BASE_TAG = re.compile(r"<base\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_MAX_FOUND = 20


def find_feeds(page: bytes | str, address: str) -> tuple[str, ...]:
    """The feeds that a page names (``<link rel="alternate">`` in its first 500,000 characters), at most 20."""
    text = page[:500_000] if isinstance(page, str) else page[:500_000].decode("utf-8", "replace")
    base_tag = _BASE_TAG.search(text)
    base = _absolute(address, _attributes(base_tag[1]).get("href")) if base_tag else None
    found: dict[str, None] = {}
    for tag in _LINK_TAG.finditer(text):
        said = _attributes(tag[1])
        if "alternate" in said.get("rel", "").lower().split() and said.get("type", "").lower() in _FEED_TYPES:
            link = _absolute(base or address, said.get("href"))
            if link:
                found[link] = None
        if len(found) == _MAX_FOUND:
            break
    return tuple(found)


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


# --- RSS and Atom --------------------------------------------------------------------------------------------


def _xml_feed(text: str, address: str, content_type: str | None) -> Feed:
    try:
        refuse_hostile(text)
    except HostileMarkup as error:
        raise FeedError(address, str(error)) from None
    if not _FEED_START.search(text):
        kind = f" (it is {content_type})" if content_type else ""
        raise FeedError(address, f"it isn't a feed{kind}", "give the address of an RSS, Atom or JSON feed")
    # A stream, never the text itself: feedparser would open a string that looks like an address or a file's name.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        parsed = load().feedparser.parse(
            io.BytesIO(text.encode("utf-8")), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        raise FeedError(address, f"the feed can't be read ({type(error).__name__})") from error
    if not parsed.get("version") and not parsed.entries:
        raise FeedError(address, "it isn't a feed", "give the address of an RSS, Atom or JSON feed")
    head = parsed.feed
    return Feed(
        title=_plain(head.get("title")),
        home=_absolute(address, head.get("link")),
        language=_language(head.get("language")),
        entries=tuple(_xml_entry(dict(entry), head, address) for entry in parsed.entries[:MAX_ENTRIES]),
    )


def _xml_entry(entry: Mapping[str, Any], head: Mapping[str, Any], address: str) -> FeedEntry:
    source = entry.get("source") or {}
    outlet = _line(source.get("title") or source.get("value"))
    summary = _text(entry.get("summary"))
    detail = entry.get("title_detail") or {}
    modified = _moment(entry.get("updated"), entry.get("updated_parsed"))
    return FeedEntry(
        address=_absolute(address, entry.get("feedburner_origlink") or entry.get("link")),
        title=_without_outlet(_plain(entry.get("title")), outlet),
        # RSS 1.0 has dc:date alone, and many Atom feeds only <updated>: then the one date is both.
        published=_moment(entry.get("published"), entry.get("published_parsed")) or modified,
        modified=modified,
        authors=_authors(entry),
        summary=_plain(summary, limit=20_000),
        full_html=_full_html(entry) or (summary if _is_full(summary) else None),
        outlet=outlet,
        outlet_address=_absolute(address, source.get("href") or source.get("link")),
        tags=_unique(_line(tag.get("label") or tag.get("term")) for tag in entry.get("tags") or ()),
        language=_language(entry.get("language") or detail.get("language") or head.get("language")),
    )


def _full_html(entry: Mapping[str, Any]) -> str | None:
    for content in entry.get("content") or ():
        value = _text(content.get("value"))
        if value:
            plain = content.get("type") == "text/plain"
            return _as_html(value) if plain else value
    return None


_MAILED = re.compile(r"[^\s@()]{1,64}@[^\s@()]{1,255}\s\((?P<name>[^()]{1,200})\)")
"""The RSS form of an author: an e-mail address, then the name in parentheses (RSS 2.0, <author>)."""


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    mailed = _MAILED.fullmatch(_line(entry.get("author")) or "")
    if mailed:  # RSS: "desk@outlet.example (Ann Hill, Bo Reyes)", which feedparser cuts wrongly behind long domains
        return _unique(_people(mailed["name"]))
    named = [_line(author.get("name")) for author in entry.get("authors") or () if isinstance(author, Mapping)]
    return _unique(named or [_line(entry.get("author"))])


def _people(names: str) -> list[str | None]:
    """Names parted by commas, where each has two words or more ("Ann Hill, MD" is one)."""
    pieces = [piece.strip() for piece in names.split(",")]
    return list(pieces) if all(" " in piece for piece in pieces) else [names]


# --- JSON Feed -----------------------------------------------------------------------------------------------


def _json_feed(text: str, address: str) -> Feed:
    """https://www.jsonfeed.org/version/1.1/ and /version/1/ (``author`` for ``authors``)."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(address, f"it isn't sound JSON ({_line(str(error))})") from None
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        raise FeedError(address, "it is JSON, but not a JSON Feed (it has no list of items)")
    items = [item for item in said["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    language = _language(said.get("language"))
    return Feed(
        title=_line(said.get("title")),
        home=_absolute(address, said.get("home_page_url")),
        language=language,
        entries=tuple(_json_entry(item, said, address, language) for item in items),
    )


def _json_entry(item: Mapping[str, Any], said: Mapping[str, Any], address: str, language: str | None) -> FeedEntry:
    plain = _text(item.get("content_text"))
    authors = _list(item.get("authors")) or [item.get("author")]
    item_id = item.get("id")
    link = item.get("url") or item.get("external_url") or (item_id if _is_web(item_id) else None)
    return FeedEntry(
        address=_absolute(address, link),
        title=_plain(item.get("title")),
        published=_moment(item.get("date_published"), None),
        modified=_moment(item.get("date_modified"), None),
        authors=_unique(_line(a.get("name")) for a in authors if isinstance(a, dict))
        if isinstance(authors, list)
        else (),
        summary=_plain(item.get("summary"), limit=20_000),
        full_html=_text(item.get("content_html")) or (_as_html(plain) if plain else None),
        outlet=None,
        outlet_address=None,
        tags=_unique(_line(tag) for tag in _list(item.get("tags"))),
        language=_language(item.get("language")) or language,
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


# --- fields ----------------------------------------------------------------------------------------------------


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _line(value: object, limit: int = _MAX_FIELD) -> str | None:
    return folded_space(value)[:limit].strip() or None if isinstance(value, str) else None


def _plain(value: object, limit: int = _MAX_FIELD) -> str | None:
    """Markup taken out, references resolved, one line."""
    return _line(html.unescape(_TAGS.sub(" ", value)), limit) if isinstance(value, str) else None


def _as_html(plain: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", plain) if part.strip())


def _is_full(summary: str | None) -> bool:
    """Whether a description is the whole text: 1,500 characters or more of it, and no "..." at its end."""
    if summary is None or len(summary) < _FULL_TEXT or _CUT_OFF.search(summary[-200:]):
        return False
    return len(_plain(summary, limit=_FULL_TEXT) or "") >= _FULL_TEXT


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Aggregators write "Headline - Outlet" where they name the outlet in ``<source>`` too."""
    if title and outlet and title.endswith(f" - {outlet}"):
        return title.removesuffix(f" - {outlet}").rstrip() or title
    return title


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:50]


def _language(value: object) -> str | None:
    code = _line(value)
    return code.lower().replace("_", "-") if code and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w{1,8}){0,3}", code) else None


def _is_web(value: object) -> bool:
    return isinstance(value, str) and value.strip().lower().startswith(("http://", "https://"))


def _absolute(base: str, link: object) -> str | None:
    """An http(s) address of at most 2,000 characters, or None."""
    if not isinstance(link, str) or not link.strip() or len(link) > _MAX_FIELD:
        return None
    try:
        joined = urljoin(base, link.strip())
        sound = bool(urlsplit(joined).hostname)
    except ValueError:
        return None
    return joined if sound and _is_web(joined) and len(joined) <= _MAX_FIELD else None


def _moment(written: object, parsed: Any) -> str | None:
    """A time as ISO 8601 with the zone that it was written with; a date alone where there is no zone."""
    text = _line(written, limit=100)
    if text is None or _YEAR_NOUGHT.search(text):
        return None
    text = _ZONE.sub(lambda name: _ZONES[name[1]], text)
    if figures := _YEAR_FIRST.match(text) or _DAY_FIRST.match(text):
        return _date_alone(figures)
    moment = _iso_time(text) or _mail_time(text) or _from_parts(parsed)
    if moment is None or moment.year < _EARLIEST:
        return None
    if moment.tzinfo is None and "," in text:
        # A mail date whose zone's name isn't in RFC 5322: feedparser knows more of them.
        moment = _from_parts(parsed) or moment
    if moment.tzinfo is None or ":" not in text:
        return moment.date().isoformat()
    return iso(moment) if moment.utcoffset() == timedelta(0) else moment.replace(microsecond=0).isoformat()


def _date_alone(figures: re.Match[str]) -> str | None:
    """A date in figures, year first or day first; parsers of mail dates take "2026/03/13 10:00" for November."""
    year, month, day = figures.groups() if len(figures[1]) == 4 else figures.groups()[::-1]
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _iso_time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail_time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None


def _from_parts(parsed: Any) -> datetime | None:
    """A time tuple in UTC, as feedparser gives them."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _dated_sanely(entry: FeedEntry, latest: datetime) -> FeedEntry:
    published, modified = instant(entry.published), instant(entry.modified)
    if published and published > latest:
        entry = replace(entry, published=None)
    if modified and modified > latest:
        entry = replace(entry, modified=None)
    return entry
