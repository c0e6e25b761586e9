"""BERT's uncased word pieces (Devlin et al., 2019), with the extent of each piece in the text.

Our own, since the usual library brings a network client along. It differs from it in one thing: a currency sign or
another symbol is a word of its own here, and not part of the word beside it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Extent = tuple[int, int]

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3400-\u9fff\uf900-\ufaff_])\w)+|[^\s\x00-\x1f\x7f]")
_LONGEST = 100
"""Code points; a longer word is unknown."""


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A vocabulary: pieces to ids, those that don't begin a word with two number signs in front."""

    vocabulary: Mapping[str, int]
    known: dict[str, tuple[tuple[int, int, int], ...]]

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """From a file with a piece on each line, its id being the line's number."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: number for number, piece in enumerate(lines) if piece}, {})

    def encode(self, text: str) -> tuple[list[int], list[Extent]]:
        """The ids of a text's pieces and their extents."""
        ids: list[int] = []
        extents: list[Extent] = []
        for match in _WORD.finditer(text):
            start = match.start()
            for number, left, right in self._pieces(match[0]):
                ids.append(number)
                extents.append((start + left, start + right))
        return ids, extents

    def _pieces(self, word: str) -> tuple[tuple[int, int, int], ...]:
        found = self.known.get(word)
        if found is None:
            found = self._cut(word)
            if len(self.known) < _REMEMBERED:
                self.known[word] = found
        return found

    def _cut(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """(id, start, end) of a word's pieces: the longest that is known, again and again (greedy)."""
        plain, places = _plain(word)
        if not plain:
            return ()
        unknown = ((self.vocabulary["[UNK]"], 0, len(word)),)
        if len(plain) > _LONGEST:
            return unknown
        pieces, at = [], 0
        while at < len(plain):
            mark = "##" if at else ""
            end = next((end for end in range(len(plain), at, -1) if mark + plain[at:end] in self.vocabulary), None)
            if end is None:
                return unknown
            number = self.vocabulary[mark + plain[at:end]]
            pieces.append((number, places[at], places[end - 1] + 1))
            at = end
        return tuple(pieces)


_REMEMBERED = 50_000
"""Words whose pieces are kept: the news of months; bounded, since a hostile text makes up words."""


@functools.lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character.lower())
    return "".join(part for part in decomposed if unicodedata.category(part) != "Mn")


def _plain(word: str) -> tuple[str, list[int]]:
    """A word in lower case without accents, and for each of its code points the place it comes from."""
    if word.isascii():
        return word.lower(), list(range(len(word)))
    plain, places = [], []
    for place, character in enumerate(word):
        for part in _plain_character(character):
            plain.append(part)
            places.append(place)
    return "".join(plain), places
