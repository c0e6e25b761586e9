"""Canonical address, lead image and tags."""

from __future__ import annotations

from urllib.parse import urlsplit

from sayso.extract.dom import Dom
from sayso.extract.jsonld import Thing
from sayso.extract.load import load
from sayso.text import folded_space, normal_form

_MAX_TAGS = 20
_MAX_TAG = 60


def canonical_of(dom: Dom) -> str | None:
    """The page's own canonical address where it can be trusted, else the address that it was had from.

    Trusted: on the same registrable domain as the page (a page can't claim another's articles), and no bare front
    page, which careless templates give for every article.
    """
    for candidate in _claimed(dom):
        address = dom.absolute(candidate)
        if address and _trusted(address, dom.address):
            return address
    return dom.address


def _claimed(dom: Dom) -> list[str]:
    links = [
        link.get("href") or ""
        for link in dom.tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    return links + list(dom.metas.get("og:url", ()))


def _trusted(claimed: str, had_from: str | None) -> bool:
    if urlsplit(claimed).path.strip("/") == "" and not urlsplit(claimed).query:
        return had_from is not None and urlsplit(had_from).path.strip("/") == "" and same_site(claimed, had_from)
    return had_from is None or same_site(claimed, had_from)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one registrable domain; hosts without one must be equal, port and all."""
    one_domain, other_domain = load().registrable_domain(one), load().registrable_domain(other)
    if one_domain or other_domain:
        return one_domain == other_domain
    return urlsplit(one).netloc.lower() == urlsplit(other).netloc.lower()


def image_of(dom: Dom, things: list[Thing]) -> str | None:
    """Address of the lead image (stored, never loaded)."""
    declared = dom.meta("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
    candidates = [declared, *(_image_address(thing.get("image")) for thing in things)]
    return next((address for one in candidates if (address := dom.absolute(one))), None)


def _image_address(value: object) -> str | None:
    for candidate in value if isinstance(value, list) else [value]:
        address = candidate
        if isinstance(candidate, dict):
            address = candidate.get("url") or candidate.get("contentUrl")
        if isinstance(address, str):
            return address
    return None


def tags_of(dom: Dom, things: list[Thing]) -> tuple[str, ...]:
    """The page's own tags: article:tag, JSON-LD keywords, news_keywords, keywords, links with rel=tag."""
    sources: list[list[str]] = [
        list(dom.metas.get("article:tag", ())),
        [tag for thing in things for tag in _keywords(thing.get("keywords"))],
        list(dom.metas.get("news_keywords", ())),
        [_words(link) for link in dom.tree.iter("a") if "tag" in (link.get("rel") or "").lower().split()],
        list(dom.metas.get("keywords", ())),
    ]
    for source in sources:
        tags = _distinct(source)
        if tags:
            return tags
    return ()


def _keywords(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [item if isinstance(item, str) else str(item.get("name", "")) for item in value
                if isinstance(item, (str, dict))]  # fmt: skip
    return []


def _words(link: object) -> str:
    return folded_space("".join(link.itertext()))  # type: ignore[attr-defined]


def _distinct(source: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in source:
        for tag in value.replace(";", ",").split(","):
            folded = folded_space(tag).lstrip("#")
            form = normal_form(folded)
            if form and len(folded) <= _MAX_TAG and ":" not in folded:
                found.setdefault(form, folded)
    return tuple(list(found.values())[:_MAX_TAGS])
