"""Stories that are near another one by the names they share, with the reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sayso.text import normal_form
from sayso.types import MentionType

LEAST = 0.9
"""Weight of shared names from which a story is offered: two names that few others have, or three that ten have."""
VAGUE = 0.3
_SURE = frozenset({MentionType.PERSON, MentionType.PLACE})
_REASONS = {
    MentionType.PERSON: "same people",
    MentionType.PLACE: "same place",
    MentionType.ORG: "same organisation",
    MentionType.EVENT: "same event",
}
_SPELT_OUT = frozenset({MentionType.PLACE, MentionType.ORG, MentionType.EVENT})
"""Names of people aren't spelt out as a reason: the list would be a file on them (promise 11)."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A story that shares names with another, and why it is offered ("same place: Saltmere")."""

    story: str
    reason: str


def near_stories(
    names: Mapping[str, MentionType], stories_of: Callable[[str], Collection[str]], own: str, limit: int = 5
) -> list[Near]:
    """The stories to offer beside one, nearest first.

    Args:
        names: what the story names, as written, with what each mostly is.
        stories_of: the stories that name one of them; none for a name that is too common to tell anything.
        own: the story itself.
        limit: how many at most.
    """
    weights: dict[str, dict[str, float]] = {}
    for name in _distinct(names):
        stories = set(stories_of(name)) - {own}
        for story in stories:
            weights.setdefault(story, {})[name] = _telling(name, names[name], len(stories))
    ranked = sorted(weights.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    return [Near(story, _reason(shared, names)) for story, shared in ranked if sum(shared.values()) >= LEAST][:limit]


def _telling(name: str, type_: MentionType, others: int) -> float:
    """How much a shared name tells: .73 where one other story has it, .44 where ten have, .29 where a hundred do; less
    for one word that may be no name at all ("Agency", "Institut").
    """
    weight = 1 / (1 + math.log2(1 + others) / math.e)
    return weight * (VAGUE if " " not in name and type_ not in _SURE else 1.0)


def _distinct(names: Iterable[str]) -> list[str]:
    """Without names that are part of a longer one ("Lee" beside "Ann Lee"): they would count twice."""
    forms = {name: set(normal_form(name).split()) for name in names}
    return [name for name, words in forms.items() if words and not any(words < other for other in forms.values())]


def _reason(shared: Mapping[str, float], names: Mapping[str, MentionType]) -> str:
    by_type: dict[MentionType, float] = {}
    for name, weight in shared.items():
        by_type[names[name]] = by_type.get(names[name], 0.0) + weight
    type_ = max(by_type, key=lambda one: (by_type[one], one.value))
    told = [name for name in sorted(shared, key=lambda one: (-shared[one], one)) if names[name] is type_][:_NAMED]
    reason = _REASONS.get(type_, "same names")
    return f"{reason}: {', '.join(told)}" if type_ in _SPELT_OUT else reason
