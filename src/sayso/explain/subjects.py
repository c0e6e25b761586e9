"""Whom and what a story is about: the organisations, places, events and people that several publishers name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.explain.candidates import SECOND_HAND
from sayso.text import normal_form
from sayso.types import MentionType, StoryArticle

SUBJECTS = 8
NAMED_BY = 2
"""Publishers of their own that name a subject at least."""
IN_OFFICE = 3
"""The same for a person, with a role beside the name (promise 11: the desk asks for a public one too)."""
_THINGS = frozenset({MentionType.ORG, MentionType.PLACE, MentionType.EVENT})


def subjects(items: Sequence[StoryArticle]) -> tuple[str, ...]:
    """The names, places last, those of most publishers first; no outlet of the story is a subject of it."""
    outlets = {normal_form(item.outlet) for item in items}
    named: dict[str, set[str]] = defaultdict(set)
    in_office: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, Counter[MentionType]] = defaultdict(Counter)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        for mention in item.annotations.mentions:
            name = normal_form(mention.name)
            if item.placement.relation in SECOND_HAND or name in outlets or len(name) < 3:
                continue
            named[name].add(item.family)
            kinds[name][mention.type] += 1
            written[name][mention.name] += 1
            if mention.role:
                in_office[name].add(item.family)
    chosen = [name for name in named if _is_subject(kinds[name], len(named[name]), len(in_office[name]))]
    chosen.sort(key=lambda name: (_is_place(kinds[name]), -len(named[name]), -kinds[name].total(), name))
    return tuple(written[name].most_common(1)[0][0] for name in chosen[:SUBJECTS])


def _is_place(kinds: Counter[MentionType]) -> bool:
    return kinds.most_common(1)[0][0] is MentionType.PLACE


def _is_subject(kinds: Counter[MentionType], publishers: int, in_office: int) -> bool:
    if kinds.most_common(1)[0][0] in _THINGS:
        return publishers >= NAMED_BY
    return kinds[MentionType.PERSON] > 0 and in_office >= IN_OFFICE


def definition_of(name: str) -> re.Pattern[str]:
    """Finds a sentence that says what a subject is: "X is a ...", "X, a ...", "X, which ...", in three languages."""
    return re.compile(
        rf"(?:^|\b(?:the|el|la|los|las|le|les)\s){re.escape(name)}(?:\s\([^)]*\))?"
        r"(?:,? (?:is|was|are|were|has been|began|grew|es|era|fue|nació|son|est|était|sont)\b"
        r"|, (?:an?|the|which|who|one of|un|une|una|el|la|le|que|qui)\b)",
        re.IGNORECASE,
    )
