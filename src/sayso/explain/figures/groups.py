"""Groups of figures that count the same, their rows and their status.

Precision comes first: a shown conflict must be one. So a difference is a dispute only between two speakers, about one
scope, of one time; a toll that moves disputes itself only where one article sets two speakers against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from sayso.explain.candidates import SECOND_HAND
from sayso.explain.figures.counted import MONEY, Counted, all_counted
from sayso.explain.figures.ranges import APPROXIMATE, overlap, size
from sayso.text import normal_form
from sayso.types import FigureGroup, FigureRow, StoryArticle

ROWS = 12
GROUPS_SHOWN = 8
SAME_TIME = timedelta(hours=36)
"""Figures whose articles are further apart than this are news, not a dispute."""
COMPARABLE = 10
"""Figures further apart than this many times count different things, whatever their words."""
MOVED_ON = timedelta(hours=6)
"""A toll is out of date when the last one is this much newer."""
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
_ANY_SIZE = frozenset({"magnitude", "votes"})
_PRIORITY = {"conflict": 3, "updated": 2, "agree": 1, "different scope": 0}


def figure_groups(groups: Sequence[Sequence[Counted]]) -> tuple[FigureGroup, ...]:
    """The figures of a story that several speakers or articles give (from :func:`grouped`), disputes first."""
    shown = [(group, _group(group)) for group in groups]
    shown.sort(key=lambda one: (-_PRIORITY[one[1].status], -len(one[0]), one[1].what))
    return tuple(group for _, group in shown[:GROUPS_SHOWN])


def grouped(items: Sequence[StoryArticle]) -> list[list[Counted]]:
    """Rows (one a value and speaker, in order of time) of every group that has at least two."""
    by_key: dict[tuple[str, str], list[Counted]] = {}
    for counted in all_counted([item for item in items if item.placement.relation not in SECOND_HAND]):
        if not counted.part:
            by_key.setdefault((counted.key, _dimension(counted.figure.unit)), []).append(counted)
    found = []
    for members in by_key.values():
        newest = sorted(members, key=_time)[-MEMBERS_READ:]
        for group in _same_thing(newest):
            rows = _rows(_whole_tolls(group))
            if len(rows) > 1 and len({(row.named, row.item.article.id) for row in rows}) > 1 and _tells(rows):
                found.append(rows)
    return found


def _dimension(unit: str) -> str:
    return "count" if unit == "magnitude" else unit


def _time(counted: Counted) -> tuple[str, str, int]:
    return counted.dated, counted.item.article.id, counted.figure.start


def _group(rows: Sequence[Counted]) -> FigureGroup:
    concept = rows[0].concept
    counted = rows[0].figure.counted
    what = concept.reads if concept else counted or rows[0].key
    as_rows = tuple(
        FigureRow(r.figure.low, r.figure.high, r.figure.approximate, _day(r.figure.as_of), r.named, r.span)
        for r in rows[:ROWS]
    )
    return FigureGroup(what, rows[0].figure.unit, status(rows), as_rows)


def _day(as_of: str | None) -> str | None:
    """A TIMEX3 date without its part of the day: "2026-03-05TAF" is the fifth of March."""
    return as_of.partition("T")[0] or None if as_of else None


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
        if len(shared - {counted.key}) >= (EQUAL_THING if _same_value(counted, other) else SAME_THING):
            return True
    return False


def _whole_tolls(members: Sequence[Counted]) -> list[Counted]:
    """Without figures of another event ("in 1974, 212 people died") and, for a toll that rises, without its parts."""
    concept = members[0].concept
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


def _tells(rows: Sequence[Counted]) -> bool:
    """Whether rows are worth a table: of local figures only disputes, news of one speaker's, and closed ranges."""
    concept, found = rows[0].concept, status(rows)
    if found == "different scope":
        return concept is not None and _of_other_places(rows)
    if concept is not None and concept.moves != "local":
        return True
    if concept is None and max(size(row.figure) for row in rows) < LEAST_TOLD:
        return False
    closed = all(row.figure.low is not None and row.figure.high is not None for row in rows)
    revised = MONEY.fullmatch(rows[0].figure.unit) is not None or len({row.named for row in rows}) == 1
    return {"agree": closed, "conflict": concept is not None, "updated": revised}.get(found, False)


def _of_other_places(rows: Sequence[Counted]) -> bool:
    """Whether every row names its place, and those that differ name different ones."""
    apart = [(a, b) for a, b in combinations(rows, 2) if not overlap(a.figure, b.figure)]
    return all(row.scope for row in rows) and not any(_same_scope(a, b) for a, b in apart)


def _rows(members: Sequence[Counted]) -> list[Counted]:
    """One row for each value and speaker, the first to give it; of a value's repeats without a speaker, one that isn't
    disputed where it stands.
    """
    kept: dict[tuple[object, ...], Counted] = {}
    values: set[tuple[object, ...]] = set()
    present = [counted for counted in members if not counted.earlier]
    for counted in present if len(present) > 1 else members:
        value = (counted.figure.low, counted.figure.high)
        speaker = normal_form(counted.speaker or "")
        if not speaker and value in values and not _is_disputed_there(counted, members):
            continue
        kept.setdefault((*value, speaker), counted)
        values.add(value)
    return list(kept.values()) if len(kept) > 1 else _by_outlet(members)


