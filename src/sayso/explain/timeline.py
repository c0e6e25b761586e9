"""The timeline: sentences by the date of the event that they tell, not of the day on which they were said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.explain.candidates import Candidate, language_of
from sayso.explain.check import supported
from sayso.explain.eventdates import DAY, event_dates
from sayso.explain.merging import independent
from sayso.explain.substance import SHORT, Substance, substance_of
from sayso.explain.terms import cosine, inverse_frequencies, weighted
from sayso.types import Firmness, Span, TimelineEntry

ENTRIES = 12
BRIEF = 5
"""Words of a sentence that tells what happened on a day at least; others need more."""
LOOKS_AHEAD = 0.2
"""What a sentence is worth that says what will be on a day that has passed, beside one that says what was."""
TERSE = 0.75
"""What one of fewer than ten words is worth, beside one that says more of the same day."""
NAMELESS = 0.6
"""What one is worth that names nobody and nothing: it goes on from another."""
OTHER_LANGUAGE = 0.7
"""What one in another language than most of the story's articles is worth to its reader."""
ONE_LINE = 260
LONG_WINDED = 0.75
"""What a sentence of more characters is worth: an entry is read at a glance."""
_WILL = re.compile(r"\b(?:will|shall|is due|are due|due to|prévoit|\w{3,}rá|\w{3,}rán|devrait|va a)\b")
_SAME_EVENT = 0.35


def timeline(candidates: Sequence[Candidate], limit: int = ENTRIES) -> tuple[TimelineEntry, ...]:
    """One entry a date, the sentence that most of the story's sentences of that date are like; in order of dates."""
    by_date: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for date in event_dates(candidate):
            by_date.setdefault(date, []).append(candidate)
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    judge = substance_of(candidates)
    language = language_of(candidates)
    entries = [
        found for date, told in by_date.items() if (found := _entry(date, told, weights, judge, language)) is not None
    ]
    best: dict[tuple[Span, ...], TimelineEntry] = {}
    for _, entry in sorted(entries, key=lambda one: (-one[0], one[1].date)):
        best.setdefault(entry.support[:1], entry)
    return supported(sorted(list(best.values())[:limit], key=lambda entry: _in_order(entry.date)))


_SEASONS = {"SP": "03", "SU": "06", "FA": "09", "WI": "12", "Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10"}


def _in_order(date: str) -> str:
    """A TIMEX3 date as it sorts: seasons and quarters by their first month."""
    return f"{date[:5]}{_SEASONS.get(date[5:], date[5:])}"


def _entry(
    date: str, told: Sequence[Candidate], weights: dict[str, float], judge: Substance, language: str | None
) -> tuple[float, TimelineEntry] | None:
    """The best sentence of a date with its worth; None when none stands alone."""
    vectors = {id(candidate): weighted(candidate.stems, weights) for candidate in told}
    best: tuple[float, Candidate, str] | None = None
    for candidate in told:
        sentence = candidate.sentence
        if sentence is None or not judge.is_event(candidate, BRIEF if len(date) == DAY else SHORT):
            continue
        alike = sum(cosine(vectors[id(candidate)], vectors[id(other)]) for other in told[:50])
        worth = (alike + 0.5) / (1 + candidate.place / 8) * (0.6 if candidate.second_hand else 1.0)
        worth *= _told_well(candidate, language, past=date <= judge.newest)
        if best is None or worth > best[0]:
            best = (worth, candidate, sentence)
    if best is None:
        return None
    _, chosen, sentence = best
    same = [c for c in told if c is chosen or cosine(vectors[id(c)], vectors[id(chosen)]) >= _SAME_EVENT]
    others = [c.span for c in same if c.item.article.id != chosen.item.article.id]
    specific = {4: 0.6, 7: 0.9}.get(len(date), 1.0)
    return independent(same) * specific * best[0], TimelineEntry(date, sentence, (chosen.span, *others[:3]))


def _told_well(candidate: Candidate, language: str | None, *, past: bool) -> float:
    """What is left of a sentence's worth for looking ahead to what is ``past`` by now, for being terse or long, for
    naming nothing, and for its language.
    """
    ahead = candidate.firmness is Firmness.EXPECTED or _WILL.search(candidate.text) is not None
    worth = LOOKS_AHEAD if past and ahead else 1.0
    worth *= LONG_WINDED if len(candidate.text) > ONE_LINE else 1.0
    worth *= TERSE if len(candidate.text.split()) < SHORT else 1.0
    worth *= 1.0 if _names_something(candidate) else NAMELESS
    return worth * (1.0 if candidate.item.article.language in {language, None} else OTHER_LANGUAGE)


def _names_something(candidate: Candidate) -> bool:
    start, end = candidate.extent
    return any(start <= mention.start < end for mention in candidate.item.annotations.mentions)
