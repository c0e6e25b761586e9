"""The date of the event that a sentence tells: not that of saying it, of a comparison, or of what it mentions aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.explain.candidates import Candidate
from sayso.explain.substance import AHEAD
from sayso.explain.terms import content_words, stem
from sayso.types import Firmness, Moment, MomentType

DAY = len("2026-03-03")
_DATED = re.compile(r"\d{4}(-(\d\d(-\d\d)?|SP|SU|FA|WI|Q[1-4]))?")
_YEAR = re.compile(r"\d|year|añ|ann?é|an\b|last|next|hier|ayer|antes|pasado|dernier|prochain", re.IGNORECASE)
_NOT_THE_DAY = re.compile(
    r"(?:\b(?:since|until|till|by|for|before|after|every|each|as of|said|says|told|announced"
    r"|dating(?: back)? to|dated|since \d{4} and|from|than|depuis|jusqu['’](?:en|à|au)|avant|que"
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
_APPOSED = re.compile(
    r",\s(?![^,]*\b(?:and|was|were|has|had|is|are|he|she|they|it)\b)[^,]*"
    r"\b(?:\w+ed|built|made|begun|held|written|sold|bought|born|won|set)\s(?:back\s)?(?:in|on)\s$"
)
"""A participle between commas: "the dam, an embankment finished in 1971, burst"."""
_OF_A_CLAUSE = re.compile(
    r"\bthat (?:he|she|they|it|[A-Z]\w+) (?:said|says|say|claimed) [^,;]*$"
    r"|\b(?:was|were|been|is|are) (?:scheduled|due|told|asked|ordered|slated) (?:for|to)\b[^.;]*$"
)
"""What somebody tells of a thing beside the event ("a crack that they said had been seen in May"), or a plan."""
_EARLIER_CLAUSE = re.compile(r"\b(?:after|before|since)\s(?:\w+ing|he|she|they|it)\b[^,;]*$")
"""A month or year of what came first: "a restaurant that he owned after he left the bureau in 2006"."""
_PRESENT = re.compile(
    r"(?<!who)(?<!which)(?<!that)(?<!may)(?<!might)(?<!must)\s(?:has|have|is|are)\s"
    r"(?!(?:\w+ ){0,2}(?:accused|charged|suspected|believed|thought|said|known|alleged|confirmed)\b)"
)
_PAST = re.compile(r"\b(?:was|were|had|did|\w{3,}ed|began|said|told|met|won|lost|fell|rose|came|went|took|gave)\b")
"""The first verbs of an English sentence: a definite time in the past isn't that of one in the present (perfect)."""
_NO_ANSWER = re.compile(
    r"\b(?:did(?:n['’]t| not)(?: \w+)? (?:return|respond|reply|answer)|(?:declined|refused)(?: \w+)? (?:to )?comment"
    r"|could not(?: \w+)? be reached|not available for comment|seeking comment|request for comment)",
    re.IGNORECASE,
)
"""What an outlet tells of its own asking is no event of a story."""
_LIFE = re.compile(
    r"\b(?P<what>born|graduated?|attended|earned (?:a|his|her)|enrolled|dropped out|grew up|raised|married|joined"
    r"|elected|has served|worked (?:as|for|at)|re-?elected|alumn\w+|veteran|appointed|nominee|won election)\b",
    re.IGNORECASE,
)
_NAMES_A_THING = re.compile(r"(?:the|a|an|his|her|its|their|[\w.]+['’]s?)\s+$", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|of|by|during|late|early|mid|around|for|and|to|until|or|circa|en|depuis|desde)[\s-]$"
    r"|[,(]\s?$|^$",
    re.IGNORECASE,
)
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
_LOOKS_AHEAD = re.compile(
    r"\b(?:will|won['’]t|would|(?:up for|facing) re-?election|to face|is scheduled|is set|upcoming|next month)\b"
)
"""By these a month without its year is the next one, and not the last."""
_NAMELESS_YEAR = re.compile(r"[^\W\d_]+\.?")
_REACH = 60
"""Characters looked at before a moment."""


def event_dates(candidate: Candidate) -> Iterator[str]:
    """The date of the event that a sentence tells; of several of the same exactness the first, for what comes after is
    mostly what the event followed. Of a day and a year only the day: "on Tuesday ... for the first time since 2014".
    """
    if _NO_ANSWER.search(candidate.text):
        return
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
    if _is_of_another_clause(candidate, moment) or _is_of_a_life(candidate, moment):
        return False
    if _names_a_thing(text, moment, end, before) or _is_vague(moment, words, candidate):
        return False
    return _is_told(moment, candidate)


def _is_of_another_clause(candidate: Candidate, moment: Moment) -> bool:
    """Whether a moment is the time of a participle, a plan or a clause beside the main verb."""
    text, start = candidate.item.article.text, candidate.extent[0]
    ahead = text[start : moment.start]
    if _OF_A_CLAUSE.search(ahead) or (_APPOSED.search(ahead) and text.startswith(",", moment.end)):
        return True
    if len(moment.value) >= DAY or candidate.item.article.language not in {"en", None}:
        return False
    return _EARLIER_CLAUSE.search(ahead) is not None or _is_past_of_a_present(ahead, moment, candidate)


def _is_past_of_a_present(ahead: str, moment: Moment, candidate: Candidate) -> bool:
    """Whether the sentence's verb is in the present, and a month or year past stands after it."""
    present = _PRESENT.search(ahead)
    if present is None or moment.value[:7] > (candidate.item.article.published or "9")[:7]:
        return False
    return _PAST.search(ahead[: present.start()]) is None


def _is_of_a_life(candidate: Candidate, moment: Moment) -> bool:
    """Whether a sentence gives a station of somebody's life, of a year past, which the article's title isn't about."""
    published = (candidate.item.article.published or "")[:4]
    life = _LIFE.search(candidate.text)
    if life is None or not moment.value[:4] < published or not published:
        return False
    return stem(life["what"].lower()) not in content_words(candidate.item.article.title or "")


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
    which = which or (_FULL_YEAR.fullmatch(words) is not None and _IN.search(before) is None)
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
    if len(match[0]) < DAY and _NAMELESS_YEAR.fullmatch(candidate.item.article.text[moment.start : moment.end]):
        forecast = forecast or _LOOKS_AHEAD.search(candidate.text)
    return None if forecast and match[0] < published else match[0]
