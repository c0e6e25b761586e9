"""Words as the explain step compares them: no accents, no endings, no stopwords (English, Spanish, French)."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable, Mapping
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


@functools.cache
def lexicon(name: str) -> frozenset[str]:
    """The entries of a data file of the room: one a line, "#" begins a comment."""
    listed = resources.files(__package__).joinpath("lexicons", f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in listed.splitlines())
    return frozenset(line for line in lines if line)


@functools.cache
def _stopwords() -> frozenset[str]:
    return frozenset(without_accents(word) for line in lexicon("stopwords") for word in line.split())


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its accents and ending: crude, the same for all three languages, at least four letters."""
    bare = without_accents(word).removesuffix("'s")
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _MIN_STEM:
            return bare[: -len(ending)]
    return bare


def content_words(text: str) -> list[str]:
    """The stems of a text's words without stopwords, in order. Numbers stay as they are."""
    stopwords = _stopwords()
    return [stem(word) for word in words(text) if without_accents(word) not in stopwords]


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
