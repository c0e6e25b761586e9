"""Full text over articles and statements.

Ranking by BM25 walks through every posting of every word: 36 ms for a few common words at 200,000 articles, and
linear. So no query here looks at more than a bounded number of candidates, newest first:

- all words (AND): the newest ``CANDIDATES`` matches; those with all words in the title first, each newest first.
- any word (OR): the newest ``CANDIDATES`` matches of each word; the sum of the words' rarity (inverse document
  frequency, Sparck Jones 1972) is the score, once more for words in the title.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.errors import InputError
from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.query import Term, best_sentence, terms_of
from sayso.storage.sqlite.rows import ids_json, moment_of, outlet_slug, text_of_body
from sayso.types import SearchHit, Span

CANDIDATES = 1_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of thing is searched: its index, how its rows join articles, and its most telling column."""

    table: str
    joined: str
    telling: str
    only: str


_KINDS = {
    "article": _Kind("article_text", "JOIN article a ON a.seq = f.rowid", "title", ""),
    "statement": _Kind(
        "statement_text",
        "JOIN statement s ON s.seq = f.rowid JOIN article a ON a.seq = s.article",
        "speaker",
        "AND s.shown",
    ),
}


class Search(Part):
    """Finds articles and statements by their words."""

    def search(
        self,
        query: str,
        *,
        kind: str = "article",
        outlet: str | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        story: str | None = None,
        limit: int = 20,
        offset: int = 0,
        any_word: bool = False,
    ) -> list[SearchHit]:
        """``outlet`` is a name or its slug; ``since`` and ``until`` are times or dates, both inclusive, and raise
        ``InputError`` when they are neither; statements are those that are shown. A query without a word finds nothing.
        """
        terms = terms_of(query)
        if not terms:
            return []
        filters = _filters(outlet, language, since, until, story)
        with self._db.reading() as connection:
            find = _any_word if any_word else _all_words
            ranked = find(connection, _KINDS[kind], terms, filters)[offset : offset + limit]
            hit = _article_hits if kind == "article" else _statement_hits
            return hit(connection, ranked, terms)


@dataclass(frozen=True, slots=True)
class _Filters:
    sql: str
    values: tuple[str, ...]


def _filters(
    outlet: str | None, language: str | None, since: str | None, until: str | None, story: str | None
) -> _Filters:
    wanted = [
        ("a.outlet_slug = ?", outlet_slug(outlet)),
        ("a.language = ?", language),
        ("a.published_at >= ?", since and _time(since)),
        ("a.published_at <= ?", until and _time(until, "T23:59:59")),
        ("EXISTS (SELECT 1 FROM placement p WHERE p.article = a.seq AND p.story = ?)", story),
    ]
    given = [(sql, value) for sql, value in wanted if value]
    return _Filters("".join(f" AND {sql}" for sql, _ in given), tuple(value for _, value in given))


def _time(typed: str, of_day: str = "") -> str:
    """A time that a reader typed, in UTC; a date alone is that time of its day. Raises ``InputError``."""
    try:
        return moment_of(typed + of_day if len(typed) == len("2031-05-04") else typed)
    except ValueError:
        raise InputError(typed, "this is not a date", "write it as 2031-05-04") from None


# --- candidates ------------------------------------------------------------------------------------------------


def _matches(connection: Connection, kind: _Kind, match: str, filters: _Filters) -> list[tuple[int, str]]:
    """(row number, published) of the newest matches that pass the filters."""
    rows = connection.execute(
        f"""SELECT f.rowid, a.published_at FROM {kind.table} f {kind.joined} WHERE f.{kind.table} MATCH ?
        AND a.state = 'live' {kind.only}{filters.sql} ORDER BY f.rowid DESC LIMIT {CANDIDATES}""",  # noqa: S608
        (match, *filters.values),
    )
    return list(rows)


def _all_words(
    connection: Connection, kind: _Kind, terms: Sequence[Term], filters: _Filters
) -> list[tuple[int, float]]:
    match = " AND ".join(term.match for term in terms)
    found = _matches(connection, kind, match, filters)
    if not found:
        return []
    telling = {row for row, _ in _matches(connection, kind, f"{{{kind.telling}}} : ({match})", filters)}
    by_time = sorted(found, key=lambda row: (row[1], row[0]), reverse=True)
    scored = [(row, 2.0 if row in telling else 1.0) for row, _ in by_time]
    return sorted(scored, key=lambda row: -row[1])


def _any_word(connection: Connection, kind: _Kind, terms: Sequence[Term], filters: _Filters) -> list[tuple[int, float]]:
    (total,) = connection.one(f"SELECT count(*) FROM {kind.table}_docsize")  # noqa: S608
    scores: dict[int, float] = {}
    times: dict[int, str] = {}
    for term in terms:
        found = _matches(connection, kind, term.match, filters)
        rarity = math.log(1 + total / max(1, len(found)))
        telling = {row for row, _ in _matches(connection, kind, f"{{{kind.telling}}} : {term.match}", filters)}
        for row, published in found:
            scores[row] = scores.get(row, 0.0) + rarity * (2 if row in telling else 1)
            times[row] = published
    return sorted(scores.items(), key=lambda row: (row[1], times[row[0]], row[0]), reverse=True)


# --- hits ------------------------------------------------------------------------------------------------------------

_HEAD = "j.key, a.id, a.version, a.title, a.outlet, a.published, a.language, v.body"
_TEXTS = "JOIN version v ON v.article = a.seq AND v.version = a.version"


def _hit(row: Sequence[Any], kind: str, score: float, extent: tuple[int, int] | None, text: str) -> SearchHit:
    _, id_, version, title, outlet, published, language, _ = row
    span = None if extent is None else Span(id_, version, *extent)
    return SearchHit(
        kind=kind,
        article=id_,
        title=title,
        outlet=outlet,
        published=published,
        language=language,
        span=span,
        snippet="" if extent is None else text[extent[0] : extent[1]],
        score=score,
    )


def _article_hits(
    connection: Connection, ranked: Sequence[tuple[int, float]], terms: tuple[Term, ...]
) -> list[SearchHit]:
    rows = connection.execute(
        f"""SELECT {_HEAD} FROM json_each(?) j JOIN article a ON a.seq = j.value {_TEXTS} ORDER BY j.key""",  # noqa: S608
        (_numbers(ranked),),
    )
    hits = []
    for row in rows:
        _, text = text_of_body(row[7])
        hits.append(_hit(row, "article", ranked[row[0]][1], best_sentence(text, terms), text))
    return hits


def _statement_hits(
    connection: Connection, ranked: Sequence[tuple[int, float]], _terms: tuple[Term, ...]
) -> list[SearchHit]:
    rows = connection.execute(
        f"""SELECT {_HEAD}, s.id, s.speaker, s.sentence_start, s.sentence_end FROM json_each(?) j
        JOIN statement s ON s.seq = j.value JOIN article a ON a.seq = s.article {_TEXTS} ORDER BY j.key""",  # noqa: S608
        (_numbers(ranked),),
    )
    hits = []
    for *row, statement, speaker, start, end in rows:
        _, text = text_of_body(row[7])
        hit = _hit(row, "statement", ranked[row[0]][1], (start, end), text)
        hits.append(dataclasses.replace(hit, statement=statement, speaker=speaker))
    return hits


def _numbers(ranked: Iterable[tuple[int, float]]) -> str:
    return ids_json(row for row, _ in ranked)
