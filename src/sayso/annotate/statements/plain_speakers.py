"""Who speaks in a text without a parse: a name inside the source, a noun of a name before, else who spoke last."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from sayso.annotate.lexical import listed
from sayso.types import Extent, Mention, MentionType

_ARTICLE = re.compile(r"^(?:el|la|los|las|un|una|le|les|l['’]|une|des|su|sus|son|sa|ses|leur)\s?\b", re.IGNORECASE)
_RELATIVE = re.compile(r",|\s(?:que|qui|quien|a los que|dont)\s")
_DONE_BY = re.compile(
    r"\s(?:par|por|consult\w+|révél\w+|revelad\w+|publi\w+|citad\w+"
    r"|\w+(?:[ai]d[oa]s?|ées?|és)(?=\s(?:el|este|esta|ayer|hoy|ce|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s?))"
    r"(?:\s|$)"
)
"""After these in a source stands who published it, not who speaks ("un rapport consulté par ...")."""

_OFFICE = re.compile(r"\b(la|le|el|une?|una)\s(\w+)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;:]\s")
_FEMALE = frozenset({"la", "une", "una"})
_GENDER = {"il": "he", "lui": "he", "él": "he", "celui-ci": "he", "elle": "she", "ella": "she", "celle-ci": "she"}
_MOST_MENTIONS = 300
"""Mentions looked back at, so that a text of a megabyte takes bounded time."""

_FURTHEST_PRONOUN = 1500
"""Characters, as in English."""


def _genders(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """(name, "he" or "she") by the article of the office beside a name: "la députée Nadia Roussel"."""
    offices = listed("names", "title", "office") | listed("names", "role", "nouns")
    for mention in mentions:
        if mention.type is not MentionType.PERSON:
            continue
        before = [
            m for m in _OFFICE.finditer(text, max(0, mention.start - 60), mention.start) if m[2].lower() in offices
        ]
        if before and not _SENTENCE_END.search(text, before[-1].end(), mention.start):
            yield mention.name, "she" if before[-1][1].lower() in _FEMALE else "he"


class Speakers:
    """Resolves the sources of one document, in the order of the text."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], pronouns: frozenset[str], institutions: frozenset[str]
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._pronouns = pronouns
        self._institutions = institutions
        self._people = frozenset(m.name for m in mentions if m.type is MentionType.PERSON)
        self._told = dict(_genders(text, mentions))
        self._last: str | None = None

    def resolve(self, source: Extent | None) -> str | None:
        """The speaker of a source; for none and for a pronoun who spoke last or was named since."""
        if source is None:
            return self._last
        word = self._text[slice(*source)].lower()
        if word in self._pronouns:
            self._last = self._person_before(source[0], _GENDER.get(word)) or self._last
            return self._last
        name = self._inside(source) or self._institution(source) or self._by_role(source) or self._by_surname(source)
        name = name or self._described(source)
        self._last = name
        return name

    def _person_before(self, position: int, gender: str | None) -> str | None:
        """Who spoke last, if the pronoun fits; else the person who was named last before it."""
        last = self._last if self._last in self._people else None
        if gender is None or (last is not None and self._agrees(last, gender)):
            return self._last
        for mention in self._before(position):
            if position - mention.start > _FURTHEST_PRONOUN:
                return None
            if mention.type is MentionType.PERSON and self._agrees(mention.name, gender):
                return mention.name
        return None

    def _before(self, position: int) -> Sequence[Mention]:
        """The mentions before a position, nearest first."""
        end = bisect.bisect_left(self._starts, position)
        return self._mentions[max(0, end - _MOST_MENTIONS) : end][::-1]

    def _agrees(self, name: str, gender: str) -> bool:
        if name in self._told:
            return self._told[name] == gender
        first = name.split(" ", 1)[0].lower()
        other = "she" if gender == "he" else "he"
        return first not in listed("given", "names", other) or first in listed("given", "names", gender)

    def _described(self, source: Extent) -> str | None:
        """Somebody without a name, by the words of the source up to a comma or a relative clause."""
        done_by = _DONE_BY.search(self._text, *source)
        phrase = self._text[source[0] : done_by.start() if done_by else source[1]]
        words = _RELATIVE.split(_ARTICLE.sub("", phrase, count=1), maxsplit=1)[0].split()
        return " ".join(words[:10]) or None

    def _inside(self, source: Extent) -> str | None:
        done_by = _DONE_BY.search(self._text, *source)
        end = done_by.start() if done_by else source[1]
        low, high = bisect.bisect_left(self._starts, source[0]), bisect.bisect_left(self._starts, end)
        held = self._mentions[low:high]
        people = [mention for mention in held if mention.type is MentionType.PERSON]
        apposed = [m for m in people if self._text[: m.start].endswith((", ", ", Me "))]
        if people:
            return (apposed or people)[0].name
        organisations = [mention for mention in held if mention.type is MentionType.ORG]
        if organisations and self._heads(source, organisations[0]):
            # "l'Institut sismologique": only the first word of such a name has a capital.
            described = self._described((source[0], end)) or ""
            return max(described, organisations[0].name, key=len)
        return organisations[0].name if organisations else None

    def _heads(self, source: Extent, organisation: Mention) -> bool:
        return not _ARTICLE.sub("", self._text[source[0] : organisation.start] + " ").strip(" '’lL")

    def _by_role(self, source: Extent) -> str | None:
        """ "La ministra": the person named last with that office."""
        words = re.findall(r"\w+", self._text[slice(*source)].lower())
        if len(words) not in {1, 2} or words[-1] not in listed("names", "title", "office"):
            return None
        before = self._before(source[0])
        return next((m.name for m in before if m.role and words[-1] in m.role.lower().split()), None)

    def _by_surname(self, source: Extent) -> str | None:
        """ "Mora" at the start of a sentence, where a capital alone makes no name: the person with that surname."""
        word = self._text[slice(*source)]
        return next((name for name in self._people if name.split()[-1] == word), None)

    def _institution(self, source: Extent) -> str | None:
        words = re.findall(r"\w+", self._text[slice(*source)])
        named = self._before(source[0])
        for word in words[:4]:
            lower = word.lower()
            if lower in self._institutions:
                return next(
                    (m.name for m in named if lower in m.name.lower().split()),
                    self._described(source),
                )
        if [word.lower() for word in words[1:]] in (["organismo"], ["entidad"], ["organisme"]):
            return next((m.name for m in named if m.type is MentionType.ORG), None)
        return None
