"""Open questions: figures in dispute, and what the articles themselves say is not known."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.explain.candidates import Candidate
from sayso.explain.check import supported
from sayso.explain.terms import cosine, inverse_frequencies, weighted
from sayso.explain.voice import says_unknown
from sayso.types import FigureGroup, OpenQuestion

QUESTIONS = 6
_REPEATS = 0.4


def open_questions(candidates: Sequence[Candidate], figures: Sequence[FigureGroup]) -> tuple[OpenQuestion, ...]:
    """Disputes first, then sentences that say that something isn't known, newest first, none twice."""
    disputes = [
        OpenQuestion(f"The figures for {group.what} differ between sources.", tuple(row.support for row in group.rows))
        for group in figures
        if group.status == "conflict"
    ]
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    kept: list[dict[str, float]] = []
    unknown: list[OpenQuestion] = []
    for candidate in reversed(candidates):
        if candidate.second_hand or not says_unknown(candidate.text) or candidate.sentence is None:
            continue
        vector = weighted(candidate.stems, weights)
        if all(cosine(vector, other) < _REPEATS for other in kept):
            kept.append(vector)
            unknown.append(OpenQuestion(candidate.sentence, (candidate.span,)))
    return supported([*disputes, *unknown][:QUESTIONS])
