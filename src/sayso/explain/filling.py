"""What an editor fills in so that a sentence stands alone: "[Name]" for a pronoun, or after a bare role.

Undone, the sentence is its span again: a bracket stands either for one pronoun of the text or for nothing at all.
"""

from __future__ import annotations

import re

from sayso.explain.voice import Voice, is_pronoun
from sayso.text import sentences, words
from sayso.types import Extent, Mention, MentionType, Statement, StoryArticle

_OPENING_PRONOUN = re.compile(r"(?:he|she|él|ella|il|elle)\b", re.IGNORECASE)
_IMPERSONAL = re.compile(r"il (?:est|était|faut|fallait|y|n['’]|s['’]agit|pleu|reste|semble)", re.IGNORECASE)
_ROLE = re.compile(r"(?:[Tt]he|[Hh]is|[Hh]er|[Ee]l|[Ll]a|[Ss]u|[Ll]e|[Ss]on|[Ss]a)\s+[^\W\d_A-ZÀ-Þ][^,A-ZÀ-Þ]{2,40}\Z")
"""A bare role: "the minister", "la directora"."""
_SHORT = {"gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "gen": "general"}
_SECOND_TO = frozenset({"vice", "deputy", "acting", "viceministro", "vicepresidente", "vicepresidenta", "adjoint"})
_SUBJECT_WITHIN = 45
"""Characters from the start of a sentence within which a name is its subject ("Interior Minister Davor Penhale")."""
_POSSESSIVE = re.compile(r"['’]s?$")
_NEAR = 900
"""Characters before a pronoun within which the one that it means is named: three or four sentences."""
_BACK = 400
"""Characters that are read back for the sentence before."""


def filled_in(item: StoryArticle, extent: Extent, voice: Voice) -> str | None:
    """The sentence with what an editor fills in; None where there is nothing to fill in."""
    return (
        _source_pronoun(item, extent, voice)
        or _named_role(item, extent, voice)
        or _subject_pronoun(item, extent, voice)
    )


def _source_pronoun(item: StoryArticle, extent: Extent, voice: Voice) -> str | None:
    """The pronoun that is its statement's source replaced by the name that it was resolved to, unless the sentence
    has named them before.
    """
    source = _source(extent, voice)
    if source is None or not is_pronoun(item.article.text[slice(*source)]):
        return None
    if item.article.text[source[0] - 1 : source[0]] == "-":  # "précise-t-il": no name can stand there
        return None
    before = words(item.article.text[extent[0] : source[0]])
    named = {_POSSESSIVE.sub("", word) for word in before} & set(words(voice.speaker))
    if named or not _is_near(item, voice.speaker, source[0]):
        return None
    return _with(item, extent, source, f"[{_with_article(item, voice.speaker)}]")


def _is_near(item: StoryArticle, name: str, place: int) -> bool:
    """Whether somebody so named was told of shortly before, and not just as an owner ("Nixon's face")."""
    text = item.article.text
    named = (m for m in item.annotations.mentions if m.name == name and place - _NEAR <= m.start < place)
    known = any(m.name == name for m in item.annotations.mentions)
    if not known:
        return all(word[0].isupper() for word in name.split())
    spoke = _spoke_last(item, place)
    if spoke is None or spoke.speaker == name:
        return any(not _owns(text, mention) for mention in named)
    return any(
        mention.start > spoke.source[0][0]
        and not _owns(text, mention)
        and not any(start <= mention.start < end for start, end in spoke.content)
        for mention in named
    )


def _spoke_last(item: StoryArticle, place: int) -> Statement | None:
    """The statement before a place whose source isn't a pronoun: who said it is who "he" goes on with, mostly."""
    text = item.article.text
    before = (
        s
        for s in item.annotations.statements
        if s.source and place - _NEAR <= s.source[0][0] < place and not is_pronoun(text[slice(*s.source[0])])
    )
    return max(before, key=lambda statement: statement.source[0][0], default=None)


def _owns(text: str, mention: Mention) -> bool:
    return text.startswith(("'s", "’s", "' ", "’ "), mention.end)


def _with_article(item: StoryArticle, name: str) -> str:
    """A name with "the" where the article writes it so: "the National Health Agency"."""
    return f"the {name}" if f"he {name}" in item.article.text else name


def _named_role(item: StoryArticle, extent: Extent, voice: Voice) -> str | None:
    """The person's name after the bare role that is its statement's source: "the minister [Hanno Verrill] said".

    Only where the article itself calls that person so: a wrong name is worse than none.
    """
    source = _source(extent, voice)
    if source is None or not _ROLE.match(role := item.article.text[slice(*source)]):
        return None
    people = [m for m in item.annotations.mentions if m.type is MentionType.PERSON]
    offices = {office for m in people if m.name == voice.speaker for office in _offices(m)}
    others = {office for m in people if m.name != voice.speaker for office in _offices(m)}
    head = words(role)[-1]
    if head not in offices or head in others or set(words(voice.speaker)) & set(words(role)):
        return None
    return _with(item, extent, (source[1], source[1]), f" [{voice.speaker}]")


def _offices(person: Mention) -> list[str]:
    held = [_SHORT.get(word, word) for word in words(person.role or "")]
    return [] if _SECOND_TO.intersection(held) else held  # a vice president is no president


def _source(extent: Extent, voice: Voice) -> Extent | None:
    """Where a statement's source stands, if it is one piece inside the sentence, and resolved to a name."""
    statement = voice.statement
    if statement is None or not statement.speaker or len(statement.source) != 1 or is_pronoun(statement.speaker):
        return None
    start, end = statement.source[0]
    return (start, end) if extent[0] <= start < end <= extent[1] and statement.speaker == voice.speaker else None


def _subject_pronoun(item: StoryArticle, extent: Extent, voice: Voice) -> str | None:
    """A pronoun that opens the sentence replaced by the one person of the sentence before, if its subject."""
    text = item.article.text
    pronoun = _OPENING_PRONOUN.match(text, extent[0])
    if pronoun is None or _IMPERSONAL.match(text, extent[0]):
        return None
    before = _sentence_before(text, extent[0])
    if before is None or any(mark in text[slice(*before)] for mark in '"“”«»'):
        return None
    people = [m for m in item.annotations.mentions if m.type is MentionType.PERSON and before[0] <= m.start < before[1]]
    inside = any(m.type is MentionType.PERSON and extent[0] <= m.start < extent[1] for m in item.annotations.mentions)
    if inside or len({m.name for m in people}) != 1 or people[0].start - before[0] > _SUBJECT_WITHIN:
        return None
    name, source = people[0].name, _source(extent, voice)
    if source is not None and source[0] <= pronoun.end() and voice.speaker != name:
        return None  # it was resolved to another
    if text[: people[0].start].endswith(("The ", "the ")) or not _is_near(item, name, pronoun.start()):
        return None  # "the Lund administration", or one of whom another spoke
    return _with(item, extent, pronoun.span(), f"[{people[0].name}]")


def _sentence_before(text: str, start: int) -> Extent | None:
    first = max(0, start - _BACK)
    found = [(first + a, first + b) for a, b in sentences(text[first:start])]
    return found[-1] if found and (first == 0 or len(found) > 1) else None


def _with(item: StoryArticle, extent: Extent, place: Extent, filling: str) -> str:
    text = item.article.text
    return f"{text[extent[0] : place[0]]}{filling}{text[place[1] : extent[1]]}"
