"""The English cue lexicon: lemmas of cue words, and how reliable a cue is in a pattern."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.annotate.lexical import table
from sayso.types import Firmness

GRADES = {"A": 0.9, "B": 0.76, "C": 0.58, "D": 0.4}
"""The middle of each grade's range of precision (lexicons/cues.en.toml)."""

SPEECH_GRADE = 0.6
"""For verbs of saying that the graded lists don't have, with a clause or a quotation."""

_SPOKEN_PATTERNS = ("clause", "quote-left", "quote-right", "parenthetical")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words of a language.

    Attributes:
        lemmas: (form, first letter of its Penn tag) to lemma.
        grades: (pattern, lemma) to the precision of that reading.
        firmness: lemma to the firmness that it lends.
        sets: further word lists, by "table.name".
    """

    lemmas: dict[tuple[str, str], str]
    grades: dict[tuple[str, str], float]
    firmness: dict[str, Firmness]
    sets: dict[str, frozenset[str]]

    def lemma_of(self, token: Any) -> str | None:
        """The lemma of a token that may be a cue, else None."""
        return self.lemmas.get((token.lower_, token.tag_[:1]))

    def precision(self, pattern: str, word: str) -> float:
        """How often a reading by this pattern and lemma is right; 0 for what isn't listed."""
        return self.grades.get((pattern, word), 0.0)


@functools.cache
def english() -> Lexicon:
    """The English lexicon, read once."""
    graded = table("cues.en")
    words = table("words.en")
    grades = {
        (pattern, word): GRADES[grade]
        for pattern, lists in graded.items()
        for grade, listed in lists.items()
        for word in listed.split()
    }
    for verb in words["speech"]["verbs"].split():
        for pattern in _SPOKEN_PATTERNS:
            grades.setdefault((pattern, verb), SPEECH_GRADE)
    for pattern, listed in words["more"].items():
        for word in listed.split():
            grades.setdefault((pattern, word), SPEECH_GRADE)
    return Lexicon(
        lemmas=dict(_forms(grades, words["forms"])),
        grades=grades,
        firmness={word: Firmness(kind) for kind, listed in words["firmness"].items() for word in listed.split()},
        sets={
            f"{table}.{name}": frozenset(listed.split())
            for table in ("hedges", "hearsay", "denials", "authority", "speakers")
            for name, listed in words[table].items()
        },
    )


def _forms(grades: dict[tuple[str, str], float], irregular: dict[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    for pattern, word in grades:
        letter = _letter(pattern)
        yield (word, letter), word
        for form in _inflected(word, letter, irregular):
            yield (form, letter), word


def _letter(pattern: str) -> str:
    kind = pattern.split("-", maxsplit=1)[0]
    return {"noun": "N", "adjective": "J", "adverb": "R"}.get(kind, "V")


def _inflected(word: str, letter: str, irregular: dict[str, str]) -> list[str]:
    if letter in {"J", "R"}:
        return []
    if letter == "N":
        return irregular.get(word, _with_s(word)).split() if word in {"belief", "people"} else [_with_s(word)]
    if word in irregular:
        return irregular[word].split()
    stem = word[:-1] if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else word
    past = word + "d" if word.endswith("e") else f"{_y_to_i(word)}ed"
    return [_with_s(word), past, f"{stem}ing"]


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    return f"{_y_to_i(word)}es" if _y_to_i(word) != word else f"{word}s"


def _y_to_i(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and word[-2:-1] not in set("aeiou") else word
