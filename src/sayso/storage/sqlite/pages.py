"""Pages in: what was fetched or saved, what became of it, and what waits."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Iterator, Sequence

from sayso.storage.codec import LEVEL, packed, unpacked
from sayso.storage.sqlite.connection import Connection, Row
from sayso.storage.sqlite.intake import Change, Source, keep_article
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.problems import forget_problems, put_problem
from sayso.storage.sqlite.rows import (
    AT_ADDRESS,
    PageMeta,
    bare_address,
    digest_of,
    fetched_at,
    indexable,
    locator,
    meta_of,
    moment_of,
    page_of_row,
    page_without_bytes,
    utc,
    writable,
)
from sayso.storage.sqlite.tally import recount_story_of
from sayso.types import Article, Page, PageOutcome, Problem

MAX_KEPT = 16_000_000  # bytes; sources refuse more than 10 MB, so what is larger never gave an article
_CHUNK = 20  # pages in memory at a time
_GONE = 410
_NOT_FOUND = 404


class Pages(Part):
    """Keeps pages and their articles, each page in one transaction."""

    def known_page(self, page: Page) -> PageOutcome | None:
        """Also an older capture that was kept before a newer one."""
        place, digest = locator(page), digest_of(page)
        with self._db.reading() as connection:
            row = connection.row("SELECT id, digest, fetched, failed FROM page WHERE locator = ?", (place,))
            if row is None or row[3] or (digest != row[1] and not _is_known_older(connection, page, digest, row)):
                return None
            outcome = PageOutcome(page.name, page.key, _articles_of(connection, place), "unchanged")
        if page.hints is not None and digest == row[1]:
            self._note_seen(page, int(row[0]), str(row[2]))
        return outcome

    def _note_seen(self, page: Page, number: int, fetched: str) -> None:
        """The feed says that it changed and it didn't: what the feed says now is kept, or it is fetched each time."""
        with self._db.brief_writing() as connection:
            connection.execute(
                "UPDATE page SET fetched = ?, meta = ? WHERE id = ?",
                (max(fetched, fetched_at(page, fetched)), meta_of(page), number),
            )

    def seen_entry(self, address: str, modified: str | None) -> bool:
        """An entry whose page failed is worth a fetch, and one that names a later time than when it was fetched, or
        than it named then: a correction can be older than the fetch that missed it.
        """
        with self._db.reading() as connection:
            row = connection.row(
                "SELECT fetched, meta FROM page WHERE locator = ? AND NOT failed", (bare_address(indexable(address)),)
            )
        if row is None:
            return False
        hints = unpacked(PageMeta, row[1]).hints
        said_then = utc(hints.modified) if hints else None
        return (utc(modified) or "") <= min(str(row[0]), said_then or str(row[0]))

    def keep_page(self, page: Page, articles: Sequence[Article], now: str) -> PageOutcome:
        kept: list[str] = []
        changes: set[Change] = set()
        with self._db.writing() as connection:
            known, source = _put_page(connection, page, now)
            forget_problems(connection, page.name)
            for article in articles:
                id_, change = keep_article(connection, writable(article), source)
                kept.append(id_)
                changes.add(change)
            if Change.REMOVED in changes:
                forget_bytes(connection, source.page)
            if page.address:
                _forget_missing(connection, locator(page))
        status = Change.UNCHANGED
        if Change.ADDED in changes:
            status = Change.CHANGED if known else Change.ADDED
        elif Change.CHANGED in changes:
            status = Change.CHANGED
        return PageOutcome(page.name, page.key, tuple(dict.fromkeys(kept)), status.value)

    def keep_failure(self, page: Page, problem: Problem) -> PageOutcome:
        """A page that once gave articles keeps the bytes that gave them."""
        with self._db.writing() as connection:
            place, digest = locator(page), digest_of(page)
            row = connection.row("SELECT id, failed FROM page WHERE locator = ?", (place,))
            if row is None or row[1]:
                fetched = fetched_at(page, problem.at)
                _put_content(connection, page, place, digest, fetched, failed=True)
            connection.execute("DELETE FROM queue WHERE locator = ?", (place,))
            put_problem(connection, problem)
        return PageOutcome(page.name, page.key, (), "failed", problem.reason)

    def queue_page(self, page: Page, now: str) -> PageOutcome:
        """``now`` stands in for a page that doesn't know when it was fetched."""
        place, digest = locator(page), digest_of(page)
        with self._db.writing() as connection:
            known = connection.row(
                "SELECT 1 FROM capture JOIN page ON page.id = page WHERE locator = ? AND capture.digest = ?",
                (place, digest),
            )
            if known:
                return PageOutcome(page.name, page.key, _articles_of(connection, place), "unchanged")
            connection.execute(
                "INSERT INTO queue(locator, digest, meta, content) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (place, digest, meta_of(page), zlib.compress(page.content, LEVEL)),
            )
        return PageOutcome(page.name, page.key, (), "queued")

    def queued_pages(self, limit: int) -> list[Page]:
        """The longest waiting first."""
        with self._db.reading() as connection:
            rows = connection.rows("SELECT meta, content FROM queue ORDER BY id LIMIT ?", (limit,))
        return [page_of_row(row) for row in rows]

    def pages(self) -> Iterator[Page]:
        """Read in small lots, so that the store can be written to meanwhile."""
        last = 0
        while True:
            with self._db.reading() as connection:
                rows = connection.rows(
                    "SELECT meta, content, id FROM page WHERE id > ? AND content IS NOT NULL ORDER BY id LIMIT ?",
                    (last, _CHUNK),
                )
            if not rows:
                return
            for row in rows:
                yield page_of_row(row)
            last = rows[-1][2]

    # -- pages to be fetched again

    def plan_looks(self, page: Page, times: Sequence[str]) -> None:
        place = locator(page)
        with self._db.writing() as connection:
            if connection.row("SELECT 1 FROM page WHERE locator = ?", (place,)):
                for time in times:
                    connection.execute("INSERT OR IGNORE INTO look VALUES (?, ?)", (place, moment_of(time)))

    def due_looks(self, now: str, limit: int) -> list[Page]:
        with self._db.reading() as connection:
            rows = connection.rows(
                """SELECT p.meta FROM look l JOIN page p ON p.locator = l.locator WHERE l.due_at <= ?
                GROUP BY l.locator ORDER BY min(l.due_at), l.locator LIMIT ?""",
                (moment_of(now), limit),
            )
        return [page_without_bytes(row[0]) for row in rows]

    def looked(self, page: Page, now: str) -> None:
        with self._db.writing() as connection:
            connection.execute("DELETE FROM look WHERE locator = ? AND due_at <= ?", (locator(page), moment_of(now)))

    # -- pages that went

    def note_missing(self, address: str, status: int, now: str) -> list[str]:
        if status not in (_GONE, _NOT_FOUND):
            return []
        place = bare_address(indexable(address)) or ""
        with self._db.writing() as connection:
            (times,) = connection.one(
                "INSERT INTO missing VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times",
                (place, moment_of(now)),
            )
            if status == _NOT_FOUND and times < 2:
                return []
            rows = connection.rows(
                f"UPDATE article SET state = 'withdrawn' WHERE state = 'live' AND {AT_ADDRESS} RETURNING id, seq",  # noqa: S608
                (place,),
            )
            for _, seq in rows:
                recount_story_of(connection, seq)
        return [id_ for id_, _ in rows]

    def note_present(self, address: str) -> None:
        """Articles that were marked withdrawn are live again."""
        place = bare_address(indexable(address)) or ""
        with self._db.reading() as connection:
            if not connection.row("SELECT 1 FROM missing WHERE address = ?", (place,)):
                return
        with self._db.writing() as connection:
            _forget_missing(connection, place)


