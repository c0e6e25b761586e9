"""A saved page's lines to its articles.

Read from top to bottom: what stands before the first section name that lists other articles, or before the first
lines that name another (a time, an outlet and a title), is the page's own article; after it every run of running text
is another one, named by the lines just above it. Hashtags become tags, comments and furniture are passed by, titles
without a text become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from sayso.errors import NoArticle
from sayso.extract.build import Found, embedded_articles, main_article
from sayso.extract.metadata.authors import is_organisation, names_in
from sayso.extract.metadata.language import language_of
from sayso.extract.textpage.body import body_of, own_lines
from sayso.extract.textpage.cards import Card, begins_card, cards_in, with_title
from sayso.extract.textpage.lines import Line, Role, classified
from sayso.extract.textpage.selfname import is_outlet_name, self_named
from sayso.extract.textpage.support import stems, support
from sayso.text import instant, normal_form
from sayso.types import Article, Block, BlockKind, Link, Page

_MIN_WORDS = 12
_MIN_CARD_WORDS = 20
_MIN_TITLE_WORDS = 3
_MIN_SUMMARY_WORDS = 7
_MAX_OUTLET_WORDS = 4
_MAX_LINES_ABOVE = 4
_ENDS_BODY = frozenset([Role.RELATED, Role.COMMENTS, Role.HASHTAGS])


@dataclass(slots=True)
class _Sections:
    """The lines of a page by what they belong to; ``others_first``: a section's name stands above every text."""

    main: list[Line] = field(default_factory=list)
    related: list[Line] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    others_first: bool = False


def articles_of_text(page: Page, text: str) -> tuple[Article, ...]:
    """The page's own article, then those embedded under "Related articles". Raises NoArticle."""
    sections = _sections(classified(text, instant(page.fetched)))
    own, others = _without_other_articles(sections.main)
    cards = cards_in([*others, *sections.related])
    own, cards = _with_strays(own, cards)
    main = _main(own)
    cards = [card if _is_told(card) else replace(card, body=()) for card in cards]
    with_text = [card for card in cards if card.body]
    if main is None and with_text:
        first = _lead(with_text) if sections.others_first else with_text[0]
        main = found_of_card(first)
        with_text = [card for card in with_text if card is not first]
    if main is None or _size(main) < _MIN_WORDS:
        raise NoArticle(page.name, "no article stands in this text", "give a page with a title and its paragraphs")
    teasers = tuple(Link(card.title, None) for card in cards if card.title and not card.body)
    found = replace(main, tags=tuple(sections.tags), links=_distinct((*main.links, *teasers)))
    whole = main_article(page, _finished(found))
    return (whole, *embedded_articles(whole.url, (_finished(found_of_card(card)) for card in with_text)))


def _is_told(card: Card) -> bool:
    """Whether a listed article has a text; one sentence of less than 20 words under a title is a teaser."""
    return len(card.body) > 1 or sum(line.size for line in card.body) >= _MIN_CARD_WORDS


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
        elif line.role is Role.RELATED:
            into, found.others_first = (found.related, found.others_first) if texts else (into, True)
        elif line.role is Role.COMMENTS and texts:
            into = None
        elif line.role not in {Role.FURNITURE, *_ENDS_BODY} and into is not None:
            into.append(line)
    return found


