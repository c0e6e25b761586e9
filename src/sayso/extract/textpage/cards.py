"""Other articles listed under a section's name: for each its title, outlet, age and text, in whatever order.

Between two texts stands a group of short lines. Its last title belongs to the text below; titles above it are
teasers without a text. A title's outlet and age stand all above or all below it, or below its text, the same way on
one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.extract.textpage.lines import Line, Role, ends_sentence
from sayso.extract.textpage.selfname import is_outlet_name
from sayso.text import normal_form

_MAX_OUTLET_WORDS = 5
_MIN_TITLE_WORDS = 3
_MAX_SUBHEADING_WORDS = 8
_MAX_CLOSED_TITLE_WORDS = 20
_MAX_OPEN_TITLE_WORDS = 60
_OUTLET_TAIL = re.compile(r"^(?P<title>.{12,}\S)\s+[|–—-]\s+(?P<outlet>[^|–—]{2,60})$")

_Run = tuple[list[Line], list[Line]]


@dataclass(frozen=True, slots=True)
class Card:
    """One listed article; ``body`` is empty for a teaser. ``lines`` are all of its lines."""

    title: str | None
    outlet: str | None
    time: str | None
    body: tuple[Line, ...]
    lines: tuple[Line, ...]


def cards_in(lines: Sequence[Line]) -> list[Card]:
    """The articles of a section, in its order."""
    dated = any(line.role is Role.META or line.time for line in lines)
    cards: list[Card] = []
    for group, body in _facts_moved_up(list(_runs(lines, dated))):
        units = _units(group)
        cards += [_card(unit, ()) for unit in units[:-1]]
        cards.append(_card(*with_title(units[-1] if units else [], body)))
    return [card for card in cards if card.title or card.body]


def with_title(unit: Sequence[Line], body: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """A name that holds no title, and its text: the text's first line is the title where it looks like one.

    That is a title with a full stop, or one so long that it was taken for a paragraph.
    """
    titled = any(line.role is Role.SHORT and not _may_name_outlet(line) for line in unit)
    if titled or len(body) < 2 or not _is_title_of(body[0], body[1]):
        return list(unit), list(body)
    return [*unit, replace(body[0], role=Role.SHORT)], list(body[1:])


def _may_name_outlet(line: Line) -> bool:
    return line.size <= _MAX_OUTLET_WORDS and all(word[0].isupper() or not word[0].isalpha() or len(word) < 4
                                                  for word in line.text.split())  # fmt: skip


def _is_title_of(first: Line, second: Line) -> bool:
    if first.role is not Role.PARAGRAPH or second.role is not Role.PARAGRAPH:
        return False
    if not ends_sentence(first.text):
        return first.size <= _MAX_OPEN_TITLE_WORDS and ends_sentence(second.text)
    return first.size <= _MAX_CLOSED_TITLE_WORDS and second.size >= 2 * first.size


def begins_card(group: Sequence[Line]) -> bool:
    """Whether short lines name another article: a time, an outlet and a title, in any order."""
    shorts = [at for at, line in enumerate(group) if line.role is Role.SHORT]
    names = _outlet_lines(group, shorts)
    outlet = bool(names) or any(line.outlet for line in group)
    titled = any(group[at].size >= _MIN_TITLE_WORDS for at in shorts if at not in names)
    return outlet and titled and any(line.time or line.role is Role.META for line in group)


def _facts_moved_up(runs: list[_Run]) -> list[_Run]:
    """Runs with the outlet and age above each title; where they stand below the texts, they are the text's above."""
    below = len(runs) > 1 and not runs[-1][1] and _is_facts(runs[-1][0]) and not any(map(_is_fact, runs[0][0]))
    if not below:
        return runs
    moved: list[_Run] = []
    for at, (group, body) in enumerate(runs[:-1]):
        own = group[_facts_at_start(group) :] if at else group
        after = runs[at + 1][0]
        moved.append(([*after[: _facts_at_start(after)], *own], body))
    return moved


def _is_fact(line: Line) -> bool:
    return line.role is Role.META


def _is_facts(group: Sequence[Line]) -> bool:
    """Whether it is an age with at most short names beside it."""
    return any(map(_is_fact, group)) and all(_is_fact(line) or line.size <= _MAX_OUTLET_WORDS for line in group)


def _facts_at_start(group: Sequence[Line]) -> int:
    if _is_facts(group):
        return len(group)
    title = _titles(group)
    return title[0] if title else 0


def one_card(lines: Sequence[Line]) -> Card | None:
    """All lines as one article: those above the first paragraph name it. None without a paragraph."""
    first = next((at for at, line in enumerate(lines) if line.role is Role.PARAGRAPH), None)
    if first is None:
        return None
    head = [line for line in lines[:first] if line.role is not Role.BLANK]
    return _card(head, [line for line in lines[first:] if line.role is not Role.BLANK])


