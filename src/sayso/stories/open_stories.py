"""The stories that an article may still join: an inverted index over them, and how well an article fits each.

One pass over the stream with an inverted index (Allan et al. 1998, "On-line new event detection and tracking"; Miranda
et al. 2018, "Multilingual clustering of streaming news"); what decides is trained (:mod:`sayso.stories.decision`).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.stories.decision import Judge, trained_decision
from sayso.stories.features import Features
from sayso.stories.rules import Mark, clash
from sayso.stories.sides import Side, days_between, mean_cosine, side_of
from sayso.stories.weights import DocumentFrequencies

_DAY = 86_400.0
NEVER = -1e9
"""Log-odds that nothing outweighs."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """What decides whether an article joins a story (docs/design-notes.md has the sensitivity of each).

    Attributes:
        join: log-odds from which an article joins at once; below, it begins a story that is looked at again.
        merge: log-odds from which the second look makes two stories one.
        query_terms: of an article so many of its heaviest terms are looked up.
        candidates: so many stories that share most of them are measured by words, the ``judged`` nearest judged.
        crowd: a term that stands in more stories than this finds nobody.
        idle_days: nothing joins a story without news for so long.
        largest: no merge makes a story of more articles.
    """

    join: float = 2.0
    merge: float = -0.25
    query_terms: int = 30
    candidates: int = 12
    judged: int = 6
    crowd: int = 400
    idle_days: float = 60.0
    largest: int = 100


class OpenStories:
    """An inverted index over the open stories."""

    __slots__ = ("_decision", "_frequencies", "_posted", "_postings", "_sides", "tuning")

    def __init__(self, tuning: Tuning, decision: Judge | None = None) -> None:
        self.tuning = tuning
        self._decision = decision or trained_decision()
        self._frequencies = DocumentFrequencies()
        self._sides: dict[str, Side] = {}
        self._posted: dict[str, set[int]] = {}
        self._postings: dict[int, list[str]] = {}

    def foresee(self, coming: Iterable[Features]) -> None:
        """Learns how rare each term is from all the articles that will come."""
        self._frequencies.foresee(features.terms for features in coming)

    def measured(self, features: Features, marks: frozenset[Mark] = frozenset()) -> Side:
        """An article as it is compared with stories; ``marks`` are its places in rules."""
        return side_of(features, self._frequencies, marks)

    def side(self, story: str) -> Side | None:
        """An open story, None for another."""
        return self._sides.get(story)

    def best(self, side: Side, leaning: Mapping[str, float]) -> tuple[str, float] | None:
        """The story that fits an article best, with the log-odds of it, or None when none fits at all.

        Args:
            side: the article's.
            leaning: stories that share passages with the article, and what that adds to their log-odds.
        """
        fits = [(odds + leaning.get(story, 0.0), story) for odds, story, _ in self.near(side, leaning)]
        fit, story = max(fits, default=(NEVER, ""))
        return (story, fit) if story else None

    def near(self, side: Side, also: Iterable[str] = (), but: str = "") -> list[tuple[float, str, Side]]:
        """The open stories nearest to a side: (log-odds of being one story with it, id, side).

        Args:
            side: an article's or a story's.
            also: stories to be judged whatever the index says.
            but: a story that is left out.
        """
        found = [story for story in self._candidates(side) if story != but]
        means = {story: mean_cosine(side, self._sides[story]) for story in found}
        judged = heapq.nsmallest(self.tuning.judged, found, key=lambda story: (-means[story], story))
        judged += [story for story in also if story in self._sides and story not in judged]
        return [
            (self.log_odds(side, known, means.get(story)), story, known)
            for story, known in ((story, self._sides[story]) for story in judged)
        ]

    def log_odds(self, one: Side, other: Side, mean: float | None = None) -> float:
        """Of two sides being one story; none joins against a rule, or over more than ``idle_days``."""
        if (days_between(one, other) or 0.0) > self.tuning.idle_days or clash(one.marks, other.marks):
            return NEVER
        return self._decision.log_odds(one, other, mean)

    def add(self, story: str, features: Features, side: Side) -> None:
        """Takes an article into a story, which begins with it if it isn't open. ``side`` is used up."""
        self._frequencies.add(features.terms)
        terms = _heaviest(side.terms.weights, self.tuning.query_terms)
        known = self._sides.get(story)
        if known is None:
            self._sides[story] = side
        else:
            known.add(side)
        self._post(story, terms)

    def unite(self, into: str, gone: str) -> None:
        """Makes two stories one; of one that is closed already nothing is left to be added."""
        side = self._sides.get(gone)
        if side is None:
            return
        terms = self._withdraw(gone)
        del self._sides[gone]
        if into in self._sides:
            self._sides[into].add(side)
        else:
            self._sides[into] = side
        self._post(into, terms)

    def close_idle(self, now: float) -> None:
        """Takes the stories out that had no news for ``idle_days``: nothing joins them any more."""
        limit = now - self.tuning.idle_days * _DAY
        for story in [name for name, side in self._sides.items() if side.last is not None and side.last < limit]:
            self._withdraw(story)
            del self._sides[story]

    def _post(self, story: str, terms: Iterable[int]) -> None:
        posted = self._posted.setdefault(story, set())
        for term in terms:
            if term not in posted:
                posted.add(term)
                self._postings.setdefault(term, []).append(story)

    def _withdraw(self, story: str) -> list[int]:
        """Takes a story out of the index; the terms that it stood under."""
        posted = sorted(self._posted.pop(story))
        for term in posted:
            stories = self._postings[term]
            stories.remove(story)
            if not stories:
                del self._postings[term]
        return posted

    def _candidates(self, side: Side) -> list[str]:
        votes: dict[str, float] = {}
        weights = side.terms.weights
        for term in _heaviest(weights, self.tuning.query_terms):
            stories = self._postings.get(term, ())
            if len(stories) <= self.tuning.crowd:
                weight = weights[term]
                for story in stories:
                    votes[story] = votes.get(story, 0.0) + weight
        ranked = heapq.nsmallest(self.tuning.candidates, votes.items(), key=lambda item: (-item[1], item[0]))
        return [story for story, _ in ranked]


def _heaviest(weights: Mapping[int, float], count: int) -> list[int]:
    if len(weights) <= count:
        return list(weights)
    return [term for _, term in sorted([(-weight, term) for term, weight in weights.items()])[:count]]
