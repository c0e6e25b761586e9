"""Other words for a word, of three languages: synonyms, translations, derived words, what is more general.

From WordNet 3.0 (Fellbaum 1998) and the translations of the Open Multilingual Wordnet (Bond and Foster 2013), which are
Wiktionary's; ``lexicons/thesaurus.txt`` says how they were chosen. Looked up in the text itself: reading all of its
lines into tables would take longer than any question.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from sayso.explain.terms import family_heads, stem

_MANY = 60
"""Words that a word may stand for at most: "person" stands for too many to say anything."""
_SHORTEST = 3
"""Letters of a word that is looked up."""
_LONG = 5
"""Letters of a stem that was cut and still tells of its word."""
_FINITE = tuple(
    sorted(
        "an en aron ieron aban aba ian ia ara era ira aran eran iran ado ada ados adas ido ida idos idas ando iendo a "
        "e o ait aient ent ee ees es is it us u i".split(),
        key=len,
        reverse=True,
    )
)
"""Endings, without accents, of Spanish and French verbs that are no infinitives."""
_INFINITIVES = ("ar", "er", "ir", "re")


@dataclass(frozen=True, slots=True)
class Kin:
    """The stems that can mean the same as a word, those that are more general or more special, and its word classes.

    ``classes`` holds "n", "v", "a" as the word stands under them itself; empty for a word that isn't listed.
    """

    same: frozenset[str]
    near: frozenset[str]
    classes: frozenset[str]


@functools.lru_cache(maxsize=20_000)
def kin(word: str) -> Kin:
    """The kin of a stem; of a finite verb of Spanish or French those of its infinitive."""
    if len(word) < _SHORTEST or word.isdigit():
        return Kin(frozenset(), frozenset(), frozenset())
    found = _kin(word)
    if found.classes:
        return found
    for ending in _FINITE:
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST:
            verbs = [one for one in (_kin(root + infinitive, verb=True) for infinitive in _INFINITIVES) if one.classes]
            if verbs:
                return verbs[0]
    return found


def _kin(word: str, *, verb: bool = False) -> Kin:
    """The kin of a stem, or (``verb``) of a whole word as a verb."""
    same: set[str] = set()
    wider: set[str] = set()
    narrower: set[str] = set()
    classes: set[str] = set()
    for line in _lines(word, whole=verb):
        listed, _, general = line.partition("<")
        own, _, derived = listed[2:].partition("+")
        if verb and line[0] != "v":
            continue
        of_own, of_derived = (frozenset(_lent(part)) for part in (own, derived))
        if verb or word in map(stem, own.split()):
            classes.add(line[0])
            same |= of_own | of_derived
            wider |= frozenset(_lent(general))
        elif word in map(stem, derived.split()):
            same |= of_own
        else:
            narrower |= of_own
    if len(narrower) > _MANY:
        narrower.clear()
    lent = family_heads() - {stem(word)}  # they would lend all of their family
    return Kin(frozenset(same - lent), frozenset((wider | narrower) - same - lent), frozenset(classes))


def _lent(words: str) -> Iterator[str]:
    """The stems of these words but those that an ending was cut from and little is left of ("parto", "part")."""
    for word in words.split():
        stemmed = stem(word)
        if len(stemmed) >= _LONG or stemmed == word:
            yield stemmed


def _lines(word: str, *, whole: bool) -> Iterator[str]:
    """The lines that hold a word of this stem, or (``whole``) the word itself."""
    text, at = _listed(), 0
    while (at := text.find(f" {word}", at)) >= 0:
        end = text.find(" ", at + 1)
        found = text[at + 1 : end]
        if found == word or (not whole and stem(found) == word):
            stop = text.find("\n", at)
            yield text[text.rfind("\n", 0, at) + 1 : stop]
            at = stop
        else:
            at = end


@functools.cache
def _listed() -> str:
    """The data file, every word between two spaces."""
    text = resources.files("sayso.explain").joinpath("lexicons", "thesaurus.txt").read_text("utf-8")
    return "\n" + "".join(f"{line} \n" for line in text.splitlines() if not line.startswith("#"))
