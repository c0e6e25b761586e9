"""OPML 2.0 (http://opml.org/spec2.opml): lists of feeds, in and out. Nested folders are tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sayso.errors import ArchiveError, RefusedAddress
from sayso.sources.addresses import checked_target
from sayso.sources.load import load
from sayso.sources.markup import HostileMarkup, decoded_xml, refuse_hostile
from sayso.text import folded_space
from sayso.types import Subscription

MAX_OUTLINES = 20_000
_MAX_TAGS = 32
_WHAT = "the OPML file"


def read_opml(body: bytes) -> tuple[Subscription, ...]:
    """The subscriptions in an OPML file, in its order; an address that stands there twice is one, with all its tags.

    Tags are the folders around it from the outside in, then those of its ``category``. An outline with ``xmlUrl``
    is a feed, one of type "link" with ``url`` a page. Outlines whose address isn't http(s) are passed by.

    Raises:
        ArchiveError: it isn't OPML, it declares entities, or it nests deeper than 512.
    """
    text = decoded_xml(body)
    try:
        refuse_hostile(text)
    except HostileMarkup as error:
        raise ArchiveError(_WHAT, str(error)) from None
    found: dict[str, Subscription] = {}
    for outline, folders in _outlines(_root(text)):
        subscription = _subscription(outline, folders)
        if subscription is None:
            continue
        known = found.get(subscription.address)
        found[subscription.address] = _merged(known, subscription) if known else subscription
    return tuple(found.values())


def write_opml(subscriptions: Iterable[Subscription], title: str = "Followed with sayso") -> bytes:
    """An OPML 2.0 document, UTF-8: each subscription in the folders that its tags name, outermost first."""
    etree = load().etree
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _writable(title)
    folders: dict[tuple[str, ...], Any] = {(): etree.SubElement(root, "body")}
    for subscription in subscriptions:
        folder = _folder(folders, tuple(filter(None, map(_writable, subscription.tags)))[:_MAX_TAGS])
        etree.SubElement(folder, "outline", _attributes(subscription))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _root(text: str) -> Any:
    etree = load().etree
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or str(root.tag).lower() != "opml":
        raise ArchiveError(_WHAT, "it isn't OPML", "its first element must be <opml>")
    return root


def _outlines(root: Any) -> Iterable[tuple[Any, tuple[str, ...]]]:
    """Every outline with the folders around it, in document order."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(child, ()) for child in reversed(root.findall("body/outline"))]
    seen = 0
    while waiting and seen < MAX_OUTLINES:
        outline, folders = waiting.pop()
        seen += 1
        yield outline, folders
        name = folded_space(outline.get("text") or outline.get("title") or "")
        inner = (*folders, name) if name and not _address(outline) else folders
        waiting.extend((child, inner) for child in reversed(outline.findall("outline")))


def _address(outline: Any) -> str:
    return (outline.get("xmlUrl") or outline.get("xmlurl") or outline.get("url") or "").strip()


def _subscription(outline: Any, folders: tuple[str, ...]) -> Subscription | None:
    address = _address(outline)
    if not address:
        return None
    try:
        checked_target(address)
    except RefusedAddress:
        return None
    is_page = (outline.get("type") or "").lower() == "link" and not outline.get("xmlUrl")
    categories = (outline.get("category") or "").replace("/", ",").split(",")
    tags = dict.fromkeys(filter(None, (*folders, *map(folded_space, categories))))
    title = folded_space(outline.get("title") or outline.get("text") or "")
    return Subscription(
        address=address,
        kind="page" if is_page else "feed",
        title=title if title and title != address else None,
        tags=tuple(tags)[:_MAX_TAGS],
    )


def _merged(known: Subscription, again: Subscription) -> Subscription:
    tags = tuple(dict.fromkeys((*known.tags, *again.tags)))
    return replace(known, tags=tags[:_MAX_TAGS], title=known.title or again.title)


def _folder(folders: dict[tuple[str, ...], Any], path: tuple[str, ...]) -> Any:
    for depth in range(1, len(path) + 1):
        if path[:depth] not in folders:
            parent = folders[path[: depth - 1]]
            folders[path[:depth]] = load().etree.SubElement(parent, "outline", {"text": path[depth - 1]})
    return folders[path]


def _attributes(subscription: Subscription) -> dict[str, str]:
    title = _writable(subscription.title or "") or subscription.address
    if subscription.kind == "page":
        return {"type": "link", "text": title, "title": title, "url": subscription.address}
    return {"type": "rss", "text": title, "title": title, "xmlUrl": subscription.address}


def _writable(text: str) -> str:
    """One line, without the characters that XML can't hold."""
    return folded_space("".join(c for c in text if c.isprintable() or c.isspace()).encode("utf-8", "ignore").decode())
