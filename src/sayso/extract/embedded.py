"""Other articles with their whole text inside a page: under "Related articles", or as elements of their own.

They are read as lines, as a page saved as text is (:mod:`sayso.extract.textpage.cards`), and taken out of the tree,
so that the main article's body can't swallow them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sayso.extract.build import Found
from sayso.extract.dom import Dom, Element, brief, marks_of, words_of
from sayso.extract.furniture import phrases
from sayso.extract.metadata.dates import normalised
from sayso.extract.textpage.cards import Card, cards_in, one_card
from sayso.extract.textpage.lines import Line, Role, classified_line
from sayso.extract.textpage.page import found_of_card
from sayso.text import normal_form

_MIN_WORDS = 60
_MIN_WORDS_IN_PARAGRAPHS = 45
_MIN_TITLE_WORDS = 3
_MAX_NAME = 60
_MAX_CANDIDATES = 40
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_TEXT_BLOCKS = frozenset([*_HEADINGS, "p", "li", "blockquote", "time", "dt", "dd", "td", "figcaption"])
_GENERIC = frozenset(["div", "span", "a", "strong", "b", "em", "small", "section", "header", "cite", "address"])
_SKIPPED = frozenset("script style noscript template svg button form nav figure select iframe".split())
_RUNNING = frozenset(["p", "blockquote"])
_COMMENT_MARKS = ("comment", "disqus", "respond", "reply")


def taken_out(dom: Dom, title: str | None, fetched: datetime | None) -> tuple[Found, ...]:
    """The articles embedded in the page, in its order; their elements are removed from the tree."""
    found: list[Found] = []
    for nodes in _sections(dom, title):
        cards = [card for card in _cards(nodes, fetched) if _is_whole(card)]
        if cards:
            found += [_found(dom, card, nodes, fetched) for card in cards]
            for node in nodes:
                node.drop_tree()
    return tuple(found)


def _sections(dom: Dom, title: str | None) -> Iterator[list[Element]]:
    """Groups of elements that may hold other articles: what follows a section's name, then separate <article>s."""
    body = dom.tree.find("body")
    if body is None:
        return
    names = [element for element in body.iter(*_HEADINGS, "p", "div", "span", "strong") if _names_section(element)]
    for name in names[:_MAX_CANDIDATES]:
        if name.getroottree().getroot() is dom.tree:
            nodes = _following(name)
            if nodes and not any(_holds_title(node, title) or _is_comments(node) for node in nodes):
                yield nodes
    for article in _other_articles(dom, title):
        yield [article]


def _names_section(element: Element) -> bool:
    if len(element) > 2:
        return False
    first = [element, *element[:1]]
    begins = next((text for part in first if (text := (part.text or "").strip())), "")
    return 0 < len(begins) <= _MAX_NAME and phrases("related").match(brief(element, _MAX_NAME))


def _following(name: Element) -> list[Element]:
    """The elements after a section's name: its siblings, or those of the wrapper that holds it alone."""
    for _ in range(4):
        if any(node.tag in _RUNNING for node in name.itersiblings(preceding=True)):
            return []  # a box between an article's own paragraphs
        after = [node for node in name.itersiblings() if isinstance(node.tag, str)]
        if after:
            return after
        parent = name.getparent()
        if parent is None or parent.tag in {"body", "html", "main", "article"}:
            return []
        name = parent
    return []


def _holds_title(node: Element, title: str | None) -> bool:
    """Whether the page's own headline stands in there: then it is no section of others."""
    headings = [node] if node.tag == "h1" else list(node.iter("h1"))
    form = normal_form(title or "")
    return any(normal_form(words_of(heading)) == form for heading in headings)


def _other_articles(dom: Dom, title: str | None) -> list[Element]:
    """<article> elements beside the main one, each with a heading and a date or a link of its own."""
    articles = [one for one in dom.tree.iter("article") if next(one.iterancestors("article"), None) is None]
    articles = [one for one in articles if not _is_comments(one)]
    if len(articles) < 2:
        return []
    main = next((one for one in articles if _holds_title(one, title)), articles[0])
    if sum(len(words_of(paragraph).split()) for paragraph in main.iter("p")) < _MIN_WORDS_IN_PARAGRAPHS:
        return []  # the page's own text stands in one of the others
    return [one for one in articles[:_MAX_CANDIDATES] if one is not main and _stands_alone(one)]