def _is_disputed_there(counted: Counted, members: Sequence[Counted]) -> bool:
    """Whether its own article sets another figure against it: then it stays, whoever gave the same before."""
    article = counted.item.article.id
    there = (one for one in members if one.item.article.id == article and one is not counted)
    return any(not overlap(one.figure, counted.figure) and disputed(one, counted) for one in there)


def _by_outlet(members: Sequence[Counted]) -> list[Counted]:
    """One row an outlet, where all that is given is one value."""
    kept: dict[str, Counted] = {}
    for counted in members:
        kept.setdefault(normal_form(counted.item.outlet), counted)
    return list(kept.values())


# --- status -----------------------------------------------------------------------------------------------------


def status(rows: Sequence[Counted]) -> str:
    """ "agree", "updated", "conflict" or "different scope" for the rows of a group."""
    pairs = list(combinations(rows, 2))
    apart = [(a, b) for a, b in pairs if not overlap(a.figure, b.figure)]
    if not apart:
        return "updated" if any(_moved(a, b) for a, b in pairs) else "agree"
    if any(disputed(a, b) for a, b in apart):
        return "conflict"
    concept = rows[0].concept
    if concept is not None and any(_same_scope(a, b) and _later(a, b) for a, b in apart):
        return "updated"
    return "different scope"


def _moved(a: Counted, b: Counted) -> bool:
    """Whether a toll went on from "at least 12" to 31: both right, and yet news."""
    moves = a.concept is not None and a.concept.moves in {"rising", "moving"}
    return moves and abs(size(a.figure) - size(b.figure)) > APPROXIMATE * max(size(a.figure), size(b.figure))


def disputed(a: Counted, b: Counted) -> bool:
    """Whether two figures that can't both be right are a dispute."""
    sizes = sorted((size(a.figure), size(b.figure)))
    if (
        sizes[0] * COMPARABLE < sizes[1]
        or a.earlier
        or b.earlier
        or not _same_scope(a, b)
        or not _same_day(a, b)
        or not _same_subject(a, b)
        or _same_speaker(a, b)
    ):
        return False
    if a.item.article.id == b.item.article.id:
        return a.voice != b.voice or a.figure.of is not None or b.figure.of is not None
    if a.speaker is None or b.speaker is None or a.concept is None:
        return False
    return a.concept.moves == "still" and _gap(a, b) <= SAME_TIME


def _same_speaker(a: Counted, b: Counted) -> bool:
    """Whether one speaker gives both; an unknown speaker may be anyone in another article, the outlet in this."""
    one, other = normal_form(a.speaker or ""), normal_form(b.speaker or "")
    if not one or not other:
        return one == other and a.figure.of is None and b.figure.of is None
    return one in other or other in one


def _same_scope(a: Counted, b: Counted) -> bool:
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
    if a.concept is not None and a.concept.moves in {"rising", "moving"} and _is_past(a) != _is_past(b):
        return False
    return one is None or other is None or one[:10] == other[:10] or min(len(one), len(other)) < len("2026-03-03")


def _is_past(counted: Counted) -> bool:
    """Whether it is dated to a day before its article's."""
    day, published = _day(counted.figure.as_of) or "", (counted.item.article.published or "")[: len("2026-03-03")]
    return len(day) == len(published) and day < published


def _later(a: Counted, b: Counted) -> bool:
    """Whether one of the two is news against the other: another day, another article, or called past."""
    return a.earlier or b.earlier or not _same_day(a, b) or a.dated != b.dated


def _gap(a: Counted, b: Counted) -> timedelta:
    then, later = a.when, b.when
    return abs(then - later) if then and later else timedelta.max


@dataclass(frozen=True, slots=True)
class Tolls:
    """Where the figures of tolls that move stand, as (article, start): those that were overtaken, those that stand."""

    overtaken: frozenset[tuple[str, int]] = frozenset()
    current: frozenset[tuple[str, int]] = frozenset()


def tolls(items: Sequence[StoryArticle], groups: Sequence[Sequence[Counted]]) -> Tolls:
    """The overtaken figures of a story, of moving tolls the current ones too; reprints included."""
    old: list[Counted] = []
    last: list[Counted] = []
    for rows in groups:
        concept = rows[0].concept
        if concept is not None and concept.moves in {"rising", "moving"}:
            newest = max(rows, key=lambda row: row.dated)
            last.append(newest)
            old += [row for row in rows if _moved(row, newest) and _gap(row, newest) > MOVED_ON]
    told = list(all_counted(items))
    old += [one for one in told if _is_replaced(one)]
    return Tolls(_all_like(old, told), _all_like(last, told))


def _is_replaced(one: Counted) -> bool:
    """Whether a sentence itself calls a figure of the whole story past: "lowered to 6.5 from 6.8"."""
    return one.earlier and not one.part and one.concept is not None and one.concept.moves != "local"


def _all_like(some: Sequence[Counted], told: Sequence[Counted]) -> frozenset[tuple[str, int]]:
    """The figures that are like these; those that are called past where they stand do no harm there."""
    return frozenset(
        (one.item.article.id, one.figure.start)
        for one in told
        if not one.earlier and any(one.key == other.key and _same_value(one, other) for other in some)
    )


def _same_value(a: Counted, b: Counted) -> bool:
    return (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high)
