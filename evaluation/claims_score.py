"""Merging measured: which sentences of a story's articles tell the same claim, against labels made by reading.

Labels (``newsroom/claims.jsonl``): a line a claim, with the sentences that tell it (``told``) and those of which people
could disagree (``maybe``: pairs with them count neither way). Pairs are those of sentences of different articles;
reprints are left out, since merging them proves nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation.metrics import Tally
from evaluation.newsroom import texts as newsroom
from sayso import pipeline
from sayso.explain.candidates import Candidate, candidates
from sayso.explain.merging import Merging
from sayso.text import version_of
from sayso.types import Annotations, Article, Placement, Relation, StoryArticle

CLAIMS = Path(__file__).with_name("newsroom") / "claims.jsonl"

Sentence = tuple[str, int]
"""Article and where the sentence ends."""
Pair = frozenset[Sentence]


@dataclass(frozen=True, slots=True)
class Labels:
    """The pairs of one story that tell the same claim, and those that count neither way."""

    same: frozenset[Pair]
    either: frozenset[Pair]


def merging_figures() -> Iterator[tuple[str, float | None]]:
    """(name, figure) over all labelled stories."""
    pairs, bcubed = Tally(), []
    labelled = labels()
    for story, items in story_articles(labelled).items():
        found = found_pairs(candidates(items))
        add(pairs, labelled[story], found)
        bcubed += list(_of_sentences(labelled[story], found))
    precision, recall = (sum(one[side] for one in bcubed) / max(1, len(bcubed)) for side in (0, 1))
    yield "newsroom: merging, pairs right of those merged", pairs.precision
    yield "newsroom: merging, pairs found of those labelled", pairs.recall
    yield "newsroom: merging, B3 F1 of sentences", 200 * precision * recall / max(1e-9, precision + recall)


def add(tally: Tally, wanted: Labels, found: Iterable[Pair]) -> None:
    """Counts one story's pairs."""
    counted = set(found) - wanted.either
    tally.right += len(counted & wanted.same)
    tally.predicted += len(counted)
    tally.wanted += len(wanted.same)


def _of_sentences(wanted: Labels, found: Iterable[Pair]) -> Iterator[tuple[float, float]]:
    """BCubed precision and recall (Bagga and Baldwin 1998) of each sentence that either side merges with another.

    A sentence with two claims has the peers of both, so this is over neighbours, not over a partition; it is its own.
    """
    ours, theirs = (_peers(pairs) for pairs in (set(found) - wanted.either, wanted.same))
    for sentence in ours.keys() | theirs.keys():
        right = len(ours[sentence] & theirs[sentence]) + 1
        yield right / (len(ours[sentence]) + 1), right / (len(theirs[sentence]) + 1)


def _peers(pairs: Iterable[Pair]) -> dict[Sentence, set[Sentence]]:
    peers: dict[Sentence, set[Sentence]] = defaultdict(set)
    for a, b in map(tuple, pairs):
        peers[a].add(b)
        peers[b].add(a)
    return peers


def found_pairs(sentences: Sequence[Candidate]) -> set[Pair]:
    """The pairs of sentences of different articles of which one bears the other out."""
    merging = Merging.of(sentences)
    return {
        frozenset((key_of(sentences[one]), key_of(sentences[other])))
        for one in range(len(sentences))
        for other in merging.behind(one)
    }


def key_of(sentence: Candidate) -> Sentence:
    """A sentence by its article and its end (a dateline may be cut from its start)."""
    return sentence.item.article.id, sentence.extent[1]


# --- the labels ---------------------------------------------------------------------------------------------------


def labels() -> dict[str, Labels]:
    """The labels by story. Raises ValueError for a quote that doesn't stand in its article."""
    places = {text.key: text.text for text in newsroom.current()}
    same: dict[str, set[Pair]] = defaultdict(set)
    either: dict[str, set[Pair]] = defaultdict(set)
    for line in CLAIMS.read_text("utf-8").splitlines():
        one = json.loads(line)
        told, maybe = ([_placed(places, one["story"], *quote) for quote in one[role]] for role in ("told", "maybe"))
        same[one["story"]] |= _across(told)
        either[one["story"]] |= _across([*told, *maybe]) - _across(told)
    return {story: Labels(frozenset(same[story]), frozenset(either[story] - same[story])) for story in same}


def _placed(places: Mapping[str, str], story: str, article: str, quote: str) -> Sentence:
    start = places[f"{story}/{article}"].find(quote)
    if start < 0:
        raise ValueError(f"{quote!r} doesn't stand in {story}/{article}")
    return f"{story}/{article}", start + len(quote)


def _across(sentences: Sequence[Sentence]) -> set[Pair]:
    return {frozenset(pair) for pair in combinations(sentences, 2) if pair[0][0] != pair[1][0]}


def story_articles(stories: Iterable[str]) -> dict[str, list[StoryArticle]]:
    """The articles of these stories without reprints, annotated, in their places."""
    told = [t for t in newsroom.current() if t.story in set(stories) and t.relation != Relation.COPY]
    articles = [_article(text) for text in told]
    found: dict[str, list[StoryArticle]] = defaultdict(list)
    for text, article, marked in zip(told, articles, pipeline.annotate(articles), strict=True):
        found[text.story].append(_placed_article(text, article, marked))
    return found


def _article(text: newsroom.Text) -> Article:
    given: dict[str, Any] = dict.fromkeys(("modified", "url", "image"))
    return Article(
        **given,
        id=text.key,
        version=version_of(text.text),
        title=text.title,
        outlet=text.outlet.name,
        authors=text.authors,
        published=text.published,
        language=text.language,
        tags=(),
        blocks=(),
        text=text.text,
    )


def _placed_article(text: newsroom.Text, article: Article, annotations: Annotations) -> StoryArticle:
    place = Placement(text.key, text.story, text.copy_of, Relation(text.relation))
    return StoryArticle(article, annotations, place, text.outlet.name, text.outlet.family)
