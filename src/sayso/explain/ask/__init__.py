"""Questions to the articles: sentences that answer, with support, or nothing. An invented answer is worse than none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.explain.ask.evidence import evidence, of_speaker
from sayso.explain.ask.giving import answering, gives, reason_after
from sayso.explain.ask.pool import Pool
from sayso.explain.ask.question import Question, understood
from sayso.explain.ask.search import searches
from sayso.explain.candidates import Candidate, candidates
from sayso.explain.check import supported
from sayso.explain.terms import cued_by
from sayso.types import Answer, StoryArticle

__all__ = ["Question", "answer", "searches", "understood"]

ANSWERS = 5
AS_GOOD = 0.8
"""Further answers must come so close to the best."""
ANOTHER_FIGURE = 0.65
"""The same for figures: all that are given are shown, so that a dispute is seen."""
SAME_ANSWER = 0.6
"""Share of the words of both that two answers without differing figures may have in common."""
EXPLAINED, _AFTER = 0.75, 0.9
"""What a sentence must cover for the one after it to be taken as its reason, and what that one is worth."""
_REPRINT = 10_000.0
_SECOND_HAND = 0.97


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score and the figures that answer, by value."""

    score: float
    candidate: Candidate
    figures: frozenset[tuple[float | None, float | None]] = frozenset()


def answer(question: str, items: Sequence[StoryArticle], now: datetime) -> tuple[Answer, ...]:
    """Sentences of these articles that answer, best first; empty where the articles don't say.

    Where sources disagree there is an answer for each differing figure or side. ``now`` is the reader's present; newer
    articles come first among equals by their own dates.
    """
    del now
    asked = understood(question)
    if not asked.stems and not asked.speaker:
        return ()
    pool = Pool.of(candidates(items))
    return supported(_as_answer(one) for one in _folded(list(_scored(asked, pool)))[:ANSWERS])


def _scored(asked: Question, pool: Pool) -> Iterator[Scored]:
    """The sentences that answer, each with its score."""
    for number, candidate in enumerate(pool.candidates):
        if not of_speaker(asked, candidate, pool.persons):
            continue
        figures = answering(asked, pool, candidate) if asked.numeric and asked.kind != "age" else []
        if asked.numeric and asked.kind != "age" and not figures:
            continue
        found = evidence(asked, pool, number, _granted(asked, pool, candidate))
        if found is None:
            continue
        if not gives(asked, candidate, found.own):
            if found.covered >= EXPLAINED and (reason := reason_after(asked, pool, number, found.own)) is not None:
                yield Scored(found.covered * _AFTER, reason)
            continue
        values = frozenset((figure.low, figure.high) for figure in figures)
        yield Scored(found.covered * (_SECOND_HAND if candidate.second_hand else 1.0), candidate, values)


def _granted(asked: Question, pool: Pool, candidate: Candidate) -> frozenset[str]:
    """The question's words that a figure of the asked concept stands for ("12 dead" for "died")."""
    if asked.concept is None or not any(one.key == asked.concept for one in pool.figures_of(candidate)):
        return frozenset()
    told = ((w, c) for w in asked.events for c in cued_by().get(w, ()) if c.name == asked.concept)
    return frozenset(w for w, c in told if w == c.name or c.moves != "local")


def _folded(found: Sequence[Scored]) -> list[Scored]:
    """Those nearly as good as the best that say something else, best first; reprints say the same.

    Of several sentences with one figure the best stands for it; figures come newest first, for a toll moves on.
    """
    best = max((one.score for one in found), default=0.0)
    good = [one for one in found if one.score >= (ANOTHER_FIGURE if one.figures else AS_GOOD) * best]
    chosen: list[Scored] = []
    for one in sorted(good, key=lambda one: (-one.score, _age(one))):
        if not any(_same(one, other) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: _age(one) if one.figures else 0.0)


def _as_answer(one: Scored) -> Answer:
    candidate = one.candidate
    sentence = candidate.sentence or candidate.text
    return Answer(sentence, (candidate.span,), candidate.speaker, candidate.firmness, round(min(1.0, one.score), 3))


def _age(one: Scored) -> float:
    """Days, a reprint after all that isn't one: it is later than what it reprints."""
    return one.candidate.days + (_REPRINT if one.candidate.second_hand else 0.0)


def _same(a: Scored, b: Scored) -> bool:
    """Whether two answers give the same figure, or the same words."""
    if a.figures and b.figures:
        return a.figures == b.figures
    one, other = set(a.candidate.stems), set(b.candidate.stems)
    return len(one & other) > SAME_ANSWER * len(one | other)
