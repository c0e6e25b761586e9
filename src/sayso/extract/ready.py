"""Ready articles: JSON with a title and a text, stored as they are."""

from __future__ import annotations

import json
import re

from sayso.errors import NoArticle, PageError
from sayso.extract.metadata.dates import normalised
from sayso.extract.metadata.language import language_of
from sayso.text import article_id, folded_space, instant, version_of
from sayso.types import Article, Block, BlockKind, Page

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


def ready_article(page: Page) -> Article:
    """The article of a page of kind "article"; its text is kept to the character, blocks are read from it.

    Raises PageError where the JSON is broken or has no text.
    """
    fields = _object(page)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise NoArticle(page.name, "the article has no text", 'give it a "text"')
    title = _line(fields, "title")
    outlet = page.outlet or _line(fields, "outlet")
    url = _line(fields, "url") or page.address
    return Article(
        id=article_id(url, "", outlet, title, text),
        version=version_of(text),
        title=title,
        outlet=outlet,
        authors=_lines(fields, "authors"),
        published=_time(fields, "published"),
        modified=_time(fields, "modified"),
        language=_line(fields, "language") or language_of(text, None),
        url=url,
        image=_line(fields, "image"),
        tags=_lines(fields, "tags"),
        blocks=_paragraphs(text),
        text=text,
    )


def _object(page: Page) -> dict[str, object]:
    try:
        fields = json.loads(page.content)
    except (ValueError, RecursionError) as error:
        raise PageError(page.name, "not readable as JSON", "give one JSON object") from error
    if not isinstance(fields, dict):
        raise PageError(page.name, "JSON, but no object", 'give {"title": ..., "text": ...}')
    return fields


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Paragraphs parted by a blank line, or by single line breaks where the text has no blank line."""
    parts = _PARAGRAPH_BREAK.split(text)
    if len(parts) == 1:
        parts = text.split("\n")
    return tuple(Block(BlockKind.PARAGRAPH, line) for part in parts if (line := folded_space(part)))


def _line(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    return folded_space(value) or None if isinstance(value, str) else None


def _lines(fields: dict[str, object], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    values = value if isinstance(value, list) else [value]
    return tuple(line for item in values if isinstance(item, str) and (line := folded_space(item)))


def _time(fields: dict[str, object], name: str) -> str | None:
    """As given where it is ISO 8601, else read from words; None where it is no time."""
    value = _line(fields, name)
    return value if instant(value) is not None else normalised(value)
