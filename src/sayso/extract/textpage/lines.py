"""What each line of a saved page is: an age, a date, a byline, a section's name, furniture, a title, a paragraph."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from sayso.extract.furniture import phrases
from sayso.extract.metadata.ages import time_in
from sayso.text import folded_space, normal_form, words

_TERMINAL = re.compile(r"[.!?…:;。！？،।]['\"’”»)\]]*$")
_CLOSED = re.compile(r"[.…。]['\"’”»)\]]*$")
_SEPARATORS = re.compile(r"\s+[|·•—–\-/]\s+|\s*[|·•]\s*")
_BYLINE = re.compile(
    r"^(?:by|written by|reported by|story by|por|escrito por|redactado por|par|écrit par|von|di|door|af|av)"
    r"\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"^(?:#[\w·-]+[\s,]*)+$")
_COUNT = re.compile(
    r"^[\W\d]*\d+\s*(?:min(?:ute)?s?(?:\s+(?:read|de lecture|de lectura))?|comments?|comentarios?|commentaires?|"
    r"shares?|likes?|views?|k)?[\W\d]*$",
    re.IGNORECASE,
)
_TALLY = re.compile(r"\s*[(\[]?\d{1,6}[)\]]?\s*$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_MIN_PARAGRAPH_WORDS = 5
_LONG = 260
_WRAP_WIDTH = 100
_MAX_OUTLET_WORDS = 6


class Role(enum.Enum):
    """What a line is for."""

    BLANK = "blank"
    FURNITURE = "furniture"
    RELATED = "the name of a section that lists other articles"
    COMMENTS = "the name of the comments"
    HASHTAGS = "the name of the hashtags, or a line of them"
    META = "an age, a date, an outlet beside one"
    BYLINE = "who wrote it"
    SHORT = "a title, an outlet, a heading"
    PARAGRAPH = "running text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its role; of a META line the time and the outlet that it names, of a BYLINE the names."""

    text: str
    role: Role
    time: str | None = None
    outlet: str | None = None
    modified: bool = False

    @property
    def size(self) -> int:
        """Its length in words; four characters count as one where a script has no spaces."""
        return max(len(words(self.text)), len(_UNSPACED.findall(self.text)) // 4)


def classified(text: str, fetched: datetime | None) -> list[Line]:
    """The lines of a page with their roles; hard-wrapped paragraphs are made whole first."""
    return [classified_line(line, fetched) for line in _unwrapped(text)]


def classified_line(raw: str, fetched: datetime | None) -> Line:
    """One line with its role."""
    text = folded_space(raw)
    role = _plain_role(text)
    if role is not None:
        return Line(text, role)
    if len(text) <= _LONG:
        meta = _meta(text, fetched)
        if meta:
            return meta
        if _BYLINE.match(text) and len(words(text)) <= 14 and not _CLOSED.search(text):
            return Line(_BYLINE.sub("", text), Role.BYLINE)
    line = Line(text, Role.SHORT)
    return Line(text, Role.PARAGRAPH) if _is_paragraph(line) else line


def _plain_role(text: str) -> Role | None:
    if not normal_form(text):
        return Role.BLANK
    for name, role in (("related", Role.RELATED), ("comments", Role.COMMENTS), ("hashtags", Role.HASHTAGS)):
        if phrases(name).match(_TALLY.sub("", text)):
            return role
    if _HASHTAGS.match(text):
        return Role.HASHTAGS
    return Role.FURNITURE if phrases("furniture").match(text) or _COUNT.match(text) else None


def _meta(text: str, fetched: datetime | None) -> Line | None:
    """A line that is a time, or a time and an outlet parted by a separator ("Yahoo · 2 hours ago")."""
    if text[:1] in "-–—|·•" and 0 < len(words(text)) <= _MAX_OUTLET_WORDS and not _TERMINAL.search(text):
        bare = text.lstrip("-–—|·• ").strip()
        found = time_in(bare, fetched)
        return Line(text, Role.META, found.iso, None, found.modified) if found else Line(text, Role.META, outlet=bare)
    time: str | None = None
    modified = timed = False
    names: list[str] = []
    for piece in filter(None, _SEPARATORS.split(text)):
        found = time_in(piece, fetched)
        if found:
            timed = True
            time, modified = time or found.iso, modified or found.modified
            names += [found.rest] if found.rest else []
        elif not _COUNT.match(piece) and not phrases("furniture").match(piece):
            names.append(piece)
    name = names[0].strip(" ,") if names else None
    if not timed:
        return None
    if name and (len(words(name)) > _MAX_OUTLET_WORDS or len(names) > 2):
        return None
    return Line(text, Role.META, time, name, modified)


def _is_paragraph(line: Line) -> bool:
    if len(line.text) > _LONG:
        return True
    if _TERMINAL.search(line.text) and line.size >= _MIN_PARAGRAPH_WORDS:
        return not (line.text.rstrip("'\"’”»)]").endswith(("?", "!", "？", "！")) and line.size <= 20)
    return line.size > 30 or bool(_CLOSED.search(line.text) and line.size >= 2)


def _unwrapped(text: str) -> list[str]:
    """Lines as paragraphs. Text wrapped at a column is joined between its blank lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")
    if not _is_wrapped(lines):
        return lines
    joined: list[str] = []
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        joined += [""] if blank else _rejoined(list(group))
    return joined


def _rejoined(group: list[str]) -> list[str]:
    """One paragraph where its lines are long; short lines (a title, an outlet, an age) stay as they are."""
    long_ones = sum(len(line.strip()) >= _WRAP_WIDTH // 2 for line in group)
    return [" ".join(group)] if long_ones * 2 >= len(group) and len(group) > 1 else group


def _is_wrapped(lines: Iterable[str]) -> bool:
    """Whether most lines that another follows end in the middle of a sentence, none being long."""
    stripped = [line.strip() for line in lines]
    if max(map(len, stripped), default=0) > _WRAP_WIDTH:
        return False
    followed = [one for one, after in pairwise(stripped) if after and len(one) >= _WRAP_WIDTH // 2]
    return len(followed) >= 3 and sum(not _TERMINAL.search(one) for one in followed) * 2 > len(followed)
