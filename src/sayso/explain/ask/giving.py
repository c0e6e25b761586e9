"""Whether a sentence gives what a kind of question asks for: a figure, a day, a name, a reason, a speaker."""

from __future__ import annotations

import re

from sayso.explain.ask.pool import Pool
from sayso.explain.ask.question import Question, is_negated, phrase_words, saying
from sayso.explain.ask.senses import meets, meets_any, words_of
from sayso.explain.candidates import Candidate
from sayso.explain.figures.counted import MONEY, clause_of
from sayso.explain.terms import concepts, content_words, lexicon, single_words, stem
from sayso.text import words
from sayso.types import Figure, Firmness, MentionType, Moment, MomentType

_SAID = re.compile(r"\b(?:said|says|told|dijo|dit|déclaré|indiqué|annoncé)(?: on| el| le)?\s+$")
_LENGTHS = frozenset({"metre", "meter", "kilometre", "kilometer", "centimetre", "millimetre", "mile", "foot", "inch"})
_UNITS = {
    "length": _LENGTHS,
    "depth": _LENGTHS,
    "height": _LENGTHS,
    "duration": frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}),
}
_DIMENSIONS = {
    "depth": frozenset(map(stem, "deep depth profond profondeur profundo profundidad".split())),
    "height": frozenset(map(stem, "high tall height haut haute hauteur alto alta altura".split())),
}
_GENERIC = frozenset(map(stem, ["nombre", "número", "number", "total"]))
"""Nouns that stand before what is counted ("le nombre de maisons")."""
_COMPARED = frozenset(
    map(stem, ["higher", "lower", "more", "rise", "raise", "increase", "fall", "above", "below", "hausse"])
)
_BY = 60
"""Characters between a figure and the year that it is of."""
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.h]\d\d| ?[ap]\.m\.| heures)|\b(?:midnight|noon|dawn|minuit|midi|aube|medianoche|mediodía|alba)\b"
)
_AGE = re.compile(
    r",\s(?P<a>\d{1,3}),|\b(?P<b>\d{1,3})[- ](?:year[s-]|ans|años)|\baged (?P<c>\d{1,3})|\bwas (?P<d>\d{1,3})\b"
)
_UNREAL = re.compile(
    r"\b(?:to|would|may|might|could|should|will|not|never|nobody|neither|no|must|podría|debería|no|ne|pas"
    r"|for (?:his|her|their|its|the))"
    r"(?:\W+\w+){0,2}\W+$|n['’]t(?:\W+\w+){0,2}\W+$"
)
"""What stands before a verb whose event hasn't happened ("called on her to resign", "did not resign")."""
_WISHED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:for|on)|demand\w*|urg(?:e|es|ed|ing)|want(?:s|ed)?|seek(?:s|ing)?|réclam\w+|reclam\w+"
    r"|exig\w+|pid(?:e|en|ió|ieron)|pedir|solicit\w+|souhait\w+|veut|veulent|quier\w+|threaten\w*|menac\w+|amenaz\w+)"
    r"(?:\W+\w+){0,2}\W+$",
    re.IGNORECASE,
)
"""What stands before an event that is asked for and not told ("réclame la démission")."""
_PURPOSE = re.compile(
    r"\b(?:in order to|so as to|so that|pour|para|afin de|(?:volv|fu|vin|sal|regres|vuelv|acud|entr)\w+(?: \w+){0,3} a)"
    r" (?:s['’]|se |ne pas |no )?\w+(?:ar|er|ir|re)\b|\b(?:in order to|so as to|so that)\b",
    re.IGNORECASE,
)
"""An aim is a reason: "pour protester", "volvió a buscar las llaves"."""
_QUOTES = ('"', "“", "«", "‘")
_WORD = re.compile(r"[^\W_]+")
_NEGATED = re.compile(
    r"\b(?:no|not|never|without|sin|sans|aucune?|ningún|ninguna|jamais|jamás)(?:\W+\w+){0,2}\W+$", re.IGNORECASE
)


