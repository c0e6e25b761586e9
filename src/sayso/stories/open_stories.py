"""The stories that an article may still join, and how well it fits each.

Likeness is TF-IDF over words and over names, faded by the time since the story's nearest news (Allan et al. 1998,
"On-line new event detection and tracking"; Miranda et al. 2018, "Multilingual clustering of streaming news").
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.stories.features import Features
from sayso.stories.weights import DocumentFrequencies, dot_product, length

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Tuning:
    """What decides whether an article joins a story (docs/design-notes.md has the sensitivity of each)."""

    join: float = 0.24
    names: float = 0.4
    names_across: float = 0.9
    fade_days: float = 14.0
    lasting: float = 0.45
    undated: float = 0.85
    query_terms: int = 30
    candidates: int = 12
    story_terms: int = 400
    crowd: int = 400
    idle_days: float = 60.0


@dataclass(slots=True)
class _Sum:
    """What a story's articles speak of, added up.

    ``size`` is the vector's TF-IDF length when an article last came: measured then and not at every comparison, which
    would cost five times the comparison itself. Rarities hardly move in between.
    """

    weights: dict[int, float] = field(default_factory=dict)
    size: float = 0.0

    def add(self, weights: Mapping[int, float], frequencies: DocumentFrequencies, limit: int) -> None:
        """Adds an article's weights, and keeps the heaviest terms."""
        mine = self.weights
        for term, weight in weights.items():
            mine[term] = mine.get(term, 0.0) + weight
        _trim(mine, limit)
        self.size = length(frequencies.weighted(mine))

    def likeness(self, query: _Query) -> float:
        """Cosine of the sum and an article's vector."""
        dot = dot_product(query.squared, self.weights)
        return dot / (query.size * self.size) if dot and query.size and self.size else 0.0


@dataclass(frozen=True, slots=True)
class _Query:
    """An article's vector with the rarity of each term taken twice, so that a story's sum needs none."""

    weighted: dict[int, float]
    squared: dict[int, float]
    size: float


@dataclass(slots=True)
class _Story:
    """The sums that likeness is measured against."""

    terms: _Sum = field(default_factory=_Sum)
    names: _Sum = field(default_factory=_Sum)
    posted: set[int] = field(default_factory=set)
    first: float | None = None
    last: float | None = None
    languages: set[str] = field(default_factory=set)


class OpenStories:
    """An inverted index over the open stories."""

    __slots__ = ("_frequencies", "_postings", "_stories", "tuning")

    def __init__(self, tuning: Tuning) -> None:
        self.tuning = tuning
        self._frequencies = DocumentFrequencies()
        self._stories: dict[str, _Story] = {}
        self._postings: dict[int, list[str]] = {}

    def foresee(self, coming: Iterable[Features]) -> None:
        """Learns how rare each term is from all the articles that will come."""
        self._frequencies.foresee(features.terms for features in coming)

    def best(self, features: Features, leaning: Mapping[str, float]) -> tuple[str, float] | None:
        """The story that fits best, with how well, or None when none fits well enough.

        Args:
            leaning: stories that share passages with the article, and what that adds to their likeness.
        """
        terms = self._query(features.terms, features.weights)
        names = self._query(features.names, features.name_weights)
        fits = [
            (self._fit(self._stories[story], features, terms, names) + leaning.get(story, 0.0), story)
            for story in self._candidates(terms.weighted, leaning)
        ]
        fit, story = max(fits, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
        return (story, fit) if fit >= self.tuning.join else None

    def add(self, story: str, features: Features) -> None:
        """Takes an article into a story, which begins with it if it isn't open."""
        terms = dict(zip(features.terms, features.weights, strict=True))
        self._frequencies.add(terms)
        known = self._stories.setdefault(story, _Story())
        known.terms.add(terms, self._frequencies, self.tuning.story_terms)
        names = dict(zip(features.names, features.name_weights, strict=True))
        known.names.add(names, self._frequencies, self.tuning.story_terms)
        known.languages.add(features.language)
        if features.instant is not None:
            known.first = features.instant if known.first is None else min(known.first, features.instant)
            known.last = features.instant if known.last is None else max(known.last, features.instant)
        self._post(story, known, terms)

    def close_idle(self, now: float) -> None:
        """Takes the stories out that had no news for ``idle_days``: nothing joins them any more."""
        limit = now - self.tuning.idle_days * _DAY
        for story in [name for name, known in self._stories.items() if known.last is not None and known.last < limit]:
            for term in self._stories.pop(story).posted:
                stories = self._postings[term]
                stories.remove(story)
                if not stories:
                    del self._postings[term]

    def _post(self, story: str, known: _Story, terms: dict[int, float]) -> None:
        for term in _heaviest(self._frequencies.weighted(terms), self.tuning.query_terms):
            if term not in known.posted:
                known.posted.add(term)
                self._postings.setdefault(term, []).append(story)

    def _candidates(self, terms: dict[int, float], leaning: Mapping[str, float]) -> list[str]:
        votes: dict[str, float] = {}
        for term in _heaviest(terms, self.tuning.query_terms):
            stories = self._postings.get(term, ())
            if len(stories) > self.tuning.crowd:
                continue
            for story in stories:
                votes[story] = votes.get(story, 0.0) + terms[term]
        ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[: self.tuning.candidates]
        found = [story for story, _ in ranked]
        return found + [story for story in leaning if story in self._stories and story not in found]

    def _query(self, terms: Sequence[int], weights: Sequence[float]) -> _Query:
        weighted = self._frequencies.weighted(dict(zip(terms, weights, strict=True)))
        squared = {term: weight * self._frequencies.rarity(term) for term, weight in weighted.items()}
        return _Query(weighted, squared, length(weighted))

    def _fit(self, story: _Story, features: Features, terms: _Query, names: _Query) -> float:
        likeness = story.terms.likeness(terms)
        if names.size and story.names.size:
            share = self.tuning.names if features.language in story.languages else self.tuning.names_across
            likeness = (1 - share) * likeness + share * story.names.likeness(names)
        return likeness * self._fade(story, features.instant)

    def _fade(self, story: _Story, instant: float | None) -> float:
        if instant is None or story.last is None or story.first is None:
            return self.tuning.undated
        days = max(0.0, instant - story.last, story.first - instant) / _DAY
        if days > self.tuning.idle_days:
            return 0.0
        return self.tuning.lasting + (1 - self.tuning.lasting) * math.exp(-days / self.tuning.fade_days)


def _heaviest(terms: dict[int, float], count: int) -> list[int]:
    if len(terms) <= count:
        return list(terms)
    return [term for _, term in sorted([(-weight, term) for term, weight in terms.items()])[:count]]


def _trim(weights: dict[int, float], limit: int) -> None:
    """Keeps the heaviest terms, once there are a quarter too many (so that it is seldom done)."""
    if len(weights) > limit * 5 // 4:
        kept = _heaviest(weights, limit)
        for term in set(weights).difference(kept):
            del weights[term]
