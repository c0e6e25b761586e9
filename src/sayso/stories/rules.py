"""What must hold of places in stories whatever the likeness: the owner's decisions, as the grouper takes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.types import Rule, RuleKind

BY_HAND = "decided by hand"
NOT_A_COPY = f"not a copy: {BY_HAND}"
"""The evidence of a place that a rule gave."""

Mark = tuple[int, bool]
"""The number of a rule that keeps articles apart, and on which of its two sides an article stands."""


@dataclass(frozen=True, slots=True)
class Rules:
    """By ids of articles.

    Attributes:
        together: articles that are in one story.
        apart: two groups of articles; none of one is in a story with any of the other.
        not_copies: articles that are nobody's copy or rewrite.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    not_copies: frozenset[str] = frozenset()

    @property
    def written(self) -> str:
        """What keeps articles apart, in a line: marks mean something to the same rules alone."""
        return json.dumps([[sorted(side) for side in sides] for sides in self.apart])

    def companions(self, article: str) -> frozenset[str]:
        """The articles that must be in one story with this one, itself left out."""
        return frozenset().union(*(group for group in self.together if article in group)) - {article}

    def marks(self, article: str) -> frozenset[Mark]:
        """On which sides of the rules it stands."""
        return frozenset(
            (number, second)
            for number, sides in enumerate(self.apart)
            for second, side in zip((False, True), sides, strict=True)
            if article in side
        )


def clash(one: frozenset[Mark], other: frozenset[Mark]) -> bool:
    """Whether a rule keeps the articles with these marks apart."""
    return any((number, not second) in other for number, second in one)


def rules_of(rules: Iterable[Rule]) -> Rules:
    """The rules of a store, oldest first as it gives them. A later one wins: it undoes what contradicts it."""
    together: list[frozenset[str]] = []
    apart: list[tuple[frozenset[str], frozenset[str]]] = []
    not_copies: set[str] = set()
    for rule in rules:
        one, other = frozenset(rule.one), frozenset(rule.other)
        match rule.kind:
            case RuleKind.TOGETHER:
                apart = [sides for sides in apart if not _contradicts(sides, one | other)]
                together.append(one | other)
            case RuleKind.APART:
                together = [group for group in together if not _contradicts((one, other), group)]
                apart.append((one, other))
            case RuleKind.NOT_A_COPY:
                not_copies |= one
            case RuleKind.SAME_SUBJECT:
                pass
    return Rules(tuple(together), tuple(apart), frozenset(not_copies))


def _contradicts(sides: tuple[frozenset[str], frozenset[str]], group: frozenset[str]) -> bool:
    return all(side & group for side in sides)
