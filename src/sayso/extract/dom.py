"""A parsed page: its tree and what the rest of the room asks of it. Never recurses over input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.errors import PageError
from sayso.extract.jsonld import Thing, things_in
from sayso.extract.load import load
from sayso.text import folded_space

Element = Any
"""An lxml element; the library is loaded in ``load`` alone, so its types aren't named here."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DOCTYPE = re.compile(r"^\s*<!doctype[^>]{0,400}>", re.IGNORECASE)
_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "iframe", "select", "option", "button"])
_MARKING = ("class", "id", "role", "data-testid", "itemprop")
_BREAKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 section article header footer blockquote tr td th table figure figcaption "
    "dt dd hr address aside nav main form".split()
)


@dataclass(frozen=True, slots=True)
class Dom:
    """A page as a tree, with its address, its ``<meta>`` values by lower-case name and its JSON-LD things.

    ``base`` is what its references are relative to: the page's <base>, else its address, else "".
    """

    tree: Element
    address: str | None
    base: str
    metas: dict[str, tuple[str, ...]]
    things: tuple[Thing, ...]

    def meta(self, *names: str) -> str | None:
        """The first value of the first of these names that has one."""
        for name in names:
            for value in self.metas.get(name, ()):
                return value
        return None

    def absolute(self, reference: str | None) -> str | None:
        """A reference of the page as an http(s) address, or None."""
        if not reference or not reference.strip():
            return None
        try:
            address = urljoin(self.base, reference.strip())
            scheme, host = urlsplit(address).scheme, urlsplit(address).hostname
        except ValueError:
            return None
        return address if scheme in {"http", "https"} and host else None


def parsed(name: str, markup: str, address: str | None) -> Dom:
    """The page's tree. Raises PageError when the parser finds nothing to read."""
    clean = _DOCTYPE.sub("", _FORBIDDEN.sub("", markup), count=1)
    try:
        tree = load().parse(clean)
    except (ValueError, AssertionError, SyntaxError, LookupError) as error:
        reason = str(error).splitlines()[0] if str(error) else "no markup"
        raise PageError(name, f"not readable as HTML ({reason})", "fetch or save it again") from error
    return Dom(tree, address, _base(tree, address), _metas(tree), things_in(_jsonld_scripts(tree)))


def _base(tree: Element, address: str | None) -> str:
    """The first <base> with an http(s) address (HTML, 4.2.3)."""
    declared = next((base.get("href") for base in tree.iter("base") if base.get("href")), "")
    try:
        base = urljoin(address or "", declared.strip())
        return base if urlsplit(base).scheme in {"http", "https"} else address or ""
    except ValueError:
        return address or ""


def _metas(tree: Element) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = folded_space(meta.get("content") or "")
        if name and value:
            key = name.strip().lower()
            found[key] = (*found.get(key, ()), value)
    return found


def _jsonld_scripts(tree: Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield script.text


def words_of(element: Element) -> str:
    """The visible text of an element with white space folded, a space where a block begins or ends."""
    if len(element) == 0:  # half of all that are asked; the walk costs ten times as much
        return folded_space(element.text or "") if element.tag not in _UNSEEN else ""
    return folded_space("".join(_pieces(element)))


def brief(element: Element, limit: int) -> str:
    """The words of an element if they are at most ``limit`` characters, else "".

    Stops reading once it is clear: asking every box of a page for its whole text costs the page's size times its depth.
    """
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > limit:
            return ""
    text = words_of(element)
    return text if len(text) <= limit else ""


def _pieces(element: Element) -> Iterator[str]:
    # An explicit walk: a generator that recursed would cost a frame a level.
    trail: list[tuple[Element, bool]] = [(element, False)]
    while trail:
        node, leaving = trail.pop()
        breaks = node.tag in _BREAKS
        if leaving:
            if breaks:
                yield " "
            if node is not element and node.tail:
                yield node.tail
            continue
        if isinstance(node.tag, str) and node.tag not in _UNSEEN:
            if breaks:
                yield " "
            if node.text:
                yield node.text
            trail.append((node, True))
            trail.extend((child, False) for child in reversed(node))
        elif node is not element and node.tail:
            yield node.tail


def marks_of(element: Element) -> str:
    """Class, id, role and data-testid of an element, lower-case: what its author calls it."""
    said = element.attrib
    return " ".join([said.get(name, "") for name in _MARKING]).lower() if said else ""


def inside(element: Element, names: frozenset[str], upto: int = 12) -> bool:
    """Whether one of its nearest ancestors has one of these tag names."""
    for _ in range(upto):
        element = element.getparent()
        if element is None:
            return False
        if element.tag in names:
            return True
    return False
