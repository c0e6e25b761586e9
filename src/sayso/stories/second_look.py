"""A second look at stories that changed: which of them are one.

Agglomeration, surest first (the two stories with the best odds become one, then the odds of the union are asked anew),
among pairs that the index offers. An article that comes finds stories of one or two articles and can't tell a follow-up
from a look-alike; when the stories have grown, their telling names can.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

from sayso.stories.sides import Side, united

Odds = Callable[[Side, Side], float]
Pair = tuple[float, int, int]
"""Log-odds and the numbers of two stories."""


def agglomerated(
    sides: Mapping[int, Side], pairs: Iterable[Pair], odds: Odds, least: float, largest: int
) -> list[tuple[int, int]]:
    """The unions to make, in order: (into, gone), ``into`` the smaller number.

    Args:
        sides: stories by number, older ones with smaller numbers. They aren't changed.
        pairs: which of them may be one, with the odds.
        odds: asks for those of a union.
        least: no union below these odds.
        largest: no union of more articles.
    """
    known = dict(sides)
    beside: dict[int, set[int]] = {}
    heap: list[tuple[float, int, int, int, int]] = []
    age = dict.fromkeys(known, 0)

    def offer(chance: float, one: int, other: int) -> None:
        if chance >= least and known[one].articles + known[other].articles <= largest:
            first, second = min(one, other), max(one, other)
            heapq.heappush(heap, (-chance, first, second, age[first], age[second]))

    for chance, one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
        offer(chance, one, other)
    unions = []
    while heap:
        _, into, gone, into_age, gone_age = heapq.heappop(heap)
        if age.get(into) != into_age or age.get(gone) != gone_age:
            continue
        unions.append((into, gone))
        known[into] = united(known[into], known.pop(gone))
        del age[gone]
        age[into] += 1
        beside[into] = {other for other in beside[into] | beside.pop(gone) if other in known} - {into, gone}
        for other in sorted(beside[into]):
            beside[other].discard(gone)
            beside[other].add(into)
            offer(odds(known[into], known[other]), into, other)
    return unions
