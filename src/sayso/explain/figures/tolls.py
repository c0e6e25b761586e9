"""The tolls of a story: which of their figures stand now, and which were overtaken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sayso.explain.figures.counted import Counted, all_counted
from sayso.explain.figures.disputes import gap, moved, moves, same_value
from sayso.types import StoryArticle

MOVED_ON = timedelta(hours=6)
"""A toll is out of date when the last one is this much newer."""


@dataclass(frozen=True, slots=True)
class Tolls:
    """Where the figures of tolls that move stand, as (article, start): those that were overtaken, those that stand."""

    overtaken: frozenset[tuple[str, int]] = frozenset()
    current: frozenset[tuple[str, int]] = frozenset()


def tolls(items: Sequence[StoryArticle], groups: Sequence[Sequence[Counted]]) -> Tolls:
    """The overtaken figures of a story, of moving tolls the current ones too; reprints included."""
    old: list[Counted] = []
    last: list[Counted] = []
    for rows in groups:
        if moves(rows[0]):
            newest = max(rows, key=lambda row: row.dated)
            last.append(newest)
            old += [row for row in rows if moved(row, newest) and gap(row, newest) > MOVED_ON]
    told = list(all_counted(items))
    old += [one for one in told if _is_replaced(one)]
    return Tolls(_all_like(old, told), _all_like(last, told))


def _is_replaced(one: Counted) -> bool:
    """Whether a sentence itself calls a figure of the whole story past: "lowered to 6.5 from 6.8"."""
    return one.earlier and not one.part and one.concept is not None and one.concept.moves != "local"


def _all_like(some: Sequence[Counted], told: Sequence[Counted]) -> frozenset[tuple[str, int]]:
    """The figures that are like these; those that are called past where they stand do no harm there."""
    return frozenset(
        (one.item.article.id, one.figure.start)
        for one in told
        if not one.earlier and any(one.key == other.key and same_value(one, other) for other in some)
    )
