"""Which of the evidence's quantities a claimed one is read against: by unit, noun, the words around them and size."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.explain.compare.marks import AGE, RANK, SCORE, SEASON
from sayso.explain.compare.quantities import (
    CLOCK_UNIT,
    DATE_UNIT,
    DAY_UNIT,
    Quantity,
    Standing,
    standing,
    within_the_year,
)
from sayso.explain.terms import rows, stem

_NOUNLESS = frozenset({RANK, AGE, SCORE, SEASON, DATE_UNIT, DAY_UNIT, CLOCK_UNIT})
_SAME_NOUN, _KIN_NOUN, _NOUN_UNKNOWN, _CLOSE, _CONTEXT, _ONLY_ONE = 0.8, 0.7, 0.35, 0.5, 0.8, 0.3


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claimed quantity, one that the evidence gives, how alike they are (0 to 2.4), how they stand to each other.

    ``noun``: 1 for the same noun, 0 where one isn't known, -1 for another. ``context``: share of the words around the
    claimed quantity that stand around the given one. ``alone``: the evidence has no other of this unit.
    """

    claimed: Quantity
    given: Quantity
    likeness: float
    standing: Standing
    noun: float
    context: float
    alone: bool


def alignments(claimed: Quantity, given: Sequence[Quantity]) -> list[Alignment]:
    """Every pairing of a claimed quantity with a comparable one of the evidence, the most alike first."""
    comparable = [one for other in given if (one := _comparable(claimed, other)) is not None]
    alone = len(comparable) == 1
    found = [_aligned(claimed, one, alone=alone) for one in comparable]
    return sorted(found, key=lambda one: -one.likeness)


def _comparable(claimed: Quantity, given: Quantity) -> Quantity | None:
    """What is given in the claim's unit; None where it has another."""
    if claimed.unit == given.unit:
        return given
    if claimed.unit == DAY_UNIT:
        return within_the_year(given)
    return None


def _aligned(claimed: Quantity, given: Quantity, *, alone: bool) -> Alignment:
    noun = _nouns(claimed, given)
    wanted = claimed.context - {claimed.noun}
    context = len(wanted & given.context) / len(wanted) if wanted else 0.5
    worth = {1.0: _SAME_NOUN, 0.8: _KIN_NOUN, 0.0: _NOUN_UNKNOWN}.get(noun, 0.0)
    likeness = worth + _CONTEXT * context + _CLOSE * claimed.closeness(given) + _ONLY_ONE * alone
    return Alignment(claimed, given, likeness, standing(claimed, given), noun, context, alone)


def _nouns(a: Quantity, b: Quantity) -> float:
    """1 for one noun, 0.8 for two that count the same ("reviews", "critics"), 0 where unknown, -1 for others."""
    if a.unit in _NOUNLESS or a.noun is None or b.noun is None:
        return 0.0
    if a.noun == b.noun:
        return 1.0
    if kin().get(a.noun, a.noun) == kin().get(b.noun, b.noun):
        return 0.8
    return -1.0 if a.unit == "count" else 0.0


@functools.cache
def kin() -> dict[str, str]:
    """Stems of nouns that count the same, to the first of their line in ``counted_kin.txt``."""
    found: dict[str, str] = {}
    for line in rows("counted_kin"):
        first, *rest = map(stem, line.split())
        found.update(dict.fromkeys((first, *rest), first))
    return found
