"""A text as windows of word pieces: what the model reads, in training and in use alike.

A window holds whole consecutive paragraphs, ``[CLS] first [SEP] second [SEP] ...``, up to :data:`LIMIT` pieces.
The second input of the model, BERT's "token type", says for each piece whether it stands inside quotation marks: a
quotation's end may lie far from its beginning, and a block that the page marks as a quotation may have lost its marks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso_attribution_en.wordpiece import Extent, WordPieces

LIMIT = 192
"""Pieces in a window, its special ones included: longer ones cost more and gave nothing in a first trial."""

CLS, SEP = 101, 102
NOWHERE = (-1, -1)
"""The extent of a special piece."""

_ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "’": "'", "‘": "'", "\u00a0": " "})
"""One code point for another, so that offsets stay; which way a mark bends is told by the token types."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A paragraph as the model's pieces: ids, extents in the text, and for each whether it is quoted (0, 1)."""

    ids: tuple[int, ...]
    extents: tuple[Extent, ...]
    quoted: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> Pieces:
        """Some consecutive pieces of it."""
        return Pieces(self.ids[start:end], self.extents[start:end], self.quoted[start:end])


@dataclass(frozen=True, slots=True)
class Window:
    """Paragraphs that the model reads together. ``numbers``: each piece's place in the text, -1 for special ones."""

    ids: npt.NDArray[np.int64]
    quoted: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]


def paragraphs_of(text: str) -> list[Extent]:
    """The extents of what blank lines separate."""
    found, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            found.append((start, start + len(part)))
        start += len(part) + 2
    return found


def pieces_of(words: WordPieces, text: str, extents: Sequence[Extent], quotes: Sequence[bool] = ()) -> list[Pieces]:
    """Each extent of ``text`` as pieces, none longer than a window; ``quotes``: which extents are a quotation whole."""
    flags = itertools.chain(quotes, itertools.repeat(False))
    found = []
    for (start, end), whole in zip(extents, flags, strict=False):
        written = text[start:end].translate(_ALIKE)
        ids, places = words.encode(written)
        inside = _inside_quotation(written, whole=whole)
        paragraph = Pieces(
            tuple(ids),
            tuple((start + left, start + right) for left, right in places),
            tuple(inside[left] for left, _ in places),
        )
        room = LIMIT - 2
        found += [paragraph.part(at, at + room) for at in range(0, len(paragraph), room)]
    return found


def _inside_quotation(paragraph: str, *, whole: bool) -> list[int]:
    """For each code point 1 within straight double marks, else 0; what isn't closed lasts to the paragraph's end."""
    if whole:
        return [1] * len(paragraph)
    inside, state = [], 0
    for character in paragraph:
        if character == '"':
            state = 1 - state
        inside.append(1 if character == '"' else state)
    return inside


def windows_of(paragraphs: Sequence[Pieces], first: int = LIMIT) -> Iterator[Window]:
    """Consecutive paragraphs in windows, greedily; ``first``: the room of the first one, so that cuts can be moved."""
    room, start, length, number = first, 0, 1, 0
    for at, paragraph in enumerate(paragraphs):
        if length > 1 and length + len(paragraph) + 1 > room:
            yield _window(paragraphs[start:at], number)
            number += length - 1 - (at - start)
            start, length, room = at, 1, LIMIT
        length += len(paragraph) + 1
    if start < len(paragraphs):
        yield _window(paragraphs[start:], number)


def _window(paragraphs: Sequence[Pieces], number: int) -> Window:
    ids, quoted, numbers = [CLS], [0], [-1]
    for paragraph in paragraphs:
        ids += [*paragraph.ids, SEP]
        quoted += [*paragraph.quoted, 0]
        numbers += [*range(number, number + len(paragraph)), -1]
        number += len(paragraph)
    return Window(np.array(ids), np.array(quoted), np.array(numbers))


def padded(rows: Sequence[npt.NDArray[np.int64]], fill: int = 0) -> npt.NDArray[np.int64]:
    """Rows of unlike length as one array, filled up on the right."""
    full = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
    for row, values in zip(full, rows, strict=True):
        row[: len(values)] = values
    return full
