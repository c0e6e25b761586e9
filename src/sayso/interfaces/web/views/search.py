"""The search page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from sayso.interfaces.addresses import article_path, span_path
from sayso.interfaces.web.views.heads import When, other_language, when
from sayso.types import SearchHit
from sayso.worker import UNKNOWN_OUTLET


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: its article, and the words with a link to them."""

    title: str
    lang: str | None
    path: str
    outlet: str
    published: When
    snippet: str
    words_path: str | None
    speaker: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to the pages before and after; None where there is none."""

    number: int
    newer: str | None
    older: str | None


def found(hits: Iterable[SearchHit], now: datetime) -> tuple[Found, ...]:
    """Hits for a page, in order."""
    return tuple(
        Found(
            title=hit.title or "Untitled",
            lang=other_language(hit.language),
            path=article_path(hit.article, hit.title),
            outlet=hit.outlet or UNKNOWN_OUTLET,
            published=when(hit.published, now),
            snippet=hit.snippet,
            words_path=span_path(hit.span, hit.title) if hit.span else None,
            speaker=hit.speaker or "",
        )
        for hit in hits
    )


def pager(path: str, asked: Mapping[str, str], number: int, *, more: bool, at: str = "") -> Pager:
    """Links between the pages of a list at ``path`` with the query ``asked``, each to the part of the page ``at``."""
    fragment = f"#{at}" if at else ""

    def link(to: int) -> str:
        return f"{path}?{urlencode({**{k: v for k, v in asked.items() if v}, 'page': str(to)})}{fragment}"

    return Pager(number, link(number - 1) if number > 1 else None, link(number + 1) if more else None)
