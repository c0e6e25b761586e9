"""Date expressions with their values: TIMEX3 (TimeML 1.2.1) by patterns over classes of words.

A rule cascade like HeidelTime's (Strötgen and Gertz, 2010), with the patterns in one data file a language
(``lexicons/moments.*.toml``): English, Spanish and French. Relative expressions are resolved against the publication
date, with the tense around them and what the text named before.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.annotate.document import Document
from sayso.annotate.moments.found import Found
from sayso.annotate.moments.grammar import Candidate, Grammar, grammar
from sayso.annotate.moments.makers import MAKERS
from sayso.annotate.moments.scene import Scene, TenseCues, published_day
from sayso.annotate.numbers import lexicon, number_words
from sayso.annotate.tokens import Tokens, tokenised
from sayso.types import Moment, MomentType

__all__ = ["find_moments"]


def find_moments(document: Document) -> tuple[Moment, ...]:
    """The moments of a document, in order, none overlapping another."""
    tokens = tokenised(document.text)
    known = grammar(document.language)
    day, clock = published_day(document.published)
    scene = Scene(tokens=tokens, cues=_cues(document.language), day=day, clock=clock)
    return tuple(_resolved(known, scene, document.language))


@functools.cache
def _cues(language: str) -> TenseCues:
    return TenseCues.of(lexicon("moments", language))


def _resolved(known: Grammar, scene: Scene, language: str) -> Iterator[Moment]:
    numbers = number_words(language)
    free_from = 0
    for candidate in known.candidates(known.encoded(scene.tokens)):
        if candidate.first < free_from:
            continue
        made = MAKERS[candidate.rule.maker](Found(candidate, scene, known.values, numbers))
        if made is None:
            continue
        free_from = candidate.last
        if _can_be_leaned_on(candidate):
            scene.remember(made[1], candidate.first)
        start, end = _extent(candidate, scene.tokens)
        yield Moment(start, end, made[0], made[1])
        yield from _second_day(candidate, scene.tokens, made[1])


def _second_day(candidate: Candidate, tokens: Tokens, value: str) -> Iterator[Moment]:
    """The 4 of "June 3 or 4": a day of the same month. A number with a noun after it ("3 and 4 people") is none."""
    at = candidate.last
    if at + 1 >= len(tokens) or not _DAY.fullmatch(value) or tokens.words[at] not in _BETWEEN_DAYS:
        return
    day = tokens.raw[at + 1]
    after = tokens.words[at + 2] if at + 2 < len(tokens) else "."
    named_day_last = tokens.raw[at - 1].isdecimal() and int(tokens.raw[at - 1]) == int(value[-2:])
    if named_day_last and day.isdecimal() and _is_free(after) and int(value[-2:]) < int(day) <= _LONGEST_MONTH:
        yield Moment(tokens.starts[at + 1], tokens.ends[at + 1], MomentType.DATE, f"{value[:8]}{int(day):02}")


def _is_free(word: str) -> bool:
    return not word[0].isalnum() or word in _AFTER_DAYS


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BETWEEN_DAYS = frozenset({"or", "and"})
_AFTER_DAYS = frozenset("at in on but when if as said says after before to for by with while because".split())
_LONGEST_MONTH = 31


def _can_be_leaned_on(candidate: Candidate) -> bool:
    """A comparison ("a year ago", "the year-ago quarter") is no new moment that later words count from."""
    if candidate.rule.maker in {"lastquarter", "yearquarter"} or "yearago" in candidate.slots:
        return False
    return not (candidate.rule.maker == "ago" and candidate.last - candidate.first <= 3)


def _extent(candidate: Candidate, tokens: Tokens) -> tuple[int, int]:
    """A stop that closes an abbreviation belongs to it inside the expression ("Jan. 14"), not at its end."""
    last = candidate.last - 1
    if tokens.raw[last] in {".", ","} and last > candidate.first:
        last -= 1
    return tokens.starts[candidate.first], tokens.ends[last]
