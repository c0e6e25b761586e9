"""A saved page's lines to its articles.

Read from top to bottom: what stands before the first section name that lists other articles is the page's own
article; after it every run of running text is another one, named by the lines just above it. Hashtags become tags,
comments and furniture are passed by, titles without a text become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.errors import NoArticle
from sayso.extract.build import Found, embedded_articles, main_article
from sayso.extract.metadata.authors import is_organisation, names_in
from sayso.extract.metadata.language import language_of
from sayso.extract.textpage.cards import Card, cards_in
from sayso.extract.textpage.lines import Line, Role, classified
from sayso.extract.textpage.selfname import self_named
from sayso.text import instant, normal_form
from sayso.types import Article, Block, BlockKind, Link, Page

_MIN_WORDS = 12
_MIN_TITLE_WORDS = 3
_MIN_SUMMARY_WORDS = 7
_MAX_HEADING_WORDS = 8
_ENDS_BODY = frozenset([Role.RELATED, Role.COMMENTS, Role.HASHTAGS])


@dataclass(slots=True)
class _Sections:
    """The lines of a page by what they belong to."""

    main: list[Line] = field(default_factory=list)
    related: list[Line] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def articles_of_text(page: Page, text: str) -> tuple[Article, ...]:
    """The page's own article, then those embedded under "Related articles". Raises NoArticle."""
    sections = _sections(classified(text, instant(page.fetched)))
    main = _main(sections.main)
    cards = cards_in(sections.related)
    with_text = [card for card in cards if card.body]
    if main is None and with_text:
        main, with_text = found_of_card(with_text[0]), with_text[1:]
    if main is None or _size(main) < _MIN_WORDS:
        raise NoArticle(page.name, "no article stands in this text", "give a page with a title and its paragraphs")
    teasers = tuple(Link(card.title, None) for card in cards if card.title and not card.body)
    found = replace(main, tags=tuple(sections.tags), links=_distinct((*main.links, *teasers)))
    whole = main_article(page, _finished(found))
    return (whole, *embedded_articles(whole.url, (_finished(found_of_card(card)) for card in with_text)))


def _size(found: Found) -> int:
    return sum(max(len(block.text.split()), len(block.text) // 8) for block in found.blocks)


def _sections(lines: list[Line]) -> _Sections:
    found = _Sections()
    into: list[Line] | None = found.main
    texts = 0
    for line in lines:
        texts += line.role is Role.PARAGRAPH and into is found.main
        if line.role is Role.HASHTAGS:
            found.tags += [tag for word in line.text.split() if (tag := word.strip(",").lstrip("#")) and word[0] == "#"]
            into = None if texts and into is found.main else into
        elif line.role is Role.RELATED and texts:
            into = found.related
        elif line.role is Role.COMMENTS and texts:
            into = None
        elif line.role not in {Role.FURNITURE, *_ENDS_BODY} and into is not None:
            into.append(line)
    return found


def _main(lines: list[Line]) -> Found | None:
    """The page's own article: a title and what is above the first paragraph, the body, headlines at its end."""
    first = next((at for at, line in enumerate(lines) if line.role is Role.PARAGRAPH), None)
    if first is None:
        return None
    last = max(at for at, line in enumerate(lines) if line.role is Role.PARAGRAPH)
    head = [line for line in lines[:first] if line.role is not Role.BLANK]
    title_at = _title_at(head)
    title = head[title_at].text if title_at is not None else None
    blocks, inner = _body(lines[first : last + 1], title)
    standfirst = [] if title_at is None else _standfirst(head[title_at + 1 :])
    tail = [line for line in lines[last + 1 :] if line.role is Role.SHORT and line.size >= _MIN_TITLE_WORDS]
    times = [line for line in [*head, *lines[first:last]] if line.role is Role.META]
    outlet = _outlet(head, title_at)
    return Found(
        title=title,
        blocks=(*standfirst, *blocks),
        outlet=outlet,
        authors=_authors([*head, *lines[first : last + 1], *lines[last + 1 :]], outlet),
        published=next((line.time for line in times if line.time and not line.modified), None)
        or next((line.time for line in times if line.time), None),
        modified=next((line.time for line in times if line.time and line.modified), None),
        links=_distinct((*inner, *(Link(line.text, None) for line in tail))),
    )


def _title_at(head: Sequence[Line]) -> int | None:
    """The first line long enough for a headline; where none is, the longest one."""
    shorts = [(at, line) for at, line in enumerate(head) if line.role is Role.SHORT]
    for least in (_MIN_TITLE_WORDS + 1, _MIN_TITLE_WORDS):
        for at, line in shorts:
            if line.size >= least:
                return at
    return max(shorts, key=lambda pair: pair[1].size, default=(None, None))[0]


def _standfirst(after_title: Sequence[Line]) -> list[Block]:
    return [
        Block(BlockKind.SUMMARY, line.text)
        for line in after_title[:3]
        if line.role is Role.SHORT and line.size >= _MIN_SUMMARY_WORDS
    ][:1]


def _outlet(head: Sequence[Line], title_at: int | None) -> str | None:
    """An outlet named on a line with an age or after a dash; a short line beside such a line."""
    named = next((line.outlet for line in head if line.role is Role.META and line.outlet), None)
    if named:
        return named
    for at, line in enumerate(head):
        beside = head[max(0, at - 1) : at] + head[at + 1 : at + 2] if isinstance(head, list) else ()
        if line.role is Role.SHORT and at != title_at and line.size <= 4 and any(x.role is Role.META for x in beside):
            return line.text
    return None


def _authors(lines: Iterable[Line], outlet: str | None) -> tuple[str, ...]:
    names = [name for line in lines if line.role is Role.BYLINE for name in names_in(line.text, outlet)]
    return tuple(dict.fromkeys(name for name in names if not is_organisation(name, outlet)))


def _body(lines: Sequence[Line], title: str | None) -> tuple[list[Block], list[Link]]:
    """Blocks from the first to the last paragraph; short lines between are headings, long or stacked ones links."""
    blocks: list[Block] = []
    links: list[Link] = []
    waiting: list[Line] = []
    for line in lines:
        if line.role is Role.SHORT:
            waiting.append(line)
        elif line.role is Role.PARAGRAPH:
            if len(waiting) == 1 and (waiting[0].size <= _MAX_HEADING_WORDS or _asks(waiting[0])):
                blocks.append(Block(BlockKind.HEADING, waiting[0].text))
            else:
                links += [Link(one.text, None) for one in waiting if one.size > _MIN_TITLE_WORDS]
            waiting = []
            blocks.append(Block(_kind(line.text), line.text))
    return [block for block in blocks if normal_form(block.text) != normal_form(title or "")], links


def _asks(line: Line) -> bool:
    return line.text.endswith(("?", "!", "？"))


def _kind(text: str) -> BlockKind:
    return BlockKind.LIST_ITEM if text[:2] in {"• ", "* ", "- ", "– "} else BlockKind.PARAGRAPH


def found_of_card(card: Card) -> Found:
    """A listed article as found: subheadings and links told apart in its text."""
    blocks, links = _body(card.body, card.title)
    return Found(
        title=card.title,
        blocks=tuple(blocks),
        outlet=card.outlet,
        authors=_authors(card.lines, card.outlet),
        published=card.time,
        links=tuple(links),
    )


def _finished(found: Found) -> Found:
    """With the outlet that the text names as its own where no line does, and the language."""
    return replace(found, outlet=found.outlet or self_named(found.text), language=language_of(found.text, None))


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple({normal_form(link.title): link for link in reversed(list(links))}.values())[::-1]
