"""Explainers as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.interfaces.wording import (
    amount,
    as_of,
    counted_news,
    counted_sources,
    told_change,
    told_date,
    told_writing,
)
from sayso.types import Edit, Explainer, FactChange, FigureRow, Line, News, Span, Writing

GROUPS = ("confirmed", "stated", "expected", "alleged or estimated", "not established")


def told_explainer(explained: Explainer, label: Callable[[str], str], writing: Writing | None = None) -> str:
    """An explainer for a terminal; ``label`` names an article by its outlet; ``writing``: what a model made of it."""
    return "\n".join(_explainer_lines(explained, label, writing))


def told_edit(edit: Edit, words: Callable[[Span | None], str]) -> str:
    """What one edit changed, for a terminal; ``words`` gives the text of a span, "" for none."""
    seen = f"seen {edit.seen}" + ("" if edit.changes else ": no fact changed")
    return "\n".join([seen, *(line for change in edit.changes for line in _change_lines(change, words))])


def told_news(news: News, label: Callable[[str], str], words: Callable[[Span | None], str]) -> str:
    """What is new in a story, for a terminal."""
    return "\n".join(_news_lines(news, label, words)) + "\n"


def _news_lines(news: News, label: Callable[[str], str], words: Callable[[Span | None], str]) -> Iterator[str]:
    yield f"{news.story}  {news.title}"
    yield f"  {counted_news(news)} since {news.since}"
    if news.lines:
        yield "  New"
        yield from (_line(line, label) for line in news.lines)
    for group in news.figures:
        yield f"  {group.what}: {group.status}"
        yield from (_figure_row(row, group.unit, label) for row in group.rows)
    if news.changes:
        yield "  Edited"
        yield from (f"  {line}" for change in news.changes for line in _change_lines(change, words))


def _change_lines(change: FactChange, words: Callable[[Span | None], str]) -> Iterator[str]:
    yield f"  {told_change(change, words(change.old), words(change.new))}"
    yield from (f"    {sign} {words(span)}" for sign, span in (("-", change.before), ("+", change.after)) if span)


def told_hand(model: str) -> str:
    """Who worded a sentence, where a model did."""
    return f" [written by {model}]" if model else ""


def _explainer_lines(explained: Explainer, label: Callable[[str], str], writing: Writing | None) -> Iterator[str]:
    yield explained.subject
    yield f"{counted_sources(explained.sources)} [{told_writing(writing) if writing else 'extracted'}]"
    if explained.by_outlet:
        yield "\nWhat each outlet says"
        yield from (_line(line, label) for line in explained.by_outlet)
    if explained.summary and not writing:
        yield "\nIn short"
        yield from (f"  - {line.sentence}" for line in explained.summary)
    for group in GROUPS:
        lines = [line for line in explained.lines if line.group == group]
        if lines:
            yield f"\nWhat we know: {group}"
            yield from (_line(line, label) for line in lines)
    if explained.figures:
        yield "\nFigures"
        for figures in explained.figures:
            yield f"  {figures.what}: {figures.status}"
            yield from (_figure_row(row, figures.unit, label) for row in figures.rows)
    if explained.quotes:
        yield "\nIn their own words"
        yield from (_line(line, label) for line in explained.quotes)
    if explained.timeline:
        yield "\nTimeline"
        yield from (f"  {told_date(entry.date)}: {entry.sentence}" for entry in explained.timeline)
    if explained.open_questions:
        yield "\nNot established"
        yield from (f"  {question.question}" for question in explained.open_questions)


def _line(line: Line, label: Callable[[str], str]) -> str:
    behind = f"{line.independent} independent" if line.independent != 1 else "1 source"
    via = f" via {', '.join(line.via)}" if line.via else ""
    where = label(line.support[0].article)
    who = f"{line.speaker}{via}; {line.firmness.value}; {behind} [{where}]{told_hand(line.written_by)}"
    return f"  - {line.sentence}\n      {who}"


def _figure_row(row: FigureRow, unit: str, label: Callable[[str], str]) -> str:
    """A row: the amount, who says so, as of when; that it was worked out, or that a newer one took its place."""
    when = f", as of {told_date(row.as_of)}" if row.as_of else f", {as_of(row)}" if row.reported else ""
    derived = ", worked out from another figure" if row.derived_from else ""
    old = " (overtaken)" if row.overtaken else ""
    return f"    {amount(row, unit)}: {row.speaker or 'the outlet'}{when}{derived}{old} [{label(row.support.article)}]"
