"""What all tests share."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sayso.interfaces.cli import main
from sayso.interfaces.cli.demo import demo_settings
from sayso.settings import Settings
from sayso.storage.sqlite import SqliteStore
from tests.interfaces.newsstand import can_be_alone, run_alone, run_process
from tests.large_store import fill as fill_large

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; the test is skipped where there is none, but never in CI."""
    if CHROMIUM is None:
        assert not os.environ.get("SAYSO_CI"), "CI must have Chromium"
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return CHROMIUM


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "store"


@pytest.fixture(scope="session")
def demo_run(demo_folder: Path) -> str:
    """What ``sayso demo`` prints: run once a session, with loopback alone where that can be had (promise 5)."""
    run = run_alone if can_be_alone() else run_process
    ran = run("demo", "--no-serve", "--quiet", "--store", demo_folder)
    assert (ran.returncode, ran.stderr) == (0, b"")
    return ran.stdout.decode()


@pytest.fixture(scope="session")
def demo_store(demo_run: str, demo_folder: Path) -> Settings:
    """Settings of a store that holds the whole demo. Copy its folder before you write to it."""
    return demo_settings(Settings(store=str(demo_folder)))


@pytest.fixture(scope="session")
def large_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """A store with 10,000 articles, filled once a session: what is timed over it may add to it, and nothing more."""
    with fill_large(tmp_path_factory.mktemp("large") / "store") as store:
        yield store


@pytest.fixture
def demo_copy(demo_store: Settings, tmp_path: Path) -> Settings:
    """The demo's store for one test alone, to write to."""
    return copied(demo_store, tmp_path / "demo")


def copied(settings: Settings, folder: Path) -> Settings:
    """The same settings over a copy of the store."""
    shutil.copytree(settings.folder, folder)
    return dataclasses.replace(settings, store=str(folder))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[Any]:
        """The lines of stdout as JSON; an assertion that nothing else is there."""
        return [json.loads(line) for line in self.out.splitlines()]


Sayso = Callable[..., Ran]


@pytest.fixture
def sayso(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Runs ``sayso ARGUMENTS`` in this process, over a store of the test's own where ``--store`` names none."""
    monkeypatch.setenv("SAYSO_STORE", str(tmp_path / "store"))

    def run(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:  # argparse's way
            code = int(left.code or 0)
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running in this thread until the session ends."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
