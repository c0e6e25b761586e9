"""What a grouper goes on from: numbers of articles, open stories, segments of its index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.rows import moment_of, placement_of_row
from sayso.types import GroupingState, Placement

_CHUNK = 2_000
_PLACED = """SELECT a.id, p.story, p.copy_of, p.relation, p.evidence, p.leans_on, n.features, p.seq
FROM placement p JOIN article a ON a.seq = p.article
LEFT JOIN annotation n ON n.article = a.seq AND n.version = a.version"""
_SINCE = """p.seq >= ?1 AND n.features IS NOT NULL AND (?2 = '' OR p.story IN (SELECT q.story FROM placement q
JOIN article b ON b.seq = q.article WHERE b.published_at >= ?2)) ORDER BY p.seq LIMIT ?3"""


class Grouping(Part):
    """The past of a grouper. An article's number is that of its placement's row."""

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._db.reading():
            yield

    def grouping_head(self) -> bytes | None:
        with self._db.reading() as connection:
            row = connection.row("SELECT head FROM grouping")
        return None if row is None else bytes(row[0])

    def grouping_segments(self, part: str) -> list[bytes]:
        with self._db.reading() as connection:
            rows = connection.rows("SELECT body FROM grouping_segment WHERE part = ? ORDER BY place", (part,))
        return [row[0] for row in rows]

    def grouped_number(self, article: str) -> int | None:
        with self._db.reading() as connection:
            row = connection.row(
                "SELECT p.seq FROM article a JOIN placement p ON p.article = a.seq WHERE a.id = ?", (article,)
            )
        return None if row is None else int(row[0])

    def grouped_end(self) -> int:
        with self._db.reading() as connection:
            (last,) = connection.one("SELECT max(seq) FROM placement")
        return 0 if last is None else int(last) + 1

    def grouped(self, number: int) -> tuple[Placement, bytes | None] | None:
        with self._db.reading() as connection:
            row = connection.row(f"{_PLACED} WHERE p.seq = ?", (number,))
        return None if row is None else (placement_of_row(row), row[6])

    def grouped_in(self, story: str) -> list[int] | None:
        with self._db.reading() as connection:
            rows = connection.rows("SELECT seq FROM placement WHERE story = ? ORDER BY seq", (story,))
        return [row[0] for row in rows] or None

    def grouped_copies(self, article: str) -> list[int] | None:
        with self._db.reading() as connection:
            rows = connection.rows("SELECT seq FROM placement WHERE copy_of = ? ORDER BY seq", (article,))
        return [row[0] for row in rows] or None

    def open_story(self, story: str) -> tuple[int, bytes] | None:
        with self._db.reading() as connection:
            return connection.row("SELECT number, body FROM open_story WHERE story = ?", (story,))

    def open_story_numbered(self, number: int) -> tuple[str, bytes] | None:
        with self._db.reading() as connection:
            return connection.row("SELECT story, body FROM open_story WHERE number = ?", (number,))

    def grouped_since(self, number: int, since: str | None = None) -> Iterator[tuple[int, Placement, bytes]]:
        """Read in lots, so that the store can be written to meanwhile. Features are those of the current version;
        while it has none, the article is left out, as it is about to be placed anew.
        """
        after = moment_of(since) if since else ""
        while True:
            with self._db.reading() as connection:
                rows = connection.rows(f"{_PLACED} WHERE {_SINCE}", (number, after, _CHUNK))
            if not rows:
                return
            for row in rows:
                yield row[7], placement_of_row(row), row[6]
            number = rows[-1][7] + 1

    def keep_grouping(self, state: GroupingState) -> None:
        with self._db.writing() as connection:
            put_state(connection, state)


def put_state(connection: Connection, state: GroupingState) -> None:
    """Keeps what changed in a grouper."""
    if state.anew:
        forget_state(connection)
    connection.execute("INSERT OR REPLACE INTO grouping(id, head) VALUES (1, ?)", (state.head,))
    for story, number, body in state.stories:
        connection.execute("DELETE FROM open_story WHERE story = ?", (story,))
        if body is not None:
            connection.execute(
                "INSERT OR REPLACE INTO open_story(number, story, body) VALUES (?, ?, ?)", (number, story, body)
            )
    for part, stay, after in state.segments:
        connection.execute("DELETE FROM grouping_segment WHERE part = ? AND place >= ?", (part, stay))
        for place, body in enumerate(after, stay):
            connection.execute("INSERT INTO grouping_segment(part, place, body) VALUES (?, ?, ?)", (part, place, body))
    connection.execute("DELETE FROM open_story WHERE number < ?", (state.oldest,))


def forget_state(connection: Connection) -> None:
    """Forgets what was kept: the next grouper makes it anew from the placements."""
    connection.execute("DELETE FROM grouping")
    connection.execute("DELETE FROM grouping_segment")
    connection.execute("DELETE FROM open_story")
