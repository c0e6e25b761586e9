"""Words to small numbers that mean the same on every machine and in every run.

A term is the CRC-32 of a word's folded form: case, width and accents gone, cut after a few letters. Cutting is the
cheapest stemmer there is and works alike in every language that is written with letters; it also makes cognates meet
(*presidente*, *president*). No dependence on ``PYTHONHASHSEED``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from importlib import resources

from sayso.text import without_accents

TOKEN = re.compile(r"[^\W_]+|[\"“”„«»]")
"""A word, a number, or a quotation mark."""

QUOTE_MARKS = frozenset('"“”„«»')
_STEM = 6
_LONGEST_WORD = 40
_CACHE_SIZE = 200_000


def tokens(text: str) -> list[str]:
    """The words, numbers and quotation marks of a text as they are written (NFC)."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return TOKEN.findall(text)


def folded(word: str) -> str:
    """A word's form for comparison across spellings and, for names, across languages."""
    return without_accents(unicodedata.normalize("NFKC", word[:_LONGEST_WORD]).casefold())


class Hasher:
    """Word as written to its term, with a bounded memory of words seen (a text repeats most of its words)."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def terms(self, words: list[str]) -> list[int]:
        """One term for each word, in order."""
        known = self._known
        if len(known) > _CACHE_SIZE:
            known.clear()
        for word in set(words):
            if word not in known:
                known[word] = term_of(word)
        return [known[word] for word in words]


def term_of(word: str) -> int:
    """The term of one word: an unsigned 32-bit number."""
    return zlib.crc32(folded(word)[:_STEM].encode("utf-8", "surrogatepass"))


@functools.cache
def common_terms() -> frozenset[int]:
    """Terms of words that stand in most news texts of a language: the background of document frequencies."""
    words = resources.files("sayso.stories").joinpath("common_words.txt").read_text("utf-8")
    lines = [line for line in words.splitlines() if line and not line.startswith("#")]
    return frozenset(term_of(word) for line in lines for word in line.split())
