"""The article page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sayso.contract import TextOf
from sayso.desk import ArticleView
from sayso.interfaces.addresses import article_path, outlet_path, story_path, tag_path, version_path
from sayso.interfaces.web.views.body import Part, body_parts, valid_span
from sayso.interfaces.web.views.edits import EditTold, told_edits
from sayso.interfaces.web.views.heads import ArticleHead, NearStory, When, article_head, near_stories, when
from sayso.interfaces.wording import counted_sources, language_name, language_tag
from sayso.types import Article, ArticleState, Relation
from sayso.worker import UNKNOWN_OUTLET


@dataclass(frozen=True, slots=True)
class Asked:
    """Which words an address names: a version (None: the current one) and an extent."""

    version: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag and its page."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list of versions."""

    path: str
    seen: When
    shown: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A reader's approved comment."""

    name: str
    body: str
    posted: When


@dataclass(frozen=True, slots=True)
class StoryLink:
    """The story that an article belongs to."""

    title: str
    path: str
    counts: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the article page shows. ``notice`` is a line about the version or the words asked for."""

    id: str
    title: str
    path: str
    outlet: str
    outlet_path: str | None
    authors: str
    published: When
    modified: When
    lang: str | None
    language: str
    original: str | None
    withdrawn: bool
    relation: str
    copied: ArticleHead | None
    notice: str
    is_current: bool
    body: tuple[Part, ...]
    has_span: bool
    links: tuple[tuple[str, str | None], ...]
    hashtags: tuple[Tag, ...]
    story: StoryLink | None
    related: tuple[tuple[ArticleHead, str], ...]
    near: tuple[NearStory, ...]
    comments: tuple[Remark, ...]
    versions: tuple[VersionLine, ...]
    edits: tuple[EditTold, ...]


def article_page(
    view: ArticleView, asked: Asked, old_text: str | None, copied: Article | None, now: datetime, text_of: TextOf
) -> ArticlePage:
    """The article page from the desk's view.

    Args:
        view: the article.
        asked: the version and words that the address names.
        old_text: the text of ``asked.version`` where that is an earlier one and kept.
        copied: the article that this one copies, where known.
        now: the present.
        text_of: gives the text of a version, for what edits changed.
    """
    article = view.article
    text, shown = (article.text, article.version) if old_text is None else (old_text, asked.version)
    span = valid_span(text, asked.start, asked.end) if asked.version in (None, shown) else None
    return ArticlePage(
        id=article.id,
        title=article.title or "Untitled",
        path=article_path(article.id, article.title),
        outlet=article.outlet or UNKNOWN_OUTLET,
        outlet_path=outlet_path(article.outlet) if article.outlet else None,
        authors=", ".join(article.authors),
        published=when(article.published, now),
        modified=when(article.modified, now),
        lang=language_tag(article.language),
        language=language_name(tag) if (tag := language_tag(article.language)) else "",
        original=web_address(article.url),
        withdrawn=view.state is ArticleState.WITHDRAWN,
        relation=view.placement.relation.value if view.placement else "",
        copied=article_head(copied, now) if copied else None,
        notice=_notice(asked, shown, has_span=span is not None),
        is_current=shown == article.version,
        body=body_parts(text, article.blocks if old_text is None else (), span),
        has_span=span is not None,
        links=tuple((link.title, web_address(link.url)) for link in article.links),
        hashtags=tuple(Tag(tag.removeprefix("#"), tag_path(tag)) for tag in view.hashtags),
        story=_story_link(view),
        related=tuple((article_head(one.article, now), one.reason) for one in view.related),
        near=near_stories(view.near),
        comments=tuple(Remark(c.name, c.body, when(c.posted, now)) for c in view.comments),
        versions=_versions(view, shown, now),
        edits=told_edits(view.edits, article, text_of, now),
    )


def web_address(address: str | None) -> str | None:
    """An address that a page may link to: http or https with a host, else None ("javascript:", "data:", ...)."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return address.strip() if address and parts.scheme in {"http", "https"} and parts.hostname else None


def copied_article(view: ArticleView) -> str | None:
    """The id of the article that this one copies, else None."""
    place = view.placement
    return place.copy_of if place is not None and place.relation is Relation.COPY else None


def _notice(asked: Asked, shown: str | None, *, has_span: bool) -> str:
    if asked.version not in (None, shown):
        return "The version that this link names is not kept here. This is the current one."
    if (asked.start is not None or asked.end is not None) and not has_span:
        return "The words that this link names are not in this version."
    return ""


def _story_link(view: ArticleView) -> StoryLink | None:
    story = view.story
    if story is None:
        return None
    return StoryLink(story.title, story_path(story.id, story.title), counted_sources(story.sources))


def _versions(view: ArticleView, shown: str | None, now: datetime) -> tuple[VersionLine, ...]:
    """All versions, oldest first, when there is more than one."""
    if len(view.versions) < 2:
        return ()
    article = view.article
    return tuple(
        VersionLine(version_path(article.id, article.title, version), when(seen, now), version == shown)
        for version, seen in view.versions
    )
