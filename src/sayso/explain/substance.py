"""What a sentence tells someone who follows the story: figures, names, who says it, and whether its time is past."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.explain.alone import FIRST_PERSON, QUOTED
from sayso.explain.candidates import Candidate
from sayso.explain.figures.counted import ABOUT_FIGURES
from sayso.types import Figure, Firmness, Mention, MentionType, Moment, StoryArticle

SHORT = 10
"""A sentence of fewer words without a figure is mostly a teaser or an aside."""
KNOWN_TO = 2
"""Publishers by which a name without an office is one of the story's own, and not a passer-by's."""
_PRIVATE = 0.35
_PLAIN, _FIGURE, _NAME, _SPEAKER = 0.55, 0.2, 0.1, 0.15
"""What any sentence is worth, and what figures, names and a named source add: together 1."""
_OWN_WORDS = 0.55
"""What someone's "we are digging with our hands" is worth beside what they state: colour, even where it has figures."""
_LAPSED = 0.3
_SAYS_LITTLE = 0.3
_Marked = TypeVar("_Marked", Figure, Mention, Moment)
_CAPITAL = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ]\w")
_WORDS = re.compile(r"\w+")
_SPANS_OF_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_NAMED = frozenset({MentionType.PERSON, MentionType.ORG})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|expected|expects?|due|plans?|set for|scheduled|next|hopes?|going to"
    r"|va a|será|serán|prevé|próxim[oa]s?|previst[oa]s?|espera|\w{2,}(?:rá|rán)|sera|seront|devrait|doit|doivent"
    r"|prochaine?s?|prévue?s?)\b",
    re.IGNORECASE,
)
"""Words of what is still to come."""


@dataclass(frozen=True, slots=True)
class Substance:
    """Judges the sentences of one story.

    ``people`` are the names of its people of public interest: named with an office, or by several publishers.
    ``newest`` is the day of its newest article, "" where none is dated.
    """

    people: frozenset[str]
    newest: str

    def worth(self, candidate: Candidate) -> float:
        """0 to 1: figures, names and a named source make a sentence; what only concerns private people does not."""
        names = [mention for mention in _inside(candidate, candidate.item.annotations.mentions) if _is_name(mention)]
        worth = _PLAIN + _FIGURE * has_figure(candidate) + _NAME * bool(names)
        worth += _SPEAKER * (candidate.statement is not None)
        worth *= _OWN_WORDS if _is_first_person(candidate) else 1.0
        worth *= _PRIVATE if self._private(candidate, names) else 1.0
        worth *= 1.0 if says_enough(candidate) else _SAYS_LITTLE
        return worth * (_LAPSED if self._lapsed(candidate) else 1.0)

    def _private(self, candidate: Candidate, names: Sequence[Mention]) -> bool:
        """Whether the people of a sentence (its speaker among them) are all private, and no organisation is named."""
        people = {mention.name for mention in names if mention.type is MentionType.PERSON}
        everyone = {m.name for m in candidate.item.annotations.mentions if m.type is MentionType.PERSON}
        people |= {candidate.speaker} & everyone
        organised = any(mention.type is MentionType.ORG for mention in names)
        return bool(people) and not organised and not people & self.people

    def _lapsed(self, candidate: Candidate) -> bool:
        """Whether a sentence looks ahead to a day that the story has passed ("a court is due to rule on Saturday")."""
        if candidate.firmness is not Firmness.EXPECTED and not AHEAD.search(candidate.text):
            return False
        moments = _inside(candidate, candidate.item.annotations.moments)
        days = [match[0] for moment in moments if (match := _DAY.match(moment.value))]
        published = (candidate.item.article.published or "")[:10]
        return bool(days) and published <= max(days) < self.newest


def substance_of(candidates: Sequence[Candidate]) -> Substance:
    """The judge of these candidates' story."""
    items = {candidate.item.article.id: candidate.item for candidate in candidates}.values()
    newest = max((item.article.published or "" for item in items), default="")
    return Substance(_public_people(items), newest[:10])


def _public_people(items: Iterable[StoryArticle]) -> frozenset[str]:
    families: dict[str, set[str]] = defaultdict(set)
    offices = set()
    for item in items:
        for mention in item.annotations.mentions:
            if mention.type is MentionType.PERSON:
                families[mention.name].add(item.family)
                if mention.role:
                    offices.add(mention.name)
    return frozenset(offices | {name for name, known_to in families.items() if len(known_to) >= KNOWN_TO})


def says_enough(candidate: Candidate) -> bool:
    """Whether a sentence can be a line by itself: with a figure, or long enough and with a name or a source."""
    if has_figure(candidate):
        return True
    named = candidate.statement is not None or _CAPITAL.search(candidate.text) is not None
    return named and len(_WORDS.findall(candidate.text)) >= SHORT


def _is_first_person(candidate: Candidate) -> bool:
    """Whether a sentence is mostly a quotation in the first person."""
    quoted = "".join(QUOTED.findall(candidate.text))
    return 2 * len(quoted) > len(candidate.text) and FIRST_PERSON.search(quoted) is not None


def has_figure(candidate: Candidate) -> bool:
    """Whether a sentence counts or measures something other than time and than figures ("three numbers")."""
    text = candidate.item.article.text
    figures = _inside(candidate, candidate.item.annotations.figures)
    return any(figure.unit not in _SPANS_OF_TIME and not ABOUT_FIGURES.match(text, figure.end) for figure in figures)


def _is_name(mention: Mention) -> bool:
    return mention.type in _NAMED


def _inside(candidate: Candidate, found: Iterable[_Marked]) -> list[_Marked]:
    start, end = candidate.extent
    return [one for one in found if start <= one.start < end]
