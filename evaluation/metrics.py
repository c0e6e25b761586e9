"""How results are measured. Standard definitions, from their papers.

- who+what of attribution: whole attributions matched one to one by the content's characters (Jaccard at least .5),
  right when the sources overlap too, or both are empty (after Newell et al. 2018, PolNeAR, and Pareti 2015).
- exact spans of a role: a mention's spans equal, but for quotation marks, stops and space at their ends (PolNeAR).
- report-verb cues: attributions whose cue is a common verb of saying or "according to"; others are attitudes and nouns.
- BCubed: Bagga and Baldwin 1998; for clusterings Amigó et al. 2009. Adjusted Rand index: Hubert and Arabie 1985.
- TIMEX3 value F1: relaxed matches whose value is right (TempEval-3, UzZaman et al. 2013).
- Body F1: shingles of four words, mean precision and mean recall over pages (the article extraction benchmark of Zyte).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Spans = Sequence[Sequence[int]]
_STRIP = " \t\r\n\"'“”‘’«»`.,;:"
_WORD = re.compile(r"\w+")
_REPORT_VERBS = frozenset(
    """say says said saying tell tells told telling announce announces announced announcing add adds added adding
    report reports reported reporting write writes wrote written writing state states stated stating
    note notes noted noting explain explains explained explaining declare declares declared declaring""".split()
)


@dataclass(slots=True)
class Tally:
    """Right, predicted and wanted; percent."""

    right: int = 0
    predicted: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Right of those predicted."""
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right of those wanted."""
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.predicted + self.wanted
        return 200 * self.right / total if total else 0.0


# --- spans ------------------------------------------------------------------------------------------------------


def marked(text: str, source: Spans, content: Spans) -> Attribution:
    """An attribution by its spans of a text."""
    return Attribution(characters(text, source), characters(text, content))


def characters(text: str, spans: Spans) -> frozenset[int]:
    """The characters of spans, without quotation marks, stops and space at their ends."""
    found: set[int] = set()
    for start, end in spans:
        words = text[start:end]
        found.update(range(start + len(words) - len(words.lstrip(_STRIP)), start + len(words.rstrip(_STRIP))))
    return frozenset(found)


def normalised(text: str, spans: Spans) -> tuple[tuple[int, int], ...]:
    """Spans in order without quotation marks, stops and space at their ends; those that only such part are one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted((start, end) for start, end in spans):
        words = text[begin:end]
        start, stop = begin + len(words) - len(words.lstrip(_STRIP)), begin + len(words.rstrip(_STRIP))
        if start >= stop:
            continue
        if found and not text[found[-1][1] : start].strip(_STRIP):
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return tuple(found)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared characters of all."""
    return len(a & b) / len(a | b) if a and b else 0.0


def one_to_one(scores: Iterable[tuple[float, int, int]]) -> list[tuple[int, int, float]]:
    """Pairs by falling score, each side used once."""
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for score, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if score > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j, score))
    return pairs


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement as characters; ``meaning`` is whatever else is to be compared (speaker, firmness)."""

    source: frozenset[int]
    content: frozenset[int]
    meaning: Any = None


