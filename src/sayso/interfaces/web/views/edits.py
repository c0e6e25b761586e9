"""What later versions of an article changed, ready for its page: each fact with both texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sayso.contract import TextOf
from sayso.interfaces.addresses import span_path
from sayso.interfaces.web.views.body import Piece
from sayso.interfaces.web.views.heads import When, when
from sayso.interfaces.wording import told_change
from sayso.types import Article, Edit, FactChange, Span


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence of one version, the words of the fact marked, and the address at which it stands."""

    pieces: tuple[Piece, ...]
    path: str


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A fact that changed, with what was said before and what is said now; one of them may be missing."""

    what: str
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class EditTold:
    """One edit: when it was first seen and what it changed."""

    seen: When
    changes: tuple[ChangeTold, ...]


def told_edits(edits: Sequence[Edit], article: Article, text_of: TextOf, now: datetime) -> tuple[EditTold, ...]:
    """The edits of an article, latest first; the changes of one sentence are told together."""
    return tuple(EditTold(when(edit.seen, now), _told(edit.changes, article, text_of)) for edit in reversed(edits))


def _told(changes: Sequence[FactChange], article: Article, text_of: TextOf) -> tuple[ChangeTold, ...]:
    found = []
    for (before, after), group in groupby(changes, key=lambda change: (change.before, change.after)):
        of_it = list(group)
        what = [told_change(one, _words(one.old, text_of), _words(one.new, text_of)) for one in of_it]
        old = _side(before, [one.old for one in of_it if one.old], article, text_of)
        found.append(ChangeTold("; ".join(what), old, _side(after, [o.new for o in of_it if o.new], article, text_of)))
    return tuple(found)


def _words(span: Span | None, text_of: TextOf) -> str:
    text = text_of(span.article, span.version) if span else None
    return text[span.start : span.end] if text and span else ""


def _side(sentence: Span | None, facts: Sequence[Span], article: Article, text_of: TextOf) -> Side | None:
    text = text_of(sentence.article, sentence.version) if sentence else None
    if sentence is None or text is None:
        return None
    return Side(tuple(_pieces(text, sentence, facts)), span_path(sentence, article.title))


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
