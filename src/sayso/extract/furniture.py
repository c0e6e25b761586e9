"""Lines of a page that are no part of an article: buttons, prompts, section names. Phrases live in ``data/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.text import normal_form

_MAX_PHRASE_LINE = 160
_MAX_NOTICE = 600

_RIGHTS = re.compile(r"^\W*(?:copyright\W*)?(?:©|\(c\)|℗)\s*(?:19|20)\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases in normal form: whole lines, beginnings (``more *``), beginning with ending (``a * b``) or with words
    that come later (``a * b *``).
    """

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    framed: tuple[tuple[str, str], ...]
    holding: tuple[tuple[str, str], ...]

    def match(self, line: str, longest: int = _MAX_PHRASE_LINE) -> bool:
        """Whether the line is one of them. Lines over ``longest`` characters never are."""
        if len(line) > longest:
            return False
        form = normal_form(line)
        if not form:
            return False
        if form in self.whole:
            return True
        if form.startswith(self.beginnings):
            return True
        if any(form.startswith(before) and form.endswith(after) for before, after in self.framed):
            return True
        return any(form.startswith(before) and after in form for before, after in self.holding)


def is_furniture(line: str) -> bool:
    """Whether a line is a button, a prompt, or a notice (cookies, rights, reprints) of up to 600 characters."""
    return (
        phrases("furniture").match(line)
        or phrases("notices").match(line, _MAX_NOTICE)
        or (len(line) <= _MAX_NOTICE and _RIGHTS.match(line) is not None)
    )


@cache
def phrases(name: str) -> Phrases:
    """The phrases of ``data/NAME.txt``: one a line, "#" begins a comment, "*" stands for any words."""
    whole: set[str] = set()
    beginnings: list[str] = []
    framed: list[tuple[str, str]] = []
    holding: list[tuple[str, str]] = []
    for line in data_lines(name):
        before, star, after = line.partition("*")
        if not star:
            whole.add(normal_form(line))
        elif after.strip():
            into = holding if after.endswith("*") else framed
            into.append((normal_form(before), normal_form(after)))
        else:
            beginnings.append(normal_form(before) + (" " if before.endswith(" ") else ""))
    return Phrases(frozenset(whole), tuple(beginnings), tuple(framed), tuple(holding))


def data_lines(name: str) -> list[str]:
    """The lines of a data file of the room, comments and empty lines left out."""
    text = files("sayso.extract").joinpath("data", f"{name}.txt").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("# ")]
