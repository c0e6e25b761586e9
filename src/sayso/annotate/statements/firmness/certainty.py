"""How certain an event is, from -3 (certainly not) to 3 (certainly): an additive table over its signs.

The scale is FactBank's as Lee et al. (2015) annotated it. The table (lexicons/certainty.en.json) is a ridge regression
on events of news with human judgements; ``python -m evaluation.train_certainty FOLDER`` makes it again.
"""

from __future__ import annotations

import functools
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sayso.annotate.statements.firmness.signs import signs_of

LOWEST, HIGHEST = -3.0, 3.0


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of signs, and the knots (sum, value) that a sum is mapped by, in between by straight lines.

    A regression shuns the ends of its scale; the knots put "denied" and "asserted" where they part best.
    """

    intercept: float
    weights: Mapping[str, float]
    knots: Sequence[tuple[float, float]]

    def sum_of(self, signs: Iterable[str]) -> float:
        """The sum of an event's weights, kept on the scale."""
        total = self.intercept + sum(self.weights.get(sign, 0.0) for sign in signs)
        return min(HIGHEST, max(LOWEST, total))

    def value_of(self, signs: Iterable[str]) -> float:
        """The certainty of an event with these signs."""
        return interpolated(self.knots, self.sum_of(signs))


def interpolated(knots: Sequence[tuple[float, float]], at: float) -> float:
    """The value at a point between knots that rise from left to right."""
    index = min(max(1, bisect_right([x for x, _ in knots], at)), len(knots) - 1)
    (x0, y0), (x1, y1) = knots[index - 1], knots[index]
    return y0 + (y1 - y0) * (at - x0) / (x1 - x0)


@functools.cache
def table() -> Table:
    """The table that ships, read once."""
    text = files("sayso").joinpath("annotate", "lexicons", "certainty.en.json").read_text(encoding="utf-8")
    stored = json.loads(text)
    return Table(stored["intercept"], stored["weights"], [(x, y) for x, y in stored["knots"]])


def certainty_of(event: Any) -> float:
    """The certainty of an event, a token of a parsed English text, in its sentence: -3..3."""
    return table().value_of(signs_of(event))
