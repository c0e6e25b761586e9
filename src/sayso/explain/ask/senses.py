"""Words that can mean the same: what lets a question be worded otherwise than the sentence that answers it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from sayso.explain.ask.thesaurus import kin
from sayso.explain.terms import family_heads, rows, single_words, stem
from sayso.text import without_accents

NAME_PREFIX = 5
"""Letters that a name and a word made of it share at least ("Tamaria", "Tamarian")."""
_DERIVED, _ENDING = 7, 3
"""Letters of a stem of which another may be made, and of the ending: shorter ones ("govern") part ways."""
_INFINITIVES = ("ar", "er", "ir", "re")
_LONG = 5
"""Letters that a verb must have more than for its ending to be cut: short roots collide."""
_VERB_ENDINGS = (
    "a an ando aba aban ara aran aron e en es o ent ant ait aient era eront ions ia ian io iera iendo ieron ira iran "
    "ido ida ado ada ados adas idos idas ee ees it ira iront issent isse"
).split()
"""Endings of Spanish and French verbs, without accents."""
_BROKEN = (("o", "ue"), ("e", "ie"), ("e", "i"), ("u", "ue"))
"""What the vowel of a Spanish root becomes under stress: volver, vuelvan; perder, pierde; pedir, pide."""
_ROOT = 3
"""Letters of the root of a verb whose forms are made."""


@dataclass(frozen=True, slots=True)
class _Sense:
    """One line of the lexicon: single stems, and sets of stems that only together mean the same ("money back")."""

    words: frozenset[str]
    phrases: frozenset[frozenset[str]]


@functools.cache
def _senses() -> dict[str, tuple[_Sense, ...]]:
    """Stems to the senses that they can have."""
    found: dict[str, list[_Sense]] = {}
    for line in (*rows("ask_senses"), *rows("ask_calendar")):
        single = frozenset(form for word in line.split() if "+" not in word for form in _forms(word))
        joined = (word.lower().split("+") for word in line.split() if "+" in word)
        sense = _Sense(single, frozenset(frozenset(map(stem, parts)) for parts in joined))
        for word in single:
            found.setdefault(word, []).append(sense)
    return {word: tuple(senses) for word, senses in found.items()}


def _forms(word: str) -> Iterator[str]:
    """The stem of a word, and of a Spanish or French infinitive the root that its other forms have."""
    yield stem(word)
    made = [stem(word + ending) for ending in ("e", "s", "es") if len(word) >= _LONG]
    if word.endswith(_INFINITIVES) and len(word) - 2 >= _ROOT:
        made += _conjugated(without_accents(word[:-2]))
    yield from (one for one in made if one not in family_heads())  # they would lend all of that family
    if len(word) < _LONG:  # endings aren't cut from short roots ("fixing", "stopped")
        yield from (word + ending for ending in ("ing", "ed", f"{word[-1]}ing", f"{word[-1]}ed"))
    if len(word) > _LONG and word.endswith(_INFINITIVES):
        yield stem(word[:-2])
        yield without_accents(word)  # the future is made of the whole infinitive


def _conjugated(root: str) -> Iterator[str]:
    """The stems of a verb's forms, the vowel of its root broken or not; forms shorter than five letters collide."""
    roots = {root}
    for vowel, broken in _BROKEN:
        before, found, after = root.rpartition(vowel)
        if found and before and after:
            roots.add(before + broken + after)
    yield from (stem(one + ending) for one in roots for ending in _VERB_ENDINGS if len(one + ending) >= _LONG)


def joined_phrases(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Stems of a question in which words that only together mean something ("open air") are put as one that does."""
    found = stems
    for phrase, single in _singles().items():
        if phrase <= set(found):
            found = (*(one for one in found if one not in phrase), single)
    return tuple(dict.fromkeys(found))


@functools.cache
def _singles() -> dict[frozenset[str], str]:
    """Phrases of the lexicon to a single word of their sense."""
    return {phrase: min(sense.words) for senses in _senses().values() for sense in senses for phrase in sense.phrases}


@functools.lru_cache(maxsize=20_000)
def alike(word: str) -> frozenset[str]:
    """The stems that share a sense with this one, itself among them."""
    return frozenset({word}).union(*(sense.words for sense in _senses().get(word, ())), kin(word).same)


@functools.lru_cache(maxsize=20_000)
def _phrases_alike(word: str) -> frozenset[frozenset[str]]:
    return frozenset().union(*(sense.phrases for sense in _senses().get(word, ())))


def is_known(word: str) -> bool:
    """Whether the lexicon knows other words for it, so that none of them standing there tells something."""
    return word in _senses()


def meets(word: str, among: Set[str]) -> bool:
    """Whether a word, or what can mean the same, is among these stems."""
    return word in among or not alike(word).isdisjoint(among) or any(phrase <= among for phrase in _phrases_alike(word))


def is_near(word: str, among: Set[str]) -> bool:
    """Whether a word that is more general, or more special, is among these stems ("law", "act")."""
    return not kin(word).near.isdisjoint(among)


def meets_any(wanted: Iterable[str], among: Set[str]) -> bool:
    """Whether any of several words is met."""
    return any(meets(word, among) for word in wanted)


@functools.lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """A name in a spelling that languages share: "Lethania" and "Letania" are one, doubled letters count once."""
    bare = without_accents(name.lower()).replace("ph", "f").replace("h", "").replace("y", "i")
    bare = bare.replace("qu", "k").replace("c", "k").replace("z", "s")
    return "".join(letter for place, letter in enumerate(bare) if place == 0 or letter != bare[place - 1])


@functools.lru_cache(maxsize=200_000)
def same_name(one: str, other: str) -> bool:
    """Whether two stems can be of one name: equal by sound, or one an adjective of the other."""
    a, b = sorted((sound(one), sound(other)), key=len)
    return a == b or (len(a) >= NAME_PREFIX and b.startswith(a) and len(b) - len(a) <= 3)


def named_in(name: str, among: Set[str]) -> bool:
    """Whether a name's stem stands among these."""
    return name in among or any(word[:1] == name[:1] and same_name(name, word) for word in among)


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """The stems of a data file that lists plain words."""
    return frozenset(stem(word.lower()) for word in single_words(name))
