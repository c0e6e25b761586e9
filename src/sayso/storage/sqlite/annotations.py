"""What stands in each version, by which annotator."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.errors import NotFound
from sayso.storage.codec import packed, unpacked
from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.index import index_finds, text_of, unindex_finds
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.rows import ARTICLE, article_of_row, ids_json, indexable, seq_of
from sayso.storage.sqlite.tally import recount_story_of
from sayso.types import Annotations, Article, Statement

_BY_ANOTHER = """SELECT seq FROM article WHERE state = 'live' AND annotator > '' AND annotator < ?1
OR state = 'live' AND annotator > '' AND annotator > ?1 ORDER BY seq LIMIT ?2"""


LEAD = 400
"""Characters of a text that are kept for telling its story: a headline's words are looked for in other leads."""


class AnnotationsPart(Part):
    """Keeps annotations and tells what lacks them."""

    def count_due_for_annotation(self, annotator: str) -> int:
        with self._db.reading() as connection:
            query = "SELECT count(*) FROM article WHERE state = 'live' AND annotator <> ?"
            return int(connection.one(query, (annotator,))[0])

    def due_for_annotation(self, annotator: str, limit: int) -> list[Article]:
        """Those without any annotations first, then those of another annotator; each oldest first seen first."""
        with self._db.reading() as connection:
            due = connection.rows(
                "SELECT seq FROM article WHERE state = 'live' AND annotator = '' ORDER BY seq LIMIT ?", (limit,)
            )
            if len(due) < limit:
                due += connection.rows(_BY_ANOTHER, (annotator, limit - len(due)))
            # Row numbers first, texts after: to sort the texts themselves would read all that are due, every time.
            rows = connection.rows(
                f"SELECT {ARTICLE} JOIN json_each(?) j ON j.value = a.seq ORDER BY j.key",
                (ids_json(seq for (seq,) in due),),
            )
        return [article_of_row(row) for row in rows]

    def keep_annotations(
        self,
        found: Sequence[tuple[str, str, Annotations]],
        features: Sequence[bytes],
        publishers: Sequence[str] = (),
    ) -> None:
        """What was found in a version that isn't current any more, or in an article removed meanwhile, is dropped."""
        with self._db.writing() as connection:
            for (article, version, annotations), of_it in zip(found, features, strict=True):
                _keep(connection, article, version, annotations, of_it)
            for (article, version, _), publisher in zip(found, publishers, strict=False):
                _keep_lead(connection, article, version, publisher)

    def annotations(self, article: str, version: str | None = None) -> Annotations | None:
        with self._db.reading() as connection:
            row = connection.row(
                """SELECT n.body FROM article a LEFT JOIN annotation n ON n.article = a.seq
                AND n.version = coalesce(?2, a.version) AND (a.annotator <> '' OR ?2 <> a.version) WHERE a.id = ?1""",
                (article, version),
            )
        if row is None:
            raise NotFound(article, "no such article")
        return None if row[0] is None else unpacked(Annotations, row[0])

    def statement(self, statement: str) -> tuple[str, str, Statement]:
        """(article, version, statement) by a statement's id, also of an older version. Raises NotFound.

        Outlets that print the same text share the statement's id; the first seen answers.
        """
        with self._db.reading() as connection:
            row = connection.row(
                """SELECT a.id, s.version, s.number, n.body FROM statement s JOIN article a ON a.seq = s.article
                JOIN annotation n ON n.article = s.article AND n.version = s.version WHERE s.id = ? ORDER BY s.seq
                LIMIT 1""",
                (statement,),
            )
        if row is None:
            raise NotFound(statement, "no such statement")
        return row[0], row[1], unpacked(Annotations, row[3]).statements[row[2]]


def _keep(connection: Connection, article: str, version: str, found: Annotations, features: bytes) -> None:
    seq = seq_of(connection, article)
    (current,) = connection.one(
        "SELECT CASE state WHEN 'removed' THEN NULL ELSE version END FROM article WHERE seq = ?", (seq,)
    )
    if current != version:
        return
    unindex_finds(connection, seq, version)
    connection.execute("DELETE FROM statement WHERE article = ? AND version = ?", (seq, version))
    index_finds(connection, seq, version, text_of(connection, seq, version), found)
    connection.execute(
        """INSERT INTO annotation(article, version, annotator, body, features) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(article, version) DO UPDATE SET annotator = excluded.annotator, body = excluded.body,
        features = excluded.features""",
        (seq, version, found.annotator, packed(found), features),
    )
    connection.execute("UPDATE article SET annotator = ? WHERE seq = ?", (found.annotator or "unnamed", seq))
    recount_story_of(connection, seq)


def _keep_lead(connection: Connection, article: str, version: str, publisher: str) -> None:
    """Keeps what a story is told from; nothing of a version that isn't current, or of a removed article."""
    row = connection.row(
        "SELECT seq FROM article WHERE id = ? AND version = ? AND state <> 'removed'", (article, version)
    )
    if row is not None:
        lead = indexable(text_of(connection, row[0], version)[:LEAD])
        connection.execute(
            "INSERT OR REPLACE INTO lead(article, version, publisher, text) VALUES (?, ?, ?, ?)",
            (row[0], version, publisher, lead),
        )
