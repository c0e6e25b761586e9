"""How articles relate to each other: families of copies, who leans on whom, who is an original.

A relation that holds whatever the story (a copy, a credit) is set when the article comes; one within its story when
that is known.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from sayso.stories.copies import (
    FIRST_TO_PRINT,
    OTHERS_WORK_IT_IN,
    CopyIndex,
    Match,
    alone,
    comes_first,
    evidence,
    is_derived,
    is_rewrite,
)
from sayso.stories.credits import agency_named
from sayso.stories.features import Features
from sayso.stories.recalled import Recalled
from sayso.stories.rules import NOT_A_COPY, Rules
from sayso.types import Placement, Relation

_LOOKED_AT = 60
"""A rewrite follows its source within so many articles of the story."""


class Relations:
    """Sets the relations in a grouper's placements; every method returns the numbers of the articles that it changed.

    Args:
        placements: by number.
        numbers: by article.
        copiers: the numbers of an original's copies, by article.
        members: the numbers of a story's articles.
        copies: knows the articles' features.
        rules: what the owner decided.
    """

    def __init__(
        self,
        placements: Recalled[int, Placement],
        numbers: Recalled[str, int],
        copiers: Recalled[str, list[int]],
        members: Recalled[str, list[int]],
        copies: CopyIndex,
        rules: Rules,
    ) -> None:
        self._placements = placements
        self._numbers = numbers
        self._copiers = copiers
        self._members = members
        self._copies = copies
        self._rules = rules

    def set_alone(self, number: int, features: Features, copied: Match | None) -> list[int]:
        """Sets the relation that an article has whatever its story; the numbers of the earlier articles whose placement
        changed.
        """
        if self._placements[number].article in self._rules.not_copies:
            placement = self._placements[number]
            self._placements[number] = replace(placement, relation=Relation.INDEPENDENT, evidence=NOT_A_COPY)
            return []
        if copied:
            return self._join_family(number, features, copied)
        self._settle(number, features)
        return []

    def set_within(self, number: int, matches: list[Match]) -> list[int]:
        """Sets the relation that an article has to others of its story, once that is known; the numbers of the articles
        whose placement changed.
        """
        placement, features = self._placements[number], self._copies.features(number)
        if features is None or placement.copy_of is not None or placement.article in self._rules.not_copies:
            return []
        for match in matches:
            if self._placements[match.number].story == placement.story:
                return self._lean(number, features, match)
        return self._mark_rewrite(number, features)

    def _mark_rewrite(self, number: int, features: Features) -> list[int]:
        """An article that retells another of its story, and says where it has it from, is derived from it."""
        if self._placements[number].relation is not Relation.INDEPENDENT or agency_named(features.outlet):
            return []
        best, likeness = number, 0.0
        members = self._members[self._placements[number].story]
        for other in members[max(0, bisect_left(members, number) - _LOOKED_AT) : bisect_left(members, number)]:
            source = self._copies.features(other)
            if source is None or comes_first(features, source):
                continue
            found = is_rewrite(features, source)
            if found > likeness:
                best, likeness = other, found
        if best == number:
            return []
        line = f"retells {self._placements[best].article} and names its outlet"
        self._placements[number] = replace(
            self._placements[number],
            relation=Relation.DERIVED,
            evidence=line,
            leans_on=self._placements[best].article,
        )
        return [number, *self._resettle(best, OTHERS_WORK_IT_IN)]

    def _join_family(self, number: int, features: Features, copied: Match) -> list[int]:
        root = self.root(copied.number)
        shown = self._placements[copied.number].article
        if self._precedes(features, root):
            return self._lead_family(number, features, root, copied)
        self._copy(number, root, evidence(copied.overlap, shown))
        return self._resettle(root, FIRST_TO_PRINT)

    def _lead_family(self, number: int, features: Features, root: int, copied: Match) -> list[int]:
        """An original that came late: the family's old root and its copies become its copies."""
        family = [root, *self._copiers.pop(self._placements[root].article, [])]
        members = [member for member in family if self._placements[member].article not in self._rules.not_copies]
        line = evidence(copied.overlap, self._placements[number].article)
        for member in members:
            self._copy(member, number, line if member == root else self._placements[member].evidence)
        self._settle(number, features)
        return members

    def _copy(self, number: int, root: int, line: str) -> None:
        original = self._placements[root].article
        self._copiers.setdefault(original, []).append(number)
        self._placements[number] = replace(
            self._placements[number], copy_of=original, relation=Relation.COPY, evidence=line, leans_on=None
        )

    def _lean(self, number: int, features: Features, match: Match) -> list[int]:
        """One of two articles works the other in, or may: the later one carries the relation."""
        relation = Relation.DERIVED if is_derived(match.overlap) else Relation.UNDETERMINED
        later, earlier = number, match.number
        if self._precedes(features, match.number):
            later, earlier = match.number, number
        leans = self._placements[later]
        if leans.relation is not Relation.INDEPENDENT or leans.article in self._rules.not_copies:
            return []
        source = self._placements[earlier].article
        line = evidence(match.overlap, source)
        self._placements[later] = replace(self._placements[later], relation=relation, evidence=line, leans_on=source)
        return [later, *(self._resettle(earlier, OTHERS_WORK_IT_IN) if relation is Relation.DERIVED else [])]

    def _settle(self, number: int, features: Features) -> None:
        placement = self._placements[number]
        relation, line = alone(features, bool(self._copiers.get(placement.article)))
        self._placements[number] = replace(placement, copy_of=None, relation=relation, evidence=line, leans_on=None)

    def _resettle(self, root: int, line: str) -> list[int]:
        """An article that others copy or work in is an original from then on."""
        if self._placements[root].relation is not Relation.INDEPENDENT:
            return []
        self._placements[root] = replace(self._placements[root], relation=Relation.ORIGINAL, evidence=line)
        return [root]

    def _precedes(self, features: Features, number: int) -> bool:
        """Whether an article that comes now was published before one that is here (never before a forgotten one)."""
        other = self._copies.features(number)
        return other is not None and bool(comes_first(features, other))

    def root(self, number: int) -> int:
        """The original of an article's family, itself where it copies nothing that is here."""
        original = self._placements[number].copy_of
        return self._numbers.get(original, number) if original is not None else number
