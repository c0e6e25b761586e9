"""Which rows of a table of vectors a text has: its words, its phrases, and the parts of words that aren't there.

A vocabulary is a list of entries, a row each: a word ("flood"), a phrase of two or three words parted by single spaces
("bầu cử": Vietnamese writes a word's syllables apart), or a piece of a word with a tilde before it ("~keit"). All are
lower case, letters alone, in normal form C.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

PIECE = "~"
MAX_CHARACTERS = 10_000
"""Of a text that are read: a lead has 700, and whoever sends a megabyte waits no longer than for this."""
LONGEST_WORD, LONGEST_PHRASE = 40, 3
SHORTEST_PART = 4
"""Letters of a whole word that may stand as part of a longer one: below that, accidents outnumber compounds."""
_WORD = re.compile(r"[^\W\d_]+")
_REMEMBERED = 50_000


def words(text: str) -> list[str]:
    """The words of a text in lower case: its runs of letters."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", text[:MAX_CHARACTERS]).lower())]


class Reading(NamedTuple):
    """The rows of a text's words and phrases, and of each word that has none the rows of its parts."""

    rows: list[int]
    unknown: list[tuple[int, ...]]


class Vocabulary:
    """The rows of entries, by their order."""

    def __init__(self, entries: Sequence[str]) -> None:
        self._rows = {entry: row for row, entry in enumerate(entries)}
        self._heads = frozenset(entry.partition(" ")[0] for entry in entries if " " in entry)
        self._longest_part = max((len(entry) for entry in entries), default=0)
        self._parts: dict[str, tuple[int, ...]] = {}

    def read(self, text: str) -> Reading:
        """What of a text is known: the longest phrase where one begins, else the word, else the parts of the word."""
        found = Reading([], [])
        read = words(text)
        at = 0
        while at < len(read):
            word = read[at]
            length = self._phrase_at(read, at) if word in self._heads else 0
            if length:
                found.rows.append(self._rows[" ".join(read[at : at + length])])
                at += length
                continue
            row = self._rows.get(word)
            if row is not None:
                found.rows.append(row)
            elif parts := self.parts(word):
                found.unknown.append(parts)
            at += 1
        return found

    def _phrase_at(self, read: Sequence[str], at: int) -> int:
        """How many words the longest phrase that begins there has; 0 where none does."""
        lengths: Iterable[int] = range(min(LONGEST_PHRASE, len(read) - at), 1, -1)
        return next((length for length in lengths if " ".join(read[at : at + length]) in self._rows), 0)

    def parts(self, word: str) -> tuple[int, ...]:
        """The rows of a word that has none of its own: from its start, always the longest part or piece that fits.

        A letter that begins no piece is passed over, so a word may have no rows at all.
        """
        known = self._parts.get(word)
        if known is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            known = self._parts[word] = tuple(self._split(word))
        return known

    def _split(self, word: str) -> Iterable[int]:
        at = 0
        while at < len(word):
            for end in range(min(len(word), at + self._longest_part), at, -1):
                row = self._part(word[at:end])
                if row is not None:
                    yield row
                    at = end
                    break
            else:
                at += 1

    def _part(self, letters: str) -> int | None:
        row = self._rows.get(letters) if len(letters) >= SHORTEST_PART else None
        return self._rows.get(PIECE + letters) if row is None else row
