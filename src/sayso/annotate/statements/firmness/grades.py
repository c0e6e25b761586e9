"""How firmly a statement is put: by its cue, its negation, its object and the hedges in what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.annotate.statements.candidates import Candidate
from sayso.annotate.statements.lexicon import Lexicon
from sayso.annotate.statements.trees import children
from sayso.types import Firmness, weakest

_NEGATED = frozenset({Firmness.STATED, Firmness.CONFIRMED, Firmness.ESTIMATED, Firmness.EXPECTED})
_FIRST_WORDS = 14
"""A hedge counts within so many words of the content's start: further on it belongs to some inner clause."""

_PERCEIVED = frozenset("hear see feel smell taste".split())
"""After "could": an ability ("you could hear it"), no hedge. After "than", "expected" is none either."""

_WORD = re.compile(r"[\w'’]+")


def firmness_of(candidate: Candidate, text: str, lexicon: Lexicon) -> Firmness:
    """The firmness of one link: cue and content together, the lower of both."""
    words = [word.lower() for start, end in candidate.content for word in _WORD.findall(text, start, end)]
    cue = _by_cue(candidate, words, lexicon)
    if cue is Firmness.DENIED:
        return cue
    if cue is Firmness.STATED and _denies(words, lexicon):
        return Firmness.DENIED
    return weakest(cue, _by_content(candidate, words, lexicon))


def _by_cue(candidate: Candidate, words: list[str], lexicon: Lexicon) -> Firmness:
    kind = lexicon.firmness.get(candidate.word, Firmness.STATED)
    if candidate.word in lexicon.sets["denials.verbs"]:
        denies = bool(lexicon.sets["denials.nouns"].intersection(words[:4])) or candidate.pattern == "clause"
        kind = Firmness.DENIED if denies else Firmness.STATED
    if _is_negated(candidate.head):
        return _negated(kind, candidate.word)
    if _has_modal(candidate.head, lexicon):
        return weakest(kind, Firmness.POSSIBLE)
    if kind is Firmness.STATED and _own_act(candidate, lexicon):
        return Firmness.CONFIRMED
    return kind


def _negated(kind: Firmness, word: str) -> Firmness:
    """ "doesn't believe that" denies; "didn't say" and "couldn't confirm" leave it open."""
    if kind is Firmness.DENIED:
        return Firmness.STATED
    if word in {"believe", "think"}:
        return Firmness.DENIED
    return Firmness.POSSIBLE if kind in _NEGATED else kind


def _is_negated(head: Any) -> bool:
    return any(child.dep_ == "neg" for child in head.children)


def _has_modal(head: Any, lexicon: Lexicon) -> bool:
    return any(aux.lower_ in {"may", "might", "could"} for aux in children(head, "aux"))


def _own_act(candidate: Candidate, lexicon: Lexicon) -> bool:
    if candidate.word not in lexicon.sets["authority.acts"] or candidate.holder is None:
        return False
    words = {token.lower_ for token in candidate.holder.subtree} if candidate.holder.tag_[:3] != "PRP" else set()
    return bool(words & lexicon.sets["authority.heads"])


def _denies(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a short content says of something that it isn't so ("it was not true")."""
    if len(words) > 8:
        return False
    kept = set(words)
    negative = any(word == "not" or word.endswith(("n't", "n’t")) for word in words)
    return (negative and bool(kept & {"true", "correct"})) or bool(kept & lexicon.sets["denials.false"])


def _neighbours(words: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each of the first words with the word before and after it."""
    first = words[: _FIRST_WORDS + 1]
    return zip(["", *first], words[:_FIRST_WORDS], [*first[1:], ""], strict=False)


def _by_content(candidate: Candidate, words: list[str], lexicon: Lexicon) -> Firmness:
    if candidate.quoted > 0.5 and len(words) > _FIRST_WORDS:
        return Firmness.CONFIRMED
    near = {word for before, word, after in _neighbours(words) if not (before == "than" or after in _PERCEIVED)}
    for kind in (Firmness.POSSIBLE, Firmness.ALLEGED, Firmness.EXPECTED, Firmness.ESTIMATED):
        if near & (lexicon.sets[f"hedges.{kind.value}"]):
            return kind
    return Firmness.CONFIRMED
