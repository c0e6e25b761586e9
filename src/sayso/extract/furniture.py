"""Lines of a page that are no part of an article: buttons, prompts, section names. Phrases live in ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.text import normal_form

_MAX_PHRASE_LINE = 160


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases in normal form: whole lines, beginnings (``more *``), and beginning with ending (``a * b``)."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    framed: tuple[tuple[str, str], ...]

    def match(self, line: str) -> bool:
        """Whether the line is one of them. Lines over 160 characters never are."""
        if len(line) > _MAX_PHRASE_LINE:
            return False
        form = normal_form(line)
        if not form:
            return False
        if form in self.whole:
            return True
        if form.startswith(self.beginnings):
            return True
        return any(form.startswith(before) and form.endswith(after) for before, after in self.framed)


@cache
def phrases(name: str) -> Phrases:
    """The phrases of ``data/NAME.txt``: one a line, "#" begins a comment, "*" stands for any words."""
    whole, beginnings, framed = set(), [], []
    for line in data_lines(name):
        before, star, after = line.partition("*")
        if not star:
            whole.add(normal_form(line))
        elif after.strip():
            framed.append((normal_form(before), normal_form(after)))
        else:
            beginnings.append(normal_form(before) + (" " if before.endswith(" ") else ""))
    return Phrases(frozenset(whole), tuple(beginnings), tuple(framed))


def data_lines(name: str) -> list[str]:
    """The lines of a data file of the room, comments and empty lines left out."""
    text = files("sayso.extract").joinpath("data", f"{name}.txt").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("# ")]
