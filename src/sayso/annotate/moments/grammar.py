"""Patterns over classes of words, as in a cascaded finite-state grammar: fast, and one data file a language.

Every token becomes one character that stands for the set of classes it belongs to (a month, a unit, a weekday, a
number between 1 and 31 ...); the patterns of the data file become regular expressions over that string. A pattern is
a row of items parted by spaces::

    month:MONTH DOT? day:DAYNUM|ORDNUM ( COMMA? year:YEAR )?

An item is classes in capitals or words in small letters, each joined by "|", with an optional slot name before and
an optional quantifier (?, {0,4}) after; "<NAME>" is replaced by that macro's pattern; round brackets group. Nothing
repeats without a bound, so matching takes time linear in the text.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.annotate.numbers import lexicon, number_words
from sayso.annotate.tokens import Tokens

_ITEM = re.compile(
    r"(?:(?P<slot>[a-z_]+):)?(?P<atom>\(|\)|\||(?:[A-Z]+\d?|[^\W\d_A-Z]+)(?:\|(?:[A-Z]+\d?|[^\W\d_A-Z]+))*)"
    r"(?P<repeat>\?|\{\d,\d\})?"
)
_MACRO = re.compile(r"<([A-Z]+\d?)>")

SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("YEAR", re.compile(r"(?:1[5-9]|20)\d\d")),
    ("DAYNUM", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("HOUR", re.compile(r"[01]?\d|2[0-4]")),
    ("INT", re.compile(r"\d{1,6}|\d{1,3}(?:[,.]\d{3}){1,2}")),
    ("FRACTION", re.compile(r"\d/\d\d?")),
    ("DECIMAL", re.compile(r"\d{1,6}[.,]\d{1,3}")),
    ("CLOCK", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d|(?:[01]?\d|2[0-4])h(?:[0-5]\d)?")),
    ("DOTCLOCK", re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")),
    ("HOURAMPM", re.compile(r"(?:0?\d|1[0-2])(?:am|pm)")),
    ("ISODATE", re.compile(r"\d{4}-\d\d-\d\d(?:t.*)?")),
    ("SLASHDATE", re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)")),
    ("ORDNUM", re.compile(r"\d{1,2}(?:st|nd|rd|th|er|e|ème)")),
    ("DECADE", re.compile(r"['’]\d0s|(?:1[5-9]|20)?\d0(?:s|er)")),
    ("ROMAN", re.compile(r"x{0,2}(?:ix|iv|v?i{1,3}|v|x)e?")),
    ("COMMA", re.compile(r",")),
    ("DOT", re.compile(r"\.")),
    ("SLASH", re.compile(r"/")),
)
"""What a token can be by its form alone, in any language."""

_ROMAN = re.compile(r"[ivx]{1,6}e?")
OTHER = chr(0x100)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: the name of what resolves it, the expression over class characters, a fixed value if any.

    ``needs``: sets of class characters of which every match has one each, so that most rules are passed over in
    most texts without a search (5 ms an article became 3).
    """

    maker: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    value: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a rule matched, in tokens, and which tokens fill its slots."""

    first: int
    last: int
    rule: Rule
    order: int
    slots: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Grammar:
    """The words, classes and rules of one language."""

    values: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    chars: Mapping[frozenset[str], str]
    classes: Mapping[str, frozenset[str]]
    capitalised: frozenset[str]
    names_in_capitals: bool
    report_reach: int

    def encoded(self, tokens: Tokens) -> str:
        """One class character for each token."""
        known: dict[str, str] = {}
        written: list[str] = []
        for raw, word in zip(tokens.raw, tokens.words, strict=True):
            char = known.get(word)
            if char is None:
                char = known[word] = self._char(word)
            written.append(OTHER if word in self.capitalised and raw == word else char)
        return "".join(written)

    def _char(self, word: str) -> str:
        classes = self.classes.get(word, frozenset())
        if not classes and word.isalpha() and not (word[0] in "ivx" and _ROMAN.fullmatch(word)):
            return OTHER
        if not classes or word[0].isdigit():
            classes |= {name for name, shape in SHAPES if shape.fullmatch(word)}
        return self.chars.get(classes) or self._widest(classes)

    def _widest(self, classes: frozenset[str]) -> str:
        """The character of the largest known subset: a set that no word of the data files has."""
        subsets = [(len(known), char) for known, char in self.chars.items() if known <= classes]
        return max(subsets, default=(0, OTHER))[1] if classes else OTHER

    def candidates(self, encoded: str) -> Iterator[Candidate]:
        """Every match of every rule, ordered by place, then longest first, then by the order of the rules."""
        present = set(encoded)
        found = [
            _candidate(match, rule, order)
            for order, rule in enumerate(self.rules)
            if not any(present.isdisjoint(needed) for needed in rule.needs)
            for match in rule.pattern.finditer(encoded)
        ]
        found.sort(key=lambda one: (one.first, -one.last, one.order))
        return iter(found)


def _candidate(match: re.Match[str], rule: Rule, order: int) -> Candidate:
    """A slot named "core" is the expression; what stands around it is context (a preposition)."""
    slots = _slots(match)
    first, last = slots.get("core", match.span())
    return Candidate(first, last, rule, order, slots)


def _slots(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    return {name: match.span(name) for name, filled in match.groupdict().items() if filled}


@functools.cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; for a language without a data file only ISO dates are known."""
    data = lexicon("moments", language)
    values: dict[str, dict[str, Any]] = {name: dict(words) for name, words in data.get("classes", {}).items()}
    for compound in data.get("compounds", ()):
        _add_compounds(values, compound)
    values["NUMWORD"] = dict.fromkeys(_number_words(language))
    sources = list(_sources(data))
    classes = _classes_of_words(values, sources)
    chars = _chars(set(classes.values()) | set(_shape_sets()))
    return Grammar(
        values=values,
        rules=tuple(
            Rule(maker, _compiled(pattern, chars), _needs(pattern, chars), value) for maker, pattern, value in sources
        ),
        chars=chars,
        classes=classes,
        capitalised=frozenset(data.get("capitalised", ())),
        names_in_capitals=bool(data.get("names_in_capitals", False)),
        report_reach=int(data.get("report_reach", 2)),
    )


