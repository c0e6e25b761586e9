"""The gate: ``python -m evaluation.gate`` prints every figure beside its floor, and exits with 1 when one has fallen.

Our own data (``evaluation/newsroom``) are always measured. The public sets are measured too when the environment
variable ``SAYSO_EVAL_DATA`` names the folder that holds them; those that aren't there are shown as "not here" and
don't gate. ``--write`` raises floors to what was reached (less the slack of each); lowering one is done by hand,
with the reason in the commit.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.newsroom_score import newsroom_figures
from evaluation.public_score import public_figures
from evaluation.writing.score import writing_figures

_SET_BY_HAND = ("(at most)", "a CPU-second", "by verify")
"""Ends of names whose floors aren't raised by themselves: small is good there, or the machine's noise is in them."""

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ``reached`` is None when its data aren't here, ``floor`` None when it isn't gated."""

    name: str
    reached: float | None
    floor: float | None

    @property
    def fell(self) -> bool:
        """Whether it is below its floor (or, for figures that should be small, above it)."""
        if self.reached is None or self.floor is None:
            return False
        return self.reached > self.floor if self.name.endswith("(at most)") else self.reached < self.floor


def main() -> int:
    """Measures, prints the table, judges."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="raise the floors to what was reached")
    parser.add_argument("--only", metavar="PREFIX", default="", help="only figures whose name begins so")
    options = parser.parse_args()
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    rows = [Row(name, reached, floors.get(name)) for name, reached in _figures(options.only)]
    for row in rows:
        print(_line(row), flush=True)
    if options.write:
        _raise_floors(floors, rows)
    fallen = [row for row in rows if row.fell]
    print(f"{len(rows)} figures, {len(fallen)} below their floor")
    return 1 if fallen else 0


def _figures(only: str) -> Iterator[tuple[str, float | None]]:
    yield from newsroom_figures(only)
    yield from writing_figures(only)
    folder = os.environ.get("SAYSO_EVAL_DATA")
    yield from public_figures(Path(folder) if folder else None, only)


def _line(row: Row) -> str:
    reached = "not here" if row.reached is None else f"{row.reached:10.3f}"
    floor = "" if row.floor is None else f"floor {row.floor:g}"
    return f"{row.name:<58} {reached:>10}  {floor}{'  FELL' if row.fell else ''}"


def _raise_floors(floors: dict[str, float], rows: list[Row]) -> None:
    """A floor follows what was reached, a hundredth of it below: rounding, and ties that fall another way."""
    for row in rows:
        if row.reached is None or row.floor is None or row.name.endswith(_SET_BY_HAND):
            continue
        floors[row.name] = max(row.floor, round(row.reached * 0.99, 3))
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
