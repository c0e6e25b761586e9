"""What two sets of extents share, and what stands in what."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from sayso.types import Extent


def shared(one: Sequence[Extent], other: Sequence[Extent]) -> int:
    """The characters that stand in both."""
    return sum(min(end, e) - max(start, s) for start, end in one for s, e in other if s < end and start < e)


def likeness(one: Sequence[Extent], other: Sequence[Extent]) -> float:
    """Jaccard index of their characters."""
    both = shared(one, other)
    return both / (sum(e - s for s, e in (*one, *other)) - both) if both else 0.0


NOTHING_ELSE = 0.75
"""Share of a report from which on it holds nothing but the statement that it reports."""


def holds_nothing_else(report: Sequence[Extent], parts: Sequence[Extent]) -> bool:
    """Whether a report's content is little more than what lies from the first to the last of a statement's parts."""
    low, high = min(start for start, _ in parts), max(end for _, end in parts)
    return shared(report, [(low, high)]) >= NOTHING_ELSE * sum(end - start for start, end in report)


def starts_within(starts: Sequence[int], content: Sequence[Extent]) -> Iterator[tuple[int, Extent]]:
    """The numbers of those of the sorted places that lie in a content, each with the extent that it lies in."""
    for low, high in content:
        for number in range(bisect.bisect_left(starts, low), bisect.bisect_left(starts, high)):
            yield number, (low, high)
