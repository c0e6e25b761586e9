"""Figures across a story: those that count the same agree, were updated, conflict, or differ in scope."""

from sayso.explain.figures.counted import Counted, counted_in
from sayso.explain.figures.groups import figure_groups, grouped
from sayso.explain.figures.ranges import overlap
from sayso.explain.figures.tolls import Tolls, tolls

__all__ = ["Counted", "Tolls", "counted_in", "figure_groups", "grouped", "overlap", "tolls"]
