"""Figures across a story: those that count the same agree, were updated, conflict, or differ in scope."""

from sayso.explain.figures.counted import Counted, counted_in
from sayso.explain.figures.groups import figure_groups, grouped, superseded
from sayso.explain.figures.ranges import overlap

__all__ = ["Counted", "counted_in", "figure_groups", "grouped", "overlap", "superseded"]
