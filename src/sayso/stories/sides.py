"""Two sides, an article or a story each, and the clues to whether both tell of one chain of events.

Articles are vectors of unit length in TF-IDF (words, names, title), and a story is the sum of its articles'. So the
mean cosine between two sides' articles, and that within a side, come from sums alone (average linkage, Sokal and
Michener 1958, in constant time). Look-alikes are told by what average likeness hides: *telling names*, those that
most articles of one side hold and none of the other (another quake's province, another player's name).
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.stories.features import Features
from sayso.stories.rules import Mark
from sayso.stories.weights import DocumentFrequencies, dot_product

_DAY = 86_400.0
_TELLING = 6
_OF_ARTICLE = 100
"""Of an article's terms so many are compared. B3 F1 with all 160 is the same, at 1.4 times the cost."""
_TERMS, _NAMES, _TITLE = 400, 200, 100
"""Of a story's sums so many are kept."""
_COHESION_UNKNOWN = 0.6
_LEAST_COHESION = 0.01
"""Texts without a word have no likeness even to each other."""
_MOST_RATIO = 2.0

CLUES = (
    "cosine of words",
    "mean cosine of words",
    "mean cosine of words by the mean of those within",
    "mean cosine of words by the larger of those within",
    "cosine of names",
    "mean cosine of names",
    "cosine of titles",
    "telling names missed, the more",
    "telling names missed, the less",
    "strongest telling name missed, the less",
    "strongest telling name missed, the more",
    "logarithm of the days between",
    "no days known",
    "logarithm of the sizes' product",
    "logarithm of the smaller size",
    "two single articles",
)
CLUES_ACROSS = (*CLUES, "cosine of vectors", "vectors known")
"""Where words don't meet. Within a language vectors add nothing (vimds B3 F1 .958 with and without)."""


@dataclass(slots=True)
class Sum:
    """Vectors of unit length added up, and the square of the sum's length."""

    weights: dict[int, float] = field(default_factory=dict)
    squared: float = 0.0

    def add(self, other: Sum, limit: int) -> None:
        """Adds another sum, and keeps the heaviest terms."""
        self.squared += other.squared + 2 * dot_product(self.weights, other.weights)
        mine = self.weights
        for term, weight in other.weights.items():
            mine[term] = mine.get(term, 0.0) + weight
        if len(mine) > limit * 5 // 4:  # a quarter too many, so that it is seldom done
            self.weights = heaviest(mine, limit)

    def copy(self) -> Sum:
        """One that can be added to."""
        return Sum(dict(self.weights), self.squared)


@dataclass(slots=True)
class Side:
    """What is known of an article or a story when it is compared. Holds sums alone, never texts.

    Attributes:
        articles: how many.
        terms, names, title: their unit vectors added up.
        held_by: in how many of the articles each name stands.
        telling: its heaviest names that most of its articles hold: (name, weight).
        first, last: publication times, None where no article has one.
        languages: as far as known.
        marks: where its articles stand in rules that keep some apart.
        vector: the sum of its articles' vectors, as far as they have any.
    """

    articles: int
    terms: Sum
    names: Sum
    title: Sum
    held_by: dict[int, int]
    telling: tuple[tuple[int, float], ...]
    first: float | None
    last: float | None
    languages: frozenset[str]
    marks: frozenset[Mark] = frozenset()
    vector: array[float] | None = None

    @property
    def cohesion(self) -> float | None:
        """The mean cosine of its articles to each other, None for a single one."""
        if self.articles < 2:
            return None
        return (self.terms.squared - self.articles) / (self.articles * (self.articles - 1))

    def add(self, other: Side) -> None:
        """Takes the other side's articles in."""
        self.terms.add(other.terms, _TERMS)
        self.names.add(other.names, _NAMES)
        self.title.add(other.title, _TITLE)
        self.articles += other.articles
        held_by = self.held_by
        for name, count in other.held_by.items():
            held_by[name] = held_by.get(name, 0) + count
        # A name that neither is telling already nor comes anew can't have risen.
        self.telling = _telling(self, {name for name, _ in self.telling}.union(other.names.weights))
        self.first = _earlier(self.first, other.first)
        self.last = _later(self.last, other.last)
        self.languages |= other.languages
        self.marks |= other.marks
        self.vector = _both(self.vector, other.vector)

    def copy(self) -> Side:
        """One that can be added to."""
        return Side(
            self.articles,
            self.terms.copy(),
            self.names.copy(),
            self.title.copy(),
            dict(self.held_by),
            self.telling,
            self.first,
            self.last,
            self.languages,
            self.marks,
            self.vector,
        )


