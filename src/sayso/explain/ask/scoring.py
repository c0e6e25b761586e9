"""How well each sentence answers: the weight of the question's words that it covers, if it gives what is asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.explain.ask.question import Question, is_negated
from sayso.explain.candidates import Candidate
from sayso.explain.figures.counted import MONEY, Counted, clause_of, counted_in
from sayso.explain.terms import concepts, content_words, family_heads, inverse_frequencies, lexicon, stem
from sayso.text import words
from sayso.types import Figure, Firmness, MentionType, Moment, MomentType

COVERED = 0.65
"""Share of the question's weight that a sentence (with its surroundings) must cover to answer."""
COVERED_WITH_CONCEPT = 0.6
"""The same where the sentence counts the very concept that is asked for."""
IN_SENTENCE = 0.5
"""Share of the weight of the words that are no names that the sentence itself must cover."""
WITH_FOCUS = 0.35
"""The same where it has all of the focus."""
FOCUS = 0.5
"""The sentence must have more than this share of the weight of what is counted, or of the predicate of "who"."""
_TITLE, _BEFORE, _ARTICLE, _VAGUE = 0.8, 0.7, 0.6, 0.25
_NAME_NEAR = 0.8
_LATER = 0.03
_SECOND_HAND = 0.97
_SAID = re.compile(r"\b(?:said|says|told|dijo|dit|déclaré|indiqué|annoncé)(?: on| el| le)?\s+$")
_NUMERIC = frozenset({"how many", "how much", "share", "length", "duration"})
_UNITS = {
    "length": frozenset({"metre", "kilometre", "centimetre", "millimetre", "mile", "foot", "yard", "inch"}),
    "duration": frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}),
}
_GENERIC = frozenset(map(stem, ["nombre", "número", "number", "total"]))
"""Nouns that stand before what is counted ("le nombre de maisons")."""
_NEEDS_FOCUS = _NUMERIC | {"what", "who"}
"""Kinds whose first words say what is wanted: the sentence must have them."""
_NEEDS_ALL = frozenset({"when", "where", "why", "who", "who says", "yes or no"})
"""Kinds of which a word that stands nowhere in the article shows that it doesn't say."""
_NEEDS_NAME = frozenset({"who", "yes or no"})
"""Kinds that are about whoever is named: one of the names must be in the sentence or the one before."""
_MEASURES = frozenset({"magnitude", "reward", "cost", "turnout", "earnings"})
"""Concepts that are amounts: "what was the magnitude" asks for a figure too."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score and the figures that answer, by value."""

    score: float
    candidate: Candidate
    figures: frozenset[tuple[float | None, float | None]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """The sentences that may answer, how telling their words are, and what each article counts and is about."""

    candidates: Sequence[Candidate]
    weights: dict[str, float]
    rare: float
    titles: dict[str, frozenset[str]]
    articles: dict[str, frozenset[str]]
    counted: dict[str, list[Counted]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Sequence[Candidate]) -> Pool:
        """A pool of candidates (in the order of their articles)."""
        items = {candidate.item.article.id: candidate.item for candidate in found}
        about: dict[str, set[str]] = {id_: set() for id_ in items}
        for candidate in found:
            about[candidate.item.article.id].update(candidate.stems)
        return cls(
            candidates=found,
            weights=inverse_frequencies(candidate.stems for candidate in found),
            rare=math.log(1 + len(found)),
            titles={id_: frozenset(content_words(item.article.title or "")) for id_, item in items.items()},
            articles={id_: frozenset(stems) for id_, stems in about.items()},
        )

    def figures_of(self, candidate: Candidate) -> list[Counted]:
        """The counted figures of a sentence; an article's are read once."""
        id_ = candidate.item.article.id
        if id_ not in self.counted:
            self.counted[id_] = counted_in(candidate.item)
        start, end = candidate.extent
        return [one for one in self.counted[id_] if start <= one.figure.start < end]


def scored(asked: Question, pool: Pool) -> Iterator[Scored]:
    """The sentences that answer, each with its score."""
    for number, candidate in enumerate(pool.candidates):
        score = _coverage(asked, pool, number)
        counted = _asks_number(asked) and asked.concept in candidate.stems
        if score < (COVERED_WITH_CONCEPT if counted else COVERED):
            continue
        figures = _answering(asked, pool, candidate) if _asks_number(asked) else []
        if _asks_number(asked) and not figures:
            continue
        if not _gives(asked, candidate):
            continue
        values = frozenset((figure.low, figure.high) for figure in figures)
        yield Scored(score * (_SECOND_HAND if candidate.second_hand else 1.0), candidate, values)


def _asks_number(asked: Question) -> bool:
    return asked.kind in _NUMERIC or (asked.kind == "what" and asked.concept in _MEASURES)


# --- coverage ---------------------------------------------------------------------------------------------------


def _coverage(asked: Question, pool: Pool, number: int) -> float:
    """How much of the question a sentence covers; 0 where its article lacks a name, or the sentence the focus."""
    candidate = pool.candidates[number]
    own = set(candidate.stems)
    if (
        asked.kind in _NEEDS_FOCUS
        and asked.focus
        and _weight(asked.focus, pool, own) <= FOCUS * _weight(asked.focus, pool)
    ):
        return 0.0
    before = _stems_before(pool, number)
    if asked.kind in _NEEDS_NAME and asked.names and not asked.names & (own | before):
        return 0.0
    title, article = (known[candidate.item.article.id] for known in (pool.titles, pool.articles))
    total = covered = plain = plain_own = 0.0
    for word in asked.stems:
        weight = pool.weights.get(word, pool.rare) * (_VAGUE if word in asked.vague else 1.0)
        share = _share(word, asked, own, title, before, article)
        if not share and _must_stand(word, asked, pool):
            return 0.0
        if word not in asked.names:
            plain += weight * (word not in asked.vague)
            plain_own += weight * (word in own and word not in asked.vague)
        total += weight
        covered += weight * share
    named_concept = _asks_number(asked) and asked.concept in own
    least = IN_SENTENCE if asked.kind not in _NEEDS_FOCUS or not own.issuperset(asked.focus) else WITH_FOCUS
    if not total or (plain_own < least * plain and not named_concept):
        return 0.0
    if not plain:  # "who is X", "what happened in X": what the article says first is what it is about
        return (asked.names <= own) * (1.0 - _LATER * min(candidate.place, 10))
    return covered / total


def _must_stand(word: str, asked: Question, pool: Pool) -> bool:
    """Whether an article without this word says nothing about what is asked.

    A name; any word of a kind that needs all; else a word for an event ("quake") that other articles tell of.
    """
    if word in asked.vague:
        return False
    return word in asked.names or asked.kind in _NEEDS_ALL or (word in pool.weights and word in family_heads())


def _weight(stems: Iterable[str], pool: Pool, among: set[str] | None = None) -> float:
    """The weight of some stems, or of those among others."""
    return sum(pool.weights.get(stem, pool.rare) for stem in stems if among is None or stem in among)


def _share(
    word: str,
    asked: Question,
    own: set[str],
    title: frozenset[str],
    before: frozenset[str],
    article: frozenset[str],
) -> float:
    if word in own:
        return 1.0
    if word in asked.names:
        return _NAME_NEAR if word in title or word in before else _ARTICLE if word in article else 0.0
    return _TITLE if word in title else _BEFORE if word in before else _ARTICLE if word in article else 0.0


def _stems_before(pool: Pool, number: int) -> frozenset[str]:
    """The sentence before, where it is of the same article: pronouns and "the town" point there."""
    if number == 0 or pool.candidates[number - 1].item is not pool.candidates[number].item:
        return frozenset()
    return frozenset(pool.candidates[number - 1].stems)


# --- what is given ----------------------------------------------------------------------------------------------


def _gives(asked: Question, candidate: Candidate) -> bool:
    """Whether a sentence holds what this kind of question asks for."""
    if asked.kind == "when":
        return any(_is_day_of_event(moment, asked, candidate) for moment in _moments(candidate))
    if asked.kind == "who says":
        return _is_said(candidate) and _same_side(asked, candidate)
    if asked.kind == "who":
        return _names_someone(asked, candidate)
    if asked.kind == "why":
        return _has_phrase(candidate.text, "causes")
    return True


def _moments(candidate: Candidate) -> list[Moment]:
    start, end = candidate.extent
    return [moment for moment in candidate.item.annotations.moments if start <= moment.start < end]


def _is_day_of_event(moment: Moment, asked: Question, candidate: Candidate) -> bool:
    """A date or time that isn't the day of saying, in one clause with a word of what is asked."""
    text = candidate.item.article.text
    if moment.type not in {MomentType.DATE, MomentType.TIME}:
        return False
    if _SAID.search(text[max(candidate.extent[0], moment.start - 24) : moment.start]):
        return False
    start, end = clause_of(text, candidate.extent, moment)
    return not asked.names.issuperset(asked.stems) and bool(set(content_words(text[start:end])) & _plain(asked))


def _plain(asked: Question) -> set[str]:
    """The words of a question that are neither names nor vague."""
    return {word for word in asked.stems if word not in asked.names and word not in asked.vague}


def _is_said(candidate: Candidate) -> bool:
    return candidate.statement is not None or _has_phrase(candidate.text, "reports", split=True)


def _same_side(asked: Question, candidate: Candidate) -> bool:
    """Whether the sentence is as negative as the question: who says there is none isn't who says there is one."""
    negative = is_negated(candidate.text) or candidate.firmness is Firmness.DENIED
    denial = "deny" in asked.stems
    return negative or not (asked.negated or denial)


def _names_someone(asked: Question, candidate: Candidate) -> bool:
    """Whether a person or organisation is named that the question doesn't name."""
    start, end = candidate.extent
    return any(
        mention.type in {MentionType.PERSON, MentionType.ORG}
        and start <= mention.start < end
        and not asked.names.issuperset(content_words(mention.name))
        for mention in candidate.item.annotations.mentions
    )


def _has_phrase(text: str, name: str, *, split: bool = False) -> bool:
    """Whether a phrase of a data file stands in a text (``split``: the file lists single words in lines)."""
    lowered = f" {' '.join(words(text))} "
    entries = (word for line in lexicon(name) for word in line.split()) if split else iter(lexicon(name))
    return any(f" {entry} " in lowered for entry in entries)


def _names_unit(asked: Question, figure: Figure) -> bool:
    """Whether the question asks for this very unit ("how many days")."""
    return stem(figure.unit) in asked.stems


# --- figures that answer ----------------------------------------------------------------------------------------


def _answering(asked: Question, pool: Pool, candidate: Candidate) -> list[Figure]:
    """The figures of a sentence that count what is asked; "soldiers killed" must be both in the sentence."""
    start, end = candidate.extent
    if not {word for word in asked.stems if word in concepts()} <= set(candidate.stems):
        return []
    inside = [figure for figure in candidate.item.annotations.figures if start <= figure.start < end]
    keys = {one.figure: one.key for one in pool.figures_of(candidate)}
    return [figure for figure in inside if _counts(asked, candidate, figure, keys.get(figure))]


def _counts(asked: Question, candidate: Candidate, figure: Figure, key: str | None) -> bool:
    """Whether one figure counts what is asked: by its concept, else by a word of the question in its clause."""
    if asked.kind in _UNITS:
        return figure.unit in _UNITS[asked.kind]
    if asked.kind == "share" and figure.unit != "percent":
        return False
    if asked.kind == "how much" and not (MONEY.fullmatch(figure.unit) or figure.unit in {"percent", "count"}):
        return False
    plain_count = figure.unit in {"count", "percent", "magnitude"} or _names_unit(asked, figure)
    if asked.kind == "how many" and not plain_count:
        return False
    if asked.concept is not None and key is not None:
        return key in {asked.concept, "confirmed" if asked.concept == "cases" else asked.concept}
    clause = clause_of(candidate.item.article.text, candidate.extent, figure)
    here = set(content_words(candidate.item.article.text[clause[0] : clause[1]]))
    noun = stem(figure.counted.lower()) if figure.counted else None
    if asked.kind == "how many" and asked.focus and noun not in {None, *asked.focus, *_GENERIC}:
        return False
    if asked.concept is not None and asked.concept not in here:
        return False
    return bool(here & set(asked.focus if asked.kind == "how many" and asked.focus else _plain(asked)))
