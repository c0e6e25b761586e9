"""Does the evidence bear the claim out? Quantities are aligned by what they count and compared as ranges.

What is read: figures, dates, ranks, ratings, ages, scores (``quantities``, ``marks``). Every claimed quantity is paired
with what the evidence gives (``alignment``); how the pairs stand and how the words agree (``features``) is weighed by
small trees (``scorer``). A conflict always has a pair that can't both be right, and is named by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.explain.compare.alignment import Alignment
from sayso.explain.compare.features import Annotated, Comparison, comparison, features, same_time
from sayso.explain.compare.quantities import Standing
from sayso.explain.compare.scorer import probabilities
from sayso.explain.voice import own_firmness, says_unknown
from sayso.types import Firmness, Verdict

__all__ = ["Annotated", "compare"]

SURE = 0.65
"""Least probability of a conflict: a shown conflict must be one. VitaminC: see the design notes."""
PAIRED = 1.0
"""Least likeness of the pair that a conflict is named by."""

SAME = 1.6
"""From this likeness on a claimed quantity that isn't borne out leaves the claim open, whatever the words."""


def compare(a: Annotated, b: Annotated) -> Verdict:
    """Whether evidence ``b`` bears claim ``a`` out: "agree", "conflict" or "undetermined", with the reason."""
    read = comparison(a, b)
    likely = probabilities(features(read))
    against = read.first(Standing.OUTSIDE)
    if likely["conflict"] >= SURE and against is not None and against.likeness >= PAIRED:
        if same_time(a, b) is False:
            return Verdict("undetermined", 0.0, "the two are as of different dates")
        return Verdict("conflict", round(likely["conflict"], 3), f"{_words(against)} can't both be right")
    borne_out = likely["agree"] >= max(likely.values()) and not any(map(_falls_short, read.pairings))
    if borne_out and _as_firm(a[0], b[0]):
        return Verdict("agree", round(likely["agree"], 3), _agreement(read))
    return Verdict("undetermined", round(1 - max(likely["agree"], likely["conflict"]), 3), _doubt(read, against))


def _falls_short(pairs: Sequence[Alignment]) -> bool:
    """Whether what is surely the claimed quantity doesn't bear it out: "more than 40" given for "more than 50"."""
    return bool(pairs) and pairs[0].likeness >= SAME and all(pair.standing is not Standing.WITHIN for pair in pairs)


def _words(pair: Alignment) -> str:
    return f"{pair.claimed.text!r} and {pair.given.text!r}"


def _agreement(read: Comparison) -> str:
    within = read.first(Standing.WITHIN)
    return f"{_words(within)} can both be right" if within else "the evidence says the same words"


def _doubt(read: Comparison, against: Alignment | None) -> str:
    if not read.claimed:
        return "the claim has no figure or date to compare"
    if not any(read.pairings):
        return "no two figures or dates are about the same thing"
    return f"{_words(against)} may be of different things" if against else "not all of the claim is borne out"


def _as_firm(claim: str, evidence: str) -> bool:
    """Whether the evidence says it as firmly as the claim, and denies nothing (promise 3)."""
    said, given = own_firmness(claim), own_firmness(evidence)
    return given.rank <= said.rank and not says_unknown(evidence) and Firmness.DENIED not in {said, given}
