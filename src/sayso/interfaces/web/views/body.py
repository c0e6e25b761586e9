"""An article's body as parts of a page, with the words of a span marked. Pure; the template escapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.text import joined
from sayso.types import Block, BlockKind, Extent

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: marked or not; ``first`` is the first marked piece, to which a link leads."""

    text: str
    marked: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph, a quotation, or a list (then with an item a block)."""

    kind: BlockKind
    items: tuple[tuple[Piece, ...], ...]


def body_parts(text: str, blocks: Sequence[Block], span: Extent | None) -> tuple[Part, ...]:
    """A version's text as parts of a page.

    Args:
        text: the version's text.
        blocks: its blocks, where they are known and their text is this text; else the text's own lines are used.
        span: what to mark, in code points of ``text``.
    """
    spoken = [block for block in blocks if block.kind is not BlockKind.CAPTION]
    placed = list(_placed_blocks(spoken) if spoken and joined(spoken) == text else _placed_lines(text))
    marking = _Marking(span)
    parts: list[Part] = []
    for kind, run in groupby(placed, key=lambda one: one[0]):
        items = [marking.pieces(text, extent) for _, extent in run]
        parts += [Part(kind, tuple(items))] if kind is BlockKind.LIST_ITEM else [Part(kind, (item,)) for item in items]
    return tuple(parts)


def valid_span(text: str, start: int | None, end: int | None) -> Extent | None:
    """The extent that an address names, when it lies in the text."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return start, end


def _placed_blocks(blocks: Sequence[Block]) -> Iterator[tuple[BlockKind, Extent]]:
    at = 0
    for block in blocks:
        yield block.kind, (at, at + len(block.text))
        at += len(block.text) + len(_BREAK)


def _placed_lines(text: str) -> Iterator[tuple[BlockKind, Extent]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield BlockKind.PARAGRAPH, (at, at + len(line))
        at += len(line) + 1


class _Marking:
    """Cuts extents at the span's ends; remembers whether a piece was marked already."""

    def __init__(self, span: Extent | None) -> None:
        self._span = span
        self._marked = False

    def pieces(self, text: str, extent: Extent) -> tuple[Piece, ...]:
        start, end = extent
        if self._span is None:
            return (Piece(text[start:end], marked=False, first=False),)
        low, high = max(start, self._span[0]), min(end, self._span[1])
        if low >= high:
            return (Piece(text[start:end], marked=False, first=False),)
        marked = Piece(text[low:high], marked=True, first=not self._marked)
        self._marked = True
        before, after = (
            Piece(text[start:low], marked=False, first=False),
            Piece(text[high:end], marked=False, first=False),
        )
        return tuple(piece for piece in (before, marked, after) if piece.text)
