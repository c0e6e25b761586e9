"""Figures across a story: those that count the same agree, were updated, conflict, or differ in scope.

Precision comes first: two figures are only put beside each other when unit, concept and scope are the same, and only a
difference between two speakers at about the same time is called a conflict.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from sayso.explain.candidates import SECOND_HAND
from sayso.explain.terms import lexicon, stem
from sayso.text import hull, instant, normal_form, sentences
from sayso.types import Figure, FigureGroup, FigureRow, MentionType, Span, StoryArticle

ROWS = 12
GROUPS_SHOWN = 8
SAME_TIME = timedelta(hours=36)
"""Figures whose articles are further apart than this are news, not a dispute."""
CUMULATIVE = frozenset(
    {"dead", "injured", "missing", "displaced", "hospital", "arrested", "cases", "vaccinated", "cost"}
)
"""Concepts whose figures move with time: a later, other figure is an update."""
ROUNDING = 0.02

_CLAUSE_END = re.compile(r"[;:,]\s|\s(?:and|while|but|y|mientras|pero|et|mais|tandis)\s")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what it counts: the key by which figures are compared."""

    item: StoryArticle
    figure: Figure
    concept: str
    scope: frozenset[str]
    speaker: str
    order: str

    @property
    def span(self) -> Span:
        """The words of the figure."""
        return Span(self.item.article.id, self.item.article.version, self.figure.start, self.figure.end)


def figure_groups(items: Sequence[StoryArticle]) -> tuple[FigureGroup, ...]:
    """The figures of a story that several articles or speakers give, and relative ones with what they refer to."""
    by_key: dict[tuple[str, str], list[Counted]] = {}
    for counted in _counted(items):
        by_key.setdefault((counted.figure.unit, counted.concept), []).append(counted)
    groups = []
    for (unit, concept), members in by_key.items():
        rows = _rows(members)
        if len(rows) > 1:
            groups.append((len(members), FigureGroup(concept, unit, _status(rows, concept), _as_rows(rows))))
    groups.sort(key=lambda one: (-_PRIORITY[one[1].status], -one[0], one[1].what))
    return tuple(group for _, group in groups[:GROUPS_SHOWN])


_PRIORITY = {"conflict": 3, "updated": 2, "agree": 1, "different scope": 0}


# --- what is counted --------------------------------------------------------------------------------------------


def _counted(items: Sequence[StoryArticle]) -> Iterator[Counted]:
    for item in items:
        if item.placement.relation in SECOND_HAND:
            continue
        extents = sentences(item.article.text)
        concepts: dict[int, str] = {}
        for number, figure in enumerate(item.annotations.figures):
            extent = next((e for e in extents if e[0] <= figure.start < e[1]), (figure.start, figure.end))
            concept = concepts.get(figure.of) if figure.of is not None else None
            concept = concept or concept_of(item.article.text, extent, figure)
            if concept is not None:
                concepts[number] = concept
                yield Counted(item, figure, concept, _scope(item, extent), _speaker(item, figure), _order(item, figure))


def concept_of(text: str, extent: tuple[int, int], figure: Figure) -> str | None:
    """What a figure counts: a concept named in its clause (a toll, members, a reward), else its counted noun.

    None when neither is known: such a figure is compared with nothing.
    """
    clause = _clause(text, extent, figure)
    named = [_concepts()[s] for word in _WORD.findall(clause) if (s := stem(word.lower())) in _concepts()]
    if named:
        return named[0] if figure.counted is None else _nearest(figure.counted, named)
    return figure.counted


def _nearest(counted: str, named: Sequence[str]) -> str:
    own = _concepts().get(stem(counted.lower()))
    return own if own is not None and own in named else named[0]


def _clause(text: str, extent: tuple[int, int], figure: Figure) -> str:
    """The words around a figure up to the next comma, colon or conjunction on either side."""
    before = [match.end() for match in _CLAUSE_END.finditer(text, extent[0], figure.start)]
    after = _CLAUSE_END.search(text, figure.end, extent[1])
    return text[before[-1] if before else extent[0] : after.start() if after else extent[1]]


