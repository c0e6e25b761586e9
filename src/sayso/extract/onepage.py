"""One page to its articles."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from sayso.errors import PageError
from sayso.extract.charset import decoded
from sayso.extract.htmlpage import articles_of_html
from sayso.extract.ready import ready_article
from sayso.extract.safety import refuse_too_deep, refuse_unusable
from sayso.extract.textpage import articles_of_text
from sayso.types import Article, Page


def extract(page: Page) -> tuple[Article, ...]:
    """The articles of a page: the main one first, then those embedded in it.

    Raises :class:`~sayso.errors.PageError` for a page that can't be read (empty, binary, over 10 MiB, too deep)
    and :class:`~sayso.errors.NoArticle` for one in which no article stands; nothing else, whatever the bytes are.
    Limits of time and memory are :class:`ExtractPool`'s.
    """
    refuse_unusable(page.name, page.content)
    page = replace(page, address=_usable(page.address))
    if page.kind == "article":
        return (ready_article(page),)
    markup = decoded(page.content, page.charset)
    if page.kind == "text":
        return articles_of_text(page, markup)
    if page.kind != "html":
        raise PageError(page.name, f"a page can't be of kind {page.kind!r}", 'use "html", "text" or "article"')
    refuse_too_deep(page.name, markup.encode("utf-8", "replace"))
    return articles_of_html(page, markup)


def _usable(address: str | None) -> str | None:
    """The address, or None for one that can't be taken apart ("http://[bad")."""
    try:
        return address if address and urlsplit(address).hostname else None
    except ValueError:
        return None
