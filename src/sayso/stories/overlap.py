"""How much of two texts is the same passage: shingles of three words, chained along both texts.

Containment of shingles (Broder 1997) counts scattered hits; a copy shows in *chains*: hits that go forward by about
the same step in both texts, bridged over a few changed words. A reprint with every eighth word changed by a scanner
or an editor has a 3-shingle containment of .55 and a chained coverage of .95; two reports that quote one speech have
short chains only.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
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


class Comparer:
    """One article, made ready to be compared with several."""

    __slots__ = ("_features", "_places", "_quoted", "_shingles")

    def __init__(self, features: Features) -> None:
        self._features = features
        self._shingles: list[int] = shingles(features.sequence).tolist()
        # The first place of each: what is put in last stays.
        self._places = dict(zip(reversed(self._shingles), range(len(self._shingles) - 1, -1, -1), strict=True))
        self._quoted = _inside(features.quoted)

    def overlap(self, other: Features) -> Overlap:
        """How much another article shares with this one."""
        other_quoted = _inside(other.quoted)
        shared = own = longest = 0
        for passage in self.passages(other.sequence):
            length = min(passage.end - passage.start, passage.other_end - passage.other_start)
            spoken = min(
                len(other_quoted.intersection(range(passage.start, passage.end))),
                len(self._quoted.intersection(range(passage.other_start, passage.other_end))),
            )
            shared += length
            own += max(0, length - spoken)
            longest = max(longest, length)
        return Overlap(len(self._features.sequence), len(other.sequence), shared, own, longest)

    def passages(self, sequence: array[int]) -> list[Chain]:
        """The passages of a word sequence that stand in this article too, in their order there.

        A chain's ``start`` and ``end`` are places in ``sequence``, its ``other_start`` and ``other_end`` places in this
        article. Time is linear in both lengths.
        """
        open_chains: list[Chain] = []
        for run in self._runs(shingles(sequence).tolist()):
            for back in range(1, min(_LOOK_BACK, len(open_chains)) + 1):
                joined = _joined(open_chains[-back], run)
                if joined:
                    open_chains[-back] = joined
                    break
            else:
                open_chains.append(run)
        return [chain for chain in open_chains if chain.hits >= _SHORTEST]

    def _runs(self, there: list[int]) -> list[Chain]:
        """Word-for-word runs: each begins at a shingle's first place in this article and goes on as far as it can."""
        here = self._shingles
        places = list(map(self._places.get, there))
        shared = [position for position, place in enumerate(places) if place is not None]
        runs: list[Chain] = []
        at, end = 0, len(there)
        while at < len(shared):
            position = shared[at]
            place = places[position]
            assert place is not None
            length = _same(here, place, there, position, min(end - position, len(here) - place))
            runs.append(Chain(position, position + length + 2, place, place + length + 2, length + 2))
            at = bisect_left(shared, position + length, at + 1)
        return runs


def _same(here: list[int], place: int, there: list[int], position: int, limit: int) -> int:
    """How many shingles in a row are the same from these two places on, at most ``limit``, at least one is.

    Longer and longer slices are compared, which is done in C; then the last one is halved.
    """
    same, step = 1, 4
    while same < limit:
        step = min(step, limit - same)
        if here[place + same : place + same + step] != there[position + same : position + same + step]:
            break
        same += step
        step *= 2
    else:
        return limit
    while step > 1:
        half = step // 2
        if here[place + same : place + same + half] == there[position + same : position + same + half]:
            same += half
            step -= half
        else:
            step = half
    return same


def overlap(one: Features, other: Features) -> Overlap:
    """How much two articles share."""
    return Comparer(one).overlap(other)


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
