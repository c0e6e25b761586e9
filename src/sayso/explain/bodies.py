"""Names of one body or person: "the agency", "Regional Health Agency" and "Agencia Regional de Salud" are one."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from sayso.explain.terms import content_words, rows, sense, stem

TELLING = 2
"""Words that two names must share to be one where nothing else says so: many bodies are "the agency"."""


@functools.lru_cache(maxsize=20_000)
def terms_of(name: str) -> frozenset[str]:
    """What a name says, whatever its language and order of words; empty where it says nothing ("the")."""
    return frozenset(_senses().get(word) or sense(word) for word in content_words(name))


def may_be_one(one: str, other: str) -> bool:
    """Whether two names can be of one body: one says no more than the other ("ministry", "Interior Ministry")."""
    a, b = terms_of(one), terms_of(other)
    return bool(a and b) and (a <= b or b <= a)


def surely_one(one: str, other: str) -> bool:
    """Whether two names are of one body: they say the same, or one adds to two words of the other."""
    a, b = terms_of(one), terms_of(other)
    return bool(a) and (a == b or (len(a & b) >= TELLING and (a <= b or b <= a)))


def is_body(name: str) -> bool:
    """Whether a name says that it is a body's: "Mines Inspectorate", "Agencia Regional de Salud"."""
    return bool(terms_of(name) & _kinds()) and " " in name


def other_kind(name: str, words: str) -> bool:
    """Whether a name says itself that it is another kind of body than these words: a union is no "company"."""
    kinds, said = terms_of(name) & _kinds(), terms_of(words) & _kinds()
    return bool(kinds and said) and not kinds & said


@functools.cache
def _senses() -> dict[str, str]:
    """Stems of words in names to what stands for them: the nouns for kinds of bodies, and their further words."""
    lines = (list(map(stem, line.split())) for line in (*rows("bodies"), *rows("body_words")))
    return {word: line[0] for line in lines for word in line}


@functools.cache
def _kinds() -> frozenset[str]:
    return frozenset(stem(line.split()[0]) for line in rows("bodies"))


def one_each(names: Iterable[str]) -> dict[str, str]:
    """Every name with the one that stands for its body: the first of those that surely are of it."""
    found: dict[str, str] = {}
    for name in names:
        found[name] = next((home for home in dict.fromkeys(found.values()) if surely_one(name, home)), name)
    return found
