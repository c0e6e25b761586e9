"""The command line itself: help, exit codes, what it loads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from sayso.interfaces.cli import FILTERS
from sayso.interfaces.cli.commands import COMMANDS
from tests.conftest import Sayso
from tests.interfaces.newsstand import PROGRAM, environment, run_process

NAMES = sorted({*COMMANDS, *FILTERS})
HEAVY = ("spacy", "numpy", "fastapi", "trafilatura", "lxml", "apsw", "feedparser", "httpcore", "jinja2", "fastwarc")


def test_help_names_every_command_and_the_exit_codes(sayso: Sayso) -> None:
    ran = sayso("--help")
    assert ran.code == 0
    for name in NAMES:
        assert f"\n    {name} " in ran.out.replace("\n" + " " * 16, " ")
    for code in ("  0  ", "  1  ", "  2  ", "  130  "):
        assert f"\n{code}" in ran.out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_argument_is_explained(sayso: Sayso, name: str) -> None:
    ran = sayso(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: sayso {name}")
    description = ran.out.split("\n\n")[1]
    assert len(description) > 20


def test_help_takes_no_time_and_loads_nothing_heavy() -> None:
    program = (
        "import sys\ntry:\n    from sayso.interfaces.cli import main; main(['--help'])\nexcept SystemExit: pass\n"
        f"sys.exit(repr([name for name in {HEAVY} if name in sys.modules] or ''))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(environment())
    ) as process:
        assert process.stderr is not None
        assert process.stderr.read() == b"''\n"
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    # It takes 0.1 CPU-seconds; 0.3 is promised, and the machine may be loaded.
    assert used.ru_utime + used.ru_stime < 0.5


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-command"],
        ["add"],
        ["add", "x.html", "--fetched", "yesterday"],
        ["stories", "--limit", "-1"],
        ["stories", "--now", "soon"],
        ["stories", "--set", "no_such=1"],
        ["stories", "--set", "port"],
        ["config", "--set", "port=high"],
        ["group", "--jobs", "many"],
        ["export"],
    ],
)
def test_a_command_line_that_makes_no_sense_exits_with_2(sayso: Sayso, arguments: list[str]) -> None:
    ran = sayso(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_config_tells_where_a_value_comes_from(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_TIMEOUT", "7.5")
    table = {line["name"]: line for line in sayso("config", "--json", "--set", "port=8123").json}
    assert (table["timeout"]["value"], table["timeout"]["environment"]) == ("7.5", "SAYSO_TIMEOUT")
    assert table["port"]["value"] == "8123"
    assert all(line["doc"] for line in table.values())


def test_version() -> None:
    ran = run_process("--version")
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"sayso 0.")


def test_the_script_and_the_module_are_one(sayso: Sayso) -> None:
    assert PROGRAM[1:] == ("-m", "sayso")
    assert run_process("--help").stdout.decode() == sayso("--help").out
