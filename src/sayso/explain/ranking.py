"""How good a sentence is as a line: central to what the news is now, early, recent, current, readable."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.explain.candidates import Candidate
from sayso.explain.figures import Tolls
from sayso.explain.substance import LEADS, Substance, is_quotation
from sayso.explain.terms import Vector, content_words, cosine, weighted
from sayso.types import Relation

DEFINES = 1.8
"""What a sentence is worth that says what a subject is, on the page that asks for it."""
OFF_CENTRE = 0.05
"""What a sentence is worth that shares no word with the rest of the story: hardly anything, even as a lead."""
NEWS = 0.6
"""The share of what headlines and first sentences say now in what makes a sentence central."""
AGED, HALVED = 0.2, 3.0
"""What a sentence of an old article is worth, and days before the newest after which it has lost half of the rest."""
LEAD_DAYS = 1.0
"""Days before the newest article within which a lead may open the page: a story's newest state stands first."""
TELLS = 0.3
"""Substance from which the newest article's first sentence is told whatever its language."""
OUT_OF_DATE = 0.1
"""What a line whose toll has been overtaken is worth: the figures' table has its history, the lines have the news."""
LAST_KNOWN = 0.8
"""The same where no sentence that stands alone has a newer one."""
CURRENT = 1.5
"""What a line is worth that has the newest toll."""
OTHER_LANGUAGE = 0.6
"""What a line in another language than most of the story's articles is worth to its reader."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a sentence is measured against."""

    centre: Vector
    news: Vector
    language: str | None
    tolls: Tolls
    substance: Substance
    definition: re.Pattern[str] | None = None
    counted_now: bool = True

    def worth(self, candidate: Candidate, vector: Vector) -> float:
        """How good a sentence is as a line: central, early in its article, recent, first-hand, readable, current."""
        early = 1.0 / (1 + candidate.place / 4)
        recent = AGED + (1 - AGED) / (1 + (candidate.days / HALVED) ** 2)
        central = (1 - NEWS) * cosine(vector, self.centre) + NEWS * cosine(vector, self.news)
        worth = (OFF_CENTRE + central) * (0.4 + 0.6 * early) * recent
        worth *= 0.6 if candidate.second_hand else 1.0
        worth *= DEFINES if self.definition and self.definition.search(candidate.text) else 1.0
        worth *= 0.85 if len(candidate.stems) > 24 else 1.0
        worth *= 1.0 if candidate.item.article.language in {self.language, None} else OTHER_LANGUAGE
        return worth * self._news(candidate) * self.substance.worth(candidate)

    def _news(self, candidate: Candidate) -> float:
        """What the tolls in a sentence make of it: out of date, or what everyone wants to know."""
        held = self._tolls_in(candidate)
        late = OUT_OF_DATE if self.counted_now else LAST_KNOWN
        return late if held & self.tolls.overtaken else CURRENT if held & self.tolls.current else 1.0

    def opens(self, candidate: Candidate) -> bool:
        """Whether a sentence opens one of the newest articles that no other outlet wrote, in the story's language."""
        if candidate.second_hand or candidate.place >= LEADS or candidate.days > LEAD_DAYS or is_quotation(candidate):
            return False
        return not self.overtaken(candidate) and candidate.item.article.language in {self.language, None}

    def is_newest(self, candidate: Candidate) -> bool:
        """Whether a sentence is the first of the newest article, in whatever language, and tells what happened."""
        if candidate.second_hand or candidate.place or candidate.days > 0 or is_quotation(candidate):
            return False
        return self.substance.worth(candidate) >= TELLS and not self.overtaken(candidate)

    def current(self, candidate: Candidate) -> bool:
        """Whether a sentence has a toll as it stands now, and none that was overtaken."""
        held = self._tolls_in(candidate)
        return bool(held & self.tolls.current) and not held & self.tolls.overtaken

    def overtaken(self, candidate: Candidate) -> bool:
        """Whether a sentence has a toll that is another by now."""
        return bool(self._tolls_in(candidate) & self.tolls.overtaken)

    def _tolls_in(self, candidate: Candidate) -> set[tuple[str, int]]:
        start, end = candidate.extent
        figures = candidate.item.annotations.figures
        return {(candidate.item.article.id, figure.start) for figure in figures if start <= figure.start < end}


def centre_of(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> Vector:
    """What the story is about: the sum of its sentences, those of leads counting more, copies not at all."""
    total: dict[str, float] = {}
    for candidate, vector in zip(candidates, vectors, strict=True):
        if candidate.item.placement.relation is Relation.COPY:
            continue
        lead = 2.0 if candidate.place < 3 else 1.0
        for word, value in vector.items():
            total[word] = total.get(word, 0.0) + lead * value
    return _of_length_one(total)


def news_of(candidates: Sequence[Candidate], weights: Vector) -> Vector:
    """What the news is now: the headlines and leads of the outlets' own articles, the newest counting most."""
    total: dict[str, float] = {}
    headlines = {one.item.article.id: one for one in candidates if one.item.placement.relation is not Relation.COPY}
    leads = [(one.days, one.stems) for one in candidates if one.place < LEADS and one.item.article.id in headlines]
    titles = [(one.days, tuple(content_words(one.item.article.title or ""))) for one in headlines.values()]
    for days, stems in (*titles, *leads):
        fresh = 1 / (1 + (days / HALVED) ** 2)
        for word, value in weighted([stem for stem in stems if stem in weights], weights).items():
            total[word] = total.get(word, 0.0) + fresh * value
    return _of_length_one(total)


def _of_length_one(total: dict[str, float]) -> Vector:
    length = math.sqrt(sum(value * value for value in total.values())) or 1.0
    return {word: value / length for word, value in total.items()}
