"""Figures on public sets, read from a folder that the user has: they aren't ours to ship.

The folder holds ``attribution/``, ``time/``, ``stories/``, ``certainty/``, ``extraction/`` and ``figures/``
with zstd JSON Lines.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from evaluation.certainty import measured
from evaluation.copies_score import copy_errors, families
from evaluation.lines_score import lines_figures
from evaluation.metrics import (
    Bodies,
    Tally,
    add_overlapping,
    add_who_what,
    adjusted_rand,
    bcubed_f1,
    dated_part,
    is_datable,
    marked,
)
from evaluation.rows import Json, rows_of
from sayso import pipeline
from sayso.annotate import Material
from sayso.contract import article_of
from sayso.types import Page

Measured = Iterator[tuple[str, float | None]]


def public_figures(folder: Path | None, only: str = "") -> Measured:
    """(name, figure), None where the set isn't in the folder."""
    for path, names, measure in _SETS:
        if not any(name.startswith(only) for name in names):
            continue
        file = folder / path if folder else None
        if file is None or not file.exists():
            yield from ((name, None) for name in names)
        else:
            yield from zip(names, measure(file), strict=True)


def _attribution(file: Path) -> tuple[float, float]:
    """Who+what F1, and articles of 600 words annotated a CPU-second (start-up taken off)."""
    gold = list(rows_of(file))
    materials = [Material(text=row["text"], published=row["date"], language="en") for row in gold]
    next(iter(pipeline.annotate(materials[:1])))
    begun = time.process_time()
    annotated = list(pipeline.annotate(materials))
    spent = time.process_time() - begun
    tally = Tally()
    for row, found in zip(gold, annotated, strict=True):
        text = row["text"]
        wanted = [marked(text, one["source"], one["content"]) for one in row["attributions"]]
        got = [marked(text, one.source, one.content) for one in found.statements]
        add_who_what(tally, wanted, got)
    words = sum(len(material.text.split()) for material in materials)
    return tally.f1, words / 600 / spent


def _moments(file: Path) -> tuple[float, float]:
    """Value F1, and how many of the expressions that are a calendar date in the gold are found with that date."""
    tally, datable = Tally(), Tally()
    gold = list(rows_of(file))
    materials = [Material(text=row["text"], published=row["dct"], language="en") for row in gold]
    for row, found in zip(gold, pipeline.annotate(materials), strict=True):
        wanted = [(one["start"], one["end"], one["value"]) for one in row["timexes"]]
        got = [(one.start, one.end, one.value) for one in found.moments]
        add_overlapping(tally, wanted, got)
        dated = [(start, end, dated_part(value)) for start, end, value in wanted if is_datable(value)]
        add_overlapping(datable, dated, [(start, end, dated_part(value)) for start, end, value in got])
    return tally.f1, datable.recall


def _grouped(file: Path) -> tuple[list[Json], list[pipeline.Placement], float]:
    rows = list(rows_of(file))
    begun = time.process_time()
    articles = [article_of({**row, "published": row.get("date"), "outlet": row.get("source")}) for row in rows]
    placements = pipeline.group(articles, [None] * len(articles))
    return rows, placements, time.process_time() - begun


def _stories(file: Path) -> tuple[float]:
    rows, placements, _ = _grouped(file)
    gold = {str(row["id"]): row["story"] for row in rows}
    return (bcubed_f1(gold, {placement.article: placement.story for placement in placements}),)


def _copies(file: Path) -> tuple[float, float, float, float]:
    """ARI of the families of copies, both errors over pairs (percent), and articles grouped a CPU-second."""
    rows, placements, spent = _grouped(file)
    gold = {str(row["id"]): row["group"] for row in rows}
    found = families(placements)
    errors = copy_errors(gold, found)
    return adjusted_rand(gold, found), errors.too_much, errors.too_little, len(rows) / spent


