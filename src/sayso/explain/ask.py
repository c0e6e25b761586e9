"""Questions to the articles: sentences that answer, with support, or nothing. An invented answer is worse than none."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.explain.candidates import Candidate, candidates
from sayso.explain.check import supported
from sayso.explain.figures.counted import key_of
from sayso.explain.terms import content_words, inverse_frequencies, lexicon, stem
from sayso.text import without_accents, words
from sayso.types import Answer, MomentType, StoryArticle

ANSWERS = 5
COVERED = 0.62
"""Share of the question's weight that a sentence (with its title and neighbours) must cover to answer."""
IN_SENTENCE = 0.34
"""Share that the sentence itself must cover."""
AS_GOOD = 0.85
"""Further answers must come so close to the best."""
_TITLE, _NEIGHBOUR = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is searched: its kind, the stems of its content words, its names among them."""

    kind: str
    stems: tuple[str, ...]
    names: frozenset[str]


def answer(question: str, items: Sequence[StoryArticle], now: datetime) -> tuple[Answer, ...]:
    """Sentences of these articles that answer, best first; empty where the articles don't say."""
    del now  # newer articles rank first by their own dates; a later version may weigh age against now
    asked = understood(question)
    found = [candidate for candidate in candidates(items) if not candidate.second_hand]
    if not asked.stems or not found:
        return ()
    weights = inverse_frequencies(candidate.stems for candidate in found)
    scored = [(_score(asked, found, number, weights), candidate) for number, candidate in enumerate(found)]
    good = sorted((one for one in scored if one[0] >= COVERED), key=lambda one: -one[0])
    return supported(_answers(good))


def understood(question: str) -> Question:
    """What a question asks for."""
    bare = without_accents(question.lower().replace("’", "'")).lstrip(" ¿¡\"'«")
    kind = next((kind for opening, kind in _openings() if bare.startswith(f"{opening} ")), "what")
    asked = words(question)
    opening_words = {stem(word) for opening, of_kind in _openings() if of_kind == kind for word in words(opening)}
    stems = tuple(dict.fromkeys(s for s in content_words(question) if s not in opening_words))
    capitals = {word for word in question.split()[1:] if word[:1].isupper()}
    names = frozenset(s for word in capitals for s in content_words(word) if s in stems)
    return Question(kind if asked else "what", stems, names)


@functools.cache
def _openings() -> tuple[tuple[str, str], ...]:
    """Openings with their kinds, longest first."""
    found = []
    for line in lexicon("question_kinds"):
        kind, _, openings = line.partition(": ")
        found += [(opening, kind) for opening in openings.split("|")]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


# --- scoring ----------------------------------------------------------------------------------------------------


def _score(asked: Question, found: Sequence[Candidate], number: int, weights: dict[str, float]) -> float:
    """How much of the question a sentence covers, 0 where it lacks a name or what the kind of question asks for."""
    candidate = found[number]
    own = set(candidate.stems)
    near = set(_neighbour_stems(found, number))
    title = set(content_words(candidate.item.article.title or ""))
    rare = math.log(1 + len(found))
    total = covered = in_sentence = 0.0
    for word in asked.stems:
        weight = weights.get(word, rare)
        total += weight
        if word in own:
            covered += weight
            in_sentence += weight
        elif word in asked.names and word not in title and word not in near:
            return 0.0
        elif word in title:
            covered += _TITLE * weight
        elif word in near:
            covered += _NEIGHBOUR * weight
    if in_sentence < IN_SENTENCE * total or not _gives(asked, candidate):
        return 0.0
    return covered / total


def _neighbour_stems(found: Sequence[Candidate], number: int) -> Iterable[str]:
    """The sentence before, where it is of the same article: pronouns and "the town" point there."""
    if number == 0 or found[number - 1].item is not found[number].item:
        return ()
    return found[number - 1].stems


def _gives(asked: Question, candidate: Candidate) -> bool:
    """Whether a sentence holds what this kind of question asks for."""
    start, end = candidate.extent
    if asked.kind == "how many":
        figures = [f for f in candidate.item.annotations.figures if start <= f.start < end]
        return any(
            _counts_what_is_asked(asked, candidate, key_of(candidate.item.article.text, candidate.extent, f), f.counted)
            for f in figures
        )
    if asked.kind == "when":
        moments = [m for m in candidate.item.annotations.moments if start <= m.start < end]
        return any(m.type in {MomentType.DATE, MomentType.TIME} for m in moments)
    if asked.kind == "who says":
        return candidate.statement is not None
    return True


def _counts_what_is_asked(asked: Question, candidate: Candidate, concept: str | None, counted: str | None) -> bool:
    """What a figure counts, or the words right around it, must be among the question's words."""
    named = {stem(word) for text in (concept, counted) if text for word in words(text)}
    return bool(named & set(asked.stems)) or bool(set(asked.stems) & set(candidate.stems))


def _answers(good: Sequence[tuple[float, Candidate]]) -> Iterable[Answer]:
    seen: set[frozenset[str]] = set()
    for score, candidate in good:
        stems = frozenset(candidate.stems)
        if score < AS_GOOD * good[0][0] or any(len(stems & other) > 0.7 * len(stems | other) for other in seen):
            continue
        seen.add(stems)
        yield Answer(candidate.text, (candidate.span,), candidate.speaker, candidate.firmness, score)
        if len(seen) == ANSWERS:
            return
