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

_RATIO = 3
"""A segment is merged with the one before it unless that is so many times as long."""


class DocumentFrequencies:
    """In how many articles each term was seen.

    Args:
        kept: whether :meth:`settle` will be called.
    """

    __slots__ = ("_foreseen", "_fresh", "_kept", "_segments", "counts", "total")

    def __init__(self, *, kept: bool = False) -> None:
        np = load()
        self.counts = np.zeros(_SLOTS, dtype=np.int32)
        self.total = BACKGROUND
        self._foreseen = False
        self._kept = kept
        self._fresh: list[Any] = []
        self._segments: list[Any] = []

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
        slots = _slots(terms)
        load().add.at(self.counts, slots, 1)
        if self._kept:
            self._fresh.append(slots)

    def weighted(self, terms: Sequence[int], weights: Sequence[float]) -> dict[int, float]:
        """TF-IDF: each term's weight by its rarity, the logarithm of its inverse document frequency (0 for a term that
        every article has).
        """
        np = load()
        rarities = np.log(self.total / (1 + self.counts[_slots(terms)]))
        return dict(zip(terms, (rarities * np.asarray(weights)).tolist(), strict=True))

    # -- kept segments: sorted slots with what is to be added to each, in 64 bits

    def load(self, total: int, segments: Iterable[bytes]) -> None:
        """Takes what was kept."""
        np = load()
        self.total = total
        self._segments = [np.frombuffer(segment, dtype="<u8") for segment in segments]
        for segment in self._segments:
            self.counts[segment >> np.uint64(32)] += (segment & np.uint64(0xFFFF_FFFF)).astype(np.int32)

    def settle(self) -> tuple[int, list[bytes]]:
        """What was counted since, as a segment: (how many segments stay as they were, those after them)."""
        stay = len(self._segments)
        if not self._fresh:
            return stay, []
        np = load()
        slots, counts = np.unique(np.concatenate(self._fresh).astype(np.uint64), return_counts=True)
        self._fresh.clear()
        merged = slots << np.uint64(32) | counts.astype(np.uint64)
        while stay and len(self._segments[stay - 1]) < _RATIO * len(merged):
            stay -= 1
            merged = _added(merged, self._segments[stay])
        self._segments[stay:] = [merged]
        return stay, [merged.astype("<u8").tobytes()]


def _added(one: Any, other: Any) -> Any:
    """Two segments as one."""
    np = load()
    both = np.sort(np.concatenate((one, other)), kind="stable")
    slots = both >> np.uint64(32)
    starts = np.flatnonzero(np.diff(slots, prepend=slots[:1] + np.uint64(1)))
    counts = np.add.reduceat(both & np.uint64(0xFFFF_FFFF), starts)
    return slots[starts] << np.uint64(32) | counts


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
    return sum([one[term] * other[term] for term in one.keys() & other.keys()])
