"""The page "What is X?" of an organisation, a place, an event or a public figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.contract import TextOf
from sayso.desk import SubjectView
from sayso.interfaces.addresses import subject_path
from sayso.interfaces.web.views.explained import Explained, Sources, explained_view
from sayso.interfaces.web.views.heads import ArticleHead, article_heads
from sayso.interfaces.wording import counted_sources
from sayso.types import MentionType

RELATED = 30
"""Related articles listed at most, newest first."""


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """All that a subject's page shows. ``asks`` is "What is" or "Who is"."""

    name: str
    asks: str
    path: str
    counts: str
    told: Explained
    articles: tuple[ArticleHead, ...]


def subject_page(view: SubjectView, text_of: TextOf, now: datetime) -> SubjectPage:
    """The subject's page from the desk's view."""
    return SubjectPage(
        name=view.name,
        asks="Who is" if view.kind is MentionType.PERSON else "What is",
        path=subject_path(view.name),
        counts=counted_sources(view.explainer.sources),
        told=explained_view(view.explainer, Sources(view.articles), text_of),
        articles=article_heads(view.articles[:RELATED], now),
    )
