"""How much of a question a sentence bears out: names, years and numbers must stand there, and most of the event."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from sayso.explain.ask.pool import Pool
from sayso.explain.ask.question import Question, saying
from sayso.explain.ask.senses import is_known, is_near, meets, meets_any, named_in, words_of
from sayso.explain.candidates import Candidate
from sayso.explain.terms import content_words
from sayso.types import MentionType

OWN = 0.55
"""Share of the weight of the event's words that the sentence itself must have."""
MISSING = 0.34
"""Share of that weight that may stand nowhere near."""
OWN_WITH_HEAD = 0.4
"""The same where it has the head."""
OWN_SAID, MISSING_SAID = 0.25, 0.6
"""The same for what someone says about something: whose words they are narrows it already."""
LED_IN = 0.5
"""Share of an event's weight that must stand around a sentence without it, where the one before tells of it."""
_SOFT = 0.3
COVERED = 0.6
"""Share of the whole question's weight that must be covered."""
_SENSE, _BEFORE, _TOP, _STORY, _ARTICLE = 0.9, 0.6, 0.6, 0.4, 0.2
_NEAR = 0.7
"""How near a word stands where only what is more general or more special does ("crate", "box")."""
_NAME_BEFORE, _NAME_TOP, _NAME_PART = 0.8, 0.8, 0.6
_PART = 1 / 3
"""Share of a long name's words by which a sentence takes it up ("the institute"), where the article has it whole."""
_TOPICAL = 0.5
"""What a word of the event still demands of the sentence where title or lead have it."""
_KNOWN = 1.5
"""How much more a missing word counts where the lexicon knows its synonyms, and none of them stands there."""
_SHORT = 8
"""Content words of a sentence that leans on the one before."""
_CLOSING = frozenset(",\"”»'’")
"""What stands before a verb of saying that follows what was said."""
_APPOSED = 60
"""Characters of an apposition between a name and its verb of saying."""
_WORD = re.compile(r"[^\W_]+")
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|je|j['’]|nous|mi|yo|nosotros|\w+mos)\b")
_OF_WORDS = frozenset({"who says", "what said", "yes or no"})
"""Kinds that ask for someone's words."""
_OF_CONTEXT = frozenset({"age", "where", "when", "how much"})
"""Kinds whose answers often stand after the sentence that names the event ("They found ... $340,000")."""
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|il|elle|lui|son|sa|ses|i|my|we|our|je|nous)\b", re.IGNORECASE)
_ABOUT_PERSON = frozenset({"when", "where", "why", "who", "yes or no", "age", "what", "who says", "what said"})
"""Kinds in which a person must be named in the sentence or the one before: what befell them isn't in the title."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much is covered (0..1), and which of the event's words the sentence itself has."""

    covered: float
    own: frozenset[str]


def evidence(asked: Question, pool: Pool, number: int, granted: Set[str] = frozenset()) -> Evidence | None:
    """What a sentence bears out, None where it can't answer. ``granted`` are words that its figure stands for."""
    if not _has_what_it_must(asked, pool, number, granted):
        return None
    levels = [(name, _name_level(name, asked, pool, number)) for name in asked.names]
    if not all(level for _, level in levels):
        return None
    event = _event(asked, pool, number, granted)
    if event is None:
        return None
    named = [(max(map(pool.weight, name)), level) for name, level in levels]
    total = event.weight + sum(weight for weight, _ in named)
    covered = event.covered + sum(weight * level for weight, level in named)
    if not total:  # "what did X say about it", "how many aftershocks were there": whatever they say, any such figure
        enough = asked.kind == "what said" or (asked.numeric and asked.counted)
        return Evidence(COVERED, frozenset()) if enough else None
    if covered < COVERED * total:
        return None
    return Evidence(covered / total, event.met)


def _has_what_it_must(asked: Question, pool: Pool, number: int, granted: Set[str]) -> bool:
    """Whether the years, the verbs, the subject and the head of a question stand where they must."""
    own, near = pool.stems[number], pool.stems[number] | pool.before(number)
    if any(not _has_year(year, pool.candidates[number], own) for year in asked.years):
        return False
    if not all(verb in granted or meets(verb, own) or is_near(verb, own) for verb in asked.verbs):
        return False
    if asked.agent and not meets(asked.agent, near):
        return False
    if not asked.head or asked.head in granted | own:
        return True
    return is_near(asked.head, own) if asked.exact else meets(asked.head, own)


@dataclass(frozen=True, slots=True)
class _Event:
    """The weight of the words of an event, what of it is covered, and which of them the sentence itself has."""

    weight: float
    covered: float
    met: frozenset[str]


