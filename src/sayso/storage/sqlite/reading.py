"""What pages and commands read: articles, versions, lists, counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.errors import NotFound
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.rows import (
    ARTICLE,
    AT_ADDRESS,
    HEADLINE,
    article_of_row,
    bare_address,
    ids_json,
    indexable,
    outlet_slug,
    seq_of,
    text_of_body,
)
from sayso.text import normal_form
from sayso.types import Article, ArticleState

_COUNTS = """SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM article WHERE state = 'live'),
(SELECT count(*) FROM placement WHERE relation = 'copy'),
(SELECT count(*) FROM story WHERE merged_into IS NULL AND articles > 0), (SELECT count(*) FROM statement_text_docsize),
(SELECT count(DISTINCT outlet_slug) FROM article WHERE state = 'live' AND outlet_slug IS NOT NULL),
(SELECT count(*) FROM problem), (SELECT count(*) FROM comment WHERE state = 'held')"""
_COUNTED = ("pages", "articles", "copies", "stories", "statements", "outlets", "problems", "comments_held")


class Reading(Part):
    """Reads only."""

    def article(self, article: str) -> Article:
        with self._db.reading() as connection:
            row = connection.row(f"SELECT {ARTICLE} WHERE a.id = ?", (article,))
        if row is None:
            raise NotFound(article, "no such article")
        return article_of_row(row)

    def articles(self, ids: Iterable[str]) -> list[Article]:
        return self._in_order(ARTICLE, ids)

    def headlines(self, ids: Iterable[str]) -> list[Article]:
        return self._in_order(HEADLINE, ids)

    def leads(self, ids: Iterable[str]) -> list[tuple[Article, str]]:
        with self._db.reading() as connection:
            rows = connection.rows(
                f"""SELECT l.publisher, l.text, {HEADLINE} JOIN json_each(?) j ON j.value = a.id
                JOIN lead l ON l.article = a.seq AND l.version = a.version ORDER BY j.key""",
                (ids_json(ids),),
            )
        return [(replace(article_of_row(row[2:]), text=row[1]), row[0]) for row in rows]

    def _in_order(self, columns: str, ids: Iterable[str]) -> list[Article]:
        with self._db.reading() as connection:
            rows = connection.rows(
                f"SELECT {columns} JOIN json_each(?) j ON j.value = a.id ORDER BY j.key",
                (ids_json(ids),),
            )
        return [article_of_row(row) for row in rows]

    def find_article(self, what: str) -> str | None:
        """An article's own page comes before one that embeds it."""
        with self._db.reading() as connection:
            row = connection.row("SELECT id FROM article WHERE id = ?", (indexable(what),)) or connection.row(
                f"SELECT id FROM article WHERE {AT_ADDRESS} ORDER BY embedded, seq LIMIT 1",  # noqa: S608
                (bare_address(indexable(what)),),
            )
        return None if row is None else str(row[0])

    def outlet_article_ids(self, outlet_slug: str) -> list[str]:
        with self._db.reading() as connection:
            rows = connection.rows(
                "SELECT id FROM article WHERE outlet_slug = ? AND state <> 'removed' ORDER BY seq", (outlet_slug,)
            )
        return [row[0] for row in rows]

    def article_state(self, article: str) -> ArticleState:
        with self._db.reading() as connection:
            row = connection.row("SELECT state FROM article WHERE id = ?", (article,))
        if row is None:
            raise NotFound(article, "no such article")
        return ArticleState(row[0])

    def version_text(self, version: str, article: str) -> str | None:
        with self._db.reading() as connection:
            row = connection.row(
                "SELECT v.body FROM article a JOIN version v ON v.article = a.seq WHERE a.id = ? AND v.version = ?",
                (article, version),
            )
        return None if row is None else text_of_body(row[0])[1]

    def versions(self, article: str) -> list[tuple[str, str]]:
        with self._db.reading() as connection:
            rows = connection.rows(
                "SELECT version, first_seen_at FROM version WHERE article = ? ORDER BY seq",
                (seq_of(connection, article),),
            )
        return [(version, first_seen) for version, first_seen in rows]

    def counts(self) -> dict[str, int]:
        with self._db.reading() as connection:
            return dict(zip(_COUNTED, connection.one(_COUNTS), strict=True))

    def outlets(self) -> list[tuple[str, int, str | None]]:
        """Names that differ only in case or accents are one outlet, under the name most often written."""
        with self._db.reading() as connection:
            rows = connection.rows(
                """SELECT outlet_slug, outlet, count(*), max(published_at) FROM article
                WHERE state = 'live' AND outlet_slug IS NOT NULL GROUP BY outlet_slug, outlet ORDER BY 3"""
            )
        found: dict[str, tuple[str, int, str | None]] = {}
        for key, name, count, last in rows:
            _, before, last_before = found.get(key, (name, 0, None))
            found[key] = name, before + count, max(last, last_before or last)
        return sorted(found.values(), key=lambda outlet: (-outlet[1], outlet[0]))

    def outlet_articles(self, outlet_slug: str, limit: int, offset: int) -> tuple[str, list[Article]]:
        with self._db.reading() as connection:
            name = connection.row(
                """SELECT outlet FROM article WHERE state = 'live' AND outlet_slug = ?
                GROUP BY outlet ORDER BY count(*) DESC LIMIT 1""",
                (outlet_slug,),
            )
            if name is None:
                raise NotFound(outlet_slug, "no such outlet")
            rows = connection.rows(
                f"""SELECT {ARTICLE} WHERE a.state = 'live' AND a.outlet_slug = ?
                ORDER BY a.published_at DESC, a.seq DESC LIMIT ? OFFSET ?""",
                (outlet_slug, limit, offset),
            )
        return name[0], [article_of_row(row) for row in rows]

    def tag_articles(self, tag_slug: str, limit: int, offset: int) -> tuple[str, list[Article]]:
        """Hashtags of the annotations; a page's own tags may name private people (promise 11)."""
        with self._db.reading() as connection:
            written = connection.row(
                """SELECT t.written FROM tag t JOIN article a ON a.seq = t.article
                WHERE t.slug = ? AND a.state = 'live' GROUP BY t.written ORDER BY count(*) DESC LIMIT 1""",
                (tag_slug,),
            )
            if written is None:
                raise NotFound(tag_slug, "no such tag")
            rows = connection.rows(
                f"""SELECT {ARTICLE} WHERE a.seq IN (SELECT b.seq FROM tag t JOIN article b ON b.seq = t.article
                WHERE t.slug = ? AND b.state = 'live' ORDER BY b.published_at DESC, b.seq DESC LIMIT ? OFFSET ?)
                ORDER BY a.published_at DESC, a.seq DESC""",  # noqa: S608
                (tag_slug, limit, offset),
            )
        return written[0], [article_of_row(row) for row in rows]

    def related(self, article: str, limit: int) -> list[str]:
        with self._db.reading() as connection:
            row = connection.row(
                "SELECT story, copy_of FROM placement WHERE article = ?", (seq_of(connection, article),)
            )
            if row is None:
                return []
            rows = connection.rows(
                """SELECT a.id FROM placement p JOIN article a ON a.seq = p.article
                WHERE p.story = ?1 AND a.state = 'live' AND a.id NOT IN (?2, ?3)
                AND ifnull(p.copy_of, '') NOT IN (?2, ?3) AND NOT EXISTS (SELECT 1 FROM article b JOIN placement q
                ON q.article = b.seq WHERE b.id = p.copy_of AND b.state = 'live' AND q.story = ?1)
                ORDER BY a.published_at DESC, a.seq DESC LIMIT ?4""",
                (row[0], article, row[1] or article, limit),
            )
        return [row[0] for row in rows]

    def stories_naming(self, name: str, limit: int) -> list[str]:
        with self._db.reading() as connection:
            rows = connection.rows(
                """SELECT p.story FROM mention m JOIN placement p ON p.article = m.article
                JOIN article a ON a.seq = m.article WHERE m.name = ?1 AND a.state = 'live'
                AND NOT EXISTS (SELECT 1 FROM article WHERE outlet_slug = ?3 AND state = 'live') LIMIT ?2""",
                (normal_form(name), limit + 1, outlet_slug(name)),
            )
        return sorted({row[0] for row in rows}) if len(rows) <= limit else []

    def mentioning(self, name: str, limit: int) -> list[tuple[str, str | None, str]]:
        """Newest first; the outlet is empty where it isn't known."""
        with self._db.reading() as connection:
            rows = connection.rows(
                """SELECT a.id, m.role, ifnull(a.outlet, '') FROM mention m JOIN article a ON a.seq = m.article
                WHERE m.name = ? AND a.state = 'live' ORDER BY a.published_at DESC, a.seq DESC LIMIT ?""",
                (normal_form(name), limit),
            )
        return [(id_, role, outlet) for id_, role, outlet in rows]
