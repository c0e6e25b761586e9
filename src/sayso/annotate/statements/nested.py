"""Reports within reports, where there is no parse: by what stands in what."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from sayso.types import Statement, weakest

_NOTHING_ELSE = 0.75
"""Share of a report from which on it holds nothing but the statement that it reports, as for English."""


def with_reporters(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements in the order of their cues, each with who reports it, and no firmer than they are; a report that says
    nothing but what somebody else says isn't shown.
    """
    reporters = _reporters(statements)
    told = [_told_by([statements[i] for i in outers], statements[inner]) for inner, outers in enumerate(reporters)]
    alone = {
        outer
        for inner, outers in enumerate(reporters)
        for outer in outers
        if told[inner].via and _shared(told[inner], told[outer]) >= _NOTHING_ELSE * _length(told[outer])
    }
    return tuple(replace(one, shown=one.shown and number not in alone) for number, one in enumerate(told))


def _reporters(statements: Sequence[Statement]) -> list[list[int]]:
    """For each statement those in whose unquoted words its source and its cue stand."""
    starts = [one.cue[0][0] for one in statements]
    found: list[list[int]] = [[] for _ in statements]
    for outer, other in enumerate(statements):
        if not other.source or other.kind == "direct":
            continue
        for low, high in other.content:
            for inner in range(bisect.bisect_left(starts, low), bisect.bisect_left(starts, high)):
                if inner != outer and _stands_in(statements[inner], low, high):
                    found[inner].append(outer)
    return found


def _stands_in(one: Statement, low: int, high: int) -> bool:
    return bool(one.source) and low <= one.source[0][0] and max(one.source[0][1], one.cue[0][1]) <= high


def _told_by(reporters: Sequence[Statement], one: Statement) -> Statement:
    names = tuple(other.speaker for other in reporters if other.speaker and other.speaker != one.speaker)
    return replace(one, via=names, firmness=weakest(one.firmness, *(other.firmness for other in reporters)))


def _shared(inner: Statement, outer: Statement) -> int:
    """The characters of a report in which what it reports stands, with its source and cue."""
    extents = (*inner.source, *inner.cue, *inner.content)
    low, high = min(start for start, _ in extents), max(end for _, end in extents)
    return sum(max(0, min(high, end) - max(low, start)) for start, end in outer.content)


def _length(one: Statement) -> int:
    return sum(end - start for start, end in one.content)
