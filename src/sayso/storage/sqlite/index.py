"""What search and lists look up of an article: full text, statements, names, hashtags. Put in and taken out here."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.rows import indexable, text_of_body
from sayso.text import hull, normal_form, sentences, slug, statement_id
from sayso.types import Annotations, Extent


def text_of(connection: Connection, article: int, version: str) -> str:
    """The text of one version of an article (row number); empty when it isn't kept."""
    row = connection.row("SELECT body FROM version WHERE article = ? AND version = ?", (article, version))
    return "" if row is None else text_of_body(row[0])[1]


def index_text(connection: Connection, article: int, title: str | None, text: str) -> None:
    """Puts an article's words into the full-text index."""
    connection.execute(
        "INSERT INTO article_text(rowid, title, body) VALUES (?, ?, ?)", (article, indexable(title), indexable(text))
    )


def unindex_text(connection: Connection, article: int, title: str | None, text: str) -> None:
    """Takes them out. The index keeps no text, so it must be told the very words that were put in."""
    connection.execute(
        "INSERT INTO article_text(article_text, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        (article, indexable(title), indexable(text)),
    )


def index_finds(connection: Connection, article: int, version: str, text: str, found: Annotations) -> None:
    """Puts what was found in an article's current version where it can be looked up."""
    extents = sentences(text)
    for number, statement in enumerate(found.statements):
        words = indexable(" … ".join(text[start:end] for start, end in statement.content))
        start, end = _sentence_around(extents, hull(statement.content) or hull(statement.cue) or (0, 0))
        speaker = None if statement.speaker is None else indexable(statement.speaker)
        connection.execute(
            """INSERT INTO statement(id, article, version, number, speaker, content, firmness, shown,
            sentence_start, sentence_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (statement_id(version, statement.content), article, version, number, speaker, words,
             statement.firmness.value, int(statement.shown), start, end),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO statement_text(rowid, speaker, content) VALUES (?, ?, ?)",
            (connection.last_insert_rowid(), speaker, words),
        )
    for name, role in _roles(found):
        connection.execute("INSERT INTO mention(name, article, role) VALUES (?, ?, ?)", (name, article, role))
    for tag in found.hashtags:
        connection.execute("INSERT OR IGNORE INTO tag(slug, article, written) VALUES (?, ?, ?)",
                           (slug(tag), article, indexable(tag)))  # fmt: skip


def unindex_finds(connection: Connection, article: int, version: str) -> None:
    """Takes them out of the lists and the full-text index. The statements' own rows stay, and so do their ids.

    Only an article with an annotator has its statements in the index; taking out what isn't in it would damage it.
    """
    connection.execute(
        """INSERT INTO statement_text(statement_text, rowid, speaker, content)
        SELECT 'delete', s.seq, s.speaker, s.content FROM article a JOIN statement s ON s.article = a.seq
        WHERE a.seq = ? AND a.annotator <> '' AND s.version = ?""",
        (article, version),
    )
    connection.execute("DELETE FROM mention WHERE article = ?", (article,))
    connection.execute("DELETE FROM tag WHERE article = ?", (article,))


def _sentence_around(extents: list[Extent], span: Extent) -> Extent:
    """The sentence in which a span begins, stretched to the span's end."""
    at = bisect.bisect_right(extents, (span[0], 1 << 62)) - 1
    if at < 0 or extents[at][1] <= span[0]:
        return span
    return extents[at][0], max(extents[at][1], span[1])


def _roles(found: Annotations) -> Iterable[tuple[str, str | None]]:
    """Each name's normal form with the first role that stands beside it."""
    roles: dict[str, str | None] = {}
    for mention in found.mentions:
        name = normal_form(mention.name)
        if name:
            roles[name] = roles.get(name) or (None if mention.role is None else indexable(mention.role))
    return roles.items()