def _put_page(connection: Connection, page: Page, now: str) -> tuple[bool, Source]:
    """Keeps a page's bytes unless a newer capture of it is kept; whether it was known, and what its articles need."""
    place, digest = locator(page), digest_of(page)
    row = connection.row("SELECT id, digest, fetched, failed FROM page WHERE locator = ?", (place,))
    connection.execute("DELETE FROM queue WHERE locator = ? AND digest = ?", (place, digest))
    stale = False
    if row is not None and not row[3] and row[1] == digest:
        number = int(row[0])
        later = max(str(row[2]), fetched_at(page, str(row[2])))
        connection.execute("UPDATE page SET fetched = ? WHERE id = ?", (later, number))
    elif row is not None and _is_older_capture(connection, page, digest, row):
        stale, number = True, int(row[0])
    else:
        number = _put_content(connection, page, place, digest, fetched_at(page, now), failed=False)
    connection.execute("INSERT OR IGNORE INTO capture(page, digest) VALUES (?, ?)", (number, digest))
    is_file = page.address is None and page.key is None and page.kind != "article"
    source = Source(number, bare_address(page.address), stale, is_file, moment_of(now))
    return row is not None and not row[3], source


def _is_known_older(connection: Connection, page: Page, digest: str, row: Row) -> bool:
    return _is_older_capture(connection, page, digest, row) and _is_captured(connection, row[0], digest)


