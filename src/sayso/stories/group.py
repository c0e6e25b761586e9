"""Many articles at once: the filter ``sayso group``."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.stories.cluster import Grouper
from sayso.stories.features import Features, features_of
from sayso.types import Article, Placement

LOOK_EVERY = 3 * 86_400.0
"""Seconds of the articles' own time between two second looks."""


def group(articles: Sequence[Article], names: Sequence[Sequence[str] | None] | None = None) -> list[Placement]:
    """A placement for each article, in the order given.

    They are placed in order of publication (those without a time last, as they come), so what was printed first is
    the original whatever the order of the input. Two articles under one id are placed once.

    Args:
        articles: any number of articles.
        names: for each the names in it, or None where they are to be found by capitals.
    """
    given = names if names is not None else [None] * len(articles)
    found = [features_of(article, of_it) for article, of_it in zip(articles, given, strict=True)]
    return group_features([article.id for article in articles], found)


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
