"""Making an Article from what was found, with its id and version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from sayso.extract.metadata.outlet import from_domain, outlet_of_feed
from sayso.text import article_id, instant, joined, normal_form, version_of
from sayso.types import Article, Block, FeedEntry, Link, Page

_DAY = len("2026-03-11")


@dataclass(frozen=True, slots=True)
class Found:
    """An article as found in a page, before it has an id."""

    title: str | None
    blocks: tuple[Block, ...]
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = field(default=())

    @property
    def text(self) -> str:
        """The blocks without captions, joined by a blank line."""
        return joined(self.blocks)


def main_article(page: Page, found: Found) -> Article:
    """The page's own article. What the page doesn't say is taken from the feed that led to it."""
    hints = page.hints or FeedEntry(None, None, None, None, (), None, None, None, None, (), None)
    outlet = page.outlet or _named(found.outlet, page) or hints.outlet
    title = found.title or hints.title
    url = found.url or page.address
    return Article(
        id=article_id(url, "", outlet, title, found.text),
        version=version_of(found.text),
        title=title,
        outlet=outlet,
        authors=_people_first(found.authors, hints.authors, outlet),
        published=_finer(found.published, hints.published),
        modified=_finer(found.modified, hints.modified),
        language=found.language or hints.language,
        url=url,
        image=found.image,
        tags=found.tags or hints.tags,
        blocks=found.blocks,
        text=found.text,
        links=found.links,
    )


def _people_first(said: tuple[str, ...], hinted: tuple[str, ...], outlet: str | None) -> tuple[str, ...]:
    """Whom the page names; whom the feed names where the page has nobody but its own outlet."""
    own = normal_form(outlet or "")
    nobody = all(normal_form(name) == own for name in said)
    return hinted or said if nobody else said


def _finer(said: str | None, hinted: str | None) -> str | None:
    """What the page says, but the feed's time where the page has the same day (give or take a zone) without a time."""
    if said is None or hinted is None:
        return said or hinted
    day, moment = instant(said), instant(hinted)
    same_day = day is not None and moment is not None and abs(moment - day) <= timedelta(hours=36)
    return hinted if len(said) == _DAY and len(hinted) > _DAY and same_day else said


def _named(outlet: str | None, page: Page) -> str | None:
    """What the page calls its outlet; where it only has its domain, what its feed calls it."""
    if outlet is not None and outlet != from_domain(page.address):
        return outlet
    return outlet_of_feed(page.feed_title, page.feed, page.address) or outlet


def embedded_articles(page_url: str | None, found: Iterable[Found]) -> tuple[Article, ...]:
    """Articles inside another's page: each by its own address, else by the page's and the place of its title."""
    articles: dict[str, Article] = {}
    for one in found:
        place = "" if one.url else normal_form(one.title or one.text[:80])
        identity = article_id(one.url or page_url, place, one.outlet, one.title, one.text)
        articles.setdefault(
            identity,
            Article(
                id=identity,
                version=version_of(one.text),
                title=one.title,
                outlet=one.outlet,
                authors=one.authors,
                published=one.published,
                modified=one.modified,
                language=one.language,
                url=one.url,
                image=one.image,
                tags=one.tags,
                blocks=one.blocks,
                text=one.text,
                links=one.links,
                embedded=True,
            ),
        )
    return tuple(articles.values())
