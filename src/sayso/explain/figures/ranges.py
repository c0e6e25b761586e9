"""Figures as ranges: whether two of them can both be right."""

from __future__ import annotations

from sayso.types import Figure

APPROXIMATE = 0.1
"""Slack of an approximate figure: "about 8,000" and 8,600 can both be right."""
ROUNDING = 0.02
"""Slack of any other: 6.5 million and 6.45 million are one figure, 88 and 103 are not."""
_SMALL = 100


def overlap(a: Figure, b: Figure) -> bool:
    """Whether two figures can both be right: their ranges meet, approximate ones with a tenth of tolerance."""
    low_a, high_a = reach(a)
    low_b, high_b = reach(b)
    return low_a <= high_b and low_b <= high_a


def reach(figure: Figure) -> tuple[float, float]:
    """The lowest and highest that a figure can mean. A whole number under 100 that isn't approximate means itself."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    exact = not figure.approximate and all(abs(end) < _SMALL and float(end).is_integer() for end in ends)
    slack = APPROXIMATE if figure.approximate else 0.0 if exact else ROUNDING
    low = float("-inf") if figure.low is None else figure.low - abs(figure.low) * slack
    high = float("inf") if figure.high is None else figure.high + abs(figure.high) * slack
    return low, high


def size(figure: Figure) -> float:
    """One number for a figure: its middle, or its one end."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0
