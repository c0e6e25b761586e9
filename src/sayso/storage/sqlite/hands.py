"""What people do by hand: take down, comment, judge."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sayso.errors import InputError, NotFound
from sayso.storage.codec import as_json
from sayso.storage.sqlite.connection import Connection, Row
from sayso.storage.sqlite.index import text_of, unindex_finds, unindex_text
from sayso.storage.sqlite.pages import forget_bytes
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.rows import indexable, moment_of, require_shown, seq_of
from sayso.storage.sqlite.tally import recount
from sayso.types import ArticleState, Comment, Rule, RuleKind

MAX_NAME = 80
MAX_COMMENT = 4_000
MAX_HELD = 500  # an article's comments that wait for approval; past it a flood can't fill the disk
STATES = ("held", "approved", "rejected")


_OTHER_TITLE = """UPDATE story SET title = ifnull((SELECT a.title FROM placement p JOIN article a ON a.seq = p.article
WHERE p.story = ?1 AND a.state = 'live' ORDER BY p.seq LIMIT 1), '')
WHERE id = ?1 AND title = (SELECT title FROM article WHERE seq = ?2)"""


_RULE = "SELECT id, kind, one, other, made FROM rule"


class Hands(Part):
    """Removal, comments and rules."""

    def remove_article(self, article: str, now: str) -> None:
        with self._db.writing() as connection:
            _remove(connection, seq_of(connection, article), moment_of(now))
        self._db.fold_log()

    def add_comment(self, article: str, name: str, body: str, now: str) -> Comment:
        """Held until it is approved. Raises ``InputError`` when it is empty or too long."""
        name, body = indexable(name.strip()), indexable(body.strip())
        _require(bool(name and body), "a name and a text are needed")
        _require(len(name) <= MAX_NAME, f"the name is longer than {MAX_NAME} characters")
        _require(len(body) <= MAX_COMMENT, f"the comment is longer than {MAX_COMMENT} characters")
        with self._db.brief_writing() as connection:
            seq = require_shown(connection, article)
            (held,) = connection.one("SELECT count(*) FROM comment WHERE article = ? AND state = 'held'", (seq,))
            _require(held < MAX_HELD, "too many comments wait for approval here")
            connection.execute(
                "INSERT INTO comment(article, name, body, posted, state) VALUES (?, ?, ?, ?, 'held')",
                (seq, name, body, moment_of(now)),
            )
            return Comment(connection.last_insert_rowid(), article, name, body, moment_of(now), "held")

    def add_rule(self, kind: RuleKind, one: Sequence[str], other: Sequence[str], now: str) -> Rule:
        values = (kind.value, as_json(list(one)), as_json(list(other)))
        with self._db.writing() as connection:
            connection.execute(
                "INSERT INTO rule(kind, one, other, made) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (*values, moment_of(now)),
            )
            row = connection.one(f"{_RULE} WHERE kind = ? AND one = ? AND other = ?", values)
        return _rule(row)

    def rules(self) -> list[Rule]:
        with self._db.reading() as connection:
            return [_rule(row) for row in connection.rows(f"{_RULE} ORDER BY id")]

    def drop_rule(self, rule: int) -> Rule:
        with self._db.writing() as connection:
            row = connection.row(f"{_RULE} WHERE id = ?", (rule,))
            if row is None:
                raise NotFound(str(rule), "no such rule", "`sayso rules` lists them")
            connection.execute("DELETE FROM rule WHERE id = ?", (rule,))
        return _rule(row)

    def comments(self, article: str | None = None, state: str | None = None) -> list[Comment]:
        """Oldest first."""
        with self._db.reading() as connection:
            rows = connection.rows(
                """SELECT c.id, a.id, c.name, c.body, c.posted, c.state
                FROM comment c JOIN article a ON a.seq = c.article
                WHERE (?1 IS NULL OR c.article = (SELECT seq FROM article WHERE id = ?1))
                AND (?2 IS NULL OR c.state = ?2) ORDER BY c.id""",
                (article, state),
            )
        return [Comment(*row) for row in rows]

    def judge_comment(self, comment: int, state: str) -> None:
        """Raises ``InputError`` for a state that there isn't."""
        if state not in STATES:
            raise InputError(f"comment {comment}", f"no such state: {state}", f"one of {', '.join(STATES)}")
        with self._db.brief_writing() as connection:
            connection.execute("UPDATE comment SET state = ? WHERE id = ?", (state, comment))
            if not connection.changes():
                raise NotFound(f"comment {comment}", "no such comment", "see `sayso comments`")


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise InputError("comment", reason)


def _remove(connection: Connection, seq: int, now: str) -> None:
    """Leaves id, address, outlet and the text's hash, by which the same text is known when it comes again."""
    state, version, title = connection.one("SELECT state, version, title FROM article WHERE seq = ?", (seq,))
    if state == ArticleState.REMOVED:
        return
    unindex_text(connection, seq, title, text_of(connection, seq, version))
    unindex_finds(connection, seq, version)
    _leave_story(connection, seq)
    for table in ("statement", "annotation", "version", "comment", "lead"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (seq,))  # noqa: S608 - our own names
    for (page,) in connection.rows("SELECT page FROM page_article WHERE article = ?", (seq,)):
        forget_bytes(connection, page)
    connection.execute(
        """UPDATE article SET state = 'removed', removed_at = ?, title = NULL, language = NULL, published = NULL,
        facts = x'', annotator = '', grouped = 0 WHERE seq = ?""",
        (now, seq),
    )


def _leave_story(connection: Connection, seq: int) -> None:
    """Takes the article out of its stories, and with it every explainer that may quote it."""
    left = [
        row[0]
        for row in connection.execute(
            "SELECT story FROM placement WHERE article = ?1 UNION SELECT story FROM former_place WHERE article = ?1",
            (seq,),
        )
    ]
    connection.execute("DELETE FROM placement WHERE article = ?", (seq,))
    for story in left:
        connection.execute("DELETE FROM explainer WHERE story = ?", (story,))
        connection.execute(_OTHER_TITLE, (story, seq))
        recount(connection, story)


def _rule(row: Row) -> Rule:
    id_, kind, one, other, made = row
    return Rule(id_, RuleKind(kind), tuple(json.loads(one)), tuple(json.loads(other)), made)
