"""What a name names: titles taken off its front, then a type by word lists, and by its shape where they are silent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.annotate.document import Document
from sayso.annotate.entities.sequences import Sequence
from sayso.annotate.lexical import listed
from sayso.annotate.named_months import named_months
from sayso.types import Extent, MentionType

_ORDINAL = re.compile(r"(?:st|nd|rd|th)[\s-]$")
"""Before "Century": "the 18th Century Alien Act" is named without its age."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. ``kind`` is None where only its context or a longer form can tell; ``title`` as written."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: MentionType | None
    title: str | None
    article: bool
    before: str


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Capitalised words of a document that are no names by themselves, and where such a word is a person's name."""

    words: frozenset[str]
    but_at: frozenset[int]

    @classmethod
    def of(cls, document: Document) -> Unnamed:
        own = listed("names", "not", "words")
        foreign = frozenset[str]() if document.language == "en" else listed("names", "not", "romance")
        return cls(own | foreign, named_months(document.text))

    def holds(self, text: str, word: Extent) -> bool:
        return word[0] not in self.but_at and _lower(text, word) in self.words


def named(text: str, sequence: Sequence, unnamed: Unnamed) -> Name | None:
    """The name in a sequence, or None when it is a title, a day or another capitalised word alone."""
    words = list(sequence.words)
    titled = max(
        _length_of_title(text, words) or _length_of_opening_role(text, words, sequence),
        _length_of_office_at_body(text, words),
    )
    title = text[words[0][0] : words[titled - 1][1]] if titled else None
    courtesy = bool(titled) and _lower(text, words[titled - 1]) in _no_office()
    words = _without_ends(text, words[titled:], unnamed)
    if not words:
        return None
    start, end = words[0][0], _without_possessive(text, words[-1])
    parts = tuple(
        part for part in (*(text[slice(*word)] for word in words[:-1]), text[words[-1][0] : end]) if part != "-"
    )
    person = titled or (words[0][0] in unnamed.but_at and len(parts) > 1)
    kind = MentionType.PERSON if person and len(parts) <= 4 else _kind(parts, sequence)
    if kind is not MentionType.PERSON:
        title = None
    return Name(start, end, parts, kind, None if courtesy else title, sequence.article and not titled, sequence.before)


def _no_office() -> frozenset[str]:
    return listed("names", "title", "courtesy") | listed("names", "role", "kin")


def _length_of_opening_role(text: str, words: list[Extent], sequence: Sequence) -> int:
    """1 where a sentence opens with a calling or a kin word that is capitalised only for that ("Manager Lisa ...")."""
    if sequence.before or not 2 <= len(words) <= 4:
        return 0
    lower = [_lower(text, word) for word in words]
    callings = listed("names", "role", "nouns") | listed("names", "role", "kin")
    return int(lower[0] in callings and not _has_keyword(lower[1:]) and text[words[1][0]].isupper())


_SHORTEST_NAME, _LONGEST_NAME = 2, 3


def _length_of_office_at_body(text: str, words: list[Extent]) -> int:
    """How many words are a body with its officer ("Department of Homeland Security Secretary" before a full name)."""
    lower = [_lower(text, word) for word in words]
    for length in range(len(words) - _SHORTEST_NAME, max(0, len(words) - _LONGEST_NAME - 1), -1):
        office = lower[length - 1] in listed("names", "title", "at_body")
        capital = all(text[word[0]].isupper() for word in words[length:])
        if office and length > 1 and capital and not _has_keyword(lower[length:]) and lower[length - 2] != "of":
            return length
    return 0


def _without_ends(text: str, words: list[Extent], unnamed: Unnamed) -> list[Extent]:
    """Without what is no part of a name: capitals of a sentence's start, days, letters after a name ("KC")."""
    words = _without_opening(text, words, unnamed)
    while words and unnamed.holds(text, words[-1]):
        words = words[:-1]
    if len(words) > 2 and _lower(text, words[-1]) in listed("names", "title", "after"):
        words = words[:-1]
    if (
        len(words) > 1
        and _lower(text, words[0]) == "century"
        and _ORDINAL.search(text, max(0, words[0][0] - 6), words[0][0])
    ):
        words = words[1:]
    return words


