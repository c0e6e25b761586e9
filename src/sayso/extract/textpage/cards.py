"""Other articles listed under a section's name: for each its title, outlet, age and text, in whatever order.

Between two texts stands a group of short lines. Its last title belongs to the text below; titles above it are
teasers without a text. A title's outlet and age stand all above or all below it, the same way on one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.extract.textpage.lines import Line, Role
from sayso.text import normal_form

_MAX_OUTLET_WORDS = 5
_MAX_SUBHEADING_WORDS = 8


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
    dated = any(line.role is Role.META for line in lines)
    cards: list[Card] = []
    for group, body in _runs(lines, dated):
        units = _units(group)
        cards += [_card(unit, ()) for unit in units[:-1]]
        cards.append(_card(units[-1] if units else [], body))
    return [card for card in cards if card.title or card.body]


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
        if line.role is not Role.PARAGRAPH:
            pending.append(line)
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


def _is_subheading(pending: Sequence[Line]) -> bool:
    return len(pending) == 1 and pending[0].role is Role.SHORT and pending[0].size <= _MAX_SUBHEADING_WORDS


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
    """Short lines that name an outlet: repeated after a dash, or up to five words long beside an age."""
    repeated = {normal_form(line.outlet) for line in group if line.role is Role.META and line.outlet}
    named = set()
    for at in shorts:
        if normal_form(group[at].text) in repeated or (
            group[at].size <= _MAX_OUTLET_WORDS and not group[at].text.endswith(("?", "!")) and _beside_meta(group, at)
        ):
            named.add(at)
    longest = max((group[at].size for at in shorts), default=0)
    return {at for at in named if group[at].size < longest or len(shorts) > len(named)}


def _beside_meta(group: Sequence[Line], at: int) -> bool:
    around = list(group[max(0, at - 1) : at]) + list(group[at + 1 : at + 2])
    return any(line.role is Role.META for line in around)


def _card(unit: Sequence[Line], body: Sequence[Line]) -> Card:
    titles = _titles(unit)
    outlet = next((line.outlet for line in unit if line.role is Role.META and line.outlet), None)
    if outlet is None:
        names = [at for at, line in enumerate(unit) if line.role is Role.SHORT and at not in titles]
        outlet = next((unit[at].text for at in names if unit[at].size <= _MAX_OUTLET_WORDS), None)
    return Card(
        title=unit[titles[-1]].text if titles else None,
        outlet=outlet,
        time=next((line.time for line in unit if line.role is Role.META and line.time), None),
        body=tuple(body),
        lines=(*unit, *body),
    )