def _add_compounds(values: dict[str, dict[str, Any]], compound: Mapping[str, Any]) -> None:
    """Words of two parts ("Montagabend", "zweitägige"): the first class has the head's value, the second the tail's."""
    of_head, of_tail = (values.setdefault(name, {}) for name in compound["classes"])
    for head, tail, ending in itertools.product(compound["heads"], compound["tails"], compound["endings"]):
        of_head[head + tail + ending] = compound["heads"][head]
        of_tail[head + tail + ending] = compound["tails"][tail]


def _number_words(language: str) -> Iterable[str]:
    known = number_words(language)
    return [*known.units, *known.scales]


def _sources(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    yield "iso", "iso:ISODATE", None
    macros: Mapping[str, str] = data.get("macros", {})
    for rule in data.get("rules", ()):
        maker, _, pattern = rule.partition(" ")
        yield maker.rstrip("="), _expanded(pattern, macros), None
    article = "DET? " if "DET" in data.get("classes", {}) else ""
    for maker in ("fixed", "holiday", "stretch"):
        for value, phrases in data.get(maker, {}).items():
            for phrase in phrases:
                yield (
                    maker,
                    f"{article}dir:DIR? {phrase} ( COMMA? year:YEAR )?" if maker == "holiday" else phrase,
                    value,
                )


def _expanded(pattern: str, macros: Mapping[str, str]) -> str:
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda found: macros[found[1]], pattern)
    return pattern


def _classes_of_words(
    values: Mapping[str, Mapping[str, Any]], sources: Iterable[tuple[str, str, str | None]]
) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for name, words in values.items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    for _, pattern, _ in sources:
        for item in _ITEM.finditer(pattern):
            for atom in item["atom"].split("|"):
                if atom.isalpha() and atom.islower():
                    classes.setdefault(atom, set()).add(atom)
    return {word: frozenset(names) for word, names in classes.items()}


def _shape_sets() -> Iterator[frozenset[str]]:
    samples = """1990 12 28 45 1200 1,200 7.5 9.30 10:30 16h30 16h 4pm 2025-03-15 12/03/2024 3.4.24 1st 12th 1990s '80s
    xx v , . / 0 00 31 10.000 2100 1er 1/2 1990er 90er""".split()
    for sample in samples:
        yield frozenset(name for name, shape in SHAPES if shape.fullmatch(sample))


def _chars(sets: Iterable[frozenset[str]]) -> dict[frozenset[str], str]:
    ordered = sorted((one for one in set(sets) if one), key=sorted)
    return {classes: chr(ord(OTHER) + 1 + place) for place, classes in enumerate(ordered)}


def _items(pattern: str) -> Iterator[re.Match[str]]:
    for piece in pattern.split():
        item = _ITEM.fullmatch(piece)
        if item is None:
            raise ValueError(f"not an item of a pattern: {piece!r} in {pattern!r}")
        yield item


def _compiled(pattern: str, chars: Mapping[frozenset[str], str]) -> re.Pattern[str]:
    return re.compile("".join(_written(item, chars) for item in _items(pattern)))


def _needs(pattern: str, chars: Mapping[frozenset[str], str]) -> tuple[frozenset[str], ...]:
    """The characters of each item that no match can be without: those outside options and alternatives."""
    levels: list[list[frozenset[str]]] = [[]]
    for item in _items(pattern):
        if item["atom"] == "(":
            levels.append([])
        elif item["atom"] == "|":
            levels[-1].append(_ALTERNATIVE)
        elif item["atom"] == ")":
            inside = levels.pop()
            if not item["repeat"] and _ALTERNATIVE not in inside:
                levels[-1] += inside
        elif not item["repeat"]:
            levels[-1].append(frozenset(_members(item["atom"], chars)))
    return tuple(set(levels[0])) if _ALTERNATIVE not in levels[0] else ()


_ALTERNATIVE: frozenset[str] = frozenset()


def _written(item: re.Match[str], chars: Mapping[frozenset[str], str]) -> str:
    atom, repeat = item["atom"], item["repeat"] or ""
    opening = f"(?P<{item['slot']}>" if item["slot"] else "(?:"
    if atom == "(":
        return opening
    if atom in {")", "|"}:
        return atom + repeat
    members = _members(atom, chars)
    return f"{opening}[{members}]{repeat})" if item["slot"] else f"[{members}]{repeat}"


def _members(atom: str, chars: Mapping[frozenset[str], str]) -> str:
    wanted = set(atom.split("|"))
    members = "".join(char for classes, char in chars.items() if classes & wanted)
    if not members:
        raise ValueError(f"no word has the class {atom!r}")
    return members
