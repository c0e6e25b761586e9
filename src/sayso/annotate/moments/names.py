"""Expressions that are part of a name or a title: "High Noon", "This Week", "USA Today"."""

from __future__ import annotations

from sayso.annotate.moments.grammar import Candidate, Grammar
from sayso.annotate.tokens import Tokens

_ENDS = frozenset("\n.!?:;…•*|–—-")
_NAMED_IN_CAPITALS = ("MONTH", "MONTHABBR", "WEEKDAY", "WEEKDAYS", "WEEKDAYABBR", "AMPM", "ZONE")


def is_title(candidate: Candidate, tokens: Tokens, known: Grammar) -> bool:
    """Whether an expression of common words is written like a name: each with a capital, inside a sentence.

    One word counts only after another capital ("USA Today": "he said, Today is ..." isn't a name); a line all in
    capitals or title case tells nothing.
    """
    if not known.names_in_capitals or candidate.rule.maker == "holiday":
        return False
    span = range(candidate.first, candidate.last)
    letters = [place for place in span if tokens.raw[place][0].isalpha()]
    if not letters or any(not tokens.raw[place][0].isupper() for place in letters):
        return False
    if any(tokens.raw[place][0].isdigit() or _is_written_so(tokens.words[place], known) for place in span):
        return False
    before = tokens.raw[candidate.first - 1][0] if candidate.first else "\n"
    if before in _ENDS or _is_title_case(candidate, tokens):
        return False
    return len(letters) > 1 or before.isupper()


def _is_written_so(word: str, known: Grammar) -> bool:
    return any(word in known.values.get(name, {}) for name in _NAMED_IN_CAPITALS)


def _is_title_case(candidate: Candidate, tokens: Tokens) -> bool:
    """Whether the long words around are in capitals too."""
    around = [
        tokens.raw[place]
        for place in (*range(max(0, candidate.first - 6), candidate.first), *range(candidate.last, candidate.last + 6))
        if place < len(tokens) and len(tokens.raw[place]) > len("the") and tokens.raw[place].isalpha()
    ]
    return bool(around) and all(word[0].isupper() for word in around)
