"""Families of copies: who printed a text first, who reprinted it, who worked it in.

Candidates come from an inverted index over sampled shingles; what two articles really share is then read off their
word sequences (:mod:`sayso.stories.overlap`). Decisions are pure functions over :class:`Overlap`; thresholds carry the
figures that they rest on.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, islice

from sayso.stories.credits import UNNAMED, Share
from sayso.stories.features import Features, outlet_words
from sayso.stories.index import Index
from sayso.stories.load import load
from sayso.stories.overlap import Comparer, Overlap
from sayso.stories.recalled import Recalled, nothing
from sayso.stories.weights import cosine
from sayso.types import Relation

COPY = 0.5
"""From this share of the shorter text on, in chained passages, it is a reprint (made copies: .55 abridged to 1.0)."""
COPY_PASSAGE = 40
"""And one passage must be this long in words, or all of a shorter text: two reports of one speech share less."""
DERIVED = 0.25
"""From this share outside quotation marks on, one text works the other in."""
UNSURE = 0.15
"""Between this and ``DERIVED`` it can't be told: a paragraph of background may be anybody's."""
UNSURE_PASSAGE = 20
REWRITE = 0.55
"""Likeness of weighted words from which an article that names another's outlet is a rewrite of it."""
TOO_SHORT = 25
"""A text of fewer words is too short to be compared with anything."""
WINDOW = 60 * 86_400.0
"""Seconds after which a text is no longer looked for: reprints come within days, anniversaries within weeks."""
FIRST_TO_PRINT = "first to print a text that others have too"
OTHERS_WORK_IT_IN = "others work it in"
_CROWD = 40
"""A shingle that stands in this many articles is furniture ("all rights reserved") and finds nobody."""
_LEAST_HITS = 3
_LEAST_SHARE = 0.07
_MOST_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier article that shares passages with this one."""

    number: int
    overlap: Overlap


class CopyIndex:
    """Sampled shingles of the articles seen, by number.

    Args:
        recall: the features of an article that isn't held here; without it those out of the window are forgotten.
    """

    __slots__ = ("_queue", "index", "known")

    def __init__(self, recall: Callable[[int], Features | None] | None = None) -> None:
        self.index = Index()
        self.known: Recalled[int, Features] = Recalled(recall or nothing)
        self._queue: deque[int] | None = None if recall else deque()

    def add(self, number: int, features: Features) -> None:
        """Keeps an article to be found later."""
        self.known[number] = features
        if self._queue is not None and features.instant is not None:
            self._queue.append(number)
        self.index.add(number, _keys(features))

    def features(self, number: int) -> Features | None:
        """Of an article, None once it is out of the window."""
        found: Features | None = self.known.get(number)
        return found

    def matches(self, features: Features) -> list[Match]:
        """The articles that share passages with these features, most shared words first."""
        posted = self.index.find(_keys(features))
        hits = Counter(chain.from_iterable(numbers for numbers in posted if len(numbers) <= _CROWD))
        ranked = sorted(((-count, number) for number, count in hits.items() if count >= _LEAST_HITS))
        likely = (
            (number, other)
            for count, number in ranked
            if (other := self.features(number)) is not None
            and _near(features, other)
            and -count >= _LEAST_SHARE * min(len(features.sketch), len(other.sketch))
        )
        comparer = Comparer(features) if ranked else None
        found = [Match(number, comparer.overlap(other)) for number, other in islice(likely, _MOST_COMPARED) if comparer]
        return sorted(found, key=lambda match: (-match.overlap.shared, match.number))

    def forget_before(self, instant: float) -> None:
        """Drops the articles published before an instant (those without a time stay)."""
        while self._queue:
            published = self.known[self._queue[0]].instant
            if published is None or published >= instant:
                return
            number = self._queue.popleft()
            self.index.remove(number, _keys(self.known.pop(number)))


def _keys(features: Features) -> list[int]:
    """The sampled shingles in 32 bits: one in a hundred finds another's number in a million articles, which is one hit
    of the three that it takes.
    """
    np = load()
    found: list[int] = (np.asarray(features.sketch) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)).tolist()
    return found


def _near(one: Features, other: Features) -> bool:
    return one.instant is None or other.instant is None or abs(one.instant - other.instant) <= WINDOW


def is_copy(shared: Overlap) -> bool:
    """Whether two articles that share this much print one text."""
    shorter = min(shared.words, shared.other_words)
    return shorter >= TOO_SHORT and shared.containment >= COPY and shared.longest >= min(COPY_PASSAGE, 0.6 * shorter)


def is_derived(shared: Overlap) -> bool:
    """Whether one of two articles that share this much works the other's words in."""
    return shared.own_containment >= DERIVED and shared.longest >= UNSURE_PASSAGE


