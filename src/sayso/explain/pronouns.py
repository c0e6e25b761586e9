"""Whether "he" or "she" surely is the person whom a pronoun was resolved to: a wrong name turns a story round.

Precision first: the sentence before tells of that person as its subject or its speaker, and of nobody else who could be
meant; a text that turns to answer ("he rejected that") needs the person alone there.
"""

from __future__ import annotations

import re

from sayso.text import hull, sentences, words
from sayso.types import Extent, Mention, MentionType, Statement, StoryArticle

_HE, _SHE = frozenset("he him his él il lui".split()), frozenset("she her hers ella elle".split())
_SUBJECT_WITHIN = 45
"""Characters from the start of a sentence within which a name is its subject ("Interior Minister Davor Penhale")."""
_BACK = 900
"""Characters that are read back: three or four sentences."""
_AHEAD = 40
_MOST_SENTENCES = 6
_MAIN_STATEMENTS, _MAIN_SHARE = 3, 0.6
"""Statements that a speech's speaker makes by name at least, and their share of those of all people."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_ANSWERS = re.compile(
    r"\b(?:reject|den(?:y|ie)|respond|repl(?:y|ie)|answer|counter|dismiss|disput|fired back|hit back|shot back|retort)",
    re.IGNORECASE,
)
_TARGET = re.compile(r",?\s(?:whom|who|that)\s$")
"""Between a name and a pronoun: who is told of in the clause isn't who tells ("Lund, whom he called")."""


def surely_means(item: StoryArticle, statement: Statement) -> bool:
    """Whether a pronoun that is a statement's source means the person of the statement's ``speaker``, for sure.

    What was resolved to no person of the article ("it", "they", a role) is left as it is.
    """
    source, name = hull(statement.source), statement.speaker
    if source is None or name is None or not _is_person(item, name):
        return True
    pronoun = item.article.text[slice(*source)].lower()
    if _names(item.article.text, statement, name) or _is_called_otherwise(item, name, pronoun):
        return False
    sentence = (_start_of_sentence(item.article.text, source[0]), source[0])
    own = _people(item, sentence, statement) or _people(item, sentence, statement, owners=True)
    if own:
        return _is_of_own_sentence(item.article.text, own, name, sentence[0], source)
    return _told_before(item, sentence[0], statement, pronoun) or _is_main_speaker(item, sentence[0], name)


def _start_of_sentence(text: str, place: int) -> int:
    """Where the sentence begins in which a place stands."""
    floor = max(0, place - _BACK)
    starts = [floor + start for start, _ in sentences(text[floor : place + _AHEAD])]
    return max((start for start in starts if start <= place), default=place)


def _is_called_otherwise(item: StoryArticle, name: str, pronoun: str) -> bool:
    """Whether pronouns of the other gender were resolved to the person elsewhere."""
    text = item.article.text
    own, other = (_SHE, _HE) if pronoun in _SHE else (_HE, _SHE)
    called = [text[slice(*s.source[0])].lower() for s in item.annotations.statements if s.source and s.speaker == name]
    return sum(word in other for word in called) > sum(word in own for word in called)


def _is_person(item: StoryArticle, name: str) -> bool:
    return any(m.type is MentionType.PERSON and m.name == name for m in item.annotations.mentions)


def _names(text: str, statement: Statement, name: str) -> bool:
    """Whether what is said names the person: then another says it of him."""
    last = words(name)[-1:]
    return any(not set(last).isdisjoint(words(text[start:end])) for start, end in statement.content)


def _is_of_own_sentence(text: str, own: list[Mention], name: str, start: int, source: Extent) -> bool:
    """Whether the person is the subject of the sentence in which the pronoun stands."""
    if _TARGET.fullmatch(text[own[-1].end : source[0]]) and own[-1].name == name:
        return False
    first = own[0]
    alone = len({mention.name for mention in own}) == 1
    return first.name == name and (alone or first.start - start <= _SUBJECT_WITHIN)


def _told_before(item: StoryArticle, start: int, statement: Statement, pronoun: str) -> bool:
    """Whether the nearest sentence before that names people has this one as its subject or speaker."""
    text, name = item.article.text, statement.speaker
    floor = max(0, start - _BACK)
    before = [(floor + a, floor + b) for a, b in sentences(text[floor:start])][-_MOST_SENTENCES:]
    for sentence in reversed(before):
        people = _people(item, sentence, statement)
        if not people:
            continue
        spoke = _speakers(item, sentence, {mention.name for mention in people})
        subject = people[0].name if people[0].start - sentence[0] <= _SUBJECT_WITHIN else None
        if len({mention.name for mention in people}) == 1:
            return people[0].name == name and (subject == name or name in spoke)
        answers = any(_ANSWERS.search(text, *cue) for cue in statement.cue)
        other = _HE if pronoun in _SHE else _SHE
        mixed = spoke != {name} and not other.isdisjoint(words(_QUOTED.sub(" ", text[slice(*sentence)])))
        return not mixed and not answers and (spoke == {name} or (subject == name and spoke <= {name}))
    return False


def _is_main_speaker(item: StoryArticle, start: int, name: str) -> bool:
    """Whether an article is about one speaker's speech: most that it has people say by name is said by this one, who
    spoke last, and the sentence before is about no other.
    """
    people = {m.name for m in item.annotations.mentions if m.type is MentionType.PERSON}
    text = item.article.text
    by_name = [
        s
        for s in item.annotations.statements
        if s.source and s.speaker in people and text[slice(*s.source[0])].lower() not in _HE | _SHE
    ]
    own = sum(s.speaker == name for s in by_name)
    if own < _MAIN_STATEMENTS or own < _MAIN_SHARE * len(by_name):
        return False
    last = max((s for s in by_name if s.source[0][0] < start), key=lambda s: s.source[0][0], default=None)
    before = _start_of_sentence(text, max(0, start - 2))
    others = {m.name for m in item.annotations.mentions if m.type is MentionType.PERSON and before <= m.start < start}
    return last is not None and last.speaker == name and others <= {name}


def _people(item: StoryArticle, extent: Extent, statement: Statement, *, owners: bool = False) -> list[Mention]:
    """The persons whom a stretch of text names outside quotations and outside what the statement says, without the mere
    ``owners`` of what is named ("Lund's face").
    """
    text = item.article.text
    quoted = [*(match.span() for match in _QUOTED.finditer(text, *extent)), *statement.content]
    return [
        m
        for m in item.annotations.mentions
        if m.type is MentionType.PERSON
        and extent[0] <= m.start < extent[1]
        and not any(a <= m.start < b for a, b in quoted)
        and (owners or not text.startswith(("'s", "’s"), m.end))
    ]


def _speakers(item: StoryArticle, sentence: Extent, named: set[str]) -> set[str | None]:
    """Who speaks in a sentence, of those whom it names."""
    return {
        s.speaker
        for s in item.annotations.statements
        if s.speaker in named and any(sentence[0] <= start < sentence[1] for start, _ in s.source)
    }
