"""Questions to the articles: sentences that answer, with support, or nothing. An invented answer is worse than none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sayso.explain.ask.question import Question, understood
from sayso.explain.ask.scoring import Pool, Scored, scored
from sayso.explain.candidates import candidates
from sayso.explain.check import supported
from sayso.types import Answer, StoryArticle

__all__ = ["Question", "answer", "understood"]

ANSWERS = 5
AS_GOOD = 0.8
"""Further answers must come so close to the best."""
_REPRINT = 10_000.0
ANOTHER_FIGURE = 0.65
"""The same for figures: all that are given are shown, so that a dispute is seen."""
SAME_ANSWER = 0.6
"""Share of the words of both that two answers without differing figures may have in common."""


def answer(question: str, items: Sequence[StoryArticle], now: datetime) -> tuple[Answer, ...]:
    """Sentences of these articles that answer, best first; empty where the articles don't say.

    Where sources disagree there is an answer for each differing figure or side. ``now`` is the reader's present; newer
    articles come first among equals by their own dates.
    """
    del now
    asked = understood(question)
    if not asked.stems:
        return ()
    pool = Pool.of(candidates(items))
    return supported(_as_answer(one) for one in _folded(list(scored(asked, pool)))[:ANSWERS])


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
