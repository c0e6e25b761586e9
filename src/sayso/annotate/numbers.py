"""Numbers as words and as digits, in the conventions of each language. Shared by moments and figures."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

LANGUAGES = ("de", "en", "es", "fr")


@functools.cache
def lexicon(subject: str, language: str | None) -> Mapping[str, Any]:
    """The data file ``lexicons/SUBJECT.LANGUAGE.toml``, empty for a language that has none.

    No language at all is read as English, which is what most feeds without a language are.
    """
    code = (language or "en").lower().replace("_", "-").split("-")[0]
    if code not in LANGUAGES:
        return MappingProxyType({})
    path = resources.files("sayso.annotate") / "lexicons" / f"{subject}.{code}.toml"
    if not path.is_file():  # no subject has all languages
        return MappingProxyType({})
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language: values below a hundred, scales, joiners ("and", "y", "et")."""

    units: Mapping[str, float]
    scales: Mapping[str, float]
    joiners: frozenset[str]
    group_signs: str
    decimal_comma: bool

    def __contains__(self, word: object) -> bool:
        return word in self.units or word in self.scales


@functools.cache
def number_words(language: str | None) -> NumberWords:
    """The number words of a language; none for a language without a data file."""
    found = lexicon("numbers", language)
    return NumberWords(
        units=found.get("units", {}),
        scales=found.get("scales", {}),
        joiners=frozenset(found.get("joiners", ())),
        group_signs=found.get("group_signs", ","),
        decimal_comma=bool(found.get("decimal_comma", False)),
    )


def value_of_words(spelt: Sequence[str], known: NumberWords) -> float | None:
    """The value of number words in lower case: ("two", "hundred", "and", "five") is 205, ("half", "a", "million")
    isn't a number word run. Years are read in pairs: ("nineteen", "ninety", "six") is 1996. None for other words.
    """
    total = 0.0
    current: float | None = None
    joined = False
    for word in spelt:
        if word in known.joiners:
            joined = True
            continue
        if word in known.units:
            if joined and 0 < (current or 0) % 100 < _LEAST_JOINED:
                return None
            current = _with_unit(current, known.units[word])
        elif word in known.scales:
            total, current = _with_scale(total, current, known.scales[word])
        else:
            return None
        joined = False
        if current is None and total == 0:
            return None
    return total + (current or 0.0)


_LEAST_JOINED = 20
"""No joining word stands after a smaller unit: "cuatro y seis" are two numbers."""


def _with_unit(current: float | None, unit: float) -> float:
    if current is None:
        return unit
    if current == 4 and unit == 20:  # quatre-vingt
        return 80
    paired_year = 10 < current < 100 and current % 1 == 0 and unit >= 10 and not (current >= 60 and unit < 20)
    return current * 100 + unit if paired_year else current + unit


def _with_scale(total: float, current: float | None, scale: float) -> tuple[float, float | None]:
    if scale == 100:
        return total, (current or 1) * scale
    return total + (current or 1) * scale, 0.0


_SPACES = re.compile(r"[\u00a0\u202f\u2009 ]")
_SIGNS = re.compile(r"[.,]")


def value_of_digits(written: str, known: NumberWords) -> float | None:
    """The value of a number in digits: "1,200.5" in English, "1.200,5" in Spanish, "1 200,5" in French.

    Of two different signs the last is the decimal one. A single sign before exactly three digits groups thousands
    where the language groups by it (Spanish by both: Madrid writes "1.200", Mexico "1,200"). None for what isn't
    one number ("1,2,3").
    """
    compact = _SPACES.sub("", written)
    signs = _SIGNS.findall(compact)
    pieces = _SIGNS.split(compact)
    if not all(piece.isdecimal() for piece in pieces) or len(compact) > 24:
        return None
    decimal = bool(signs) and _last_is_decimal(signs, pieces, known)
    groups = pieces[:-1] if decimal else pieces
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    return float("".join(groups) + ("." + pieces[-1] if decimal else ""))


def _last_is_decimal(signs: Sequence[str], pieces: Sequence[str], known: NumberWords) -> bool:
    if len(set(signs)) > 1:
        return signs[-1] not in signs[:-1]
    if len(signs) > 1:
        return False
    groups_by_it = signs[0] in known.group_signs
    return not (groups_by_it and len(pieces[-1]) == 3 and 1 <= len(pieces[0]) <= 3 and pieces[0] != "0")
