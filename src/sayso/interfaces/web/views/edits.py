"""What later versions of an article changed, ready for its page: each fact with both texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sayso.contract import TextOf, words_of
from sayso.interfaces.addresses import span_path
from sayso.interfaces.web.views.body import Piece
from sayso.interfaces.web.views.heads import When, when
from sayso.interfaces.wording import language_tag, told_change
from sayso.types import Article, Edit, FactChange, Span
from sayso.worker import UNKNOWN_OUTLET


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence of one version, the words of the fact marked, and the address at which it stands."""

    pieces: tuple[Piece, ...]
    path: str


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A fact that changed, with what was said before and what is said now; one of them may be missing."""

    what: str
    outlet: str
    lang: str | None
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class EditTold:
    """One edit: when it was first seen and what it changed."""

    seen: When
    changes: tuple[ChangeTold, ...]


def told_edits(edits: Sequence[Edit], article: Article, text_of: TextOf, now: datetime) -> tuple[EditTold, ...]:
    """The edits of an article, latest first."""
    return tuple(
        EditTold(when(edit.seen, now), told_changes(edit.changes, lambda _: article, text_of))
        for edit in reversed(edits)
    )


def told_changes(
    changes: Sequence[FactChange], article_of: Callable[[str], Article | None], text_of: TextOf
) -> tuple[ChangeTold, ...]:
    """Facts that edits changed; those of one sentence are told together."""
    found = []
    for (before, after), group in groupby(changes, key=lambda change: (change.before, change.after)):
        of_it = list(group)
        spoken = before or after
        article = article_of(spoken.article) if spoken else None
        found.append(
            ChangeTold(
                "; ".join(told_change(one, words_of(one.old, text_of), words_of(one.new, text_of)) for one in of_it),
                (article.outlet if article else None) or UNKNOWN_OUTLET,
                language_tag(article.language) if article else None,
                _side(before, [one.old for one in of_it if one.old], article, text_of),
                _side(after, [one.new for one in of_it if one.new], article, text_of),
            )
        )
    return tuple(found)


def _side(sentence: Span | None, facts: Sequence[Span], article: Article | None, text_of: TextOf) -> Side | None:
    text = text_of(sentence.article, sentence.version) if sentence else None
    if sentence is None or text is None:
        return None
    return Side(tuple(_pieces(text, sentence, facts)), span_path(sentence, article.title if article else None))


def _pieces(text: str, sentence: Span, facts: Sequence[Span]) -> Iterator[Piece]:
    at = sentence.start
    for fact in sorted(facts, key=lambda span: span.start):
        if fact.start < at:
            continue  # it stands within the one before
        if fact.start > at:
            yield Piece(text[at : fact.start], marked=False, first=False)
        yield Piece(text[fact.start : fact.end], marked=True, first=False)
        at = fact.end
    if at < sentence.end:
        yield Piece(text[at : sentence.end], marked=False, first=False)
