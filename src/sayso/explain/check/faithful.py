"""Whether a model's sentence may stand: derived from its cited evidence by reordering, joining and shortening alone.

A draft isn't searched for lies, of which there is no end. It must be *derivable*: equal, word by word and in order, to
one of the renderings of its evidence (:mod:`sayso.explain.check.renderings`), less pieces that may go
(:mod:`sayso.explain.check.omissions`), or to two or three of them joined. Numbers, names, negations, hedges, roles,
dates and comparators are kept because nothing can be added, exchanged or moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from sayso.explain.check.lexis import Lexis
from sayso.explain.check.renderings import (
    ATTRIBUTED_FIRST,
    ATTRIBUTED_LAST,
    Reading,
    Rendering,
    bare,
    reading_of,
    verb_first,
)
from sayso.explain.check.tokens import Token, tokens
from sayso.text import sentences
from sayso.types import Draft, Evidence

MOST_JOINED = 3
"""Pieces of evidence in one draft; the orders to try grow with their factorial."""
LONGEST = 200
"""Tokens of a draft or a piece of evidence; the longest line is 60 words."""
Tokens = Sequence[Token]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def fault(draft: Draft, evidence: Mapping[int, Evidence]) -> str:
    """Why a draft may not stand, in one line; "" where it may."""
    if not draft.evidence:
        return "it names no evidence"
    unknown = [number for number in draft.evidence if number not in evidence]
    if unknown:
        return f"there is no evidence {unknown[0]}"
    if len(draft.evidence) > MOST_JOINED:
        return f"it joins more than {MOST_JOINED} sentences"
    readings = [reading_of(evidence[number]) for number in draft.evidence]
    if max(len(reading.tokens) for reading in readings) > LONGEST:
        return "its evidence is too long"
    if len({reading.lexis.code for reading in readings}) > 1:
        return "it joins sentences of different languages"
    if len({_who(reading) for reading in readings}) > 1:
        return "it joins different speakers"
    if _stands(draft.sentence, readings):
        return ""
    return _told_fault(draft.sentence, readings)


def _who(reading: Reading) -> tuple[bool, str]:
    return reading.evidence.own_voice, reading.evidence.speaker.casefold()


def _stands(sentence: str, readings: Sequence[Reading]) -> bool:
    lexis = readings[0].lexis
    whole = [sentence[start:end] for start, end in sentences(sentence)]
    if "?" in sentence and not any("?" in reading.evidence.sentence for reading in readings):
        return False
    together = _tokens(sentence, lexis, readings)
    if len(together) > LONGEST:
        return False
    if any(_derives(together, order) for order in permutations(readings)):
        return True
    parts = [_tokens(piece, lexis, readings) for piece in whole]
    return len(parts) == len(readings) > 1 and any(_one_by_one(parts, order) for order in permutations(readings))


def _one_by_one(parts: Sequence[Tokens], order: Sequence[Reading]) -> bool:
    """Whether each sentence says one piece of evidence, and none leans on the one before it."""
    alone = _may_join(order[0], order[1:], bound=False)
    return alone and all(_derives(part, (one,)) for part, one in zip(parts, order, strict=True))


def _tokens(sentence: str, lexis: Lexis, readings: Sequence[Reading]) -> tuple[Token, ...]:
    """A draft's tokens; brackets are an editor's where the evidence has them too."""
    bracketed = any("[" in reading.evidence.sentence for reading in readings)
    return tuple(t for t in tokens(sentence, lexis) if not bracketed or t.quoted or t.form not in {"[", "]"})


# --- one sentence ---------------------------------------------------------------------------------------------------


def _derives(found: Tokens, readings: Sequence[Reading]) -> bool:
    """Whether a sentence says these pieces of evidence in this order and nothing else."""
    if len(readings) == 1:
        return any(matches(found, rendering) for rendering in readings[0].ways)
    first, rest = readings[0], readings[1:]
    for start, end in _joints(found):
        left, right = found[:start], found[end:]
        bound = found[start].form != ";"
        if not left or not right or not _may_join(first, rest, bound=bound):
            continue
        if end - start == 1 and bound and _dated(right, first.lexis) and not _dated(left, first.lexis):
            continue  # "the school closed and the road opened on Monday": both?
        if _says_apart(left, right, first, rest) or _says_together(left, right, first, rest):
            return True
    return False


def _joints(found: Tokens) -> Iterator[tuple[int, int]]:
    """Where two sentences may be joined: ";" or ", and" or "and"."""
    for at in range(1, len(found) - 1):
        token, after = found[at], found[at + 1]
        if token.quoted:
            continue
        if token.form == ";":
            yield at, at + 1
        elif token.form == "," and after.form in {"and", "y", "e", "et"} and not after.quoted:
            yield at, at + 2
        elif token.form in {"and", "y", "e", "et"}:
            yield at, at + 1


def _says_apart(left: Tokens, right: Tokens, first: Reading, rest: Sequence[Reading]) -> bool:
    """Each with its own attribution, or without: no words come under another's attribution."""
    if any(reading.voiced for reading in (first, *rest)):
        for rendering in first.ways:
            if rendering.kind == ATTRIBUTED_FIRST and matches(left, rendering):
                return len(rest) == 1 and any(
                    matches(right, other) for other in rest[0].ways if other.kind == ATTRIBUTED_FIRST
                )
        return False
    return any(matches(left, rendering) for rendering in first.ways) and _derives(right, rest)


