"""A second look at stories that changed: which of them are one.

Agglomeration, surest first (the two stories with the best odds become one, then the odds of the union are asked anew),
among pairs that the index offers. An article that comes finds stories of one or two articles and can't tell a follow-up
from a look-alike; when the stories have grown, their telling names can.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sayso.stories.sides import Side, united

Odds = Callable[[Side, Side], float]
Pair = tuple[float, int, int]
"""Log-odds and the numbers of two stories."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a union must keep to.

    Attributes:
        least: log-odds from which two stories become one.
        roomy: a union of more articles than this needs more: a story that grows without end is a lump.
        steeper: how much more, for each time that it is e times as large.
        largest: no union has more articles; what would still join is the next chapter.
    """

    least: float = -0.25
    roomy: int = 30
    steeper: float = 1.0
    largest: int = 100

    def needed(self, articles: int) -> float:
        """The log-odds that a union of so many articles needs."""
        return self.least + self.steeper * math.log(max(1.0, articles / self.roomy))


@dataclass(frozen=True, slots=True)
class Unions:
    """What agglomeration found, by the numbers of stories: unions in order (into, gone), ``into`` the smaller number,
    and pairs (earlier, later) that would be one story if that weren't too large.
    """

    made: list[tuple[int, int]]
    chapters: list[tuple[int, int]]


def agglomerated(sides: Mapping[int, Side], pairs: Iterable[Pair], odds: Odds, limits: Limits) -> Unions:
    """The unions to make.

    Args:
        sides: stories by number, older ones with smaller numbers. They aren't changed.
        pairs: which of them may be one, with the odds.
        odds: asks for those of a union.
        limits: which unions are made.
    """
    known = dict(sides)
    beside: dict[int, set[int]] = {}
    heap: list[tuple[float, int, int, int, int]] = []
    age = dict.fromkeys(known, 0)
    chapters: set[tuple[int, int]] = set()

    def offer(chance: float, one: int, other: int) -> None:
        size = known[one].articles + known[other].articles
        first, second = min(one, other), max(one, other)
        if size <= limits.largest and chance >= limits.needed(size):
            heapq.heappush(heap, (-chance, first, second, age[first], age[second]))
        elif chance >= limits.least and size > limits.roomy:
            chapters.add((first, second))

    for chance, one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
        offer(chance, one, other)
    made = []
    while heap:
        _, into, gone, into_age, gone_age = heapq.heappop(heap)
        if age.get(into) != into_age or age.get(gone) != gone_age:
            continue
        made.append((into, gone))
        known[into] = united(known[into], known.pop(gone))
        del age[gone]
        age[into] += 1
        beside[into] = {other for other in beside[into] | beside.pop(gone) if other in known} - {into, gone}
        for other in sorted(beside[into]):
            beside[other].discard(gone)
            beside[other].add(into)
            offer(odds(known[into], known[other]), into, other)
    return Unions(made, sorted(pair for pair in chapters if known.keys() >= set(pair)))
