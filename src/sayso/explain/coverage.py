"""What a story's outlets lead with, and how much of it the lines leave untold.

Lines are chosen greedily by what they add to what is told already, a submodular gain (Lin and Bilmes 2011, "A class of
submodular functions for document summarization").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.explain.candidates import Candidate
from sayso.explain.terms import Vector, content_words, weighted

READ, HEADLINE = 6, -1
"""Sentences of an article that show what its outlet thinks matters, and the place of its headline before them."""
FADES = 4.0
"""Sentences after which an outlet's stress has halved."""
HALVED = 3.0
"""Days before the newest article after which its stress counts half."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """``wanted`` is how much each word of headlines and first sentences is stressed, all together 1."""

    wanted: Mapping[str, float]

    def untold(self, stems: Iterable[str], told: Collection[str]) -> float:
        """The share of what outlets lead with that a sentence tells, and that hasn't been told yet."""
        return sum(self.wanted.get(stem, 0.0) for stem in sorted(set(stems)) if stem not in told)


def coverage_of(candidates: Sequence[Candidate], vectors: Sequence[Vector], weights: Vector) -> Coverage:
    """What the outlets' own articles lead with; copies and derived articles stress nothing themselves."""
    wanted: dict[str, float] = defaultdict(float)
    titled: set[str] = set()
    for candidate, vector in zip(candidates, vectors, strict=True):
        if candidate.second_hand or candidate.place >= READ:
            continue
        article, fresh = candidate.item.article, 1 / (1 + (candidate.days / HALVED) ** 2)
        if article.id not in titled:
            titled.add(article.id)
            title = [stem for stem in content_words(article.title or "") if stem in weights]
            _add(wanted, weighted(title, weights), fresh * _stress(HEADLINE))
        _add(wanted, vector, fresh * _stress(candidate.place))
    total = sum(wanted.values()) or 1.0
    return Coverage({stem: value / total for stem, value in wanted.items()})


def _stress(place: int) -> float:
    return 1 / (1 + (place - HEADLINE) / FADES)


def _add(wanted: dict[str, float], vector: Vector, stress: float) -> None:
    for stem, value in vector.items():
        wanted[stem] += stress * value