def gives(asked: Question, candidate: Candidate, own: frozenset[str]) -> bool:
    """Whether a sentence holds what this kind of question asks for; ``own`` are the question's words that it has."""
    check = {
        "when": lambda: any(_is_day_of_event(moment, asked, candidate) for moment in moments_in(candidate)),
        "who says": lambda: _is_said(candidate) and _same_side(asked, candidate, own),
        "what said": lambda: _is_said(candidate),
        "who": lambda: _names_someone(asked, candidate),
        "why": lambda: _gives_reason(candidate.text),
        "where": lambda: bool(asked.events),
        "age": lambda: _AGE.search(candidate.text) is not None,
    }.get(asked.kind)
    return (check is None or check()) and _is_fact(asked, candidate, own)


def reason_after(asked: Question, pool: Pool, number: int, own: frozenset[str]) -> Candidate | None:
    """The sentence after one that tells what happened, where it gives why: a reason, or the speaker's own words."""
    if asked.kind != "why" or number + 1 >= len(pool.candidates):
        return None
    told, after = pool.candidates[number], pool.candidates[number + 1]
    if after.item is not told.item or not _is_fact(asked, told, own):
        return None
    quoted = after.text.startswith(_QUOTES) and after.statement is not None and after.speaker == told.speaker
    return after if quoted or _gives_reason(after.text) else None


def _gives_reason(text: str) -> bool:
    return _has_phrase(text, "causes") or _PURPOSE.search(text) is not None


def moments_in(candidate: Candidate) -> list[Moment]:
    """The dates and times of a sentence."""
    start, end = candidate.extent
    return [moment for moment in candidate.item.annotations.moments if start <= moment.start < end]


def _is_day_of_event(moment: Moment, asked: Question, candidate: Candidate) -> bool:
    """A date or time that isn't the day of saying, in one clause with a word of what is asked."""
    text = candidate.item.article.text
    ahead = moment.type is MomentType.DURATION and not asked.past  # "when will ...": "in ten days"
    if moment.type not in {MomentType.DATE, MomentType.TIME} and not ahead:
        return False
    if _SAID.search(text[max(candidate.extent[0], moment.start - 24) : moment.start]):
        return False
    dates = [one for one in moments_in(candidate) if one.type is not MomentType.SET]
    start, end = candidate.extent if len(dates) == 1 else clause_of(text, candidate.extent, moment)
    said = " ".join([text[start:end], *phrase_words(text[start:end])])
    return meets_any(asked.events, set(content_words(said)))


def _is_fact(asked: Question, candidate: Candidate, own: frozenset[str]) -> bool:
    """Whether what a question takes for granted is told as having happened."""
    if asked.kind not in {"why", "when", "who", "where"}:
        return True
    if asked.past and candidate.firmness is Firmness.DENIED:
        return False
    past = asked.past and asked.kind != "where"  # "is alleged to have hidden it in"
    places = [m for m in _WORD.finditer(candidate.text) if meets_any(own, {stem(m[0].lower())})]
    before = [candidate.text[max(0, m.start() - 40) : m.start()] for m in places]
    unreal = [text for text in before if (past and _UNREAL.search(text)) or _WISHED.search(text)]
    return not places or len(unreal) < len(places)


def _is_said(candidate: Candidate) -> bool:
    if candidate.statement is not None or _has_phrase(candidate.text, "reports", split=True):
        return True
    return not saying().isdisjoint(words(candidate.text))


def _same_side(asked: Question, candidate: Candidate, own: frozenset[str]) -> bool:
    """Whether the sentence is as negative as the question: who says there is none isn't who says there is one."""
    negative = is_negated(candidate.text) or candidate.firmness is Firmness.DENIED
    denial = "deny" in asked.stems
    if not asked.negated and not denial:
        places = [m.start() for m in _WORD.finditer(candidate.text) if meets_any(own, {stem(m[0].lower())})]
        return not places or not all(_NEGATED.search(candidate.text[max(0, at - 30) : at]) for at in places)
    return negative or not (asked.negated or denial)


def _names_someone(asked: Question, candidate: Candidate) -> bool:
    """Whether a person or organisation is named that the question doesn't name."""
    start, end = candidate.extent
    known = {s for name in asked.names for s in name}
    return any(
        mention.type in {MentionType.PERSON, MentionType.ORG}
        and start <= mention.start < end
        and not known.issuperset(content_words(mention.name))
        for mention in candidate.item.annotations.mentions
    )