def _is_comments(element: Element) -> bool:
    return any(mark in marks_of(element) for mark in _COMMENT_MARKS)


def _stands_alone(article: Element) -> bool:
    heading = next(article.iter(*_HEADINGS, "p"), None)
    if heading is None or heading.tag == "p":
        return False
    linked = next(heading.iter("a"), None) is not None or heading.getparent().tag == "a"
    return linked or heading.tag == "h1" or next(article.iter("time"), None) is not None


def _cards(nodes: Sequence[Element], fetched: datetime | None) -> list[Card]:
    """What the elements hold; under a section's name an outlet or an age tells an article from a box of text."""
    lines = list(_lines(nodes, fetched))
    if len(nodes) == 1 and nodes[0].tag == "article":
        card = one_card(lines)
        return [card] if card else []
    return [card for card in cards_in(lines) if card.outlet or card.time]


def _lines(nodes: Iterable[Element], fetched: datetime | None) -> Iterator[Line]:
    """The elements' blocks as lines, up to the comments; their tags settle what their words leave open."""
    for node in nodes:
        for tag, text in _block_texts(node):
            line = classified_line(text, fetched)
            if line.role is Role.COMMENTS:
                return
            if line.role in {Role.FURNITURE, Role.HASHTAGS, Role.RELATED, Role.BLANK}:
                continue
            if tag in _HEADINGS and line.role is Role.PARAGRAPH:
                line = Line(line.text, Role.SHORT)
            elif tag == "p" and line.role is Role.SHORT and line.size >= 12:
                line = Line(line.text, Role.PARAGRAPH)
            yield line


def _block_texts(root: Element) -> Iterator[tuple[str, str]]:
    """Tag and words of the smallest blocks under an element, in order."""
    trail = [root]
    while trail:
        node = trail.pop()
        if not isinstance(node.tag, str) or node.tag in _SKIPPED:
            continue
        if node.tag == "time" and node.get("datetime") and normalised(node.get("datetime")):
            yield "time", node.get("datetime")
        elif node.tag in _TEXT_BLOCKS or not _has_blocks(node):
            yield node.tag, words_of(node)
        else:
            if (node.text or "").strip():
                yield node.tag, node.text
            trail.extend(reversed(node))
        tail = (node.tail or "").strip() if node is not root else ""
        if tail:
            yield "div", tail


def _has_blocks(node: Element) -> bool:
    return any(
        child.tag in _TEXT_BLOCKS or child.tag in _GENERIC or child.tag in {"ul", "ol", "article"} for child in node
    )


def _is_whole(card: Card) -> bool:
    """A text, not a teaser: 60 words, or 45 in several paragraphs (teasers end at about 40)."""
    said = [line.size for line in card.body if line.role is Role.PARAGRAPH]
    return len((card.title or "").split()) >= _MIN_TITLE_WORDS and (
        sum(said) >= _MIN_WORDS or (len(said) > 1 and sum(said) >= _MIN_WORDS_IN_PARAGRAPHS)
    )


def _found(dom: Dom, card: Card, nodes: Sequence[Element], fetched: datetime | None) -> Found:
    found = found_of_card(card)
    return Found(
        title=found.title,
        blocks=found.blocks,
        outlet=found.outlet,
        authors=found.authors,
        published=normalised(found.published, fetched),
        url=_address(dom, card.title, nodes),
        links=found.links,
    )


def _address(dom: Dom, title: str | None, nodes: Sequence[Element]) -> str | None:
    """Where the card's own title links to."""
    form = normal_form(title or "")
    for node in nodes:
        for anchor in node.iter("a"):
            if normal_form(words_of(anchor)) == form:
                return dom.absolute(anchor.get("href"))
    return None
