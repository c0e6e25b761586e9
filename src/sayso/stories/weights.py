"""How telling a term is, learnt as articles stream in, and the likeness of two weighted term sets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

BACKGROUND = 300
"""Articles that the stream is taken to have begun with, none of which holds the term: the first articles that come
would otherwise find every word of theirs common (the words of ``common_words.txt`` never get here at all)."""


class DocumentFrequencies:
    """In how many articles each term was seen."""

    __slots__ = ("_counts", "_foreseen", "_total")

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self._total = BACKGROUND
        self._foreseen = False

    def foresee(self, articles: Iterable[Iterable[int]]) -> None:
        """Counts all the articles that will come, where they are known beforehand; none is counted again."""
        for terms in articles:
            self.add(terms)
        self._foreseen = True

    def add(self, terms: Iterable[int]) -> None:
        """Counts one article's terms."""
        if self._foreseen:
            return
        self._total += 1
        counts = self._counts
        for term in terms:
            counts[term] = counts.get(term, 0) + 1

    def rarity(self, term: int) -> float:
        """The inverse document frequency of a term, as a logarithm; 0 for one that every article has."""
        return math.log(self._total / (1 + self._counts.get(term, 0)))

    def weighted(self, terms: Mapping[int, float]) -> dict[int, float]:
        """TF-IDF: each term's weight by its rarity."""
        counts, total, log = self._counts, self._total, math.log
        return {term: weight * log(total / (1 + counts.get(term, 0))) for term, weight in terms.items()}


def length(vector: Mapping[int, float]) -> float:
    """The Euclidean length of a vector."""
    return math.hypot(*vector.values())


def cosine(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """The cosine of two vectors, 0 where one is empty."""
    dot = dot_product(one, other)
    return dot / (length(one) * length(other)) if dot else 0.0


def dot_product(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """The sum over the terms that both have."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[term] for term, weight in one.items() if term in other])
