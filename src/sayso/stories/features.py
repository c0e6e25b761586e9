"""What grouping needs to know of an article, small enough to keep for every article there is.

``features_of`` reads an article once (title, text, names); everything after it works on the numbers here. The same
article always gives the same features, on every machine.
"""

from __future__ import annotations

import functools
import json
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.stories.credits import Credit, Share, agency_named, credit_of
from sayso.stories.sources import family_of
from sayso.stories.terms import QUOTE_MARKS, Hasher, common_terms, tokens
from sayso.text import folded_space, instant
from sayso.types import Article

VERSION = 1
"""Raised when features change their meaning: kept ones are then made anew."""

READ_CHARACTERS = 60_000
"""Of a text no more than this is read: a long feature is 30,000, and a hostile megabyte costs no more."""
_SEQUENCE = 6_000
_TERMS = 160
_NAMES = 48
_LEAD_WORDS = 90
_TITLE_WEIGHT = 2.0
_LEAD_WEIGHT = 1.0
_SKETCH_SHARE = 7
_LONGEST_QUOTE = 400
_LONGEST_NAME_LIST = 400
_SYLLABLE_SAMPLE = 300
_SYLLABLE_LENGTH = 3.8
"""Mean letters a word: Vietnamese 3.2, English 4.7, Spanish 4.8."""
_HASHER = Hasher()


