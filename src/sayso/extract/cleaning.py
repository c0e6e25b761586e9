"""What the body still holds that isn't the article's own text: promotion, captions, other articles' headlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.extract.dom import Dom, Element, brief, inside, marks_of, words_of
from sayso.extract.furniture import is_furniture, phrases
from sayso.extract.metadata import Facts
from sayso.extract.metadata.authors import BYLINE_LEAD, is_organisation, names_in
from sayso.extract.metadata.datewords import date_in_words
from sayso.extract.textpage.lines import Role, classified_line
from sayso.text import folded_space, normal_form, words
from sayso.types import Block, BlockKind, Link

_MIN_HEADLINE_WORDS = 4
_MAX_HEADLINE = 250
_MAX_SUMMARY = 700
_MAX_LINKS = 30
_MAX_HEAD_LINES = 4
_MAX_HEAD_WORDS = 16
_ALONE_IN = frozenset("p li h2 h3 h4 h5 h6 div dt dd td article strong b em span".split())
_SUMMARY_TAGS = frozenset(["p", "h2", "h3"])
_NOT_CONTENT = frozenset(["nav", "footer", "header", "form"])
_SUMMARY_MARKS = ("summary", "standfirst", "lead", "dek", "subtitle", "subhead", "teaser", "intro", "excerpt", "chapo",
                  "entradilla", "ingress", "sottotitolo", "description", "abstract", "bajada")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The blocks that are the article, and the headlines of other articles found on the way."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def cleaned(dom: Dom, blocks: tuple[Block, ...], facts: Facts) -> Cleaned:
    """Takes promotion, the repeated title and other articles' headlines out of the blocks."""
    title = facts.title
    lonely = _lonely_links(dom)
    captions = _captions(dom.tree)
    kept: list[Block] = []
    links: list[Link] = []
    for block in blocks:
        form = normal_form(block.text)
        headline = _headline(block, form, lonely)
        if headline:
            links.append(headline)
        elif form in captions and block.kind is BlockKind.PARAGRAPH:
            kept.append(replace(block, kind=BlockKind.CAPTION))
        elif form and not _is_furniture(block) and not (title and form == normal_form(title)):
            kept.append(block)
    kept = _without_head_lines(_without_loose_headings(kept), facts)
    body_forms = {normal_form(block.text) for block in kept}
    links.extend(link for form, link in lonely.items() if form not in body_forms)
    return Cleaned(tuple(_with_summary(dom, kept)), _distinct(links, title))


def _is_furniture(block: Block) -> bool:
    return is_furniture(block.text) or phrases("related").match(block.text)


def _headline(block: Block, form: str, lonely: dict[str, Link]) -> Link | None:
    """The link that a block is, when it is nothing but one, or a lead-in ("Read more:") with one."""
    if block.kind is BlockKind.QUOTE or len(block.text) > _MAX_HEADLINE:
        return None
    if form in lonely:
        return lonely[form]
    lead, colon, rest = block.text.partition(":")
    if colon and phrases("leadins").match(lead) and len(words(rest)) >= _MIN_HEADLINE_WORDS - 1:
        known = lonely.get(normal_form(rest))
        return known or Link(folded_space(rest), None)
    return None


def _lonely_links(dom: Dom) -> dict[str, Link]:
    """Headline-like links that are all of their block, by the normal form of their words, in the page's order."""
    found: dict[str, Link] = {}
    for anchor in dom.tree.iter("a"):
        if not anchor.get("href") or inside(anchor, _NOT_CONTENT):
            continue
        title = brief(anchor, _MAX_HEADLINE)
        form = normal_form(title)
        if len(form.split()) < _MIN_HEADLINE_WORDS or form in found:
            continue
        block = _enclosing_block(anchor)
        if block is not None and _is_all_of(brief(block, _MAX_HEADLINE + 40), title, form):
            url = dom.absolute(anchor.get("href"))
            if url:
                found[form] = Link(title, url)
    return found


def _is_all_of(line: str, title: str, form: str) -> bool:
    """Whether a block is nothing but the headline, or that with a lead-in ("Read more: ...")."""
    lead, found, after = line.partition(title)
    return normal_form(line) == form or bool(found and not after and phrases("leadins").match(lead.rstrip(" :|")))