def _is_captured(connection: Connection, page: int, digest: str) -> bool:
    row = connection.row("SELECT 1 FROM capture WHERE page = ? AND digest = ?", (page, digest))
    return row is not None


def _is_older_capture(connection: Connection, page: Page, digest: str, row: Row) -> bool:
    """Whether a newer capture of the page is kept. Without a time, one that was seen before is an older one.

    So adding a web archive again, with three captures of one address, changes nothing (promise 8).
    """
    number, latest, fetched, failed = row
    if digest == latest or failed:
        return False
    if utc(page.fetched) is not None:
        return fetched_at(page, str(fetched)) < str(fetched)
    return _is_captured(connection, number, digest)


def _put_content(connection: Connection, page: Page, place: str, digest: str, fetched: str, *, failed: bool) -> int:
    content = zlib.compress(page.content, LEVEL) if len(page.content) <= MAX_KEPT else None
    (number,) = connection.one(
        """INSERT INTO page(locator, name, digest, fetched, failed, meta, content) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(locator) DO UPDATE SET name = excluded.name, digest = excluded.digest, fetched = excluded.fetched,
        failed = excluded.failed, meta = excluded.meta, content = excluded.content RETURNING id""",
        (place, indexable(page.name), digest, fetched, int(failed), meta_of(page), content),
    )
    return int(number)


def forget_bytes(connection: Connection, page: int) -> None:
    """Lets go of a page's bytes and of what its feed said of it, because a removed article stood in it; the page
    isn't fetched again of itself.
    """
    meta, place = connection.one("SELECT meta, locator FROM page WHERE id = ?", (page,))
    connection.execute("DELETE FROM look WHERE locator = ?", (place,))
    said = dataclasses.replace(unpacked(PageMeta, meta), hints=None)
    connection.execute("UPDATE page SET content = NULL, meta = ? WHERE id = ?", (packed(said), page))


def _articles_of(connection: Connection, place: str) -> tuple[str, ...]:
    rows = connection.execute(
        """SELECT a.id FROM page p JOIN page_article pa ON pa.page = p.id JOIN article a ON a.seq = pa.article
        WHERE p.locator = ? ORDER BY a.seq""",
        (place,),
    )
    return tuple(row[0] for row in rows)


def _forget_missing(connection: Connection, place: str) -> None:
    connection.execute("DELETE FROM missing WHERE address = ?", (place,))
    if not connection.changes():
        return
    rows = connection.rows(
        f"UPDATE article SET state = 'live' WHERE state = 'withdrawn' AND {AT_ADDRESS} RETURNING seq",  # noqa: S608
        (place,),
    )
    for (seq,) in rows:
        recount_story_of(connection, seq)
