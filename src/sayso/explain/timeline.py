"""The timeline: sentences by the date of the event that they tell, not of the day on which they were said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.explain.candidates import Candidate, standing_alone
from sayso.explain.check import supported
from sayso.explain.claims import independent
from sayso.explain.terms import cosine, inverse_frequencies, weighted
from sayso.types import Moment, MomentType, TimelineEntry

ENTRIES = 12
_DATED = re.compile(r"\d{4}(-(\d\d(-\d\d)?|SP|SU|FA|WI|Q[1-4]))?")
_SAME_EVENT = 0.35


def timeline(candidates: Sequence[Candidate], limit: int = ENTRIES) -> tuple[TimelineEntry, ...]:
    """One entry a date, the sentence that most of the story's sentences of that date are like; in order of dates."""
    by_date: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for date in _event_dates(candidate):
            by_date.setdefault(date, []).append(candidate)
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    entries = [entry for date, told in by_date.items() if (entry := _entry(date, told, weights)) is not None]
    best = sorted(entries, key=lambda one: -one[0])[:limit]
    return supported(entry for _, entry in sorted(best, key=lambda one: one[1].date))


def _event_dates(candidate: Candidate) -> Iterator[str]:
    """The dates in the event part of a sentence: in a statement's content, or anywhere in the outlet's own words."""
    dated = [moment for moment in candidate.item.annotations.moments if _inside(moment, candidate)]
    told = [moment for moment in dated if _in_event_part(moment, candidate)]
    yield from dict.fromkeys(date for moment in told if (date := _date(moment)) is not None)


def _inside(moment: Moment, candidate: Candidate) -> bool:
    return candidate.extent[0] <= moment.start and moment.end <= candidate.extent[1]


def _in_event_part(moment: Moment, candidate: Candidate) -> bool:
    statement = candidate.statement
    return statement is None or any(start <= moment.start and moment.end <= end for start, end in statement.content)


def _date(moment: Moment) -> str | None:
    """A TIMEX3 value as a date of the timeline: a day, month, season, quarter or year; None for all else."""
    if moment.type not in {MomentType.DATE, MomentType.TIME}:
        return None
    match = _DATED.fullmatch(moment.value.partition("T")[0])
    return match[0] if match else None


def _entry(date: str, told: Sequence[Candidate], weights: dict[str, float]) -> tuple[float, TimelineEntry] | None:
    """The best sentence of a date with its worth; None when none stands alone."""
    vectors = {id(candidate): weighted(candidate.stems, weights) for candidate in told}
    best: tuple[float, Candidate, str] | None = None
    for candidate in told:
        sentence = standing_alone(candidate)
        if sentence is None:
            continue
        alike = sum(cosine(vectors[id(candidate)], vectors[id(other)]) for other in told[:50])
        worth = (alike + 0.5) / (1 + candidate.place / 8) * (0.6 if candidate.second_hand else 1.0)
        if best is None or worth > best[0]:
            best = (worth, candidate, sentence)
    if best is None:
        return None
    _, chosen, sentence = best
    same = [c for c in told if c is chosen or cosine(vectors[id(c)], vectors[id(chosen)]) >= _SAME_EVENT]
    others = [c.span for c in same if c.item.article.id != chosen.item.article.id]
    specific = {4: 0.6, 7: 0.9}.get(len(date), 1.0)
    return independent(same) * specific * best[0], TimelineEntry(date, sentence, (chosen.span, *others[:3]))
