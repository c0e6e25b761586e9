"""Words as the explain step compares them: no accents, no endings, no stopwords (English, Spanish, French)."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from sayso.text import without_accents, words

Vector = Mapping[str, float]

_ENDINGS = (
    "izations ization ational fulness iveness ousness aciones amientos amiento acion ations ation ements ement adores "
    "ances ance ences ence idades idad ments ment iones iendo ando ador ings ing edly ies ied ers er ed es ees ee "
    "ados adas idos idas ado ada ido ida aron ieron aba ent os as es s e a o"
).split()
_ENDINGS.sort(key=len, reverse=True)
_MIN_STEM = 4
_GROUPED = re.compile(r"(?<=\d)[.,  \u202f](?=\d{3}(?!\d))")
_ACTION = re.compile(r"(.{4,}[cp]t)ions?")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")


@functools.cache
def rows(name: str) -> tuple[str, ...]:
    """The entries of a data file of the room in their order: one a line, "#" begins a comment."""
    listed = resources.files(__package__).joinpath("lexicons", f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in listed.splitlines())
    return tuple(line for line in lines if line)


@functools.cache
def lexicon(name: str) -> frozenset[str]:
    """The same entries, to look one up."""
    return frozenset(rows(name))


@functools.cache
def single_words(name: str) -> frozenset[str]:
    """The words of a data file that has several on a line."""
    return frozenset(word for line in rows(name) for word in line.split())


@functools.cache
def phrases(name: str) -> re.Pattern[str]:
    """Any entry of a data file as whole words, longest first, in lower-case text with straight apostrophes."""
    entries = sorted((entry.lower() for entry in rows(name)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, entries))})(?!\w)")


@functools.cache
def _stopwords() -> frozenset[str]:
    return frozenset(map(without_accents, single_words("stopwords")))


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that news counts: how its figures move, its units, what people read, its names and further cues.

    ``moves``: "rising", "moving", "still" or "local" (see the head of ``concepts.txt``). ``narrows`` names the wider
    concept that this one stands in for where one of its cues is near ("confirmed" cases), else "".
    """

    name: str
    narrows: str
    moves: str
    units: frozenset[str]
    reads: str
    names: frozenset[str]
    cues: frozenset[str]


@functools.cache
def concepts() -> dict[str, Concept]:
    """The concepts of the data file by name; their words are crude stems."""
    found = {}
    for line in rows("concepts"):
        name, moves, units, reads, names, cues = (field.strip() for field in line.split("|"))
        named, cued = (frozenset(_crude(word) for word in field.split()) for field in (names, cues))
        name, _, narrows = (part.strip() for part in name.partition(">"))
        found[name] = Concept(name, narrows, moves, frozenset(units.split()), reads, named, cued | named)
    return found


@functools.cache
def cued_by() -> dict[str, tuple[Concept, ...]]:
    """Stems to the concepts that they name or hint at."""
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in concepts().values():
        for word in {concept.name, *map(stem, concept.cues)}:
            found[word] = (*found.get(word, ()), concept)
    return found


@functools.cache
def _families() -> dict[str, str]:
    """Crude stems to the one that stands for them: words of one concept, irregular forms, translations."""
    found: dict[str, str] = {}
    for concept in concepts().values():
        found.update(dict.fromkeys(concept.names, concept.name))
    for line in rows("families"):
        first, *rest = (_crude(word) for word in line.split())
        found.update({word: found.get(first, first) for word in (first, *rest) if word not in found})
    return found


@functools.cache
def family_heads() -> frozenset[str]:
    """The stems that stand for a family of words."""
    return frozenset(_families().values())


@functools.cache
def _uncut() -> dict[str, str]:
    """Words whose stems would be those of others ("sentence", "sent"), to the first of their line."""
    return {word: line.split()[0] for line in lexicon("uncut") for word in line.split()}


def _crude(word: str) -> str:
    """A word without its accents and ending: the same for all three languages, at least four letters."""
    bare = without_accents(word).removesuffix("'s")
    if bare in _uncut():
        return _uncut()[bare]
    if noun := _ACTION.fullmatch(bare):  # "inspection" is "inspected"
        return noun[1]
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _MIN_STEM:
            return bare[: -len(ending)]
    return bare


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What stands for a word (in normal form): its crude stem, or the first of its family ("killed" gives "dead")."""
    crude = _crude(word)
    return _families().get(crude, crude)


def content_words(text: str) -> list[str]:
    """The stems of a text's words without stopwords, in order. Numbers stay, without what groups their digits."""
    found = (_content_stem(word) for word in words(_GROUPED.sub("", text)))
    return [word for word in found if word]


@functools.cache
def _senses() -> dict[str, str]:
    """Stems to the first of their row in ``senses.txt``; a word that stands in two rows is of the first."""
    found: dict[str, str] = {}
    for line in rows("senses"):
        first, *rest = (stem(word) for word in line.split())
        found.update({word: first for word in (first, *rest) if word not in found})
    return found


def sense(stemmed: str) -> str:
    """What stands for a stem where claims of several languages and wordings are compared ("huelg" gives "strik")."""
    return _senses().get(stemmed, stemmed)


@functools.lru_cache(maxsize=100_000)
def _content_stem(word: str) -> str:
    """The stem of a word, "" for a stopword; French elisions are cut ("l'ostra" gives "ostra")."""
    bare = _ELISION.sub("", word)
    return "" if not bare or without_accents(bare) in _stopwords() else stem(bare)


def inverse_frequencies(texts: Iterable[Iterable[str]]) -> dict[str, float]:
    """How telling each stem is among these texts: log(1 + N / n), n the texts that have it."""
    listed = [set(text) for text in texts]
    counts = Counter(word for text in listed for word in text)
    return {word: math.log(1 + len(listed) / count) for word, count in counts.items()}


def weighted(text: Iterable[str], weights: Mapping[str, float]) -> dict[str, float]:
    """A text as a vector of length 1: dampened counts times the weights; a stem without a weight weighs 1."""
    vector = {word: (1 + math.log(count)) * weights.get(word, 1.0) for word, count in Counter(text).items()}
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {word: value / length for word, value in vector.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Likeness of two vectors of length 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b.get(word, 0.0) for word, value in a.items())
