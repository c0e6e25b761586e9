"""Whether two sides are one story: a logistic regression over the clues of :mod:`sayso.stories.sides`.

The weights stand in ``same_story.json``, written by ``evaluation/train_stories.py``; there are two sets, because words
don't meet across languages and names weigh more there.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import Protocol

from sayso.stories.sides import CLUES, CLUES_ACROSS, Side, across_languages, clues, clues_across, mean_cosine

_DIGITS = 9
"""Log-odds are rounded to this many digits, so that the order in which a sum was added up decides nothing."""


class Judge(Protocol):
    """Whoever can tell how likely two sides are one story."""

    def log_odds(self, one: Side, other: Side, mean: float | None = None) -> float:
        """See :meth:`Decision.log_odds`."""
        ...


@dataclass(frozen=True, slots=True)
class Decision:
    """Weights for each clue, with the constant at their end."""

    alike: tuple[float, ...]
    across: tuple[float, ...]

    def log_odds(self, one: Side, other: Side, mean: float | None = None) -> float:
        """Of the two sides being one story, before anything that they copy from each other is looked at.

        Args:
            mean: their mean cosine of words, where it is known already.
        """
        mean = mean_cosine(one, other) if mean is None else mean
        if across_languages(one, other):
            weights, found = self.across, clues_across(one, other, mean)
        else:
            weights, found = self.alike, clues(one, other, mean)
        return round(sum(map(float.__mul__, weights, found)) + weights[-1], _DIGITS)


@functools.cache
def trained_decision() -> Decision:
    """The decision that the package carries."""
    kept = json.loads(resources.files("sayso.stories").joinpath("same_story.json").read_text("utf-8"))
    parts = (("alike", CLUES), ("across", CLUES_ACROSS))
    return Decision(*(tuple([kept[part][clue] for clue in (*names, "constant")]) for part, names in parts))
