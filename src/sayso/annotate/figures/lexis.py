"""The words around numbers in one language, from its data files, as expressions ready to match."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.annotate.numbers import NumberWords, lexicon, number_words

SPACE = r"[ \u00a0\u202f\u2009]"

CURRENCY_SIGNS = {
    "us$": "USD", "us $": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "nz$": "NZD", "hk$": "HKD", "mx$": "MXN",
    "r$": "BRL",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH",
    "₪": "ILS",
}  # fmt: skip
CURRENCY_CODES = "USD EUR GBP CHF MXN CAD AUD JPY CNY INR BRL COP ARS CLP PEN RUB UAH TRY SEK NOK DKK PLN".split()

_DIGITS = r"\d{1,3}(?:GROUP){1,4}(?:[.,]\d{1,6})?(?!\d)|\d{1,15}(?:[.,]\d{1,6})?(?!\d)"
DIGITS = {
    False: _DIGITS.replace("GROUP", r"[.,]\d{3}"),
    True: _DIGITS.replace("GROUP", rf"[.,]\d{{3}}|{SPACE}\d{{3}}(?!\d)"),
}
"""A number in digits; True: also grouped by spaces, as French and Spanish do."""


@dataclass(frozen=True)
class Lexis:
    """One language's words around numbers. ``data`` is the data file; expressions are case-blind."""

    data: Mapping[str, Any]
    numbers: NumberWords
    atom: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    unit: re.Pattern[str]
    joins: re.Pattern[str]
    between_joins: re.Pattern[str]
    relative: re.Pattern[str]
    than: re.Pattern[str]
    fraction: re.Pattern[str]
    one_in: re.Pattern[str]

    def words(self, *path: str) -> frozenset[str]:
        """A list or the keys of a table of the data file, as a set; empty where it isn't there."""
        found: Any = self.data
        for name in path:
            found = found.get(name, {})
        return frozenset(found)

    def table(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.data.get(name, {})
        return found

    def modifier(self, phrase: str) -> str | None:
        """Which kind of modifier a phrase is: "approximate", "at_least", "at_most", "between", ..."""
        modifiers: Mapping[str, list[str]] = self.data.get("modifiers", {})
        folded = _ARTICLE.sub("", _folded(phrase))
        return next((kind for kind, phrases in modifiers.items() if folded in phrases), None)


_ARTICLE = re.compile(r" une?$| una$")


def _folded(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase.lower().replace("’", "'")).strip()


def any_of(phrases: Iterable[str]) -> str:
    """An expression for any of the phrases, the longest first; never matches when there are none."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", SPACE).replace("'", "['’]") for one in ordered) or r"(?!)"


@functools.cache
def lexis(language: str) -> Lexis:
    """The words around numbers of a language; digits, signs and codes alone for one without a data file."""
    data = lexicon("figures", language)
    numbers = number_words(language)
    modifiers: Mapping[str, list[str]] = data.get("modifiers", {})
    leading = ("approximate", "at_least", "at_most", "plain", "between", "from")
    trailing = ("approximate_after", "at_least_after", "at_most_after")
    return Lexis(
        data=data,
        numbers=numbers,
        atom=_pattern(_atom(data, numbers)),
        before=_pattern(rf"(?<!\w)(?:{any_of(_of(modifiers, leading))}){SPACE}*(?:une?{SPACE}|una{SPACE})?$"),
        after=_pattern(rf"{SPACE}(?:{any_of(_of(modifiers, trailing))})(?!\w)|\+(?!\w)"),
        unit=_pattern(_unit(data)),
        joins=_pattern(rf"\s?[-–—]\s?|{SPACE}(?:{any_of(modifiers.get('joins', ()))}){SPACE}"),
        between_joins=_pattern(rf"{SPACE}(?:{any_of(modifiers.get('between_joins', ()))}){SPACE}"),
        relative=_pattern(_relative(data)),
        than=_pattern(_than(data)),
        one_in=_pattern(
            rf"(?<![\w-])(?:{data.get('one_in', '(?P<noun>(?P<number>(?!)))')})(?!\w)".replace(
                "NUMBER", rf"\d{{1,4}}|{any_of(numbers.units)}"
            )
        ),
        fraction=_pattern(_fraction(data)),
    )


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _of(modifiers: Mapping[str, list[str]], kinds: Iterable[str]) -> list[str]:
    return [phrase for kind in kinds for phrase in modifiers.get(kind, ())]


_TENS = 20
"""From here on a joining word ("y", "et", "and") may follow inside a number."""


def _atom(data: Mapping[str, Any], numbers: NumberWords) -> str:
    """A number with its sign of currency and its scale."""
    word = any_of([*numbers.units, *numbers.scales])
    scale = any_of(numbers.scales)
    joiner = any_of(numbers.joiners)
    space = SPACE
    tens = any_of([*(name for name, value in numbers.units.items() if value >= _TENS), *numbers.scales])
    joined = rf"(?:{tens}){space}(?:{joiner}){space}"  # "treinta y seis" is one number, "cuatro y seis" are two
    run = rf"(?:(?:(?:{word})(?:[-]|{space})|{joined})(?=(?:{word})(?!\w))){{0,6}}(?:{word})"
    half = any_of(data.get("half_a", ("half a", "half-a")))
    signs = any_of(CURRENCY_SIGNS)
    short = any_of(data.get("short_scales", {"m": 1, "bn": 1}))
    return (
        rf"(?<![\w#@/_=&+.,:$€£-])(?P<sign>(?:{signs}){space}?|(?:{'|'.join(CURRENCY_CODES)}){space})?(?:"
        rf"(?P<digits>{DIGITS[numbers.decimal_comma]})(?P<vulgar>[½¼¾]|{space}\d/\d(?!\d))?"
        rf"(?:(?:{space}|-)?(?P<scale>{scale})(?!\w)|{space}?(?P<short>{short})(?!\w))?"
        rf"|(?P<half>{half})[ -](?P<halved>{scale})(?!\w)"
        rf"|(?:(?P<article>{any_of(data.get('articles', {}))}){space}(?={scale}))?(?P<spelt>{run})(?!\w)"
        rf"(?!{space}\d))"
    )


def _unit(data: Mapping[str, Any]) -> str:
    percent: Mapping[str, list[str]] = data.get("percent", {"signs": ["%"]})
    of, money = any_of(data.get("currency_of", ())), any_of(data.get("currency_words", {}))
    return (
        rf"(?:{SPACE}|-)?(?P<points>{any_of(percent.get('points', ()))})(?!\w)"
        rf"|(?:{SPACE}|-)?(?P<percent>{any_of(percent.get('signs', ('%',)))})(?!\w)"
        rf"|{SPACE}?(?P<sign>{any_of([sign for sign in CURRENCY_SIGNS if len(sign) == 1])})(?!\w)"
        rf"|{SPACE}(?P<code>{'|'.join(CURRENCY_CODES)})(?!\w)"
        rf"|(?:{SPACE}|-)(?:{of}){SPACE}?(?P<money>{money})(?!\w)"
        rf"|(?:{SPACE}|-)(?P<currency>{money})(?!\w)"
        rf"|(?:{SPACE}|-)?(?P<unit>{any_of(data.get('units', {}))})(?!\w)"
    )


def _fraction(data: Mapping[str, Any]) -> str:
    of = any_of(data.get("fraction_of", ("of",)))
    return rf"(?<![\w-])(?P<fraction>{any_of(data.get('fractions', {}))}){SPACE}(?:{of})(?:{SPACE}|(?<=['’]))"


def _relative(data: Mapping[str, Any]) -> str:
    relative: Mapping[str, list[str]] = data.get("relative", {})
    factor = any_of([*data.get("fractions", {}), *data.get("multiples", {})])
    return (
        rf"(?<![\w-])(?P<factor>{factor}){SPACE}(?:(?:{any_of(relative.get('of', ()))}){SPACE})?"
        rf"(?P<that>{any_of(relative.get('that', ()))})(?!\w)(?!{SPACE}(?:{any_of(relative.get('than', ()))}|as)(?!\w))"
    )


def _than(data: Mapping[str, Any]) -> str:
    relative: Mapping[str, list[str]] = data.get("relative", {})
    factor = any_of([*data.get("fractions", {}), *data.get("multiples", {})])
    return rf"(?<![\w-])(?P<factor>{factor}){SPACE}(?:{any_of(relative.get('than', ()))})(?:{SPACE}|(?<=['’]))"
