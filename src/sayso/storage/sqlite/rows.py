"""Rows to nouns and back, and the small forms that columns need."""

from __future__ import annotations

import dataclasses
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sayso.errors import NotFound
from sayso.storage.codec import as_json, packed, unpacked
from sayso.storage.sqlite.connection import Connection
from sayso.text import canonical_address, instant, iso, joined, slug
from sayso.types import Article, ArticleState, Block, FeedEntry, Key, Link, Page, Placement, Relation

_LEAD = timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What is said of an article beside its columns and its text."""

    authors: tuple[str, ...]
    modified: str | None
    image: str | None
    tags: tuple[str, ...]
    links: tuple[Link, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """One version's blocks; ``text`` only where it isn't the blocks joined."""

    blocks: tuple[Block, ...]
    text: str | None


# --- articles --------------------------------------------------------------------------------------------------

ARTICLE = (
    "a.id, a.version, a.title, a.outlet, a.published, a.language, a.url, a.embedded, a.facts, v.body "
    "FROM article a LEFT JOIN version v ON v.article = a.seq AND v.version = a.version"
)
"""Columns and tables of a current article: ``SELECT {ARTICLE} WHERE ...`` gives rows for :func:`article_of_row`."""

HEADLINE = "a.id, a.version, a.title, a.outlet, a.published, a.language, a.url, a.embedded, NULL, NULL FROM article a"
"""The same without facts and body, which take most of the time: 0.06 ms an article."""


def article_of_row(row: Sequence[Any]) -> Article:
    """An article from a row of ``ARTICLE``; a removed one is empty but for its id, outlet and address."""
    id_, version, title, outlet, published, language, url, embedded, facts, body = row
    said = unpacked(Facts, facts) if facts else Facts((), None, None, (), ())
    blocks, text = text_of_body(body) if body is not None else ((), "")
    return Article(
        id=id_,
        version=version,
        title=title,
        outlet=outlet,
        authors=said.authors,
        published=published,
        modified=said.modified,
        language=language,
        url=url,
        image=said.image,
        tags=said.tags,
        blocks=blocks,
        text=text,
        links=said.links,
        embedded=bool(embedded),
    )


def text_of_body(data: bytes) -> tuple[tuple[Block, ...], str]:
    """Blocks and text of a version's packed body."""
    body = unpacked(Body, data)
    return body.blocks, joined(body.blocks) if body.text is None else body.text


def body_of(article: Article) -> bytes:
    """The packed body of an article's version."""
    return packed(Body(article.blocks, None if joined(article.blocks) == article.text else article.text))


def facts_of(article: Article) -> bytes:
    """The packed facts of an article."""
    return packed(Facts(article.authors, article.modified, article.image, article.tags, article.links))


def sort_time(published: str | None, now: str) -> str:
    """When an article counts as published, in UTC: never more than a day after it was first seen.

    A feed's slip ("2052") would else stand at the front for years. A page that names no time counts from when
    it was seen.
    """
    latest = iso(datetime.fromisoformat(moment_of(now)) + _LEAD)
    return min(latest, utc(published) or moment_of(now))


def fetched_at(page: Page, now: str) -> str:
    """When a page was fetched, in UTC; ``now`` where it doesn't say, or says what isn't a time."""
    return utc(page.fetched) or moment_of(now)


def utc(when: str | None) -> str | None:
    """A time as others write it, in UTC; None for what isn't one (or, in UTC, would be before the year 1)."""
    try:
        moment = instant(when)
        return None if moment is None else iso(moment)
    except OverflowError:
        return None


def bare_address(url: str | None) -> str | None:
    """The form in which addresses are compared."""
    return canonical_address(url) if url else None


def outlet_slug(outlet: str | None) -> str | None:
    """The outlet's name in addresses."""
    return slug(outlet) if outlet else None


def writable(article: Article) -> Article:
    """The article with lone surrogates out of its facts, which SQLite can't hold; the text is kept as it is."""
    fields = {
        name: value.encode("utf-8", "replace").decode("utf-8")
        for name in ("title", "outlet", "published", "modified", "language", "url", "image")
        if (value := getattr(article, name)) is not None and not is_writable(value)
    }
    return dataclasses.replace(article, **fields) if fields else article


def is_writable(text: str) -> bool:
    """Whether SQLite can hold it: no lone surrogates."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def indexable(text: str | None) -> str:
    """What the full-text index is given: lone surrogates replaced, one for one."""
    if text is None or is_writable(text):
        return text or ""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def placement_of_row(row: Sequence[Any]) -> Placement:
    """A placement from a row that begins with article, story, copy_of, relation, evidence and leans_on."""
    article, story, copy_of, relation, evidence, leans_on = row[:6]
    return Placement(article, story, copy_of, Relation(relation), evidence, leans_on)


# --- pages -----------------------------------------------------------------------------------------------------


def locator(page: Page) -> str:
    """What a page is known by: its canonical address, else its name."""
    return indexable(canonical_address(page.address) if page.address else page.name)


def digest_of(page: Page) -> str:
    """Hash of a page's bytes and of how they are to be read."""
    return hashlib.sha256(page.content).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True)
class PageMeta:
    """A page without its bytes."""

    name: str
    address: str | None
    kind: str
    charset: str | None
    fetched: str | None
    key: Key | None
    outlet: str | None
    feed: str | None
    hints: FeedEntry | None
    feed_title: str | None = None


def meta_of(page: Page) -> bytes:
    """A page without its bytes, packed."""
    return packed(PageMeta(**{name: getattr(page, name) for name in PageMeta.__slots__}))


def page_of_row(row: Sequence[Any]) -> Page:
    """A page from its packed meta and its compressed bytes."""
    return dataclasses.replace(page_without_bytes(row[0]), content=zlib.decompress(row[1]))


def page_without_bytes(meta: bytes) -> Page:
    """A page from its packed meta, its content empty."""
    said = unpacked(PageMeta, meta)
    return Page(content=b"", **{name: getattr(said, name) for name in PageMeta.__slots__})


# --- looking up --------------------------------------------------------------------------------------------------


def seq_of(connection: Connection, article: str) -> int:
    """An article's row number. Raises ``NotFound``."""
    row = connection.row("SELECT seq FROM article WHERE id = ?", (article,))
    if row is None:
        raise NotFound(article, "no such article")
    return int(row[0])


def require_shown(connection: Connection, article: str) -> int:
    """The row number of an article that isn't removed. Raises ``NotFound``."""
    row = connection.row("SELECT seq, state FROM article WHERE id = ?", (article,))
    if row is None or row[1] == ArticleState.REMOVED:
        raise NotFound(article, "no such article")
    return int(row[0])


def ids_json(ids: Iterable[str | int]) -> str:
    """A list for ``json_each``, which takes any number of values through one binding."""
    return as_json(list(ids))


def moment_of(when: str) -> str:
    """An ISO time in the form in which ``_at`` columns sort. Raises ``ValueError`` when it isn't a time."""
    moment = utc(when)
    if moment is None:
        raise ValueError(f"not a time: {when!r}")
    return moment


AT_ADDRESS = "(address = ?1 OR NOT embedded AND page = (SELECT id FROM page WHERE locator = ?1))"
"""Articles that say this address of themselves, or that a page with this address was about."""
