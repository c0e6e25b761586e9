"""Atom 1.0 documents (RFC 4287) from stories and articles. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from sayso.interfaces.addresses import article_path, news_path, span_path, story_path
from sayso.interfaces.wording import RELATIONS, counted, counted_news, counted_sources, language_tag
from sayso.text import instant, iso
from sayso.types import Article, Line, News, Placement, Story
from sayso.worker import UNKNOWN_OUTLET

ATOM = "http://www.w3.org/2005/Atom"
AUTHORITY = "sayso.invalid,2026"
"""Start of our tag URIs (RFC 4151): ids stay when the site's name changes, and nobody can own this name (RFC 2606)."""

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def story_feed(story: Story, members: Sequence[tuple[Article, Placement]], base: str, now: datetime) -> bytes:
    """A story's feed with an entry for each of ``members``; ``base`` is the site's address without a last slash."""
    page = base + story_path(story.id, story.title)
    entries = [_article_entry(article, placement, base, now) for article, placement in members]
    return _feed(f"story/{story.id}", story.title, counted_sources(story.sources), page, entries, now)


def front_feed(stories: Iterable[Story], base: str, now: datetime) -> bytes:
    """The stories of the front page."""
    entries = [_story_entry(story, base, now) for story in stories]
    return _feed("front", "sayso: stories", "Stories by independent sources and recency", f"{base}/", entries, now)


def news_feed(news: News, articles: Mapping[str, Article], base: str, now: datetime) -> bytes:
    """What is new in a story: an entry for each sentence that nobody had said before."""
    page = base + news_path(news.story, news.title)
    entries = [_line_entry(line, articles, base, now) for line in news.lines]
    return _feed(f"news/{news.story}", f"New: {news.title}", counted_news(news), page, entries, now, f"{page}.atom")


def _line_entry(line: Line, articles: Mapping[str, Article], base: str, now: datetime) -> Element:
    span = line.support[0]
    article = articles.get(span.article)
    tag = language_tag(article.language) if article else None
    entry = Element("entry", {"xml:lang": tag} if tag else {})
    _put(entry, "id", f"tag:{AUTHORITY}:words/{span.article}/{span.version}/{span.start}-{span.end}")
    _put(entry, "title", line.sentence)
    _put(entry, "updated", (article and _utc(article.published)) or iso(now))
    address = base + span_path(span, article.title if article else None)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _put(entry, "summary", f"{line.speaker}; {line.firmness.value}; {counted(line.independent, 'independent source')}")
    return entry


def _feed(
    name: str, title: str, subtitle: str, page: str, entries: Sequence[Element], now: datetime, own: str = ""
) -> bytes:
    """``own``: the feed's own address where it isn't the page's with ``feed.atom``."""
    feed = Element("feed", {"xmlns": ATOM})
    _put(feed, "id", f"tag:{AUTHORITY}:{name}")
    _put(feed, "title", title)
    _put(feed, "subtitle", subtitle)
    updated = [text for entry in entries if (text := entry.findtext("updated"))]
    _put(feed, "updated", max(updated, default=iso(now)))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own or _feed_address(page)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _put(SubElement(feed, "author"), "name", "sayso")
    feed.extend(entries)
    document: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _feed_address(page: str) -> str:
    return f"{page}feed.atom" if page.endswith("/") else f"{page}/feed.atom"


def _article_entry(article: Article, placement: Placement, base: str, now: datetime) -> Element:
    tag = language_tag(article.language)
    entry = Element("entry", {"xml:lang": tag} if tag else {})
    _put(entry, "id", f"tag:{AUTHORITY}:article/{article.id}")
    _put(entry, "title", article.title or "Untitled")
    published = _utc(article.published)
    _put(entry, "updated", _utc(article.modified) or published or iso(now))
    if published:
        _put(entry, "published", published)
    for name in article.authors or (article.outlet or UNKNOWN_OUTLET,):
        _put(SubElement(entry, "author"), "name", name)
    SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": base + article_path(article.id, article.title)}
    )
    _put(entry, "summary", f"{article.outlet or UNKNOWN_OUTLET}; {RELATIONS[placement.relation]}")
    return entry


def _story_entry(story: Story, base: str, now: datetime) -> Element:
    entry = Element("entry")
    _put(entry, "id", f"tag:{AUTHORITY}:story/{story.id}")
    _put(entry, "title", story.title)
    _put(entry, "updated", _utc(story.last) or iso(now))
    SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": base + story_path(story.id, story.title)}
    )
    _put(entry, "summary", counted_sources(story.sources))
    return entry


def _utc(when: str | None) -> str | None:
    moment = instant(when)
    try:
        return iso(moment) if moment else None
    except OverflowError:  # year 1 in a zone east of Greenwich
        return None


def _put(parent: Element, name: str, text: str) -> None:
    """A child with a text; what XML 1.0 can't hold is replaced."""
    SubElement(parent, name).text = _NOT_XML.sub("�", text)
