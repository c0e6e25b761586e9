"""Articles to stories and to their relations, one by one as they come.

Copies go where their original is, whatever the likeness; every other article begins a story, and a second look at the
end of a batch asks which stories are one. The same articles in the same order always give the same stories, and a
story's id comes from its first article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.protocols import Past
from sayso.stories.copies import WINDOW, CopyIndex, Match, best_copy, is_derived, is_unsure
from sayso.stories.decision import Judge
from sayso.stories.features import Features, features_in
from sayso.stories.head import Head
from sayso.stories.open_stories import OpenStories, Tuning
from sayso.stories.recalled import Recalled, nothing
from sayso.stories.relations import Relations
from sayso.stories.rules import Rules, clash
from sayso.stories.second_look import Pair, agglomerated
from sayso.stories.sides import Side
from sayso.types import GroupingState, Placement, Relation

_DERIVED_BONUS = 1.5
_UNSURE_BONUS = 0.6
"""What shared passages add to the log-odds of a story."""
_HELD = 20_000
"""Of each kind of thing that the past knows too so many are held in memory between two batches."""


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
        self._relations = Relations(
            self._placements, self._numbers, self._copiers, self._members, self._copies, self._rules
        )
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
        copied = best_copy([match for match in matches if self._may_copy(match, side)], self._relations.root)
        story = self._ruled(article) or (copied and self._placements[copied.number].story) or story_id(article)
        number = self._keep(Placement(article, story, None, Relation.INDEPENDENT), features, side)
        self._touched.add(story)
        if not copied:
            self._leaning[number] = [match for match in matches if _bonus(match)]
        revised = self._relations.set_alone(number, features, copied)
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
            moved.update(self._relations.set_within(number, matches))
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


def _bonus(match: Match) -> float:
    return _DERIVED_BONUS if is_derived(match.overlap) else _UNSURE_BONUS if is_unsure(match.overlap) else 0.0
