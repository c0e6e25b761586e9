"""Places in stories, the stories, and what was explained of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sayso.errors import NotFound
from sayso.storage.codec import as_json, packed, unpacked
from sayso.storage.sqlite.connection import Connection, Row
from sayso.storage.sqlite.grouping import forget_state, put_state
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.rows import (
    ARTICLE,
    article_of_row,
    ids_json,
    moment_of,
    outlet_slug,
    placement_of_row,
    seq_of,
)
from sayso.storage.sqlite.tally import recount
from sayso.text import iso
from sayso.types import Article, ArticleState, Explainer, GroupingState, Placement, SourceCount, Story

_STORY = """SELECT id, title, status, articles, independent, undetermined, languages, first, last, merged_into, earlier
FROM story"""
_PLACEMENT = """SELECT a.id, p.story, p.copy_of, p.relation, p.evidence, p.leans_on FROM placement p
JOIN article a ON a.seq = p.article"""
_SHOWN = "merged_into IS NULL AND articles > 0"
_LATE = timedelta(days=3)
"""An article that is found later than this after its publication is news of its own day, as an archive's are."""
_NEW = """SELECT seq FROM article WHERE state = 'live' AND published_at > :archive
AND (published_at > :since OR first_seen_at > :since)"""
_EDITED = """SELECT a.seq FROM version v JOIN article a ON a.seq = v.article
WHERE v.first_seen_at > :since AND v.first_seen_at > a.first_seen_at AND a.state = 'live'"""


