"""The stories that an article may still join: an inverted index over them, and how well an article fits each.

One pass over the stream with an inverted index (Allan et al. 1998, "On-line new event detection and tracking"; Miranda
et al. 2018, "Multilingual clustering of streaming news"); what decides is trained (:mod:`sayso.stories.decision`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice

from sayso.protocols import Past
from sayso.stories.decision import Judge, trained_decision
from sayso.stories.features import Features
from sayso.stories.index import Index
from sayso.stories.kept import from_bytes, to_bytes
from sayso.stories.load import load
from sayso.stories.recalled import Recalled, nothing
from sayso.stories.rules import Mark, clash
from sayso.stories.second_look import Limits
from sayso.stories.sides import Side, Sum, days_between, heaviest, mean_cosine, side_of
from sayso.stories.weights import DocumentFrequencies

_DAY = 86_400.0
_HELD = 10_000
"""Stories held in memory between two batches, of 25 KB each."""
LIVES = 100_000
"""A story is found at least until so many more articles came, whatever their dates."""
_REACH = 4
"""So many times the candidates are looked at to find enough within reach in time."""

Segments = tuple[str, int, list[bytes]]
"""A part of the index, how many of its segments stay as they were, and those after them."""
NEVER = -1e9
"""Log-odds that nothing outweighs."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """How stories are found (docs/design-notes.md has the sensitivity of each).

    Attributes:
        query_terms: so many of a side's heaviest terms are looked up.
        candidates: so many stories that share most of them are measured by words, the ``judged`` nearest judged.
        least_mean: a story whose articles' mean cosine of words to it is less isn't judged.
        crowd: a term that stands in more stories than this finds nobody.
        idle_days: nothing joins a story without news for so long.
        limits: which stories become one.
    """

    query_terms: int = 30
    candidates: int = 12
    judged: int = 6
    least_mean: float = 0.03
    crowd: int = 400
    idle_days: float = 60.0
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True)
class Known:
    """An open story: its side, and the terms that it stands under in the index."""

    side: Side
    posted: set[int]

    def to_bytes(self) -> bytes:
        """All of it, exactly."""
        return to_bytes(_Kept(self.side, array("I", sorted(self.posted))), _Kept, Side, Sum)

    @classmethod
    def from_bytes(cls, data: bytes) -> Known:
        """What :meth:`to_bytes` gave. Raises ``ValueError``."""
        kept = from_bytes(data, _Kept, Side, Sum)
        return cls(kept.side, set(kept.posted))


@dataclass(frozen=True, slots=True)
class _Kept:
    side: Side
    posted: array[int]


class OpenStories:
    """An inverted index over the open stories.

    Args:
        past: where stories of earlier runs are found; those stay until :meth:`state` forgets them, while without a past
            idle ones are forgotten.
    """

    __slots__ = ("_changed", "_decision", "_index", "_names", "_numbers", "_past", "_stories", "frequencies", "tuning")

    def __init__(self, tuning: Tuning, decision: Judge | None = None, past: Past | None = None) -> None:
        self.tuning = tuning
        self.frequencies = DocumentFrequencies(kept=past is not None)
        self._decision = decision or trained_decision()
        self._past = past
        self._index = Index()
        self._stories: Recalled[str, Known] = Recalled(self._recalled if past else nothing)
        self._numbers: dict[str, int] = {}
        self._names: Recalled[int, str] = Recalled(self._recalled_name if past else nothing)
        self._changed: dict[str, int] = {}

    def foresee(self, coming: Iterable[Features]) -> None:
        """Learns how rare each term is from all the articles that will come."""
        self.frequencies.foresee(features.terms for features in coming)

    def measured(self, features: Features, marks: frozenset[Mark] = frozenset()) -> Side:
        """An article as it is compared with stories; ``marks`` are its places in rules."""
        return side_of(features, self.frequencies, marks)

    def side(self, story: str) -> Side | None:
        """An open story, None for another."""
        known = self._stories.get(story)
        return known.side if known else None

    def near(self, side: Side, also: Iterable[str] = (), but: str = "") -> list[tuple[float, str, Side]]:
        """The open stories nearest to a side: (log-odds of being one story with it, id, side).

        Args:
            side: an article's or a story's.
            also: stories to be judged whatever the index says.
            but: a story that is left out, also of ``also``.
        """
        found = {story: known for story, known in self._candidates(side) if story != but}
        means = {story: mean_cosine(side, known) for story, known in found.items()}
        likely = [(-mean, story) for story, mean in means.items() if mean >= self.tuning.least_mean]
        judged = [story for _, story in sorted(likely)[: self.tuning.judged]]
        found |= {story: known for story in also if story != but and (known := self.side(story)) is not None}
        judged += [story for story in also if story in found and story not in judged]
        return [(self.log_odds(side, found[story], means.get(story)), story, found[story]) for story in judged]

    def log_odds(self, one: Side, other: Side, mean: float | None = None) -> float:
        """Of two sides being one story; none joins against a rule, or over more than ``idle_days``."""
        if (days_between(one, other) or 0.0) > self.tuning.idle_days or clash(one.marks, other.marks):
            return NEVER
        return self._decision.log_odds(one, other, mean)

    def add(self, story: str, number: int, features: Features, side: Side) -> None:
        """Takes an article into a story, which begins with it if it isn't open.

        Args:
            number: the article's; a story that begins has it too, and one that has grown old takes it.
            side: the article's; it is used up.
        """
        self.frequencies.add(features.terms)
        terms = self._telling(side)
        known = self._stories.get(story)
        if known is None:
            self._stories[story] = Known(side, set())
            self._number(story, number)
        else:
            known.side.add(side)
            if number - self._numbers[story] > LIVES // 2:
                self._move_up(story, number)
        self._post(story, terms)

    def unite(self, into: str, gone: str) -> None:
        """Makes two stories one; of one that is closed already nothing is left to be added."""
        known = self._stories.get(gone)
        if known is None:
            return
        number = self._withdraw(gone)
        del self._stories[gone]
        if into in self._stories:
            self._stories[into].side.add(known.side)
        else:
            self._stories[into] = Known(known.side, set())
            self._number(into, number)
        self._post(into, sorted(known.posted))

    def close_idle(self, now: float) -> None:
        """Takes the stories out that had no news for ``idle_days``: nothing joins them any more."""
        if self._past is not None:
            return
        limit = now - self.tuning.idle_days * _DAY
        for story in [name for name, known in self._stories.items() if (known.side.last or limit) < limit]:
            self._withdraw(story)
            del self._stories[story]

    # -- kept state

    def load(self, total: int, past: Past) -> None:
        """Goes on where another stopped."""
        self.frequencies.load(total, past.grouping_segments("frequencies"))
        self._index.load(past.grouping_segments("terms"))

    def state(self, oldest: int) -> tuple[list[tuple[str, int, bytes | None]], list[Segments]]:
        """What changed since it was last asked for: stories, and segments of the index.

        Args:
            oldest: stories of smaller numbers are forgotten.
        """
        changed = [
            (story, number, self._stories[story].to_bytes() if story in self._stories else None)
            for story, number in self._changed.items()
        ]
        self._changed.clear()
        for story in [story for story, number in self._numbers.items() if number < oldest]:
            self._names.pop(self._numbers.pop(story), None)
            self._stories.pop(story, None)
        if len(self._stories) > _HELD:
            self._stories.clear()
            self._numbers.clear()
            self._names.clear()
        return changed, [("frequencies", *self.frequencies.settle()), ("terms", *self._index.settle(oldest))]

    def _recalled(self, story: str) -> Known | None:
        found = self._past.open_story(story) if self._past and self._changed.get(story) is None else None
        return self._taken(story, *found) if found else None

    def _recalled_name(self, number: int) -> str | None:
        found = self._past.open_story_numbered(number) if self._past else None
        if found is None or found[0] in self._changed:
            return None
        story, body = found
        if story not in self._numbers:
            dict.__setitem__(self._stories, story, self._taken(story, number, body))
        return story

    def _taken(self, story: str, number: int, body: bytes) -> Known:
        self._numbers[story] = number
        return Known.from_bytes(body)

    # -- the index

    def _number(self, story: str, number: int) -> None:
        self._numbers[story] = number
        self._names[number] = story

    def _move_up(self, story: str, number: int) -> None:
        """Numbers a story that lives on anew, so that small numbers can be forgotten."""
        posted = self._stories[story].posted
        self._withdraw(story)
        self._number(story, number)
        self._stories[story].posted = set()
        self._post(story, sorted(posted))

    def _post(self, story: str, terms: Iterable[int]) -> None:
        known, number = self._stories[story], self._numbers[story]
        fresh = [term for term in terms if term not in known.posted]
        known.posted.update(fresh)
        self._index.add(number, fresh)
        self._changed[story] = number

    def _withdraw(self, story: str) -> int:
        """Takes a story out of the index; the number that it had."""
        number = self._numbers.pop(story)
        self._names.pop(number, None)
        self._index.remove(number, self._stories[story].posted)
        self._changed[story] = number
        return number

    def _telling(self, side: Side) -> list[int]:
        """The terms that a side is found by."""
        weights, count = side.terms.weights, self.tuning.query_terms
        return list(islice(weights if side.articles == 1 else heaviest(weights, count), count))

    def _candidates(self, side: Side) -> list[tuple[str, Side]]:
        """The stories within reach in time that share most with a side by their terms."""
        weights = side.terms.weights
        terms = self._telling(side)
        np = load()
        found = zip(terms, self._index.find(terms), strict=True)
        posted = [(weights[term], numbers) for term, numbers in found if 0 < len(numbers) <= self.tuning.crowd]
        counts = [len(numbers) for _, numbers in posted]
        each = np.fromiter(chain.from_iterable(numbers for _, numbers in posted), dtype=np.int64, count=sum(counts))
        stories, places = np.unique(each, return_inverse=True)
        votes = np.bincount(places, weights=np.repeat([weight for weight, _ in posted], counts))
        ranked = stories[np.lexsort((stories, -votes))[: self.tuning.candidates * _REACH]].tolist()
        within = (named for number in ranked if (named := self._within_reach(number, side)) is not None)
        return list(islice(within, self.tuning.candidates))

    def _within_reach(self, number: int, side: Side) -> tuple[str, Side] | None:
        story = self._names.get(number)
        known = self._stories.get(story) if story is not None else None
        if known is None or (days_between(side, known.side) or 0.0) > self.tuning.idle_days:
            return None
        return story, known.side
