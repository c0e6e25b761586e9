"""Does the evidence bear the claim out? Figures are aligned by what they count and compared as ranges."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.explain.figures import overlap
from sayso.explain.terms import content_words, stem
from sayso.types import Annotations, Figure, Verdict

Annotated = tuple[str, Annotations]
"""A text with what stands in it."""

ABOUT_THE_SAME = 0.5
"""Share of the claim's content words that the evidence must have before a difference is called a conflict."""


def compare(a: Annotated, b: Annotated) -> Verdict:
    """Whether evidence ``b`` bears claim ``a`` out: "agree", "conflict" or "undetermined", with the reason."""
    shared = _shared_words(a, b)
    pairs = list(_pairs(a, b))
    for claimed, given in pairs:
        if overlap(claimed, given):
            words = f"{_words(a, claimed)!r} and {_words(b, given)!r} can both be right"
            return Verdict("agree", round(0.5 + shared / 2, 3), words)
    if pairs and shared >= ABOUT_THE_SAME:
        claimed, given = pairs[0]
        words = f"{_words(a, claimed)!r} and {_words(b, given)!r} can't both be right"
        return Verdict("conflict", round(shared, 3), words)
    return Verdict("undetermined", round(1 - shared, 3), "no two figures count the same thing")


def _pairs(a: Annotated, b: Annotated) -> Iterator[tuple[Figure, Figure]]:
    """Figures of both that count the same: unit and counted noun equal."""
    for claimed in a[1].figures:
        for given in b[1].figures:
            if claimed.unit == given.unit and _noun(claimed) == _noun(given):
                yield claimed, given


def _noun(figure: Figure) -> str | None:
    return stem(figure.counted.lower()) if figure.counted else None


def _shared_words(a: Annotated, b: Annotated) -> float:
    wanted, given = ({w for w in content_words(text) if not w.isdigit()} for text, _ in (a, b))
    return len(wanted & given) / len(wanted) if wanted else 0.0


def _words(side: Annotated, figure: Figure) -> str:
    return side[0][figure.start : figure.end]