def side_of(features: Features, frequencies: DocumentFrequencies, marks: frozenset[Mark] = frozenset()) -> Side:
    """One article's side, with today's rarities."""
    names = _unit(frequencies.weighted(features.names, features.name_weights))
    side = Side(
        articles=1,
        terms=_unit(heaviest(frequencies.weighted(features.terms, features.weights), _OF_ARTICLE)),
        names=names,
        title=_unit(frequencies.weighted(features.title, [1.0] * len(features.title))),
        held_by=dict.fromkeys(names.weights, 1),
        telling=(),
        first=features.instant,
        last=features.instant,
        languages=frozenset((features.language,)) if features.language else frozenset(),
        marks=marks,
        vector=None if features.vector is None else array("f", features.vector),
    )
    side.telling = _telling(side, names.weights)
    return side


def united(one: Side, other: Side) -> Side:
    """A new side with the articles of both."""
    larger, smaller = (one, other) if one.articles >= other.articles else (other, one)
    both = larger.copy()
    both.add(smaller)
    return both


def across_languages(one: Side, other: Side) -> bool:
    """Whether the sides are known to have no language in common, so that their words can't meet."""
    return bool(one.languages) and bool(other.languages) and not one.languages & other.languages


def days_between(one: Side, other: Side) -> float | None:
    """Days from the end of the earlier side to the begin of the later, 0 where they overlap; None without dates."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    return max(0.0, one.first - other.last, other.first - one.last) / _DAY


def mean_cosine(one: Side, other: Side) -> float:
    """The mean cosine of words between the articles of two sides."""
    return dot_product(one.terms.weights, other.terms.weights) / (one.articles * other.articles)


def clues(one: Side, other: Side, mean: float) -> list[float]:
    """The clues, in the order of :data:`CLUES`; the same whichever side comes first. ``mean`` is their mean cosine."""
    pairs = one.articles * other.articles
    within = [max(_LEAST_COHESION, side.cohesion) for side in (one, other) if side.cohesion is not None]
    missed, strongest = _missed(one, other)
    missed_too, strongest_too = _missed(other, one)
    days = days_between(one, other)
    names = dot_product(one.names.weights, other.names.weights)
    return [
        _cosine(mean * pairs, one.terms, other.terms),
        mean,
        min(_MOST_RATIO, mean * len(within) / sum(within)) if within else _COHESION_UNKNOWN,
        min(_MOST_RATIO, mean / max(within)) if within else _COHESION_UNKNOWN,
        _cosine(names, one.names, other.names),
        names / pairs,
        _cosine(dot_product(one.title.weights, other.title.weights), one.title, other.title),
        max(missed, missed_too),
        min(missed, missed_too),
        min(strongest, strongest_too),
        max(strongest, strongest_too),
        math.log1p(days or 0.0),
        float(days is None),
        math.log(pairs),
        math.log(min(one.articles, other.articles)),
        float(not within),
    ]


def clues_across(one: Side, other: Side, mean: float) -> list[float]:
    """The clues where sides have no language in common, in the order of :data:`CLUES_ACROSS`."""
    known = one.vector is not None and other.vector is not None
    return [*clues(one, other, mean), _cosine_of_vectors(one.vector, other.vector), float(known)]


def _missed(one: Side, other: Side) -> tuple[float, float]:
    """How much of one's telling names the other's articles lack, and the weight of the strongest that most lack."""
    total = missed = strongest = 0.0
    held_by, articles = other.held_by, other.articles
    for name, weight in one.telling:
        held = held_by.get(name, 0) / articles
        total += weight
        missed += weight * (1 - held)
        strongest = max(strongest, weight * (1 - 2 * held))
    return (missed / total if total else 0.0), strongest


def _telling(side: Side, among: Iterable[int]) -> tuple[tuple[int, float], ...]:
    weights, held_by, squared = side.names.weights, side.held_by, side.articles * side.articles
    ranked = [(weights[name] * held_by[name] / squared, name) for name in among if name in weights]
    return tuple((name, weight) for weight, name in heapq.nlargest(_TELLING, ranked))


def heaviest(weights: Mapping[int, float], count: int) -> dict[int, float]:
    """The heaviest terms, heaviest first."""
    return {term: -weight for weight, term in sorted([(-weight, term) for term, weight in weights.items()])[:count]}


def _unit(weighted: Mapping[int, float]) -> Sum:
    size = math.hypot(*weighted.values())
    return Sum({term: weight / size for term, weight in weighted.items()}, 1.0) if size else Sum()


def _cosine(dot: float, one: Sum, other: Sum) -> float:
    return dot / math.sqrt(one.squared * other.squared) if dot and one.squared and other.squared else 0.0


def _both(one: array[float] | None, other: array[float] | None) -> array[float] | None:
    if one is None or other is None:
        return other if one is None else one
    return array("f", map(float.__add__, one, other))


def _cosine_of_vectors(one: array[float] | None, other: array[float] | None) -> float:
    if one is None or other is None:
        return 0.0
    sizes = math.hypot(*one) * math.hypot(*other)
    return sum(map(float.__mul__, one, other)) / sizes if sizes else 0.0


def _earlier(one: float | None, other: float | None) -> float | None:
    return min((instant for instant in (one, other) if instant is not None), default=None)


def _later(one: float | None, other: float | None) -> float | None:
    return max((instant for instant in (one, other) if instant is not None), default=None)
