"""What to read next: other articles of the same story, then near ones, never two prints of one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.stories.features import Features
from sayso.stories.weights import cosine
from sayso.types import Placement

_NEAR = 0.12
"""Likeness (of words and names, without IDF) from which another story's article is near enough to be offered."""
_SAME_NAMES = 0.35


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be related to another."""

    placement: Placement
    features: Features


@dataclass(frozen=True, slots=True)
class Related:
    """A related article and why: "in this story", "earlier in this story", "same names", "similar subject"."""

    article: str
    reason: str


def related(of: Candidate, others: Iterable[Candidate], limit: int = 6) -> list[Related]:
    """The articles to offer beside one.

    Args:
        of: the article that is read.
        others: articles of its story and of near ones, in any order.
        limit: how many at most.

    Those of the same story come first, newest first; then those of other stories, nearest first. Of a family of
    copies only one is offered, and none of the article's own.
    """
    shown = {_family(of.placement)}
    offered: list[Related] = []
    pool = list(others)
    for candidate, reason in (*_same_story(of, pool), *_near(of, pool)):
        family = _family(candidate.placement)
        if family not in shown:
            shown.add(family)
            offered.append(Related(candidate.placement.article, reason))
    return offered[:limit]


def _same_story(of: Candidate, pool: Sequence[Candidate]) -> list[tuple[Candidate, str]]:
    same = [candidate for candidate in pool if candidate.placement.story == of.placement.story]
    # An original before its copies of the same time, so that it is the one to be offered.
    same.sort(
        key=lambda one: (-(one.features.instant or 0.0), one.placement.copy_of is not None, one.placement.article)
    )
    originals = {one.placement.article for one in same}
    kept = [one for one in same if one.placement.copy_of is None or one.placement.copy_of not in originals]
    return [(one, _when(of.features, one.features)) for one in kept]


def _when(of: Features, other: Features) -> str:
    if of.instant is None or other.instant is None or other.instant >= of.instant - 86_400:
        return "in this story"
    return "earlier in this story"


def _near(of: Candidate, pool: Sequence[Candidate]) -> list[tuple[Candidate, str]]:
    names, words = _names(of.features), _words(of.features)
    near: list[tuple[float, Candidate, str]] = []
    for candidate in pool:
        if candidate.placement.story == of.placement.story:
            continue
        same_names = cosine(names, _names(candidate.features))
        likeness = 0.5 * same_names + 0.5 * cosine(words, _words(candidate.features))
        if likeness >= _NEAR:
            near.append((likeness, candidate, "same names" if same_names >= _SAME_NAMES else "similar subject"))
    near.sort(key=lambda found: (-found[0], found[1].placement.article))
    return [(candidate, reason) for _, candidate, reason in near]


def _names(features: Features) -> dict[int, float]:
    return dict(zip(features.names, features.name_weights, strict=True))


def _words(features: Features) -> dict[int, float]:
    return dict(zip(features.terms, features.weights, strict=True))


def _family(placement: Placement) -> str:
    return placement.copy_of or placement.article
