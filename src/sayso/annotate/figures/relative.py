"""Figures that lean on another: "roughly half that figure", "twice as many", "a third of that"; and plain shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.annotate.figures.lexis import Lexis
from sayso.annotate.figures.quantities import Quantity, apply_modifiers
from sayso.types import Figure, Moment

REFERENCE_REACH = 1200
"""Characters back to the figure referred to; further and a reader would have lost it too."""


STRAIGHT = 60
"""Characters between a figure and what says how many times an earlier one it is."""
LEAST_REFERENT = 10
ARTICLE_REACH = 5
"""Characters between "as many as" and a date: an article."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A factor of another figure: ``quantity`` holds the factor as low and high.

    ``earlier``: the figure before is the multiple, and this the time that it is compared with ("220, twice as many as
    last week": last week's were 110).
    """

    quantity: Quantity
    money: bool
    earlier: bool = False


def find_relatives(text: str, known: Lexis) -> Iterator[Relative]:
    """Every expression that names a multiple or a part of a figure named before."""
    factors = {**known.table("fractions"), **known.table("multiples")}
    money = known.words("relative", "money")
    for match in known.relative.finditer(text):
        factor = float(factors[re.sub(r"\s+", " ", match["factor"].lower())])
        plain = Quantity(match.start(), match.end(), match.start(), factor, factor, "count")
        quantity = apply_modifiers(text, plain, known)
        yield Relative(quantity, money=any(word in match["that"].lower() for word in money))


def find_earlier(text: str, known: Lexis, dates: Sequence[Moment]) -> Iterator[Relative]:
    """As in "twice as many as last week", "le double de l'an dernier": what the figure before was at another time.

    Only where a date follows: what is "twice as many as the rest" says nothing of when.
    """
    starts = {moment.start for moment in dates}
    factors = {**known.table("fractions"), **known.table("multiples")}
    for match in known.than.finditer(text):
        place = next((at for at in range(match.end(), match.end() + ARTICLE_REACH) if at in starts), None)
        if place is None:
            continue
        factor = 1 / float(factors[re.sub(r"\s+", " ", match["factor"].lower())])
        quantity = Quantity(match.start(), match.end(), match.start(), factor, factor, "count")
        yield Relative(quantity, money=False, earlier=True)


def find_shares(text: str, known: Lexis) -> Iterator[Quantity]:
    """As in "A third of the members", "half of voters": percentages, to a tenth."""
    for match in known.fraction.finditer(text):
        factor = float(known.table("fractions")[re.sub(r"\s+", " ", match["fraction"].lower())])
        percent = round(100 * factor, 1)
        plain = Quantity(match.start(), match.end("fraction"), match.start(), percent, percent, "percent")
        yield apply_modifiers(text, plain, known)


def find_ratios(text: str, known: Lexis) -> Iterator[tuple[Quantity, str | None]]:
    """As in "One building in three": a percentage to a tenth, and the noun where it stands inside."""
    for match in known.one_in.finditer(text):
        word = match["number"].lower()
        number = float(word) if word.isdecimal() else float(known.numbers.units[word])
        if 1 < number <= 1000:
            percent = round(100 / number, 1)
            noun = match["noun"] or match.groupdict().get("after")
            plain = Quantity(match.start(), match.end("number"), match.start(), percent, percent, "percent")
            yield apply_modifiers(text, plain, known), noun


def referred_to(text: str, relative: Relative, before: Sequence[Figure]) -> int | None:
    """Index of the figure meant: the last one near that counts what this sentence speaks of, else the last one.

    "Others put its membership at half that figure" means the members, not the profits named in between: nouns are
    compared by their first five letters.
    """
    if relative.earlier:
        return _straight_before(text, relative, before)
    near = [
        index
        for index, figure in enumerate(before)
        if figure.end <= relative.quantity.start and relative.quantity.start - figure.end <= REFERENCE_REACH
        and figure.of is None and (figure.unit == "count" or len(figure.unit) == 3)
    ]  # fmt: skip
    if not near:
        return None
    start = max(text.rfind(mark, 0, relative.quantity.start) for mark in ".!?\n")
    sentence = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text[start + 1 : relative.quantity.end + 60].lower())}
    # "Half of that" is said of hundreds, hardly ever of "three towers".
    near = [index for index in near if max(before[index].low or 0, before[index].high or 0) >= LEAST_REFERENT] or near
    same = [index for index in near if (before[index].counted or "")[:5] in sentence]
    kind = [index for index in near if (len(before[index].unit) == 3) == relative.money] if relative.money else near
    return (same or kind or near)[-1]


def _straight_before(text: str, relative: Relative, before: Sequence[Figure]) -> int | None:
    """The last figure of things or money, where nothing but its noun and a comma part the two."""
    index = len(before) - 1
    if index < 0 or not (before[index].unit == "count" or len(before[index].unit) == 3):
        return None
    between = text[before[index].end : relative.quantity.start]
    return index if len(between) <= STRAIGHT and not re.search(r"[.;:!?\n]", between) else None
