"""How telling a term is, learnt as articles stream in, and the likeness of two weighted term sets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.stories.load import load

BACKGROUND = 300
"""Articles that the stream is taken to have begun with, none of which holds the term: the first articles that come
would otherwise find every word of theirs common (the words of ``common_words.txt`` never get here at all)."""


_SLOTS = 1 << 21
"""Counts are kept by a term's lower bits, in 8 MB whatever comes: a million articles have about as many terms, and two
rare ones that share a slot both stay rare."""


class DocumentFrequencies:
    """In how many articles each term was seen."""

    __slots__ = ("_foreseen", "counts", "total")

    def __init__(self) -> None:
        np = load()
        self.counts = np.zeros(_SLOTS, dtype=np.int32)
        self.total = BACKGROUND
        self._foreseen = False

    def foresee(self, articles: Iterable[Sequence[int]]) -> None:
        """Counts all the articles that will come, where they are known beforehand; none is counted again."""
        for terms in articles:
            self.add(terms)
        self._foreseen = True

    def add(self, terms: Sequence[int]) -> None:
        """Counts one article's terms, each of which it has once."""
        if self._foreseen:
            return
        self.total += 1
        load().add.at(self.counts, _slots(terms), 1)

    def weighted(self, terms: Sequence[int], weights: Sequence[float]) -> dict[int, float]:
        """TF-IDF: each term's weight by its rarity, the logarithm of its inverse document frequency (0 for a term that
        every article has).
        """
        np = load()
        rarities = np.log(self.total / (1 + self.counts[_slots(terms)]))
        return dict(zip(terms, (rarities * np.asarray(weights)).tolist(), strict=True))


def _slots(terms: Sequence[int]) -> Any:
    np = load()
    return np.asarray(terms, dtype=np.uint32) & np.uint32(_SLOTS - 1)


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
