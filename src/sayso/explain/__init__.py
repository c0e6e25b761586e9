"""Story to explainer: claims, figures in dispute, timeline, open questions, answers, the check of spans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sayso.explain.ask import answer
from sayso.explain.candidates import Candidate, candidates
from sayso.explain.check import check, supported
from sayso.explain.claims import SUMMARY, lines, told
from sayso.explain.compare import compare
from sayso.explain.figures import figure_groups, grouped, tolls
from sayso.explain.questions import open_questions
from sayso.explain.terms import content_words
from sayso.explain.timeline import timeline
from sayso.explain.writing import evidence_of, rewritten
from sayso.types import Explainer, Line, Relation, SourceCount, StoryArticle

__all__ = [
    "EXPLAINER",
    "answer",
    "check",
    "compare",
    "evidence_of",
    "explain",
    "explain_subject",
    "rewritten",
    "summarise",
    "supported",
]

EXPLAINER = "extract-4"
"""Name and version of what writes explainers; those of another version are written anew by ``sayso rebuild``."""


def explain(subject: str, items: Sequence[StoryArticle], now: datetime) -> Explainer:
    """What we know about a story. ``now`` is the reader's present (recency is measured against the newest article)."""
    return _explained(subject, items, candidates(items))


def explain_subject(name: str, items: Sequence[StoryArticle], now: datetime) -> Explainer:
    """The same about an organisation, a place or a public figure: only sentences that name it."""
    named = set(content_words(name))
    about = [candidate for candidate in candidates(items) if named <= set(candidate.stems)]
    return _explained(name, items, about)


def _explained(subject: str, items: Sequence[StoryArticle], found: Sequence[Candidate]) -> Explainer:
    rows = grouped(items)
    said = told(found, tolls(items, rows))
    return Explainer(
        subject=subject,
        sources=_sources(items),
        lines=said.lines,
        figures=figure_groups(rows),
        timeline=timeline(found),
        open_questions=open_questions(found, rows),
        summary=said.summary,
        quotes=said.quotes,
    )


def _sources(items: Sequence[StoryArticle]) -> SourceCount:
    first_hand = {Relation.ORIGINAL, Relation.INDEPENDENT}
    independent = {item.family for item in items if item.placement.relation in first_hand}
    undetermined = sum(item.placement.relation is Relation.UNDETERMINED for item in items)
    return SourceCount(len(items), len(independent), undetermined)


def summarise(item: StoryArticle, now: datetime) -> tuple[Line, ...]:
    """At most three sentences of an article, word for word, in their order, that say most of it."""
    chosen = lines(candidates([item]), limit=SUMMARY)
    return tuple(sorted(chosen, key=lambda line: line.support[0].start))
