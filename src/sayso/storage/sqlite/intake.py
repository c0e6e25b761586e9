"""One article of a page: added, changed, unchanged or kept out.

Who may speak for an article: its own page; or, while no page of its own was seen, the page in which it was first found
embedded. So two pages that embed it with differing cuts don't overwrite each other in turn.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.storage.codec import inflated
from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.index import index_text, text_of, unindex_finds, unindex_text
from sayso.storage.sqlite.rows import bare_address, body_of, facts_of, outlet_slug, sort_time
from sayso.storage.sqlite.tally import recount_story_of
from sayso.types import Article, ArticleState


class Change(enum.StrEnum):
    """What keeping an article did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Source:
    """The page that an article came with.

    ``stale``: a newer capture of it was kept before. ``is_file``: a saved page without an address, so that its
    path alone tells that it is the same page again.
    """

    page: int
    address: str | None
    stale: bool
    is_file: bool
    now: str


_KNOWN = """SELECT seq, id, state, version, title, outlet, published, language, url, embedded, facts, page,
first_seen_at FROM article """


def keep_article(connection: Connection, article: Article, source: Source) -> tuple[str, Change]:
    """Keeps one article; its id in the store and what changed."""
    row = _known(connection, article, source)
    if row is None:
        seq = _insert(connection, article, source)
        _link(connection, source.page, seq)
        return article.id, Change.ADDED
    seq, id_, state = row[:3]
    _link(connection, source.page, seq)
    if state == ArticleState.REMOVED:
        return id_, Change.REMOVED
    if article.embedded and not (row[9] and row[11] == source.page):
        return id_, Change.UNCHANGED
    new_text = _put_version(connection, seq, article, source.now)
    if source.stale:
        return id_, Change.CHANGED if new_text else Change.UNCHANGED
    if _is_same(row, article):
        return id_, Change.UNCHANGED
    _update(connection, row, article, source)
    return id_, Change.CHANGED


def _known(connection: Connection, article: Article, source: Source) -> Sequence[Any] | None:
    """The row of this article: the same id; or, embedded and without an address, the outlet's same text; or, in a
    saved file, what it held before under the same headline: an id comes from the first text seen.
    """
    row: Sequence[Any] | None = connection.row(_KNOWN + "WHERE id = ?", (article.id,))
    if row is None and article.embedded and article.url is None and article.outlet and article.text:
        row = connection.row(
            _KNOWN + "WHERE version = ? AND outlet_slug = ? ORDER BY seq LIMIT 1",
            (article.version, outlet_slug(article.outlet)),
        )
    if row is None and source.is_file and article.url is None and article.title:
        row = connection.row(
            _KNOWN + "WHERE seq IN (SELECT article FROM page_article WHERE page = ?) "  # noqa: S608 - our own words
            "AND url IS NULL AND title = ? AND outlet_slug IS ? AND embedded = ? ORDER BY seq LIMIT 1",
            (source.page, article.title, outlet_slug(article.outlet), article.embedded),
        )
    return row


def _is_same(row: Sequence[Any], article: Article) -> bool:
    stored = (*row[3:9], bool(row[9]), inflated(row[10]))
    given = (article.version, article.title, article.outlet, article.published, article.language, article.url)
    return stored == (*given, article.embedded, inflated(facts_of(article)))


def _columns(article: Article, source: Source, first_seen_at: str) -> dict[str, Any]:
    return {
        "version": article.version,
        "title": article.title,
        "outlet": article.outlet,
        "outlet_slug": outlet_slug(article.outlet),
        "language": article.language,
        "url": article.url,
        "address": bare_address(article.url) or (None if article.embedded else source.address),
        "published": article.published,
        "published_at": sort_time(article.published, first_seen_at),
        "facts": facts_of(article),
        "embedded": int(article.embedded),
        "page": source.page,
    }


def _insert(connection: Connection, article: Article, source: Source) -> int:
    values = {
        "id": article.id,
        "state": ArticleState.LIVE.value,
        "first_seen_at": source.now,
        **_columns(article, source, source.now),
    }
    places = ", ".join("?" * len(values))
    (seq,) = connection.one(
        f"INSERT INTO article({', '.join(values)}) VALUES ({places}) RETURNING seq",  # noqa: S608 - our own names
        list(values.values()),
    )
    _put_version(connection, seq, article, source.now)
    index_text(connection, seq, article.title, article.text)
    return int(seq)


def _put_version(connection: Connection, seq: int, article: Article, now: str) -> bool:
    """Keeps a version's text; False when it was kept before."""
    known = connection.row("SELECT 1 FROM version WHERE article = ? AND version = ?", (seq, article.version))
    if not known:
        connection.execute(
            "INSERT INTO version(article, version, first_seen_at, body) VALUES (?, ?, ?, ?)",
            (seq, article.version, now, body_of(article)),
        )
    return not known


def _update(connection: Connection, row: Sequence[Any], article: Article, source: Source) -> None:
    """Makes what the page now says the article's current state; a new text is due for annotation and grouping."""
    seq, version, title, first_seen_at = row[0], row[3], row[4], row[12]
    if (version, title) != (article.version, article.title):
        unindex_text(connection, seq, title, text_of(connection, seq, version))
        index_text(connection, seq, article.title, article.text)
    values = _columns(article, source, first_seen_at)
    if version != article.version:
        unindex_finds(connection, seq, version)
        values |= {"annotator": "", "grouped": 0}
    assignments = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE article SET {assignments} WHERE seq = ?", [*values.values(), seq])  # noqa: S608
    recount_story_of(connection, seq)


def _link(connection: Connection, page: int, article: int) -> None:
    connection.execute("INSERT OR IGNORE INTO page_article(page, article) VALUES (?, ?)", (page, article))