def is_unsure(shared: Overlap) -> bool:
    """Whether it can't be told if one of the two leans on the other."""
    return shared.own_containment >= UNSURE and shared.longest >= UNSURE_PASSAGE


def is_rewrite(features: Features, source: Features) -> float:
    """How alike an article is to one whose outlet it names, 0 where it doesn't or where they aren't alike enough.

    Naming alone is no rewrite (everyone names who broke a story), and likeness alone neither: the sample newsroom's
    rewrites have .60 to .72 to their source and under .5 to every other article.
    """
    if features.language != source.language or not _names_outlet(features, source):
        return 0.0
    likeness = cosine(
        dict(zip(features.terms, features.weights, strict=True)), dict(zip(source.terms, source.weights, strict=True))
    )
    return likeness if likeness >= REWRITE else 0.0


def _names_outlet(features: Features, source: Features) -> bool:
    """Whether the text holds the other's outlet by name; a name of common words doesn't count."""
    name = outlet_words(source.outlet)
    if not name or source.family == features.family:
        return False
    sequence, first = features.sequence, name[0]
    return any(sequence[at : at + len(name)] == name for at, word in enumerate(sequence) if word == first)


def comes_first(one: Features, other: Features) -> bool | None:
    """Whether ``one`` was there before ``other``; None where neither credit nor time tells.

    An agency comes before those who credit it, whatever the clocks say. A date without a time of day is compared as a
    date.
    """
    if other.credit.agency and other.credit.agency == one.family != other.family:
        return True
    if one.credit.agency and one.credit.agency == other.family != one.family:
        return False
    if one.instant is None or other.instant is None:
        return None
    here, there = one.instant, other.instant
    if one.day_only or other.day_only:
        here, there = here // 86_400, there // 86_400
    return None if here == there else here < there


def alone(features: Features, has_copies: bool) -> tuple[Relation, str]:
    """The relation and the evidence of an article that copies nothing that is here."""
    credit = features.credit
    if credit.share is Share.WHOLE and credit.agency != features.family:
        named = "an agency" if credit.agency == UNNAMED else credit.agency
        return Relation.COPY, f"credited to {named}, whose own report isn't here"
    if credit.share is Share.PART:
        named = "an agency" if credit.agency == UNNAMED else credit.agency
        return Relation.UNDETERMINED, f"uses reports of {named}; how much is its own can't be told"
    if len(features.sequence) < TOO_SHORT:
        return Relation.UNDETERMINED, f"too short to compare ({len(features.sequence)} words)"
    if has_copies:
        return Relation.ORIGINAL, FIRST_TO_PRINT
    return Relation.INDEPENDENT, ""


def evidence(shared: Overlap, who: str) -> str:
    """A line for people about what two articles share."""
    percent = round(100 * min(1.0, shared.containment))
    return f"{percent}% of the shorter text is the same as in {who}, the longest passage {shared.longest} words"


def best_copy(matches: list[Match], root_of: Callable[[int], int]) -> Match | None:
    """Of the articles that this one copies the one to name: a root before its copies, then the most shared."""
    copied = [match for match in matches if is_copy(match.overlap)]
    return min(
        copied,
        key=lambda match: (root_of(match.number) != match.number, -match.overlap.shared, match.number),
        default=None,
    )
