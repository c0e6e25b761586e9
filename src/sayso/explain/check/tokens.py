"""Sentences as tokens that can be held against each other: words, numbers by value, marks; quotations to the letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.explain.check.lexis import LANGUAGES, Lexis, lexis_of
from sayso.text import folded_space

QUOTE = '"'
PHRASE = 6
"""Tokens of the longest phrase of the lexis."""
_DOUBLE = frozenset('“”„‟«»"')
_SINGLE = str.maketrans("‘’‚‛`´", "''''''")
_DASHES = frozenset("–—−-")
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d{1,3}(?: \d{3})+(?!\d)"  # 10 000
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*(?:-[^\W\d_]+)*"  # 4.5, 3rd, 14-page
    r"|[^\W_]+(?:['’‘‑-][^\W_]+)*(?:(?<=s)['’](?=\s))?"  # crew's, seafarers'
    r"|[^\w\s]|_"
)
_GROUPED = re.compile(r"\d{1,3}(?:[., \u00a0\u202f]\d{3})+")
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘']((?:[^‘’']|[’'](?=\w)){3,600})[’'](?!\w)")
"""British quotations: ‘We didn’t know,’ counts as “We didn’t know,”."""
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)")
_TURNED = re.compile(r"(\w+)(?:-t)?-(ils?|elles?|on)")
"""French inversion: "calcule-t-il" is read as "calcule il", "a-t-il ajouté" as "il a ajouté"."""
_NEGATED = re.compile(r"(\w+)n't")
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Token:
    """``form`` is what is compared; ``text`` the letters as they stand; ``quoted``: inside quotation marks.

    ``name``: begins with a capital that isn't the sentence's own.
    """

    form: str
    text: str
    quoted: bool = False
    name: bool = False

    @property
    def word(self) -> bool:
        """Whether it is a word or a number."""
        return self.form[:1].isalnum()

    @property
    def number(self) -> bool:
        """Whether it has a digit."""
        return any(c.isdigit() for c in self.form)


def language_of(sentence: str) -> str:
    """The language of a sentence among those with a lexis, by its commonest words; English when nothing tells."""
    found = re.findall(r"\w+'?", sentence.casefold().replace("’", "'"))

    def score(code: str) -> int:
        lexis = lexis_of(code)
        return sum(word in lexis.telling for word in found) + sum(letter in lexis.letters for letter in sentence)

    return max(LANGUAGES, key=score)


def tokens(sentence: str, lexis: Lexis) -> tuple[Token, ...]:
    """The tokens of a sentence, without a full stop at its end. Letters inside quotation marks stay as they are."""
    found: list[Token] = []
    quoted = False
    for piece in _pieces(_SINGLE_QUOTED.sub(r"“\1”", unicodedata.normalize("NFC", folded_space(sentence)))):
        if piece in _DOUBLE:
            quoted = not quoted
            found.append(Token(QUOTE, piece))
        elif quoted:
            found.append(Token(piece.translate(_SINGLE), piece, quoted=True))
        else:
            found += _plain(piece, lexis, first=not any(token.word for token in found))
    return tuple(_without_stop(_values(found, lexis)))


def _pieces(sentence: str) -> Iterable[str]:
    return (match[0] for match in _TOKEN.finditer(sentence))


def _plain(piece: str, lexis: Lexis, *, first: bool) -> Iterable[Token]:
    """A piece outside quotation marks: contractions opened, elisions cut, dashes made one."""
    if piece in _DASHES:
        return [Token("–", piece)]
    name = piece[:1].isupper() and not first
    form = unicodedata.normalize("NFKC", piece).translate(_SINGLE).replace("‑", "-").casefold()
    if _GROUPED.fullmatch(piece) and ("." if lexis.code == "en" else ",") not in piece:
        form = re.sub(r"\D", "", piece)
    if negated := _NEGATED.fullmatch(form):
        stem = _STEMS.get(negated[1], negated[1])
        return [Token(stem, piece), Token("not", piece)]
    if form == "cannot":
        return [Token("can", piece), Token("not", piece)]
    if lexis.code == "fr" and (turned := _TURNED.fullmatch(form)):
        verb, pronoun = Token(turned[1], turned[1]), Token(turned[2], turned[2])
        return [pronoun, verb] if turned[1] in lexis.auxiliaries else [verb, pronoun]
    if lexis.code == "fr" and (elided := _ELIDED.match(form)):
        rest = piece[elided.end() :]
        return [Token(elided[0], elided[0]), Token(form[elided.end() :], rest, name=rest[:1].isupper())]
    return [Token(form, piece, name=name)]


def _values(found: Sequence[Token], lexis: Lexis) -> list[Token]:
    """Number words as digits, "per cent" as "%"."""
    made: list[Token] = []
    at = 0
    while at < len(found):
        length = 0 if found[at].quoted else starts_with(found[at : at + PHRASE], lexis.percent)
        if length:
            made.append(Token("%", "%"))
        else:
            token = found[at]
            value = None if token.quoted else lexis.number_words.get(token.form)
            made.append(token if value is None else replace(token, form=value))
        at += max(1, length)
    return made


def _without_stop(found: list[Token]) -> list[Token]:
    while found and found[-1].form == "." and not found[-1].quoted:
        found.pop()
    return found


def starts_with(found: Sequence[Token], phrases: Iterable[tuple[str, ...]]) -> int:
    """How many tokens of the longest phrase stand at the start; 0 where none does."""
    matches = (
        len(p) for p in phrases if len(p) <= len(found) and all(t.form == w for t, w in zip(found, p, strict=False))
    )
    return max(matches, default=0)
