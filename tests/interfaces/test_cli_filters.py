"""The filters as processes in a pipe."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.interfaces.newsstand import PROGRAM, environment, html_page, lines_of, run_process

REPORT = "The mayor, Ann Hill, said on Monday that about 40 workers had been hired. It will cost 3 million dollars."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("extract", [{"id": n, "html": html_page(n)} for n in range(6)] + [{"id": 6, "html": ""}]),
        ("annotate", [{"id": n, "text": f"{REPORT} That was day {n}."} for n in range(69)] + [{"id": 69}]),
        ("group", [{"id": n, "text": f"{REPORT} That was day {n}."} for n in range(6)] + [{"id": 6}]),
        ("compare", [{"id": n, "a": REPORT, "b": f"{n * 10} workers were hired."} for n in range(6)] + [{"id": 6}]),
    ],
)
def test_two_workers_give_the_same_lines_as_one(name: str, given: list[object]) -> None:
    """Seventy texts to annotate are three chunks, of which each worker takes what it can."""
    alone = run_process(name, stdin=lines_of(*given).encode())
    shared = run_process(name, "--jobs", "2", stdin=lines_of(*given).encode())
    assert (alone.returncode, shared.returncode) == (0, 0)
    assert alone.stdout == shared.stdout
    assert [json.loads(line)["id"] for line in alone.stdout.splitlines()] == list(range(len(given)))
    assert alone.stderr == b""


@pytest.mark.slow
def test_extract_piped_into_annotate() -> None:
    pages = lines_of({"id": "p", "html": html_page(3)}, {"id": "q", "text": "not much"})
    articles = run_process("extract", "--flat", stdin=pages.encode())
    found = run_process("annotate", stdin=articles.stdout)
    told = [json.loads(line) for line in found.stdout.splitlines()]
    assert [line["id"] for line in told] == ["p#0", "q"]
    assert told[0]["statements"]
    assert told[1]["error"]


def test_output_is_utf8_in_any_locale() -> None:
    given = lines_of({"id": "né€ \ud800", "a": "x", "b": "y"}).encode()
    ran = run_process("compare", stdin=given, LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["id"] == "né€ \ud800"


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    given = tmp_path / "pairs.jsonl"
    given.write_text(lines_of(*({"id": n, "a": "x" * 500, "b": "y"} for n in range(2000))), "utf-8")
    command = f'"$@" < {given} | head -n 1; echo "${{PIPESTATUS[0]}}"'
    ran = subprocess.run(
        ["bash", "-c", command, "bash", *PROGRAM, "compare"], capture_output=True, env=dict(environment()), check=False
    )
    first, code = ran.stdout.splitlines()
    assert json.loads(first)["id"] == 0
    assert (code, ran.stderr) == (b"0", b"")


@pytest.mark.parametrize("closed", ["<&-", ">&-", ">/dev/full"])
def test_without_input_or_output_it_says_so_in_a_line(closed: str) -> None:
    command = f'echo \'{{"id":1,"a":"x","b":"y"}}\' | "$@" {closed}'
    ran = subprocess.run(
        ["bash", "-c", command, "bash", *PROGRAM, "compare"], capture_output=True, env=dict(environment()), check=False
    )
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert ran.stderr.startswith(b"sayso")
    assert ran.stderr.count(b"\n") == 1


def test_filters_open_no_store(tmp_path: Path) -> None:
    run_process("group", stdin=lines_of({"id": 1, "text": REPORT}).encode(), SAYSO_STORE=str(tmp_path / "store"))
    assert list(tmp_path.iterdir()) == []
