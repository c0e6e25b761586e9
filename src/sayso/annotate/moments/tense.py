"""Past or future: the tense of the verb around an expression, by words and endings, without a parse."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.annotate.tokens import Tokens

REACH = 24
"""Tokens looked at on either side for a tense; a clause is rarely longer."""

_STOPS = frozenset(".!?;:\n")
"""First characters of the tokens that end a clause."""


@dataclass(frozen=True, slots=True)
class TenseCues:
    """The words of a language that tell past from future."""

    past: frozenset[str]
    future: frozenset[str]
    never_past: frozenset[str]
    past_ending: re.Pattern[str] | None
    future_ending: re.Pattern[str] | None
    future_before: re.Pattern[str]
    past_before: re.Pattern[str]
    by_default_future: re.Pattern[str]
    infinitive_marks: frozenset[str]
    before_infinitive: frozenset[str]
    pluperfect: frozenset[str]
    before_adjective: frozenset[str]
    adverb_ending: str
    clause_starts: frozenset[str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> TenseCues:
        """From a data file's ``past_words``, ``future_words`` and endings (all may be absent)."""
        return cls(
            past=frozenset(data.get("past_words", "").split()),
            future=frozenset(data.get("future_words", "").split()),
            never_past=frozenset(data.get("never_past", "").split()),
            past_ending=_ending(data.get("past_endings", ()), data.get("past_forms", ())),
            future_ending=_ending(data.get("future_endings", ())),
            future_before=_just_before(data.get("future_before", ())),
            past_before=_just_before(data.get("past_before", ())),
            by_default_future=_just_before(data.get("by_default_future", ())),
            infinitive_marks=frozenset(data.get("infinitive_marks", ())),
            before_infinitive=frozenset(data.get("before_infinitive", "").split()),
            pluperfect=frozenset(data.get("pluperfect", "").split()),
            before_adjective=frozenset(data.get("before_adjective", "").split()),
            adverb_ending=data.get("adverb_ending", ""),
            clause_starts=frozenset(data.get("clause_starts", "").split()),
        )

    def is_past(self, word: str) -> bool:
        if word in self.past:
            return True
        return word not in self.never_past and bool(self.past_ending and self.past_ending.match(word))

    def is_future(self, word: str) -> bool:
        return word in self.future or bool(self.future_ending and self.future_ending.match(word))


def _ending(endings: Sequence[str], forms: Sequence[str] = ()) -> re.Pattern[str] | None:
    """Words of two letters or more with one of the endings, or of one of the forms."""
    ended = [rf"[^\W\d_]{{2,30}}(?:{'|'.join(endings)})$"] if endings else []
    return re.compile("|".join([*ended, *(f"{form}$" for form in forms)])) if ended or forms else None


def _just_before(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})$")


def tense_around(tokens: Tokens, cues: TenseCues, first: int, last: int) -> int:
    """-1 past, 1 future, 0 unknown: by the preposition, else the nearest cue to the left in the sentence, else
    to the right.
    """
    before = " ".join(tokens.words[max(0, first - 3) : first])
    if cues.future_before.search(before) and not _closes_range(tokens, first):
        return 1
    if cues.past_before.search(before):
        return -1
    if cues.by_default_future.search(before):
        return _tense_left(tokens, cues, first, REACH // 3) or 1
    return _tense_in_clause(tokens, cues, first, last) or _tense_left(tokens, cues, first, REACH)


def _tense_in_clause(tokens: Tokens, cues: TenseCues, first: int, last: int) -> int:
    """The tense in the expression's own clause: "anunció que el lunes se abrirá" is to come.

    Where the clause begins right before it, by the right alone; else by the left, then by the right.
    """
    opens = any(word in cues.clause_starts for word in tokens.words[max(0, first - 2) : first])
    return (0 if opens else _tense_left(tokens, cues, first, REACH)) or _tense_right(tokens, cues, last)


def _closes_range(tokens: Tokens, first: int) -> bool:
    """As in "vom 3. bis 5. März", "from 3 until 5 March": that "bis" tells nothing of the tense."""
    return first > 1 and (tokens.raw[first - 2].isdecimal() or tokens.raw[first - 2] == ".")


def _tense_left(tokens: Tokens, cues: TenseCues, first: int, reach: int) -> int:
    words = tokens.words
    for place in range(first - 1, max(-1, first - 1 - reach), -1):
        if words[place][0] in _STOPS:
            return 0
        if _is_future(tokens, cues, place):
            return -1 if _is_pluperfect(tokens, cues, place) else 1
        if _is_past(tokens, cues, place):
            # "will be held", "is expected to be closed": the participle belongs to the auxiliary before it.
            return 1 if any(_is_future(tokens, cues, one) for one in range(max(0, place - 3), place)) else -1
    return 0


def _tense_right(tokens: Tokens, cues: TenseCues, last: int) -> int:
    for place in range(last, min(len(tokens), last + REACH)):
        if tokens.words[place][0] in _STOPS:
            return 0
        if _is_future(tokens, cues, place):
            return 1
        if _is_past(tokens, cues, place):
            return -1
    return 0


def _is_future(tokens: Tokens, cues: TenseCues, place: int) -> bool:
    word = tokens.words[place]
    if word in cues.infinitive_marks:
        return place > 0 and tokens.words[place - 1] in cues.before_infinitive
    return cues.is_future(word) and not _is_name(tokens, place) and not _is_adjective(tokens, cues, place)


def _is_past(tokens: Tokens, cues: TenseCues, place: int) -> bool:
    """Whether a past verb stands there; "the United", "a still unspecified date" have none."""
    words = tokens.words
    if not cues.is_past(words[place]) or _is_name(tokens, place):
        return False
    return words[place] in cues.past or not _is_adjective(tokens, cues, place)


def _is_adjective(tokens: Tokens, cues: TenseCues, place: int) -> bool:
    """A participle before a noun: "a still unspecified date", "the hastily planned visit"."""
    if place == 0 or not cues.past_ending or not cues.past_ending.match(tokens.words[place]):
        return False
    before = tokens.words[place - 1]
    return before in cues.before_adjective or (before.endswith(cues.adverb_ending) and bool(cues.adverb_ending))


def _is_name(tokens: Tokens, place: int) -> bool:
    """A capital inside a sentence: no verb."""
    return place > 0 and tokens.raw[place][0].isupper() and tokens.raw[place - 1][0].isalnum()


def _is_pluperfect(tokens: Tokens, cues: TenseCues, place: int) -> bool:
    """As in "had been due": what was to come is over."""
    return any(tokens.words[one] in cues.pluperfect for one in range(max(0, place - 4), place))
