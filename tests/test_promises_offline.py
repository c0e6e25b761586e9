"""Promise 5: nothing leaves the machine. The demo and the command line run where there is no network but loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.settings import Settings
from tests.interfaces.newsstand import ALONE, can_be_alone, environment, html_page, run_alone


@pytest.fixture(scope="module", autouse=True)
def namespaces() -> None:
    """Skipped where a network namespace can't be had, but never in CI."""
    if not can_be_alone():
        pytest.skip("`unshare -rn` with `ip link set lo up` isn't permitted here")


@pytest.mark.slow
def test_the_demo_needs_no_network_and_doubles_nothing(demo_run: str, demo_copy: Settings) -> None:
    second = run_alone("demo", "--no-serve", "--quiet", "--store", demo_copy.store)
    assert second.returncode == 0
    counted, took = (told.partition(" in ")[::2] for told in (demo_run, second.stdout.decode()))
    assert counted[0] == took[0]
    assert float(took[1].split()[0]) < 5
    assert int(counted[0].split()[0]) >= 60


IN_TURN = """
import json, sys
from sayso.interfaces.cli import main
for arguments in json.load(sys.stdin):
    sys.stderr.write(json.dumps([arguments[0], main(arguments)]) + chr(10))
"""


@pytest.mark.slow
def test_every_other_command_needs_none(demo_copy: Settings, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(html_page(1), "utf-8")
    commands = [
        ["add", str(tmp_path / "page.html")],
        ["stories"],
        ["explain", "Weston will repair its ferry"],
        ["ask", "How many workers have been hired?"],
        ["search", "ferry"],
        ["verify"],
        ["work"],
        ["outlets"],
        ["problems"],
        ["comments"],
        ["config"],
        ["backup", str(tmp_path / "copy")],
        ["rebuild"],
        ["export", "--opml"],
        ["remove", "Weston Post"],
    ]
    given = [[*command, "--store", demo_copy.store, "--quiet"] for command in commands]
    ran = subprocess.run(
        [*ALONE, sys.executable, "-c", IN_TURN],
        input=json.dumps(given).encode(),
        capture_output=True,
        env=dict(environment()),
        timeout=100,
        check=False,
    )
    assert [json.loads(line) for line in ran.stderr.splitlines()] == [[command[0], 0] for command in commands]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["extract", "annotate", "group", "compare"])
def test_filters_need_none(name: str) -> None:
    given = {"id": 1, "html": html_page(2), "text": "The mayor said it rained.", "a": "It rained.", "b": "It rained."}
    ran = run_alone(name, stdin=json.dumps(given).encode())
    assert (name, ran.returncode, ran.stderr) == (name, 0, b"")
    assert json.loads(ran.stdout)["id"] == 1


def test_an_address_that_can_not_be_reached_is_a_line(tmp_path: Path) -> None:
    ran = run_alone("add", "http://outlet.example/feed", "--store", tmp_path / "store", "--set", "timeout=5")
    assert ran.returncode == 1
    assert ran.stdout.startswith(b"failed    http://outlet.example/")
    assert b"Traceback" not in ran.stderr
