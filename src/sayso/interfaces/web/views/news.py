"""What is new in a story since a time, ready for its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sayso.contract import TextOf
from sayso.desk import StoryView
from sayso.interfaces.addresses import news_path, story_path
from sayso.interfaces.web.views.edits import ChangeTold, told_changes
from sayso.interfaces.web.views.explained import FigureTable, Sources, Told, figure_table, told_line
from sayso.interfaces.web.views.heads import ArticleHead, When, article_heads, when
from sayso.interfaces.wording import counted_news
from sayso.text import iso
from sayso.types import Article, News

SPANS = (("the last day", 1), ("the last three days", 3), ("the last week", 7), ("the last month", 30))
"""Days back that a reader is offered."""


@dataclass(frozen=True, slots=True)
class NewsPage:
    """All that the page "What is new" shows. ``spans`` are links by how far back; ``from_now`` is to be kept for the
    next visit.
    """

    title: str
    path: str
    story_path: str
    since: When
    counts: str
    lines: tuple[Told, ...]
    figures: tuple[FigureTable, ...]
    changes: tuple[ChangeTold, ...]
    articles: tuple[ArticleHead, ...]
    spans: tuple[tuple[str, str], ...]
    from_now: str
    day: str


def news_page(view: StoryView, news: News, text_of: TextOf, now: datetime) -> NewsPage:
    """The page from the desk's view of the story and what is new in it."""
    story = view.story
    articles = {article.id: article for article, _ in view.members}
    sources = Sources(articles.values())
    path = news_path(story.id, story.title)
    return NewsPage(
        title=story.title,
        path=path,
        story_path=story_path(story.id, story.title),
        since=when(news.since, now),
        counts=counted_news(news),
        lines=tuple(told_line(line, sources) for line in news.lines),
        figures=tuple(figure_table(group, sources, text_of) for group in news.figures),
        changes=told_changes(news.changes, articles.get, text_of),
        articles=article_heads(_newest(news.articles, articles), now),
        spans=tuple((told, news_path(story.id, story.title, iso(now - timedelta(days=days)))) for told, days in SPANS),
        from_now=news_path(story.id, story.title, iso(now)),
        day=news.since[:10],
    )


def _newest(ids: Sequence[str], articles: dict[str, Article]) -> Iterable[Article]:
    return [articles[id_] for id_ in reversed(ids) if id_ in articles]
