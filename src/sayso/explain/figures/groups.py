"""Groups of figures that count the same, as the tables of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from sayso.explain.candidates import SECOND_HAND
from sayso.explain.figures.counted import MONEY, Counted, all_counted
from sayso.explain.figures.disputes import COMPARABLE, can_agree, same_scope, same_value
from sayso.explain.figures.ranges import size
from sayso.explain.figures.rows import counted_at, overtaken, rows, status
from sayso.types import FigureGroup, FigureRow, Span, StoryArticle

ROWS = 12
GROUPS_SHOWN = 8
PART_OF_TOLL = 0.5
"""A toll under half of what was reported before is a part of it (seven bodies in one bus), not the toll."""
SAME_THING = 3
"""Content words, beside the concept itself, that the sentences of two local figures must share."""
EQUAL_THING = 2
"""The same where the two figures are equal: what happens to be equal is seldom of another thing."""
LEAST_SIZE = 20
"""A size of fewer ("two members of the group") is a part of it, unless all that is said of it is as small."""
LEAST_TOLD = 3
"""Smaller numbers of things without a concept agree by chance, and say nothing when they do."""
MEMBERS_READ = 400
"""Figures of one concept that are compared, newest first: a saga of thousands stays within seconds."""
_BODIES = re.compile(r"(?:body|bodies|corpse|cuerpo|cadáver|corps|cadavre)", re.IGNORECASE)
_ANY_SIZE = frozenset({"magnitude", "votes"})
_PRIORITY = {"conflict": 3, "updated": 2, "agree": 1, "different scope": 0}


def figure_groups(groups: Sequence[Sequence[Counted]], items: Sequence[StoryArticle]) -> tuple[FigureGroup, ...]:
    """The figures of a story that several speakers or articles give (from :func:`grouped`), disputes first."""
    told = list(all_counted(items))
    shown = [(group, _group(group, told)) for group in groups]
    shown.sort(key=lambda one: (-_PRIORITY[one[1].status], -len(one[0]), one[1].what))
    return tuple(group for _, group in shown[:GROUPS_SHOWN])


def grouped(items: Sequence[StoryArticle]) -> list[list[Counted]]:
    """Rows (one a value and giver, in order of time) of every group that has at least two."""
    by_key: dict[tuple[str, str], list[Counted]] = {}
    for counted in all_counted([item for item in items if item.placement.relation not in SECOND_HAND]):
        if not counted.part:
            by_key.setdefault((counted.key, _dimension(counted.figure.unit)), []).append(counted)
    found = []
    for members in by_key.values():
        newest = sorted(members, key=_time)[-MEMBERS_READ:]
        for group in _same_thing(newest):
            shown = rows(_whole_tolls(group))
            if len(shown) > 1 and len({(row.named, row.item.article.id) for row in shown}) > 1 and _tells(shown):
                found.append(shown)
    return found


def _dimension(unit: str) -> str:
    return "count" if unit == "magnitude" else unit


def _time(counted: Counted) -> tuple[str, str, int]:
    return counted.dated, counted.item.article.id, counted.figure.start


def _group(shown: Sequence[Counted], told: Sequence[Counted]) -> FigureGroup:
    """A group as its table: the figures that stand, newest first, then those that were overtaken."""
    concept = shown[0].concept
    what = concept.reads if concept else shown[0].figure.counted or shown[0].key
    old = {id(one) for one in overtaken(shown, [one for one in told if one.key == shown[0].key])}
    newest_first = sorted(shown, key=counted_at, reverse=True)  # stable: of one time in the order of the text
    ordered = sorted(newest_first, key=lambda one: id(one) in old)[:ROWS]
    as_rows = tuple(_row(one, overtaken=id(one) in old) for one in ordered)
    return FigureGroup(what, shown[0].figure.unit, status(shown), as_rows)


def _row(one: Counted, *, overtaken: bool) -> FigureRow:
    figure = one.figure
    return FigureRow(
        low=figure.low,
        high=figure.high,
        approximate=figure.approximate,
        as_of=one.counted_on,
        speaker=one.named,
        support=one.span,
        reported=(one.item.article.published or "")[: len("2026-03-03")] or None,
        overtaken=overtaken,
        derived_from=_base(one),
    )


def _base(one: Counted) -> Span | None:
    """The figure that a relative one was worked out from ("roughly half that figure")."""
    if one.figure.of is None or not one.figure.of < len(one.item.annotations.figures):
        return None
    base = one.item.annotations.figures[one.figure.of]
    return Span(one.item.article.id, one.item.article.version, base.start, base.end)


# --- which figures belong together ------------------------------------------------------------------------------


def _same_thing(members: Sequence[Counted]) -> list[list[Counted]]:
    """All of a story-wide concept together; local ones only where the words around them agree."""
    concept = members[0].concept
    if concept is not None and concept.moves != "local":
        return [list(members)]
    groups: list[list[Counted]] = []
    for counted in members:
        home = next((group for group in groups if _same_words(counted, group)), None)
        if home is None:
            groups.append([counted])
        else:
            home.append(counted)
    return groups


def _same_words(counted: Counted, group: Iterable[Counted]) -> bool:
    for other in group:
        if counted.figure.of is not None and other.item is counted.item:
            return True
        shared = {word for word in counted.context & other.context if not word.isdigit()}
        if len(shared - {counted.key}) >= (EQUAL_THING if same_value(counted, other) else SAME_THING):
            return True
    return False


def _whole_tolls(told: Sequence[Counted]) -> list[Counted]:
    """Without figures of another event ("in 1974, 212 people died"), of more than the event ("across the country") and,
    for a toll that rises, without its parts.
    """
    members = [one for one in told if not _is_of_more(one, told) and not _is_find(one, told)]
    concept = told[0].concept
    if concept is None or concept.moves == "local":
        return list(members)
    if concept.moves == "still":
        return _sizes(members)
    kept: list[Counted] = []
    most = 0.0
    for counted in members:
        if _of_another_year(counted):
            continue
        if concept.moves == "rising":
            if size(counted.figure) < PART_OF_TOLL * most:
                continue
            most = max(most, size(counted.figure))
        kept.append(counted)
    return kept


def _is_of_more(one: Counted, told: Sequence[Counted]) -> bool:
    """Whether a figure is of a whole country or year, where its article has another of the event itself."""
    return one.wide and any(
        not other.wide and not other.earlier and not can_agree(one, other) for other in _in_its_article(one, told)
    )


def _is_find(one: Counted, told: Sequence[Counted]) -> bool:
    """Whether these are bodies that were found, where the article has a larger toll."""
    if not _BODIES.match(one.figure.counted or ""):
        return False
    return any(not other.earlier and size(other.figure) > size(one.figure) for other in _in_its_article(one, told))


def _in_its_article(one: Counted, told: Sequence[Counted]) -> list[Counted]:
    return [other for other in told if other is not one and other.item is one.item]


def _sizes(members: Sequence[Counted]) -> list[Counted]:
    """Figures of the one size: none of a few people, none ten times larger or smaller than the middle one."""
    counts = [one for one in members if size(one.figure) >= _least_size(one)]
    middle = sorted(size(one.figure) for one in counts)[len(counts) // 2] if counts else 0.0
    return [one for one in counts if middle / COMPARABLE <= size(one.figure) <= middle * COMPARABLE]


def _least_size(counted: Counted) -> float:
    return LEAST_SIZE if counted.figure.unit == "count" and counted.key not in _ANY_SIZE else 0.0


def _of_another_year(counted: Counted) -> bool:
    as_of, published = counted.figure.as_of, counted.item.article.published
    return bool(as_of and published and as_of[:4].isdigit() and as_of[:4] < published[:4])


def _tells(shown: Sequence[Counted]) -> bool:
    """Whether shown are worth a table: of local figures only disputes, news of one speaker's, and closed ranges."""
    concept, found = shown[0].concept, status(shown)
    if found == "different scope":
        return concept is not None and _of_other_places(shown)
    if concept is not None and concept.moves != "local":
        return True
    if concept is None and max(size(row.figure) for row in shown) < LEAST_TOLD:
        return False
    closed = all(row.figure.low is not None and row.figure.high is not None for row in shown)
    revised = MONEY.fullmatch(shown[0].figure.unit) is not None or len({row.named for row in shown}) == 1
    return {"agree": closed, "conflict": concept is not None, "updated": revised}.get(found, False)


def _of_other_places(shown: Sequence[Counted]) -> bool:
    """Whether every row names its place, and those that differ name different ones."""
    apart = [(a, b) for a, b in combinations(shown, 2) if not can_agree(a, b)]
    return all(row.scope for row in shown) and not any(same_scope(a, b) for a, b in apart)
