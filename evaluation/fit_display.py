"""Fits the weights by which the tagger's statements are shown (``sayso.annotate.statements.likelihood.WEIGHTS``).

    python -m evaluation.fit_display DATA/attribution/train.jsonl.zst

Every 20th document is read: the tagger wasn't taught on these. Prints, for each seventh of them judged by the weights
of the others, precision and recall by cut, and the weights of all. To be run again when the tagger changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.fit_merging import fitted
from evaluation.metrics import Tally, add_who_what, marked
from evaluation.rows import Json, rows_of
from sayso.annotate import Material, read
from sayso.annotate.document import Document
from sayso.annotate.entities import find_mentions
from sayso.annotate.statements import lexicon as lexicons
from sayso.annotate.statements.english import considered
from sayso.annotate.statements.likelihood import WEIGHTS, features
from sayso.types import StatementMode

HELD_OUT = 20
FOLDS = 7
CUTS = (0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)

Floats = NDArray[np.float64]


def main(file: Path) -> None:
    """Prints precision and recall by cut, and the weights."""
    rows = list(rows_of(file))[::HELD_OUT]
    materials = [Material(text=row["text"], published=row["date"], language="en") for row in rows]
    read_all = [_judged(row, one) for row, one in zip(rows, read(materials, StatementMode.TAGGER), strict=True)]
    wanted = sum(len(row["attributions"]) for row in rows)
    likely = np.concatenate([_likely(read_all, fold) for fold in range(FOLDS)])
    right = np.concatenate([r for fold in range(FOLDS) for _, r in read_all[fold::FOLDS]])
    for cut in CUTS:
        kept = right[likely >= cut]
        print(f"cut {cut:.2f}: precision {100 * kept.mean():5.1f} at recall {100 * kept.sum() / wanted:5.1f}")
    weights = _weights(read_all)
    names = [*(name for name in WEIGHTS if name != "bias"), "bias"]
    print({name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})


def _judged(row: Json, document: Document) -> tuple[Floats, Floats]:
    """The features of a document's tagged statements, without the bias, and whether who and what of each are right."""
    tagged, ruled = considered(document, find_mentions(document), lexicons.english())
    text = row["text"]
    wanted = [marked(text, one["source"], one["content"]) for one in row["attributions"]]
    got = [marked(text, candidate.source, candidate.content) for candidate, _ in tagged]
    found = [features(candidate, confidence, ruled)[1:] for candidate, confidence in tagged]
    right = np.zeros(len(tagged))
    right[[number for _, number in add_who_what(Tally(), wanted, got)]] = 1.0
    return np.array(found, dtype=np.float64).reshape(len(tagged), len(WEIGHTS) - 1), right


def _weights(judged: list[tuple[Floats, Floats]]) -> Floats:
    return fitted(np.concatenate([f for f, _ in judged]), np.concatenate([r for _, r in judged]))


def _likely(judged: list[tuple[Floats, Floats]], fold: int) -> Floats:
    """The probabilities of one part of the documents, by the weights of the others."""
    weights = _weights([one for number, one in enumerate(judged) if number % FOLDS != fold])
    found = np.concatenate([f for f, _ in judged[fold::FOLDS]])
    return np.asarray(1 / (1 + np.exp(-(found @ weights[:-1] + weights[-1]))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
