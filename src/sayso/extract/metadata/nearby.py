"""The short lines around the headline: where a page without metadata says who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from sayso.extract.dom import Dom, Element, brief, marks_of, words_of
from sayso.extract.metadata.ages import time_in
from sayso.extract.metadata.authors import BYLINE_LEAD, is_organisation, names_in
from sayso.extract.metadata.dates import normalised
from sayso.text import normal_form

_LINE_TAGS = tuple("p div span time em small h2 h3 h4 h5 h6 li address td a b".split())
_MAX_LINE = 120
_LINES_AFTER = 14
_RUNNING_TEXT = 120
_PARAGRAPHS_AFTER = 3
_LINES_BEFORE = 4
_SOURCE_MARKS = frozenset(["src", "source", "publisher", "outlet", "provider"])
_AFTER_NAMES = re.compile(r"\.\s|\s[|–—(·•]\s?|\d|\s(?:published|posted|updated|publi\w+|on|am|le|el)\s", re.IGNORECASE)
_PLACES = re.compile(r"\s*[|·•()]\s*|\.\s+|\s[–—-]\s+|,\s+(?=\d)")


def elements_near_title(dom: Dom, title: str | None) -> list[Element]:
    """Elements with a short line of their own just before and after the headline, nearest first."""
    heading = _heading(dom, title)
    body = dom.tree.find("body")
    if heading is None or body is None:
        return []
    earlier: list[Element] = []
    after: list[Element] = []
    passed = False
    paragraphs = 0
    for element in body.iter(
        "p", "div", "span", "time", "em", "small", "h2", "h3", "h4", "li", "address", "td", "a", "b"
    ):
        if element is heading or element.getparent() is heading:
            passed = True
            continue
        passed = passed or _follows(heading, element)
        if not passed:
            earlier.append(element)
            continue
        paragraphs += element.tag == "p" and len(words_of(element)) > _RUNNING_TEXT
        if paragraphs >= _PARAGRAPHS_AFTER:
            break  # what follows is signed and dated by others: comments, articles listed below
        if _has_short_line(element):
            after.append(element)
        if len(after) >= _LINES_AFTER:
            break
    return after + list(islice(filter(_has_short_line, reversed(earlier)), _LINES_BEFORE))


def _has_short_line(element: Element) -> bool:
    return len(element) <= 4 and len(brief(element, _MAX_LINE)) > 3


def _heading(dom: Dom, title: str | None) -> Element | None:
    headings = list(dom.tree.iter("h1", "h2"))
    form = normal_form(title or "")
    same = next((one for one in headings if normal_form(words_of(one)) == form), None)
    return same if same is not None else next(dom.tree.iter("h1"), None)


def _follows(heading: Element, element: Element) -> bool:
    previous = element.getprevious()
    return previous is heading


def author_nearby(near: Sequence[Element], outlet: str | None) -> tuple[str, ...]:
    """Names after "By" on such a line."""
    for element in near:
        line = words_of(element)
        if BYLINE_LEAD.match(line):
            bare = _AFTER_NAMES.split(BYLINE_LEAD.sub("", line))[0]
            names = [name for name in names_in(bare, outlet) if not is_organisation(name, outlet)]
            if names:
                return tuple(dict.fromkeys(names))
    return ()


def time_nearby(near: Sequence[Element], fetched: datetime | None) -> str | None:
    """The first date or age on such a line, ages resolved against ``fetched``."""
    for element in near:
        for piece in (element.get("datetime") or "", *_PLACES.split(words_of(element))):
            found = time_in(piece.strip(), fetched)
            if found and not found.rest and normalised(found.iso, fetched):
                return found.iso
    return None


def outlet_nearby(near: Sequence[Element]) -> str | None:
    """An element that its class calls the source."""
    for element in near:
        if _SOURCE_MARKS & set(re.split(r"[\s_-]+", marks_of(element))) and len(words_of(element).split()) <= 5:
            return words_of(element)
    return None