def add_who_what(tally: Tally, wanted: Sequence[Attribution], got: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Counts one text's attributions; returns the matched pairs (wanted, got)."""
    scores = ((jaccard(w.content, g.content), i, j) for i, w in enumerate(wanted) for j, g in enumerate(got))
    pairs = [
        (i, j)
        for i, j, score in one_to_one(scores)
        if score >= 0.5 and (wanted[i].source & got[j].source or not (wanted[i].source or got[j].source))
    ]
    tally.right += len(pairs)
    tally.predicted += len(got)
    tally.wanted += len(wanted)
    return pairs


def add_exact(tally: Tally, text: str, wanted: Iterable[Spans], got: Iterable[Spans]) -> None:
    """Counts one text's mentions of one role, an attribution's spans each: right when the same as one of the others."""
    golds, founds = (Counter(filter(None, (normalised(text, one) for one in side))) for side in (wanted, got))
    tally.right += sum((golds & founds).values())
    tally.predicted += founds.total()
    tally.wanted += golds.total()


def has_report_cue(text: str, cue: Spans) -> bool:
    """Whether a cue holds a form of say, tell, announce, add, report, write, state, note, explain or declare, or
    "according to".
    """
    words = [word for start, end in cue for word in _WORD.findall(text[start:end].casefold())]
    return not _REPORT_VERBS.isdisjoint(words) or ("according", "to") in pairwise(words)


def add_overlapping(
    tally: Tally, wanted: Sequence[tuple[int, int, Any]], got: Sequence[tuple[int, int, Any]]
) -> list[tuple[int, int]]:
    """Counts (start, end, value) items: right when a pair overlaps and the values are equal; returns all pairs."""
    scores = (
        (min(w[1], g[1]) - max(w[0], g[0]) + (w[2] == g[2]) / 2, i, j)
        for i, w in enumerate(wanted)
        for j, g in enumerate(got)
        if min(w[1], g[1]) > max(w[0], g[0])
    )
    pairs = [(i, j) for i, j, _ in one_to_one(scores)]
    tally.right += sum(wanted[i][2] == got[j][2] for i, j in pairs)
    tally.predicted += len(got)
    tally.wanted += len(wanted)
    return pairs


_DATABLE = re.compile(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?|\d{4}-(W\d\d|Q\d|SP|SU|FA|WI)")
_DAY = len("2025-03-15")


def is_datable(value: str) -> bool:
    """Whether a TIMEX3 value is a stretch of the calendar: a year, season, quarter, month, week, day or time."""
    return _DATABLE.fullmatch(value) is not None


def dated_part(value: str) -> str:
    """The day of a time ("2025-03-15TMO" is of 2025-03-15), else the value: what a timeline needs."""
    return value[:_DAY] if "T" in value else value


# --- clusterings ------------------------------------------------------------------------------------------------

Clustering = Mapping[str, Hashable]


def bcubed(gold: Clustering, found: Clustering) -> tuple[float, float, float]:
    """BCubed precision, recall and F1 (0..1) over the gold's items; an item that wasn't found is a cluster alone."""
    cells, golds, founds = _contingency(gold, found)
    total = len(gold)
    precision = sum(n * n / founds[f] for (_, f), n in cells.items()) / total
    recall = sum(n * n / golds[g] for (g, _), n in cells.items()) / total
    return precision, recall, 2 * precision * recall / (precision + recall)


def bcubed_f1(gold: Clustering, found: Clustering) -> float:
    """Their F1 alone."""
    return bcubed(gold, found)[2]


def adjusted_rand(gold: Clustering, found: Clustering) -> float:
    """Adjusted Rand index (-1..1)."""
    pairs = paired(gold, found)
    expected = pairs.wanted * pairs.predicted / max(1, math.comb(len(gold), 2))
    most = (pairs.wanted + pairs.predicted) / 2
    return 1.0 if most == expected else (pairs.right - expected) / (most - expected)


def paired(gold: Clustering, found: Clustering) -> Tally:
    """Pairs of items that are together: in both, in what was found, in the gold."""
    cells, golds, founds = _contingency(gold, found)
    return Tally(*(sum(math.comb(n, 2) for n in counts.values()) for counts in (cells, founds, golds)))


def _contingency(gold: Clustering, found: Clustering) -> tuple[Counter[Any], Counter[Any], Counter[Any]]:
    label = {item: found.get(item, ("alone", item)) for item in gold}
    cells = Counter((gold[item], label[item]) for item in gold)
    return cells, Counter(gold.values()), Counter(label.values())


# --- bodies -----------------------------------------------------------------------------------------------------


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in a text."""
    tokens = _WORD.findall(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1)))


@dataclass(slots=True)
class Bodies:
    """Mean precision and recall of shingles over pages; an empty prediction has recall 0 and no precision."""

    precisions: list[float]
    recalls: list[float]

    def add(self, wanted: str, got: str) -> None:
        """Counts one page."""
        want, have = shingles(wanted), shingles(got)
        shared = sum((want & have).values())
        if have:
            self.precisions.append(shared / sum(have.values()))
        self.recalls.append(shared / max(1, sum(want.values())))

    @property
    def f1(self) -> float:
        """F1 (0..1) of the means."""
        precision = sum(self.precisions) / max(1, len(self.precisions))
        recall = sum(self.recalls) / max(1, len(self.recalls))
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
