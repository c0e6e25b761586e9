"""A story as people see it: its title, its age, its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sayso.stories.sources import count_sources, publisher_of
from sayso.text import instant, words
from sayso.types import Article, Placement, Relation, Story

_FRESH = timedelta(days=7)
_LURE = re.compile(
    r"\?\s*$|!\s*$|\A(?:watch|opinion|live|video|photos|here['’]s|why|how|what|\d+ (?:things|reasons|ways))\b"
    r"|\byou (?:need|won['’]t)\b|\A(?:opinión|vídeo|en vivo|en directo|así|avis|vidéo|direct|pourquoi|meinung)\b",
    re.IGNORECASE,
)
_LURE_COST = 0.6
_LONGEST_TITLE = 120


def describe(story: str, members: Sequence[tuple[Placement, Article]], now: str) -> Story:
    """A story from its articles.

    Args:
        story: its id.
        members: its articles with their placements, at least one.
        now: ISO 8601; the story is "open" when it has news within the week before.
    """
    dated = sorted(
        (moment, article.published)
        for _, article in members
        if article.published and (moment := instant(article.published))
    )
    languages = Counter(article.language for _, article in members if article.language)
    return Story(
        id=story,
        title=_title(members),
        status=_status(dated[-1][0] if dated else None, now),
        articles=tuple(article.id for _, article in members),
        sources=count_sources((placement, publisher_of(article)) for placement, article in members),
        languages=tuple(sorted(languages, key=lambda language: (-languages[language], language))),
        first=dated[0][1] if dated else None,
        last=dated[-1][1] if dated else None,
    )


def _status(last: datetime | None, now: str) -> str:
    today = instant(now)
    return "open" if last is None or today is None or today - last <= _FRESH else "quiet"


def _title(members: Sequence[tuple[Placement, Article]]) -> str:
    """The headline that shares most words with the others, of an article that isn't second-hand; ties: the earliest.

    A question, a cry or a "watch:" counts less, as does a headline too long for a page.
    """
    titled = [(placement, article) for placement, article in members if article.title]
    if not titled:
        return _first_words(article for _, article in members)
    counts = Counter(word for _, article in titled for word in set(words(article.title or "")))
    copied = Counter(placement.copy_of for placement, _ in members if placement.copy_of)
    best = min(titled, key=lambda member: (-_merit(member, counts, copied, len(titled)), member[1].published or "~"))
    return best[1].title or ""


def _merit(member: tuple[Placement, Article], counts: Counter[str], copied: Counter[str], titles: int) -> float:
    placement, article = member
    title = article.title or ""
    own = set(words(title))
    shared = sum((counts[word] - 1) / max(1, titles - 1) for word in own if len(word) > 3) / (len(own) + 2)
    merit = shared + 0.1 * min(3, copied[article.id])
    if placement.relation in {Relation.COPY, Relation.DERIVED}:
        merit -= 0.1
    if _LURE.search(title) or len(title) > _LONGEST_TITLE:
        merit -= _LURE_COST
    return round(merit, 6)


def _first_words(articles: Iterable[Article]) -> str:
    for article in articles:
        line = article.text.strip().split("\n", 1)[0]
        if line:
            return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return "Untitled"
