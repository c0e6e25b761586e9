"""Before the body is read: tables used for layout become plain boxes, boxes that are called asides go."""

from __future__ import annotations

import re
from functools import cache

from sayso.extract.dom import Dom, Element, words_of
from sayso.extract.furniture import data_lines

_LAYOUT = frozenset(["table", "tbody", "thead", "tr", "td", "th"])
_TOKENS = re.compile(r"[\s_]+")
_MIN_PARAGRAPHS = 3
_MIN_BROKEN_TEXT = 400
_MAX_SHARE = 0.3


def prune(dom: Dom) -> None:
    """Changes the tree in place."""
    _open_layout_tables(dom.tree)
    _drop_asides(dom.tree)


def _open_layout_tables(tree: Element) -> None:
    """A cell with a headline, three paragraphs or breaks is no table's: the table was made for the page's columns."""
    for cell in list(tree.iter("td")):
        if next(cell.iter("h1"), None) is None and not _holds_paragraphs(cell):
            continue
        table = next(cell.iterancestors("table"), None)
        if table is not None:
            for part in list(table.iter(*_LAYOUT)):
                part.tag = "div"


def _holds_paragraphs(cell: Element) -> bool:
    if len(cell.findall("p")) >= _MIN_PARAGRAPHS:
        return True
    breaks = sum(1 for _ in cell.iter("br"))
    return breaks >= 2 * _MIN_PARAGRAPHS and len(words_of(cell)) >= _MIN_BROKEN_TEXT


def _drop_asides(tree: Element) -> None:
    """Boxes that are called asides, and paragraphs that no reader sees, unless they are most of the page."""
    most = _MAX_SHARE * len(words_of(tree))
    for element in list(tree.iter("div", "section", "aside", "ul", "p", "footer")):
        unseen = element.tag == "p" and element.get("hidden") is not None
        if (unseen or _is_aside(element)) and element.getparent() is not None and len(words_of(element)) <= most:
            element.drop_tree()


def _is_aside(element: Element) -> bool:
    tokens = {token for name in ("class", "id") for token in _TOKENS.split((element.get(name) or "").lower())}
    return bool(tokens & _aside_names()) and next(element.iter("h1"), None) is None


@cache
def _aside_names() -> frozenset[str]:
    return frozenset(data_lines("asides"))
