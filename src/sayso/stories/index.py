"""An inverted index that is kept: 32-bit keys (terms, shingles) to numbers (stories, articles).

What is new is in a dictionary; what was kept before is in a few segments, each one sorted array of key and number in 64
bits. A new segment is merged with those before it until each is thrice the next (a log-structured merge, O'Neil et al.
1996), so that there are a dozen at most and a posting is written about as often.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sayso.stories.load import load

_RATIO = 3
_LARGEST = 1 << 25
"""Postings of a segment that is merged no more: 256 MB."""


class Index:
    """Numbers by key. A number stands under a key once, if whoever adds it sees to that."""

    __slots__ = ("_fresh", "_segments")

    def __init__(self) -> None:
        self._fresh: dict[int, list[int]] = {}
        self._segments: list[Any] = []

    def add(self, number: int, keys: Iterable[int]) -> None:
        """Puts a number under some keys."""
        fresh = self._fresh
        for key in keys:
            if key in fresh:
                fresh[key].append(number)
            else:
                fresh[key] = [number]

    def remove(self, number: int, keys: Iterable[int]) -> None:
        """Takes a number out from under keys, as far as it wasn't kept yet: a segment never changes."""
        for key in keys:
            numbers = self._fresh.get(key)
            if numbers and number in numbers:
                numbers.remove(number)
                if not numbers:
                    del self._fresh[key]

    def find(self, keys: Sequence[int]) -> Sequence[Sequence[int]]:
        """For each key the numbers under it, those kept longest first."""
        fresh = self._fresh
        if not self._segments:
            return [fresh.get(key, ()) for key in keys]
        np = load()
        starts = np.asarray(keys, dtype=np.uint64) << np.uint64(32)
        found: list[list[int]] = [[] for _ in keys]
        for segment in self._segments:
            lows = np.searchsorted(segment, starts).tolist()
            highs = np.searchsorted(segment, starts | np.uint64(0xFFFF_FFFF), side="right").tolist()
            for place, (low, high) in enumerate(zip(lows, highs, strict=True)):
                if low < high:
                    found[place] += (segment[low:high] & np.uint64(0xFFFF_FFFF)).tolist()
        for place, key in enumerate(keys):
            found[place] += fresh.get(key, ())
        return found

    # -- kept segments

    def load(self, segments: Iterable[bytes]) -> None:
        """Takes segments that were kept, the oldest first."""
        self._segments = [load().frombuffer(segment, dtype="<u8") for segment in segments]

    def settle(self, oldest: int = 0) -> tuple[int, list[bytes]]:
        """Makes a segment of what is new.

        Args:
            oldest: when segments are merged, smaller numbers are dropped.

        Returns:
            (how many segments from the first one on stay as they were, the segments after those).
        """
        if not self._fresh:
            return len(self._segments), []
        np = load()
        counts = [len(numbers) for numbers in self._fresh.values()]
        keys = np.repeat(np.fromiter(self._fresh, dtype=np.uint64, count=len(counts)), counts)
        numbers = np.fromiter((n for each in self._fresh.values() for n in each), dtype=np.uint64, count=sum(counts))
        merged = np.sort(keys << np.uint64(32) | numbers)
        stay = len(self._segments)
        while stay and len(self._segments[stay - 1]) < min(_RATIO * len(merged), _LARGEST):
            stay -= 1
            merged = np.concatenate((self._segments[stay], merged))
        if stay < len(self._segments):
            merged.sort(kind="stable")  # of sorted runs: a merge
            merged = merged[(merged & np.uint64(0xFFFF_FFFF)) >= np.uint64(oldest)]
        self._segments[stay:] = [merged]
        self._fresh.clear()
        return stay, [merged.astype("<u8").tobytes()]
