"""The office or calling that stands beside a person's name (promise 11 rests on it)."""

from __future__ import annotations

import itertools
import re

from sayso.annotate.entities.kinds import Name
from sayso.annotate.lexical import listed

_AFTER = re.compile(r",\s+(?:\d{1,3},\s+)?(?P<phrase>[^,.;:!?\n\"“”()]{3,120})(?=[,.;:!?\n\"”)]|$)")
_BEFORE = re.compile(r"(?P<phrase>[^,.;:!?\n\"“”()]{3,90}?),?\s*$")
_WORD = re.compile(r"[\w’'-]+")
_MOST_BEFORE = 8


def role_of(text: str, name: Name) -> str | None:
    """The role: the title before the name, a noun before it ("criminologist X", "its director, X"), or what
    follows in apposition ("X, a professor at Y"). None when nothing public stands there.
    """
    return name.title or _after(text, name) or _before(text, name)


def _offices() -> frozenset[str]:
    return listed("names", "title", "office") | listed("names", "role", "nouns")


def _after(text: str, name: Name) -> str | None:
    match = _AFTER.match(text, name.end)
    if match is None:
        return None
    words = _WORD.findall(match["phrase"])
    lower = [word.lower() for word in words]
    if not lower or lower[0] in {"who", "which", "and", "said", "says", "but", "whose", "where", "when", "que", "qui"}:
        return None
    head = _first_office(lower[:7]) and not _names_another(words)
    return match["phrase"].strip() if head else None


def _names_another(words: list[str]) -> bool:
    """Whether the office is somebody else's title: ", confirmed Governor Esteban Lira"."""
    return any(
        one.lower() in _offices() and other[0].isupper() and index
        for index, (one, other) in enumerate(itertools.pairwise(words))
    )


def _first_office(words: list[str]) -> bool:
    """Whether an office is named before any kinship or preposition says that it is somebody else's."""
    for word in words:
        if word in listed("names", "role", "kin"):
            return False
        if word in _offices() or (words[0] in {"one", "both"} and word.removesuffix("s") in _offices()):
            return True
        if word in {"of", "at", "in", "for", "with", "from", "de", "du", "en", "à"}:
            return False
    return False


def _before(text: str, name: Name) -> str | None:
    """The noun phrase that ends in an office right before the name, or right before a comma and the name."""
    window = text[max(0, name.start - 90) : name.start]
    match = _BEFORE.search(window)
    if match is None:
        return None
    words = list(_WORD.finditer(match["phrase"]))[-_MOST_BEFORE:]
    lower = [word[0].lower() for word in words]
    for index in range(len(lower) - 1, -1, -1):
        if lower[index] in listed("names", "role", "kin"):
            return None
        if lower[index] in _offices():
            return _phrase(match["phrase"], words, lower, index, "," in window[match.end("phrase") :])
        if "," not in window[match.end("phrase") :]:
            return None
    return None


_STARTS = frozenset(
    "but and or as when then the a an its his her their el la un una su le la l une son sa leur".split()
)


def _phrase(phrase: str, words: list[re.Match[str]], lower: list[str], index: int, comma: bool) -> str:
    """From its article, or the describing words right before the office, to the office (or to the comma)."""
    first = index
    while first > 0 and (lower[first - 1] not in _STARTS) and index - first < 3 and words[first - 1][0][0].isupper():
        first -= 1
    last = words[-1].end() if comma else words[index].end()
    return phrase[words[first].start() : last]
