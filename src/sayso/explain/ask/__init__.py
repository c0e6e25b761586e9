"""Questions to the articles: sentences that answer, with support, or nothing. An invented answer is worse than none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    good = sorted(scored(asked, pool), key=lambda one: (-one.score, one.candidate.second_hand, one.candidate.days))
    return supported(_answers(good))


def _answers(good: Sequence[Scored]) -> Iterable[Answer]:
    """The best, and those nearly as good that say something else; reprints say the same."""
    chosen: list[Scored] = []
    for one in good:
        if one.score < AS_GOOD * good[0].score or len(chosen) == ANSWERS:
            return
        if any(_same(one, other) for other in chosen):
            continue
        chosen.append(one)
        candidate = one.candidate
        sentence = candidate.sentence or candidate.text
        yield Answer(sentence, (candidate.span,), candidate.speaker, candidate.firmness, round(min(1.0, one.score), 3))


def _same(a: Scored, b: Scored) -> bool:
    """Whether two answers give the same figure, or the same words."""
    if a.figures and b.figures:
        return a.figures == b.figures
    one, other = set(a.candidate.stems), set(b.candidate.stems)
    return len(one & other) > SAME_ANSWER * len(one | other)
