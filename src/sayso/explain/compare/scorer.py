"""How likely each verdict is, by boosted trees over the features of a comparison.

Gradient boosting for three classes (Friedman 2001, "Greedy function approximation", algorithm 6) with trees of depth 3.
``trees.json`` holds them: written by ``python -m evaluation.train_compare``, from the first half of VitaminC's numeric
development pairs (Schuster et al. 2021, CC BY-SA 3.0).
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

LABELS = ("agree", "conflict", "undetermined")

Tree = float | list[Any]
"""A leaf's score, or [index of the feature, cut, tree where the feature is at most the cut, tree where it is more]."""


@dataclass(frozen=True, slots=True)
class Trees:
    """``names`` are the features in the order of the trees' indexes, ``prior`` and each round's trees go by LABELS."""

    names: Sequence[str]
    prior: Sequence[float]
    rounds: Sequence[Sequence[Tree]]


@functools.cache
def load() -> Trees:
    """The trees of the data file."""
    held = json.loads(resources.files(__package__).joinpath("trees.json").read_text("utf-8"))
    return Trees(held["names"], held["prior"], held["rounds"])


def probabilities(features: Mapping[str, float], trees: Trees | None = None) -> dict[str, float]:
    """The probability of each label; they add up to 1."""
    known = trees or load()
    values = [features[name] for name in known.names]
    scores = [prior + sum(_leaf(one[at], values) for one in known.rounds) for at, prior in enumerate(known.prior)]
    highest = max(scores)
    weights = [math.exp(score - highest) for score in scores]
    return {label: weight / sum(weights) for label, weight in zip(LABELS, weights, strict=True)}


def _leaf(tree: Tree, values: Sequence[float]) -> float:
    while isinstance(tree, list):
        feature, cut, low, high = tree
        tree = low if values[feature] <= cut else high
    return tree
