"""The same claim in other words, across outlets and languages: single-pass clustering of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.explain.candidates import Candidate
from sayso.explain.terms import Vector, concepts, content_words, cosine, phrases
from sayso.explain.voice import says_unknown
from sayso.types import Firmness, Relation

SAME_CLAIM = 0.5
"""Cosine from which two sentences of one story say the same, their numbers agreeing."""
SAME_ABROAD = 0.22
"""The same across languages, where only names, numbers and families of words can agree: these must all the more."""
MATTER = 2
"""Words beside names that two sentences must share to say the same."""
_TELLING = 8
_NEAR = 40

_NAME = re.compile(r"(?<=[\w,’'] )[A-ZÀ-Þ][\w’'-]+")
_NUMBER = re.compile(r"\d[\d.,]*")


def clusters(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> list[list[int]]:
    """Numbers of the candidates that say the same, by a single pass over an inverted index of their words."""
    found: list[list[int]] = []
    index: dict[str, list[int]] = {}
    numbers = [numbers_of(candidate) for candidate in candidates]
    for number, vector in enumerate(vectors):
        near = dict.fromkeys(home for word in _telling(vector) for home in index.get(word, ())[-_NEAR:])
        best, most = None, 0.0
        for home in near:
            first = found[home][0]
            likeness = cosine(vector, vectors[first])
            if likeness <= most or numbers[number] != numbers[first]:
                continue
            if _same(candidates[number], candidates[first], likeness, bool(numbers[number])):
                best, most = home, likeness
        if best is None:
            best = len(found)
            found.append([])
            for word in _telling(vector):
                index.setdefault(word, []).append(best)
        found[best].append(number)
    return found


def _telling(vector: Vector) -> list[str]:
    return sorted(vector, key=lambda word: (-vector[word], word))[:_TELLING]


def _same(a: Candidate, b: Candidate, likeness: float, numbered: bool) -> bool:
    """Whether two sentences with equal numbers say the same: never a denial with a claim, nor what isn't known."""
    if (a.firmness is Firmness.DENIED) != (b.firmness is Firmness.DENIED):
        return False
    if says_unknown(a.text) != says_unknown(b.text) or negated(a) != negated(b):
        return False
    if a.item.article.language == b.item.article.language:
        return likeness >= SAME_CLAIM and shared_matter(a, b) >= MATTER
    shared = set(a.stems) & set(b.stems)
    return likeness >= SAME_ABROAD and numbered and any(word in concepts() for word in shared)


def negated(candidate: Candidate) -> bool:
    """Whether a sentence holds a word that turns it round."""
    return phrases("negations").search(candidate.text.lower().replace("n’t", "n't")) is not None


def shared_matter(a: Candidate, b: Candidate) -> int:
    """How many words two sentences share beside names: of the same people much can be said."""
    names = {word for one in (a, b) for name in _NAME.findall(one.text) for word in content_words(name)}
    return len((set(a.stems) & set(b.stems)) - names)


def numbers_of(candidate: Candidate) -> frozenset[str]:
    """The numbers of a sentence by value: its figures ("seven" is 7), and digits outside of them (years, ages)."""
    start, end = candidate.extent
    figures = [figure for figure in candidate.item.annotations.figures if start <= figure.start < end]
    values = {f"{figure.low or 0:g}-{figure.high or figure.low or 0:g}" for figure in figures}
    values |= {
        match[0].strip(".,").replace(",", "").replace(".", "")
        for match in _NUMBER.finditer(candidate.item.article.text, start, end)
        if not any(figure.start <= match.start() < figure.end for figure in figures)
    }
    return frozenset(values)


def independent(behind: Iterable[Candidate]) -> int:
    """The publishers behind a claim, each once, at least one.

    Copies and derived articles add none, nor does a sentence that names another of these outlets (it passes on what
    that one reported); what can't be told isn't counted. Where only reprints are here, the agency behind them is the
    one publisher.
    """
    uncounted = {Relation.COPY, Relation.DERIVED, Relation.UNDETERMINED}
    counted = [candidate for candidate in behind if candidate.item.placement.relation not in uncounted]
    outlets = {candidate.item.outlet for candidate in counted}
    first_hand = {c.item.family for c in counted if not _names_any(c.text, outlets - {c.item.outlet})}
    return max(1, len(first_hand))


def _names_any(words: str, outlets: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", words) for outlet in outlets)
