"""Pages for the tests of the command line: short reports of our own, and the program run as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

PROGRAM = (sys.executable, "-m", "sayso")
ALONE = ("unshare", "-rn", "bash", "-c", 'ip link set lo up && exec "$@"', "alone")
"""Runs a program where there is no network but loopback."""

_PLACES = "Northport Weston Ashby Calder Dunmore Elmfield Farrow Glenby Harwick Inverlee".split()
_THINGS = "ferry,library,stadium,harbour wall,market hall,railway station,hospital wing,town bridge".split(",")


def html_page(number: int, more: str = "", outlet: str | None = None) -> str:
    """A page with one article; each number is another event."""
    place, thing = _PLACES[number % len(_PLACES)], _THINGS[number // len(_PLACES) % len(_THINGS)]
    title = f"{place} will repair its {thing} by summer, mayor says"
    paragraphs = (
        f"The {thing} of {place} will be repaired before the summer, the mayor, Ann Hill, said on Monday.",
        f"“We have waited {number + 3} years for this,” Hill said. “Nobody in {place} should wait any longer.”",
        f"About {40 + number} workers have been hired for it, according to the council of {place}.",
        f"It will cost {number + 2} million dollars and take about {number % 6 + 3} months, the council says.",
        f"The {thing} has been closed since a storm damaged it in 2024. Shops nearby have lost a third of their trade.",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, *filter(None, [more])))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="{outlet or place + " Post"}">'
        f'<meta property="article:published_time" content="2026-03-{number % 28 + 1:02}T10:00:00Z"></head>'
        f'<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>'
    )


def write_folder(folder: Path, count: int) -> Path:
    """A folder of ``count`` pages."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"page{number:03}.html").write_text(html_page(number), "utf-8")
    return folder


def lines_of(*objects: object) -> str:
    """JSON Lines."""
    return "".join(json.dumps(one) + "\n" for one in objects)


def environment(**more: str) -> Mapping[str, str]:
    """This process's, without settings of sayso."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")} | more


@cache
def can_be_alone() -> bool:
    """Whether a network namespace can be had here; in CI it must."""
    tried = subprocess.run([*ALONE, "true"], capture_output=True, check=False)
    assert tried.returncode == 0 or not os.environ.get("SAYSO_CI"), f"CI must be able to unshare: {tried.stderr!r}"
    return tried.returncode == 0


def run_alone(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """``sayso ARGUMENTS`` with loopback alone."""
    return run_process(*arguments, stdin=stdin, program=(*ALONE, *PROGRAM))


def run_process(
    *arguments: str | Path,
    stdin: bytes | None = None,
    timeout: float = 200,
    program: Sequence[str] = PROGRAM,
    **more: str,
) -> subprocess.CompletedProcess[bytes]:
    """``sayso ARGUMENTS`` as a process of its own."""
    return subprocess.run(
        [*program, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=timeout,
        env=dict(environment(**more)),
        check=False,
    )