@dataclass(frozen=True, slots=True)
class Features:
    """The numbers of one article.

    Attributes:
        terms, weights: the article's most telling terms and how much it speaks of each (no IDF in it yet).
        names, name_weights: the same for names.
        title: the terms of the title.
        sequence: the text's words in order, 16 bits a word, for telling a copy from a mere likeness.
        quoted: word extents inside quotation marks, flat (start, end, start, end, ...).
        sketch: one in seven of the 3-word shingles, for finding candidates.
        instant: publication as seconds since 1970, or None; ``day_only`` where the page gave no time of day.
        outlet, family, language: as far as known, else "".
        credit: the agency that the text is credited to.
    """

    terms: tuple[int, ...]
    weights: tuple[float, ...]
    names: tuple[int, ...]
    name_weights: tuple[float, ...]
    title: tuple[int, ...]
    sequence: array[int]
    quoted: tuple[int, ...]
    sketch: tuple[int, ...]
    instant: float | None
    day_only: bool
    outlet: str
    family: str
    language: str
    credit: Credit

    def to_bytes(self) -> bytes:
        """A compact form: about 2.5 KB for an article of 650 words."""
        head = {
            "v": VERSION,
            "at": self.instant,
            "day": self.day_only,
            "outlet": self.outlet,
            "family": self.family,
            "language": self.language,
            "credit": [self.credit.agency, self.credit.share.value],
        }
        header = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        parts = [
            header,
            _packed("I", self.terms),
            _packed("f", self.weights),
            _packed("I", self.names),
            _packed("f", self.name_weights),
            _packed("I", self.title),
            _packed("H", self.sequence),
            _packed("H", self.quoted),
            _packed("Q", self.sketch),
        ]
        return b"".join(struct.pack("<I", len(part)) + part for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> Features:
        """Features from :meth:`to_bytes`. Raises ``ValueError`` on anything else, also on another version's."""
        parts = _parts(data)
        if len(parts) != 9:
            raise ValueError("not the features of an article")
        head = json.loads(parts[0].decode("utf-8", "surrogatepass"))
        if head.get("v") != VERSION:
            raise ValueError(f"features of version {head.get('v')}, not {VERSION}")
        return cls(
            terms=tuple(_unpacked("I", parts[1])),
            weights=tuple(_unpacked("f", parts[2])),
            names=tuple(_unpacked("I", parts[3])),
            name_weights=tuple(_unpacked("f", parts[4])),
            title=tuple(_unpacked("I", parts[5])),
            sequence=_unpacked("H", parts[6]),
            quoted=tuple(_unpacked("H", parts[7])),
            sketch=tuple(_unpacked("Q", parts[8])),
            instant=head["at"],
            day_only=head["day"],
            outlet=head["outlet"],
            family=head["family"],
            language=head["language"],
            credit=Credit(head["credit"][0], Share(head["credit"][1])),
        )


def features_of(article: Article, names: Sequence[str] | None = None) -> Features:
    """The features of an article.

    Args:
        article: title, text, outlet, language, authors and publication time are read; nothing is required.
        names: the names in it (from its mentions); None finds them by capitals.
    """
    title, text = (article.title or "")[:1000], article.text[:READ_CHARACTERS]
    title_words = [word for word in tokens(title) if word not in QUOTE_MARKS]
    words, quoted = _without_quote_marks(tokens(text))
    title_terms, body_terms = _HASHER.terms(title_words), _HASHER.terms(words)
    if _is_syllabic(words):
        weighted = _weighted(_pairs(title_terms), _pairs(body_terms)) | _weighted(title_terms, body_terms)
    else:
        weighted = _weighted(title_terms, body_terms)
    named = _named(names, title_words, words, weighted)
    sequence = array("H", [term & 0xFFFF for term in body_terms[:_SEQUENCE]])
    moment = instant(article.published)
    outlet = folded_space(article.outlet or "")
    return Features(
        *_strongest(weighted, _TERMS),
        *_strongest(named, _NAMES),
        title=tuple(dict.fromkeys(title_terms)),
        sequence=sequence,
        quoted=quoted,
        sketch=tuple(sorted({shingle for shingle in shingles(sequence) if not shingle % _SKETCH_SHARE})),
        instant=moment.timestamp() if moment else None,
        day_only=len((article.published or "").strip()) <= len("2024-01-01"),
        outlet=outlet,
        family=agency_named(outlet) or family_of(outlet) if outlet else "",
        language=(article.language or "").casefold()[:2],
        credit=credit_of(article),
    )


@functools.lru_cache(maxsize=10_000)
def outlet_words(outlet: str) -> array[int]:
    """An outlet's name as it stands in a :attr:`Features.sequence`, without "the"; empty for one of common words."""
    terms = _HASHER.terms(tokens(outlet))
    if len(terms) > 1 and terms[0] in common_terms():
        terms = terms[1:]
    telling = any(term not in common_terms() for term in terms)
    return array("H", [term & 0xFFFF for term in terms] if telling else [])


def shingles(sequence: array[int]) -> list[int]:
    """All 3-word shingles in order, as numbers: ``shingles(s)[i]`` stands for words i, i+1, i+2."""
    return [
        one << 32 | two << 16 | three for one, two, three in zip(sequence, sequence[1:], sequence[2:], strict=False)
    ]


def _without_quote_marks(found: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """The words alone, and the extents of words between quotation marks (at most 400 words each)."""
    marks = [index for index, token in enumerate(found) if token in QUOTE_MARKS]
    if not marks:
        return found, ()
    positions = [index - before for before, index in enumerate(marks)]
    extents: list[int] = []
    index = 0
    while index + 1 < len(positions):
        start, end = positions[index], positions[index + 1]
        if 0 < end - start <= _LONGEST_QUOTE and end <= _SEQUENCE:
            extents += (start, end)
            index += 2
        else:
            index += 1
    return [token for token in found if token not in QUOTE_MARKS], tuple(extents)


def _weighted(title: list[int], body: list[int]) -> dict[int, float]:
    """How much the article speaks of each term: the square root of its count, more for title and lead."""
    weights = {term: count**0.5 for term, count in Counter(body).items()}
    for term in set(body[:_LEAD_WORDS]):
        weights[term] += _LEAD_WEIGHT
    for term in set(title):
        weights[term] = weights.get(term, 0.0) + _TITLE_WEIGHT
    common = common_terms()
    return {term: weight for term, weight in weights.items() if term not in common}


def _is_syllabic(words: list[str]) -> bool:
    """Whether words are syllables (Vietnamese) or single signs (Chinese): then pairs carry the meaning."""
    sample = words[:_SYLLABLE_SAMPLE]
    return bool(sample) and sum(map(len, sample)) < _SYLLABLE_LENGTH * len(sample)


def _pairs(terms: list[int]) -> list[int]:
    """A term for each two neighbours that aren't both common."""
    common = common_terms()
    return [
        (one * 0x9E3779B1 + two) & 0xFFFFFFFF for one, two in pairwise(terms) if one not in common or two not in common
    ]


def _named(
    names: Sequence[str] | None, title: list[str], words: list[str], weighted: dict[int, float]
) -> dict[int, float]:
    """Weights of the terms that are (parts of) names."""
    if names is None:
        parts = _capitalised(title, words)
    else:
        parts = [word for name in names[:_LONGEST_NAME_LIST] for word in tokens(name)]
    return {term: weighted[term] for term in _HASHER.terms(parts) if term in weighted}


def _capitalised(title: list[str], words: list[str]) -> list[str]:
    """Words that begin with a capital and never without one, not in capitals throughout unless short.

    A word at the start of a sentence mostly stands elsewhere in small letters, or is a common word that weighs
    nothing. Scripts without capitals have no names by this rule; their words count as terms alone.
    """
    forms = set(words)
    return sorted(
        word
        for word in forms.union(title)
        if word[0].isupper() and word.lower() not in forms and (len(word) < 7 or not word.isupper())
    )


def _strongest(weights: dict[int, float], limit: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The heaviest terms, and their weights rounded to what four bytes keep."""
    ranked: Iterable[tuple[int, float]] = weights.items()
    if len(weights) > limit:
        ranked = [(term, -weight) for weight, term in sorted([(-w, t) for t, w in weights.items()])[:limit]]
    kept = sorted(ranked)
    return tuple(term for term, _ in kept), tuple(array("f", [weight for _, weight in kept]))


# --- bytes -----------------------------------------------------------------------------------------------------


def _packed(code: str, values: Sequence[float] | array[int]) -> bytes:
    packed: array[float] = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpacked(code: str, data: bytes) -> array[int]:
    unpacked: array[int] = array(code)
    unpacked.frombytes(data)
    if sys.byteorder == "big":
        unpacked.byteswap()
    return unpacked


def _parts(data: bytes) -> list[bytes]:
    parts: list[bytes] = []
    at = 0
    while at + 4 <= len(data):
        (length,) = struct.unpack_from("<I", data, at)
        parts.append(data[at + 4 : at + 4 + length])
        at += 4 + length
    if at != len(data):
        raise ValueError("the features of an article are cut short")
    return parts
