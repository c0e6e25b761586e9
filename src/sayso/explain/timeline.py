"""The timeline: sentences by the date of the event that they tell, not of the day on which they were said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.explain.candidates import Candidate
from sayso.explain.check import supported
from sayso.explain.merging import independent
from sayso.explain.substance import AHEAD, Substance, substance_of
from sayso.explain.terms import cosine, inverse_frequencies, weighted
from sayso.types import Moment, MomentType, Span, TimelineEntry

ENTRIES = 12
_DAY = len("2026-03-03")
_DATED = re.compile(r"\d{4}(-(\d\d(-\d\d)?|SP|SU|FA|WI|Q[1-4]))?")
_YEAR = re.compile(r"\d|year|añ|ann?é|an\b|last|next|hier|ayer|antes|pasado|dernier|prochain", re.IGNORECASE)
_SAME_EVENT = 0.35


def timeline(candidates: Sequence[Candidate], limit: int = ENTRIES) -> tuple[TimelineEntry, ...]:
    """One entry a date, the sentence that most of the story's sentences of that date are like; in order of dates."""
    by_date: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for date in _event_dates(candidate):
            by_date.setdefault(date, []).append(candidate)
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    judge = substance_of(candidates)
    entries = [found for date, told in by_date.items() if (found := _entry(date, told, weights, judge)) is not None]
    best: dict[tuple[Span, ...], TimelineEntry] = {}
    for _, entry in sorted(entries, key=lambda one: (-one[0], one[1].date)):
        best.setdefault(entry.support[:1], entry)
    return supported(sorted(list(best.values())[:limit], key=lambda entry: _in_order(entry.date)))


_SEASONS = {"SP": "03", "SU": "06", "FA": "09", "WI": "12", "Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10"}


def _in_order(date: str) -> str:
    """A TIMEX3 date as it sorts: seasons and quarters by their first month."""
    return f"{date[:5]}{_SEASONS.get(date[5:], date[5:])}"


_NOT_THE_DAY = re.compile(
    r"(?:\b(?:since|until|till|by|for|before|after|every|each|as of|said|says|told|announced"
    r"|from|depuis|jusqu['’]en|avant"
    r"|après|chaque|dit|déclaré|annoncé|indiqué|précisé|affirmé|desde|hasta|antes de|cada|dijo|anunció|informó|declaró)"
    r"(?: on| el| le| the| este)?)\s+$",
    re.IGNORECASE,
)
"""Words before a moment by which it isn't the day of the event: a bound, a repetition, the day of saying."""

_COMPARED = re.compile(
    r"\b(?:against|compared (?:with|to)|contre|frente al?|contra)\s(?:about |some )?[$€£]?\d[\d.,]*\s?%?(?:\s\w+)?"
    r"(?:\s(?:on|in|le|en|el|percent|por ciento))*\s$",
    re.IGNORECASE,
)
"""A figure of another day that the event's own is compared with: "52 percent, against 58 percent on Monday"."""

_AHEAD = 40
"""Characters looked at before a moment."""


def _event_dates(candidate: Candidate) -> Iterator[str]:
    """The dates in the event part of a sentence: in a statement's content, or anywhere in the outlet's own words.

    Of a day and a year only the day: "on Tuesday ... for the first time since 2014".
    """
    dated = [moment for moment in candidate.item.annotations.moments if _inside(moment, candidate)]
    told = [moment for moment in dated if _in_event_part(moment, candidate)]
    dates = dict.fromkeys(date for moment in told if (date := _date(moment, candidate)) is not None)
    exact = max(map(len, dates), default=0)
    yield from (date for date in dates if len(date) == exact)


def _inside(moment: Moment, candidate: Candidate) -> bool:
    return candidate.extent[0] <= moment.start and moment.end <= candidate.extent[1]


def _in_event_part(moment: Moment, candidate: Candidate) -> bool:
    statement = candidate.statement
    words = candidate.item.article.text[moment.start : moment.end]
    if len(moment.value) == len("2026") and not _YEAR.search(words):
        return False  # "two thousand kilometres" is no year
    ahead = candidate.item.article.text[max(candidate.extent[0], moment.start - _AHEAD) : moment.start]
    if _NOT_THE_DAY.search(ahead) or _COMPARED.search(ahead):
        return False
    return statement is None or any(start <= moment.start and moment.end <= end for start, end in statement.content)


def _date(moment: Moment, candidate: Candidate) -> str | None:
    """A TIMEX3 value as a date of the timeline: a day, month, season, quarter or year; None for all else.

    A month or year that the article itself is of ("this month") says nothing.
    """
    if moment.type not in {MomentType.DATE, MomentType.TIME}:
        return None
    match = _DATED.fullmatch(moment.value.partition("T")[0])
    published = (candidate.item.article.published or "")[:_DAY]
    if match is None or (match[0] > published > "" and not AHEAD.search(candidate.text)):
        return None
    if len(match[0]) < _DAY and published.startswith(match[0]):
        return None
    return match[0]


def _entry(
    date: str, told: Sequence[Candidate], weights: dict[str, float], judge: Substance
) -> tuple[float, TimelineEntry] | None:
    """The best sentence of a date with its worth; None when none stands alone."""
    vectors = {id(candidate): weighted(candidate.stems, weights) for candidate in told}
    best: tuple[float, Candidate, str] | None = None
    for candidate in told:
        sentence = candidate.sentence
        if sentence is None or not judge.is_event(candidate):
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
