"""What an edit changed: figures, names, dates, statements and corrections of two versions of one article.

Sentences that stand in both versions are set aside; of the rest, those that are most alike are paired, and the facts
of each pair are held against each other. A change of wording alone is no change of fact and isn't told, nor is what
only moved within the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.explain.content import negated
from sayso.text import folded_space, hull, normal_form, sentences, words
from sayso.types import Extent, FactChange, Firmness, MomentType, Span, Statement, VersionText

_ALIKE = 0.4
"""Dice coefficient of words from which two sentences are one that was edited (a changed toll leaves .8, a rewritten
sentence .5; two sentences of one report that have nothing to do with each other .1 to .3)."""
_SAID_AGAIN = 0.6
"""Share of a statement's words that another must hold to say the same."""
_MOST_SENTENCES = 300
"""Edited sentences of a version that are looked at: a text that was wholly rewritten, or a hostile one, has more."""
_CORRECTION = re.compile(
    r"\b(?:corrections?|clarification|editor['’]s note|this (?:article|story|post|piece|report) (?:has been|was)"
    r" (?:updated|corrected|amended|edited)|an? (?:earlier|previous) version|fe de (?:errores|erratas)"
    r"|corrección|rectificación|una versión (?:anterior|previa)|rectificatif|précision|une version (?:antérieure|"
    r"précédente)|erratum|korrektur|berichtigung|richtigstellung|in einer früheren (?:version|fassung))\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_CORRECTION = 80


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something that can be right or wrong in a sentence: what it is about (``key``), what it says, where."""

    kind: str
    key: object
    value: object
    at: Extent


@dataclass(frozen=True, slots=True)
class _Side:
    """A version with all of its facts."""

    version: VersionText
    facts: tuple[_Fact, ...]

    @property
    def text(self) -> str:
        return self.version.text


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of one version with its words and its facts."""

    side: _Side
    at: Extent
    words: frozenset[str]
    facts: tuple[_Fact, ...]

    @property
    def text(self) -> str:
        return self.side.text[self.at[0] : self.at[1]]


def changes(before: VersionText, after: VersionText) -> tuple[FactChange, ...]:
    """The facts that the later version has otherwise, in the order of the later text; what was withdrawn last.

    Time is linear in the length of the texts, and quadratic in the number of edited sentences, of which at most 300 a
    side are looked at.
    """
    earlier, later = _Side(before, _facts(before)), _Side(after, _facts(after))
    gone, come = _edited(earlier, later), _edited(later, earlier)
    pairs = _pairs(gone, come)
    found: list[FactChange] = []
    for new in come:
        old = pairs.get(new.at)
        found += _within(old, new) if old else _added(new, earlier)
    paired = {old.at for old in pairs.values()}
    for old in gone:
        if old.at not in paired:
            found += _withdrawn(old, later)
    return tuple(found)


# --- sentences ----------------------------------------------------------------------------------------------------


def _edited(side: _Side, other: _Side) -> list[_Sentence]:
    """The sentences of a version that don't stand in the other, word for word."""
    there = Counter(folded_space(other.text[start:end]) for start, end in sentences(other.text))
    edited: list[Extent] = []
    for start, end in sentences(side.text):
        sentence = folded_space(side.text[start:end])
        if there[sentence]:
            there[sentence] -= 1
        else:
            edited.append((start, end))
    return [
        _Sentence(
            side,
            at,
            frozenset(words(side.text[at[0] : at[1]])),
            tuple(fact for fact in side.facts if at[0] <= fact.at[0] and fact.at[1] <= at[1]),
        )
        for at in edited[:_MOST_SENTENCES]
    ]


def _pairs(gone: Sequence[_Sentence], come: Sequence[_Sentence]) -> dict[Extent, _Sentence]:
    """Which earlier sentence each later one was, by the later one's place; the most alike are paired first."""
    likely = sorted(
        (
            (-likeness, old.at, new.at, old)
            for old in gone
            for new in come
            if (likeness := _dice(old.words, new.words)) >= _ALIKE
        ),
        key=lambda one: one[:3],
    )
    found: dict[Extent, _Sentence] = {}
    taken: set[Extent] = set()
    for _, old_at, new_at, old in likely:
        if old_at not in taken and new_at not in found:
            found[new_at] = old
            taken.add(old_at)
    return found


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


# --- facts ----------------------------------------------------------------------------------------------------------


def _facts(version: VersionText) -> tuple[_Fact, ...]:
    found = version.annotations
    facts = [_Fact("figure", (f.unit, f.counted), (f.low, f.high), (f.start, f.end)) for f in found.figures]
    facts += [
        _Fact("date", moment.type, moment.value, (moment.start, moment.end))
        for moment in found.moments
        if moment.type in {MomentType.DATE, MomentType.TIME}
    ]
    named = [(mention.type, (mention.start, mention.end)) for mention in found.mentions]
    facts += [_Fact("name", type_, normal_form(version.text[slice(*at)]), at) for type_, at in named]
    return tuple(facts)


def _within(old: _Sentence, new: _Sentence) -> Iterator[FactChange]:
    """What changed between two forms of one sentence: facts that took another's place, came, or went."""
    told = False
    for change in _of_facts(old, new):
        told = True
        yield change
    if negated(old.text) is not negated(new.text):
        yield FactChange("statement", _span(old), _span(new))
        return
    said = _of_statements(old, new)
    if said is not None and not told:
        yield said


def _of_facts(old: _Sentence, new: _Sentence) -> Iterator[FactChange]:
    went, came = _only_in(old.facts, new.facts), _only_in(new.facts, old.facts)
    for fact in came:
        match = next((other for other in went if other.kind == fact.kind and _same_key(other.key, fact.key)), None)
        if match is not None:
            went.remove(match)
        elif _stands_in(fact, old.side):
            continue
        yield FactChange(fact.kind, _span(old), _span(new), _exact(old, match) if match else None, _exact(new, fact))
    for fact in went:
        if not _stands_in(fact, new.side):
            yield FactChange(fact.kind, _span(old), _span(new), _exact(old, fact), None)


def _same_key(one: object, other: object) -> bool:
    """Figures that count the same, or of which one doesn't say what it counts; other facts of one type."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return one[0] == other[0] and (one[1] == other[1] or None in {one[1], other[1]})
    return one == other


def _only_in(facts: Iterable[_Fact], others: Sequence[_Fact]) -> list[_Fact]:
    return [fact for fact in facts if not any(_says_the_same(fact, other) for other in others)]


def _says_the_same(one: _Fact, other: _Fact) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind == "name":
        return _is_part_of_name(str(one.value), str(other.value))
    return one.value == other.value and (one.kind != "figure" or _same_key(one.key, other.key))


def _is_part_of_name(one: str, other: str) -> bool:
    """ "Smith" and "Ann Smith" are one name; so are "the Harbour Authority" and "Harbour Authority"."""
    return set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())


def _stands_in(fact: _Fact, side: _Side) -> bool:
    """Whether the version says it anywhere: what only moved is no change."""
    return any(_says_the_same(fact, other) for other in side.facts)


# --- statements -----------------------------------------------------------------------------------------------------


def _of_statements(old: _Sentence, new: _Sentence) -> FactChange | None:
    """A statement of the sentence that has another speaker now, or is said more or less firmly."""
    before, after = list(_statements(old)), list(_statements(new))
    if len(before) != len(after):
        return None
    for one, other in zip(before, after, strict=True):
        if _attributed(one) != _attributed(other):
            return FactChange("statement", _span(old), _span(new), _words_of(old, one), _words_of(new, other))
    return None


def _attributed(statement: Statement) -> tuple[str, Firmness]:
    return normal_form(statement.speaker or ""), statement.firmness


def _statements(sentence: _Sentence) -> Iterator[Statement]:
    for statement in sentence.side.version.annotations.statements:
        extent = hull(statement.content)
        if statement.shown and extent and sentence.at[0] <= extent[0] and extent[1] <= sentence.at[1]:
            yield statement


def _added(new: _Sentence, before: _Side) -> Iterator[FactChange]:
    """A correction, or a sentence with a statement or a figure that the earlier version hasn't."""
    if _CORRECTION.search(new.text) and len(new.words) <= _MOST_WORDS_OF_A_CORRECTION:
        yield FactChange("correction", None, _span(new))
        return
    for statement in _statements(new):
        if not _said_in(new, statement, before):
            yield FactChange("statement", None, _span(new), None, _words_of(new, statement))
            return
    for fact in new.facts:
        if fact.kind == "figure" and not _stands_in(fact, before):
            yield FactChange("figure", None, _span(new), None, _exact(new, fact))


def _withdrawn(old: _Sentence, after: _Side) -> Iterator[FactChange]:
    for statement in _statements(old):
        if not _said_in(old, statement, after):
            yield FactChange("statement", _span(old), None, _words_of(old, statement), None)
            return
    for fact in old.facts:
        if fact.kind == "figure" and not _stands_in(fact, after):
            yield FactChange("figure", _span(old), None, _exact(old, fact), None)


def _said_in(sentence: _Sentence, statement: Statement, side: _Side) -> bool:
    """Whether a statement of the version holds most of this one's words."""
    said = _content(sentence.side.text, statement)
    if not said:
        return True
    return any(
        len(said & _content(side.text, other)) >= _SAID_AGAIN * len(said)
        for other in side.version.annotations.statements
    )


def _content(text: str, statement: Statement) -> set[str]:
    return {word for start, end in statement.content for word in words(text[start:end])}


# --- spans ----------------------------------------------------------------------------------------------------------


def _span(sentence: _Sentence) -> Span:
    return Span(sentence.side.version.article, sentence.side.version.version, *sentence.at)


def _exact(sentence: _Sentence, fact: _Fact) -> Span:
    return Span(sentence.side.version.article, sentence.side.version.version, *fact.at)


def _words_of(sentence: _Sentence, statement: Statement) -> Span | None:
    extent = hull(statement.content)
    return Span(sentence.side.version.article, sentence.side.version.version, *extent) if extent else None
