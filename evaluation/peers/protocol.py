"""How a peer is asked: JSON Lines of documents on stdin, of what it finds on stdout, at last its CPU-seconds.

A document is ``{"doc", "text", "date"}``, an answer ``{"doc", "found": [...]}``, in the same order. What is found is an
attribution ``{"source": [[start, end], ...], "cue": ..., "content": ...}`` or a time expression ``{"start", "end",
"value"}``, in code points. The last line is ``{"cpu_seconds"}``, start-up off. Standard library alone: a peer's
environment has nothing of sayso.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Json = dict[str, Any]
Finder = Callable[[Sequence[Json]], Iterable[list[Json]]]


def serve(find_all: Finder) -> None:
    """Answers all of stdin. The first document is read twice: tables that load at first use are start-up."""
    documents = asked()
    list(find_all(documents[:1]))
    begun = time.process_time()
    found = list(find_all(documents))
    tell(documents, found, time.process_time() - begun)


def asked() -> list[Json]:
    """The documents on stdin."""
    return [json.loads(line) for line in sys.stdin]


def tell(documents: Sequence[Json], found: Iterable[list[Json]], cpu_seconds: float) -> None:
    """Prints the answers and the time that they took."""
    for document, findings in zip(documents, found, strict=True):
        print(json.dumps({"doc": document["doc"], "found": findings}))
    print(json.dumps({"cpu_seconds": cpu_seconds}))


def placed(text: str, words: str, after: int, near: int | None = None) -> int | None:
    """Where words that come without an offset stand: the place at or after ``after`` that is nearest to ``near``.

    None where they don't stand there as they are.
    """
    at = text.find(words, after)
    if near is None:
        return at if at >= 0 else None
    best = None
    while at >= 0 and (best is None or abs(at - near) < abs(best - near)):
        best = at
        at = text.find(words, at + 1)
    return best
