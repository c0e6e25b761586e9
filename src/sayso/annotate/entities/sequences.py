"""Where names may stand: sequences of capitalised words, with the small words that join them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.annotate.document import Document
from sayso.annotate.lexical import listed
from sayso.annotate.named_months import named_months
from sayso.types import Extent


@dataclass(frozen=True, slots=True)
class Sequence:
    """Capitalised words that may be a name.

    Attributes:
        words: (start, end) of each word, joining words included.
        article: whether "the" (el, la, le) stands before it.
        before: the word before it in lower case, "" at the start of a sentence.
    """

    words: tuple[Extent, ...]
    article: bool
    before: str

    @property
    def start(self) -> int:
        return self.words[0][0]

    @property
    def end(self) -> int:
        return self.words[-1][1]


_COUNTRIES = frozenset({"u.s.", "us", "u.k.", "uk"})
"""Before a body's name: "U.S. Immigration and Customs Enforcement"."""

_PARTICLES = frozenset("de da do del della di du des la le van von der den bin ibn al el ben abu ter ten y e".split())
_ARTICLES = frozenset("the el la los las le les l un une una".split())
_BY_OF = frozenset("of de du des del for et and y & d".split())
_LONGEST = 12
_SHORTEST_PART = 3
"""Letters before a hyphen that joins: "D-N.Y." and "A-League" start with a letter of their own."""

_ALONE = re.compile(r"(?<![\w-])[A-Z]\w+(?![\w-])")


def sequences(document: Document) -> Iterator[Sequence]:
    """The sequences of a document, in order."""
    return _tagged(document) if document.parsed is not None else _capitalised(document)


# --- English: by tags -------------------------------------------------------------------------------------


def _tagged(document: Document) -> Iterator[Sequence]:
    tokens = document.parsed
    assert tokens is not None
    run: list[Any] = []
    alone = frozenset(_ALONE.findall(document.text))
    months = named_months(document.text)
    for token in tokens:
        if _is_name_token(token, document.text, bool(run)) or token.idx in months:
            if run and (token.is_sent_start or len(run) >= _LONGEST or _parted(document.text, run[-1], token)):
                yield from _sequence_of(tokens, run)
                run = []
            run.append(token)
        elif run and not (_joins(tokens, run, token) or _hyphenates(tokens, run, token, alone)):
            yield from _sequence_of(tokens, run)
            run = []
        elif run:
            run.append(token)
    yield from _sequence_of(tokens, run)


def _is_name_token(token: Any, text: str, inside: bool) -> bool:
    first = text[token.idx]
    if token.tag_ in {"NNP", "NNPS"}:
        return first.isupper() or (inside and first.isdigit())
    # The tagger takes foreign names for adjectives or foreign words now and then.
    return first.isupper() and not token.is_sent_start and token.tag_ in {"FW", "NN", "JJ", "NNS"} and inside


def _parted(text: str, last: Any, token: Any) -> bool:
    gap = text[last.idx + len(last) : token.idx]
    return gap not in {"", " ", "\u00a0"}


def _hyphenates(tokens: Any, run: list[Any], token: Any, alone: frozenset[str]) -> bool:
    """Whether a hyphen stands within one name ("Miami-Dade"), and not between two that the text also has alone."""
    if token.lower_ != "-" or token.i + 1 >= len(tokens) or len(run) >= _LONGEST:
        return False
    last, following = run[-1], tokens[token.i + 1]
    close = last.idx + len(last) == token.idx and token.idx + 1 == following.idx
    if not close or len(last) < _SHORTEST_PART or following.tag_ not in {"NNP", "NNPS"}:
        return False
    return following.lower_[:1] != following.text[:1] and not {last.text, following.text} <= alone


def _joins(tokens: Any, run: list[Any], token: Any) -> bool:
    """Whether a small word stands between two parts of one name."""
    if token.i + 1 >= len(tokens) or len(run) >= _LONGEST or token.is_sent_start:
        return False
    following = tokens[token.i + 1]
    capital = following.tag_ in {"NNP", "NNPS"} and not following.is_sent_start
    lower = token.lower_
    if lower in {"'", "’"} and capital:
        return any(word.lower_ in listed("names", "org", "words") for word in tokens[token.i + 1 : token.i + 4])
    if lower in _PARTICLES and capital:
        return True
    if lower == "the" and run[-1].lower_ in {"of", "for"}:
        return capital
    if lower in {"of", "for"}:
        the = following.lower_ == "the" and token.i + 2 < len(tokens) and tokens[token.i + 2].tag_ in {"NNP", "NNPS"}
        goes_on = any(word.lower_ == "of" for word in run)  # "Board of Control for ..."
        return (capital or the) and (goes_on or run[-1].lower_ in listed("names", "org", "joined_by_of"))
    if lower == "in":
        return capital and _has_acronym(tokens, token.i + 2)
    if lower in {"and", "&"} and capital:
        return lower == "&" or _joins_by_and(tokens, run, following)
    return False