def _says_together(left: Tokens, right: Tokens, first: Reading, rest: Sequence[Reading]) -> bool:
    """Two contents under one attribution of the speaker of both: "S said A and B", "A and B, S said"."""
    if len(rest) != 1 or first.frame is None or rest[0].frame is None or not first.frame.neutral:
        return False
    second = rest[0]
    alone = bare(second)
    if alone is None or _leans(second) or not _surely_one(first, second):
        return False
    for rendering in first.ways:
        if rendering.kind != ATTRIBUTED_FIRST or not matches(left, rendering):
            continue
        if matches(right, alone) or any(matches(right, other) for other in verb_first(second)):
            return True
    before = bare(first)
    if before is None or _leans(first) or not matches(left, before):
        return False
    return any(matches(right, other) for other in second.ways if other.kind == ATTRIBUTED_LAST)


def _surely_one(first: Reading, second: Reading) -> bool:
    """Whether two sources are one beyond doubt: a name, or the same words with "the"; "officials" may be others."""
    speaker = first.evidence.speaker.split()
    if len(speaker) > 1 and speaker[0][:1].isupper() and speaker[-1][:1].isupper():
        return True
    sources = [[token.form for token in reading.frame.source] for reading in (first, second) if reading.frame]
    definite = sources[0] == sources[-1] and sources[0][0] in first.lexis.articles - {
        "a",
        "an",
        "un",
        "una",
        "une",
        "des",
    }
    name = [token.form for token in first.speaker]
    named = all(source == name or (len(source) == 1 and source[0] in first.lexis.subjects) for source in sources)
    proper = len(name) == 1 and speaker[0][:1].isupper() and speaker[0][-1:] != "s"
    return definite or (named and proper)


def _may_join(first: Reading, rest: Sequence[Reading], *, bound: bool) -> bool:
    """Whether nothing in one sentence reaches into the other: conditions, times in front, pronouns without a name."""
    if first.tokens[0].form in first.lexis.pronouns - first.lexis.articles:
        return False
    if any(reading.frame is None and _leans(reading) for reading in rest):
        return False
    if not bound:
        return True
    both = (first, *rest)
    if any(
        t.form in r.lexis.conditional and not t.quoted for r in both for t in r.tokens if t.form not in r.lexis.that
    ):
        return False
    content = first.frame.content if first.frame else first.tokens
    return not (content[0].form in first.lexis.preposing or first.lexis.day.match(content[0].form))


def _dated(found: Tokens, lexis: Lexis) -> bool:
    """Whether a day or a year stands in a sentence."""
    text = " ".join(token.form for token in found)
    return lexis.day.search(text) is not None or _YEAR.search(text) is not None


def _leans(reading: Reading) -> bool:
    """Whether what is said has a pronoun, which another sentence before it could take for its own."""
    content = reading.frame.content if reading.frame else reading.tokens
    possessive = reading.lexis.articles
    return any(t.form in reading.lexis.pronouns - possessive and not t.quoted for t in content)


# --- matching -------------------------------------------------------------------------------------------------------


def matches(found: Tokens, rendering: Rendering) -> bool:
    """Whether tokens fill a rendering from end to end, leaving out only what may go.

    A pass over the slots with the set of places reached in ``found``: slots times tokens steps at most.
    """
    slots = rendering.slots
    jumps: dict[int, list[int]] = {}
    for start, end in rendering.omissions:
        jumps.setdefault(start, []).append(end)
    reached: list[set[int]] = [set() for _ in range(len(slots) + 1)]
    reached[0].add(0)
    for at, slot in enumerate(slots):
        for place in reached[at]:
            if place < len(found) and slot.takes(found[place]):
                reached[at + 1].add(place + 1)
            if slot.optional:
                reached[at + 1].add(place)
            for end in jumps.get(at, ()):
                reached[end].add(place)
    return len(found) in reached[len(slots)]


# --- reasons --------------------------------------------------------------------------------------------------------


def _told_fault(sentence: str, readings: Sequence[Reading]) -> str:
    lexis = readings[0].lexis
    known = {form for reading in readings for t in reading.tokens for form in (t.form, t.text.casefold())}
    known |= {t.form for reading in readings for t in reading.speaker}
    strange = [
        t.text for t in tokens(sentence, lexis) if t.word and t.form not in known and t.form not in _SMALL[lexis.code]
    ]
    if strange:
        return f"{strange[0]!r} doesn't stand in its evidence"
    return "it doesn't follow from its evidence by reordering, joining and shortening"


_SMALL = {
    "en": frozenset("said says that and according to".split()),
    "es": frozenset("dijo que y según de acuerdo con e".split()),
    "fr": frozenset("a dit que qu' et selon d' après".split()),
}
