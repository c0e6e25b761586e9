"""Sets of articles whose stories or copies are known: public ones, the sample newsroom, a set hidden in a stream."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from evaluation.newsroom import texts as newsroom
from evaluation.rows import Json, rows_of
from sayso import sample
from sayso.contract import article_of
from sayso.stories import Features
from sayso.text import instant
from sayso.types import Article, Relation

STORIES = ("basil", "ecbplus", "vimds")
"""Public sets with stories; neardup has families of copies."""

_SAMPLED_SHARE, _SAMPLED_HITS = 0.4, 3
"""An article that has so much of the sampled shingles of another, and so many, prints it."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Articles in order of publication (those without a time last, as they come), and what is known of some of them.

    Attributes:
        stories: the story of each labelled article.
        families: the family of copies of each labelled article.
    """

    name: str
    articles: tuple[Article, ...]
    stories: Mapping[str, str]
    families: Mapping[str, str]


def public_set(folder: Path, name: str) -> LabelledSet:
    """One of ``stories/`` in the folder: basil, ecbplus, vimds or neardup. Raises FileNotFoundError."""
    rows = list(rows_of(folder / f"stories/{name}.dev.jsonl.zst"))
    articles = [article_of({**row, "published": row.get("date"), "outlet": row.get("source")}) for row in rows]
    stories = {article.id: row["story"] for article, row in zip(articles, rows, strict=True) if "story" in row}
    families = {article.id: row["group"] for article, row in zip(articles, rows, strict=True) if "group" in row}
    return LabelledSet(name, in_order(articles), stories, families)


def newsroom_set() -> LabelledSet:
    """The sample newsroom's texts, with the credits that pages and feeds give them."""
    told = {one["id"]: one for one in sample.articles()}
    articles = [
        article_of(
            {
                "id": text.key, "title": text.title, "text": text.text, "published": text.published,
                "outlet": told[text.key]["credited"] or text.outlet.name, "authors": text.authors,
                "language": text.language,
            }
        )
        for text in newsroom.current(stage=2)
    ]  # fmt: skip
    families = {key: one["copy_of"] if one["relation"] == Relation.COPY else key for key, one in told.items()}
    return LabelledSet("newsroom", in_order(articles), {key: one["story"] for key, one in told.items()}, families)


def in_order(articles: Sequence[Article]) -> tuple[Article, ...]:
    """As they were published; those without a time last, as they come."""
    return tuple(sorted(articles, key=_moment))


def _moment(article: Article) -> tuple[bool, float]:
    moment = instant(article.published)
    return moment is None, moment.timestamp() if moment else 0.0


# --- a stream ---------------------------------------------------------------------------------------------------


def hidden_in(known: LabelledSet, stream: Sequence[Article]) -> LabelledSet:
    """A labelled set among other articles, which have no labels."""
    return LabelledSet("stream", in_order([*known.articles, *stream]), known.stories, known.families)


def streamed(path: Path, limit: int) -> list[Article]:
    """The first articles of a JSON Lines file (also zstd), or of a folder of JSON files, that have a text.

    Beside the fields of an article, those of Article-Bias-Prediction (Baly et al. 2020) are known: ``ID``, ``date``,
    ``source``, ``content_original``.
    """
    articles = (article_of(_with_our_names(row)) for row in _objects(path))
    return list(islice((article for article in articles if article.text.strip()), limit))


def _objects(path: Path) -> Iterator[Json]:
    if path.is_dir():
        yield from (json.loads(file.read_text("utf-8")) for file in sorted(path.rglob("*.json")))
    elif path.suffix == ".zst":
        yield from rows_of(path)
    else:
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _with_our_names(row: Json) -> Json:
    return {
        **row,
        "id": f"stream:{row.get('id') or row.get('ID')}",
        "text": row.get("text") or row.get("content_original") or row.get("content"),
        "published": row.get("published") or row.get("date") or None,
        "outlet": row.get("outlet") or row.get("source"),
    }


def printing(stream: Sequence[Features], known: Sequence[Features]) -> list[bool]:
    """Of each article of a stream: whether it prints one of the known ones, so that it isn't *another* article."""
    postings: dict[int, list[int]] = defaultdict(list)
    for number, features in enumerate(known):
        for shingle in features.sketch:
            postings[shingle].append(number)
    return [_prints(features, known, postings) for features in stream]


def _prints(features: Features, known: Sequence[Features], postings: Mapping[int, Sequence[int]]) -> bool:
    hits: dict[int, int] = defaultdict(int)
    for shingle in features.sketch:
        for number in postings.get(shingle, ()):
            hits[number] += 1
    least = len(features.sketch)
    return any(
        count >= max(_SAMPLED_HITS, _SAMPLED_SHARE * min(least, len(known[number].sketch)))
        for number, count in hits.items()
    )
