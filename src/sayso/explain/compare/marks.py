"""Numbers in a text that are no figures but can be compared all the same: ranks, ratings, ages, scores, seasons.

A figure measures (see the annotations); "third", "7/10", "aged 43", "2-1" and "the 2017-18 season" don't, and yet a
claim that gets one of them wrong isn't borne out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

RANK, AGE, SCORE, SEASON = "rank", "year of age", "score", "season"

_ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            "first primero primera primer premier première",
            "second segundo segunda deuxième",
            "third tercero tercera tercer troisième",
            "fourth cuarto cuarta quatrième",
            "fifth quinto quinta cinquième",
            "sixth sexto sexta sixième",
            "seventh séptimo séptima septième",
            "eighth octavo octava huitième",
            "ninth noveno novena neuvième",
            "tenth décimo décima dixième",
            "eleventh onzième",
            "twelfth douzième",
        ),
        start=1,
    )
    for word in words.split()
}
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})*(?:\.\d{1,3})?)"
_RANK = re.compile(
    rf"\b(?P<word>{'|'.join(_ORDINALS)})\b|\b(?P<digits>\d{{1,4}})(?:st|nd|rd|th|º|ª|er|e|ème)\b"
    r"|\b(?:number|no\.|número|numéro|rank(?:ed|s|ing)?(?: at| as)?|puesto|position)\s"
    r"(?:(?P<named>\d{1,4})|(?P<one>one)|(?P<two>two))\b(?!\s?%)",
    re.IGNORECASE,
)
_RATING = re.compile(
    rf"(?<![\d/.]){_NUMBER}\s?(?:/|out of(?: a possible)?|sur|sobre)\s?(?P<of>5|10|20|100)\b(?![/\d])", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(?P<old>\d{1,3})[\s-]years?[\s-]old|\baged?\s(?:of\s)?(?P<aged>\d{1,3})\b"
    r"|\b(?P<ans>\d{1,3}) (?:años de edad|ans)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(?<![\d/.–-])(?P<ours>\d{1,3})\s?[-–]\s?(?P<theirs>\d{1,3})(?![\d/–-]|\.\d)")
_SEASON = re.compile(r"\b(?P<from>(?:19|20)\d\d)\s?[-–/]\s?(?P<to>(?:(?:19|20)\d\d)|\d\d)\b")
_AHEAD = 28
_COMPARED = re.compile(
    r"\b(?:(?P<least>at least|no (?:less|fewer|lower) than|al menos|au moins)|(?P<most>at most|up to|no more than)"
    r"|(?P<above>(?:more|higher|greater|older|better) than|over|above|beyond|exceed\w*|surpass\w*|más de|plus de)"
    r"|(?P<below>(?:less|lower|fewer|younger|worse) than|under|below|menos de|moins de)"
    r"|(?P<about>about|around|nearly|almost|approximately|roughly|unos|environ))\s(?:(?:the|a|age|number)\s)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number as read. ``comparator``: "least", "most", "above", "below", "about", or None for the number itself."""

    start: int
    end: int
    value: float
    unit: str
    step: float
    comparator: str | None


def find_marks(text: str) -> Iterator[Mark]:
    """The marks of a text, of each kind in order; two kinds may overlap."""
    for pattern, read in _KINDS:
        for match in pattern.finditer(text):
            if (found := read(match)) is not None:
                value, unit, step = found
                yield Mark(match.start(), match.end(), value, unit, step, comparator_before(text, match.start()))


def comparator_before(text: str, start: int) -> str | None:
    """The comparator that ends right before a place: "least", "most", "above", "below" or "about"."""
    match = _COMPARED.search(text[max(0, start - _AHEAD) : start])
    return match.lastgroup if match else None


def _rank(match: re.Match[str]) -> tuple[float, str, float]:
    if match["word"]:
        return float(_ORDINALS[match["word"].lower()]), RANK, 0.0
    digits = match["digits"] or match["named"]
    return float(digits) if digits else 1.0 if match["one"] else 2.0, RANK, 0.0


def _rating(match: re.Match[str]) -> tuple[float, str, float] | None:
    value, most = float(match["number"].replace(",", "")), int(match["of"])
    decimals = len(match["number"].partition(".")[2])
    if value > most:
        return None
    return value, "percent" if most == 100 else f"of {most}", 10.0**-decimals


def _age(match: re.Match[str]) -> tuple[float, str, float]:
    return float(match["old"] or match["aged"] or match["ans"]), AGE, 0.0


def _score(match: re.Match[str]) -> tuple[float, str, float]:
    """Both numbers in one, the larger first: a score is the same from either side."""
    ends = sorted((int(match["ours"]), int(match["theirs"])))
    return ends[1] * 1000.0 + ends[0], SCORE, 0.0


def _season(match: re.Match[str]) -> tuple[float, str, float] | None:
    first = int(match["from"])
    last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
    return (float(first), SEASON, 0.0) if 0 < last - first <= 1 or last % 100 == 0 else None


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[float, str, float] | None]], ...] = (
    (_RANK, _rank),
    (_RATING, _rating),
    (_AGE, _age),
    (_SCORE, _score),
    (_SEASON, _season),
)
