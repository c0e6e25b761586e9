"""How two figures of one thing stand to each other: a dispute, news, or each of another scope.

Precision comes first: a shown conflict must be one. So a difference is a dispute only between two speakers, about one
scope, of one time; a toll that moves disputes itself only where one article sets two speakers against each other.
"""

from __future__ import annotations

from datetime import timedelta

from sayso.explain.bodies import may_be_one
from sayso.explain.figures.counted import Counted
from sayso.explain.figures.ranges import APPROXIMATE, overlap, size

SAME_TIME = timedelta(hours=36)
"""Figures whose articles are further apart than this are news, not a dispute."""
COMPARABLE = 10
"""Figures further apart than this many times count different things, whatever their words."""
_DAY = len("2026-03-03")


def moved(a: Counted, b: Counted) -> bool:
    """Whether a toll went on from "at least 12" to 31: both right, and yet news."""
    return moves(a) and abs(size(a.figure) - size(b.figure)) > APPROXIMATE * max(size(a.figure), size(b.figure))


def moves(counted: Counted) -> bool:
    """Whether what it counts goes up, or up and down, with time."""
    return counted.concept is not None and counted.concept.moves in {"rising", "moving"}


def disputed(a: Counted, b: Counted) -> bool:
    """Whether two figures that can't both be right are a dispute."""
    sizes = sorted((size(a.figure), size(b.figure)))
    if (
        sizes[0] * COMPARABLE < sizes[1]
        or a.earlier
        or b.earlier
        or a.wide != b.wide
        or not same_scope(a, b)
        or not _same_day(a, b)
        or not _same_subject(a, b)
        or _same_speaker(a, b)
    ):
        return False
    if a.item.article.id == b.item.article.id:
        return a.voice != b.voice or a.figure.of is not None or b.figure.of is not None
    if a.speaker is None or b.speaker is None or a.concept is None:
        return False
    return a.concept.moves == "still" and gap(a, b) <= SAME_TIME


def _same_speaker(a: Counted, b: Counted) -> bool:
    """Whether one speaker gives both; an unknown speaker may be anyone in another article, the outlet in this."""
    if not a.speaker or not b.speaker:
        return a.speaker == b.speaker and a.figure.of is None and b.figure.of is None
    return may_be_one(a.speaker, b.speaker)


def same_scope(a: Counted, b: Counted) -> bool:
    """Whether nothing says that the two are of different places."""
    return not a.scope or not b.scope or bool(a.scope & b.scope)


def _same_subject(a: Counted, b: Counted) -> bool:
    """Whether nothing says that local figures are of different people or teams, or one for each season or head.

    Shares of the same voters are of different answers, and never dispute each other.
    """
    if a.rate != b.rate:
        return False
    if a.concept is not None and a.concept.moves != "local":
        return True
    return a.figure.unit != "percent" and a.names == b.names


def _same_day(a: Counted, b: Counted) -> bool:
    """Whether nothing says that the two are of different days.

    Of a toll that moves, one dated before its article and one without a date are ("more than 80 on Monday; now 47").
    """
    one, other = a.figure.as_of, b.figure.as_of
    if moves(a) and _is_past(a) != _is_past(b):
        return False
    return one is None or other is None or one[:_DAY] == other[:_DAY] or min(len(one), len(other)) < _DAY


def _is_past(counted: Counted) -> bool:
    """Whether it is dated to a day before its article's."""
    day = (counted.figure.as_of or "").partition("T")[0]
    published = (counted.item.article.published or "")[:_DAY]
    return len(day) == len(published) and day < published


def later(a: Counted, b: Counted) -> bool:
    """Whether one of the two is news against the other: another day, another article, or called past.

    In one article two tolls without a day of the count are of two givers, or of two events: neither is news.
    """
    if a.item is b.item and a.concept is not None and a.concept.moves == "rising":
        return a.earlier or b.earlier or bool(a.counted_on and b.counted_on and a.counted_on != b.counted_on)
    return a.earlier or b.earlier or not _same_day(a, b) or a.dated != b.dated


def gap(a: Counted, b: Counted) -> timedelta:
    """The time between the articles of two figures; the longest there is where one has no date."""
    then, after = a.when, b.when
    return abs(then - after) if then and after else timedelta.max


def same_value(a: Counted, b: Counted) -> bool:
    """Whether two figures have the same ends."""
    return (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high)


def can_agree(a: Counted, b: Counted) -> bool:
    """Whether two figures can both be right."""
    return overlap(a.figure, b.figure)