def _runs(lines: Sequence[Line], dated: bool) -> Iterator[tuple[list[Line], list[Line]]]:
    """Groups of short lines, each with the running text that follows it.

    A short line within a text is a subheading, and the text goes on, where other cards of the page have an age or
    outlet line and this one has none.
    """
    group: list[Line] = []
    body: list[Line] = []
    pending: list[Line] = []
    for line in lines:
        if line.role is Role.BLANK:
            continue
        if line.role is Role.ITEM and body and not pending and _may_hold_items(body[-1]):
            body.append(line)
            continue
        if line.role is not Role.PARAGRAPH:
            pending.append(replace(line, role=Role.SHORT) if line.role is Role.ITEM else line)
            continue
        if body and pending and not (dated and _is_subheading(pending)):
            yield group, body
            group, body = pending, [line]
        elif body:
            body += [*pending, line]
        else:
            group, body = pending, [line]
        pending = []
    if body:
        yield group, body
    if pending:
        yield pending, []


def _may_hold_items(line: Line) -> bool:
    return line.role is Role.ITEM or line.text.endswith(":")


def _is_subheading(pending: Sequence[Line]) -> bool:
    line = pending[0]
    named = line.outlet or line.time
    return len(pending) == 1 and line.role is Role.SHORT and not named and line.size <= _MAX_SUBHEADING_WORDS


def _units(group: Sequence[Line]) -> list[list[Line]]:
    """The group cut into one piece for each title."""
    titles = _titles(group)
    if len(titles) < 2:
        return [list(group)] if group else []
    meta_below = any(line.role is Role.META for line in group[titles[-1] + 1 :])
    cuts = titles[1:] if meta_below else [at + 1 for at in titles[:-1]]
    bounds = [0, *cuts, len(group)]
    return [list(group[start:end]) for start, end in pairwise(bounds)]


def _titles(group: Sequence[Line]) -> list[int]:
    """Where the titles stand: short lines that are no outlet's name; the longest one where all might be."""
    shorts = [at for at, line in enumerate(group) if line.role is Role.SHORT]
    names = _outlet_lines(group, shorts)
    titles = [at for at in shorts if at not in names]
    return titles or sorted(shorts, key=lambda at: -group[at].size)[:1]


def _outlet_lines(group: Sequence[Line], shorts: Sequence[int]) -> set[int]:
    """Short lines that name an outlet.

    They are repeated after a dash, up to five words long beside an age, or have a word that outlets' names have.
    """
    repeated = {normal_form(line.outlet) for line in group if line.role is Role.META and line.outlet}
    named = set()
    for at in shorts:
        beside = group[at].size <= _MAX_OUTLET_WORDS and _beside_meta(group, at)
        if normal_form(group[at].text) in repeated or (
            not group[at].text.endswith(("?", "!")) and (beside or is_outlet_name(group[at].text))
        ):
            named.add(at)
    longest = max((group[at].size for at in shorts), default=0)
    return {at for at in named if group[at].size < longest or len(shorts) > len(named)}


def _beside_meta(group: Sequence[Line], at: int) -> bool:
    around = list(group[max(0, at - 1) : at]) + list(group[at + 1 : at + 2])
    return any(line.role is Role.META for line in around)


def _card(unit: Sequence[Line], body: Sequence[Line]) -> Card:
    titles = _titles(unit)
    outlet = next((line.outlet for line in unit if line.outlet), None)
    if outlet is None:
        names = [at for at, line in enumerate(unit) if line.role is Role.SHORT and at not in titles]
        outlet = next((unit[at].text for at in names if _names_outlet(unit[at])), None)
    title, outlet = _parted(unit[titles[-1]].text if titles else None, outlet)
    return Card(
        title=title,
        outlet=outlet,
        time=next((line.time for line in unit if line.time), None),
        body=tuple(body),
        lines=(*unit, *body),
    )


def _names_outlet(line: Line) -> bool:
    return line.size <= _MAX_OUTLET_WORDS or is_outlet_name(line.text)


def _parted(title: str | None, outlet: str | None) -> tuple[str | None, str | None]:
    """Title and outlet, the outlet's name cut off the title's end ("Boats collide - Cape Herald")."""
    match = _OUTLET_TAIL.match(title or "")
    if match is None:
        return title, outlet
    tail = match["outlet"]
    same = normal_form(tail) == normal_form(outlet) if outlet else is_outlet_name(tail)
    return (match["title"], outlet or tail) if same else (title, outlet)
