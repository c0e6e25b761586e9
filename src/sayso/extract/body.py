"""The body of an HTML page as blocks in reading order.

:func:`read_body` is the room's own interface. Behind it stands trafilatura in precision mode (Barbaresi 2021,
aclanthology.org/2021.acl-demo.15), whose tree is turned into blocks here; what it lets through of promotion and
of other articles' headlines is taken out by rules that need the original tree (:mod:`sayso.extract.cleaning`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.extract.dom import Dom, Element
from sayso.extract.load import load
from sayso.text import folded_space
from sayso.types import Block, BlockKind

_KINDS = {"head": BlockKind.HEADING, "quote": BlockKind.QUOTE, "item": BlockKind.LIST_ITEM, "row": BlockKind.LIST_ITEM}
_CONTAINERS = frozenset(["body", "list", "table", "quote", "div", "item", "main"])
_BREAK = "\0"


@dataclass(frozen=True, slots=True)
class _Open:
    """A container on the walk and the kind that its bare text takes."""

    element: Element
    kind: BlockKind


def read_body(dom: Dom) -> tuple[Block, ...]:
    """The blocks of the page's main text; empty when there is none. The tree is left as it was.

    Where precision mode finds nothing, the balanced mode is asked.
    """
    return _read(dom, precise=True) or _read(dom, precise=False)


def _read(dom: Dom, *, precise: bool) -> tuple[Block, ...]:
    found = load().read_body(
        dom.tree,
        url=dom.address,
        favor_precision=precise,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
    )
    if found is None or found.body is None:
        return ()
    return tuple(block for block in _blocks(found.body) if block.text)


def _blocks(body: Element) -> Iterator[Block]:
    trail: list[_Open | Block] = [_Open(body, BlockKind.PARAGRAPH)]
    while trail:
        current = trail.pop()
        if isinstance(current, Block):
            yield current
            continue
        element, kind = current.element, _KINDS.get(current.element.tag, current.kind)
        if element.tag in _CONTAINERS and _holds_blocks(element):
            trail.extend(reversed(list(_parts(element, kind))))
        else:
            yield from _split(element, kind)


def _holds_blocks(element: Element) -> bool:
    return any(child.tag in _CONTAINERS or child.tag in _KINDS or child.tag in {"p", "code"} for child in element)


def _parts(element: Element, kind: BlockKind) -> Iterator[_Open | Block]:
    """A container's own words and its children, in order."""
    yield Block(kind, folded_space(element.text or ""))
    for child in element:
        yield _Open(child, kind)
        yield Block(kind, folded_space(child.tail or ""))


def _split(element: Element, kind: BlockKind) -> Iterator[Block]:
    """One block, or several where line breaks part it; the cells of a table's row stay in one."""
    if element.tag == "row":
        cells = [folded_space("".join(cell.itertext())) for cell in element]
        yield Block(kind, " | ".join(cell for cell in cells if cell))
        return
    pieces = [element.text or ""]
    for node in element.iterdescendants():
        pieces.append(_BREAK if node.tag == "lb" else node.text or "")
        pieces.append(node.tail or "")
    for line in "".join(pieces).split(_BREAK):
        yield Block(kind, folded_space(line))
