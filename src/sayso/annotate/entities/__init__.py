"""Names of people, organisations, places and events, with the fullest form that the article has.

By rules: capitalised sequences (proper-noun tags in English), word lists, and how the article uses a name elsewhere.
The parser's own recogniser finds more, but halves the speed of the whole room.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.document import Document
from sayso.annotate.entities.fullest import Forms
from sayso.annotate.entities.kinds import Name, Unnamed, looks_like_a_person, named
from sayso.annotate.entities.roles import role_of
from sayso.annotate.entities.sequences import sequences
from sayso.annotate.lexical import listed
from sayso.types import Mention, MentionType

_AGE = re.compile(r",\s\d{1,2},|\s\(\d{2}\)|,\sde\s\d\d\saños|,\s\d\d\s(?:años|ans)")
_NEXT_WORD = re.compile(r",?\s(?:also\s|then\s|later\s)?([^\W\d_]+)")
_FOLLOWING = re.compile(r"\s([^\W\d_]+)")
_APPOSED = re.compile(r",\s(?:an?|the|una?|une|el|la|le|l['’])\s?((?:[\w’'-]+\s){0,5}[\w’'-]+)", re.IGNORECASE)
_NOUN_AND_COMMA = re.compile(
    r"(?:^|\s)(?:the|its|an?|el|la|le|su|sa|son)\s(?:[\w’'-]+\s){0,3}([\w’'-]+),\s$", re.IGNORECASE
)
_PREPOSITIONS = frozenset("of at in for with from by who which that de du des d'un en à que qui".split())
_LAST_WORD = re.compile(r"([^\W\d_]+),?\s$")
_PLACE_PREPOSITIONS = frozenset("in near outside across throughout en dans à hacia".split())


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """The names in a document, in order. Roles stand where the text has one beside the name."""
    unnamed = Unnamed.of(document)
    names = [name for found in sequences(document) if (name := named(document.text, found, unnamed)) is not None]
    settled = _settled(document, names)
    forms = Forms(settled)
    return tuple(_mention(document.text, name, forms.longest(name)) for name in settled)


def _settled(document: Document, names: Sequence[Name]) -> list[Name]:
    """The names with a type each: its own, that of its longer form, else the most frequent that contexts tell."""
    surnames_of_people = {name.words[-1] for name in names if name.kind is MentionType.PERSON and len(name.words) > 1}
    names = [_as_surname(name, surnames_of_people) for name in names]
    forms = Forms(names)
    votes: dict[tuple[str, ...], Counter[MentionType]] = {}
    for name in names:
        told = MentionType.ORG if _is_place_of_business(name) else name.kind
        kind = told or forms.longest(name).kind or _by_context(document, name)
        if kind is not None:
            votes.setdefault(name.words, Counter())[kind] += 1
    surnames = Counter(name.words[-1] for name in names if len(name.words) == 1)
    return [_with_kind(name, votes.get(name.words), surnames, document.parsed is not None) for name in names]


def _as_surname(name: Name, surnames: set[str]) -> Name:
    """ "Jordan" is Mae Jordan where the text has her, but in "in Jordan"."""
    place = name.kind is MentionType.PLACE and len(name.words) == 1 and name.before not in _PLACE_PREPOSITIONS
    return replace(name, kind=MentionType.PERSON) if place and name.words[0] in surnames else name


def _by_context(document: Document, name: Name) -> MentionType | None:
    """What stands beside the name: a role, an age or what people do; what organisations are called; "in" a place."""
    text = document.text
    if name.before in _PLACE_PREPOSITIONS:
        return MentionType.PLACE
    if _called_an_organisation(text, name):
        return MentionType.ORG
    if name.article or len(name.words) > 4:
        return None
    if _AGE.match(text, name.end) or (looks_like_a_person(name) and role_of(text, name) is not None):
        return MentionType.PERSON
    return MentionType.PERSON if _acts_like_a_person(text, name) else None


def _is_place_of_business(name: Name) -> bool:
    """ "The company Green Valley": the word before it tells, not the one within."""
    in_nouns = name.before in listed("names", "org", "nouns")
    return name.kind is MentionType.PLACE and len(name.words) > 1 and in_nouns


def _called_an_organisation(text: str, name: Name) -> bool:
    """ "the utility X", "the X gang", "X, a violent street gang"."""
    nouns = listed("names", "org", "nouns")
    before = _NOUN_AND_COMMA.search(text, max(0, name.start - 60), name.start)
    if name.before in nouns or (before is not None and before[1].lower() in nouns):
        return True
    after = _APPOSED.match(text, name.end)
    if after is None:
        following = _FOLLOWING.match(text, name.end)
        return name.article and following is not None and following[1].lower() in nouns
    for word in after[1].lower().split():
        if word in nouns:
            return True
        if word in _PREPOSITIONS:
            return False
    return False


def _acts_like_a_person(text: str, name: Name) -> bool:
    if name.before in {"from", "at", "of", "for", "near", "to"}:
        return False
    after = _NEXT_WORD.match(text, name.end)
    if after is not None and after[1].lower() in listed("names", "person", "after"):
        return True
    before = _LAST_WORD.search(text, max(0, name.start - 20), name.start)
    return before is not None and before[1].lower() in listed("names", "person", "before")


def _with_kind(name: Name, votes: Counter[MentionType] | None, surnames: Counter[str], parsed: bool) -> Name:
    kind = votes.most_common(1)[0][0] if votes else None
    if kind is None and looks_like_a_person(name) and (surnames[name.words[-1]] or not parsed):
        kind = MentionType.PERSON
    return replace(name, kind=kind)


def _mention(text: str, name: Name, full: Name) -> Mention:
    kind = full.kind or name.kind or MentionType.OTHER
    role = role_of(text, name) if kind is MentionType.PERSON else None
    return Mention(name.start, name.end, kind, text[full.start : full.end], role)
