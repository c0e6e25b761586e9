"""Firmness without a parse, for Spanish and French: cue classes, negation of the cue, and verb forms near the start.

The French conditional of what is only told ("le ministre aurait exigé") and the Spanish one are hedges of news
(Dendale 1993, "le conditionnel de l'information incertaine"); otherwise a conditional is the future of the past.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.annotate.lexical import table
from sayso.annotate.numbers import number_words
from sayso.types import Firmness, weakest

_WITHIN = 120
"""Characters of a content within which a hedge counts: further on it belongs to some inner clause."""

_ARTICLES = frozenset("un una une uno".split())
_SHARES = frozenset("doble triple mitad tercio double moitié tiers quart".split())
_HEARSAY = re.compile(r"\b(?:serait|seraient|aurait|auraient|sería|serían|habría|habrían)\b")
_LONGEST_DENIAL = 80
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What firmness depends on.

    Attributes:
        word: the cue's verb as it stands, in lower case; "" for "según".
        kind: the firmness that the verb lends.
        before: the cue with the few characters before it, where a negation stands.
        source, content: their texts.
    """

    word: str
    kind: Firmness
    before: str
    source: str
    content: str


@dataclass(frozen=True, slots=True)
class _Forms:
    hedges: tuple[tuple[Firmness, frozenset[str]], ...]
    patterns: dict[str, re.Pattern[str]]
    sources: dict[str, frozenset[str]]


@functools.cache
def _forms(code: str) -> _Forms:
    words = table(f"cues.{code}")
    institutions = words["speakers"]["institutions"] + " " + words["sources"]["offices"]
    return _Forms(
        hedges=tuple((Firmness(kind), frozenset(listed.split())) for kind, listed in words["hedges"].items()),
        patterns={
            name: re.compile(rf"(?<![\w-])(?:{pattern})(?:\b|(?<=['’]))", re.IGNORECASE)
            for name, pattern in words["forms"].items()
        },
        sources={
            **{name: frozenset(listed.split()) for name, listed in words["sources"].items()},
            "authorities": frozenset(institutions.split()),
        },
    )


def firmness_in(said: Said, code: str) -> Firmness:
    """The firmness of a statement in the language ``code`` ("es" or "fr")."""
    forms = _forms(code)
    if forms.patterns["negation"].search(said.before):
        return Firmness.POSSIBLE  # "no descarta", "n'a pas confirmé" leave it open
    kind = said.kind
    if kind is Firmness.ESTIMATED and not _has_number(said.content, code):
        kind = Firmness.STATED  # "estime que c'est injuste" is an opinion
    near = said.content[:_WITHIN].lower()
    if kind is Firmness.STATED and len(said.content) <= _LONGEST_DENIAL and forms.patterns["never"].search(near):
        return Firmness.DENIED
    if kind in {Firmness.DENIED, Firmness.POSSIBLE}:
        return kind
    if _is_own_act(said, near, forms):
        return Firmness.CONFIRMED
    if not said.word and _HEARSAY.search(near) and not _holds(said.source, forms.sources["estimate"]):
        return Firmness.ALLEGED  # "selon lui, il serait là" isn't to come
    return weakest(kind, _of_source(said, forms), _of_content(near, forms))


def _has_number(content: str, code: str) -> bool:
    known = number_words(code)
    words = [word for word in _WORD.findall(content.lower()) if word not in _ARTICLES]
    return any(word[0].isdigit() or word in known or word in _SHARES for word in words)


def _of_source(said: Said, forms: _Forms) -> Firmness:
    return Firmness.ESTIMATED if _holds(said.source, forms.sources["estimate"]) else Firmness.CONFIRMED


def _is_own_act(said: Said, near: str, forms: _Forms) -> bool:
    """An authority that announces what is to come tells its own act; one that announces a toll only states it."""
    if said.word not in forms.sources["announcing"] or not _holds(said.source, forms.sources["authorities"]):
        return False
    return any(forms.patterns[name].search(near) for name in ("future", "conditional"))


def _of_content(near: str, forms: _Forms) -> Firmness:
    words = set(_WORD.findall(near))
    if words & dict(forms.hedges)[Firmness.POSSIBLE] or forms.patterns["first_person_belief"].search(near):
        return Firmness.POSSIBLE
    if forms.patterns["told"].search(near):
        return Firmness.ALLEGED
    hedged = next((kind for kind, listed in forms.hedges if words & listed), None)
    if hedged is not None:
        return hedged
    if forms.patterns["future"].search(near) or forms.patterns["conditional"].search(near):
        return Firmness.EXPECTED
    return Firmness.ESTIMATED if forms.patterns["estimating"].search(near) else Firmness.CONFIRMED


def _holds(text: str, listed: frozenset[str]) -> bool:
    return not listed.isdisjoint(_WORD.findall(text.lower()))
