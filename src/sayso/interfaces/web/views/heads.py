"""Articles and stories as they stand in lists: title, outlet, age, counts, and their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sayso.desk import RelatedStory, StoryView
from sayso.interfaces.addresses import article_path, outlet_path, story_path
from sayso.interfaces.wording import age_of, counted_sources, full_time, language_name, language_tag
from sayso.types import Article, Relation
from sayso.worker import UNKNOWN_OUTLET

OUTLETS_SHOWN = 5
RANKS = {
    Relation.ORIGINAL: 0,
    Relation.INDEPENDENT: 0,
    Relation.DERIVED: 1,
    Relation.UNDETERMINED: 2,
    Relation.COPY: 3,
}
"""The order in which a story's articles are listed: independent first."""


@dataclass(frozen=True, slots=True)
class When:
    """A time: for machines, in full, and as an age. All empty where there is none."""

    machine: str
    full: str
    age: str


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article in a list. ``lang`` is None where the title needs no mark."""

    id: str
    title: str
    lang: str | None
    path: str
    outlet: str
    outlet_path: str | None
    published: When


@dataclass(frozen=True, slots=True)
class NearStory:
    """A related story in a list, and why it is offered."""

    title: str
    path: str
    counts: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoryHead:
    """A story in a list."""

    title: str
    lang: str | None
    path: str
    counts: str
    independent: int
    languages: str
    outlets: tuple[str, ...]
    others: int
    news: When


def when(moment: str | None, now: datetime) -> When:
    """A published or modified time for a page."""
    return When(moment or "", full_time(moment), age_of(moment, now))


def other_language(code: str | None) -> str | None:
    """The ``lang`` of outsiders' words on our English pages; None for English and for what is no language tag."""
    tag = language_tag(code)
    return None if tag is None or tag.split("-")[0].lower() == "en" else tag


def article_head(article: Article, now: datetime) -> ArticleHead:
    """One line of a list of articles."""
    return ArticleHead(
        id=article.id,
        title=article.title or "Untitled",
        lang=other_language(article.language),
        path=article_path(article.id, article.title),
        outlet=article.outlet or UNKNOWN_OUTLET,
        outlet_path=outlet_path(article.outlet) if article.outlet else None,
        published=when(article.published, now),
    )


def article_heads(articles: Iterable[Article], now: datetime) -> tuple[ArticleHead, ...]:
    """Lines of a list of articles, in order."""
    return tuple(article_head(article, now) for article in articles)


def story_head(view: StoryView, now: datetime) -> StoryHead:
    """One story of the front page. ``view`` may hold a part of its articles."""
    story = view.story
    outlets = _outlets(view)
    hidden = len(story.articles) - len(view.members)
    return StoryHead(
        title=story.title,
        lang=story_language(view),
        path=story_path(story.id, story.title),
        counts=counted_sources(story.sources),
        independent=story.sources.independent,
        languages=", ".join(map(language_name, story.languages)),
        outlets=outlets[:OUTLETS_SHOWN],
        others=max(0, len(outlets) - OUTLETS_SHOWN) or hidden,
        news=when(story.last, now),
    )


def story_language(view: StoryView) -> str | None:
    """The language of a story's title: that of the article whose headline it is."""
    titled = (article.language for article, _ in view.members if article.title == view.story.title)
    return other_language(next(titled, view.story.languages[0] if view.story.languages else None))


def _outlets(view: StoryView) -> tuple[str, ...]:
    """The story's outlets, independent ones first, those that bring copies last."""
    ordered = sorted(view.members, key=lambda member: RANKS[member[1].relation])
    return tuple(dict.fromkeys(article.outlet for article, _ in ordered if article.outlet))


def near_stories(near: Iterable[RelatedStory]) -> tuple[NearStory, ...]:
    """Related stories as they stand in a list."""
    told = ((one.story, one.reason) for one in near)
    return tuple(
        NearStory(story.title, story_path(story.id, story.title), counted_sources(story.sources), reason)
        for story, reason in told
    )