def _has_acronym(tokens: Any, place: int) -> bool:
    """Whether an acronym in parentheses closes the name: "for Cricket in India (BCCI)"."""
    return place + 2 < len(tokens) and tokens[place].text == "(" and tokens[place + 1].text.isupper()


def _joins_by_and(tokens: Any, run: list[Any], following: Any) -> bool:
    """ "Customs and Border Protection", "Department of Health and Human Services", but not "Smith and the Bank"."""
    if any(token.lower_ in {"of", "for"} for token in run):
        return True
    ahead = tokens[following.i : following.i + 4]
    organisation = listed("names", "org", "words")
    return (
        len(run) - (run[0].lower_ in _COUNTRIES) == 1
        and run[-1].lower_ not in listed("names", "place", "known")
        and any(token.lower_ in organisation and token.tag_[:3] == "NNP" for token in ahead)
    )


def _sequence_of(tokens: Any, run: list[Any]) -> Iterator[Sequence]:
    while run and run[-1].tag_ not in {"NNP", "NNPS", "FW", "NN", "JJ", "NNS"}:
        run = run[:-1]
    if not run:
        return
    previous = tokens[run[0].i - 1] if not run[0].is_sent_start and run[0].i else None
    before = previous.lower_ if previous is not None else ""
    yield Sequence(tuple((token.idx, token.idx + len(token)) for token in run), before == "the", before)


# --- other languages: by capitals -------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_OPENING = frozenset('"“«„')
"""A capital right after such a mark opens what is quoted."""

_ELIDED = re.compile(r"^(?:[dlnsj]|qu)['’]", re.IGNORECASE)


def _capitalised(document: Document) -> Iterator[Sequence]:
    text = document.text
    for start, end in document.sentences:
        words = [_without_elision(text, match.span()) for match in _WORD.finditer(text, start, end)]
        run: list[Extent] = []
        before = ""
        for index, (first, last) in enumerate(words):
            word = text[first:last]
            close = not run or text[run[-1][1] : first].strip(" \u00a0") in {"", "d'", "d’", "l'", "l’"}
            if word[0].isupper() and close and len(run) < _LONGEST:
                run.append((first, last))
                continue
            if run and close and _joins_plain(text, words, index):
                run.append((first, last))
                continue
            yield from _plain_sequence(text, run, before, start)
            run = [(first, last)] if word[0].isupper() else []
            before = text[slice(*words[index - 1])].lower() if word[0].isupper() and index else before
            if not word[0].isupper():
                before = word.lower()
        yield from _plain_sequence(text, run, before, start)


def _without_elision(text: str, extent: Extent) -> Extent:
    elided = _ELIDED.match(text[extent[0] : extent[1]])
    return (extent[0] + elided.end(), extent[1]) if elided and elided.end() < extent[1] - extent[0] else extent


def _joins_plain(text: str, words: list[Extent], index: int) -> bool:
    word = text[slice(*words[index])].lower()
    ahead = [text[slice(*extent)] for extent in words[index + 1 : index + 3]]
    if word not in _PARTICLES | _BY_OF or not ahead:
        return False
    return ahead[0][0].isupper() or (len(ahead) > 1 and ahead[0].lower() in _PARTICLES and ahead[1][0].isupper())


def _plain_sequence(text: str, run: list[Extent], before: str, sentence: int) -> Iterator[Sequence]:
    while run and not text[run[-1][0]].isupper():
        run = run[:-1]
    if run and text[slice(*run[0])].lower() in _ARTICLES:
        before, run = text[slice(*run[0])].lower(), run[1:]
    opens = bool(run) and not any(character.isalnum() for character in text[sentence : run[0][0]])
    quoted = bool(run) and text[max(0, run[0][0] - 2) : run[0][0]].strip()[-1:] in _OPENING
    if not run or (len(run) == 1 and (opens or quoted)):
        return
    yield Sequence(tuple(run), before in _ARTICLES, before if not opens else "")
