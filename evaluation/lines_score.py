"""The lines of "What we know" measured without labels: how much of what another outlet leads with they tell.

Of every story that three outlets told, the explainer of two is made, and its lines are held against the headline and
the first three sentences of the third, which was not read: what editors who didn't see each other put first is what a
story's lines should say. Lines are cut at a number of words, so that longer ones gain nothing (as ROUGE-N recall is
used at DUC; Lin 2004). Each outlet is left out in turn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean

from evaluation.rows import Json, rows_of
from sayso import pipeline
from sayso.contract import article_of
from sayso.explain import explain
from sayso.explain.terms import content_words, inverse_frequencies
from sayso.text import sentences, words
from sayso.types import Line, Placement, Relation, StoryArticle

LEAD = 3
"""Sentences of an article, behind its headline, that say what its outlet thinks matters."""
BUDGET = 150
"""Words of lines that are read: about five lines, and all of a short explainer."""
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Held:
    """How much of what the outlet left out leads with stands in the lines: of its words, of its pairs of words, and
    of its content words by what they tell (percent).
    """

    words: float
    pairs: float
    telling: float


def lines_figures(file: Path) -> tuple[float, float, float]:
    """The means over all stories and the outlets left out: ROUGE-1, ROUGE-2, content words weighted."""
    stories = read_stories(file)
    weights = weights_of(stories.values())
    found = [one for items in stories.values() for one in held_out(items, weights)]
    return mean(one.words for one in found), mean(one.pairs for one in found), mean(one.telling for one in found)


def read_stories(file: Path) -> dict[str, list[StoryArticle]]:
    """The annotated articles by story."""
    rows = list(rows_of(file))
    articles = [article_of(_asked(row)) for row in rows]
    found: dict[str, list[StoryArticle]] = defaultdict(list)
    for row, article, marked in zip(rows, articles, pipeline.annotate(articles), strict=True):
        place = Placement(article.id, row["story"], None, Relation.INDEPENDENT)
        found[row["story"]].append(StoryArticle(article, marked, place, row["source"], row["source"]))
    return found


def weights_of(stories: Iterable[Sequence[StoryArticle]]) -> dict[str, float]:
    """How telling each content word is among all articles."""
    return inverse_frequencies(content_words(item.article.text) for items in stories for item in items)


def held_out(items: Sequence[StoryArticle], weights: Mapping[str, float]) -> Iterator[Held]:
    """What the explainers of all outlets but one hold of that one's lead, for each in turn."""
    for left in items:
        others = [item for item in items if item is not left]
        lines = explain(others[-1].article.title or "", others, _NOW).lines
        yield held(lines, lead_of(left), weights)


def lead_of(item: StoryArticle) -> str:
    """An article's headline and first sentences."""
    text = item.article.text
    return " ".join([item.article.title or "", *(text[a:b] for a, b in sentences(text)[:LEAD])])


def held(lines: Sequence[Line], lead: str, weights: Mapping[str, float]) -> Held:
    """What lines hold of a lead, read up to the budget of words."""
    told = " ".join(" ".join(line.sentence for line in lines).split()[:BUDGET])
    ours, theirs = words(told), words(lead)
    stems = set(content_words(told))
    wanted = {stem: weights.get(stem, 1.0) for stem in content_words(lead)}
    telling = sum(weight for stem, weight in wanted.items() if stem in stems) / (sum(wanted.values()) or 1.0)
    return Held(_recall(theirs, ours), _recall(list(pairwise(theirs)), list(pairwise(ours))), 100 * telling)


def _recall(wanted: Sequence[object], given: Sequence[object]) -> float:
    asked, had = Counter(wanted), Counter(given)
    return 100 * sum(min(count, had[one]) for one, count in asked.items()) / max(1, sum(asked.values()))


def _asked(row: Json) -> Json:
    return {
        "id": row["id"],
        "title": row["title"],
        "text": row["text"],
        "outlet": row["source"],
        "published": row["date"],
        "language": row["lang"],
    }
