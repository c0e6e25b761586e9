"""Fits the confidence: ``python calibrate.py --data FOLDER --weights F --base FOLDER --out FOLDER``.

A logistic regression, on the training documents that were held out, of "who and what are right" (contents share half
of their characters with gold ones, and sources overlap) on the features of decode.FEATURES. Writes card.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from evaluate import as_record, decoded, read_documents, right
from examples import labelled, read
from model import untrained
from sayso_attribution_en.decode import FEATURES
from sayso_attribution_en.wordpiece import WordPieces
from train import HELD_OUT

NAME = "attribution-en 1.0"
_PENALTY = 1.0
_ROUNDS = 30


def fitted(features: np.ndarray, outcomes: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression with a ridge penalty, by Newton's method."""
    weights = np.zeros(features.shape[1])
    penalty = np.eye(features.shape[1]) * _PENALTY
    penalty[0, 0] = 0.0
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (outcomes - chances) - penalty @ weights
        curve = (features * (chances * (1 - chances))[:, None]).T @ features + penalty
        weights += np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit and write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "weights", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    words = WordPieces.read(options.base / "vocab.txt")
    records = list(read(options.data / "train.jsonl.zst"))[::HELD_OUT]
    model = untrained(options.base)
    model.load_state_dict(torch.load(options.weights, weights_only=True))
    documents = [labelled(words, record) for record in records]
    readings = read_documents(model, documents)
    rows: list[Sequence[float]] = []
    outcomes: list[bool] = []
    for document, record in zip(documents, records, strict=True):
        found = decoded(document, readings[document.name])
        rows += [linked.features for linked in found]
        outcomes += right(record, as_record(document, found))
    weights = fitted(np.array(rows), np.array(outcomes, dtype=float))
    print(len(rows), "attributions,", f"{np.mean(outcomes):.3f} right")
    print(*(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, weights, strict=True)), sep=", ")
    card = {"name": NAME, "confidence": [round(float(weight), 4) for weight in weights]}
    (options.out / "card.json").write_text(json.dumps(card) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
