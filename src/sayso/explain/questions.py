"""Open questions: figures in dispute, and what the articles themselves say is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.explain.bodies import is_body, may_be_one
from sayso.explain.candidates import Candidate
from sayso.explain.check import supported
from sayso.explain.figures import Counted
from sayso.explain.figures.counted import MONEY
from sayso.explain.figures.rows import sides
from sayso.explain.substance import is_quotation
from sayso.explain.terms import Vector, cosine, inverse_frequencies, stem, weighted
from sayso.explain.voice import says_unknown
from sayso.types import Figure, Firmness, OpenQuestion

QUESTIONS = 6
DENIALS = 3
TELLING = 4
"""Content words of a denial and of a claim at least: "They deny it" tells nothing."""
SIDES = 4
"""Figures that a question sets against each other at most."""
_REPEATS = 0.4
_ABOUT = 0.25
"""Cosine from which a sentence is about what another denies."""
_COULD_NOT_CHECK = re.compile(
    r"\b(?:could not|couldn['’]t|not been able to|was unable to) (?:\w+ )?(?:verify|confirm|check)"
    r" (?:the|this|that|these|those) (?:reports?|claims?|accounts?|videos?|statements?|figures?|information)\b",
    re.IGNORECASE,
)


def open_questions(candidates: Sequence[Candidate], groups: Sequence[Sequence[Counted]]) -> tuple[OpenQuestion, ...]:
    """Figures in dispute first, then what one party claims and another denies, then what the articles themselves say
    isn't known; newest first, none twice.

    ``groups`` are the rows of figures as :func:`sayso.explain.figures.grouped` gives them.
    """
    disputes = [_disputed(rows, against[-SIDES:]) for rows in groups if (against := sides(rows))]
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    vectors = [weighted(candidate.stems, weights) for candidate in candidates]
    kept: list[Vector] = []
    said: list[OpenQuestion] = []
    for found in (_denials(candidates, vectors), _unknown(candidates, vectors)):
        for question, vector in found:
            if all(cosine(vector, other) < _REPEATS for other in kept):
                kept.append(vector)
                said.append(question)
    return supported([*disputes, *said][:QUESTIONS])


def _denials(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> list[tuple[OpenQuestion, Vector]]:
    """What somebody denies, newest first; before the others those for which another speaker's claim is found."""
    speakers: set[str] = set()
    found: list[tuple[OpenQuestion, Vector]] = []
    for candidate, vector in reversed(list(zip(candidates, vectors, strict=True))):
        if not _is_denial(candidate) or candidate.sentence is None or candidate.speaker in speakers:
            continue
        speakers.add(candidate.speaker)
        claims = [
            (likeness, other)
            for other, its in zip(candidates, vectors, strict=True)
            if _may_be_denied(other, candidate) and (likeness := cosine(vector, its)) >= _ABOUT
        ]
        claimed = max(claims, key=lambda one: one[0], default=None)
        support = (candidate.span, claimed[1].span) if claimed else (candidate.span,)
        found.append((OpenQuestion(candidate.sentence, support), vector))
    return sorted(found, key=lambda one: -len(one[0].support))[:DENIALS]


def _is_denial(candidate: Candidate) -> bool:
    """Whether somebody by name denies something that the sentence tells."""
    spoken = candidate.firmness is Firmness.DENIED and candidate.statement is not None and not candidate.second_hand
    names = {mention.name for mention in candidate.item.annotations.mentions}
    named = candidate.speaker in names or is_body(candidate.speaker)
    return spoken and named and len(candidate.stems) >= TELLING and not is_quotation(candidate)


def _may_be_denied(claim: Candidate, denial: Candidate) -> bool:
    """Whether a sentence can be what is denied: said by another, and no denial itself."""
    said_by_another = claim.statement is None or not may_be_one(claim.speaker, denial.speaker)
    denies = claim.firmness is Firmness.DENIED or stem("deny") in claim.stems
    return said_by_another and not denies and claim is not denial and len(claim.stems) >= TELLING


def _unknown(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> Iterator[tuple[OpenQuestion, Vector]]:
    """Sentences that say that something isn't known, newest first; not that an outlet could not check a report."""
    for candidate, vector in reversed(list(zip(candidates, vectors, strict=True))):
        if candidate.second_hand or candidate.sentence is None or not says_unknown(candidate.text):
            continue
        if not _COULD_NOT_CHECK.search(candidate.text):
            yield OpenQuestion(candidate.sentence, (candidate.span,)), vector


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
