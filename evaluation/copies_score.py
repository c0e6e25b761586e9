"""Both errors of copies: collapsed too much (what isn't a copy is called one) and too little (copies are missed).

Over pairs: of the pairs called copies of one text, how many aren't; of the pairs that are, how many were missed. Over
sources: the independent publishers of a story that are lost when their article is called second-hand, and those that
are made up when a reprint isn't recognised.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from evaluation.metrics import Tally, paired
from sayso.types import Placement, Relation

_COUNTED = frozenset({Relation.ORIGINAL, Relation.INDEPENDENT})


@dataclass(frozen=True, slots=True)
class CopyErrors:
    """Percent: of what was called copies, and of what are."""

    too_much: float
    too_little: float


def copy_errors(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> CopyErrors:
    """Over pairs of articles of one family."""
    return errors_of(paired(gold, found))


def errors_of(tally: Tally) -> CopyErrors:
    """What isn't right of what was predicted, and what wasn't found of what was wanted; 0 where there was nothing."""
    return CopyErrors(
        100 - tally.precision if tally.predicted else 0.0,
        100 - tally.recall if tally.wanted else 0.0,
    )


def families(placements: Iterable[Placement]) -> dict[str, str]:
    """The family of each article: its original's id."""
    return {one.article: one.copy_of if one.copy_of is not None else one.article for one in placements}


@dataclass(slots=True)
class SourceErrors:
    """Publishers of stories that are independent in truth (as a tally), and how far each story's count is off."""

    publishers: Tally = field(default_factory=Tally)
    off: list[int] = field(default_factory=list)

    def add(self, wanted: frozenset[str], found: frozenset[str], count: int) -> None:
        """Counts one story: its independent publishers, those by the relations found, and the count that is shown."""
        self.publishers.wanted += len(wanted)
        self.publishers.predicted += len(found)
        self.publishers.right += len(wanted & found)
        self.off.append(abs(count - len(wanted)))

    @property
    def mean_off(self) -> float:
        """By how many sources a story's count is off."""
        return sum(self.off) / max(1, len(self.off))


def publishers(relations: Mapping[str, Relation], whose: Mapping[str, str]) -> frozenset[str]:
    """The publishers with at least one article that is neither second-hand nor undetermined."""
    return frozenset(whose[article] for article, relation in relations.items() if relation in _COUNTED)
