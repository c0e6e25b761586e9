"""All fields together: one call for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.extract.dom import Dom
from sayso.extract.jsonld import article_things
from sayso.extract.metadata.addresses import canonical_of, image_of, tags_of
from sayso.extract.metadata.authors import authors_of, declared_bodies
from sayso.extract.metadata.dates import guessed, modified_of, published_of
from sayso.extract.metadata.nearby import author_nearby, elements_near_title, outlet_nearby, time_nearby
from sayso.extract.metadata.outlet import from_domain, outlet_of, outlet_of_title
from sayso.extract.metadata.title import title_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says; None or empty where it doesn't. ``bodies``: the organisation declared as its author."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    bodies: tuple[str, ...]
    published: str | None
    modified: str | None
    url: str | None
    image: str | None
    tags: tuple[str, ...]


def read_facts(dom: Dom, fetched: datetime | None) -> Facts:
    """Every field but the language, which needs the text. ``fetched`` bounds the dates."""
    things = article_things(dom.things)
    outlet = outlet_of(dom, things)
    title = title_of(dom, things, outlet)
    near = elements_near_title(dom, title)
    outlet = outlet or outlet_of_title(dom) or outlet_nearby(near)
    published = published_of(dom, things, fetched) or time_nearby(near, fetched) or guessed(dom, fetched)
    return Facts(
        title=title,
        outlet=outlet or from_domain(dom.address),
        authors=authors_of(dom, things, outlet) or author_nearby(near, outlet),
        bodies=declared_bodies(dom, things),
        published=published,
        modified=modified_of(dom, things, published, fetched),
        url=canonical_of(dom),
        image=image_of(dom, things),
        tags=tags_of(dom, things),
    )
