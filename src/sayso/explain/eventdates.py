"""The date of the event that a sentence tells: not that of saying it, of a comparison, or of what it mentions aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.explain.candidates import Candidate
from sayso.explain.substance import AHEAD
from sayso.types import Firmness, Moment, MomentType

DAY = len("2026-03-03")
_DATED = re.compile(r"\d{4}(-(\d\d(-\d\d)?|SP|SU|FA|WI|Q[1-4]))?")
_YEAR = re.compile(r"\d|year|añ|ann?é|an\b|last|next|hier|ayer|antes|pasado|dernier|prochain", re.IGNORECASE)
_NOT_THE_DAY = re.compile(
    r"(?:\b(?:since|until|till|by|for|before|after|every|each|as of|said|says|told|announced"
    r"|from|than|depuis|jusqu['’](?:en|à|au)|avant|que"
    r"|après|chaque|dit|déclaré|annoncé|indiqué|précisé|affirmé|desde|hasta|antes de|cada|dijo|anunció|informó|declaró)"
    r"(?: on| in| el| le| the| este| en)?|\bfrom (?:\w+ )?\d{4} (?:to|until)|\bthe end of|\bde \d{4} [aà])\s+$",
    re.IGNORECASE,
)
"""Words before a moment by which it isn't the day of the event: a bound, repetition, range, the day of saying."""
_COMPARED = re.compile(
    r"\b(?:against|compared (?:with|to)|from|contre|frente al?|contra|instead of)\s(?:an? (?:\w+ )?"
    r"(?:rise|fall|drop|gain|loss|increase) of )?(?:about |some |nearly )?[$€£]?\d[^.;]{0,36}$"
    r"|\b(?:more|less|fewer|higher|lower|más|menos|plus|moins)\s(?:than|que)\s[^.;,]{0,24}$|\brival\w*\s[^.;]{0,60}$",
    re.IGNORECASE,
)
"""Something of another day that the event's own is compared with: "52 percent, against 58 percent on Monday"."""
_ASIDE = re.compile(r"(?:,\s(?:who|whose|quien|quienes)\s|\()[^,()]*$")
"""A clause about a person or brackets that are still open: of whom the sentence tells, and not its event."""
_RELATIVE = re.compile(r",\s(?:which|que|qui|dont|cuy[oa]s?)\s[^,]*$")
_NAMES_A_THING = re.compile(r"(?:the|a|an|his|her|its|their|[\w.]+['’]s?)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"\s(?!(?:in|on|at|as|by|for|from|to|of|and|or|but|with|when|while|after|before|that|the|was|were|is|are|had|has|have"
    r"|did|will|would|saw|became|said|about)\b)[^\W\d_]+"
)
_HOLIDAY = re.compile(r"(?:the )?(?:[A-Z][\w.'’]+ )+Day|Christmas|Easter|Thanksgiving|Ramadan")
_ON = re.compile(r"\b(?:on|this|last|over|at|during)\s(?:the\s)?$", re.IGNORECASE)
_SAYS_WHICH = re.compile(r"\b(?:last|next|this|early|late|mid)\b", re.IGNORECASE)
_FULL_YEAR = re.compile(r"\d{4}")
_OWNER = re.compile(r"['’]s?\s")
_REFERS_BACK = re.compile(r"(?:that|the (?:same|following|next)|ce|cette|ese|esa|aquel|aquella)\s", re.IGNORECASE)
_OF_ANOTHER_DAY = re.compile(
    r"(?:la |le )?(?:veille|lendemain|víspera)|(?:the|a|one) day (?:before|earlier|after|later)|al día siguiente"
    r"|un día (?:antes|después)|the (?:previous|following) day",
    re.IGNORECASE,
)
"""Days that lean on one that a sentence before names."""
_CLOCK_ONLY = re.compile(
    r"(?:(?:about|around|at|shortly|just|before|after|by|a|las?|à|vers)\s)*[\d:.h]*\s?"
    r"(?:[ap]\.?m\.?|o['’]clock|noon|midnight|minuit|midi|medianoche|mediodía|heures?|horas|GMT|local time|\s)*",
    re.IGNORECASE,
)
"""A time of day without a day."""
_ACTS_OF_SPEECH = re.compile(
    r"\b(?:declared?|declares|ordered|banned|designated|sentenced|charged|sanctioned|ruled|approved|signed|rejected|appointed"
    r"|endorsed|invoked|pardoned|vetoed|imposed|vowed|offered|promised|ordenó|prohibió|condenó|aprobó|firmó|rechazó|ofreció"
    r"|a (?:ordonné|interdit|condamné|approuvé|signé|rejeté|offert))\b"
)
"""Cues that are the event themselves: "In 2018 the government declared the group a terrorist organisation"."""
_FORECAST = re.compile(
    r"\b(?:forecast|is expected|are expected|warned|warns|may have to|could|prévoit|devrait|prevé|podría)\b",
    re.IGNORECASE,
)
_REACH = 60
"""Characters looked at before a moment."""


def event_dates(candidate: Candidate) -> Iterator[str]:
    """The date of the event that a sentence tells; of several of the same exactness the first, for what comes after is
    mostly what the event followed. Of a day and a year only the day: "on Tuesday ... for the first time since 2014".
    """
    dated = [moment for moment in candidate.item.annotations.moments if _inside(moment, candidate)]
    told = [moment for moment in dated if _is_of_event(moment, candidate)]
    main = [moment for moment in told if not _in_a_clause(moment, candidate)]
    days = [date for moment in main if (date := _date(moment, candidate)) is not None and len(date) == DAY]
    dates = days or [date for moment in told if (date := _date(moment, candidate)) is not None]
    exact = max(map(len, dates), default=0)
    yield from [date for date in dates if len(date) == exact][:1]


def _in_a_clause(moment: Moment, candidate: Candidate) -> bool:
    """Whether it stands in a relative clause: "The strike, which began on 9 February, ended on Tuesday"."""
    return _RELATIVE.search(candidate.item.article.text[candidate.extent[0] : moment.start]) is not None


def _inside(moment: Moment, candidate: Candidate) -> bool:
    return candidate.extent[0] <= moment.start and moment.end <= candidate.extent[1]


def _is_of_event(moment: Moment, candidate: Candidate) -> bool:
    """Whether a moment is the time of what the sentence tells."""
    text, (start, end) = candidate.item.article.text, candidate.extent
    words = text[moment.start : moment.end]
    if len(moment.value) == len("2026") and not _YEAR.search(words):
        return False  # "two thousand kilometres" is no year
    before = text[max(start, moment.start - _REACH) : moment.start]
    if _NOT_THE_DAY.search(before) or _COMPARED.search(before) or _ASIDE.search(text[start : moment.start]):
        return False
    if _names_a_thing(text, moment, end, before) or _is_vague(moment, words, candidate):
        return False
    return _is_told(moment, candidate)


def _names_a_thing(text: str, moment: Moment, end: int, before: str) -> bool:
    """Whether the date only says which: "the 2016 election", "next year's primary", "a federal Election Day"."""
    if _OWNER.match(text, moment.end, end) or text[moment.start : moment.end].endswith(("'s", "’s")):
        return True
    if _HOLIDAY.fullmatch(text[moment.start : moment.end]) and not _ON.search(before):
        return True
    by_itself = len(moment.value) == len("2026") or moment.value[5:] in {"SP", "SU", "FA", "WI"}
    words = text[moment.start : moment.end]
    bare = by_itself and not _SAYS_WHICH.search(words)
    which = words.lower().startswith("the ") or _NAMES_A_THING.search(before) is not None
    return bare and which and _NOUN_AFTER.match(text, moment.end, end) is not None


def _is_vague(moment: Moment, words: str, candidate: Candidate) -> bool:
    """Whether no day is told: a clock time alone, "that afternoon", "in January" of an article without a date."""
    published = candidate.item.article.published
    if not published:
        return _FULL_YEAR.search(words) is None
    if _OF_ANOTHER_DAY.match(words) or ("T" in moment.value and _CLOCK_ONLY.fullmatch(words)):
        return True
    return _REFERS_BACK.match(words) is not None and moment.value.startswith(published[:DAY])


def _is_told(moment: Moment, candidate: Candidate) -> bool:
    """Whether a moment stands in what is said, in the outlet's own words, or beside a cue that is the event itself."""
    text, statement = candidate.item.article.text, candidate.statement
    cues = [cue for one in candidate.item.annotations.statements for cue in one.cue]
    if any(start <= moment.start < end and not _ACTS_OF_SPEECH.search(text, start, end) for start, end in cues):
        return False
    if statement is None or any(start <= moment.start and moment.end <= end for start, end in statement.content):
        return True
    return any(_ACTS_OF_SPEECH.search(text, start, end) for start, end in statement.cue)


def _date(moment: Moment, candidate: Candidate) -> str | None:
    """A TIMEX3 value as a date of the timeline: a day, month, season, quarter or year; None for all else.

    A month or year that the article itself is of ("this month") says nothing; nor does the day of a forecast that lies
    before its article: it was meant to be a week later.
    """
    if moment.type not in {MomentType.DATE, MomentType.TIME}:
        return None
    match = _DATED.fullmatch(moment.value.partition("T")[0])
    published = (candidate.item.article.published or "")[:DAY]
    if match is None or (match[0] > published > "" and not AHEAD.search(candidate.text)):
        return None
    if len(match[0]) < DAY and published.startswith(match[0]):
        return None
    forecast = candidate.firmness is Firmness.EXPECTED or _FORECAST.search(candidate.text)
    return None if forecast and match[0] < published else match[0]
