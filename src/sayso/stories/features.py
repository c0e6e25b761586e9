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
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.stories.credits import Credit, Share, agency_named, credit_of
from sayso.stories.load import load, load_languages
from sayso.stories.sources import family_of
from sayso.stories.terms import Words, read
from sayso.text import folded_space, instant
from sayso.types import Article

VERSION = 3
"""Raised when features change their meaning: kept ones are then made anew."""

READ_CHARACTERS = 60_000
"""Of a text no more than this is read: a long feature is 30,000, and a hostile megabyte costs no more."""
_SEQUENCE = 6_000
_TERMS = 160
_NAMES = 48
_LEAD_WORDS = 90
_LEAD_CHARACTERS = 600
_UNIT = 127
_PARTS = 10
_LEAST_FOR_LANGUAGE = 80
_SURE_OF_LANGUAGE = 0.7
"""Fewer characters, or less sure than this: the language stays unknown, and words are compared as in one language."""
_TITLE_WEIGHT = 2.0
_LEAD_WEIGHT = 1.0
_SKETCH_SHARE = 16
_SHORT = 300
_SKETCH_SHARE_OF_SHORT = 8
"""A divisor of the other, so that what a long text samples of a passage a short one samples too. Families of copies on
the public set: ARI .968 at one in 7, 16 and 24 alike, but of 100 words one in 24 leaves 4."""
_SHORTEST = 80
"""Of fewer words all is sampled: one in eight would leave too little to be found by."""
_LONGEST_QUOTE = 400
_LONGEST_NAME_LIST = 400
_SYLLABLE_SAMPLE = 300
_SYLLABLE_LENGTH = 3.8
"""Mean letters a word: Vietnamese 3.2, English 4.7, Spanish 4.8."""


