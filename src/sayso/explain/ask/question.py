"""What a question asks for: its kind, its words, its names, and the one word that an answer can't do without."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.explain.terms import concepts, content_words, cued_by, lexicon, stem
from sayso.text import without_accents, words

_CAPITAL = re.compile(r"(?<=[\s(«“\"'’])[A-ZÀ-Þ][\w’'-]*")
_OPENING_MARKS = " ¿¡\"'«“("
LONGEST = 400
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is searched.

    ``kind`` is one of the data file's. ``stems`` are its content words in order, ``names`` those that name; ``vague``
    weigh little. ``focus`` is the first one or two words after the opening ("pay rise"), where they aren't names or
    vague: what is counted, or the predicate of "who ...". ``concept`` is what is counted, where the words name one.
    """

    kind: str
    stems: tuple[str, ...]
    names: frozenset[str]
    vague: frozenset[str]
    focus: tuple[str, ...]
    concept: str | None
    negated: bool


def understood(question: str) -> Question:
    """Reads a question in English, Spanish or French; what fits no opening asks "what"."""
    text = question[:LONGEST]
    bare = without_accents(text.lower().replace("’", "'")).lstrip(_OPENING_MARKS)
    opening, kind = next(((o, k) for o, k in _openings() if re.match(rf"{re.escape(o)}\b", bare)), ("", "what"))
    rest = text.lstrip(_OPENING_MARKS)[len(opening) :] if opening else text
    if kind == "who says":  # the verb of saying is part of what is asked ("who denied ...")
        rest = f"{opening.split()[-1]} {rest}" if opening.split()[-1] not in {"that", "que"} else rest
    stems = tuple(dict.fromkeys(content_words(rest)))
    names = frozenset(s for word in _CAPITAL.findall(f" {rest}") for s in content_words(word) if s in stems)
    vague = frozenset(s for s in stems if s in _vague())
    plain = [s for s in stems if s not in names and s not in vague]
    named = next((s for s in plain if s in concepts()), None)
    focus = _focus(rest, kind, plain)
    if kind == "how many" and stems and stems[0] in vague:  # "how many people": what happened to them is counted
        named = _happened_to_people(plain)
        focus = (named,) if named is not None and named in plain else ()
    if kind in concepts():  # "how strong": the opening itself says what is counted
        named, kind, focus = kind, "how many", ()
    return Question(kind, stems, names, vague, focus, named, is_negated(rest))


def _happened_to_people(plain: list[str]) -> str | None:
    """The concept that a question's words name, else hint at, for people who are counted; never things."""
    told = [concept for s in plain for concept in cued_by().get(s, ()) if concept.moves != "local"]
    return next((concept.name for concept in told if concept.name in plain), told[0].name if told else None)


def _focus(rest: str, kind: str, plain: list[str]) -> tuple[str, ...]:
    """The first word that tells, and the next one where nothing stands between them."""
    stems = [next(iter(content_words(word)), "") for word in rest.split()]
    place = next((n for n, s in enumerate(stems) if s and s in plain), None)
    if place is None:
        return ()
    following = stems[place + 1] if place + 1 < len(stems) else ""
    return (stems[place], following) if following in plain and kind != "who" else (stems[place],)


def is_negated(text: str) -> bool:
    """Whether a word in it turns the claim round."""
    found = words(text)
    return any(word in lexicon("negations") or word.endswith("n't") for word in found)


@functools.cache
def _vague() -> frozenset[str]:
    return frozenset(stem(word) for line in lexicon("vague") for word in line.split())


@functools.cache
def _openings() -> tuple[tuple[str, str], ...]:
    """Openings with their kinds, longest first."""
    found = []
    for line in lexicon("question_kinds"):
        kind, _, openings = line.partition(": ")
        found += [(opening, kind) for opening in openings.split("|")]
    return tuple(sorted(found, key=lambda one: -len(one[0])))
