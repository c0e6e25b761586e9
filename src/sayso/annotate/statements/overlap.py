"""What two sets of extents share."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.types import Extent


def shared(one: Sequence[Extent], other: Sequence[Extent]) -> int:
    """The characters that stand in both."""
    return sum(max(0, min(end, e) - max(start, s)) for start, end in one for s, e in other)


def likeness(one: Sequence[Extent], other: Sequence[Extent]) -> float:
    """Jaccard index of their characters."""
    both = shared(one, other)
    return both / (sum(e - s for s, e in (*one, *other)) - both) if both else 0.0
