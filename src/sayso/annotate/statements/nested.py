"""Reports within reports, where there is no parse: by what stands in what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.statements.overlap import holds_nothing_else, starts_within
from sayso.types import Extent, Statement, weakest


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
        if told[inner].via and holds_nothing_else(told[outer].content, _parts(told[inner]))
    }
    return tuple(replace(one, shown=one.shown and number not in alone) for number, one in enumerate(told))


def _reporters(statements: Sequence[Statement]) -> list[list[int]]:
    """For each statement those in whose unquoted words its source and its cue stand."""
    starts = [one.cue[0][0] for one in statements]
    found: list[list[int]] = [[] for _ in statements]
    for outer, other in enumerate(statements):
        if not other.source or other.kind == "direct":
            continue
        for inner, extent in starts_within(starts, other.content):
            if inner != outer and _stands_in(statements[inner], extent):
                found[inner].append(outer)
    return found


def _stands_in(one: Statement, extent: Extent) -> bool:
    low, high = extent
    return bool(one.source) and low <= one.source[0][0] and max(one.source[0][1], one.cue[0][1]) <= high


def _told_by(reporters: Sequence[Statement], one: Statement) -> Statement:
    names = tuple(other.speaker for other in reporters if other.speaker and other.speaker != one.speaker)
    return replace(
        one, via=(*names, *one.via), firmness=weakest(one.firmness, *(other.firmness for other in reporters))
    )


def _parts(one: Statement) -> tuple[Extent, ...]:
    return (*one.source, *one.cue, *one.content)
