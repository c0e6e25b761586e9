"""Who else bears a claim out: sentences of other articles that say it in other words, or in another language.

The clusters of :mod:`sayso.explain.merging` find sentences that are alike as a whole. A toll, though, is told in a
hundred ways: what counts then is that the same figures of the same things are given.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sayso.explain.candidates import Candidate
from sayso.explain.figures.counted import Counted, counted_in
from sayso.explain.figures.ranges import overlap, size
from sayso.explain.merging import MATTER, negated, numbers_of, shared_matter
from sayso.explain.terms import Vector, content_words, cosine
from sayso.explain.voice import says_unknown
from sayso.text import normal_form, words
from sayso.types import Firmness

BORNE_OUT = 0.5
"""Share of a claim's counted figures that the other sentence must give too."""
ALIKE_IN_FIGURES = 0.05
"""Cosine from which two sentences with the same figures of the same things say the same."""
ALIKE_IN_SPEAKER = 0.3
"""The same for two sentences that quote the same speaker, their numbers agreeing."""
ALIKE = 0.42
"""The same for any two sentences of one language whose numbers agree."""
ALIKE_ABROAD = 0.28
"""The same across languages, where hardly more than names can agree: only for sentences with numbers."""
SAME_SIZE = 0.1
"""Two figures that may both be right are one when they are as near as this ("more than 1,100" and 1,130)."""
SAME_TIME = timedelta(hours=48)
"""Articles further apart than this tell of another state of a toll, though its number be the same."""
READ_FOR_ONE = 400
"""Sentences that are compared with one claim at most."""


@dataclass(frozen=True, slots=True)
class Backing:
    """The sentences of a story by their number, and by what they count, whom they quote and which words they have.

    ``said`` are their vectors without the names of who says them: two sentences of one speaker aren't one claim.
    """

    candidates: Sequence[Candidate]
    vectors: Sequence[Vector]
    said: Sequence[Vector]
    figures: Sequence[Sequence[Counted]]
    by_sign: dict[str, list[int]]

    def behind(self, number: int) -> list[int]:
        """The other sentences that bear a sentence out."""
        near = dict.fromkeys(other for sign in self._signs(number) for other in self.by_sign.get(sign, ()))
        article = self.candidates[number].item.article.id
        others = [other for other in near if self.candidates[other].item.article.id != article]
        return [other for other in others[:READ_FOR_ONE] if self._bears_out(number, other)]

    def _signs(self, number: int) -> Iterable[str]:
        return _signs(self.candidates[number], self.vectors[number], self.figures[number])

    def _bears_out(self, number: int, other: int) -> bool:
        claim, evidence = self.candidates[number], self.candidates[other]
        if (claim.firmness is Firmness.DENIED) != (evidence.firmness is Firmness.DENIED):
            return False
        if says_unknown(claim.text) != says_unknown(evidence.text) or negated(claim) != negated(evidence):
            return False
        given = _same_figures(self.figures[number], self.figures[other])
        if given is None:
            return False
        likeness = cosine(self.said[number], self.said[other])
        abroad = claim.item.article.language != evidence.item.article.language
        if given >= BORNE_OUT and (abroad or likeness >= ALIKE_IN_FIGURES):
            return True
        if not _numbers_agree(claim, evidence):
            return False
        if abroad and likeness >= ALIKE_ABROAD and numbers_of(claim):
            return True
        enough = ALIKE_IN_SPEAKER if _same_speaker(claim, evidence) else ALIKE
        return not abroad and likeness >= enough and shared_matter(claim, evidence) >= MATTER


def backing(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> Backing:
    """The index of a story's sentences, in which :meth:`Backing.behind` looks up."""
    figures = _figures_of(candidates)
    by_sign: dict[str, list[int]] = defaultdict(list)
    for number, candidate in enumerate(candidates):
        for sign in _signs(candidate, vectors[number], figures[number]):
            by_sign[sign].append(number)
    said = [_without_speaker(candidate, vector) for candidate, vector in zip(candidates, vectors, strict=True)]
    return Backing(candidates, vectors, said, figures, by_sign)


def _without_speaker(candidate: Candidate, vector: Vector) -> Vector:
    if candidate.statement is None:
        return vector
    text = candidate.item.article.text
    named = set(content_words(candidate.speaker))
    named.update(word for start, end in candidate.statement.source for word in content_words(text[start:end]))
    kept = {word: value for word, value in vector.items() if word not in named}
    length = math.sqrt(sum(value * value for value in kept.values())) or 1.0
    return {word: value / length for word, value in kept.items()}


def _figures_of(candidates: Sequence[Candidate]) -> list[list[Counted]]:
    """For each sentence its figures of what the whole story counts (tolls, sizes), without shares and past ones."""
    by_article: dict[str, list[Counted]] = {}
    found = []
    for candidate in candidates:
        key = candidate.item.article.id
        if key not in by_article:
            by_article[key] = [one for one in counted_in(candidate.item) if _of_the_story(one)]
        start, end = candidate.extent
        found.append([one for one in by_article[key] if start <= one.figure.start < end])
    return found


def _of_the_story(one: Counted) -> bool:
    return one.concept is not None and one.concept.moves != "local" and not one.part and not one.earlier


def _signs(candidate: Candidate, vector: Vector, figures: Sequence[Counted]) -> list[str]:
    """What a sentence is looked up by: what it counts, whom it quotes, its five most telling words."""
    telling = sorted(vector, key=lambda word: (-vector[word], word))[:5]
    speaker = [f"by {word}" for word in _name_words(candidate)]
    return [*(f"of {one.key}" for one in figures), *speaker, *telling]


def _name_words(candidate: Candidate) -> frozenset[str]:
    """The telling words of the speaker's name; none for the outlet's own voice."""
    if candidate.statement is None:
        return frozenset()
    return frozenset(word for word in words(normal_form(candidate.speaker)) if len(word) > 3)


def _same_speaker(a: Candidate, b: Candidate) -> bool:
    return bool(_name_words(a) & _name_words(b))


def _same_figures(claimed: Sequence[Counted], given: Sequence[Counted]) -> float | None:
    """The share of the claimed figures that are given too; None where one is given otherwise, as 61 dead for 88."""
    same = 0
    for one in claimed:
        rivals = [other for other in given if other.key == one.key and other.figure.unit == one.figure.unit]
        if not rivals:
            continue
        if not any(_equal(one, other) for other in rivals):
            return None
        same += 1
    return same / len(claimed) if claimed else 0.0


def _equal(a: Counted, b: Counted) -> bool:
    """Whether two figures are one; of a toll that moves only at one time: Thursday's 12 aren't those of Tuesday."""
    moves = a.concept is not None and a.concept.moves in {"rising", "moving"}
    if moves and a.when and b.when and abs(a.when - b.when) > SAME_TIME:
        return False
    apart = abs(size(a.figure) - size(b.figure))
    return overlap(a.figure, b.figure) and apart <= SAME_SIZE * max(size(a.figure), size(b.figure))


def _numbers_agree(claim: Candidate, evidence: Candidate) -> bool:
    """Whether one sentence has all the numbers of the other, and the evidence most of the claim's; or none has any."""
    ours, theirs = numbers_of(claim), numbers_of(evidence)
    if not ours or not theirs:
        return ours == theirs
    return (ours <= theirs or theirs <= ours) and 2 * len(ours & theirs) > len(ours)
