"""Addresses of the site's pages: ID-slug, so that an address can be read and never breaks when a title changes."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from sayso.text import slug
from sayso.types import Span


def named(id_: str, title: str | None) -> str:
    """The last piece of an address: "ID-slug of the title"."""
    return f"{id_}-{slug(title)}"


def id_of(name: str) -> str:
    """The id in "ID-slug" (ids hold no hyphen)."""
    return name.partition("-")[0]


def story_path(id_: str, title: str | None) -> str:
    """Address of a story's page."""
    return f"/story/{quote(named(id_, title))}"


def news_path(id_: str, title: str | None, since: str | None = None) -> str:
    """Address of what is new in a story, since a time where one is given."""
    query = f"?{urlencode({'since': since})}" if since else ""
    return f"{story_path(id_, title)}/new{query}"


def article_path(id_: str, title: str | None) -> str:
    """Address of an article's page."""
    return f"/article/{quote(named(id_, title))}"


def version_path(id_: str, title: str | None, version: str) -> str:
    """Address of one version of an article."""
    return f"{article_path(id_, title)}?{urlencode({'version': version})}"


def span_path(span: Span, title: str | None) -> str:
    """Address of the words that a span names, on their article's page."""
    query = urlencode({"version": span.version, "start": span.start, "end": span.end})
    return f"{article_path(span.article, title)}?{query}#span"


def tag_path(tag: str) -> str:
    """Address of a hashtag's page."""
    return f"/tag/{quote(slug(tag))}"


def subject_path(name: str) -> str:
    """Address of the page "What is NAME?"."""
    return f"/what-is/{quote(name, safe='')}"


def outlet_path(outlet: str) -> str:
    """Address of an outlet's page."""
    return f"/outlet/{quote(slug(outlet))}"
