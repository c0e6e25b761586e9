"""Trains the trees of ``sayso compare`` on pairs of claim and evidence, and measures them on pairs not seen.

    SAYSO_EVAL_DATA=FOLDER python -m evaluation.train_compare [--write]

reads FOLDER/figures/vitaminc_numeric_dev.jsonl.zst: its first half trains (and is measured by cross-validation over
pages), its second half only measures. ``--write`` puts the trees of the first half into the product.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.public_score import rows_of
from sayso import pipeline
from sayso.annotate import Material
from sayso.explain.compare.features import comparison, features
from sayso.explain.compare.scorer import LABELS, Tree, Trees, probabilities

PAIRS = "figures/vitaminc_numeric_dev.jsonl.zst"
TREES = Path(__file__).parents[1] / "src/sayso/explain/compare/trees.json"
GOLD = {"SUPPORTS": "agree", "REFUTES": "conflict", "NOT ENOUGH INFO": "undetermined"}

ROUNDS, DEPTH, RATE, RIDGE = 80, 3, 0.12, 3.0
CUTS = 24
"""Cuts tried for a feature at most: quantiles of its values."""
LEAST_ROWS, LEAST_WEIGHT = 30, 4.0
"""A node of fewer pairs is a leaf; a child has at least this sum of second derivatives."""
ROWS_DRAWN = 0.8
FOLDS = 5

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Features (a row a pair), labels as indexes into LABELS, and the page that each pair is of."""

    names: list[str]
    features: Numbers
    labels: Numbers
    pages: list[str]

    def part(self, rows: Numbers) -> Pairs:
        return Pairs(self.names, self.features[rows], self.labels[rows], [self.pages[row] for row in rows])


def read_pairs(file: Path) -> Pairs:
    """Annotates and describes every pair of a file."""
    rows = list(rows_of(file))
    texts = sorted({row[side] for row in rows for side in ("claim", "evidence")})
    known = dict(zip(texts, pipeline.annotate(Material(text=text) for text in texts), strict=True))
    told = [features(comparison(*((row[side], known[row[side]]) for side in ("claim", "evidence")))) for row in rows]
    return Pairs(
        names=list(told[0]),
        features=np.array([list(one.values()) for one in told]),
        labels=np.array([LABELS.index(GOLD[row["label"]]) for row in rows]),
        pages=[row["page"] for row in rows],
    )


# --- boosting ---------------------------------------------------------------------------------------------------


