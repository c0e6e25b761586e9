"""The story page: what we know, figures, timeline, open questions, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.contract import TextOf
from sayso.desk import StoryView
from sayso.interfaces.addresses import span_path, story_path
from sayso.interfaces.web.views.heads import (
    RANKS,
    ArticleHead,
    When,
    article_head,
    other_language,
    story_language,
    when,
)
from sayso.interfaces.web.views.search import Pager, pager
from sayso.interfaces.wording import RELATIONS, amount, counted, counted_sources, language_name, told_date
from sayso.text import instant
from sayso.types import Answer, Article, Explainer, FigureGroup, Firmness, Line, OpenQuestion, Placement, Span
from sayso.worker import UNKNOWN_OUTLET

GROUPS = (
    ("confirmed", "Confirmed", "by an authority on its own act, or in the text's own words"),
    ("stated", "Stated", "by a party, or by the outlet in its own voice"),
    ("alleged or estimated", "Alleged or estimated", "said with less than certainty"),
    ("not established", "Not established", "denied, disputed or unknown"),
)
FIGURES = {
    "agree": "sources agree",
    "updated": "updated over time",
    "conflict": "sources conflict",
    "different scope": "different things counted",
}
CITED = 6
"""Articles named behind one line; the rest is a number."""

COVERED, COPIES = 50, 30
"""Articles on one page of the coverage, and copies listed under each: a row takes 0.1 ms of CPU."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A link to the words: whose they are, where they stand."""

    outlet: str
    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with who says it, how firmly, and where it stands."""

    sentence: str
    lang: str | None
    speaker: str
    own_voice: bool
    via: str
    firmness: Firmness
    sources: str
    cites: tuple[Cite, ...]
    more: int
    written_by: str = ""


@dataclass(frozen=True, slots=True)
class TellingGroup:
    """The lines of one group of "What we know"."""

    heading: str
    meaning: str
    lines: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of a table."""

    amount: str
    speaker: str
    as_of: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures about one thing."""

    what: str
    status: str
    told_status: str
    rows: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the timeline, or an open question (then without a date)."""

    date: str
    machine_date: str
    sentence: str
    lang: str | None
    cites: tuple[Cite, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Covered:
    """An article of the coverage with the copies folded under it; ``copied`` counts those that aren't listed too."""

    head: ArticleHead
    relation: str
    told_relation: str
    evidence: str
    copies: tuple[Covered, ...]
    copied: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that the story page shows. ``explained`` is False while no explainer is written."""

    title: str
    lang: str | None
    path: str
    status: str
    counts: str
    languages: str
    news: When
    explained: bool
    groups: tuple[TellingGroup, ...]
    disputed: tuple[FigureTable, ...]
    other_figures: tuple[FigureTable, ...]
    timeline: tuple[Event, ...]
    questions: tuple[Event, ...]
    coverage: tuple[Covered, ...]
    pager: Pager


class Sources:
    """The articles behind a page's sentences, to cite them by outlet and title."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles: Mapping[str, Article] = {article.id: article for article in articles}

    def cite(self, span: Span) -> Cite:
        """The link to a span's words."""
        article = self._articles.get(span.article)
        if article is None:  # the article's page knows its title, and sends the reader on to the full address
            return Cite(UNKNOWN_OUTLET, span_path(span, None))
        return Cite(article.outlet or UNKNOWN_OUTLET, span_path(span, article.title))

    def cites(self, spans: Sequence[Span]) -> tuple[tuple[Cite, ...], int]:
        """(links, one an article at most, how many are left out)."""
        first = list({span.article: span for span in reversed(spans)}.values())[::-1]
        return tuple(map(self.cite, first[:CITED])), max(0, len(first) - CITED)

    def language(self, spans: Sequence[Span]) -> str | None:
        """The ``lang`` of a sentence: that of the article that it stands in."""
        article = self._articles.get(spans[0].article) if spans else None
        return other_language(article.language) if article else None


def story_page(view: StoryView, text_of: TextOf, now: datetime, number: int = 1) -> StoryPage:
    """The story page from the desk's view; ``number``: which page of the coverage.

    The view has no texts, since those of a long story take longer to read than the page to make; ``text_of`` is asked
    for the few that are looked into.
    """
    story, explained = view.story, view.explainer
    path = story_path(story.id, story.title)
    covered, more = coverage(view.members, now, number)
    sources = Sources(article for article, _ in view.members)
    tables = [_table(group, sources) for group in explained.figures] if explained else []
    return StoryPage(
        title=story.title,
        lang=story_language(view),
        path=path,
        status="open: news within the last week" if story.status == "open" else "quiet: no news for a week",
        counts=counted_sources(story.sources),
        languages=", ".join(map(language_name, story.languages)),
        news=when(story.last, now),
        explained=explained is not None,
        groups=_groups(explained, sources),
        disputed=tuple(table for table in tables if table.status != "different scope"),
        other_figures=tuple(table for table in tables if table.status == "different scope"),
        timeline=_timeline(explained, sources),
        questions=_questions(explained, sources, text_of),
        coverage=covered,
        pager=pager(path, {}, number, more=more, at="coverage"),
    )


# --- what we know ------------------------------------------------------------------------------------------------


def told_line(line: Line, sources: Sources, *, with_count: bool = True) -> Told:
    """A line of an explainer, or of a summary (then without the count, which is one)."""
    cites, more = sources.cites(line.support)
    return Told(
        sentence=line.sentence,
        lang=sources.language(line.support),
        speaker=line.speaker,
        own_voice=line.own_voice,
        via=", ".join(line.via),
        firmness=line.firmness,
        sources=counted(line.independent, "independent source") if with_count else "",
        cites=cites,
        more=more,
        written_by=line.written_by,
    )


def told_answer(answer: Answer, sources: Sources) -> Told:
    """A sentence that answers."""
    cites, more = sources.cites(answer.support)
    return Told(
        sentence=answer.sentence,
        lang=sources.language(answer.support),
        speaker=answer.speaker,
        own_voice=False,
        via="",
        firmness=answer.firmness,
        sources="",
        cites=cites,
        more=more,
        written_by=answer.written_by,
    )


def _groups(explained: Explainer | None, sources: Sources) -> tuple[TellingGroup, ...]:
    lines = explained.lines if explained else ()
    groups = (
        TellingGroup(heading, meaning, tuple(told_line(line, sources) for line in lines if line.group == name))
        for name, heading, meaning in GROUPS
    )
    return tuple(group for group in groups if group.lines)


def _table(group: FigureGroup, sources: Sources) -> FigureTable:
    rows = tuple(
        FigureLine(
            amount=amount(row, group.unit),
            speaker=row.speaker or "the outlet",
            as_of=told_date(row.as_of) if row.as_of else "",
            cite=sources.cite(row.support),
        )
        for row in group.rows
    )
    return FigureTable(group.what, group.status, FIGURES.get(group.status, group.status), rows)


def _timeline(explained: Explainer | None, sources: Sources) -> tuple[Event, ...]:
    entries = explained.timeline if explained else ()
    return tuple(
        Event(
            told_date(entry.date),
            entry.date,
            entry.sentence,
            sources.language(entry.support),
            *sources.cites(entry.support),
        )
        for entry in entries
    )


def _questions(explained: Explainer | None, sources: Sources, text_of: TextOf) -> tuple[Event, ...]:
    questions = explained.open_questions if explained else ()
    return tuple(
        Event(
            "",
            "",
            question.question,
            sources.language(question.support) if _in_own_words(question, text_of) else None,
            *sources.cites(question.support),
        )
        for question in questions
    )


def _in_own_words(question: OpenQuestion, text_of: TextOf) -> bool:
    """Whether a question is a sentence of the article, in place of ours about it."""
    text = text_of(question.support[0].article, question.support[0].version) if question.support else None
    return text is not None and question.question in text


# --- coverage ----------------------------------------------------------------------------------------------------


def coverage(
    members: Sequence[tuple[Article, Placement]], now: datetime, number: int = 1
) -> tuple[tuple[Covered, ...], bool]:
    """The articles, independent ones first, oldest first among their like; each copy under the article it copies.

    Page ``number`` of them, and whether more follow: rows of hundreds of articles would take most of a page's time.
    """
    known = {article.id: article for article, _ in members}
    places = {place.article: place for _, place in members}
    copies: dict[str, list[str]] = {article: [] for article in known}
    tops: list[str] = []
    for article in known:
        root = _root(article, places)
        (tops if root == article else copies[root]).append(article)

    def covered(article: str) -> Covered:
        under = sorted(copies[article], key=lambda copy: _first(known[copy]))
        shown = tuple(_covered(known[copy], places[copy], known, now) for copy in under[:COPIES])
        return _covered(known[article], places[article], known, now, shown, len(under))

    ordered = sorted(tops, key=lambda article: (RANKS[places[article].relation], _first(known[article])))
    start = (number - 1) * COVERED
    return tuple(map(covered, ordered[start : start + COVERED])), len(ordered) > start + COVERED


def _root(article: str, places: Mapping[str, Placement]) -> str:
    """What an article copies, at the end of a chain of copies; itself where that isn't in the story, or in a circle."""
    seen = {article}
    root = article
    while (above := places[root].copy_of) in places and above not in seen:
        assert above is not None
        seen.add(above)
        root = above
    return article if places[root].copy_of in seen else root


def _first(article: Article) -> tuple[datetime, str]:
    return instant(article.published) or datetime.max.replace(tzinfo=UTC), article.id


def _covered(
    article: Article,
    place: Placement,
    known: Mapping[str, Article],
    now: datetime,
    copies: tuple[Covered, ...] = (),
    copied: int = 0,
) -> Covered:
    return Covered(
        head=article_head(article, now),
        relation=place.relation.value,
        told_relation=RELATIONS[place.relation],
        evidence=told_evidence(place.evidence, known),
        copies=copies,
        copied=copied,
    )


def told_evidence(evidence: str, known: Mapping[str, Article]) -> str:
    """The grouper's reason, with outlets for the ids of articles."""
    told = []
    for word in evidence.split(" "):
        bare = word.rstrip(",.;:")
        article = known.get(bare)
        told.append(f"{article.outlet or UNKNOWN_OUTLET}’s{word[len(bare) :]}" if article else word)
    return " ".join(told)
