"""Open questions: figures in dispute, and what the articles themselves say is not known."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.explain.candidates import Candidate
from sayso.explain.check import supported
from sayso.explain.figures import Counted
from sayso.explain.figures.counted import MONEY
from sayso.explain.figures.rows import sides
from sayso.explain.terms import cosine, inverse_frequencies, weighted
from sayso.explain.voice import says_unknown
from sayso.types import Figure, OpenQuestion

QUESTIONS = 6
SIDES = 4
"""Figures that a question sets against each other at most."""
_REPEATS = 0.4


def open_questions(candidates: Sequence[Candidate], groups: Sequence[Sequence[Counted]]) -> tuple[OpenQuestion, ...]:
    """Disputes first, then sentences that say that something isn't known, newest first, none twice.

    ``groups`` are the rows of figures as :func:`sayso.explain.figures.grouped` gives them.
    """
    disputes = [_disputed(rows, against[-SIDES:]) for rows in groups if (against := sides(rows))]
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    kept: list[dict[str, float]] = []
    unknown: list[OpenQuestion] = []
    for candidate in reversed(candidates):
        if candidate.second_hand or candidate.sentence is None or not says_unknown(candidate.text):
            continue
        vector = weighted(candidate.stems, weights)
        if all(cosine(vector, other) < _REPEATS for other in kept):
            kept.append(vector)
            unknown.append(OpenQuestion(candidate.sentence, (candidate.span,)))
    return supported([*disputes, *unknown][:QUESTIONS])


def _disputed(rows: Sequence[Counted], against: Sequence[Counted]) -> OpenQuestion:
    """A dispute as a question made of found parts alone: "People displaced: 8,000 (A) or 10,000 to 12,000 (B)?"."""
    given = [f"{_in_words(side.figure)} ({side.named})" for side in against]
    concept = rows[0].concept
    what = concept.reads if concept else rows[0].key
    question = f"{what[:1].upper()}{what[1:]}: {', '.join(given[:-1])} or {given[-1]}?"
    return OpenQuestion(question, tuple(side.span for side in against))


def _in_words(figure: Figure) -> str:
    """A figure for people: "about 8,000", "at least 12", "10,000 to 12,000", "35%", "USD 2,000,000"."""
    low, high = (None if end is None else f"{end:,.10g}" for end in (figure.low, figure.high))
    if low is None or high is None:
        number = f"up to {high}" if low is None else f"at least {low}"
    else:
        number = low if low == high else f"{low} to {high}"
    number = f"about {number}" if figure.approximate else number
    if figure.unit == "percent":
        return f"{number}%"
    return f"{figure.unit} {number}" if MONEY.fullmatch(figure.unit) else number
