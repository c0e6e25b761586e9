"""From the model's figures to attributions: Viterbi over the tags, then each content and source to its cue.

In PolNeAR an attribution has one cue, so an attribution here is a cue with what is linked to it: at most one source and
one or more content spans (a content broken by its cue has two).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
_BEGINS, _INSIDE = TAGS.index("B-content"), TAGS.index("I-content")
_FORBIDDEN = -1e4
_ROLE_TAGS = tuple((TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")) for role in ROLES)


@dataclass(frozen=True, slots=True)
class Biaffine:
    """Weights of the two links (to the cue, to the source): score(d, h) = d' M h + v' h. ``matrix`` (2, D, D)."""

    matrix: Floats
    vector: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a text's N pieces in one pass.

    Attributes:
        tags: log-probabilities of each piece's tags (N, 7).
        window: the number of each piece's window (N).
        vectors: each piece as dependent and head of the link to the cue, then of the link to the source (N, 4, D).
        nothing: the same of each window's [CLS], which stands for "none" (W, 4, D).
        links: the weights that these vectors go with.
    """

    tags: Floats
    window: Integers
    vectors: Floats
    nothing: Floats
    links: Biaffine


@dataclass(frozen=True, slots=True)
class Found:
    """A span of pieces with its role, and the mean log-probability of its tags."""

    role: str
    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution over pieces. ``features``: see :data:`FEATURES`, for the confidence."""

    source: Found | None
    cue: Found
    contents: tuple[Found, ...]
    features: tuple[float, ...]


FEATURES = (
    "bias", "content sure", "content begins", "content ends", "cue sure", "source sure", "cue link", "source link",
    "no source", "content length", "quoted", "broken content",
)  # fmt: skip
"""What the confidence goes by: mean log-probabilities of the tags of each part and of the places where its contents
begin and end, log-probabilities of its links, and its make-up."""


def best_tags(scores: Floats, starts: frozenset[int]) -> list[int]:
    """The likeliest allowed sequence of tags (Viterbi) for (N, 7) log-probabilities; no span runs over ``starts``.

    An inside tag continues its own role, any other follows whatever is best; so each piece needs one maximum and a
    choice for each role. In plain floats that takes 2 µs a piece, with arrays of seven 9 µs.
    """
    best = [0.0] * len(TAGS)
    ways: list[list[int]] = []
    for at, row in enumerate(scores.tolist()):
        top = max(best)
        back = [best.index(top)] * len(TAGS)
        following = [top + score for score in row]
        for begin, inside in _ROLE_TAGS:
            back[inside] = begin if best[begin] >= best[inside] else inside
            goes_on = at > 0 and at not in starts
            following[inside] = best[back[inside]] + row[inside] if goes_on else -math.inf
        best = following
        ways.append(back)
    path = [best.index(max(best))] if ways else []
    for back in reversed(ways[1:]):
        path.append(back[path[-1]])
    return path[::-1]


def spans(tags: Sequence[int], scores: Floats) -> list[Found]:
    """The spans that a sequence of tags marks."""
    found: list[Found] = []
    start = 0
    for at in range(len(tags) + 1):
        ends = at == len(tags) or not TAGS[tags[at]].startswith("I-")
        if not ends:
            continue
        if at > start and TAGS[tags[start]] != "O":
            chosen = scores[np.arange(start, at), tags[start:at]]
            found.append(Found(TAGS[tags[start]][2:], start, at, float(chosen.mean())))
        start = at
    return found


def link_scores(readings: Sequence[Reading], which: int, dependents: Sequence[Found], heads: Sequence[Found]) -> Floats:
    """Log-probabilities (dependents, 1 + heads) of each head for each dependent; column 0: none of them.

    Averaged over the readings in which both stand in one window; a head that never does is out of reach.
    """
    total = np.zeros((len(dependents), 1 + len(heads)), dtype=np.float32)
    counts = np.zeros_like(total)
    rows, columns = [found.start for found in dependents], [found.start for found in heads]
    for reading in readings:
        for window, some, others in _by_window(reading.window, rows, columns):
            mapped = reading.vectors[rows[some], 2 * which] @ reading.links.matrix[which] + reading.links.vector[which]
            reached = slice(1 + others.start, 1 + others.stop)
            total[some, 0] += mapped @ reading.nothing[window, 2 * which + 1]
            total[some, reached] += mapped @ reading.vectors[columns[others], 2 * which + 1].T
            counts[some, 0] += 1
            counts[some, reached] += 1
    scores = np.where(counts > 0, total / np.maximum(counts, 1), _FORBIDDEN)
    scores -= scores.max(axis=1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), dtype=np.float32)


def _by_window(windows: Integers, rows: Sequence[int], columns: Sequence[int]) -> Iterator[tuple[int, slice, slice]]:
    """Each window with those of the rows and of the columns (pieces, in order) that stand in it.

    Products of one window are so small that numpy makes them at once; those of a whole text wake its threads, which
    then wait for more at a cost of 1.5 ms of CPU an article.
    """
    of_rows, of_columns = windows[list(rows)], windows[list(columns)]
    for window in np.unique(of_rows):
        yield int(window), _run_of(of_rows, window), _run_of(of_columns, window)


def _run_of(windows: Integers, window: int) -> slice:
    return slice(int(np.searchsorted(windows, window)), int(np.searchsorted(windows, window, side="right")))


def attributions(readings: Sequence[Reading], starts: frozenset[int], quoted: Sequence[int]) -> list[Linked]:
    """The attributions of a text, in the order of their cues; ``starts``: pieces that begin a paragraph."""
    scores = np.mean([reading.tags for reading in readings], axis=0)
    found = spans(best_tags(scores, starts), scores)
    of_role = {role: [span for span in found if span.role == role] for role in ROLES}
    cues, sources, contents = of_role["cue"], of_role["source"], of_role["content"]
    if not cues or not contents:
        return []
    to_cue = link_scores(readings, 0, contents, cues)
    to_source = link_scores(readings, 1, cues, sources)
    return [
        _linked(cue, sources, to_source[number], own, quoted, scores)
        for number, cue in enumerate(cues)
        if (own := _own(number, contents, to_cue))
    ]


def _own(number: int, contents: Sequence[Found], to_cue: Floats) -> list[tuple[Found, float]]:
    """The contents whose likeliest cue is this one, each with that link's log-probability."""
    chosen = to_cue[:, 1:].argmax(axis=1)
    reachable = to_cue[:, 1 + number] > _FORBIDDEN / 2
    return [
        (content, float(to_cue[at, 1 + number]))
        for at, content in enumerate(contents)
        if chosen[at] == number and reachable[at]
    ]


