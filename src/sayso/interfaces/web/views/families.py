"""Who has it from whom, ready for its page: the families of a story's articles as nested lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.contract import TextOf, words_of
from sayso.desk import Kin, StoryView
from sayso.interfaces.addresses import span_path, story_path
from sayso.interfaces.web.views.heads import ArticleHead, article_head, other_language
from sayso.interfaces.web.views.story import told_evidence
from sayso.interfaces.wording import RELATIONS, counted_sources
from sayso.pipeline import is_counted
from sayso.types import Article, Span

PASSAGES, ADDED = 2, 3
"""Passages and added sentences that are quoted; the rest is a number."""
_LONGEST = 220
"""Characters of a passage that are quoted."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Some words of an article, the address at which they stand, and, for a passage, where it stands in the source."""

    words: str
    lang: str | None
    path: str
    other_path: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a family, with those that have it from it."""

    head: ArticleHead
    relation: str
    told_relation: str
    evidence: str
    publisher: str
    share: str
    passages: tuple[Quoted, ...]
    more_passages: int
    added: tuple[Quoted, ...]
    more_added: int
    under: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class FamiliesPage:
    """All that the page shows: families of more than one article, and articles that stand alone."""

    title: str
    path: str
    story_path: str
    counts: str
    publishers: tuple[str, ...]
    families: tuple[Member, ...]
    alone: tuple[Member, ...]


def families_page(view: StoryView, kin: Sequence[Kin], text_of: TextOf, now: datetime) -> FamiliesPage:
    """The page from the desk's view of the story and its families."""
    known = {article.id: article for article, _ in view.members}
    members = [_member(one, None, known, text_of, now) for one in kin]
    path = story_path(view.story.id, view.story.title)
    return FamiliesPage(
        title=view.story.title,
        path=f"{path}/sources",
        story_path=path,
        counts=counted_sources(view.story.sources),
        publishers=tuple(sorted({one.publisher for one in _all(kin) if is_counted(one.placement) and one.publisher})),
        families=tuple(member for member in members if member.under),
        alone=tuple(member for member in members if not member.under),
    )


def _all(kin: Iterable[Kin]) -> Iterator[Kin]:
    for one in kin:
        yield one
        yield from _all(one.under)


def _member(kin: Kin, source: Article | None, known: Mapping[str, Article], text_of: TextOf, now: datetime) -> Member:
    article, shared = kin.article, kin.shared
    passages = shared.passages if shared else ()
    added = shared.added if shared else ()
    return Member(
        head=article_head(article, now),
        relation=kin.placement.relation.value,
        told_relation=RELATIONS[kin.placement.relation],
        evidence=told_evidence(kin.placement.evidence, known),
        publisher=kin.publisher if kin.publisher != article.outlet else "",
        share=f"{round(100 * shared.share)}% of its words" if shared else "",
        passages=tuple(_quoted(own, article, text_of, other, source) for own, other in passages[:PASSAGES]),
        more_passages=max(0, len(passages) - PASSAGES),
        added=tuple(_quoted(span, article, text_of) for span in added[:ADDED]),
        more_added=max(0, len(added) - ADDED),
        under=tuple(_member(one, article, known, text_of, now) for one in kin.under),
    )


def _quoted(
    span: Span, article: Article, text_of: TextOf, other: Span | None = None, source: Article | None = None
) -> Quoted:
    words = words_of(span, text_of)
    cut = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return Quoted(
        cut,
        other_language(article.language),
        span_path(span, article.title),
        span_path(other, source.title) if other and source else "",
    )
