"""Many articles at once: the filter ``sayso group``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.protocols import Embedder
from sayso.stories.cluster import Grouper
from sayso.stories.features import Features, features_of, lead_of, packed_vector
from sayso.types import Article, Placement

_EMBEDDED_AT_ONCE = 256
LOOK_EVERY = 3 * 86_400.0
"""Seconds of the articles' own time between two second looks."""


def group(
    articles: Sequence[Article],
    names: Sequence[Sequence[str] | None] | None = None,
    embedder: Embedder | None = None,
) -> list[Placement]:
    """A placement for each article, in the order given.

    They are placed in order of publication (those without a time last, as they come), so what was printed first is
    the original whatever the order of the input. Two articles under one id are placed once.

    Args:
        articles: any number of articles.
        names: for each the names in it, or None where they are to be found by capitals.
        embedder: makes articles of different languages comparable by what they say; names alone without.
    """
    given = names if names is not None else [None] * len(articles)
    found = [features_of(article, of_it) for article, of_it in zip(articles, given, strict=True)]
    if len({features.language for features in found if features.language}) > 1:
        vectors = vectors_of(articles, embedder)
        found = [replace(one, vector=packed_vector(vector)) for one, vector in zip(found, vectors, strict=True)]
    return group_features([article.id for article in articles], found)


def vectors_of(articles: Sequence[Article], embedder: Embedder | None) -> Sequence[Sequence[float] | None]:
    """What an embedder makes of each article's title and lead; of none without an embedder."""
    if embedder is None:
        return [None] * len(articles)
    found: list[list[float]] = []
    for begin in range(0, len(articles), _EMBEDDED_AT_ONCE):
        found += embedder.embed([lead_of(one) for one in articles[begin : begin + _EMBEDDED_AT_ONCE]]).tolist()
    return found


def group_features(ids: Sequence[str], found: Sequence[Features], grouper: Grouper | None = None) -> list[Placement]:
    """The same from ready features."""
    grouper = grouper or Grouper()
    grouper.foresee(found)
    final: dict[str, Placement] = {}
    looked: float | None = None
    for number in sorted(range(len(ids)), key=lambda number: _order(found[number], number)):
        instant = found[number].instant
        looked = instant if looked is None else looked
        if instant is not None and looked is not None and instant - looked >= LOOK_EVERY:
            looked = instant
            final.update((placement.article, placement) for placement in grouper.look_again())
        final.update((one.article, one) for one in grouper.place(ids[number], found[number]).placements)
    final.update((placement.article, placement) for placement in grouper.look_again())
    return [final[id_] for id_ in ids]


def _order(features: Features, number: int) -> tuple[bool, float, int]:
    return features.instant is None, features.instant or 0.0, number
