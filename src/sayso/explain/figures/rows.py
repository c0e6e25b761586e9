"""The rows of a group of figures: one a value and giver, which of them stand, and what they dispute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import combinations

from sayso.explain.bodies import may_be_one
from sayso.explain.figures.counted import Counted
from sayso.explain.figures.disputes import can_agree, disputed, later, moved, moves, same_scope, same_value
from sayso.explain.terms import lexicon
from sayso.text import normal_form

_UNNAMED = re.compile(
    r"(?:an?|one|some|several|two|three|four|five|many|most|une?|unos|unas|varios|varias|des|plusieurs|deux|trois|dos"
    r"|tres)\s|(?:.* )?(?:newspaper|officials|sources|reports|media|witnesses|authorities|experts|periódico|fuentes"
    r"|medios|autoridades|journal|journaux|médias|autorités)\b",
    re.IGNORECASE,
)
"""Givers who are nobody in particular: beside a named one who gives the same they add no row."""


def rows(members: Sequence[Counted]) -> list[Counted]:
    """One row for each value and giver, in order of time: the first to give it, or one that is disputed where it
    stands. Where all give one value, one row for each giver and each outlet.
    """
    present = [counted for counted in members if not counted.earlier]
    by_value: dict[tuple[float | None, float | None], list[Counted]] = {}
    for counted in present if len(present) > 1 else members:
        by_value.setdefault(_value(counted), []).append(counted)
    if len(by_value) == 1:
        return _by_outlet(members)
    kept = [one for given in by_value.values() for one in _one_a_giver(given, members)]
    return sorted(kept, key=lambda one: (one.dated, one.item.article.id, one.figure.start))


def _value(counted: Counted) -> tuple[float | None, float | None]:
    """What a figure gives: "at least 12" and 12 are one value."""
    low, high = counted.figure.low, counted.figure.high
    return (low, low if high is None else high)


def _one_a_giver(given: Sequence[Counted], members: Sequence[Counted]) -> list[Counted]:
    """Of one value's figures one for each body; of those that nobody named gives, none beside a named one that isn't
    disputed where it stands.
    """
    kept: list[Counted] = []
    outlets = {normal_form(member.item.outlet) for member in members}
    named = {id(one) for one in given if _is_named(one, outlets)}
    for one in sorted(given, key=lambda one: (id(one) not in named, not _is_disputed_there(one, members))):
        others = (other for other in kept if same_giver(one, other) or not {id(one), id(other)} <= named)
        met = next(others, None)
        if met is None or (_is_disputed_there(one, members) and not _is_disputed_there(met, members)):
            kept.append(one)
    return kept


def _is_named(counted: Counted, outlets: Iterable[str]) -> bool:
    """Whether somebody in particular gives it, and no outlet."""
    speaker = counted.speaker
    if not speaker or _UNNAMED.match(speaker) or normal_form(speaker) in lexicon("nobodies"):
        return False
    return not any(f" {outlet} " in f" {normal_form(speaker)} " for outlet in outlets)


def same_giver(a: Counted, b: Counted) -> bool:
    """Whether one body gives both, or one outlet in its own voice."""
    return may_be_one(a.named, b.named)


def _is_disputed_there(counted: Counted, members: Sequence[Counted]) -> bool:
    """Whether its own article sets another figure against it: then it stays, whoever gave the same before."""
    article = counted.item.article.id
    there = (one for one in members if one.item.article.id == article and one is not counted)
    return any(not can_agree(one, counted) and disputed(one, counted) for one in there)


def _by_outlet(members: Sequence[Counted]) -> list[Counted]:
    """One row an outlet and a giver, where all that is given is one value: one who says it to two outlets is one."""
    kept: list[Counted] = []
    for counted in members:
        told = any(counted.item.outlet == one.item.outlet or same_giver(counted, one) for one in kept)
        if not told:
            kept.append(counted)
    return kept


# --- which of them stand ----------------------------------------------------------------------------------------

_EARLIEST = "0001-01-01"
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def counted_at(counted: Counted) -> tuple[str, datetime]:
    """When a figure is of, to sort by: its as-of day, else its article's; then the time of this text of the article."""
    published = (counted.item.article.published or _EARLIEST)[: len(_EARLIEST)]
    return counted.counted_on or published, counted.when or _LONG_AGO


def overtaken(shown: Sequence[Counted], members: Sequence[Counted]) -> list[Counted]:
    """The rows that newer ones took the place of: of the same giver, or of a toll anyone's who isn't its rival; and
    those that a later sentence calls past ("from $2 million").
    """
    rivals = _rivals(shown)
    past = [one for one in members if one.earlier]
    return [
        row
        for row in shown
        if any(_takes_over(new, row, rivals) for new in shown)
        or any(same_value(one, row) and one.dated >= row.dated and one.item is not row.item for one in past)
    ]


def _takes_over(new: Counted, old: Counted, rivals: Sequence[tuple[Counted, Counted]]) -> bool:
    if counted_at(new) <= counted_at(old) or not (not can_agree(new, old) or moved(new, old)) or not later(new, old):
        return False
    if same_giver(new, old) or (new.changed and same_scope(new, old)):
        return True
    are_rivals = any(same_giver(a, x) and same_giver(b, y) for a, b in rivals for x, y in ((new, old), (old, new)))
    return moves(old) and not are_rivals and same_scope(new, old)


def _rivals(shown: Sequence[Counted]) -> list[tuple[Counted, Counted]]:
    return [(a, b) for a, b in combinations(shown, 2) if not can_agree(a, b) and disputed(a, b)]


# --- what they dispute ------------------------------------------------------------------------------------------


def sides(shown: Sequence[Counted]) -> list[Counted]:
    """The figures that stand against each other, one a giver, of the newest disputes; none of who agree by now."""
    found: list[Counted] = []
    for a, b in sorted(_rivals(shown), key=lambda pair: min(map(counted_at, pair)), reverse=True):
        if not can_agree(_newest_of(a, shown), _newest_of(b, shown)):
            found += [one for one in (a, b) if not any(same_giver(one, other) for other in found)]
    return sorted(found, key=counted_at) if len(found) > 1 else []


def _newest_of(counted: Counted, shown: Iterable[Counted]) -> Counted:
    """The newest figure of the same giver: what they say now."""
    same = [one for one in shown if one is counted or (same_giver(one, counted) and same_scope(one, counted))]
    return max(same, key=counted_at)


def status(shown: Sequence[Counted]) -> str:
    """ "agree", "updated", "conflict" or "different scope" for the rows of a group."""
    pairs = list(combinations(shown, 2))
    apart = [(a, b) for a, b in pairs if not can_agree(a, b)]
    grown = [(a, b) for a, b in pairs if moved(a, b)]
    if not apart and not grown:
        return "agree"
    if sides(shown):
        return "conflict"
    if shown[0].concept is not None and any(same_scope(a, b) and later(a, b) for a, b in (*apart, *grown)):
        return "updated"
    return "different scope"
