"""Words to small numbers that mean the same on every machine and in every run.

A term is a hash of a word's first letters, folded: case, width and accents gone. Cutting a word after six letters is
the cheapest stemmer there is and works alike in every language that is written with letters; it also makes cognates
meet (*presidente*, *president*). No dependence on ``PYTHONHASHSEED``.

A text is read as an array of code points and looked up in two tables (what kind of sign it is, what it folds to), so
that a word costs no look-up of its own: 0.1 ms for 600 words, where a regular expression and a hash for each take 0.6.
"""

from __future__ import annotations

import functools
import unicodedata
import zlib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sayso.stories.load import load
from sayso.text import without_accents

_STEM = 6
_SHOUTED = 7
"""Words in capitals throughout are names only when shorter ("NATO", not "BREAKING")."""
_QUOTE_MARKS = '"“”„«»'
_MULTIPLIER = 0x9E3779B97F4A7C15
_SLOTS = 1 << 16
_UNKNOWN, _GAP, _MARK, _PLAIN, _SMALL, _CAPITAL = range(6)
"""Kinds of signs: not looked at yet; between words; a quotation mark; a digit or a letter without case; the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text's words (letters and digits) in order; arrays of one length, but for ``marks``.

    Attributes:
        terms: unsigned 32-bit numbers.
        letters: how long each word is.
        common: whether it is a word of the background.
        capital: whether it is written like a name.
        small: whether it has no capital in it.
        marks: for each quotation mark of the text how many words stand before it.
    """

    terms: Any
    letters: Any
    common: Any
    capital: Any
    small: Any
    marks: Any


def read(text: str) -> Words:
    """The words of a text, in any normal form."""
    np = load()
    points, kinds, starts, ends = _found(text)
    letters = ends - starts
    terms = _terms(points, starts, letters)
    capitals = _capitals(kinds, starts)
    return Words(
        terms=terms,
        letters=letters,
        common=_are_common(terms),
        capital=(kinds[starts] == _CAPITAL) & ((letters < _SHOUTED) | (capitals < letters)),
        small=capitals == 0,
        marks=np.searchsorted(starts, np.flatnonzero(kinds == _MARK)),
    )


def term_of(word: str) -> int:
    """The term of one word."""
    (term,) = read(word).terms.tolist()
    return int(term)


def word_extents(text: str) -> list[tuple[int, int]]:
    """Where each word of a text stands, for a text in composed form (NFC): those that :func:`read` gives terms of."""
    _, _, starts, ends = _found(text)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


@functools.cache
def common_terms() -> frozenset[int]:
    """Terms of words that stand in most news texts of a language: the background of document frequencies."""
    words = resources.files("sayso.stories").joinpath("common_words.txt").read_text("utf-8")
    points, _, starts, ends = _found("\n".join(line for line in words.splitlines() if not line.startswith("#")))
    return frozenset(_terms(points, starts, ends - starts).tolist())


class _Signs:
    """What each code point is, learnt when it first comes: most of the million never do."""

    __slots__ = ("folds", "kinds")

    def __init__(self) -> None:
        np = load()
        self.kinds = np.zeros(0x110000, dtype=np.uint8)
        self.folds = np.zeros(0x110000, dtype=np.uint32)

    def kinds_of(self, points: Any) -> Any:
        """The kind of each code point; afterwards ``folds`` knows them all."""
        kinds = self.kinds[points]
        if not kinds.all():
            for point in set(points[kinds == _UNKNOWN].tolist()):
                self.kinds[point] = _kind(chr(point))
                self.folds[point] = _fold(chr(point))
            kinds = self.kinds[points]
        return kinds


@functools.cache
def _signs() -> _Signs:
    return _Signs()


def _kind(sign: str) -> int:
    if sign in _QUOTE_MARKS:
        return _MARK
    if not sign.isalnum():
        return _GAP
    if sign != sign.lower():
        return _CAPITAL
    return _SMALL if sign.islower() else _PLAIN


def _fold(sign: str) -> int:
    """A sign's form for comparison across spellings and, for names, across languages, as a number."""
    folded = without_accents(unicodedata.normalize("NFKC", sign).casefold())
    return ord(folded) if len(folded) == 1 else zlib.crc32(folded.encode("utf-8", "surrogatepass"))


def _terms(points: Any, starts: Any, letters: Any) -> Any:
    """A hash of the first letters of each word: multilinear in 64 bits (Lemire and Kaser 2014, "Strongly universal
    string hashing is fast"), of which the upper half is kept.
    """
    np = load()
    folds = np.zeros(len(points) + _STEM, dtype=np.uint64)
    folds[: len(points)] = _signs().folds[points]
    steps = np.arange(_STEM)[:, None]
    hashes = (folds[starts + steps] * (letters > steps) * _multipliers()).sum(axis=0, dtype=np.uint64)
    hashes ^= hashes >> np.uint64(29)
    return (hashes * np.uint64(_MULTIPLIER) >> np.uint64(32)).astype(np.uint32)


@functools.cache
def _multipliers() -> Any:
    """An odd 64-bit number for each letter's place, as random as digits of the golden ratio's powers are."""
    return load().array([[pow(_MULTIPLIER, place, 1 << 64)] for place in range(3, 3 + _STEM)], dtype="Q")


def _capitals(kinds: Any, starts: Any) -> Any:
    """How many capitals each word has."""
    np = load()
    words = np.searchsorted(starts, np.flatnonzero(kinds == _CAPITAL), side="right") - 1
    return np.bincount(words, minlength=len(starts))


def _are_common(terms: Any) -> Any:
    slots, others = _common_slots()
    places = terms & load().uint32(_SLOTS - 1)
    return (slots[places] == terms) | (others[places] == terms)


@functools.cache
def _common_slots() -> tuple[Any, Any]:
    """Where each common term is looked for: by its lower 16 bits in the first table, or in the second where two of
    them meet (three never do: it would show here). A fifth of the time of a search in a sorted list.
    """
    np = load()
    slots, others = np.zeros(_SLOTS, dtype=np.uint32), np.zeros(_SLOTS, dtype=np.uint32)
    for term in sorted(common_terms()):
        place = term & (_SLOTS - 1)
        table = others if slots[place] else slots
        assert not table[place]
        table[place] = term
    return slots, others


def _found(text: str) -> tuple[Any, Any, Any, Any]:
    """A text's code points, the kind of each, and where its words start and end."""
    np = load()
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    points = np.frombuffer(composed.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _signs().kinds_of(points)
    inside = np.zeros(len(points) + 2, dtype=np.int8)
    inside[1:-1] = kinds >= _PLAIN
    edges = np.flatnonzero(np.diff(inside))
    return points, kinds, edges[::2], edges[1::2]
