"""What the owner's rules make of places in stories. Pure: the worker reads and keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.stories.cluster import story_id
from sayso.stories.rules import BY_HAND, NOT_A_COPY
from sayso.text import normal_form
from sayso.types import Annotations, Placement, Relation, Rule, RuleKind

_SECOND_HAND = frozenset({Relation.COPY, Relation.DERIVED, Relation.UNDETERMINED})


def moved_into(story: str, members: Iterable[Placement]) -> list[Placement]:
    """The places that change when these articles go to a story, with their relations to each other."""
    return [replace(placement, story=story) for placement in members if placement.story != story]


def set_apart(articles: Collection[str], members: Sequence[Placement]) -> list[Placement]:
    """The places that change when some articles of a story make a story of their own; their copies go with them.

    Empty where nothing would be left, or nothing goes. A copy whose original stays stands for itself from then on.
    """
    going = [one for one in members if one.article in articles or one.copy_of in articles]
    if not going or len(going) == len(members):
        return []
    gone = {one.article for one in going}
    target = _fresh_story(going[0])
    moved = [_on_its_own(replace(one, story=target), gone) for one in going]
    left = [_on_its_own(one, {m.article for m in members} - gone) for one in members if one.article not in gone]
    return [*moved, *(one for one in left if one not in members)]


def _fresh_story(first: Placement) -> str:
    """The id of a story that begins with this article; another one where that is the story that it leaves."""
    named = story_id(first.article)
    return named if named != first.story else story_id(f"{first.article} apart")


def _on_its_own(placement: Placement, here: Collection[str]) -> Placement:
    if placement.copy_of is None or placement.copy_of in here:
        return placement
    return replace(placement, copy_of=None, relation=Relation.INDEPENDENT, evidence=BY_HAND, leans_on=None)


def not_a_copy(placement: Placement) -> Placement:
    """The same article as a source of its own."""
    if placement.relation not in _SECOND_HAND:
        return placement
    return replace(placement, copy_of=None, relation=Relation.INDEPENDENT, evidence=NOT_A_COPY, leans_on=None)


def same_names(rules: Iterable[Rule]) -> dict[str, str]:
    """The normal form of each name that the owner calls otherwise, with what it is called. A chain leads to its end."""
    called: dict[str, str] = {}
    for rule in rules:
        if rule.kind is RuleKind.SAME_SUBJECT:
            name = rule.one[0]
            called = {other: name if normal_form(given) == normal_form(rule.other[0]) else given
                      for other, given in called.items()}  # fmt: skip
            called[normal_form(rule.other[0])] = name
    return {other: name for other, name in called.items() if other != normal_form(name)}


def renamed(found: Annotations, called: Mapping[str, str]) -> Annotations:
    """Annotations with the names of speakers and mentions as the owner calls them."""
    if not called:
        return found

    def name_of(name: str) -> str:
        return called.get(normal_form(name), name)

    return replace(
        found,
        statements=tuple(
            replace(one, speaker=one.speaker and name_of(one.speaker), via=tuple(map(name_of, one.via)))
            for one in found.statements
        ),
        mentions=tuple(replace(mention, name=name_of(mention.name)) for mention in found.mentions),
    )
