"""How much of two texts is the same passage: shingles of three words, chained along both texts.

Containment of shingles (Broder 1997) counts scattered hits; a copy shows in *chains*: hits that go forward by about
the same step in both texts, bridged over a few changed words. A reprint with every eighth word changed by a scanner
or an editor has a 3-shingle containment of .55 and a chained coverage of .95; two reports that quote one speech have
short chains only.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from sayso.stories.features import Features, shingles

BRIDGE = 12
"""A chain survives this many changed words: fewer loses scans, more joins separate quotes."""
_SLIP = 4
"""How far the two texts may drift apart within a bridge."""
_LOOK_BACK = 3
"""A stray hit on another line doesn't end a chain: a run may join one of the last three."""
_SHORTEST = 6
"""A chain of fewer words is a phrase ("the president of the United States"), not a passage."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A passage that two texts share: word extents in each; ``hits`` counts the words that are the same."""

    start: int
    end: int
    other_start: int
    other_end: int
    hits: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, in words. ``own`` leaves out what stands in quotation marks in both."""

    words: int
    other_words: int
    shared: int
    own: int
    longest: int

    @property
    def containment(self) -> float:
        """Share of the shorter text that stands in the other."""
        return self.shared / max(1, min(self.words, self.other_words))

    @property
    def own_containment(self) -> float:
        """The same without what both quote."""
        return self.own / max(1, min(self.words, self.other_words))


def overlap(one: Features, other: Features) -> Overlap:
    """How much two articles share."""
    passages = chains(one.sequence, other.sequence)
    quoted, other_quoted = _inside(one.quoted), _inside(other.quoted)
    shared = own = longest = 0
    for passage in passages:
        length = min(passage.end - passage.start, passage.other_end - passage.other_start)
        spoken = min(
            sum(position in quoted for position in range(passage.start, passage.end)),
            sum(position in other_quoted for position in range(passage.other_start, passage.other_end)),
        )
        shared += length
        own += max(0, length - spoken)
        longest = max(longest, length)
    return Overlap(len(one.sequence), len(other.sequence), shared, own, longest)


def chains(one: array[int], other: array[int]) -> list[Chain]:
    """The passages that two word sequences share, in the order of ``one``. Time is linear in their lengths."""
    open_chains: list[Chain] = []
    for run in _runs(shingles(one), shingles(other)):
        for back in range(1, min(_LOOK_BACK, len(open_chains)) + 1):
            joined = _joined(open_chains[-back], run)
            if joined:
                open_chains[-back] = joined
                break
        else:
            open_chains.append(run)
    return [chain for chain in open_chains if chain.hits >= _SHORTEST]


def _runs(one: list[int], other: list[int]) -> list[Chain]:
    """Word-for-word runs: each begins at a shingle's first place in ``other`` and goes on as far as it can."""
    where: dict[int, int] = {}
    for position, shingle in enumerate(other):
        where.setdefault(shingle, position)
    runs: list[Chain] = []
    position = 0
    while position < len(one):
        there = where.get(one[position], -1)
        length = 0
        if there >= 0:
            limit = min(len(one) - position, len(other) - there)
            length = 1
            while length < limit and one[position + length] == other[there + length]:
                length += 1
            runs.append(Chain(position, position + length + 2, there, there + length + 2, length + 2))
        position += max(1, length)
    return runs


def _joined(chain: Chain, run: Chain) -> Chain | None:
    """The chain with the run at its end, or None when the run doesn't go on where the chain stopped."""
    step, other_step = run.start - chain.end, run.other_start - chain.other_end
    if step > BRIDGE or not -2 <= other_step <= BRIDGE or abs(step - other_step) > _SLIP:
        return None
    return Chain(chain.start, run.end, chain.other_start, run.other_end, chain.hits + run.hits + min(0, step))


def _inside(extents: tuple[int, ...]) -> set[int]:
    """The word positions that flat extents cover."""
    covered: set[int] = set()
    for start, end in zip(extents[::2], extents[1::2], strict=True):
        covered.update(range(start, end))
    return covered