@functools.cache
def _concepts() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lexicon("concepts"):
        concept, _, listed = line.partition(":")
        found.update({stem(word): concept for word in listed.split()})
    return found


def _scope(item: StoryArticle, extent: tuple[int, int]) -> frozenset[str]:
    """The places named in the sentence: figures of different places don't dispute each other."""
    return frozenset(
        normal_form(mention.name)
        for mention in item.annotations.mentions
        if mention.type is MentionType.PLACE and extent[0] <= mention.start < extent[1]
    )


def _speaker(item: StoryArticle, figure: Figure) -> str:
    if figure.statement is None:
        return item.outlet
    statement = item.annotations.statements[figure.statement]
    extent = hull(statement.source)
    return statement.speaker or (item.article.text[slice(*extent)].strip(" ,") if extent else item.outlet)


def _order(item: StoryArticle, figure: Figure) -> str:
    return figure.as_of or item.article.published or ""


# --- rows and their status --------------------------------------------------------------------------------------


def _rows(members: Sequence[Counted]) -> list[Counted]:
    """One row for each value and speaker, the first to give it, in order of time."""
    kept: dict[tuple[object, ...], Counted] = {}
    for counted in sorted(members, key=lambda c: (c.item.article.published or "", c.item.article.id, c.figure.start)):
        figure = counted.figure
        kept.setdefault((figure.low, figure.high, normal_form(counted.speaker)), counted)
    return list(kept.values())[:ROWS]


def _as_rows(rows: Sequence[Counted]) -> tuple[FigureRow, ...]:
    return tuple(
        FigureRow(c.figure.low, c.figure.high, c.figure.approximate, c.figure.as_of, c.speaker, c.span) for c in rows
    )


def _status(rows: Sequence[Counted], concept: str) -> str:
    pairs = [(a, b) for a, b in combinations(rows, 2) if not overlap(a.figure, b.figure)]
    if not pairs:
        return "agree"
    if any(disputed(a, b) for a, b in pairs):
        return "conflict"
    if concept in CUMULATIVE and any(_same_scope(a, b) for a, b in pairs):
        return "updated"
    return "different scope"


def overlap(a: Figure, b: Figure) -> bool:
    """Whether two figures can both be right: their ranges meet, approximate ones with a tenth of tolerance."""
    slack_a, slack_b = (0.1 if f.approximate else ROUNDING for f in (a, b))
    low_a, high_a = _range(a, slack_a)
    low_b, high_b = _range(b, slack_b)
    return low_a <= high_b and low_b <= high_a


def _range(figure: Figure, slack: float) -> tuple[float, float]:
    low = float("-inf") if figure.low is None else figure.low - abs(figure.low) * slack
    high = float("inf") if figure.high is None else figure.high + abs(figure.high) * slack
    return low, high


def disputed(a: Counted, b: Counted) -> bool:
    """Whether two figures that can't both be right are a dispute: two speakers, one scope, about one time.

    A figure that is said to be relative to another ("roughly half that figure") disputes the one it refers to.
    """
    if b.figure.of is not None or a.figure.of is not None:
        return a.item.article.id == b.item.article.id and _same_speaker(a, b) is False
    if _same_speaker(a, b) or not _same_scope(a, b) or a.figure.counted != b.figure.counted:
        return False
    if a.concept in CUMULATIVE or a.figure.unit == "magnitude":
        return False
    return _gap(a, b) <= SAME_TIME


def _same_speaker(a: Counted, b: Counted) -> bool:
    return normal_form(a.speaker) == normal_form(b.speaker)


def _same_scope(a: Counted, b: Counted) -> bool:
    return not a.scope or not b.scope or bool(a.scope & b.scope)


def _gap(a: Counted, b: Counted) -> timedelta:
    then, later = instant(a.item.article.published), instant(b.item.article.published)
    return abs(then - later) if then and later else timedelta.max
