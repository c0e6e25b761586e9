"""Figures across a story: those that count the same agree, were updated, conflict, or differ in scope."""

from sayso.explain.figures.counted import Counted, counted_in
from sayso.explain.figures.groups import Tolls, figure_groups, grouped, tolls
from sayso.explain.figures.ranges import overlap

__all__ = ["Counted", "Tolls", "counted_in", "figure_groups", "grouped", "overlap", "tolls"]
