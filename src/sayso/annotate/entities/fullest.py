"""Joins the forms of a name in one article: parts and acronyms to the fullest form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.annotate.entities.kinds import Name
from sayso.annotate.lexical import listed
from sayso.types import MentionType

_SMALL = frozenset("of the and for de la du des et y del & on in to".split())
_ACRONYM = re.compile(r"^[A-Z][A-Za-z]?[A-Z]{1,6}s?$")


class Forms:
    """The full names of an article, found by their parts."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_word: dict[str, list[Name]] = {}
        self._by_initials: dict[str, Name] = {}
        seen: set[tuple[str, ...]] = set()
        for name in names:
            if name.words in seen:
                continue
            seen.add(name.words)
            for word in dict.fromkeys(name.words):
                self._by_word.setdefault(word, []).append(name)
            if len(name.words) > 1:
                for initials in _initials(name.words):
                    self._by_initials.setdefault(initials, name)

    def longest(self, name: Name) -> Name:
        """The fullest form of a name: itself where there is none longer."""
        if len(name.words) == 1 and _ACRONYM.match(name.words[0]):
            return self._by_initials.get(name.words[0].upper(), name)
        best = name
        for other in self._by_word.get(name.words[-1], ())[:50]:
            if len(other.words) > len(best.words) and _is_part(name, other):
                best = other
        return best


def _initials(words: Sequence[str]) -> set[str]:
    capital = "".join(word[0] for word in words if word.lower() not in _SMALL)
    return {capital.upper(), "".join(word[0] for word in words).upper()} if len(capital) > 1 else set()


def _is_part(short: Name, full: Name) -> bool:
    if short.kind is not None and full.kind is not None and short.kind is not full.kind:
        return False
    if full.kind is MentionType.PERSON:
        return _part_of_person(short, full)
    if full.kind is MentionType.PLACE and len(short.words) == 1 and short.kind is MentionType.PLACE:
        return False
    length = len(short.words)
    inside = any(full.words[i : i + length] == short.words for i in range(len(full.words) - length + 1))
    # One common word of a long name ("National", "Party") is no form of it, unless it is its head.
    first = full.kind is MentionType.ORG and short.words[0] == full.words[0]
    return inside and (length > 1 or (first and (short.article or _is_proper(full))))


def _is_proper(full: Name) -> bool:
    """Whether the first word alone names it: "Carrow" of "Carrow Athletic", not "National" or "Boston" of a bank."""
    first, *rest = (word.lower() for word in full.words)
    common = listed("names", "org", "common") | listed("names", "place", "known") | listed("names", "org", "words")
    named = len(rest) == 1 or all(word in listed("names", "org", "words") for word in rest)
    return first not in common and not first.isupper() and named


def _part_of_person(short: Name, full: Name) -> bool:
    """Surname(s), given name alone, or given and last name of somebody with more names."""
    length = len(short.words)
    if full.words[-length:] == short.words or (full.words[:length] == short.words and not short.article):
        return True
    inside = any(full.words[i : i + length] == short.words for i in range(1, len(full.words) - length))
    ends = length == 2 and full.words[0] == short.words[0] and full.words[-1] == short.words[-1]
    return (inside and short.words[0].lower() not in listed("given", "names", "he")) or ends