def _has_phrase(text: str, name: str, *, split: bool = False) -> bool:
    """Whether a phrase of a data file stands in a text (``split``: the file lists single words in lines)."""
    lowered = f" {' '.join(words(text))} "
    return any(f" {entry} " in lowered for entry in (single_words(name) if split else lexicon(name)))


# --- figures that answer ----------------------------------------------------------------------------------------


def answering(asked: Question, pool: Pool, candidate: Candidate) -> list[Figure]:
    """The figures of a sentence that count what is asked."""
    inside = _figures_in(candidate)
    if not inside or (asked.rate and not re.search(asked.rate, candidate.text, re.IGNORECASE)):
        return []
    keys = {one.figure: one.key for one in pool.figures_of(candidate)}
    return [figure for figure in inside if _counts(asked, candidate, figure, keys.get(figure))]


def _figures_in(candidate: Candidate) -> list[Figure]:
    start, end = candidate.extent
    return [figure for figure in candidate.item.annotations.figures if start <= figure.start < end]


def _counts(asked: Question, candidate: Candidate, figure: Figure, key: str | None) -> bool:
    if not _right_unit(asked, figure):
        return False
    text = candidate.item.article.text
    alone = sum(_right_unit(asked, other) for other in _figures_in(candidate)) == 1
    here = frozenset(content_words(text[slice(*clause_of(text, candidate.extent, figure))]))
    wide = frozenset(candidate.stems) if alone or asked.counted else here
    if asked.kind in _DIMENSIONS:
        joined = "-" in text[figure.start : figure.end + 1]  # "a 54-metre wall"
        return not here.isdisjoint(_DIMENSIONS[asked.kind]) or (joined and asked.kind == "height")
    if asked.kind != "how many" and asked.concept is None:
        return not asked.events or meets_any((*asked.events, *asked.counted), wide)
    concept = concepts().get(asked.concept or "")
    if concept is not None and concept.moves != "local":
        if not asked.years and _of_another_year(candidate, figure):
            return False
        if key is not None:
            return key in {concept.name, "confirmed" if concept.name == "cases" else concept.name}
        return _right_noun(asked, figure, here) and bool(here & {concept.name, *map(stem, concept.cues)})
    if asked.kind == "how many" and not _right_noun(asked, figure, here):
        return False
    other = concepts().get(key or "")
    if asked.counted and other is not None and other.moves != "local" and other is not concept:
        return False
    return not asked.events or meets_any(asked.events, wide)


def _of_another_year(candidate: Candidate, figure: Figure) -> bool:
    """Whether a year long past stands by a figure ("since 1938, when 140 people died")."""
    published = (candidate.item.article.published or "")[:4]
    return any(
        moment.value[:4].isdigit()
        and published.isdigit()
        and int(moment.value[:4]) < int(published) - 1
        and max(moment.start - figure.end, figure.start - moment.end) <= _BY
        for moment in moments_in(candidate)
    )


def _right_unit(asked: Question, figure: Figure) -> bool:
    if asked.kind in _UNITS:
        return figure.unit in _UNITS[asked.kind]
    if asked.kind == "share":
        return figure.unit == "percent"
    if asked.kind == "change":
        return figure.unit != "count"
    money = MONEY.fullmatch(figure.unit) is not None
    concept = concepts().get(asked.concept or "")
    if asked.kind == "how much":
        bare = figure.unit == "count" and figure.counted is None and asked.concept in {"cost", "earnings"}
        return money or bare or (figure.unit == "percent" and meets_any(asked.stems, _COMPARED))
    if asked.counted and figure.unit == "count":
        return True
    if concept is not None:
        return figure.unit in concept.units or (money and "money" in concept.units)
    return figure.unit == "count" or meets(stem(figure.unit), frozenset(asked.counted))


def _right_noun(asked: Question, figure: Figure, here: frozenset[str]) -> bool:
    """Whether a figure counts the noun that is asked for; where it has none, its clause must have it."""
    noun = stem(figure.counted.lower()) if figure.counted else None
    if not asked.counted:
        return noun is None or noun in words_of("persons") or noun in words_of("ask_persons")
    head = asked.counted[-1]
    if noun is None or noun in _GENERIC:
        return meets(head, here)
    return meets(head, frozenset({noun}))
