import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import PageError
from sayso.extract import ExtractPool
from sayso.types import Page
from tests.extract.pages import PARAGRAPHS, html_page, page
from tests.extract.slowpages import misbehave


def named(*names: str) -> list[Page]:
    return [Page(name=name, address=None, content=b"x") for name in names]


@pytest.mark.slow
def test_a_page_over_its_limit_is_stopped_and_the_next_comes_out() -> None:
    names = ["ok", "loop", "ok2", "memory", "ok3", "die", "ok4", "refuse", "ok5"]
    with ExtractPool(jobs=2, cpu_seconds=0.5, memory_bytes=2**29, extractor=misbehave) as pool:
        outcomes = list(pool.extract_all(named(*names)))
    assert [one.name for one, _ in outcomes] == names
    told = {one.name: str(outcome) for one, outcome in outcomes if isinstance(outcome, PageError)}
    assert set(told) == {"loop", "memory", "die", "refuse"}
    assert "took more than 0.5 CPU-seconds" in told["loop"]
    assert "took more than 512 MB of memory" in told["memory"]
    assert "reader stopped" in told["die"]


@pytest.mark.slow
def test_a_page_that_sleeps_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.extract.pool._WALL_SLACK", 1.0)
    monkeypatch.setattr("sayso.extract.pool._WALL_FACTOR", 0.0)
    with ExtractPool(extractor=misbehave) as pool:
        outcomes = list(pool.extract_all(named("sleep", "ok")))
    assert "took more than 1 seconds" in str(outcomes[0][1])
    assert outcomes[1][1] == ()


@pytest.mark.slow
def test_real_pages_come_out_in_order_and_whole() -> None:
    pages = [
        page(html_page(title=f"Harbour news of day {day}"), address=f"https://a.example.com/{day}") for day in range(6)
    ]
    pages.insert(3, page(b"", address=None))
    with ExtractPool(jobs=1) as pool:
        outcomes = [outcome for _, outcome in pool.extract_all(pages)]
    assert isinstance(outcomes.pop(3), PageError)
    assert [outcome[0].title for outcome in outcomes if isinstance(outcome, tuple)] == [
        f"Harbour news of day {day}" for day in range(6)
    ]
    assert all(isinstance(outcome, tuple) and outcome[0].text == "\n\n".join(PARAGRAPHS) for outcome in outcomes)


def test_without_workers_it_is_the_same() -> None:
    with ExtractPool(jobs=0) as pool:
        (_, found), (_, refused) = pool.extract_all([page(html_page()), page(b"")])
    assert isinstance(found, tuple)
    assert found[0].title == "Port Ellery reopens its harbour"
    assert isinstance(refused, PageError)


@pytest.mark.slow
def test_pages_are_read_no_further_ahead_than_needed() -> None:
    read = 0

    def pages() -> Iterator[Page]:
        nonlocal read
        for one in named(*"abcdefghijklmnop"):
            read += 1
            yield one

    with ExtractPool(extractor=misbehave) as pool:
        next(pool.extract_all(pages()))
        assert read <= 4


@pytest.mark.slow
def test_ctrl_c_leaves_no_orphan() -> None:
    code = (
        "import signal\nfrom tests.extract.slowpages import misbehave\n"
        "from sayso.extract import ExtractPool\nfrom sayso.types import Page\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job has it ignored
        "    with ExtractPool(extractor=misbehave) as pool:\n"
        "        results = pool.extract_all(Page(name, None, b'x') for name in ('ok', 'sleep'))\n"
        "        next(results)\n        print(pool.worker_ids()[0], flush=True)\n        next(results)\n"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        os.killpg(process.pid, signal.SIGINT)
        process.wait(10)
    for _ in range(50):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived its pool")