def _enclosing_block(anchor: Element) -> Element | None:
    parent = anchor.getparent()
    while parent is not None and parent.tag in {"span", "strong", "b", "em", "i", "font", "u"}:
        parent = parent.getparent()
    return parent if parent is not None and parent.tag in _ALONE_IN else None


def _captions(tree: Element) -> frozenset[str]:
    return frozenset(form for caption in tree.iter("figcaption") if (form := normal_form(words_of(caption))))


def _without_loose_headings(blocks: list[Block]) -> list[Block]:
    """Headings that nothing follows are section names of the page ("More on this")."""
    end = len(blocks)
    while end and blocks[end - 1].kind is BlockKind.HEADING:
        end -= 1
    return blocks[:end]


def _without_head_lines(blocks: list[Block], facts: Facts) -> list[Block]:
    """Byline, date and reading time that lead the body are metadata, not text."""
    start = 0
    while start < min(len(blocks) - 1, _MAX_HEAD_LINES) and _is_head_line(blocks[start].text, facts):
        start += 1
    return blocks[start:]


def _is_head_line(text: str, facts: Facts) -> bool:
    if len(text.split()) > _MAX_HEAD_WORDS:
        return False
    if classified_line(text, None).role in {Role.META, Role.BYLINE, Role.FURNITURE}:
        return True
    form = normal_form(text)
    if form == normal_form(facts.outlet or ""):
        return True
    named = any(normal_form(author) in form for author in facts.authors)
    return named and (BYLINE_LEAD.match(text) is not None or date_in_words(text) is not None or len(form.split()) <= 6)


def without_signature(blocks: tuple[Block, ...], facts: Facts) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks less one at their start or end that is nothing but names, and those names."""
    for at in (0, 1, 2, len(blocks) - 1):
        if len(blocks) > _MAX_HEAD_LINES and _is_names(blocks[at].text):
            found = names_in(blocks[at].text, facts.outlet)
            names = tuple(name for name in found if not is_organisation(name, facts.outlet))
            if names:
                return (*blocks[:at], *blocks[at + 1 :]), names
    return blocks, ()


def _is_names(text: str) -> bool:
    """Two to four capitalised words, or several such parted by a stroke ("Ann Roe/Bo Li")."""
    people = [name.split() for name in text.split("/")]
    return all(2 <= len(parts) <= 4 and all(part.isalpha() and part[0].isupper() for part in parts) for parts in people)


def _with_summary(dom: Dom, blocks: list[Block]) -> Iterator[Block]:
    """The standfirst, taken from the page's head of the article where the body lacks it."""
    summary = _standfirst(dom, blocks)
    if summary:
        form = normal_form(summary)
        if blocks and normal_form(blocks[0].text) == form:
            yield replace(blocks[0], kind=BlockKind.SUMMARY)
            yield from blocks[1:]
            return
        if form not in normal_form(" ".join(block.text for block in blocks)):
            yield Block(BlockKind.SUMMARY, summary)
    yield from blocks


def _standfirst(dom: Dom, blocks: list[Block]) -> str | None:
    """Visible words that equal the page's own description and stand before or at the body's start."""
    described = {
        normal_form(value)
        for name in ("description", "og:description", "twitter:description")
        for value in dom.metas.get(name, ())
    }
    described = {form for form in described if len(form.split()) >= 6}
    if not described or not blocks:
        return None
    for element in dom.tree.iter("p", "h2", "h3", "div", "span", "strong", "li"):
        if len(element) > 6 or not _may_be_summary(element):
            continue
        text = brief(element, _MAX_SUMMARY)
        if text and normal_form(text) in described and not inside(element, _NOT_CONTENT - {"header"}):
            return text
    return None


def _may_be_summary(element: Element) -> bool:
    if element.tag in _SUMMARY_TAGS:
        return True
    marks = marks_of(element)
    return any(mark in marks for mark in _SUMMARY_MARKS)


def _distinct(links: list[Link], title: str | None) -> tuple[Link, ...]:
    seen = {normal_form(title or "")}
    kept = []
    for link in links:
        form = normal_form(link.title)
        if form not in seen:
            seen.add(form)
            kept.append(link)
    return tuple(kept[:_MAX_LINKS])
