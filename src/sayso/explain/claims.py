"""The lines of "What we know": the same claim of many outlets merged, counted by publishers, ranked, grouped."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.explain.candidates import Candidate, says_unknown, standing_alone
from sayso.explain.check import supported
from sayso.explain.terms import Vector, cosine, inverse_frequencies, weighted
from sayso.types import Firmness, Line, Relation, Span

LINES = 12
"""Lines of an explainer at most: what is read in a minute."""
SUPPORT = 6
"""Spans shown behind one line at most."""
SAME_CLAIM = 0.5
"""Cosine from which two sentences of one story say the same, their numbers agreeing."""
REPETITIVE = 0.4
"""Cosine from which a line adds little to one that is shown already."""

GROUPS = {
    Firmness.CONFIRMED: "confirmed",
    Firmness.STATED: "stated",
    Firmness.DENIED: "stated",
    Firmness.ESTIMATED: "alleged or estimated",
    Firmness.EXPECTED: "alleged or estimated",
    Firmness.ALLEGED: "alleged or estimated",
    Firmness.POSSIBLE: "alleged or estimated",
}
NOT_ESTABLISHED = "not established"

_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the sentence that says it best, and all that say it too (the best among them)."""

    best: Candidate
    sentence: str
    behind: tuple[Candidate, ...]
    vector: Vector
    score: float


def lines(candidates: Sequence[Candidate], limit: int = LINES) -> tuple[Line, ...]:
    """The lines of a story's candidates, best first."""
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    vectors = [weighted(candidate.stems, weights) for candidate in candidates]
    centre = _centre(candidates, vectors)
    clusters = _clusters(candidates, vectors)
    claims = [claim for cluster in clusters if (claim := _claim(cluster, candidates, vectors, centre)) is not None]
    return supported(_line(claim) for claim in _diverse(claims, limit))


def _centre(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> Vector:
    """What the story is about: the sum of its sentences, those of leads counting more, copies not at all."""
    total: dict[str, float] = {}
    for candidate, vector in zip(candidates, vectors, strict=True):
        if candidate.item.placement.relation is Relation.COPY:
            continue
        lead = 2.0 if candidate.place < 3 else 1.0
        for word, value in vector.items():
            total[word] = total.get(word, 0.0) + lead * value
    length = math.sqrt(sum(value * value for value in total.values())) or 1.0
    return {word: value / length for word, value in total.items()}


# --- merging ----------------------------------------------------------------------------------------------------


def _clusters(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> list[list[int]]:
    """Candidates that say the same, by a single pass over an inverted index of their words."""
    clusters: list[list[int]] = []
    index: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        home = _home(number, candidates, vectors, clusters, index)
        if home is None:
            home = len(clusters)
            clusters.append([])
            for word in _telling(vector):
                index.setdefault(word, []).append(home)
        clusters[home].append(number)
    return clusters


def _telling(vector: Vector) -> list[str]:
    return sorted(vector, key=lambda word: -vector[word])[:8]


def _home(
    number: int,
    candidates: Sequence[Candidate],
    vectors: Sequence[Vector],
    clusters: Sequence[Sequence[int]],
    index: dict[str, list[int]],
) -> int | None:
    near = dict.fromkeys(home for word in _telling(vectors[number]) for home in index.get(word, ())[-40:])
    best, most = None, SAME_CLAIM
    for home in near:
        first = clusters[home][0]
        likeness = cosine(vectors[number], vectors[first])
        if likeness >= most and _compatible(candidates[number], candidates[first]):
            best, most = home, likeness
    return best


def _compatible(a: Candidate, b: Candidate) -> bool:
    """Never merged: other numbers, the other side of a denial, one's certainty with another's doubt of itself."""
    denied = (a.firmness is Firmness.DENIED) == (b.firmness is Firmness.DENIED)
    return denied and _numbers(a.text) == _numbers(b.text) and says_unknown(a.text) == says_unknown(b.text)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(number.strip(".,").replace(",", "") for number in _NUMBER.findall(text))


# --- choosing ---------------------------------------------------------------------------------------------------


def _claim(
    cluster: Sequence[int], candidates: Sequence[Candidate], vectors: Sequence[Vector], centre: Vector
) -> Claim | None:
    behind = [candidates[number] for number in cluster]
    shown = [
        (_worth(candidates[number], cosine(vectors[number], centre)), number, sentence)
        for number in cluster
        if (sentence := standing_alone(candidates[number])) is not None
    ]
    if not shown:
        return None
    worth, number, sentence = max(shown, key=lambda one: (one[0], -one[1]))
    publishers = math.log2(1 + independent(behind))
    return Claim(candidates[number], sentence, tuple(behind), vectors[number], worth * (0.5 + publishers))


def _worth(candidate: Candidate, centrality: float) -> float:
    """How good a sentence is as a line: central, early in its article, recent, first-hand, of a readable length."""
    early = 1.0 / (1 + candidate.place / 4)
    recent = 1.0 / (1 + candidate.days / 7)
    first_hand = 0.6 if candidate.second_hand else 1.0
    long = 0.85 if len(candidate.stems) > 24 else 1.0
    return (0.15 + centrality) * (0.4 + 0.6 * early) * (0.5 + 0.5 * recent) * first_hand * long


def independent(behind: Iterable[Candidate]) -> int:
    """The publishers behind a claim, each once; reprints count for their agency when its own report isn't there."""
    articles = list(behind)
    own = {candidate.item.family for candidate in articles if not candidate.second_hand}
    undetermined = {c.item.family for c in articles if c.item.placement.relation is Relation.UNDETERMINED}
    return max(1, len(own - undetermined))


def _diverse(claims: Sequence[Claim], limit: int) -> list[Claim]:
    """The best claims, none of which repeats one above it (after Carbonell and Goldstein 1998, MMR)."""
    chosen: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (-claim.score, claim.best.span.article, claim.best.extent)):
        if len(chosen) == limit:
            break
        if all(cosine(claim.vector, other.vector) < REPETITIVE for other in chosen):
            chosen.append(claim)
    return chosen


def _line(claim: Claim) -> Line:
    best = claim.best
    others = [candidate.span for candidate in _one_an_article(claim) if candidate is not best]
    group = NOT_ESTABLISHED if says_unknown(best.text) else GROUPS[best.firmness]
    return Line(
        sentence=claim.sentence,
        support=(best.span, *others[: SUPPORT - 1]),
        speaker=best.speaker,
        firmness=best.firmness,
        independent=independent(claim.behind),
        group=group,
        score=claim.score,
        via=best.via,
        own_voice=best.statement is None,
    )


def _one_an_article(claim: Claim) -> list[Candidate]:
    first_hand = sorted(claim.behind, key=lambda candidate: (candidate.second_hand, candidate.place))
    kept: dict[str, Candidate] = {claim.best.item.article.id: claim.best}
    for candidate in first_hand:
        kept.setdefault(candidate.item.article.id, candidate)
    return list(kept.values())


def spans_of(candidates: Iterable[Candidate]) -> tuple[Span, ...]:
    """The spans of candidates, in order."""
    return tuple(candidate.span for candidate in candidates)
