"""schema.org things in a page's JSON-LD, however it is wrapped or broken."""

from __future__ import annotations

import contextlib
import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

Thing = dict[str, Any]

_MAX_SCRIPT = 2_000_000
_MAX_THINGS = 2_000
_MAX_DEPTH = 20
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)?|(?:-->|\]\]>)?\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_ARTICLE_TYPES = frozenset(
    """article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle reviewnewsarticle
    backgroundnewsarticle asknewsarticle blogposting liveblogposting report advertisercontentarticle
    satiricalarticle scholarlyarticle techarticle medicalscholarlyarticle socialmediaposting""".split()
)


def things_in(scripts: Iterable[str]) -> tuple[Thing, ...]:
    """Every object with an @type in these scripts, outermost first, @graph and lists opened."""
    found: list[Thing] = []
    for script in scripts:
        for thing in _typed(_loaded(script)):
            found.append(thing)
            if len(found) >= _MAX_THINGS:
                return tuple(found)
    return tuple(found)


def article_things(things: Iterable[Thing]) -> list[Thing]:
    """Those that are an article of some kind, in the page's order."""
    return [thing for thing in things if types_of(thing) & _ARTICLE_TYPES]


def types_of(thing: Thing) -> set[str]:
    """Its types, lower-case, without the schema.org address."""
    declared = thing.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return {name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names if isinstance(name, str)}


def text_of(value: object) -> str | None:
    """A plain value of a property: a string, the first string of a list, or an object's name or @value."""
    for candidate in value if isinstance(value, list) else [value]:
        plain = candidate
        if isinstance(candidate, dict):
            plain = candidate.get("name") or candidate.get("@value") or candidate.get("headline")
        if isinstance(plain, str) and plain.strip():
            return html.unescape(plain).strip()
    return None


def _loaded(script: str) -> object:
    """The script's JSON, mended where it is broken in the usual ways; None when it can't be."""
    if len(script) > _MAX_SCRIPT:
        return None
    bare = _WRAPPING.sub("", script, count=2).strip()
    for candidate in (bare, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", bare)), html.unescape(bare)):
        # A form that doesn't parse is expected here: the next one is tried, and no JSON-LD is no fault of the page.
        with contextlib.suppress(ValueError, RecursionError):
            return cast("object", json.loads(candidate, strict=False))
    return _first_object(bare)


def _first_object(text: str) -> object:
    """The first whole object of several written one after the other."""
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
    if start < 0:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _typed(value: object) -> Iterator[Thing]:
    queue: list[tuple[object, int]] = [(value, 0)]
    while queue:
        node, depth = queue.pop(0)
        if depth > _MAX_DEPTH:
            continue
        if isinstance(node, list):
            queue.extend((item, depth + 1) for item in node)
        elif isinstance(node, dict):
            if "@type" in node:
                yield node
            queue.extend((item, depth + 1) for item in node.values() if isinstance(item, (dict, list)))
