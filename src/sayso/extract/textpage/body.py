"""The running text of one article of a saved page: paragraphs, lists, subheadings; other articles' headlines apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.extract.furniture import phrases
from sayso.extract.textpage.lines import Line, Role
from sayso.extract.textpage.support import stems, support
from sayso.text import normal_form
from sayso.types import Block, BlockKind, Link

_MIN_TITLE_WORDS = 3
_MAX_HEADING_WORDS = 8
_MAX_LONG_HEADING_WORDS = 16
_HEADING_SUPPORT = 0.5
_MAX_BIO_WORDS = 45
_BIO = re.compile(
    r"\b(?:follow (?:her|him|them|me|us)"
    r"|(?:follow|contact|reach|e-?mail) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:on|at|via)"
    r"|(?:contact|reach|e-?mail) (?:her|him|them|me) (?:on|at|via)|can be reached at"
    r"|s[ií]ga(?:lo|la|le) en|suivez-l[ea] sur|folgen sie (?:ihr|ihm) auf)\b|(?:^|\s)@\w{3,}\W*$|\S+@\S+\.\w+\W*$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"^(?P<lead>[^:|]{3,40})\s*[:|]\s+(?P<title>\S.*)$")


def own_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines less the writer's own notes that end them ("Follow her on ...")."""
    kept = list(lines)
    last = len(kept) - 1
    while last > 0 and kept[last].role is not Role.PARAGRAPH:
        last -= 1
    if last > 0 and kept[last].size <= _MAX_BIO_WORDS and _BIO.search(kept[last].text):
        del kept[last]
    return kept


def body_of(lines: Sequence[Line], title: str | None) -> tuple[list[Block], list[Link]]:
    """Blocks from the first to the last paragraph, and the headlines of other articles between and after them.

    Lists count as paragraphs; the repeated title is left out.
    """
    end = _end_of_text(lines)
    blocks: list[Block] = []
    links: list[Link] = []
    waiting: list[Line] = []
    for at, line in enumerate(lines[:end]):
        if line.role is Role.SHORT:
            waiting.append(line)
        elif line.role in {Role.PARAGRAPH, Role.ITEM}:
            heading, others = _parted(waiting, (lines[place] for place in range(at, end)))
            blocks += [Block(BlockKind.HEADING, heading.text)] if heading else []
            blocks.append(Block(BlockKind.LIST_ITEM if line.role is Role.ITEM else BlockKind.PARAGRAPH, line.text))
            links += others
            waiting = []
    links += _links(line for line in lines[end:] if line.role in {Role.SHORT, Role.ITEM})
    return [block for block in blocks if normal_form(block.text) != normal_form(title or "")], links


def _end_of_text(lines: Sequence[Line]) -> int:
    """Past the last paragraph, and past the list that it announces."""
    last = max((at for at, line in enumerate(lines) if line.role is Role.PARAGRAPH), default=-1)
    end = last + 1
    while last >= 0 and lines[last].text.endswith(":") and end < len(lines) and lines[end].role is Role.ITEM:
        end += 1
    return end


def _parted(waiting: Sequence[Line], following: Iterable[Line]) -> tuple[Line | None, list[Link]]:
    """Of short lines above a paragraph the subheading, and the other articles' headlines.

    One line alone is a subheading when it has up to eight words, asks, or has up to sixteen of which half stand in the
    text below it; stacked lines are headlines.
    """
    led = [line for line in waiting if _headline(line.text) != line.text]
    others = [line for line in waiting if line not in led]
    if len(others) == 1 and _is_heading(others[0], following):
        return others[0], _links(led)
    return None, _links(waiting)


def _is_heading(line: Line, following: Iterable[Line]) -> bool:
    if line.size <= _MAX_HEADING_WORDS or line.text.endswith(("?", "!", "？")):
        return True
    section: list[str] = []
    for one in following:
        if one.role is Role.SHORT:
            break
        section.append(one.text)
    share = support(line.text, stems(section))
    return line.size <= _MAX_LONG_HEADING_WORDS and share is not None and share >= _HEADING_SUPPORT


def _links(lines: Iterable[Line]) -> list[Link]:
    return [Link(_headline(line.text), None) for line in lines if line.size >= _MIN_TITLE_WORDS + 1 or _is_led(line)]


def _is_led(line: Line) -> bool:
    return _headline(line.text) != line.text


def _headline(text: str) -> str:
    """A headline without its lead-in ("Read more: ...")."""
    match = _LEAD_IN.match(text)
    return match["title"] if match and phrases("leadins").match(match["lead"]) else text
