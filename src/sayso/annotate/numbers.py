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

LANGUAGES = ("en", "es", "fr")


@functools.cache
def lexicon(subject: str, language: str | None) -> Mapping[str, Any]:
    """The data file ``lexicons/SUBJECT.LANGUAGE.toml``, empty for a language that has none.

    No language at all is read as English, which is what most feeds without a language are.
    """
    code = (language or "en").lower().replace("_", "-").split("-")[0]
    if code not in LANGUAGES:
        return MappingProxyType({})
    path = resources.files("sayso.annotate") / "lexicons" / f"{subject}.{code}.toml"
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language: values below a hundred, scales, joiners ("and", "y", "et")."""

    units: Mapping[str, float]
    scales: Mapping[str, float]
    joiners: frozenset[str]
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
        decimal_comma=bool(found.get("decimal_comma", False)),
    )


def value_of_words(spelt: Sequence[str], known: NumberWords) -> float | None:
    """The value of number words in lower case: ("two", "hundred", "and", "five") is 205, ("half", "a", "million")
    isn't a number word run. Years are read in pairs: ("nineteen", "ninety", "six") is 1996. None for other words.
    """
    total = 0.0
    current: float | None = None
    for word in spelt:
        if word in known.joiners:
            continue
        if word in known.units:
            current = _with_unit(current, known.units[word])
        elif word in known.scales:
            total, current = _with_scale(total, current, known.scales[word])
        else:
            return None
        if current is None and total == 0:
            return None
    return total + (current or 0.0)


def _with_unit(current: float | None, unit: float) -> float:
    if current is None:
        return unit
    paired_year = 10 < current < 100 and current % 1 == 0 and unit >= 10 and not (current >= 60 and unit < 20)
    return current * 100 + unit if paired_year else current + unit


def _with_scale(total: float, current: float | None, scale: float) -> tuple[float, float | None]:
    if scale == 100:
        return total, (current or 1) * scale
    return total + (current or 1) * scale, 0.0


_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f\u2009 ]\d{3})+")


def value_of_digits(written: str, known: NumberWords) -> float | None:
    """The value of a number in digits: "1,200.5" in English, "1.200,5" in Spanish, "1 200,5" in French.

    A single separator before exactly three digits groups thousands, in any language, when it is the one that the
    language groups by; the other one is the decimal sign. None for what isn't one number ("1,2,3").
    """
    group, decimal = (".", ",") if known.decimal_comma else (",", ".")
    compact = re.sub(r"[\u00a0\u202f\u2009 ']", "", written)
    if group in compact and decimal in compact and compact.rfind(group) > compact.rfind(decimal):
        group, decimal = decimal, group
    whole, _, fraction = compact.partition(decimal)
    groups = whole.split(group)
    grouped_well = all(len(piece) == 3 for piece in groups[1:]) and len(groups[0]) <= 3
    if len(groups) > 1 and not grouped_well:
        if len(groups) > 2 or fraction:
            return None
        whole, fraction = groups
    elif not fraction and not written.count(group) and len(written.split(decimal)) > 2:
        return None
    digits = "".join(whole.split(group))
    if not digits.isdecimal() or (fraction and not fraction.isdecimal()) or len(digits) > 18:
        return None
    return float(f"{digits}.{fraction or 0}")