def _event(asked: Question, pool: Pool, number: int, granted: Set[str]) -> _Event | None:
    """How the words of the event are borne out; None where too few stand in the sentence, or too many nowhere."""
    before = pool.before(number)
    leans = len(pool.candidates[number].stems) <= _SHORT or asked.kind in _OF_CONTEXT
    around = pool.about(number).top | pool.story_tops(number) | (before if asked.numeric else frozenset())
    weight_of_all = covered = demanded = own = missing = 0.0
    met: set[str] = set()
    literal = False
    for word in asked.events:
        share = 1.0 if word in granted else _share(word, pool, number)
        if share < _SENSE and word.isdigit():
            return None
        weight = pool.weight(word) * (_SOFT if word in asked.soft and share < _SENSE else 1.0 + word.isdigit())
        demand = weight * (_TOPICAL if share < _SENSE and meets(word, around) else 1.0)
        weight_of_all += weight
        covered += weight * share
        demanded += demand
        missing += weight * (share == 0 and word not in asked.soft) * (_KNOWN if is_known(word) else 1.0)
        if share >= _SENSE and (word not in words_of("ask_titles") or word in asked.verbs):
            met.add(word)
            literal = literal or word in pool.stems[number]
        own += demand * (_stands(share) or _BEFORE * (leans and meets(word, before)))
    if asked.kind == "what said" and not literal and len(met) < len(asked.events):
        return None
    least, most = _limits(asked, met)
    if asked.kind in _OF_CONTEXT and not missing and covered >= LED_IN * weight_of_all and _leads_in(asked, before):
        return _Event(weight_of_all, covered, frozenset(met))
    if (asked.events and not met) or own < least * demanded or missing > most * demanded:
        return None
    return _Event(weight_of_all, covered, frozenset(met))


def _leads_in(asked: Question, before: Set[str]) -> bool:
    """Whether the sentence before tells of the event: most of its words stand there."""
    told = sum(meets(word, before) for word in asked.events)
    return 2 * told > len(asked.events)


def _stands(share: float) -> float:
    """What a word counts towards those that the sentence itself has."""
    return 1.0 if share >= _SENSE else _NEAR * (share == _NEAR)


def _limits(asked: Question, met: Set[str]) -> tuple[float, float]:
    """The share of an event that the sentence must have, and the share that may stand nowhere."""
    if asked.kind == "what said":
        return OWN_SAID, MISSING_SAID
    return OWN_WITH_HEAD if (
        asked.head in met and asked.kind != "who"
    ) or met & asked.soft or asked.numeric else OWN, MISSING


def _share(word: str, pool: Pool, number: int) -> float:
    """How near a word, or what can mean the same, stands: in the sentence, the one before, the title and lead."""
    own, about = pool.stems[number], pool.about(number)
    if word in own:
        return 1.0
    if meets(word, own):
        return _SENSE
    if is_near(word, own):
        return _NEAR
    if meets(word, pool.before(number)):
        return _BEFORE
    if meets(word, about.top):
        return _TOP
    if meets(word, pool.story_tops(number)):
        return _STORY
    return _ARTICLE if meets(word, about.counts.keys()) else 0.0


def _name_level(name: tuple[str, ...], asked: Question, pool: Pool, number: int) -> float:
    """How near a name, or the acronym of it, stands."""
    level = _level_as_written(name, asked, pool, number)
    other = pool.aliases.get(name)
    return max(level, _level_as_written(other, asked, pool, number)) if other else level


def _level_as_written(name: tuple[str, ...], asked: Question, pool: Pool, number: int) -> float:
    """How near a name stands; 0 where the article isn't about it.

    The last word stands for the whole ("Verrill") where the article has the whole.
    """
    candidate, own, last = pool.candidates[number], pool.stems[number], name[-1:]
    person = last[0] in pool.persons
    whole = has_name(name, own)
    if not whole and asked.numeric and has_name(name, pool.story_tops(number)):
        return _NAME_PART
    if not has_name(name, pool.about(number).counts.keys()):
        return 1.0 if whole else 0.0
    if whole or (has_name(last, own) and (person or len(name) == 1)):
        return 0.0 if person and asked.kind not in _OF_WORDS and _only_says(name, asked, candidate) else 1.0
    if person and _speaks_of_self(last, candidate):
        return _SENSE
    if person and asked.kind in _ABOUT_PERSON:
        return _person_around(last, asked, pool, number)
    around = _name_around(name, asked, pool, number)
    return around or (_NAME_PART if person and _is_of_lead(last, asked, pool, number) else 0.0)


def _person_around(last: tuple[str, ...], asked: Question, pool: Pool, number: int) -> float:
    """How near a person is named whom the sentence doesn't name: a pronoun must point there, or the title."""
    if has_name(last, pool.before(number)) and _refers(pool.candidates[number]):
        return _NAME_BEFORE
    if asked.kind not in _OF_WORDS and has_name(last, pool.about(number).title):
        return _NAME_TOP
    return _NAME_PART if _is_of_lead(last, asked, pool, number) else 0.0


def _is_of_lead(last: tuple[str, ...], asked: Question, pool: Pool, number: int) -> bool:
    """Whether a sentence that names nobody but its speaker has all of the event, in an article about the person."""
    if asked.past or asked.kind in _OF_WORDS:  # what befell others may stand there
        return False
    candidate = pool.candidates[number]
    start, end = candidate.extent
    others = [
        mention.name
        for mention in candidate.item.annotations.mentions
        if mention.type is MentionType.PERSON and start <= mention.start < end and mention.name != candidate.speaker
    ]
    whole = bool(asked.events) and all(meets(word, pool.stems[number]) for word in asked.events)
    return whole and not others and has_name(last, pool.about(number).top)


