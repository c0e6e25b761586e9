"""Which outlet publishes the page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sayso.extract.dom import Dom, words_of
from sayso.extract.jsonld import Thing, text_of, types_of
from sayso.extract.load import load
from sayso.text import folded_space, without_accents

_MAX_NAME = 60
_PUBLISHERS = frozenset(["newsmediaorganization", "organization", "website", "newspaper"])
_SEPARATOR = re.compile(r"\s+[|·•–—]\s+|\s+-\s+|\s*::\s*")
_TITLE_PIECES = re.compile(r"\s+[|·•–—-]\s+|\s*[|:·•]\s+")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$", re.IGNORECASE)


def outlet_of(dom: Dom, things: list[Thing]) -> str | None:
    """og:site_name, the publisher in JSON-LD, application-name; None where none of them stands."""
    candidates = [
        *dom.metas.get("og:site_name", ()),
        *(text_of(thing.get("publisher")) for thing in things),
        *(text_of(thing.get("name")) for thing in dom.things if types_of(thing) & _PUBLISHERS),
        dom.meta("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher"),
    ]
    named = [name for candidate in candidates if (name := _plain(candidate))]
    # "www.example.com" as a site's name says less than "The Example" further down.
    return next((name for name in named if not _DOMAIN.match(name)), None) or next(iter(named), None)


def _plain(name: str | None) -> str | None:
    """A name without the slogan behind it; None for what can't be one."""
    if not name:
        return None
    first = _SEPARATOR.split(folded_space(name).lstrip("@"))[0].strip()
    return first if 1 < len(first) <= _MAX_NAME and "://" not in first else None


def outlet_of_title(dom: Dom) -> str | None:
    """The piece of <title> that the address spells too: "The Example" of theexample.org, or example.org."""
    return _piece_that_is_spelled(next((words_of(element) for element in dom.tree.iter("title")), ""), dom.address)


def outlet_of_feed(title: str | None, feed: str | None, address: str | None) -> str | None:
    """The outlet as a feed's title names it ("The Example - latest"); None for a feed of another domain's pages."""
    if not title or from_domain(feed) != from_domain(address):
        return None
    return _piece_that_is_spelled(title, address) or _plain(title)


def _piece_that_is_spelled(title: str, address: str | None) -> str | None:
    label = (from_domain(address) or "").split(".")[0].replace("-", "")
    for piece in (part.strip() for part in _TITLE_PIECES.split(title)):
        squeezed = without_accents(piece).casefold().replace(" ", "").replace("-", "")
        if label and len(piece) <= _MAX_NAME and squeezed.removeprefix("the") == label.removeprefix("the"):
            return piece
    return None


def from_domain(address: str | None) -> str | None:
    """The registrable domain of an address ("example.co.uk"), the host where there is none."""
    if address is None:
        return None
    return load().registrable_domain(address) or urlsplit(address).hostname