def trained(pairs: Pairs, seed: int = 1) -> Trees:
    """Boosted trees: each round one a label, on a draw of the pairs and half of the features."""
    draw = np.random.default_rng(seed)
    cuts = [_cuts(column) for column in pairs.features.T]
    bins = np.stack([np.searchsorted(cut, column) for cut, column in zip(cuts, pairs.features.T, strict=True)], 1)
    wanted = np.eye(len(LABELS))[pairs.labels]
    prior = np.log(wanted.mean(0))
    scores = np.tile(prior, (len(bins), 1))
    rounds: list[list[Tree]] = []
    for _ in range(ROUNDS):
        likely = np.exp(scores - scores.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        rows = np.flatnonzero(draw.random(len(bins)) < ROWS_DRAWN)
        columns = draw.permutation(bins.shape[1])[: bins.shape[1] // 2]
        grown: list[Tree] = []
        for label in range(len(LABELS)):
            slope, curve = likely[:, label] - wanted[:, label], 1.5 * likely[:, label] * (1 - likely[:, label])
            tree = _grown(bins, slope, curve, rows, columns, DEPTH)
            scores[:, label] += _applied(tree, bins)
            grown.append(_with_cuts(tree, cuts))
        rounds.append(grown)
    return Trees(pairs.names, [round(float(one), 4) for one in prior], rounds)


def _cuts(column: Numbers) -> Numbers:
    values = np.unique(column)
    if len(values) <= CUTS:
        return (values[:-1] + values[1:]) / 2
    return np.unique(np.quantile(column, np.linspace(0, 1, CUTS + 1)[1:-1]))


def _grown(bins: Numbers, slope: Numbers, curve: Numbers, rows: Numbers, columns: Numbers, depth: int) -> Tree:
    """A tree of [feature, bin, low, high] that lowers the loss most at each node."""
    leaf = -RATE * float(slope[rows].sum() / (curve[rows].sum() + RIDGE))
    if depth == 0 or len(rows) < LEAST_ROWS:
        return leaf
    gain, column, cut = max(_best_cut(bins[rows, one], slope[rows], curve[rows], int(one)) for one in columns)
    if gain <= 0:
        return leaf
    low = bins[rows, column] <= cut
    halves = (_grown(bins, slope, curve, rows[half], columns, depth - 1) for half in (low, ~low))
    return [column, cut, *halves]


def _best_cut(bins: Numbers, slope: Numbers, curve: Numbers, column: int) -> tuple[float, int, int]:
    slopes, curves = (np.bincount(bins, one, CUTS + 2).cumsum() for one in (slope, curve))
    (low, lows), (all_of, alls) = (slopes[:-1], curves[:-1]), (slopes[-1], curves[-1])
    gain = low**2 / (lows + RIDGE) + (all_of - low) ** 2 / (alls - lows + RIDGE) - all_of**2 / (alls + RIDGE)
    gain = np.where((lows > LEAST_WEIGHT) & (alls - lows > LEAST_WEIGHT), gain, -1.0)
    best = int(gain.argmax())
    return float(gain[best]), column, best


def _applied(tree: Tree, bins: Numbers) -> Numbers:
    if not isinstance(tree, list):
        return np.full(len(bins), tree)
    return np.where(bins[:, tree[0]] <= tree[1], _applied(tree[2], bins), _applied(tree[3], bins))


def _with_cuts(tree: Tree, cuts: Sequence[Numbers]) -> Tree:
    """The same tree over the features' own values."""
    if not isinstance(tree, list):
        return round(tree, 4)
    column, cut, low, high = tree
    return [column, round(float(cuts[column][cut]), 5), _with_cuts(low, cuts), _with_cuts(high, cuts)]


# --- measuring --------------------------------------------------------------------------------------------------


def judged(trees: Trees, pairs: Pairs) -> Numbers:
    """Probabilities of the labels, a row a pair."""
    rows = (dict(zip(pairs.names, row, strict=True)) for row in pairs.features.tolist())
    return np.array([list(probabilities(row, trees).values()) for row in rows])


def cross_validated(pairs: Pairs) -> Numbers:
    """The probabilities of each pair by trees that saw no pair of its page."""
    pages = {page: number % FOLDS for number, page in enumerate(dict.fromkeys(pairs.pages))}
    folds = np.array([pages[page] for page in pairs.pages])
    found = np.zeros((len(folds), len(LABELS)))
    for fold in range(FOLDS):
        rows = np.flatnonzero(folds == fold)
        found[rows] = judged(trained(pairs.part(np.flatnonzero(folds != fold))), pairs.part(rows))
    return found


def report(name: str, likely: Numbers, labels: Numbers) -> str:
    """Accuracy of the likeliest label, and precision at recall of conflicts over thresholds."""
    conflict = LABELS.index("conflict")
    points = []
    for least in (0.5, 0.6, 0.7, 0.8):
        said = likely[:, conflict] >= least
        right = (said & (labels == conflict)).sum()
        points.append(f"{least}: {100 * right / said.sum():.1f} at {100 * right / (labels == conflict).sum():.1f}")
    return f"{name}: accuracy {100 * (likely.argmax(1) == labels).mean():.1f}; conflicts from {', '.join(points)}"


def main() -> None:
    """Trains, measures, and writes when asked to."""
    pairs = read_pairs(Path(os.environ["SAYSO_EVAL_DATA"]) / PAIRS)
    half = len(pairs.pages) // 2
    first, second = pairs.part(np.arange(half)), pairs.part(np.arange(half, len(pairs.pages)))
    print(report("first half, cross-validated", cross_validated(first), first.labels))
    trees = trained(first)
    print(report("second half", judged(trees, second), second.labels))
    if "--write" in sys.argv[1:]:
        held = {"names": trees.names, "prior": trees.prior, "rounds": trees.rounds}
        TREES.write_text(json.dumps(held, separators=(",", ":")).replace("]]],", "]]],\n") + "\n", "utf-8")


if __name__ == "__main__":
    main()
