"""Noun phrases around a number in one document, by the parse where there is one, else by rule; lemmas of nouns."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from sayso.annotate.document import Document
from sayso.annotate.figures.lexis import Lexis
from sayso.annotate.figures.quantities import Quantity

WINDOW = 120
"""Characters after a number in which its noun is looked for."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"“”«»—–\n]")


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})

LEANS = ""
"""In place of a noun: the words point to what a figure before counts ("600 of them", "the figure", "22 others")."""


@functools.cache
def _listed(written: str) -> frozenset[str]:
    return frozenset(written.split())


class Phrases:
    """The words of one document as noun phrases."""

    def __init__(self, document: Document, known: Lexis) -> None:
        self.text = document.text
        self.language = document.language
        self.known = known
        self.by_place: dict[int, Any] = {token.idx: token for token in document.parsed} if document.parsed else {}

    def reaches(self, start: int, end: int) -> bool:
        """Whether no mark parts the two places, a hyphen apart."""
        return end - start < WINDOW and not _BREAK.search(self.text[start:end].replace("-", " "))

    def last_token(self, quantity: Quantity) -> Any:
        for place in range(quantity.end - 1, max(quantity.core - 1, quantity.end - 25), -1):
            if place in self.by_place:
                return self.by_place[place]
        return None

    def words_after(self, end: int) -> list[str]:
        """The words of the noun phrase that may follow: up to what ends one, those in between passed by."""
        window = self.text[end : end + WINDOW]
        stop = _BREAK.search(window)
        ends, passed = self.known.words("counted", "ends"), self.known.words("counted", "passed_by")
        found: list[str] = []
        for match in _WORD.finditer(window[: stop.start()] if stop else window):
            pieces = re.split(r"(?<=\b[dl])['’]", match[0])
            word = pieces[-1]
            if word.lower() in ends:
                break
            if word.lower() not in passed and word.lower() not in self.known.numbers:
                found.append(word)
            if len(found) == 5:
                break
        return found

    def what_it_numbers(self, subject: Any) -> str | None:
        """The noun itself, or for "the number of cases", "the death toll" what they number; LEANS for "the figure"."""
        if subject.text.lower() in self.listed("quantity_nouns"):
            leans = subject.text.lower() in self.known.words("counted", "leaning")
            return self._numbered(subject) or (LEANS if leans else str(subject.text))
        rebuilding = subject.dep_ == "csubj" and subject.tag_ == "VBG"
        return str(subject.text) if subject.tag_ in {"NN", "NNS"} or rebuilding else None

    def _numbered(self, subject: Any) -> str | None:
        for child in subject.children:
            inner = next(iter(child.children), None) if child.dep_ == "prep" else None
            if inner is not None and inner.tag_ in {"NN", "NNS", "VBN"}:  # "the number of displaced"
                return str(inner.text)
            if child.dep_ == "compound" and child.tag_ in {"NN", "NNS"}:
                return str(child.text)
        return None

    def verb_above(self, quantity: Quantity) -> Any:
        """The verb that a number hangs on, over at most five steps; None where there is none."""
        token = self.by_place.get(quantity.core) or self.last_token(quantity)
        for _ in range(5):
            if token is None or token.head.i == token.i:
                return None
            token = token.head
            if token.tag_.startswith("VB"):
                return token
        return None

    def subject(self, quantity: Quantity) -> str | None:
        """As in "The death toll climbed to 31", "repairs would cost $14m": the subject of a verb of quantity."""
        verb = self.verb_above(quantity)
        if verb is None or verb.text.lower() not in self.listed("rising_verbs"):
            return None
        subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child.idx < quantity.core]
        # Of two the nearer: a dateline is read as the other ("BELGRAST - The death toll climbed").
        return self.what_it_numbers(subjects[-1]) if subjects else None

    def attributive_head(self, quantity: Quantity) -> str | None:
        """The noun that a number stands before, of several the last: "a 54-metre earth embankment"."""
        token = self.last_token(quantity)
        head = token.head if token is not None else None
        for _ in range(3):
            if head is None or head.dep_ != "compound" or head.head.idx < head.idx:
                break
            head = head.head
        if head is not None and head.i != token.i and head.tag_ in {"NN", "NNS"} and head.idx >= quantity.end:
            return str(head.text) if self.reaches(quantity.end, head.idx) else None
        return None

    def whole_word(self, token: Any, after: int) -> str:
        """The token with a number word that a hyphen joins to it, not beginning before ``after``: "three-pointers"."""
        start = token.idx
        joined = re.search(r"([^\W\d_]+)-$", self.text[max(after, start - 12) : start])
        glued = joined is not None and joined[1].lower() in self.known.numbers
        return f"{joined[0]}{token.text}" if joined and glued else str(token.text)

    def listed(self, name: str) -> frozenset[str]:
        """Words that a data file has in one string."""
        return _listed(str(self.known.data.get("counted", {}).get(name, "")))

    def head_of_phrase(self, start: int) -> str | None:
        if head := self.parsed_head(start):
            return head
        words = [word for word in self.words_after(start) if not word.endswith(("'s", "’s", "’", "'"))]
        if not words:
            return None
        if self.known.data.get("noun_first"):
            return words[0]
        return next((word for word in words[:4] if looks_plural(word, self.known)), words[0])

    def parsed_head(self, start: int) -> str | None:
        """The noun that the phrase starting here hangs on."""
        token = self.by_place.get(start)
        for _ in range(4):
            if token is None or token.dep_ == "pobj" or token.head.i == token.i:
                break
            if token.dep_ not in {"det", "amod", "compound", "poss", "nummod", "predet", "nmod", "advmod", "case"}:
                break
            token = token.head
        return str(token.text) if token is not None and token.tag_ in {"NN", "NNS"} else None

    def material_head(self, start: int) -> str | None:
        words = self.words_after(start)
        if not words or not words[0].islower():
            return None
        if self.known.data.get("noun_first"):
            return words[0]
        return next((word for word in words[:3] if looks_plural(word, self.known)), words[min(len(words), 2) - 1])

    def lemma(self, noun: str) -> str:
        return lemma(noun, self.language, self.known)


