"""What a figure counts: the lemma of the head noun, by the parse where there is one, else by rule.

The lemma is the dictionary's: "people" stays "people", "5,000 members" counts "member". Where the noun is left out
("14 people were killed and 31 injured") it is that of the figure before, in the same or the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sayso.annotate.document import Document
from sayso.annotate.figures.lexis import Lexis, any_of
from sayso.annotate.figures.quantities import Quantity

WINDOW = 120
"""Characters after a number in which its noun is looked for."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"“”«»—–\n]")


_WEIGHED = frozenset("ton tonne kilogram gram pound ounce litre gallon barrel hectare acre".split())
_TIMES = frozenset("second minute hour day night week month year decade century".split())


class Nouns:
    """Finds the counted noun in one document."""

    def __init__(self, document: Document, known: Lexis) -> None:
        self.text = document.text
        self.language = document.language
        self.known = known
        self.by_place: dict[int, Any] = {token.idx: token for token in document.parsed} if document.parsed else {}

    def counted(self, quantity: Quantity) -> str | None:
        """The lemma of what the quantity counts, or None where the text doesn't name it beside the number."""
        if quantity.unit == "magnitude":
            return None
        if len(quantity.unit) == 3 and quantity.unit.isupper():
            return self._money_for(quantity)
        if quantity.unit == "count":
            noun = self._by_parse(quantity) or self._by_rule(quantity.end) or self._subject(quantity)
            return self.lemma(noun) if noun else self._to_be(quantity)
        if quantity.unit in {"percent", "percentage point"}:
            return self._share_of(quantity)
        has_material = quantity.unit in _WEIGHED or (self.language == "en" and quantity.unit not in _TIMES)
        if has_material and (material := self._material(quantity)):
            return material
        head = self._attributive_head(quantity) if self.text[quantity.core : quantity.end].count("-") else None
        return self.lemma(head) if head and quantity.unit not in _TIMES else None

    # -- people and things
    def _by_parse(self, quantity: Quantity) -> str | None:
        """The noun that the number modifies in the dependency tree."""
        token = self._last_token(quantity)
        for _ in range(4):
            if token is None:
                return None
            if (
                token.dep_ in {"nummod", "quantmod", "compound", "amod", "advmod", "nmod", "det"}
                and token.head.i != token.i
            ):
                head = token.head
                if head.tag_ in {"NN", "NNS", "NNPS"} or (head.tag_ == "NNP" and head.idx > quantity.end):
                    after = quantity.end <= head.idx <= quantity.end + WINDOW
                    return str(head.text) if after and self._reaches(quantity.end, head.idx) else None
                token = head
            else:
                return None
        return None

    def _reaches(self, start: int, end: int) -> bool:
        return not _BREAK.search(self.text.replace("-", " "), start, end) if end - start < WINDOW else False

    def _last_token(self, quantity: Quantity) -> Any:
        for place in range(quantity.end - 1, max(quantity.core - 1, quantity.end - 25), -1):
            if place in self.by_place:
                return self.by_place[place]
        return None

    def _by_rule(self, end: int) -> str | None:
        """The first plural noun after the number, else the first word that can be a noun at all."""
        words = self._words_after(end)
        if self.known.data.get("noun_first"):
            return words[0] if words else None
        for word in words[:4]:
            if _looks_plural(word, self.known):
                return word
        return None

    def _words_after(self, end: int) -> list[str]:
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

    def _subject(self, quantity: Quantity) -> str | None:
        """As in "The death toll climbed to 31", "repairs would cost $14m": the subject of a verb of quantity."""
        token = self.by_place.get(quantity.core) or self._last_token(quantity)
        for _ in range(5):
            if token is None or token.head.i == token.i:
                return None
            token = token.head
            if token.tag_.startswith("VB"):
                break
        if (
            token is None
            or token.text.lower() not in self.known.data.get("counted", {}).get("rising_verbs", "").split()
        ):
            return None
        subject = next((child for child in token.children if child.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
        return self._what_it_numbers(subject) if subject is not None else None

    def _what_it_numbers(self, subject: Any) -> str | None:
        """The noun itself, or for "the number of cases", "the death toll" what they number."""
        if subject.text.lower() in self.known.data.get("counted", {}).get("quantity_nouns", "").split():
            for child in subject.children:
                inner = next(iter(child.children), None) if child.dep_ == "prep" else None
                if inner is not None and inner.tag_.startswith("NN"):
                    return str(inner.text)
                if child.dep_ == "compound":
                    return str(child.text)
        return str(subject.text) if subject.tag_ in {"NN", "NNS"} else None

    def _to_be(self, quantity: Quantity) -> str | None:
        """As in "100 believed to be members"."""
        match = re.match(
            rf"\s(?:{any_of(self.known.words('counted', 'to_be'))})\s(?:[^\W\d_]+\s)?([^\W\d_]+s)\b",
            self.text[quantity.end : quantity.end + WINDOW],
            re.IGNORECASE,
        )
        return self.lemma(match[1]) if match else None

    # -- shares, measures, money
    def _share_of(self, quantity: Quantity) -> str | None:
        match = re.match(
            rf"\s(?:{any_of(self.known.words('counted', 'share_of') or {'of'})})(?:\s|(?<=['’]))",
            self.text[quantity.end : quantity.end + 8],
            re.IGNORECASE,
        )
        if match is None:
            return self._money_for(quantity) if quantity.unit == "percent" else None
        noun = self._head_of_phrase(quantity.end + match.end())
        return self.lemma(noun) if noun else None

    def _head_of_phrase(self, start: int) -> str | None:
        if head := self._parsed_head(start):
            return head
        words = [word for word in self._words_after(start) if not word.endswith(("'s", "’s", "’", "'"))]
        if not words:
            return None
        if self.known.data.get("noun_first"):
            return words[0]
        return next((word for word in words[:4] if _looks_plural(word, self.known)), words[0])

    def _parsed_head(self, start: int) -> str | None:
        """The noun that the phrase starting here hangs on."""
        token = self.by_place.get(start)
        for _ in range(4):
            if token is None or token.dep_ == "pobj" or token.head.i == token.i:
                break
            if token.dep_ not in {"det", "amod", "compound", "poss", "nummod", "predet", "nmod", "advmod", "case"}:
                break
            token = token.head
        return str(token.text) if token is not None and token.tag_ in {"NN", "NNS"} else None

    def _material(self, quantity: Quantity) -> str | None:
        """As in "two tonnes of cocaine", with no article: "90 miles of the border" measures no border."""
        match = re.match(r"\s(?:of|de|d['’])\s?([^\W\d_]+)", self.text[quantity.end : quantity.end + 40], re.IGNORECASE)
        word = match[1] if match else ""
        if not word or not word.islower() or word in self.known.words("counted", "ends") | {"the", "la", "el", "los"}:
            return None
        return self.lemma(word)

    def _money_for(self, quantity: Quantity) -> str | None:
        """What an amount of money is for: "a reward of $5m", "$5m in aid", "a $5m reward", "losses reached $5m"."""
        before = self.text[max(0, quantity.start - 60) : quantity.start]
        leading = any_of(self.known.words("counted", "money_before"))
        match = re.search(
            rf"([^\W\d_]+)(?:\s(?:de|des|du|del)\s[^\W\d_]+)?\s(?:{leading})(?:\s|(?<=['’]))(?:the\s|an?\s)?$",
            before,
            re.IGNORECASE,
        )
        if match and match[1].lower() not in self.known.words("counted", "ends") | self.known.words(
            "counted", "passed_by"
        ):
            return self.lemma(match[1])
        estimates = self.known.data.get("counted", {}).get("estimates")
        if estimates and (match := re.search(rf"{estimates}\s$", before, re.IGNORECASE)):
            return self.lemma(match["noun"])
        after = self.text[quantity.end : quantity.end + 60]
        trailing = any_of(self.known.words("counted", "money_after"))
        match = re.match(rf"\s(?:{trailing})\s", after, re.IGNORECASE)
        if match:
            noun = self._material_head(quantity.end + match.end())
            return self.lemma(noun) if noun else None
        if noun := self._attributive(quantity, after):
            return self.lemma(noun)
        if subject := self._subject(quantity):
            return self.lemma(subject)
        verbs = any_of(self.known.words("counted", "verbs"))
        match = re.search(rf"([^\W\d_]+)\s(?:{verbs})\s(?:at\s|to\s|by\s)?$", before, re.IGNORECASE)
        return self.lemma(match[1]) if match else None

    def _attributive(self, quantity: Quantity, after: str) -> str | None:
        """As in "a $5m reward": the words straight after an amount without its own noun of currency."""
        if quantity.unit == "percent" or self.known.data.get("noun_first"):
            return None
        match = re.match(r"[ -][^\W\d_]", after)
        if match is None:
            return None
        return self._attributive_head(quantity)

    def _attributive_head(self, quantity: Quantity) -> str | None:
        token = self._last_token(quantity)
        head = token.head if token is not None else None
        for _ in range(3):  # "a 54-metre earth embankment": up to the noun that the others stand before
            if head is None or head.dep_ != "compound" or head.head.idx < head.idx:
                break
            head = head.head
        if head is not None and head.i != token.i and head.tag_ in {"NN", "NNS"} and head.idx >= quantity.end:
            return str(head.text) if self._reaches(quantity.end, head.idx) else None
        return None

    def _material_head(self, start: int) -> str | None:
        words = self._words_after(start)
        if not words or not words[0].islower():
            return None
        if self.known.data.get("noun_first"):
            return words[0]
        return next((word for word in words[:3] if _looks_plural(word, self.known)), words[min(len(words), 2) - 1])

    def lemma(self, noun: str) -> str:
        return lemma(noun, self.language, self.known)


def _looks_plural(word: str, known: Lexis) -> bool:
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
        ("ès", "ès"), ("us", "us"), ("s", ""),
    ),
}  # fmt: skip
