"""How a peer that groups articles is asked: JSON Lines of articles on stdin, of its groupings on stdout.

An article is ``{"set", "id", "title", "text", "date"}`` (date: ISO 8601 or null); those of one set stand together, in
order of time. An answer is ``{"set", "setting", "labels", "cpu_seconds"}`` for each set and setting: a label for each
article, in order, the same for those of one group. CPU-seconds are those of the whole grouping at that setting,
start-up off, the median of three runs where they are quick. Standard library alone.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

Json = dict[str, Any]
Prepare = Callable[[Sequence[Json]], Any]
"""What doesn't hang on the setting: vectors, signatures, a dendrogram."""
Cut = Callable[[Any, float], Sequence[int]]
"""A label for each article at one setting."""

_OFTEN, _QUICK = 3, 5.0
"""What takes less than so many CPU-seconds is timed so often."""


def parser(about: str | None) -> argparse.ArgumentParser:
    """Reads ``--settings``, beside what a program adds."""
    made = argparse.ArgumentParser(description=about)
    made.add_argument("--settings", type=float, nargs="+", required=True)
    return made


def serve(prepare: Prepare, cut: Cut, settings: Sequence[float]) -> None:
    """Answers all of stdin. The first articles are grouped once before: tables that load at first use are start-up."""
    articles = [json.loads(line) for line in sys.stdin]
    cut(prepare(articles[:20]), settings[0])
    for name, group in groupby(articles, key=lambda article: article["set"]):
        for answer in _answers(list(group), prepare, cut, settings):
            print(json.dumps({"set": name, **answer}), flush=True)


def _answers(articles: Sequence[Json], prepare: Prepare, cut: Cut, settings: Sequence[float]) -> Iterator[Json]:
    prepared, first = _timed(lambda: prepare(articles))
    for setting in settings:
        labels, then = _timed(lambda setting=setting: cut(prepared, setting))
        yield {"setting": setting, "labels": [int(label) for label in labels], "cpu_seconds": first + then}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    spent: list[float] = []
    while True:
        begun = time.process_time()
        result = work()
        spent.append(time.process_time() - begun)
        if len(spent) == _OFTEN or spent[-1] > _QUICK:
            return result, statistics.median(spent)


def words_of(article: Json) -> str:
    """Title and text."""
    return f"{article['title'] or ''}\n{article['text']}".strip()


def in_batches(size: int, articles: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Neighbours in time, so many at once."""
    return (articles[start : start + size] for start in range(0, len(articles), size))


class Groups:
    """Items that belong together, by pairs (union and find)."""

    def __init__(self, size: int) -> None:
        self._leaders = list(range(size))

    def leader(self, item: int) -> int:
        """The same for all items of a group."""
        while self._leaders[item] != item:
            self._leaders[item] = self._leaders[self._leaders[item]]
            item = self._leaders[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Makes the groups of two items one."""
        self._leaders[self.leader(one)] = self.leader(other)

    def labels(self) -> list[int]:
        """The leader of each item."""
        return [self.leader(item) for item in range(len(self._leaders))]
