"""What a grouper remembers of the stream as a whole: how far it came, and what time it is there."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field

from sayso.stories.features import VERSION
from sayso.stories.open_stories import LIVES
from sayso.stories.weights import BACKGROUND

_STATE = 1
"""Raised when what is kept of a grouper changes its meaning."""
_DAY = 86_400.0
_FORWARD, _BACK = 2 * _DAY, -30 * _DAY
_KEPT_FOR = 75 * _DAY
"""Stories close and reprints end after 60 days; half a month more for those that come late."""
_MARK_EVERY = 5_000
_MOST = 1_500_000
"""Articles that can be found whatever their dates: undated ones move no clock."""


@dataclass(slots=True)
class Head:
    """What a grouper goes on from.

    Attributes:
        next: the number of the article that comes next.
        total: articles that were counted for rarities.
        clock: seconds since 1970, moved a little by each article; 0 before any had a time.
        tidied: the clock when what is old was last let go.
        rules: what the rules were that keep articles apart.
        marks: (number, clock) now and then.
    """

    next: int = 0
    total: int = BACKGROUND
    clock: float = 0.0
    tidied: float = 0.0
    rules: str = ""
    marks: list[tuple[int, float]] = field(default_factory=list)

    def move_clock(self, instant: float) -> bool:
        """Moves the clock towards an article's time; True once a day of it.

        A little at a time: one article with a date in the future must not close every story.
        """
        if not self.clock:
            self.clock = self.tidied = instant
        self.clock += min(_FORWARD, max(_BACK, instant - self.clock))
        if not self.marks or self.next - self.marks[-1][0] >= _MARK_EVERY:
            self.marks.append((self.next, self.clock))
        if abs(self.clock - self.tidied) < _DAY:
            return False
        self.tidied = self.clock
        return True

    def oldest(self) -> int:
        """Smaller numbers are forgotten: those of articles that came long ago, by the clock and by what came since."""
        while len(self.marks) > 1 and self.marks[1][1] < self.clock - _KEPT_FOR:
            self.marks.pop(0)
        first = self.marks[0][0] if self.marks else 0
        return max(0, min(first, self.next - LIVES), self.next - _MOST)

    def to_bytes(self) -> bytes:
        """All of it."""
        return json.dumps([_STATE, VERSION, *dataclasses.astuple(self)]).encode("ascii")

    @classmethod
    def from_bytes(cls, data: bytes) -> Head | None:
        """What :meth:`to_bytes` gave; None for that of another version."""
        state, version, *values = json.loads(data)
        if [state, version] != [_STATE, VERSION]:
            return None
        number, total, clock, tidied, rules, marks = values
        return cls(number, total, clock, tidied, rules, [(at, then) for at, then in marks])
