"""Honest rewordings, made: an attribution turned round, a relative clause dropped, a name for a pronoun, two joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from evaluation.writing.cases import Case, Piece, newsroom_pieces

_Q = '"“”«»'
_FIRST = {
    "en": re.compile(rf"(?P<s>[^,{_Q};]+) (?:said|says) (?:that )?(?P<c>[^{_Q};]+)\."),
    "es": re.compile(rf"(?P<s>[^,{_Q};]+) (?:dijo|explicó|afirmó|aseguró|declaró) que (?P<c>[^{_Q};]+)\."),
    "fr": re.compile(rf"(?P<s>[^,{_Q};]+) a (?:dit|indiqué|précisé|déclaré) qu(?:e |['’])(?P<c>[^{_Q};]+)\."),
}
_LAST = {
    "en": re.compile(rf"(?P<c>[^{_Q};]+), (?:(?P<s>[^,{_Q};]+) said|said (?P<t>[^,{_Q};]+))\."),
    "es": re.compile(rf"(?P<c>[^{_Q};]+), (?:dijo|explicó|señaló|indicó|añadió) (?P<s>[^,{_Q};]+)\."),
    "fr": re.compile(rf"(?P<c>[^{_Q};]+), a (?:dit|indiqué|précisé|déclaré) (?P<s>[^,{_Q};]+)\."),
}
_ACCORDING = {
    "en": re.compile(
        rf"(?:According to (?P<s>[^,{_Q};]+), (?P<c>[^{_Q};]+)|(?P<d>[^{_Q};]+), according to (?P<t>[^,{_Q};]+))\."
    ),
    "es": re.compile(rf"(?:Según (?P<s>[^,{_Q};]+), (?P<c>[^{_Q};]+)|(?P<d>[^{_Q};]+), según (?P<t>[^,{_Q};]+))\."),
    "fr": re.compile(
        rf"(?:(?:Selon|D['’]après) (?P<s>[^,{_Q};]+), (?P<c>[^{_Q};]+)"
        rf"|(?P<d>[^{_Q};]+), (?:selon|d['’]après) (?P<t>[^,{_Q};]+))\."
    ),
}
_QUOTED = {
    "en": re.compile(r"[\"“](?P<q>[^\"”]+),[\"”] (?:said (?P<s>[^,.]+)|(?P<t>[^,.]+) said)\."),
    "es": re.compile(r"«(?P<q>[^»]+)», (?P<v>dijo|explicó|afirmó|aseguró|declaró|añadió) (?P<s>[^,.]+)\."),
    "fr": re.compile(r"« (?P<q>[^»]+) », (?P<v>a (?:dit|indiqué|précisé|déclaré|ajouté|expliqué)) (?P<s>[^,.]+)\."),
}
_SAID = {"en": "said", "es": "dijo que", "fr": "a dit que"}
_PLAIN_SAID = {"en": "said", "es": "dijo", "fr": "a dit"}
_PER = {"en": "according to", "es": "según", "fr": "selon"}
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|had|has|have|would|will|it|he|she|they|and|whether|qu|que|cuando|ha|suggested|been)\b"
)
"""Signs that a pattern took a clause for a source."""
_RELATIVE = re.compile(r", (?:who|which) (?!den)[^,“\"]+,(?= [a-z])")
_HE = re.compile(r"(?:He|She|They|It|Elle|Il) (?=said |says |told |a (?:dit|précisé|ajouté|indiqué) )")
_SMALL = frozenset(
    "the a an el la los las un una le les l' des du more about nine two three it they he she there".split()
)


def rewordings() -> Iterator[Case]:
    """All that can be made of the sample newsroom, in its order."""
    pieces = list(newsroom_pieces())
    for piece in pieces:
        yield from _of_one(piece)
    for one, other in pairwise(pieces):
        yield from _joined(one, other)


def _of_one(piece: Piece) -> Iterator[Case]:
    sentence, language = piece.evidence.sentence, piece.language
    for kind, text in (*_turned(sentence, language), *_shortened(piece)):
        if text != sentence:
            yield Case(kind, language, text, (piece.evidence,), (1,))


def _turned(sentence: str, language: str) -> Iterator[tuple[str, str]]:
    for table in (_FIRST, _LAST, _ACCORDING):
        found = table[language].fullmatch(sentence)
        if found is None:
            continue
        groups = found.groupdict()
        content = groups.get("c") or groups.get("d") or ""
        source = groups.get("s") or groups.get("t") or ""
        if _VERBAL.search(source) or (table is _LAST and (", and " in content or " said" in content)):
            continue
        yield "turned: said before", f"{_upper(source)} {_SAID[language]} {_lower(content)}."
        yield "turned: according before", f"{_upper(_PER[language])} {_lower(source)}, {_lower(content)}."
        yield "turned: according after", f"{_upper(content)}, {_PER[language]} {_lower(source)}."
        yield "turned: said after", f"{_upper(content)}, {_PLAIN_SAID[language]} {_lower(source)}."
    quoted = _QUOTED[language].fullmatch(sentence)
    if quoted:
        opening, closing = {"en": "“”", "es": "«»", "fr": "«»"}[language]
        space = " " if language == "fr" else ""
        source = quoted["s"] or quoted["t"]
        verb = _PLAIN_SAID[language] if language == "en" else quoted["v"]
        yield "turned: quotation", f"{_upper(source)} {verb}: {opening}{space}{quoted['q']}{space}{closing}."


def _shortened(piece: Piece) -> Iterator[tuple[str, str]]:
    sentence, speaker = piece.evidence.sentence, piece.evidence.speaker
    if _RELATIVE.search(sentence):
        yield "clause dropped", _RELATIVE.sub("", sentence, count=1)
    if _HE.match(sentence) and speaker[:1].isupper():
        yield "name for pronoun", _HE.sub(f"{speaker} ", sentence, count=1)
    if sentence.startswith(("But ", "And ", "Meanwhile, ", "However, ", "Pero ", "Mais ")):
        yield "opener dropped", _upper(sentence.partition(" ")[2])


def _joined(one: Piece, other: Piece) -> Iterator[Case]:
    """Two statements of the same speaker that follow each other, with "and"."""
    same = one.evidence.speaker == other.evidence.speaker and not (one.evidence.own_voice or other.evidence.own_voice)
    first, second = (_FIRST[p.language].fullmatch(p.evidence.sentence) for p in (one, other))
    if same and one.language == other.language == "en" and first and second and first["s"] == second["s"]:
        text = f"{first['s']} said {first['c']} and {_lower(second['c'])}."
        yield Case("joined", one.language, text, (one.evidence, replace(other.evidence, number=2)), (1, 2))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    """A sentence's first word in small letters where it is a common one."""
    return words[:1].lower() + words[1:] if words.split(" ", maxsplit=1)[0].lower() in _SMALL else words
