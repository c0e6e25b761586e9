"""What a figure counts: the lemma of the head noun, by the parse where there is one, else by rule.

The lemma is the dictionary's: "people" stays "people", "5,000 members" counts "member". Where the noun is left out
("14 people were killed and 31 injured") or pointed to ("600 of them", "put it at 9,000") it is that of a figure before.
"""

from __future__ import annotations

import re
from typing import Any

from sayso.annotate.figures.amounts import Amounts
from sayso.annotate.figures.lexis import any_of
from sayso.annotate.figures.phrases import LEANS, WINDOW, looks_plural
from sayso.annotate.figures.quantities import Quantity

_NOUNS = frozenset({"NN", "NNS", "NNPS"})
_PRONOUNS = frozenset({"PRP", "DT", "WDT", "WP"})
_PERIOD_BEGINS = re.compile(r"\s(?:last|this|next|each|every|per|the)\s", re.IGNORECASE)
_NUMBER_OF = re.compile(r"([^\W\d_]+) of (?:\w+ )?$")


class Nouns(Amounts):
    """Finds the counted noun in one document."""

    def counted(self, quantity: Quantity) -> str | None:
        """The lemma of what the quantity counts; LEANS where it is what a figure before counts; None if unknown."""
        if quantity.unit == "magnitude":
            return None
        if self.points_back(quantity):
            return LEANS
        noun = self._people_or_things(quantity) if quantity.unit == "count" else self.amount_of(quantity)
        if noun is None:
            return self._to_be(quantity) if quantity.unit == "count" else None
        if noun.lower() in self.known.words("counted", "leaning"):
            return LEANS
        return self.lemma(noun)

    def _people_or_things(self, quantity: Quantity) -> str | None:
        found = self._by_parse(quantity) or self._part_of(quantity)
        if found is None:
            found = self._by_rule(quantity.end) or self._of_a_group(quantity)
        return self.subject(quantity) or self.before(quantity) if found is None else found

    def _by_parse(self, quantity: Quantity) -> str | None:
        """The noun that the number modifies in the dependency tree."""
        token = self.last_token(quantity)
        for _ in range(4):
            if token is None or token.head.i == token.i:
                return None
            if token.dep_ not in {"nummod", "quantmod", "compound", "amod", "advmod", "nmod", "det"}:
                return None
            head = token.head
            if head.tag_ in _NOUNS or (head.tag_ == "NNP" and head.idx > quantity.end):
                after = quantity.end <= head.idx <= quantity.end + WINDOW and self.reaches(quantity.end, head.idx)
                return (
                    self.whole_word(head, quantity.end) if after and not self._ended(quantity.end, head.idx) else None
                )
            token = head
        return None

    def _ended(self, start: int, end: int) -> bool:
        """Whether "last" or "this" stands between: "rose to 640 last week" counts no weeks."""
        return bool(_PERIOD_BEGINS.match(self.text, start, end))

    def _part_of(self, quantity: Quantity) -> str | None:
        """As in "nine of their last 10 games", "600 of them" (LEANS): the whole that a number is a part of."""
        token = self.last_token(quantity)
        if token is None or not self.text.startswith(" of ", quantity.end):
            return None
        whole = next((inner for child in token.children if child.dep_ == "prep" for inner in child.children), None)
        if whole is None or whole.idx < quantity.end:
            return None
        return (
            LEANS if whole.tag_ in _PRONOUNS else self.whole_word(whole, quantity.end) if whole.tag_ in _NOUNS else None
        )

    def _by_rule(self, end: int) -> str | None:
        """The first plural noun after the number, else the first word that can be a noun at all."""
        words = self.words_after(end)
        if self.known.data.get("noun_first"):
            return words[0] if words else None
        return next((word for word in words[:4] if looks_plural(word, self.known)), None)

    def _of_a_group(self, quantity: Quantity) -> str | None:
        """As in "a staff of 60", "a crowd of 5,000": the group, where no noun stands after the number."""
        match = _NUMBER_OF.search(self.text, max(0, quantity.start - 40), quantity.start)
        token: Any = self.by_place.get(match.start(1)) if match else None
        is_group = token is not None and token.tag_ == "NN" and token.text.lower() not in self.listed("quantity_nouns")
        return str(token.text) if is_group else None

    def _to_be(self, quantity: Quantity) -> str | None:
        """As in "100 believed to be members"."""
        match = re.match(
            rf"\s(?:{any_of(self.known.words('counted', 'to_be'))})\s(?:[^\W\d_]+\s)?([^\W\d_]+s)\b",
            self.text[quantity.end : quantity.end + WINDOW],
            re.IGNORECASE,
        )
        return self.lemma(match[1]) if match else None
