"""Certainty of events against human judgements: ``python -m evaluation.certainty [FOLDER]``.

FOLDER (default: ``certainty`` in $SAYSO_EVAL_DATA) holds zstd JSON Lines of UW (Lee et al. 2015) and MEANTIME
(Minard et al. 2016) in the format of Stanovsky et al. 2017: a sentence's tokens and its events' factuality, -3..3.
Each event is judged by the code that grades statements (:func:`sayso.annotate.statements.firmness.certainty_of`).
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.rows import Json, rows_of
from sayso.annotate.load import load
from sayso.annotate.statements.firmness import certainty_of

SETS = ("uw_dev", "meantime_dev")
_SURE = 2.0
"""From here on an event is asserted, and from -2 down denied."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Mean absolute error, Pearson's r, and F1 (percent) of asserted, uncertain and denied events."""

    events: int
    error: float
    correlation: float
    f1: dict[str, float]

    @property
    def macro_f1(self) -> float:
        """The mean of the three."""
        return sum(self.f1.values()) / len(self.f1)


def agreement(wanted: Sequence[float], got: Sequence[float]) -> Agreement:
    """How well values agree with human ones."""
    kinds = [(_kind(a), _kind(b)) for a, b in zip(wanted, got, strict=True)]
    f1 = {}
    for kind in ("asserted", "uncertain", "denied"):
        right = sum(a == b == kind for a, b in kinds)
        f1[kind] = 200 * right / max(1, sum((a == kind) + (b == kind) for a, b in kinds))
    return Agreement(
        events=len(kinds),
        error=statistics.fmean(abs(a - b) for a, b in zip(wanted, got, strict=True)),
        correlation=statistics.correlation(wanted, got) if len(set(got)) > 1 else 0.0,
        f1=f1,
    )


def _kind(value: float) -> str:
    if value >= _SURE:
        return "asserted"
    return "denied" if value <= -_SURE else "uncertain"


def events_of(rows: Sequence[Json]) -> Iterator[tuple[Any, float]]:
    """Each event as a token of its parsed sentence, with its human value."""
    pipeline, _ = load()
    split = [_split(row["tokens"]) for row in rows]
    docs = pipeline.pipe(_unparsed(pipeline, words) for words, _ in split)
    for row, parsed, (_, places) in zip(rows, docs, split, strict=True):
        for event in row["events"]:
            yield parsed[places[event["i"]]], event["factuality"]


def _split(tokens: Sequence[str]) -> tuple[list[str], list[int]]:
    """The tokens as the parser knows them ("hasn't" is two, which the sets have both ways), and each one's place."""
    words: list[str] = []
    places: list[int] = []
    for token in tokens:
        places.append(len(words))
        contracted = len(token) > len("n't") and token.lower().endswith("n't")
        words += [token[:-3], token[-3:]] if contracted else [token]
    return words, places


def _unparsed(pipeline: Any, words: Sequence[str]) -> Any:
    """A sentence of given tokens, which the parser keeps whole."""
    doc = pipeline.make_doc("").__class__(pipeline.vocab, words=list(words))
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def measured(file: Path) -> Agreement:
    """The agreement on one set."""
    events = list(events_of(list(rows_of(file))))
    return agreement([value for _, value in events], [certainty_of(event) for event, _ in events])


def main() -> None:
    """Prints a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(os.environ.get("SAYSO_EVAL_DATA", ".")) / "certainty"
    )
    folder: Path = parser.parse_args().folder
    for name in SETS:
        found = measured(folder / f"{name}.jsonl.zst")
        kinds = ", ".join(f"{kind} {value:.1f}" for kind, value in found.f1.items())
        print(
            f"{name}: {found.events} events, MAE {found.error:.3f}, r {found.correlation:.3f}, "
            f"three-way macro F1 {found.macro_f1:.1f} ({kinds})"
        )


if __name__ == "__main__":
    main()
