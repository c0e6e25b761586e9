"""The amounts of a sentence by what they count, and whether those of two sentences are at odds.

Two sentences of which one counts 120 hires and the other 100 never tell the same claim, whatever else they share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.explain.candidates import Candidate
from sayso.explain.content import was_so_once
from sayso.explain.figures.counted import Counted
from sayso.explain.figures.ranges import overlap, size
from sayso.explain.terms import content_words, sense, single_words
from sayso.types import Extent, Figure

Amounts = Mapping[tuple[str, str], Sequence[Figure]]
"""Figures by the sense of their noun and their unit; those with a unit also under no noun."""

SAME_SIZE = 0.1
"""Two figures that may both be right are one when they are as near as this ("more than 1,100" and 1,130)."""
_ACT_BEFORE = re.compile(r"(?P<act>[^\W\d_]{4,})\s+(?:of|de|d['’]environ)\s+(?:about |some |unas |quelque )?$")
"""What is done to people where the noun after the number says no more of them: "l'embauche de 120 personnes"."""
_REACH = 40


def amounts_of(candidate: Candidate, counts: Sequence[Counted]) -> Amounts:
    """The amounts of a sentence; ``counts`` are its figures of known nouns. Past ones ("up from 5 percent") are none.

    The noun of an act right before a number of people counts more than a cue further off.
    """
    text, extent = candidate.item.article.text, candidate.extent
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    keys = {one.figure.start: sense(one.key) for one in counts}
    for figure in candidate.item.annotations.figures:
        if not extent[0] <= figure.start < extent[1] or was_so_once(text, extent[0], figure):
            continue
        if thing := _act_before(text, extent, figure) or keys.get(figure.start):
            found[thing, figure.unit].append(figure)
        if figure.unit != "count":
            found["", figure.unit].append(figure)
    return found


def _act_before(text: str, extent: Extent, figure: Figure) -> str | None:
    """The sense of the noun before a number of people."""
    if figure.counted is None or figure.counted.lower() not in single_words("persons"):
        return None
    before = _ACT_BEFORE.search(text, max(extent[0], figure.start - _REACH), figure.start)
    stems = content_words(before["act"]) if before else []
    return sense(stems[0]) if stems else None


def at_odds(ours: Amounts, theirs: Amounts) -> bool:
    """Whether two sentences count the same thing otherwise, or measure in one unit and share no figure of it.

    Of one thing a sentence may give more figures than the other ("120 at first, now 100").
    """
    for thing in ours.keys() & theirs.keys():
        a, b = ours[thing], theirs[thing]
        noun, _ = thing
        if noun and not _all_in(a, b) and not _all_in(b, a):
            return True
        if not noun and not any(alike(one, other) for one in a for other in b):
            return True
    return False


def _all_in(some: Sequence[Figure], others: Sequence[Figure]) -> bool:
    return all(any(alike(one, other) for other in others) for one in some)


def alike(a: Figure, b: Figure) -> bool:
    """Whether two figures are one: both can be right, and they are near each other, or one is an end of the other
    ("from 2.5 to 3.5 percent").
    """
    if not overlap(a, b):
        return False
    near = abs(size(a) - size(b)) <= SAME_SIZE * max(abs(size(a)), abs(size(b)))
    return near or bool({a.low, a.high} & {b.low, b.high} - {None})