def _linked(
    cue: Found,
    sources: Sequence[Found],
    to_source: Floats,
    own: Sequence[tuple[Found, float]],
    quoted: Sequence[int],
    scores: Floats,
) -> Linked:
    best = int(to_source.argmax())
    source = sources[best - 1] if best else None
    contents = tuple(content for content, _ in own)
    length = sum(content.end - content.start for content in contents)
    within = sum(sum(quoted[content.start : content.end]) for content in contents)
    features = (
        1.0,
        sum(content.sure * (content.end - content.start) for content in contents) / length,
        float(np.mean([scores[content.start, _BEGINS] for content in contents])),
        float(np.mean([_ends(scores, content.end) for content in contents])),
        cue.sure,
        source.sure if source else 0.0,
        max(score for _, score in own),
        float(to_source[best]),
        0.0 if source else 1.0,
        float(np.log(length)),
        within / length,
        1.0 if len(contents) > 1 else 0.0,
    )
    return Linked(source, cue, contents, features)


def _ends(scores: Floats, end: int) -> float:
    """The log-probability that a content doesn't go on at a piece."""
    return float(np.log1p(-np.exp(min(scores[end, _INSIDE], -1e-4)))) if end < len(scores) else 0.0


def confidence(features: Sequence[float], weights: Sequence[float]) -> float:
    """The probability, by a logistic regression over the features, that who and what of an attribution are right."""
    return float(1 / (1 + np.exp(-np.dot(features, weights))))
