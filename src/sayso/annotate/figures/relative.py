"""Figures that lean on another: "roughly half that figure", "twice as many", "a third of that"; and plain shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.annotate.figures.lexis import Lexis
from sayso.annotate.figures.quantities import Quantity, apply_modifiers
from sayso.types import Figure

REFERENCE_REACH = 1200
"""Characters back to the figure referred to; further and a reader would have lost it too."""


LEAST_REFERENT = 10


@dataclass(frozen=True, slots=True)
class Relative:
    """A factor of another figure: ``quantity`` holds the factor as low and high."""

    quantity: Quantity
    money: bool


def find_relatives(text: str, known: Lexis) -> Iterator[Relative]:
    """Every expression that names a multiple or a part of a figure named before."""
    factors = {**known.table("fractions"), **known.table("multiples")}
    money = known.words("relative", "money")
    for match in known.relative.finditer(text):
        factor = float(factors[re.sub(r"\s+", " ", match["factor"].lower())])
        plain = Quantity(match.start(), match.end(), match.start(), factor, factor, "count")
        quantity = apply_modifiers(text, plain, known)
        yield Relative(quantity, money=any(word in match["that"].lower() for word in money))


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
