"""Little articles for the tests of explain: texts of our own, annotated by quoting them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from sayso.text import version_of
from sayso.types import (
    Annotations,
    Article,
    Extent,
    Figure,
    Firmness,
    Mention,
    MentionType,
    Moment,
    MomentType,
    Placement,
    Relation,
    Statement,
    StoryArticle,
)

_numbers = itertools.count(1)


def written(
    text: str,
    *,
    outlet: str = "Harbour Post",
    published: str = "2026-03-03T10:00:00+00:00",
    title: str = "",
    language: str = "en",
    relation: Relation = Relation.INDEPENDENT,
    statements: Sequence[Statement] = (),
    figures: Sequence[Figure] = (),
    moments: Sequence[Moment] = (),
    mentions: Sequence[Mention] = (),
    **more: Any,
) -> StoryArticle:
    """A story's article with this text and these annotations; its family is its outlet unless ``family`` is given."""
    id_ = more.get("id") or f"a{next(_numbers)}"
    article = Article(
        id=id_,
        version=version_of(text),
        title=title,
        outlet=outlet,
        authors=(),
        published=published,
        modified=more.get("modified"),
        language=language,
        url=None,
        image=None,
        tags=(),
        blocks=(),
        text=text,
    )
    annotations = Annotations("test", tuple(statements), tuple(figures), tuple(moments), tuple(mentions))
    placement = Placement(id_, "s1", more.get("copy_of"), relation)
    return StoryArticle(article, annotations, placement, outlet, more.get("family") or outlet)


def at(text: str, quote: str, nth: int = 1) -> Extent:
    """Where a quote stands in a text."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def said(
    text: str, source: str, content: str, speaker: str | None = None, firmness: Firmness = Firmness.STATED, **more: Any
) -> Statement:
    """A statement by its words."""
    return Statement(
        source=(at(text, source),) if source else (),
        cue=(),
        content=(at(text, content),),
        speaker=speaker,
        firmness=firmness,
        via=more.get("via", ()),
        kind="indirect",
        score=0.9,
        shown=True,
    )


def counted(text: str, quote: str, low: float | None, noun: str | None = None, **more: Any) -> Figure:
    """A figure by its words; ``high`` is ``low`` unless given."""
    start, end = at(text, quote, more.get("nth", 1))
    return Figure(
        start=start,
        end=end,
        low=low,
        high=more.get("high", low),
        unit=more.get("unit", "count"),
        counted=noun,
        approximate=more.get("approximate", False),
        as_of=more.get("as_of"),
        statement=more.get("statement"),
        of=more.get("of"),
    )


def dated(text: str, quote: str, value: str) -> Moment:
    """A date by its words."""
    return Moment(*at(text, quote), MomentType.DATE, value)


def person(text: str, quote: str, name: str | None = None, role: str | None = None) -> Mention:
    """A person by the words that name them."""
    return Mention(*at(text, quote), MentionType.PERSON, name or quote, role)


def place(text: str, quote: str) -> Mention:
    """A place by its name."""
    return Mention(*at(text, quote), MentionType.PLACE, quote)


def texts_of(items: Sequence[StoryArticle]) -> dict[tuple[str, str], str]:
    """(article, version) to text."""
    return {(item.article.id, item.article.version): item.article.text for item in items}