def _name_around(name: tuple[str, ...], asked: Question, pool: Pool, number: int) -> float:
    """How near a place or body is named that the sentence doesn't name in full."""
    about = pool.about(number)
    if has_name(name[-1:], pool.before(number)):
        return _NAME_BEFORE
    if has_name(name, about.title) or (has_name(name, about.top) and not asked.numeric):
        return _NAME_TOP
    if has_name(name, pool.story_tops(number)) or (name[-1] not in pool.persons and has_name(name, pool.near(number))):
        return _NAME_PART
    parts = sum(named_in(stem, pool.stems[number]) for stem in name) / len(name)
    return _NAME_PART if parts >= _PART else 0.0


def _only_says(name: tuple[str, ...], asked: Question, candidate: Candidate) -> bool:
    """Whether a sentence names someone as its speaker alone, and tells of somebody else."""
    source = frozenset(content_words(_source(candidate)))
    if candidate.statement is None or not has_name(name[-1:], source) or meets_any(asked.events, source):
        return False
    if candidate.item.article.language == "es" or _PRONOUN.search(candidate.text):
        return False
    start, end = candidate.extent
    others = {
        mention.name
        for mention in candidate.item.annotations.mentions
        if mention.type is MentionType.PERSON
        and start <= mention.start < end
        and not has_name(name[-1:], frozenset(content_words(mention.name)))
    }
    elsewhere = any(
        start <= mention.start < end
        and has_name(name[-1:], frozenset(content_words(mention.name)))
        and not any(a <= mention.start < b for a, b in candidate.statement.source)
        for mention in candidate.item.annotations.mentions
    )
    return bool(others) and not elsewhere


def _speaks_of_self(name: tuple[str, ...], candidate: Candidate) -> bool:
    """Whether a sentence is someone's own words about themselves ("I'm backing ...")."""
    said_by = frozenset(content_words(candidate.speaker))
    return has_name(name, said_by) and _FIRST_PERSON.search(candidate.text) is not None


def _refers(candidate: Candidate) -> bool:
    """Whether a pronoun may stand for whom the sentence before names; Spanish has them in its verbs."""
    if candidate.item.article.language == "es":
        return True
    return _PRONOUN.search(candidate.text) is not None


def has_name(name: tuple[str, ...], among: Set[str]) -> bool:
    """Whether every word of a name stands among these stems."""
    return all(named_in(stem, among) for stem in name)


def _has_year(year: str, candidate: Candidate, own: frozenset[str]) -> bool:
    """Whether a sentence is of a year: named, or of a date in it, or of the article's own where it names none."""
    if year in own:
        return True
    start, end = candidate.extent
    inside = [m.value for m in candidate.item.annotations.moments if start <= m.start < end]
    if any(value.startswith(year) for value in inside):
        return True
    dated = (candidate.item.article.published or "").startswith(year)
    return dated and not any(stem.isdigit() and len(stem) == 4 and stem[:2] in {"19", "20"} for stem in own)


def of_speaker(asked: Question, candidate: Candidate, persons: Set[str]) -> bool:
    """Whether a sentence is in the words of those whose words are wanted."""
    wanted = asked.speaker
    if not wanted:
        return True
    named, source = (frozenset(content_words(words)) for words in (candidate.speaker, _source(candidate)))
    if any(_is_whom(wanted, where, persons) for where in (named, source)):
        return True
    whole = frozenset(candidate.stems)
    return _is_whom(wanted, whole, persons) and (asked.kind != "what said" or _says(wanted[-1], candidate.text))


def _is_whom(wanted: tuple[str, ...], where: Set[str], persons: Set[str]) -> bool:
    """Whether these stems name someone: all of the words, or a person's last name."""
    if all(named_in(stem, where) or meets(stem, where) for stem in wanted):
        return True
    return wanted[-1] in persons and named_in(wanted[-1], where)


def _says(name: str, text: str) -> bool:
    """Whether a verb of saying stands by a name in a text, with no more than an apposition between."""
    said = [words_in for words_in in _WORD.finditer(text) if words_in[0].lower() in saying()]
    named = [match for match in _WORD.finditer(text) if name in content_words(match[0])]
    return any(
        0 <= verb.start() - one.end() <= 3
        or (0 <= one.start() - verb.end() <= _APPOSED and text[: verb.start()].rstrip()[-1:] in _CLOSING)
        or (0 <= verb.start() - one.end() <= _APPOSED and text[one.end()] == "," and text[verb.start() - 2] == ",")
        for verb in said
        for one in named
    )


def _source(candidate: Candidate) -> str:
    if candidate.statement is None:
        return ""
    text = candidate.item.article.text
    return " ".join(text[start:end] for start, end in candidate.statement.source)
