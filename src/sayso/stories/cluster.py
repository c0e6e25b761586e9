"""Articles to stories and to their relations, one by one as they come.

Copies go where their original is, whatever the likeness; every other article begins a story, and a second look at the
end of a batch asks which stories are one. The same articles in the same order always give the same stories, and a
story's id comes from its first article.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.protocols import Past
from sayso.stories.copies import (
    FIRST_TO_PRINT,
    OTHERS_WORK_IT_IN,
    WINDOW,
    CopyIndex,
    Match,
    alone,
    best_copy,
    comes_first,
    evidence,
    is_derived,
    is_rewrite,
    is_unsure,
)
from sayso.stories.credits import agency_named
from sayso.stories.decision import Judge
from sayso.stories.features import Features, features_in
from sayso.stories.head import Head
from sayso.stories.open_stories import OpenStories, Tuning
from sayso.stories.recalled import Recalled, nothing
from sayso.stories.rules import NOT_A_COPY, Rules, clash
from sayso.stories.second_look import Pair, agglomerated
from sayso.stories.sides import Side
from sayso.types import GroupingState, Placement, Relation

_DERIVED_BONUS = 1.5
_UNSURE_BONUS = 0.6
"""What shared passages add to the log-odds of a story."""
_HELD = 20_000
"""Of each kind of thing that the past knows too so many are held in memory between two batches."""
_LOOKED_AT = 60
"""A rewrite follows its source within so many articles of the story."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What placing one article did.

    Attributes:
        placement: where it went.
        revised: new placements of earlier articles (an original that came late, a first copy of an article).
    """

    placement: Placement
    revised: tuple[Placement, ...]

    @property
    def placements(self) -> tuple[Placement, ...]:
        """All that is to be kept."""
        return (self.placement, *self.revised)


def story_id(article: str) -> str:
    """The id of the story that begins with this article: "s" and 12 digits of a hash."""
    digest = hashlib.sha256(f"story\0{article}".encode("utf-8", "surrogatepass")).digest()
    return f"s{int.from_bytes(digest[:8], 'big') % 10**12:012d}"


class Grouper:
    """Places articles one by one. Not thread-safe; give it articles in order of publication where you can."""

    def __init__(
        self,
        tuning: Tuning | None = None,
        decision: Judge | None = None,
        rules: Rules | None = None,
        past: Past | None = None,
    ) -> None:
        self._rules = rules or Rules()
        self._past = past
        self._open = OpenStories(tuning or Tuning(), decision, past)
        self._copies = CopyIndex(self._recalled_features if past else None)
        self._numbers: Recalled[str, int] = Recalled(past.grouped_number if past else nothing)
        self._placements: Recalled[int, Placement] = Recalled(self._recalled if past else nothing)
        self._copiers: Recalled[str, list[int]] = Recalled(past.grouped_copies if past else nothing)
        self._members: Recalled[str, list[int]] = Recalled(past.grouped_in if past else nothing)
        self._touched: set[str] = set()
        self._leaning: dict[int, list[Match]] = {}
        self.chapters: dict[str, str] = {}
        """Of stories that go on from one that had grown too large, met since this grouper began: later to earlier."""
        self._head = Head(rules=self._rules.written)
        self._end = 0
        self._anew = True
        self._fresh: list[str] = []
        if past is not None:
            self._go_on(past)

    def foresee(self, coming: Iterable[Features]) -> None:
        """For a batch that is known whole: rarities are learnt from all of it before the first article is placed.

        Call it at most once, before anything is placed.
        """
        self._open.foresee(coming)

    def place(self, article: str, features: Features) -> Placed:
        """Decides an article's relation, and its story where it is a copy or a rule says so; otherwise it begins one,
        and :meth:`look_again` decides. An article that has a place already keeps it.
        """
        if article in self._numbers:
            return Placed(self._placements[self._numbers[article]], ())
        side = self._open.measured(features, self._rules.marks(article))
        matches = [] if article in self._rules.not_copies else self._copies.matches(features)
        copied = best_copy([match for match in matches if self._may_copy(match, side)], self._root)
        story = self._ruled(article) or (copied and self._placements[copied.number].story) or story_id(article)
        number = self._keep(Placement(article, story, None, Relation.INDEPENDENT), features, side)
        self._touched.add(story)
        if not copied:
            self._leaning[number] = [match for match in matches if _bonus(match)]
        revised = self._relate(number, features, copied)
        return Placed(self._placements[number], tuple(self._placements[other] for other in revised))

    def restore(self, placement: Placement, features: Features, number: int | None = None) -> None:
        """Takes in an article whose place was decided before. Give all of them in the order they were placed in.

        Args:
            placement: where it stands.
            features: its own.
            number: its number in the past; None for a grouper without one.
        """
        side = self._open.measured(features, self._rules.marks(placement.article))
        if number is not None:
            self._head.next = number
            self._take(placement.story, features, side)
        elif placement.article not in self._numbers:
            number = self._keep(placement, features, side)
            if placement.copy_of is not None:
                self._copiers.setdefault(placement.copy_of, []).append(number)

    # -- the past

    @property
    def next_number(self) -> int:
        """The number of the article that comes next: those of the past from here on are to be restored."""
        return self._head.next

    def state(self) -> GroupingState:
        """What changed since it was last asked for, to be kept with the placements; have the second look before."""
        self._head.total = self._open.frequencies.total
        oldest = self._head.oldest()
        stories, segments = self._open.state(oldest)
        segments.append(("shingles", *self._copies.index.settle(oldest)))
        kept = GroupingState(
            anew=self._anew,
            head=self._head.to_bytes(),
            numbers=tuple((article, self._numbers[article]) for article in self._fresh),
            stories=tuple(stories),
            segments=tuple((part, stay, tuple(after)) for part, stay, after in segments),
            oldest=oldest,
        )
        self._anew = False
        self._fresh.clear()
        for held in (self._numbers, self._members, self._copiers, self._placements, self._copies.known):
            if len(held) > _HELD:
                held.clear()
        return kept

    def _go_on(self, past: Past) -> None:
        kept = past.grouping_head()
        head = Head.from_bytes(kept) if kept else None
        self._end = past.grouped_end()
        if head is None or head.rules != self._head.rules:
            return
        self._head, self._anew = head, False
        self._open.load(head.total, past)
        self._copies.index.load(past.grouping_segments("shingles"))

    def _recalled(self, number: int) -> Placement | None:
        found = self._past.grouped(number) if self._past else None
        return found[0] if found else None

    def _recalled_features(self, number: int) -> Features | None:
        """Of an earlier article; None also for those that another version of sayso made."""
        found = self._past.grouped(number) if self._past else None
        if found is None:
            return None
        if not self._placements.holds(number):
            self._placements[number] = found[0]
        return features_in(found[1]) if found[1] else None

    # -- where to

    def _ruled(self, article: str) -> str | None:
        """The story that a rule puts an article into: that of the first of its companions that is here."""
        numbers = [self._numbers[other] for other in self._rules.companions(article) if other in self._numbers]
        return self._placements[min(numbers)].story if numbers else None

    def _may_copy(self, match: Match, side: Side) -> bool:
        """Whether the rules let an article stand in the story of one whose text it prints."""
        if not side.marks:
            return True
        known = self._open.side(self._placements[match.number].story)
        return known is None or not clash(side.marks, known.marks)

    def look_again(self) -> tuple[Placement, ...]:
        """Has a second look at the stories that changed since the last one; the placements that it revised.

        Stories that turn out to be one take the id of the older. Do it at the end of each batch.
        """
        moved = self._put_together()
        sides, pairs = self._neighbourhood(self._touched)
        self._touched.clear()
        found = agglomerated(sides, pairs, self._open.log_odds, self._open.tuning.limits)
        for into, gone in found.made:
            moved.update(self._unite(self._placements[into].story, self._placements[gone].story))
        for earlier, later in found.chapters:
            self.chapters.setdefault(self._placements[later].story, self._placements[earlier].story)
        for number, matches in self._leaning.items():
            moved.update(self._relate_within(number, matches))
        self._leaning.clear()
        return tuple(self._placements[number] for number in sorted(moved))

    def _put_together(self) -> set[int]:
        """Unites the stories of articles that a rule puts together; the numbers of the articles that moved."""
        moved: set[int] = set()
        for group in self._rules.together:
            stories = {self._placements[self._numbers[one]].story for one in group if one in self._numbers}
            into, *others = sorted(stories, key=lambda story: self._members[story][0]) or [""]
            for gone in others:
                moved.update(self._unite(into, gone))
        return moved

    def _neighbourhood(self, stories: Iterable[str]) -> tuple[dict[int, Side], list[Pair]]:
        """The open ones of these stories and those near them, by their first articles, and the odds of each pair."""
        sides: dict[int, Side] = {}
        odds: dict[tuple[int, int], float] = {}
        leaning = self._leanings()
        for story in sorted(stories):
            side = self._open.side(story)
            if side is None:
                continue
            number = self._members[story][0]
            sides[number] = side
            for chance, near, other in self._open.near(side, leaning.get(story, {}), but=story):
                sides[self._members[near][0]] = other
                pair = min(number, self._members[near][0]), max(number, self._members[near][0])
                odds[pair] = chance + leaning.get(story, {}).get(near, 0.0)
        return sides, [(chance, *pair) for pair, chance in sorted(odds.items())]

    def _leanings(self) -> dict[str, dict[str, float]]:
        """For stories with articles that came since the last look: what shared passages add to the odds of others."""
        found: dict[str, dict[str, float]] = {}
        for number, matches in self._leaning.items():
            for match in matches:
                one, two = self._placements[number].story, self._placements[match.number].story
                for story, near in ((one, two), (two, one)):
                    known = found.setdefault(story, {})
                    known[near] = max(_bonus(match), known.get(near, 0.0))
        return found

    def _unite(self, into: str, gone: str) -> list[int]:
        """Makes two stories one; the numbers of the articles that moved."""
        moved: list[int] = self._members.pop(gone)
        for number in moved:
            self._placements[number] = replace(self._placements[number], story=into)
        self._members[into] = sorted(self._members[into] + moved)
        self._open.unite(into, gone)
        return moved

    def _keep(self, placement: Placement, features: Features, side: Side) -> int:
        self._head.next = number = max(self._head.next, self._end)
        self._numbers[placement.article] = number
        self._placements[number] = placement
        self._members.setdefault(placement.story, []).append(number)
        if self._past is not None:
            self._fresh.append(placement.article)
        self._take(placement.story, features, side)
        return number

    def _take(self, story: str, features: Features, side: Side) -> None:
        number = self._head.next
        self._head.next += 1
        self._open.add(story, number, features, side)
        self._copies.add(number, features)
        self._tick(features.instant)

    def _tick(self, instant: float | None) -> None:
        """Moves the clock towards an article's time, and once a day lets go what is too old to be joined or copied.

        A little at a time: one article with a date in the future must not close every story.
        """
        if instant is None:
            return
        if self._head.move_clock(instant):
            self._copies.forget_before(self._head.clock - WINDOW)
            self._open.close_idle(self._head.clock)

    # -- how it relates

    def _relate(self, number: int, features: Features, copied: Match | None) -> list[int]:
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

    def _relate_within(self, number: int, matches: list[Match]) -> list[int]:
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
        root = self._root(copied.number)
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

    def _root(self, number: int) -> int:
        original = self._placements[number].copy_of
        return self._numbers.get(original, number) if original is not None else number


def _bonus(match: Match) -> float:
    return _DERIVED_BONUS if is_derived(match.overlap) else _UNSURE_BONUS if is_unsure(match.overlap) else 0.0
