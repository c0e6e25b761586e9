"""Story to explainer: claims, figures in dispute, timeline, open questions, answers, the check of spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sayso.explain.ask import answer, searches
from sayso.explain.candidates import Candidate, candidates
from sayso.explain.changes import changes
from sayso.explain.check import check, supported
from sayso.explain.claims import SUMMARY, lines, told
from sayso.explain.compare import compare
from sayso.explain.figures import figure_groups, grouped, tolls
from sayso.explain.news import news
from sayso.explain.questions import open_questions
from sayso.explain.subjects import is_unread_body, subjects
from sayso.explain.terms import content_words
from sayso.explain.timeline import timeline
from sayso.explain.writing import evidence_of, rewritten
from sayso.types import Explainer, Line, Relation, SourceCount, StoryArticle

__all__ = [
    "EXPLAINER",
    "answer",
    "changes",
    "check",
    "compare",
    "evidence_of",
    "explain",
    "explain_subject",
    "is_unread_body",
    "news",
    "rewritten",
    "searches",
    "summarise",
    "supported",
]

EXPLAINER = "extract-6"
"""Name and version of what writes explainers; those of another version are written anew by ``sayso rebuild``."""


ABOUT = 3
"""Sentences that name a subject from which an article is about it."""


def explain(subject: str, items: Sequence[StoryArticle], now: datetime) -> Explainer:
    """What we know about a story. ``now`` is the reader's present (recency is measured against the newest article)."""
    return _explained(subject, items, candidates(items))


def explain_subject(name: str, items: Sequence[StoryArticle], now: datetime, also: Sequence[str] = ()) -> Explainer:
    """The same about an organisation, a place or a public figure: only sentences that name it (by ``name``, or by one
    of the names that it has ``also``), only figures of articles that are about it, and for the timeline all that
    articles tell whose titles name it.
    """
    names = [set(content_words(one)) for one in (name, *also)]

    def is_named_in(stems: Iterable[str]) -> bool:
        held = set(stems)
        return any(named <= held for named in names)

    every = candidates(items)
    naming = [candidate for candidate in every if is_named_in(candidate.stems)]
    counts = Counter(candidate.item.article.id for candidate in naming)
    about = [
        item
        for item in items
        if counts[item.article.id] >= ABOUT or is_named_in(content_words(item.article.title or ""))
    ]
    explained = _explained(name, about, naming, name)
    titled = {item.article.id for item in items if is_named_in(content_words(item.article.title or ""))}
    of_it = [c for c in every if c.item.article.id in titled or is_named_in(c.stems)]
    return replace(explained, sources=_sources(items), subjects=(), timeline=timeline(of_it))


def _explained(
    subject: str, items: Sequence[StoryArticle], found: Sequence[Candidate], about: str | None = None
) -> Explainer:
    rows = grouped(items)
    said = told(found, tolls(items, rows), subject=subject, about=about)
    return Explainer(
        subject=subject,
        sources=_sources(items),
        lines=said.lines,
        figures=figure_groups(rows, items),
        timeline=timeline(found),
        open_questions=open_questions(found, rows),
        summary=said.summary,
        quotes=said.quotes,
        subjects=subjects(items),
        by_outlet=said.by_outlet,
    )


def _sources(items: Sequence[StoryArticle]) -> SourceCount:
    first_hand = {Relation.ORIGINAL, Relation.INDEPENDENT}
    independent = {item.family for item in items if item.placement.relation in first_hand}
    undetermined = sum(item.placement.relation is Relation.UNDETERMINED for item in items)
    return SourceCount(len(items), len(independent), undetermined)


def summarise(item: StoryArticle, now: datetime) -> tuple[Line, ...]:
    """At most three sentences of an article, word for word, in their order, that say most of it."""
    chosen = lines(candidates([item]), limit=SUMMARY, subject=item.article.title or "")
    return tuple(sorted(chosen, key=lambda line: line.support[0].start))