def _without_other_articles(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The page's own lines, and those from the first that name another article without a section's name above.

    Where two articles so named stand on the page from the top, none is its own.
    """
    group: list[Line] = []
    start = 0
    named_from_top = False
    for at, line in enumerate(lines):
        if line.role is not Role.PARAGRAPH:
            if not group:
                start = at
            group += [line] if line.role is not Role.BLANK else []
            continue
        named = begins_card(group)
        if named and start and any(one.role is Role.PARAGRAPH for one in lines[:start]):
            return ([], lines) if named_from_top else (lines[:start], lines[start:])
        named_from_top = named_from_top or named
        group = []
    return lines, []


def _with_strays(own: list[Line], cards: list[Card]) -> tuple[list[Line], list[Card]]:
    """A section's name within an article ("Related:" and a title) doesn't end it.

    The text below such a title has none of its words, and no outlet or age stands there: the text is the page's own.
    """
    first = next((card for card in cards if card.body), None)
    if first is None or not own or first.outlet or first.time or not first.title:
        return own, cards
    if support(first.title, stems(line.text for line in first.body)) != 0.0:
        return own, cards
    return [*own, *first.body], [replace(card, body=()) if card is first else card for card in cards]


def _lead(cards: Sequence[Card]) -> Card:
    """The page's own among articles listed from its top: the last without an outlet and an age, else the first."""
    return next((card for card in reversed(cards) if not card.outlet and not card.time), cards[0])


def _main(lines: list[Line]) -> Found | None:
    """The page's own article: a title and what is above the first paragraph, the body, headlines at its end."""
    first = next((at for at, line in enumerate(lines) if line.role is Role.PARAGRAPH), None)
    if first is None:
        return None
    head = [line for line in lines[:first] if line.role is not Role.BLANK]
    rest = own_lines([line for line in lines[first:] if line.role is not Role.BLANK])
    head, rest = with_title(head, rest)
    title_at = _title_at(head, stems(line.text for line in rest))
    title = head[title_at].text if title_at is not None else None
    blocks, links = body_of(rest, title)
    below, above = (head[title_at + 1 :], head[:title_at]) if title_at is not None else (head, [])
    times = [line for line in (*below, *reversed(above), *head, *rest) if line.time]
    outlet = _outlet(above, below, titled=title_at is not None)
    return Found(
        title=title,
        blocks=(*_standfirst(below if title_at is not None else ()), *blocks),
        outlet=outlet,
        authors=_authors([*head, *rest], outlet),
        published=next((line.time for line in times if not line.modified), None)
        or next((line.time for line in times), None),
        modified=next((line.time for line in times if line.modified), None),
        links=_distinct(links),
    )


def _title_at(head: Sequence[Line], text_stems: frozenset[str]) -> int | None:
    """The first line long enough for a headline that has words of the text; where none is, the longest one."""
    shorts = [(at, line) for at, line in enumerate(head) if line.role is Role.SHORT]
    for least in (_MIN_TITLE_WORDS + 1, _MIN_TITLE_WORDS):
        long_enough = [(at, support(line.text, text_stems) or 0.0) for at, line in shorts if line.size >= least]
        most = max((share for _, share in long_enough), default=0.0)
        for at, share in long_enough:
            if share * 2 >= most:
                return at
    return max(shorts, key=lambda pair: pair[1].size, default=(None, None))[0]


def _standfirst(after_title: Sequence[Line]) -> list[Block]:
    return [
        Block(BlockKind.SUMMARY, line.text)
        for line in after_title[:3]
        if line.role is Role.SHORT and line.size >= _MIN_SUMMARY_WORDS
    ][:1]


def _outlet(above: Sequence[Line], below: Sequence[Line], titled: bool) -> str | None:
    """Who publishes the page's own article.

    Named on a line with an age or after a dash; else a short line with a word that outlets' names have; else one
    beside an age. Of more lines above the title than an outlet and an age take, a menu, only the first counts.
    """
    near = [*(above if len(above) <= _MAX_LINES_ABOVE else above[:1]), *below]
    named = [line.outlet for line in [*above, *below] if line.outlet]
    named += [line.text for line in near if line.role is Role.SHORT and is_outlet_name(line.text)]
    if named:
        return named[0]
    if not titled:
        return None
    places = (below[:3], above if len(above) <= _MAX_LINES_ABOVE else ())
    return next((line.text for near in places for line in _beside_times(near) if _may_name_outlet(line)), None)


def _beside_times(lines: Sequence[Line]) -> list[Line]:
    around = [[*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]] for at in range(len(lines))]
    return [line for line, near in zip(lines, around, strict=True) if any(one.role is Role.META for one in near)]


def _may_name_outlet(line: Line) -> bool:
    """Whether it is short and names no role or place."""
    return line.role is Role.SHORT and line.size <= _MAX_OUTLET_WORDS and bool(names_in(line.text, None))


def _authors(lines: Iterable[Line], outlet: str | None) -> tuple[str, ...]:
    said = chain.from_iterable(((line.text,) if line.role is Role.BYLINE else (line.author,)) for line in lines)
    names = [name for text in said if text for name in names_in(text, outlet)]
    return tuple(dict.fromkeys(name for name in names if not is_organisation(name, outlet)))


def found_of_card(card: Card) -> Found:
    """A listed article as found: subheadings and links told apart in its text."""
    blocks, links = body_of(own_lines(card.body), card.title)
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
