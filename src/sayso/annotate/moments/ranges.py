"""The other end of a range: "5" of "March 3-5", "3" of "3 to 5 March", "18" of "1914-18", "9" of "9-11 a.m."."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sayso.annotate.moments.grammar import Candidate
from sayso.annotate.tokens import Tokens
from sayso.types import Moment, MomentType

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"[0-9]{4}")
_ORDINAL = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th|er)?")
_LAST_DAY = 31
_NOON = 12
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Joiners:
    """What joins the ends of a range ("to", "or"), what may follow a bare number that is such an end,
    and what stands inside a date ("of", the months).
    """

    words: Collection[str]
    after: Collection[str]
    inside: Collection[str]


def earlier_end(candidate: Candidate, tokens: Tokens, value: str, joiners: Joiners) -> Iterator[Moment]:
    """The day or hour before an expression that closes a range: "between 3 and 5 March", "from 9 to 11 a.m."."""
    first = candidate.first + (tokens.words[candidate.first] in joiners.words)  # "du 3 [au 5 mars]"
    place = _before_joiner(tokens, first, joiners)
    number = None if place is None else _number(tokens.raw[place])
    opening = _number(tokens.raw[first])
    if place is None or not number or opening is None:
        return
    start, end = tokens.starts[place], tokens.ends[place]
    if candidate.rule.maker == "date" and _DAY.fullmatch(value) and number < opening:
        yield Moment(start, end, MomentType.DATE, f"{value[:8]}{number:02}")
    elif candidate.rule.maker == "clock":
        day, _, hour = value.partition("T")
        same_half = number + _NOON if number + _NOON < int(hour[:2]) else number
        if same_half < int(hour[:2]):
            yield Moment(start, end, MomentType.TIME, f"{day}T{same_half:02}:00")


def later_end(candidate: Candidate, tokens: Tokens, value: str, joiners: Joiners) -> tuple[Moment, int] | None:
    """The day or year after an expression that opens a range, and the first token that is free after it.

    A number before a noun ("3 and 4 people") is none.
    """
    at = _after_joiner(tokens, candidate.last, joiners)
    number = None if at is None else _number(tokens.raw[at])
    if at is None or number is None:
        return None
    closing = str(_number(tokens.raw[candidate.last - 1]) or "")
    if _YEAR.fullmatch(value) and closing == value and _is_short_year(tokens, at) and number > int(value[2:]):
        return Moment(tokens.starts[at], tokens.ends[at], MomentType.DATE, f"{value[:2]}{number:02}"), at + 1
    if (
        not _DAY.fullmatch(value)
        or not closing.isdecimal()
        or not int(closing) == int(value[-2:]) < number <= _LAST_DAY
    ):
        return None
    year = year_after(tokens, at + 1)
    last = at if year is None else year
    if not _stands_alone(tokens, last + 1, joiners):
        return None
    return Moment(tokens.starts[at], tokens.ends[last], MomentType.DATE, f"{value[:8]}{number:02}"), last + 1


def year_of_range(tokens: Tokens, at: int, joiners: Joiners) -> int | None:
    """The year that closes a range ("March 3-5, 2024", "March to May 2020") whose joiner stands at ``at``."""
    second = _after_joiner(tokens, at, joiners)
    if second is None:
        return None
    for place in range(second, min(second + len(("5", ".", "of", "May", ",")), len(tokens))):
        if _is_year(tokens.raw[place]) and place > second:
            return int(tokens.raw[place])
        if not _is_of_date(tokens, place, joiners):
            return None
    return None


def _is_of_date(tokens: Tokens, place: int, joiners: Joiners) -> bool:
    number = _number(tokens.raw[place])
    if number is not None:
        return number <= _LAST_DAY
    return tokens.raw[place] in {".", ","} or tokens.words[place] in joiners.inside


def year_after(tokens: Tokens, at: int) -> int | None:
    """The token of a year in digits at ``at``, or after a comma there."""
    place = at + 1 if at < len(tokens) and tokens.raw[at] == "," else at
    return place if place < len(tokens) and _is_year(tokens.raw[place]) else None


def _is_year(raw: str) -> bool:
    return _YEAR.fullmatch(raw) is not None and raw[0] in "12"


def _number(raw: str) -> int | None:
    """Of "5" and "5th" the 5; None for what is no short number."""
    match = _ORDINAL.fullmatch(raw)
    return int(match[1]) if match else None


def _is_short_year(tokens: Tokens, at: int) -> bool:
    return _is_hyphenated(tokens, at) and len(tokens.raw[at]) == len("18")


def _before_joiner(tokens: Tokens, at: int, joiners: Joiners) -> int | None:
    """The token before a joiner that stands right before ``at``; a stop after a German day's number is passed over."""
    if _is_hyphenated(tokens, at):
        return at - 1
    joined = at > 1 and (tokens.words[at - 1] in joiners.words or tokens.raw[at - 1] in _DASHES)
    if not joined:
        return None
    return max(0, at - 3) if tokens.raw[at - 2] == "." else at - 2


def _after_joiner(tokens: Tokens, at: int, joiners: Joiners) -> int | None:
    if at < len(tokens) and _is_hyphenated(tokens, at):
        return at
    joined = at + 1 < len(tokens) and (tokens.words[at] in joiners.words or tokens.raw[at] in _DASHES)
    return at + 1 if joined else None


def _is_hyphenated(tokens: Tokens, at: int) -> bool:
    """Whether nothing but a hyphen, which is no token inside words, stands before the token."""
    return at > 0 and tokens.text[tokens.ends[at - 1] : tokens.starts[at]] == "-"


def _stands_alone(tokens: Tokens, at: int, joiners: Joiners) -> bool:
    return at >= len(tokens) or not tokens.raw[at][0].isalnum() or tokens.words[at] in joiners.after
