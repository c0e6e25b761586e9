"""The closed classes of words of one language, from ``lexicons/rewording.toml``."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

LANGUAGES = ("en", "es", "fr")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexis:
    """What the check knows of a language; see the comments of the data file. Phrases are tuples of forms."""

    code: str
    telling: frozenset[str]
    letters: frozenset[str]
    neutral: frozenset[str]
    addressed: frozenset[str]
    reporting: frozenset[str]
    auxiliaries: frozenset[str]
    saying: tuple[Phrase, ...]
    according: tuple[Phrase, ...]
    that: frozenset[str]
    hearers: tuple[Phrase, ...]
    joining: frozenset[str]
    voices: frozenset[str]
    verbal: frozenset[str]
    extra: frozenset[str]
    turning: frozenset[str]
    undermines: frozenset[str]
    guards: frozenset[str]
    conditional: frozenset[str]
    future: frozenset[str]
    relatives: frozenset[str]
    subjects: frozenset[str]
    pronouns: frozenset[str]
    first_person: frozenset[str]
    preposing: frozenset[str]
    openers: tuple[Phrase, ...]
    fillers: frozenset[str]
    articles: frozenset[str]
    plain: frozenset[str]
    adverbs: frozenset[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    present: frozenset[str]
    reasons: tuple[Phrase, ...]
    bound: frozenset[str]
    singular: frozenset[str]
    dating: frozenset[str]
    day: re.Pattern[str]
    number_words: dict[str, str]
    percent: tuple[Phrase, ...]


@functools.cache
def lexis_of(code: str) -> Lexis:
    """The closed classes of a language of :data:`LANGUAGES`."""
    data = _file()[code]
    return Lexis(
        code=code,
        letters=frozenset(data["letters"]),
        saying=_phrases(data["saying"]),
        according=_phrases(data["according"]),
        hearers=_phrases(data["hearers"]),
        joining=frozenset(data["and"]),
        openers=_phrases(data["openers"]),
        past_endings=tuple(data["past_endings"].split()),
        reasons=_phrases(data["reasons"]),
        day=re.compile("|".join(f"(?:{pattern})" for pattern in data["day"])),
        number_words=_number_words(data),
        percent=_phrases(data["percent"]),
        **{name: frozenset(data[name].split()) for name in _SETS},
    )


_SETS = (
    "telling neutral addressed reporting auxiliaries verbal extra that voices turning guards conditional future "
    "relatives subjects pronouns first_person preposing fillers articles plain adverbs past present "
    "undermines bound singular dating"
).split()


@functools.cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.files("sayso.explain").joinpath("lexicons", "rewording.toml").read_text("utf-8"))


def _phrases(listed: list[str]) -> tuple[Phrase, ...]:
    return tuple(tuple(phrase.split()) for phrase in listed)


def _number_words(data: dict[str, Any]) -> dict[str, str]:
    """Words to digits: two to twenty, the tens, and in English the tens with a unit."""
    units = {word: value for value, word in enumerate(data["twelve"].split(), 2)}
    tens = {word: 10 * value for value, word in enumerate(data["tens"].split(), 2)}
    ones = {"one": 1, **{word: value for word, value in units.items() if value < 10}}
    both = {f"{ten}-{one}": tens[ten] + ones[one] for ten in tens for one in ones}
    return {word: str(value) for word, value in {**units, **tens, **both}.items()}