class Stories(Part):
    """Who belongs to which story. A story's address never breaks (promise 7): see :meth:`story`."""

    def due_for_grouping(self, limit: int) -> list[tuple[Article, bytes]]:
        with self._db.reading() as connection:
            rows = connection.rows(
                f"""SELECT n.features, {ARTICLE} JOIN annotation n ON n.article = a.seq AND n.version = a.version
                WHERE a.state = 'live' AND a.grouped = 0 AND a.annotator <> ''
                ORDER BY a.published_at, a.seq LIMIT ?""",
                (limit,),
            )
        return [(article_of_row(row[1:]), row[0]) for row in rows]

    def placement(self, article: str) -> Placement | None:
        with self._db.reading() as connection:
            row = connection.row(f"{_PLACEMENT} WHERE p.article = ?", (seq_of(connection, article),))
        return None if row is None else placement_of_row(row)

    def keep_placements(
        self, placements: Sequence[Placement], stories: Sequence[Story], state: GroupingState | None = None
    ) -> None:
        """A merged story's remaining articles go with it. A place given to a removed article is dropped."""
        numbers = dict(state.numbers) if state else {}
        with self._db.writing() as connection:
            for story in sorted(stories, key=lambda story: story.merged_into is not None):
                _put_story(connection, story)
            touched = {story.id for story in stories}
            for placement in placements:
                touched |= _put_placement(connection, placement, numbers.get(placement.article))
            for story in stories:
                if story.merged_into is not None:
                    touched.add(_move_articles(connection, story.id, story.merged_into))
            for id_ in touched:
                recount(connection, id_)
            if state is not None:
                put_state(connection, state)
            elif placements:
                forget_state(connection)

    def clear_placements(self) -> None:
        with self._db.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO former_place SELECT story, article FROM placement")
            connection.execute("DELETE FROM placement")
            connection.execute("UPDATE article SET grouped = 0 WHERE grouped = 1")
            connection.execute("UPDATE story SET articles = 0, explained_by = ''")
            forget_state(connection)

    # -- reading

    def stories(self, limit: int = 1000, offset: int = 0, outlet: str | None = None) -> list[Story]:
        """``outlet`` is a name or its slug. The order is explained in :func:`.tally.front_of`."""
        of_outlet = """AND EXISTS (SELECT 1 FROM placement p JOIN article a ON a.seq = p.article
            WHERE p.story = story.id AND a.outlet_slug = ?3 AND a.state = 'live')"""
        query = f"{_STORY} WHERE {_SHOWN} {of_outlet if outlet else ''} ORDER BY front DESC, id LIMIT ?1 OFFSET ?2"
        values = (limit, offset, outlet_slug(outlet)) if outlet else (limit, offset)
        with self._db.reading() as connection:
            return _with_articles(connection, connection.rows(query, values))

    def story(self, story: str) -> Story:
        """Also one that was merged, or that all its articles left: ``merged_into`` says where they are now."""
        with self._db.reading() as connection:
            rows = connection.rows(f"{_STORY} WHERE id = ?", (story,))
            if not rows:
                raise NotFound(story, "no such story")
            target = _leads_to(connection, story)
            (found,) = _with_articles(connection, [(*rows[0][:9], None if target == story else target, rows[0][10])])
        return found

    def later_chapters(self, story: str) -> list[str]:
        with self._db.reading() as connection:
            rows = connection.rows(
                "SELECT id FROM story WHERE earlier = ? AND merged_into IS NULL AND articles > 0 ORDER BY first, id",
                (story,),
            )
        return [row[0] for row in rows]

    def stories_since(self, since: str, limit: int) -> list[str]:
        with self._db.reading() as connection:
            rows = connection.rows(
                f"""SELECT s.id FROM story s JOIN placement p ON p.story = s.id
                WHERE s.merged_into IS NULL AND p.article IN ({_NEW} UNION {_EDITED})
                GROUP BY s.id ORDER BY s.front DESC, s.id LIMIT :limit""",  # noqa: S608
                {**_since(since), "limit": limit},
            )
        return [row[0] for row in rows]

    def news(self, story: str, since: str) -> tuple[list[str], list[str]]:
        ordered = "SELECT b.id FROM article b JOIN placement p ON p.article = b.seq WHERE p.story = :story AND b.seq IN"
        with self._db.reading() as connection:
            values = {**_since(since), "story": _leads_to(connection, story)}
            new = connection.rows(f"{ordered} ({_NEW}) ORDER BY b.published_at, b.seq", values)
            edited = connection.rows(f"{ordered} ({_EDITED}) ORDER BY b.published_at, b.seq", values)
        return [row[0] for row in new], [row[0] for row in edited]

    def story_of(self, article: str) -> str | None:
        with self._db.reading() as connection:
            seq = seq_of(connection, article)
            row = connection.row("SELECT story FROM placement WHERE article = ?", (seq,))
        return None if row is None else str(row[0])

    def story_placements(self, story: str) -> list[Placement]:
        """Of live articles, in the order in which they were placed; of a merged story where it led."""
        with self._db.reading() as connection:
            if not connection.row("SELECT 1 FROM story WHERE id = ?", (story,)):
                raise NotFound(story, "no such story")
            rows = connection.rows(
                f"{_PLACEMENT} WHERE p.story = ? AND a.state = 'live' ORDER BY p.seq",
                (_leads_to(connection, story),),
            )
        return [placement_of_row(row) for row in rows]

    # -- explainers

    def due_for_explaining(self, explainer: str, limit: int) -> list[str]:
        """Front page first."""
        with self._db.reading() as connection:
            rows = connection.rows(
                f"""SELECT id FROM story WHERE {_SHOWN} AND explained_by < ?1
                OR {_SHOWN} AND explained_by > ?1 ORDER BY front DESC, id LIMIT ?2""",  # noqa: S608
                (explainer, limit),
            )
        return [row[0] for row in rows]

    def keep_explainer(self, story: str, explainer: str, explained: Explainer) -> None:
        with self._db.writing() as connection:
            connection.execute("UPDATE story SET explained_by = ? WHERE id = ?", (explainer, story))
            if not connection.changes():
                raise NotFound(story, "no such story")
            connection.execute(
                "INSERT OR REPLACE INTO explainer(story, explainer, body) VALUES (?, ?, ?)",
                (story, explainer, packed(explained)),
            )

    def explainer(self, story: str) -> Explainer | None:
        """The last one kept; while the story has news that it doesn't know of, still that one."""
        with self._db.reading() as connection:
            if not connection.row("SELECT 1 FROM story WHERE id = ?", (story,)):
                raise NotFound(story, "no such story")
            row = connection.row("SELECT body FROM explainer WHERE story = ?", (_leads_to(connection, story),))
        return None if row is None else unpacked(Explainer, row[0])


# --- writing -----------------------------------------------------------------------------------------------------


