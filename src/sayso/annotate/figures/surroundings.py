"""Where a figure stands: the statement that holds it, and the date that it holds for."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from sayso.annotate.document import Document
from sayso.types import Extent, Figure, Moment, Statement

_MOST_BEFORE = 200
"""Contents looked at before a figure. More stand only in a text of a megabyte, which must take linear time."""

_AGAINST = re.compile(
    r"\s(?:from|against|than|compared (?:with|to)|frente a|contra|contre|desde)\s(?:the\s|los\s|las\s|les\s)?"
    r"(?=(?:about|some|nearly|around|unos|unas|environ|près de)?\s?[\d$€£])",
    re.IGNORECASE,
)
"""What sets an earlier figure against this one."""

_FURTHEST = 1000
"""Characters of its sentence on either side of a figure in which a date may stand, for the same reason."""


class Surroundings:
    """Sentences, dates and statements of one document, by place."""

    def __init__(self, document: Document, dates: Sequence[Moment], statements: Sequence[Statement]) -> None:
        self._text = document.text
        self._sentences = document.sentences
        self._sentence_starts = [start for start, _ in document.sentences]
        self._dates = [moment for moment in dates if re.match(r"\d{4}", moment.value)]
        self._date_starts = [moment.start for moment in self._dates]
        self._contents = sorted((*extent, index) for index, one in enumerate(statements) for extent in one.content)

    def statement_of(self, figure: Figure) -> int | None:
        """The innermost statement, the one with the shortest content, that the figure stands in."""
        last = bisect.bisect_right(self._contents, (figure.start, len(self._text) + 1, 0))
        near = self._contents[max(0, last - _MOST_BEFORE) : last]
        holding = [(end - start, index) for start, end, index in near if figure.end <= end]
        return min(holding)[1] if holding else None

    def as_of(self, figure: Figure) -> str | None:
        """The date in the figure's own clause, else the one that opens the sentence ("As of 2023, there were ...")."""
        place = bisect.bisect_right(self._sentence_starts, figure.start) - 1
        if place < 0:
            return None
        start, end = self._sentences[place]
        sentence = max(start, figure.start - _FURTHEST), min(end, figure.end + _FURTHEST)
        inside = self._dates_in(sentence)
        if not inside:
            return None
        clause = self._clause(sentence, figure)
        own = [moment for moment in inside if clause[0] <= moment.start < clause[1]]
        if own:
            return min(own, key=lambda moment: abs(moment.start - figure.start)).value
        opening = self._text[sentence[0] : figure.start].find(", ")
        first = [moment for moment in inside if opening > 0 and moment.end <= sentence[0] + opening]
        return first[-1].value if first else None

    def _dates_in(self, sentence: Extent) -> Sequence[Moment]:
        low, high = (bisect.bisect_left(self._date_starts, place) for place in sentence)
        return [moment for moment in self._dates[low:high] if moment.end <= sentence[1]]

    def _clause(self, sentence: Extent, figure: Figure) -> Extent:
        """From the comma, semicolon or "from" before the figure to the one after it ("to 960 from 480 a year ago")."""
        against = [match.span() for match in _AGAINST.finditer(self._text, *sentence)]
        marks = (", ", "; ", ": ", " – ", " — ")
        starts = [at for mark in marks if (at := self._text.rfind(mark, sentence[0], figure.start)) >= 0]
        starts += [end for _, end in against if end <= figure.start]
        ends = [at for mark in marks if (at := self._text.find(mark, figure.end, sentence[1])) >= 0]
        ends += [start for start, _ in against if start >= figure.end]
        return max(starts, default=sentence[0]), min(ends, default=sentence[1])
