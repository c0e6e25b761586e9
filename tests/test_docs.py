"""The documentation is true: generated pages are fresh, commands and snippets run, links lead somewhere."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sayso.interfaces.cli.parser import build_parser
from sayso.settings import Settings
from scripts import reference

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")] + sorted(ROOT.glob("docs/**/*.md"))
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
_MARK = "-- exit "


def blocks(page: Path, language: str) -> list[str]:
    return [code for found, code in _FENCE.findall(page.read_text("utf-8")) if found == language]


# --- generated pages ----------------------------------------------------------------------------------------------


def test_generated_pages_are_fresh() -> None:
    assert reference.stale_pages() == [], "run `make docs` and commit docs/reference"


def test_no_page_of_the_reference_is_left_over() -> None:
    assert {page.name for page in reference.FOLDER.iterdir()} == set(reference.PAGES)


# --- links --------------------------------------------------------------------------------------------------------


def _anchors(page: Path) -> set[str]:
    """Anchors as GitHub makes them from headings."""
    heads = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    targets = [first or second for first, second in _LINK.findall(_FENCE.sub("", page.read_text("utf-8")))]
    for target in targets:
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), f"{name}: {target}"
        assert not anchor or anchor in _anchors(aim), f"{name}: {target}"


# --- commands and snippets ----------------------------------------------------------------------------------------


def _sayso_lines(page: Path) -> Iterator[list[str]]:
    for code in blocks(page, "sh"):
        for line in code.replace("\\\n", " ").splitlines():
            for part in re.split(r"\||&&|;", line):
                pieces = shlex.split(re.split("[<>]", part)[0], comments=True)
                if pieces[:1] == ["sayso"]:
                    yield pieces[1:]


@pytest.mark.parametrize("name", NAMES)
def test_commands_that_are_not_run_are_commands(name: str) -> None:
    for arguments in _sayso_lines(ROOT / name):
        build_parser().parse_args(arguments)  # exits when it does not understand


@pytest.mark.parametrize("name", NAMES)
def test_make_targets_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"(?:^|`)make ([\w-]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def _shell_steps(page: Path) -> Iterator[tuple[str, str]]:
    """(command, output that the page shows) of its console blocks; "> " continues a command."""
    for code in blocks(page, "console"):
        command, shown = "", ""
        for line in code.splitlines(keepends=True):
            if line.startswith("$ "):
                if command:
                    yield command, shown
                command, shown = line[2:], ""
            elif line.startswith("> ") and not shown:
                command += line[2:]
            else:
                shown += line
        yield command, shown


def _run_shell(steps: list[tuple[str, str]], folder: Path) -> list[tuple[str, int]]:
    """(output, exit code) of each command, all in one shell, with this Python's ``sayso``."""
    script = "".join(f"{command}printf '\\n{_MARK}%d\\n' $?\n" for command, _ in steps)
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env={**kept, "PATH": search}, capture_output=True, text=True, check=False
    )
    parts = re.split(rf"\n{_MARK}(\d+)\n", done.stdout)
    assert len(parts) == 2 * len(steps) + 1, done.stderr
    return [(parts[2 * n], int(parts[2 * n + 1])) for n in range(len(steps))]


def _same(shown: str, given: str) -> bool:
    """Whether the output is as shown: "..." stands for anything, and any number for any other."""

    def without_numbers(text: str) -> str:
        return re.sub(r"\d+(?:[.,]\d+)*", "0", text)

    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(without_numbers(shown), without_numbers(given), flags)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docs/tutorial.md", "docs/how-to.md"])
def test_commands_do_what_the_page_shows(name: str, demo_store: Settings, tmp_path: Path) -> None:
    shutil.copytree(demo_store.folder, tmp_path / "newsroom")
    steps = list(_shell_steps(ROOT / name))
    ran = zip(steps, _run_shell(steps, tmp_path), strict=True)
    wrong = [
        f"$ {command}exit {code}, shown:\n{shown}\ngiven:\n{given}"
        for (command, shown), (given, code) in ran
        if code or (shown and not _same(shown, given))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "docs/how-to.md"])
def test_python_snippets_run(name: str, demo_store: Settings, tmp_path: Path) -> None:
    shutil.copytree(demo_store.folder, tmp_path / "newsroom")
    (tmp_path / "src").symlink_to(ROOT / "src")
    snippets = blocks(ROOT / name, "python")
    assert snippets
    for snippet in snippets:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


# --- licences -----------------------------------------------------------------------------------------------------


def _needed(name: str, seen: set[str]) -> set[str]:
    """The distributions that this one is installed with, here."""
    for line in distribution(name).requires or ():
        asked = Requirement(line)
        found = canonicalize_name(asked.name)
        if found not in seen and (asked.marker is None or asked.marker.evaluate({"extra": ""})):
            seen.add(found)
            _needed(found, seen)
    return seen


def test_notice_names_every_package_that_sayso_is_installed_with() -> None:
    notice = {canonicalize_name(word) for word in re.findall(r"[\w.-]+", (ROOT / "NOTICE").read_text("utf-8"))}
    assert _needed("sayso", set()) - notice == set()
