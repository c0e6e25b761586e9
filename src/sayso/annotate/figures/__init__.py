"""Quantities with what they count, how exactly, as of when and in whose statement.

A figure's span is the number with its comparator, sign, unit and scale, without the noun counted ("more than 300",
"between $10m and $15m", "14 days"). What is no figure: ages, clock times, dates, ordinals, numbers that are names.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate.document import Document
from sayso.annotate.figures.counted import Nouns
from sayso.annotate.figures.exclusions import is_no_figure
from sayso.annotate.figures.lexis import Lexis, lexis
from sayso.annotate.figures.quantities import Quantity, find_quantities
from sayso.annotate.figures.relative import (
    Relative,
    find_earlier,
    find_ratios,
    find_relatives,
    find_shares,
    referred_to,
)
from sayso.annotate.figures.surroundings import Surroundings
from sayso.types import Extent, Figure, Moment, MomentType, Statement

__all__ = ["find_figures"]

_PER = re.compile(r"(?:\b(?:per|por|par)\s|/\s?)$")
"""Before a moment that is part of a unit: "138 kilometres per hour"."""
_FOUR_DIGITS = re.compile(r"\d{4}")
_COUNTING = re.compile(
    r"\b(?:were|are|had|has|have|with|least|than|about|some|nearly|almost|recorded|reported|confirmed|killed|injured|hay"
    r"|hubo|unos|unas|casi|environ|compte)\s$",
    re.IGNORECASE,
)
_THINGS = re.compile(r"\s(?:[a-zà-ÿ]+\s){0,2}?[a-zà-ÿ]+(?<![su])s\b")
NOUN_REACH = 200
"""Characters back to a figure whose noun another leaves out."""


def find_figures(document: Document, moments: Sequence[Moment], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of a document, in order, none overlapping another.

    Args:
        document: the text; its parse, where there is one, tells the noun that is counted.
        moments: found before; a number inside a date or a time of day is no figure, and ``as_of`` is one of them.
        statements: found before; ``statement`` is the index of the innermost whose content holds the figure.
    """
    known = lexis(document.language)
    nouns = Nouns(document, known)
    ratios = {ratio.start: nouns.lemma(noun) if noun else None for ratio, noun in find_ratios(document.text, known)}
    dates = [moment for moment in moments if moment.type is not MomentType.DURATION]
    surroundings = Surroundings(document, dates, statements)
    figures: list[Figure] = []
    for found in _in_order(document, known, dates):
        if isinstance(found, Relative):
            figure = _resolved(document.text, found, figures)
        else:
            figure = _figure(found, ratios.get(found.start) or _counted(nouns, found, figures))
        if figure is not None:
            placed = replace(
                figure,
                as_of=surroundings.as_of(figure),
                statement=surroundings.statement_of(figure),
            )
            figures.append(placed)
    return tuple(figures)


def _is_unit(text: str, moment: Moment) -> bool:
    return _PER.search(text[max(0, moment.start - 5) : moment.start]) is not None


def _is_number(text: str, moment: Moment) -> bool:
    """Whether what looks like a year counts things: "there were 1565 confirmed cases"."""
    if not _FOUR_DIGITS.fullmatch(text, moment.start, moment.end):
        return False
    ahead = _COUNTING.search(text[max(0, moment.start - 14) : moment.start])
    return ahead is not None and _THINGS.match(text, moment.end) is not None


def _in_order(document: Document, known: Lexis, dates: Sequence[Moment]) -> Iterator[Quantity | Relative]:
    """Relative figures first, then shares, then plain numbers: what overlaps an earlier kind is left out."""
    text = document.text
    taken = [(one.start, one.end) for one in dates if not _is_unit(text, one) and not _is_number(text, one)]
    taken.sort()
    chosen: list[tuple[int, Quantity | Relative]] = []
    for relative in find_relatives(text, known):
        _choose(chosen, taken, relative.quantity, relative)
    for relative in find_earlier(text, known, dates):
        _choose(chosen, taken, relative.quantity, relative)
    for ratio, _ in find_ratios(text, known):
        _choose(chosen, taken, ratio, ratio)
    for share in find_shares(text, known):
        _choose(chosen, taken, share, share)
    starts = [start for start, _ in document.sentences]
    for quantity in find_quantities(text, known):
        sentence = bisect.bisect_right(starts, quantity.core) - 1
        if not is_no_figure(text, quantity, known, starts[sentence] if sentence >= 0 else 0):
            _choose(chosen, taken, quantity, quantity)
    chosen.sort(key=lambda one: one[0])
    return (one for _, one in chosen)


def _choose(
    chosen: list[tuple[int, Quantity | Relative]], taken: list[Extent], quantity: Quantity, found: Quantity | Relative
) -> None:
    extent = (quantity.core, quantity.end)
    place = bisect.bisect_right(taken, extent)
    before = place > 0 and taken[place - 1][1] > extent[0]
    after = place < len(taken) and taken[place][0] < extent[1]
    if not before and not after:
        taken.insert(place, extent)
        chosen.append((quantity.start, found))


def _figure(found: Quantity, counted: str | None) -> Figure:
    return Figure(
        start=found.start,
        end=found.end,
        low=found.low,
        high=found.high,
        unit=found.unit,
        counted=counted,
        approximate=found.approximate,
        as_of=None,
    )


def _counted(nouns: Nouns, found: Quantity, before: Sequence[Figure]) -> str | None:
    """The noun beside the number; where it is left out, that of the like figure before it."""
    counted = nouns.counted(found)
    if counted or (counted is None and found.unit != "count"):
        return counted
    share = counted is not None and found.unit == "percent"
    last = next((one for one in reversed(before) if one.counted and (share or one.unit in (found.unit, "count"))), None)
    if last is None or found.start - last.end > NOUN_REACH:
        return None
    between = nouns.text[last.end : found.start]
    return last.counted if ("\n" not in between or counted is not None) and between.count(". ") <= 1 else None


def _resolved(text: str, relative: Relative, before: Sequence[Figure]) -> Figure | None:
    index = referred_to(text, relative, before)
    if index is None:
        return None
    referent = before[index]
    factor = relative.quantity.low if relative.quantity.low is not None else relative.quantity.high
    if factor is None:
        return None
    base_low = referent.low if referent.low is not None else referent.high
    base_high = referent.high if referent.high is not None else referent.low
    open_low, open_high = relative.quantity.low is None, relative.quantity.high is None
    return Figure(
        start=relative.quantity.start,
        end=relative.quantity.end,
        low=None if open_low or base_low is None else base_low * factor,
        high=None if open_high or base_high is None else base_high * factor,
        unit=referent.unit,
        counted=referent.counted,
        approximate=True,
        as_of=None,
        of=index,
    )
