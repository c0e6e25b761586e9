"""Many pages in worker processes, each page within limits of CPU time, memory and wall time.

A worker that goes over a limit is ended by the kernel or by us; its page becomes a PageError, a new worker takes the
next. Only finished, pickled articles cross the pipe, so no half result can.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, cast

from sayso.errors import PageError
from sayso.extract.load import load
from sayso.extract.onepage import extract
from sayso.types import Article, Page

Outcome = tuple[Article, ...] | PageError
Extractor = Callable[[Page], tuple[Article, ...]]

_WALL_FACTOR = 6.0
_WALL_SLACK = 30.0
_POLL = 0.5
_GRACE = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take. ``memory_bytes`` is address space beyond what the loaded libraries take."""

    cpu_seconds: float
    memory_bytes: int

    @property
    def wall_seconds(self) -> float:
        """Several times the CPU limit: a worker that waits for a busy processor isn't to blame, one that sleeps is."""
        return self.cpu_seconds * _WALL_FACTOR + _WALL_SLACK


class _OverTime(BaseException):
    """Raised by the timer inside a worker; no ``except Exception`` of a library can swallow it."""


@dataclass(slots=True)
class _Worker:
    """A worker process, the pipe to it, and the page that it has, by its place in the order."""

    process: Any
    pipe: Connection
    place: int | None = None
    page: Page | None = None
    deadline: float = 0.0


class ExtractPool:
    """Extracts pages in worker processes; ``jobs=0`` does it in this one, without limits.

    Use it as a context manager: leaving it, also by Ctrl-C, ends every worker.

    Args:
        jobs: worker processes.
        cpu_seconds: CPU time that one page may take.
        memory_bytes: memory that one page may take.
        extractor: what is done with a page; a module's own function, for tests.
    """

    def __init__(
        self,
        jobs: int = 1,
        cpu_seconds: float = 20.0,
        memory_bytes: int = 3 * 2**29,
        extractor: Extractor = extract,
    ) -> None:
        self.jobs = jobs
        self.limits = Limits(cpu_seconds, memory_bytes)
        self._extractor = extractor
        # A fork of a process with threads can hang; "spawn" starts clean.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []

    def __enter__(self) -> ExtractPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def worker_ids(self) -> list[int]:
        """Process ids of the workers."""
        return [worker.process.pid for worker in self._workers]

    def close(self) -> None:
        """Ends every worker; pages in work are dropped."""
        while self._workers:
            _end(self._workers.pop())

    def extract_all(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Outcome]]:
        """Each page with its articles or the error that says why there are none, in the pages' order.

        Reads at most four pages a worker ahead of what has been taken.
        """
        if self.jobs <= 0:
            for page in pages:
                yield page, outcome_of(page, self._extractor)
            return
        yield from self._in_workers(iter(pages))

    def _in_workers(self, pages: Iterator[Page]) -> Iterator[tuple[Page, Outcome]]:
        waiting: deque[tuple[int, Page]] = deque()
        done: dict[int, tuple[Page, Outcome]] = {}
        read, given, more = 0, 0, True
        while more or given < read:
            while more and read - given < 4 * self.jobs:
                page = next(pages, None)
                if page is None:
                    more = False
                    break
                waiting.append((read, page))
                read += 1
            self._hand_out(waiting)
            done.update(self._collected() if given not in done else {})
            while given in done:
                yield done.pop(given)
                given += 1

    def _hand_out(self, waiting: deque[tuple[int, Page]]) -> None:
        while waiting:
            worker = next((one for one in self._workers if one.place is None), None)
            if worker is None and len(self._workers) < self.jobs:
                worker = self._started()
            if worker is None:
                return
            worker.place, worker.page = waiting.popleft()
            worker.deadline = time.monotonic() + self.limits.wall_seconds
            # A worker that died while idle is noticed when its answer is waited for.
            with contextlib.suppress(BrokenPipeError):
                worker.pipe.send(worker.page)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self.limits, self._extractor), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _collected(self) -> dict[int, tuple[Page, Outcome]]:
        """What the workers have finished, at least one thing unless nothing is ready within half a second."""
        busy = [worker for worker in self._workers if worker.place is not None]
        ready = set(wait([worker.pipe for worker in busy], _POLL))
        found: dict[int, tuple[Page, Outcome]] = {}
        for worker in busy:
            late = time.monotonic() > worker.deadline
            if worker.pipe not in ready and not late:
                continue
            assert worker.page is not None
            assert worker.place is not None
            found[worker.place] = (worker.page, self._answer(worker, late=worker.pipe not in ready))
            worker.place = worker.page = None
        return found

    def _answer(self, worker: _Worker, *, late: bool) -> Outcome:
        if not late:
            # A worker that the kernel ended leaves a closed pipe; what ended it is asked of its exit status below.
            with contextlib.suppress(EOFError, OSError):
                return cast("Outcome", worker.pipe.recv())
        assert worker.page is not None
        self._workers.remove(worker)
        _end(worker)
        return _died(worker.page, self.limits, worker.process.exitcode, late=late)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join(_GRACE)


def _died(page: Page, limits: Limits, code: int | None, *, late: bool) -> PageError:
    if late:
        return PageError(page.name, f"took more than {limits.wall_seconds:.0f} seconds", "leave it out or simplify it")
    if code == -signal.SIGXCPU or code == -signal.SIGPROF:
        return _too_slow(page, limits)
    return PageError(page.name, f"its reader stopped (exit status {code})", "leave it out, and report the page")


def _too_slow(page: Page, limits: Limits) -> PageError:
    return PageError(page.name, f"took more than {limits.cpu_seconds:g} CPU-seconds", "leave it out or simplify it")


def outcome_of(page: Page, extractor: Extractor) -> Outcome:
    """The page's articles, or its error as a value."""
    try:
        return extractor(page)
    except PageError as error:
        return error


# --- inside a worker ------------------------------------------------------------------------------------------


def _work(pipe: Connection, limits: Limits, extractor: Extractor) -> None:
    """A worker's life: pages in, outcomes out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent ends us.
    signal.signal(signal.SIGPROF, _over_time)
    if extractor is extract:
        load()  # before the limits, so that no page pays for it
    _bound_memory(limits.memory_bytes)
    while True:
        try:
            page = pipe.recv()
        except EOFError:
            return
        pipe.send(_bounded(page, limits, extractor))


def _bounded(page: Page, limits: Limits, run: Extractor) -> Outcome:
    """One page under the timer. The kernel's own limit ends a worker whose C code never returns to Python."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + limits.cpu_seconds) + _GRACE, hard))
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds)
    try:
        return outcome_of(page, run)
    except _OverTime:
        return _too_slow(page, limits)
    except MemoryError:
        mega = limits.memory_bytes // 2**20
        return PageError(page.name, f"took more than {mega} MB of memory", "leave it out or simplify it")
    except RecursionError:
        return PageError(page.name, "is nested too deeply to read", "leave it out or simplify it")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _over_time(_signal: int, _frame: object) -> None:
    raise _OverTime


def _bound_memory(memory_bytes: int) -> None:
    """Address space: what is mapped now (shared libraries mostly) and the page's allowance on top."""
    mapped = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = mapped + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))
