"""What is known of a story or a subject, ready for its page: lines by group, quotes, figures, timeline, questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.contract import TextOf
from sayso.interfaces.addresses import span_path
from sayso.interfaces.web.views.heads import other_language
from sayso.interfaces.wording import amount, as_of, counted, told_date
from sayso.types import Answer, Article, Explainer, FigureGroup, FigureRow, Firmness, Line, OpenQuestion, Span
from sayso.worker import UNKNOWN_OUTLET

GROUPS = (
    ("confirmed", "Confirmed", "by an authority on its own act, or in the text's own words"),
    ("stated", "Stated", "by a party, or by the outlet in its own voice"),
    ("expected", "Expected", "promised, planned or still to come"),
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
    """One figure of a table; ``derived``: the words that it was worked out from, and those of what they refer to."""

    amount: str
    speaker: str
    as_of: str
    cite: Cite
    overtaken: bool = False
    derived: str = ""


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
class Explained:
    """An explainer for a page. ``written`` is False while there is none; a line of the summary is in no group."""

    written: bool
    summary: tuple[Told, ...]
    by_outlet: tuple[Told, ...]
    groups: tuple[TellingGroup, ...]
    quotes: tuple[Told, ...]
    disputed: tuple[FigureTable, ...]
    other_figures: tuple[FigureTable, ...]
    timeline: tuple[Event, ...]
    questions: tuple[Event, ...]


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


def explained_view(
    explained: Explainer | None, sources: Sources, text_of: TextOf, *, reworded: bool = False
) -> Explained:
    """An explainer as the page shows it, no line twice: what each outlet says is a subject's summary; where a model has
    reworded the lines there is none.
    """
    tables = [figure_table(group, sources, text_of) for group in explained.figures] if explained else []
    by_outlet = explained.by_outlet if explained else ()
    summary = explained.summary if explained and not reworded and not by_outlet else ()
    above = {line.support[0] for line in (*by_outlet, *summary)}
    rest = [line for line in (explained.lines if explained else ()) if line.support[0] not in above]
    return Explained(
        written=explained is not None,
        summary=_told_lines(summary, sources),
        by_outlet=_told_lines(by_outlet, sources),
        groups=_groups(rest, sources),
        quotes=_told_lines(explained.quotes if explained else (), sources),
        disputed=tuple(table for table in tables if table.status != "different scope"),
        other_figures=tuple(table for table in tables if table.status == "different scope"),
        timeline=_timeline(explained, sources),
        questions=_questions(explained, sources, text_of),
    )


def _told_lines(lines: Iterable[Line], sources: Sources) -> tuple[Told, ...]:
    return tuple(told_line(line, sources) for line in lines)


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


def _groups(lines: Sequence[Line], sources: Sources) -> tuple[TellingGroup, ...]:
    groups = (
        TellingGroup(heading, meaning, tuple(told_line(line, sources) for line in lines if line.group == name))
        for name, heading, meaning in GROUPS
    )
    return tuple(group for group in groups if group.lines)


def figure_table(group: FigureGroup, sources: Sources, text_of: TextOf) -> FigureTable:
    """Figures about one thing, each with the words behind it."""
    rows = tuple(
        FigureLine(
            amount=amount(row, group.unit),
            speaker=row.speaker or "the outlet",
            as_of=as_of(row),
            cite=sources.cite(row.support),
            overtaken=row.overtaken,
            derived=_derived(row, text_of),
        )
        for row in group.rows
    )
    return FigureTable(group.what, group.status, FIGURES.get(group.status, group.status), rows)


def _derived(row: FigureRow, text_of: TextOf) -> str:
    """ "“roughly half that figure” of 5,000", "" for a figure that stands as it is."""
    base = row.derived_from
    text = text_of(base.article, base.version) if base else None
    if base is None or text is None:
        return ""
    return f"“{text[row.support.start : row.support.end]}” of {text[base.start : base.end]}"


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
