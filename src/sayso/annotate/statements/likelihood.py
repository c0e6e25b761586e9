"""How likely an attribution of the tagger is right: its own confidence, and what rules over the parse say of it.

A logistic regression (``python -m evaluation.fit_display`` fits it again) over few features, each chosen because it
lowered the cross-validated log loss on annotated news that the tagger wasn't taught on (.406 to .379).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sayso.annotate.statements.candidates import Candidate
from sayso.annotate.statements.overlap import likeness, shared

SAME = 0.5
"""Share of two contents' characters from which on they are one statement."""

WEIGHTS = {
    "bias": 0.6,
    "confidence": 0.97,
    "same source": 0.98,
    "rule": 0.71,
    "other content": -0.52,
    "infinitive": 0.86,
    "role": -0.29,
    "length": -0.25,
}
"""Log odds. See :func:`features`."""


def likelihood(candidate: Candidate, confidence: float, rules: Sequence[tuple[Candidate, float]]) -> float:
    """The probability that who and what of a tagged candidate are right."""
    odds = sum(map(float.__mul__, WEIGHTS.values(), features(candidate, confidence, rules)))
    return 1 / (1 + math.exp(-odds))


def features(candidate: Candidate, confidence: float, rules: Sequence[tuple[Candidate, float]]) -> tuple[float, ...]:
    """What :data:`WEIGHTS` weigh, in their order.

    The log odds of the tagger's confidence; whether a rule finds this content by the same source, and how sure that
    rule is; whether rules have another content for this cue; whether it is an infinitive ("plans to leave"); whether
    its source is a common noun; and the logarithm of its length.
    """
    kept = min(max(confidence, 0.001), 0.999)
    same = [(rule, score) for rule, score in rules if likeness(rule.content, candidate.content) >= SAME]
    other = any(shared(rule.cue, candidate.cue) for rule, _ in rules)
    by_source = any(_same_source(rule, candidate) for rule, _ in same)
    length = sum(end - start for start, end in candidate.content)
    return (
        1.0,
        math.log(kept / (1 - kept)),
        float(by_source),
        max((score for _, score in same), default=0.0),
        float(other and not same),
        float(candidate.pattern == "infinitive"),
        float(candidate.holder is not None and candidate.holder.tag_ in {"NN", "NNS"}),
        math.log(length + 1),
    )


def _same_source(one: Candidate, other: Candidate) -> bool:
    return shared(one.source, other.source) > 0 or not (one.source or other.source)
