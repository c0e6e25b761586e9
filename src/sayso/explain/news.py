"""What is new in a story: what nobody had said before a time, and the figures that moved since (TREC novelty track;
Soboroff and Harman 2005).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.explain.candidates import candidates
from sayso.explain.claims import told
from sayso.explain.figures import figure_groups, grouped, tolls
from sayso.types import FigureGroup, FigureRow, Line, StoryArticle

MOVED = frozenset({"updated", "conflict"})
_STOOD = 2
"""Rows of a figure that stood before, beside those that came."""


def news(items: Sequence[StoryArticle], fresh: Collection[str]) -> tuple[tuple[Line, ...], tuple[FigureGroup, ...]]:
    """The lines that nobody had said, and the figures that moved.

    Args:
        items: all of a story's articles.
        fresh: ids of those that came since. Where all are, the lines are those of its explainer.
    """
    rows = grouped(items)
    said = told(candidates(items), tolls(items, rows), fresh=fresh)
    moved = (_moved(group, fresh) for group in figure_groups(rows, items))
    return said.lines, tuple(group for group in moved if group is not None)


def _moved(group: FigureGroup, fresh: Collection[str]) -> FigureGroup | None:
    """A group with the rows that came, then the last that stood before; None where nothing came that differs."""
    came = [row for row in group.rows if row.support.article in fresh]
    stood = [row for row in group.rows if row.support.article not in fresh]
    before = {_amount(row) for row in stood}
    if group.status not in MOVED or not stood or all(_amount(row) in before for row in came):
        return None
    return replace(group, rows=(*came, *stood[:_STOOD]))


def _amount(row: FigureRow) -> tuple[float | None, float | None]:
    return row.low, row.high
