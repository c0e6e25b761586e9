"""An HTML page to its articles."""

from __future__ import annotations

from dataclasses import replace

from sayso.errors import NoArticle, PageError
from sayso.extract.body import read_body
from sayso.extract.build import Found, embedded_articles, main_article
from sayso.extract.cleaning import cleaned, without_signature
from sayso.extract.dom import Dom, parsed
from sayso.extract.embedded import taken_out
from sayso.extract.jsonld import article_things, text_of
from sayso.extract.metadata import read_facts
from sayso.extract.metadata.language import language_of
from sayso.extract.pruning import prune
from sayso.text import folded_space, instant, normal_form
from sayso.types import Article, Block, BlockKind, Page

_MIN_WORDS = 12
_MIN_LETTERS = 80


def articles_of_html(page: Page, markup: str) -> tuple[Article, ...]:
    """The main article, then the embedded ones. Raises PageError or NoArticle."""
    dom = parsed(page.name, markup, page.address)
    facts = read_facts(dom, instant(page.fetched))
    inner = taken_out(dom, facts.title, instant(page.fetched))
    prune(dom)
    body = cleaned(dom, _body(page, dom), facts)
    blocks, signed = (body.blocks, ()) if facts.authors else without_signature(body.blocks, facts)
    found = Found(
        title=facts.title,
        blocks=blocks,
        outlet=facts.outlet,
        authors=facts.authors or signed or facts.bodies,
        published=facts.published,
        modified=facts.modified,
        url=facts.url,
        image=facts.image,
        tags=facts.tags,
        links=body.links,
    )
    said = sum(len(block.text.split()) for block in blocks if block.kind is not BlockKind.CAPTION)
    if said < _MIN_WORDS and sum(len(block.text) for block in blocks) < _MIN_LETTERS:
        raise NoArticle(page.name, "no article stands in this page", "give an article's own address, not a list's")
    main = main_article(page, _with_language(found, dom))
    return (main, *embedded_articles(main.url, (_with_language(one, dom) for one in inner)))


def _body(page: Page, dom: Dom) -> tuple[Block, ...]:
    try:
        return _as_declared(dom, read_body(dom))
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError, RecursionError) as error:
        raise PageError(page.name, f"its body can't be read ({type(error).__name__})", "report the page") from error


def _as_declared(dom: Dom, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks; of a page whose text stands in JSON-LD alone that text, line by line.

    Elsewhere ``articleBody`` is worse than the page: cut, or without headings.
    """
    declared = next((body for one in article_things(dom.things) if (body := text_of(one.get("articleBody")))), None)
    if declared is None or (blocks and (len(blocks) > 1 or normal_form(blocks[0].text) != normal_form(declared))):
        return blocks
    return tuple(Block(BlockKind.PARAGRAPH, line) for part in declared.splitlines() if (line := folded_space(part)))


def _with_language(found: Found, dom: Dom) -> Found:
    declared = dom.tree.get("lang") or dom.meta("og:locale", "language", "content-language", "dc.language")
    return replace(found, language=language_of(found.text, declared))