def looks_plural(word: str, known: Lexis) -> bool:
    """Whether a word has the form of a plural."""
    lowered = word.lower()
    return lowered in known.table("lemmas") or (
        lowered.endswith("s") and not lowered.endswith(("ss", "us", "is", "'s", "’s"))
    )


def lemma(noun: str, language: str, known: Lexis) -> str:
    """The singular of a noun, in lower case: by the data file's exceptions, then by the language's endings."""
    lowered = noun.lower()
    if lowered in known.table("lemmas"):
        return str(known.table("lemmas")[lowered])
    for ending, singular in _ENDINGS.get(language, ()):
        if lowered.endswith(ending) and len(lowered) > len(ending) + 1:
            return lowered[: len(lowered) - len(ending)] + singular
    return lowered


_ENDINGS: dict[str, Sequence[tuple[str, str]]] = {
    "en": (
        ("ss", "ss"), ("us", "us"), ("is", "is"), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"),
        ("xes", "x"), ("zzes", "zz"), ("oes", "o"), ("men", "man"), ("s", ""),
    ),
    "es": (
        ("ces", "z"), ("ciones", "ción"), ("siones", "sión"), ("iones", "ión"), ("ones", "ón"), ("anes", "án"),
        ("bres", "bre"), ("tres", "tre"), ("entes", "ente"), ("antes", "ante"), ("ches", "che"), ("ajes", "aje"),
        ("les", "l"), ("res", "r"), ("des", "d"), ("nes", "n"), ("eses", "és"), ("yes", "y"), ("s", ""),
    ),
    "fr": (
        ("eaux", "eau"), ("aux", "al"), ("eux", "eux"), ("oux", "ou"), ("ss", "ss"), ("cès", "cès"), ("ois", "ois"),
        ("ès", "ès"), ("s", ""),
    ),
}  # fmt: skip
