"""The story page: what we know, what it is about, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.contract import TextOf
from sayso.desk import StoryView
from sayso.interfaces.addresses import story_path, subject_path
from sayso.interfaces.web.views.explained import Explained, Sources, explained_view
from sayso.interfaces.web.views.heads import RANKS, ArticleHead, When, article_head, story_language, when
from sayso.interfaces.web.views.search import Pager, pager
from sayso.interfaces.wording import RELATIONS, counted_sources, language_name
from sayso.text import in_order
from sayso.types import Article, Placement
from sayso.worker import UNKNOWN_OUTLET

COVERED, COPIES = 50, 30
"""Articles on one page of the coverage, and copies listed under each: a row takes 0.1 ms of CPU."""


@dataclass(frozen=True, slots=True)
class Covered:
    """An article of the coverage with the copies folded under it; ``copied`` counts those that aren't listed too."""

    head: ArticleHead
    relation: str
    told_relation: str
    evidence: str
    copies: tuple[Covered, ...]
    copied: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that the story page shows. ``subjects`` are names with the addresses of their pages."""

    title: str
    lang: str | None
    path: str
    status: str
    counts: str
    languages: str
    news: When
    told: Explained
    subjects: tuple[tuple[str, str], ...]
    coverage: tuple[Covered, ...]
    pager: Pager


def story_page(
    view: StoryView,
    text_of: TextOf,
    now: datetime,
    number: int = 1,
    *,
    subjects: Iterable[str] = (),
    reworded: bool = False,
) -> StoryPage:
    """The story page from the desk's view; ``number``: which page of the coverage; ``subjects``: those of its subjects
    that have a page; ``reworded``: whether a model has worded the lines.

    The view has no texts, since those of a long story take longer to read than the page to make; ``text_of`` is asked
    for the few that are looked into.
    """
    story, explained = view.story, view.explainer
    path = story_path(story.id, story.title)
    covered, more = coverage(view.members, now, number)
    sources = Sources(article for article, _ in view.members)
    return StoryPage(
        title=story.title,
        lang=story_language(view),
        path=path,
        status="open: news within the last week" if story.status == "open" else "quiet: no news for a week",
        counts=counted_sources(story.sources),
        languages=", ".join(map(language_name, story.languages)),
        news=when(story.last, now),
        told=explained_view(explained, sources, text_of, reworded=reworded),
        subjects=tuple((name, subject_path(name)) for name in subjects),
        coverage=covered,
        pager=pager(path, {}, number, more=more, at="coverage"),
    )


# --- coverage ----------------------------------------------------------------------------------------------------


def coverage(
    members: Sequence[tuple[Article, Placement]], now: datetime, number: int = 1
) -> tuple[tuple[Covered, ...], bool]:
    """The articles, independent ones first, oldest first among their like; each copy under the article it copies.

    Page ``number`` of them, and whether more follow: rows of hundreds of articles would take most of a page's time.
    """
    known = {article.id: article for article, _ in members}
    places = {place.article: place for _, place in members}
    copies: dict[str, list[str]] = {article: [] for article in known}
    tops: list[str] = []
    for article in known:
        root = _root(article, places)
        (tops if root == article else copies[root]).append(article)

    def covered(article: str) -> Covered:
        under = sorted(copies[article], key=lambda copy: _first(known[copy]))
        shown = tuple(_covered(known[copy], places[copy], known, now) for copy in under[:COPIES])
        return _covered(known[article], places[article], known, now, shown, len(under))

    ordered = sorted(tops, key=lambda article: (RANKS[places[article].relation], _first(known[article])))
    start = (number - 1) * COVERED
    return tuple(map(covered, ordered[start : start + COVERED])), len(ordered) > start + COVERED


def _root(article: str, places: Mapping[str, Placement]) -> str:
    """What an article copies, at the end of a chain of copies; itself where that isn't in the story, or in a circle."""
    seen = {article}
    root = article
    while (above := places[root].copy_of) in places and above not in seen:
        assert above is not None
        seen.add(above)
        root = above
    return article if places[root].copy_of in seen else root


def _first(article: Article) -> tuple[datetime, str]:
    return in_order(article.published), article.id


def _covered(
    article: Article,
    place: Placement,
    known: Mapping[str, Article],
    now: datetime,
    copies: tuple[Covered, ...] = (),
    copied: int = 0,
) -> Covered:
    return Covered(
        head=article_head(article, now),
        relation=place.relation.value,
        told_relation=RELATIONS[place.relation],
        evidence=told_evidence(place.evidence, known),
        copies=copies,
        copied=copied,
    )


def told_evidence(evidence: str, known: Mapping[str, Article]) -> str:
    """The grouper's reason, with outlets for the ids of articles."""
    told = []
    for word in evidence.split(" "):
        bare = word.rstrip(",.;:")
        article = known.get(bare)
        told.append(f"{article.outlet or UNKNOWN_OUTLET}’s{word[len(bare) :]}" if article else word)
    return " ".join(told)
