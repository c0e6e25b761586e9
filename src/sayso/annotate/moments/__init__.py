"""Date expressions with their values: TIMEX3 (TimeML 1.2.1) by patterns over classes of words.

A rule cascade like HeidelTime's (Strötgen and Gertz, 2010), with the patterns in one data file a language
(``lexicons/moments.*.toml``): English, Spanish, French and German. Relative expressions are resolved against the
publication date, with the tense around them and what the text named before.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date

from sayso.annotate.document import Document
from sayso.annotate.moments.found import NOTHING, Found
from sayso.annotate.moments.grammar import Candidate, Grammar, grammar
from sayso.annotate.moments.makers import MAKERS
from sayso.annotate.moments.names import is_title
from sayso.annotate.moments.ranges import Joiners, earlier_end, later_end
from sayso.annotate.moments.scene import Scene, published_day
from sayso.annotate.moments.tense import TenseCues
from sayso.annotate.named_months import named_months
from sayso.annotate.numbers import NumberWords, lexicon, number_words
from sayso.annotate.tokens import Tokens, tokenised
from sayso.types import Moment

__all__ = ["find_moments"]


def find_moments(document: Document) -> tuple[Moment, ...]:
    """The moments of a document, in order, none overlapping another."""
    tokens = tokenised(document.text)
    known = grammar(document.language)
    day, clock = published_day(document.published)
    cues, joiners = _cues(document.language), _joiners(document.language)
    scene = Scene(tokens, cues, joiners, day, clock, is_history=_is_history(tokens, known, day))
    return tuple(_resolved(known, scene, number_words(document.language)))


_YEARS_OF_A_HISTORY = 3


def _is_history(tokens: Tokens, known: Grammar, day: date | None) -> bool:
    """Whether a text names years, none of them its own or the last, and no days by their distance from its own."""
    near = (known.values.get(name, {}) for name in ("WEEKDAY", "RELDAY", "NIGHTDAY"))
    words = set(tokens.words)
    years = [int(token) for token in tokens.raw if _YEAR.fullmatch(token)]
    if len(years) < _YEARS_OF_A_HISTORY or (day is not None and max(years) >= day.year - 1):
        return False
    return all(words.isdisjoint(listed) for listed in near)


_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


@functools.cache
def _cues(language: str) -> TenseCues:
    return TenseCues.of(lexicon("moments", language))


@functools.cache
def _joiners(language: str) -> Joiners:
    data = lexicon("moments", language)
    classes = data.get("classes", {})
    return Joiners(
        words=frozenset(data.get("joiners", "").split()),
        after=frozenset(data.get("after_range", "").split()),
        inside=frozenset({"of", "de", "del", *classes.get("MONTH", ()), *classes.get("MONTHABBR", ())}),
    )


def _resolved(known: Grammar, scene: Scene, numbers: NumberWords) -> Iterator[Moment]:
    tokens, joiners, free_from = scene.tokens, scene.joiners, 0
    names = named_months(tokens.text)
    for candidate in known.candidates(known.encoded(tokens)):
        if candidate.first < free_from or is_title(candidate, tokens, known):
            continue
        if any(tokens.starts[place] in names for place in range(candidate.first, candidate.last)):
            continue
        found = Found(candidate, scene, known.values, numbers, known.names_in_capitals)
        made = MAKERS[candidate.rule.maker](found)
        if made is None:
            continue
        if made == NOTHING:
            free_from = candidate.last
            continue
        if _can_be_leaned_on(candidate) and not found.looks_back() and not _dates_a_report(candidate, tokens, known):
            scene.remember(made[1], candidate.first, candidate.last)
        elif _compares_quarters(candidate):
            scene.keep_quarter(candidate.first)
        start, end = _extent(candidate, tokens)
        if candidate.first > free_from:
            yield from earlier_end(candidate, tokens, made[1], joiners)
        yield Moment(start, end, made[0], made[1])
        free_from = candidate.last
        if later := later_end(candidate, tokens, made[1], joiners):
            yield later[0]
            free_from = later[1]


def _dates_a_report(candidate: Candidate, tokens: Tokens, known: Grammar) -> bool:
    """As in "police said on Tuesday": when somebody spoke, not when it happened."""
    if candidate.rule.maker not in {"weekday", "relday"}:
        return False
    for place in range(candidate.first - 1, max(-1, candidate.first - 1 - known.report_reach), -1):
        if not tokens.raw[place][0].isalnum():
            return False
        if tokens.words[place] in known.values.get("REPORT", {}):
            return True
    return False


def _compares_quarters(candidate: Candidate) -> bool:
    named = candidate.rule.maker in {"lastquarter", "yearquarter"} and "endmonth" not in candidate.slots
    return named or "yearago" in candidate.slots


def _can_be_leaned_on(candidate: Candidate) -> bool:
    """A comparison ("a year ago", "the year-ago quarter") is no new moment that later words count from."""
    short_ago = candidate.rule.maker == "ago" and candidate.last - candidate.first <= len(("a", "year", "ago"))
    return not _compares_quarters(candidate) and not short_ago


def _extent(candidate: Candidate, tokens: Tokens) -> tuple[int, int]:
    """A stop that closes an abbreviation belongs to it inside the expression ("Jan. 14"), not at its end."""
    last = candidate.last - 1
    if tokens.raw[last] in {".", ","} and last > candidate.first:
        last -= 1
    return tokens.starts[candidate.first], tokens.ends[last]