def _bodies(file: Path) -> tuple[float]:
    rows = [row for row in rows_of(file) if row.get("body")]
    pages = [
        Page(name=row["id"], address=row.get("url"), content=row["html"].encode("utf-8", "replace"), charset="utf-8")
        for row in rows
    ]
    bodies = Bodies([], [])
    with pipeline.ExtractPool(1) as pool:
        for row, (_, result) in zip(rows, pool.extract_all(pages), strict=True):
            bodies.add(row["body"], result[0].text if isinstance(result, tuple) else "")
    return (bodies.f1,)


def _verdicts(file: Path) -> tuple[float, float, float]:
    """Accuracy of compare, precision and recall of its conflicts (percent), on the half that nothing was trained on."""
    rows = list(rows_of(file))
    rows = rows[len(rows) // 2 :]
    labels = {"agree": "SUPPORTS", "conflict": "REFUTES", "undetermined": "NOT ENOUGH INFO"}
    found = pipeline.compare_all((row["claim"], row["evidence"], None, None) for row in rows)
    said = [labels[verdict.label] for verdict in found]
    right = sum(row["label"] == label for row, label in zip(rows, said, strict=True))
    conflicts = [row["label"] == "REFUTES" for row, label in zip(rows, said, strict=True) if label == "REFUTES"]
    refuted = sum(row["label"] == "REFUTES" for row in rows)
    found_right = 100 * sum(conflicts)
    return 100 * right / len(rows), found_right / max(1, len(conflicts)), found_right / max(1, refuted)


def _certainty(file: Path) -> tuple[float, float]:
    """Pearson's r with human judgements, and macro F1 of asserted, uncertain and denied."""
    found = measured(file)
    return found.correlation, found.macro_f1


_SETS: tuple[tuple[str, tuple[str, ...], Callable[[Path], tuple[float, ...]]], ...] = (
    (
        "attribution/dev.jsonl.zst",
        ("public: PolNeAR dev, who+what F1", "public: articles of 600 words annotated a CPU-second"),
        _attribution,
    ),
    (
        "time/timebank_dev.jsonl.zst",
        ("public: TimeBank dev, value F1", "public: TimeBank dev, datable right"),
        _moments,
    ),
    ("time/aquaint_dev.jsonl.zst", ("public: AQUAINT dev, value F1", "public: AQUAINT dev, datable right"), _moments),
    ("stories/basil.dev.jsonl.zst", ("public: basil, B3 F1",), _stories),
    ("stories/ecbplus.dev.jsonl.zst", ("public: ecbplus, B3 F1",), _stories),
    ("stories/vimds.dev.jsonl.zst", ("public: vimds, B3 F1",), _stories),
    (
        "stories/neardup.dev.jsonl.zst",
        (
            "public: neardup, ARI",
            "public: neardup, pairs called copies that aren't (at most)",
            "public: neardup, pairs of copies missed (at most)",
            "public: articles grouped a CPU-second",
        ),
        _copies,
    ),
    (
        "certainty/uw_dev.jsonl.zst",
        ("public: UW dev, certainty r", "public: UW dev, certainty macro F1"),
        _certainty,
    ),
    (
        "certainty/meantime_dev.jsonl.zst",
        ("public: MEANTIME dev, certainty r", "public: MEANTIME dev, certainty macro F1"),
        _certainty,
    ),
    (
        "stories/basil.dev.jsonl.zst",
        (
            "public: basil, words of another outlet's lead in the lines",
            "public: basil, pairs of its words in the lines",
            "public: basil, what its lead tells in the lines",
        ),
        lines_figures,
    ),
    ("extraction/aeb.jsonl.zst", ("public: aeb, body F1",), _bodies),
    ("extraction/fundus.jsonl.zst", ("public: fundus, body F1",), _bodies),
    (
        "figures/vitaminc_numeric_dev.jsonl.zst",
        (
            "public: VitaminC numeric (second half), accuracy",
            "public: VitaminC numeric (second half), conflict precision",
            "public: VitaminC numeric (second half), conflict recall",
        ),
        _verdicts,
    ),
)
