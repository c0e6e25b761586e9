"""Explainers as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.types import Explainer, FigureRow, Line

GROUPS = ("confirmed", "stated", "alleged or estimated", "not established")


def told_explainer(explained: Explainer, label: Callable[[str], str]) -> str:
    """An explainer for a terminal; ``label`` names an article by its outlet."""
    return "\n".join(_explainer_lines(explained, label))


def _explainer_lines(explained: Explainer, label: Callable[[str], str]) -> Iterator[str]:
    sources = explained.sources
    undetermined = f", {sources.undetermined} undetermined" if sources.undetermined else ""
    yield explained.subject
    yield f"{sources.articles} articles, {sources.independent} independent sources{undetermined} [extracted]"
    for group in GROUPS:
        lines = [line for line in explained.lines if line.group == group]
        if lines:
            yield f"\nWhat we know: {group}"
            yield from (_line(line, label) for line in lines)
    if explained.figures:
        yield "\nFigures"
        for figures in explained.figures:
            yield f"  {figures.what} ({figures.unit}): {figures.status}"
            yield from told_figure_rows(figures.rows, label)
    if explained.timeline:
        yield "\nTimeline"
        yield from (f"  {entry.date}  {entry.sentence}" for entry in explained.timeline)
    if explained.open_questions:
        yield "\nNot established"
        yield from (f"  {question.question}" for question in explained.open_questions)


def _line(line: Line, label: Callable[[str], str]) -> str:
    behind = f"{line.independent} independent" if line.independent != 1 else "1 source"
    via = f" via {', '.join(line.via)}" if line.via else ""
    where = label(line.support[0].article)
    return f"  - {line.sentence}\n      {line.speaker}{via}; {line.firmness.value}; {behind} [{where}]"


def told_figure_rows(rows: tuple[FigureRow, ...], label: Callable[[str], str]) -> Iterator[str]:
    """A line a row: the amount, who says so, as of when."""
    for row in rows:
        as_of = f", as of {row.as_of}" if row.as_of else ""
        yield f"    {told_amount(row)}: {row.speaker or 'the outlet'}{as_of} [{label(row.support.article)}]"


def told_amount(row: FigureRow) -> str:
    """A figure as people write it: "about 5,000", "10 to 15", "more than 300", "up to 1,100"."""
    about = "about " if row.approximate else ""
    if row.low is None and row.high is None:
        return "unknown"
    if row.high is None:
        return f"{about}at least {_number(row.low)}"
    if row.low is None:
        return f"{about}up to {_number(row.high)}"
    if row.low == row.high:
        return f"{about}{_number(row.low)}"
    return f"{about}{_number(row.low)} to {_number(row.high)}"


def _number(value: float | None) -> str:
    assert value is not None
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