def _put_story(connection: Connection, story: Story) -> None:
    """Keeps a story's row. A chain of merges is kept one link long: who led here leads on to where this leads."""
    target = None if story.merged_into is None else _end_of_merges(connection, story.merged_into)
    if target is not None and target == story.id:
        target = None
    count = story.sources
    connection.execute(
        """INSERT INTO story(id, title, status, merged_into, articles, independent, undetermined, languages, first,
        last, earlier, front) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 0)
        ON CONFLICT(id) DO UPDATE SET title = excluded.title, status = excluded.status,
        merged_into = excluded.merged_into, independent = excluded.independent, undetermined = excluded.undetermined,
        languages = excluded.languages, first = excluded.first, last = excluded.last,
        earlier = coalesce(excluded.earlier, earlier)""",
        (story.id, story.title, story.status, target, count.independent, count.undetermined,
         as_json(list(story.languages)), story.first, story.last, story.earlier),
    )  # fmt: skip
    if target is not None:
        connection.execute("UPDATE story SET merged_into = ? WHERE merged_into = ?", (target, story.id))
        connection.execute("DELETE FROM explainer WHERE story = ?", (story.id,))


def _end_of_merges(connection: Connection, story: str) -> str:
    row = connection.row("SELECT merged_into FROM story WHERE id = ?", (story,))
    if row is None:
        raise NotFound(story, "no such story to merge into")
    return str(row[0] or story)


def _put_placement(connection: Connection, placement: Placement, number: int | None) -> set[str]:
    """Gives an article its place, a new one this number; the stories whose count changes."""
    seq, state = connection.row("SELECT seq, state FROM article WHERE id = ?", (placement.article,)) or (
        None,
        None,
    )
    if seq is None:
        raise NotFound(placement.article, "no such article")
    if state == ArticleState.REMOVED:
        return set()
    touched = {_end_of_merges(connection, placement.story)}
    (story,) = touched
    row = connection.row("SELECT story FROM placement WHERE article = ?", (seq,))
    if row is not None and row[0] != story:
        connection.execute("INSERT OR IGNORE INTO former_place(story, article) VALUES (?, ?)", (row[0], seq))
        touched.add(row[0])
    connection.execute(
        """INSERT INTO placement(seq, article, story, copy_of, relation, evidence, leans_on)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(article) DO UPDATE SET story = excluded.story, copy_of = excluded.copy_of,
        relation = excluded.relation, evidence = excluded.evidence, leans_on = excluded.leans_on""",
        (number, seq, story, placement.copy_of, placement.relation.value, placement.evidence, placement.leans_on),
    )
    connection.execute("UPDATE article SET grouped = 1 WHERE seq = ?", (seq,))
    return touched


def _move_articles(connection: Connection, story: str, target: str) -> str:
    end = _end_of_merges(connection, target)
    if end != story:
        connection.execute("UPDATE placement SET story = ? WHERE story = ?", (end, story))
    return end


# --- reading -----------------------------------------------------------------------------------------------------


def _since(when: str) -> dict[str, str]:
    moment = moment_of(when)
    return {"since": moment, "archive": iso(datetime.fromisoformat(moment) - _LATE)}


def _leads_to(connection: Connection, story: str) -> str:
    """Where a story's readers find its articles: itself, what it merged into, or, when all its articles left it,
    the story that has most of them now.
    """
    end = _end_of_merges(connection, story)
    if connection.row("SELECT 1 FROM placement WHERE story = ? LIMIT 1", (end,)):
        return end
    row = connection.row(
        """SELECT p.story FROM former_place f JOIN placement p ON p.article = f.article WHERE f.story IN (?, ?)
        GROUP BY p.story ORDER BY count(*) DESC, p.story LIMIT 1""",
        (story, end),
    )
    return end if row is None else str(row[0])


def _with_articles(connection: Connection, rows: Sequence[Row]) -> list[Story]:
    members: dict[str, list[str]] = {row[0]: [] for row in rows}
    found = connection.execute(
        """SELECT p.story, a.id FROM json_each(?) j JOIN placement p ON p.story = j.value
        JOIN article a ON a.seq = p.article WHERE a.state = 'live' ORDER BY p.seq""",
        (ids_json(members),),
    )
    for story, article in found:
        members[story].append(article)
    return [_story(row, tuple(members[row[0]])) for row in rows]


def _story(row: Row, articles: tuple[str, ...]) -> Story:
    id_, title, status, live, independent, undetermined, languages, first, last, merged_into, earlier = row
    return Story(
        id=id_,
        title=title,
        status=status,
        articles=articles,
        sources=SourceCount(live, min(independent, live), min(undetermined, live)),
        languages=tuple(json.loads(languages)),
        first=first,
        last=last,
        merged_into=merged_into,
        earlier=earlier,
    )