@dataclass(frozen=True, slots=True)
class Features:
    """The numbers of one article.

    Attributes:
        terms, weights: the article's most telling terms and how much it speaks of each (no IDF in it yet).
        names, name_weights: the same for names.
        title: the terms of the title.
        sequence: the text's words in order, 16 bits a word, for telling a copy from a mere likeness.
        quoted: word extents inside quotation marks, flat (start, end, start, end, ...).
        sketch: one in 16 of the 3-word shingles (in 8 of a short text), for finding candidates.
        instant: publication as seconds since 1970, or None; ``day_only`` where the page gave no time of day.
        outlet, family, language: as far as known, else "".
        credit: the agency that the text is credited to.
        vector: what an embedder makes of title and lead, of unit length times 127; None without one.
    """

    terms: array[int]
    weights: array[float]
    names: array[int]
    name_weights: array[float]
    title: tuple[int, ...]
    sequence: array[int]
    quoted: tuple[int, ...]
    sketch: array[int]
    instant: float | None
    day_only: bool
    outlet: str
    family: str
    language: str
    credit: Credit
    vector: array[int] | None = None

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
            _packed("b", self.vector or ()),
        ]
        return b"".join(struct.pack("<I", len(part)) + part for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> Features:
        """Features from :meth:`to_bytes`. Raises ``ValueError`` on anything else, also on another version's."""
        parts = _parts(data)
        if len(parts) != _PARTS:
            raise ValueError("not the features of an article")
        head = json.loads(parts[0].decode("utf-8", "surrogatepass"))
        if head.get("v") != VERSION:
            raise ValueError(f"features of version {head.get('v')}, not {VERSION}")
        return cls(
            terms=_unpacked("I", parts[1]),
            weights=_unpacked("f", parts[2]),
            names=_unpacked("I", parts[3]),
            name_weights=_unpacked("f", parts[4]),
            title=tuple(_unpacked("I", parts[5])),
            sequence=_unpacked("H", parts[6]),
            quoted=tuple(_unpacked("H", parts[7])),
            sketch=_unpacked("Q", parts[8]),
            instant=head["at"],
            day_only=head["day"],
            outlet=head["outlet"],
            family=head["family"],
            language=head["language"],
            credit=Credit(head["credit"][0], Share(head["credit"][1])),
            vector=_unpacked("b", parts[9]) if parts[9] else None,
        )


def lead_of(article: Article) -> str:
    """What an embedder is to read of an article: its title and the begin of its text."""
    return f"{(article.title or '')[:_LEAD_CHARACTERS]}. {article.text[:_LEAD_CHARACTERS]}"


def features_of(
    article: Article, names: Sequence[str] | None = None, vector: Sequence[float] | None = None
) -> Features:
    """The features of an article.

    Args:
        article: title, text, outlet, language, authors and publication time are read; nothing is required.
        names: the names in it (from its mentions); None finds them by capitals.
        vector: an embedder's of its :func:`lead_of`, of unit length, or None. One embedder for all that are compared.
    """
    title, body = read((article.title or "")[:1000]), read(article.text[:READ_CHARACTERS])
    weighed = _weighed(title, body)
    named = weighed.named if names is None else _among(weighed.terms, names)
    sequence = body.terms[:_SEQUENCE].astype("H")
    moment = instant(article.published)
    outlet = folded_space(article.outlet or "")
    return Features(
        *_strongest(weighed.terms, weighed.weights, _TERMS),
        *_strongest(weighed.terms[named], weighed.weights[named], _NAMES),
        title=tuple(dict.fromkeys(title.terms.tolist())),
        sequence=_as_array("H", sequence),
        quoted=_quoted(body.marks.tolist()),
        sketch=_as_array("Q", _sketch(sequence)),
        instant=moment.timestamp() if moment else None,
        day_only=len((article.published or "").strip()) <= len("2024-01-01"),
        outlet=outlet,
        family=agency_named(outlet) or family_of(outlet) if outlet else "",
        language=(article.language or "").casefold()[:2] or language_of(lead_of(article)),
        credit=credit_of(article),
        vector=packed_vector(vector),
    )


def features_in(data: bytes) -> Features | None:
    """Features that were kept; None for those of another version, until the article is annotated again."""
    try:
        return Features.from_bytes(data)
    except ValueError:
        return None


def packed_vector(vector: Sequence[float] | None) -> array[int] | None:
    """A vector of unit length in a byte a number; None for one that says nothing."""
    if vector is None or not any(vector):
        return None
    return array("b", [round(_UNIT * number) for number in vector])


def language_of(text: str) -> str:
    """The language of a text that doesn't say it, "" where that isn't clear."""
    line = " ".join(text.split()).encode("utf-8", "replace").decode()
    if len(line) < _LEAST_FOR_LANGUAGE:
        return ""
    language, probability = load_languages()(line)
    return language[:2] if probability >= _SURE_OF_LANGUAGE else ""


@functools.lru_cache(maxsize=10_000)
def outlet_words(outlet: str) -> array[int]:
    """An outlet's name as it stands in a :attr:`Features.sequence`, without "the"; empty for one of common words."""
    words = read(outlet)
    first = 1 if len(words.terms) > 1 and words.common[0] else 0
    return _as_array("H", words.terms[first:]) if not words.common[first:].all() else array("H")


def shingles(sequence: array[int]) -> Any:
    """All 3-word shingles in order, as numbers: ``shingles(s)[i]`` stands for words i, i+1, i+2."""
    words = load().frombuffer(sequence, dtype="H").astype("Q")
    return words[:-2] << 32 | words[1:-1] << 16 | words[2:]


def _sketch(sequence: Any) -> Any:
    """Some of the 3-word shingles, chosen by their value, so that two articles sample the same ones."""
    np = load()
    found = shingles(sequence)
    share = _SKETCH_SHARE if len(sequence) >= _SHORT else _SKETCH_SHARE_OF_SHORT if len(sequence) >= _SHORTEST else 1
    sampled = np.sort(found[found % share == 0])
    return sampled[np.flatnonzero(np.diff(sampled, prepend=sampled[:1] + 1))]


def _quoted(marks: list[int]) -> tuple[int, ...]:
    """The extents of words between quotation marks (at most 400 words each)."""
    extents: list[int] = []
    index = 0
    while index + 1 < len(marks):
        start, end = marks[index], marks[index + 1]
        if 0 < end - start <= _LONGEST_QUOTE and end <= _SEQUENCE:
            extents += (start, end)
            index += 2
        else:
            index += 1
    return tuple(extents)


@dataclass(frozen=True, slots=True, eq=False)
class _Weighed:
    """Terms in their order, how much an article speaks of each, and which are (parts of) names."""

    terms: Any
    weights: Any
    named: Any


def _weighed(title: Words, body: Words) -> _Weighed:
    """The square root of a term's count, more for title and lead. Where words are syllables, pairs of neighbours carry
    the meaning and count beside them.

    Names are here the words that begin with a capital and never stand without one, not in capitals throughout unless
    short. A word at the start of a sentence mostly stands elsewhere in small letters, or is a common word that weighs
    nothing. Scripts without capitals have no names by this rule; their words count as terms alone.
    """
    np = load()
    telling, title_telling = ~body.common, ~title.common
    lead = np.count_nonzero(telling[:_LEAD_WORDS])
    terms, weights, places = _counted(body.terms[telling], title.terms[title_telling], lead)
    named = np.zeros(len(terms), dtype=bool)
    named[places[np.concatenate((body.capital[telling], title.capital[title_telling]))]] = True
    named[places[np.concatenate((body.small[telling], title.small[title_telling]))]] = False
    if not _is_syllabic(body):
        return _Weighed(terms, weights, named)
    pairs, pair_weights, _ = _counted(_pairs(body), _pairs(title), len(_pairs(body, _LEAD_WORDS)))
    alone = ~np.isin(pairs, terms)
    terms = np.concatenate((terms, pairs[alone]))
    order = np.argsort(terms)
    weights = np.concatenate((weights, pair_weights[alone]))
    named = np.concatenate((named, np.zeros(len(terms) - len(named), dtype=bool)))
    return _Weighed(terms[order], weights[order], named[order])


def _counted(body: Any, title: Any, lead: int) -> tuple[Any, Any, Any]:
    """(terms in their order, weight of each, place among them of each word of body and title); ``lead`` words of the
    body are its lead.
    """
    np = load()
    words = np.concatenate((body, title))
    order = np.argsort(words)
    ranked = words[order]
    is_new = np.ones(len(words), dtype=bool)
    is_new[1:] = ranked[1:] != ranked[:-1]
    places = np.empty(len(words), dtype=np.int64)
    places[order] = np.cumsum(is_new) - 1
    terms = ranked[is_new]
    weights = np.sqrt(np.bincount(places[: len(body)], minlength=len(terms)))
    weights[places[:lead]] += _LEAD_WEIGHT
    weights[places[len(body) :]] += _TITLE_WEIGHT
    return terms, weights, places


def _is_syllabic(body: Words) -> bool:
    """Whether words are syllables (Vietnamese) or single signs (Chinese): then pairs carry the meaning."""
    sample = body.letters[:_SYLLABLE_SAMPLE]
    return len(sample) > 0 and bool(sample.sum() < _SYLLABLE_LENGTH * len(sample))


def _pairs(words: Words, first: int | None = None) -> Any:
    """A term for each two neighbours (of the first words) that aren't both common."""
    terms, common = words.terms[:first], words.common[:first]
    return (terms[:-1] * load().uint32(0x9E3779B1) + terms[1:])[~(common[:-1] & common[1:])]


def _among(terms: Any, names: Sequence[str]) -> Any:
    """Which terms are words of these names."""
    words = read(" ".join(names[:_LONGEST_NAME_LIST]))
    return load().isin(terms, words.terms[~words.common])


def _strongest(terms: Any, weights: Any, limit: int) -> tuple[array[int], array[float]]:
    """The heaviest terms, and their weights rounded to what four bytes keep."""
    np = load()
    if len(terms) > limit:
        kept = np.sort(np.argsort(-weights, kind="stable")[:limit])
        terms, weights = terms[kept], weights[kept]
    return _as_array("I", terms), _as_array("f", weights)


def _as_array(code: str, values: Any) -> array[Any]:
    return array(code, values.astype(code).tobytes())


# --- bytes -----------------------------------------------------------------------------------------------------


def _packed(code: str, values: Sequence[float] | array[int]) -> bytes:
    packed: array[float] = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpacked(code: str, data: bytes) -> array[Any]:
    unpacked: array[Any] = array(code)
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