def _without_opening(text: str, words: list[Extent], unnamed: Unnamed) -> list[Extent]:
    """Without words that are capitalised only because a sentence starts, and an article after them."""
    stripped = words
    while stripped and unnamed.holds(text, stripped[0]):
        stripped = stripped[1:]
    while stripped and stripped != words and text[stripped[0][0]].islower():
        stripped = stripped[1:]
    return stripped


def _lower(text: str, word: Extent) -> str:
    return text[word[0] : word[1]].lower().rstrip(".")


def _without_possessive(text: str, word: Extent) -> int:
    for ending in ("'s", "’s", "'", "’"):
        if text[word[0] : word[1]].endswith(ending):
            return max(word[0] + 1, word[1] - len(ending))
    return word[1]


def _length_of_title(text: str, words: list[Extent]) -> int:
    """How many leading words are a title ("Prime Minister", "Mr."): the last title among the first four."""
    titles = listed("names", "title", "courtesy") | listed("names", "title", "office")
    joining = listed("names", "title", "joining")
    length = 0
    for index, word in enumerate(words[:5]):
        lower = _lower(text, word)
        if lower in titles:
            length = index + 1
        elif lower not in joining and not (length == 0 and index == 0 and _is_place(lower)):
            break
    # "General Motors", "Attorney General" or "King County" are no titled people.
    rest = [_lower(text, word) for word in words[length:]]
    organisation = listed("names", "org", "words") | listed("names", "place", "words")
    return 0 if length and (any(word in organisation for word in rest) or rest[:1] in (["of"], ["motors"])) else length


def _kind(parts: tuple[str, ...], sequence: Sequence) -> MentionType | None:
    lower = [part.lower().rstrip(".") for part in parts]
    whole = "-".join(lower)
    if whole in listed("names", "place", "pairs") or (len(lower) == 1 and _is_place(lower[0])):
        return MentionType.PLACE
    given = listed("given", "names", "he") | listed("given", "names", "she")
    if lower[0] in given and 1 < len(parts) <= 5 and not _has_keyword(lower[2:]):
        return MentionType.PERSON
    return _by_keyword(lower) or _by_shape(parts, lower, sequence)


def _is_place(word: str) -> bool:
    return word in listed("names", "place", "known")


def _has_keyword(words: list[str]) -> bool:
    return any(word in listed("names", "org", "words") or word in listed("names", "thing", "words") for word in words)


def _by_keyword(lower: list[str]) -> MentionType | None:
    """The last keyword decides, one before "of" goes first: "Bank of England", "Bay of Pigs", "Miami Heat Stadium"."""
    if len(lower) > 1 and lower[-1] in listed("names", "thing", "words"):
        return MentionType.OTHER
    heads = [lower[lower.index("of") - 1]] if "of" in lower[1:] else []
    for word in (*heads, *lower[::-1]):
        if word in listed("names", "event", "words"):
            return MentionType.EVENT
        if word in listed("names", "org", "words"):
            return MentionType.ORG
        if word in listed("names", "place", "words") and len(lower) > 1:
            return MentionType.PLACE
    return MentionType.ORG if len(lower) <= 2 and lower[-1] in listed("names", "org", "known") else None


def _by_shape(parts: tuple[str, ...], lower: list[str], sequence: Sequence) -> MentionType | None:
    if len(parts) == 1 and lower[0] in listed("names", "person", "surnames"):
        return MentionType.PERSON
    if len(parts) == 1:
        return MentionType.ORG if parts[0].isupper() and 2 <= len(parts[0]) <= 6 and parts[0].isalpha() else None
    titled = sequence.before in listed("names", "title", "office") | listed("names", "role", "nouns")
    like_a_place = _is_place(lower[-1]) and not sequence.article and not titled
    return MentionType.PLACE if like_a_place and len(parts) == 2 else None


def looks_like_a_person(name: Name) -> bool:
    """Two to four capitalised words without a digit, an all-capital word or an article before them."""
    plain = all(part[0].isupper() or len(part) <= 3 for part in name.words)
    loud = any(part.isupper() and len(part) > 2 for part in name.words)
    digits = any(character.isdigit() for part in name.words for character in part)
    # "Tren de Aragua", "Rio de Janeiro": with a small word in it the given name must be known, which it isn't here.
    small = any(part.islower() for part in name.words[:2])
    small = small or _is_place(name.words[0].lower())  # "France Inter"
    return 2 <= len(name.words) <= 4 and plain and not small and not loud and not digits and not name.article
