"""Where a text quotes: extents of quoted passages, marks included, over one or several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile("[“”„‟\"«»]|''|``|‘‘|’’")
_SINGLE = re.compile(r"(?<![\w'’‘`])['‘](?=[\w\"$£€(\[…*])")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…\])%*-])['’](?![\w'’])")
_OPENS, _CLOSES = "“„‟", "”"
_WORD = re.compile(r"\w+")
_PAUSE = ",.!?…;:—–-。"
_LONGEST_SINGLE = 1200
"""Characters between single marks."""

_LONGEST_SINGLE_TERM = 6
"""Words between single marks that need no punctuation before the closing one ('SOS Cuba'); longer ones do,
since an apostrophe after a plural ("the detainees' rights") looks the same."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted passage within one paragraph, marks included.

    ``goes_on``: it has no closing mark and the next paragraph opens with one, as long quotations are set.
    ``continues``: it is such a next paragraph.
    """

    start: int
    end: int
    words: int
    ends_with_pause: bool
    goes_on: bool = False
    continues: bool = False

    @property
    def speech(self) -> bool:
        """Whether it can be an utterance of its own, and not a term in quotation marks."""
        return self.words >= 4 or (self.ends_with_pause and self.words > 0)


def find_quotes(text: str) -> list[Quote]:
    """All quoted passages, in order, none inside another."""
    quotes: list[Quote] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    pending = False
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        opens_next = following is not None and _opens_with_mark(following[0])
        found = list(_in_paragraph(text, paragraph.start(), paragraph.end()))
        for number, (start, end, closed) in enumerate(found):
            goes_on = not closed and opens_next and number == len(found) - 1
            continues = pending and number == 0 and start - paragraph.start() <= 1
            if closed or goes_on or continues or _plausible_unclosed(text[start:end]):
                quotes.append(_quote(text, start, end, goes_on=goes_on, continues=continues))
        pending = bool(found) and not found[-1][2] and opens_next
    return quotes


def _opens_with_mark(paragraph: str) -> bool:
    return paragraph.lstrip()[:1] in set(_OPENS) | {'"', "«", "‘"} or paragraph.lstrip()[:2] in {"''", "``"}


def _plausible_unclosed(passage: str) -> bool:
    return passage[:1] in _OPENS and len(passage) > 20


def _quote(text: str, start: int, end: int, *, goes_on: bool, continues: bool) -> Quote:
    inner = text[start:end].strip("“”„‟\"«»'‘’` ")
    return Quote(start, end, sum(1 for _ in _WORD.finditer(inner)), inner[-1:] in _PAUSE, goes_on, continues)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, closed) of passages in double marks, and of those in single marks between them."""
    at = start
    for opening, closing, closed in _double(text, start, end):
        yield from _single(text, at, opening)
        yield opening, closing, closed
        at = closing
    yield from _single(text, at, end)


def _double(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if _can_open(text, mark, start):
                opened = mark.start()
        elif _can_close(text, mark, end):
            yield opened, mark.end(), True
            opened = None
    if opened is not None:
        yield opened, end, False


def _can_open(text: str, mark: re.Match[str], start: int) -> bool:
    if mark[0] in _OPENS or mark[0] == "«":
        return True
    if mark[0] in _CLOSES or mark[0] == "’’":
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    return not before.isalnum() and not after.isspace() and after != ""


def _can_close(text: str, mark: re.Match[str], end: int) -> bool:
    if mark[0] in _CLOSES or mark[0] in {"»", "’’"}:
        return True
    if mark[0] in _OPENS or mark[0] in {"«", "``", "‘‘"}:
        return False
    after = text[mark.end()] if mark.end() < end else " "
    return not after.isalnum()


def _single(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    at = start
    while (opening := _SINGLE.search(text, at, end)) is not None:
        closing = _single_end(text, opening.end(), end)
        if closing is None:
            at = opening.end()
            continue
        yield opening.start(), closing, True
        at = closing


def _single_end(text: str, start: int, end: int) -> int | None:
    for number, mark in enumerate(_SINGLE_END.finditer(text, start, min(end, start + _LONGEST_SINGLE))):
        before = text[mark.start() - 1]
        short = text.count(" ", start, mark.start()) < _LONGEST_SINGLE_TERM
        if before in ".,!?…" or (short and before != "s"):
            return mark.end()
        if number > 20:
            return None
    return None
