"""Makes the table of certainty weights again: ``python -m evaluation.train_certainty FOLDER``.

A ridge regression on the signs of the events of UW train and MEANTIME train; the knots that map its sums to values are
chosen by five-fold cross-validation over consecutive sentences of UW train (sentences of one article stay together).
Writes src/sayso/annotate/lexicons/certainty.en.json; same input, same bytes. About 30 seconds.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.certainty import agreement, events_of
from evaluation.rows import rows_of
from sayso.annotate.statements.firmness.certainty import HIGHEST, LOWEST, Table, interpolated
from sayso.annotate.statements.firmness.signs import signs_of

TABLE = Path(__file__).parent.parent / "src/sayso/annotate/lexicons/certainty.en.json"
_RAREST = 5
"""A sign seen less often gets no weight. 3 gives the same r in cross-validation with 60% more weights."""

_RIDGE = 20.0
"""10 and 30 are within .003 of r."""

_FOLDS = 5
_SMALLEST = 0.005
_NEAR_BEST = 0.5
"""Points of macro F1."""

Example = tuple[list[str], float]
Knots = list[tuple[float, float]]


def main() -> None:
    """Reads, fits, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    uw, meantime = (_examples(folder / f"{name}_train.jsonl.zst") for name in ("uw", "meantime"))
    held_out = _held_out_sums(uw, meantime)
    knots = _best_knots([value for _, value in uw], held_out)
    found = agreement([value for _, value in uw], [interpolated(knots, one) for one in held_out])
    print(
        f"cross-validation on UW train: r {found.correlation:.3f}, MAE {found.error:.3f}, macro F1 {found.macro_f1:.1f}"
    )
    fitted = _fitted([*uw, *meantime], knots)
    TABLE.write_text(_as_json(fitted), encoding="utf-8")
    print(f"{len(fitted.weights)} weights in {TABLE}")


def _examples(file: Path) -> list[Example]:
    return [(signs_of(event), value) for event, value in events_of(list(rows_of(file)))]


def _held_out_sums(examples: Sequence[Example], further: Sequence[Example]) -> list[float]:
    """The sum of each example by a table fitted to the other folds and to the further examples."""
    size = -(-len(examples) // _FOLDS)
    sums: list[float] = []
    for start in range(0, len(examples), size):
        rest = [*examples[:start], *examples[start + size :], *further]
        fold = _fitted(rest, [(LOWEST, LOWEST), (HIGHEST, HIGHEST)])
        sums += [fold.sum_of(signs) for signs, _ in examples[start : start + size]]
    return sums


def _fitted(examples: Sequence[Example], knots: Knots) -> Table:
    """The table by ridge regression, its intercept unpenalised."""
    seen = Counter(sign for signs, _ in examples for sign in signs)
    columns = {sign: i for i, sign in enumerate(sorted(sign for sign, count in seen.items() if count >= _RAREST))}
    matrix = np.zeros((len(examples), len(columns)), dtype=np.float32)
    for row, (signs, _) in enumerate(examples):
        matrix[row, [columns[sign] for sign in signs if sign in columns]] = 1
    values = np.array([value for _, value in examples])
    means = matrix.mean(axis=0, dtype=np.float64)
    gram = (matrix.T @ matrix).astype(np.float64) - len(examples) * np.outer(means, means)
    gram[np.diag_indices_from(gram)] += _RIDGE
    weights: Any = np.linalg.solve(gram, matrix.T.astype(np.float64) @ (values - values.mean()))
    kept = {sign: round(float(weights[i]), 3) for sign, i in columns.items() if abs(weights[i]) >= _SMALLEST}
    return Table(round(float(values.mean() - means @ weights), 3), kept, knots)


def _best_knots(wanted: Sequence[float], sums: Sequence[float]) -> Knots:
    """Knots whose two bounds give the best three-way macro F1: the middle of the bounds that are near the best.

    Few events are denied (2 in 100), so that the very best bounds are the luck of a handful.
    """
    pairs = list(itertools.product((-step / 10 for step in range(23)), (step / 10 for step in range(14, 26))))
    reached = {pair: agreement(wanted, [interpolated(_knots(*pair), one) for one in sums]).macro_f1 for pair in pairs}
    near = [pair for pair in pairs if reached[pair] >= max(reached.values()) - _NEAR_BEST]
    denied, asserted = (statistics.fmean(bounds) for bounds in zip(*near, strict=True))
    return _knots(round(denied, 2), round(asserted, 2))


def _knots(denied: float, asserted: float) -> Knots:
    """Straight lines that bring the sum ``denied`` to -2 and ``asserted`` to 2, with a step just above and below."""
    step = 1e-6
    return [
        (LOWEST, LOWEST),
        (denied, -2.0),
        (denied + step, -1.9),
        (asserted - step, 1.95),
        (asserted, 2.0),
        (HIGHEST, HIGHEST),
    ]


def _as_json(table: Table) -> str:
    stored = {"intercept": table.intercept, "knots": table.knots, "weights": dict(sorted(table.weights.items()))}
    return json.dumps(stored, indent=0, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
