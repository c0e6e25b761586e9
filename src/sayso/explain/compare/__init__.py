"""Does the evidence bear the claim out? Quantities and dates are aligned by what they count and compared as ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.explain.compare.quantities import Quantity, Standing, as_of_dates, quantities, standing
from sayso.explain.terms import content_words
from sayso.explain.voice import own_firmness, says_unknown
from sayso.types import Annotations, Firmness, Verdict

__all__ = ["Annotated", "compare"]

Annotated = tuple[str, Annotations]
"""A text with what stands in it."""

ALIGNED = 0.9
"""How alike two quantities must be before the evidence is read as speaking of the claim's."""
SURE = 1.2
"""The same before a difference is called a conflict: a shown conflict must be one."""
ABOUT_THE_SAME = 0.4
"""Share of the claim's content words that the evidence must have before a difference is called a conflict."""
SAYS_IT_ALL = 0.75
"""Share of the claim's content words by which evidence bears out a claim without quantities."""
_SAME_NOUN, _NOUN_UNKNOWN, _CLOSE, _CONTEXT, _ONLY_ONE = 0.8, 0.35, 0.5, 0.8, 0.3
_PREFERS_AGREEMENT = 0.4


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claimed quantity, what the evidence gives for it, how alike they are, and how they stand to each other."""

    claimed: Quantity
    given: Quantity
    likeness: float
    standing: Standing


def compare(a: Annotated, b: Annotated) -> Verdict:
    """Whether evidence ``b`` bears claim ``a`` out: "agree", "conflict" or "undetermined", with the reason."""
    shared = _shared_words(a[0], b[0])
    claimed, given = quantities(*a), quantities(*b)
    pairs = [pair for one in claimed if (pair := _aligned(one, given)) is not None]
    if not claimed:
        return _without_quantities(a[0], b[0], shared)
    if _of_other_times(a, b):
        return Verdict("undetermined", round(shared, 3), "the two are as of different dates")
    return _verdict(claimed, pairs, shared)


def _verdict(claimed: Sequence[Quantity], pairs: Sequence[Alignment], shared: float) -> Verdict:
    against = [pair for pair in pairs if pair.standing is Standing.OUTSIDE and pair.likeness >= SURE]
    if against and shared >= ABOUT_THE_SAME:
        worst = max(against, key=lambda pair: pair.likeness)
        return Verdict("conflict", _score(worst, shared), f"{_words(worst)} can't both be right")
    borne_out = [pair for pair in pairs if pair.standing is Standing.WITHIN]
    doubted = [pair for pair in pairs if pair.standing is not Standing.WITHIN]
    if borne_out and not doubted and len(borne_out) * 2 >= len(claimed):
        best = max(borne_out, key=lambda pair: pair.likeness)
        return Verdict("agree", _score(best, shared), f"{_words(best)} can both be right")
    if not pairs:
        return Verdict("undetermined", round(1 - shared, 3), "no two figures or dates are about the same thing")
    return Verdict("undetermined", round(1 - shared, 3), "not all of the claim is borne out")


def _score(pair: Alignment, shared: float) -> float:
    return round(min(1.0, (pair.likeness / 2 + shared) / 2), 3)


def _words(pair: Alignment) -> str:
    return f"{pair.claimed.text!r} and {pair.given.text!r}"


def _without_quantities(claim: str, evidence: str, shared: float) -> Verdict:
    """A claim of words alone: borne out where the evidence has nearly all of them, as firmly, and not turned round."""
    as_firm = own_firmness(evidence).rank <= own_firmness(claim).rank and not says_unknown(evidence)
    denied = Firmness.DENIED in {own_firmness(claim), own_firmness(evidence)}
    if shared >= SAYS_IT_ALL and as_firm and not denied:
        return Verdict("agree", round(shared, 3), "the evidence says the same words")
    return Verdict("undetermined", round(1 - shared, 3), "the claim has no figure or date to compare")


def _shared_words(claim: str, evidence: str) -> float:
    wanted, given = ({word for word in content_words(text) if not word.isdigit()} for text in (claim, evidence))
    return len(wanted & given) / len(wanted) if wanted else 0.0


def _of_other_times(a: Annotated, b: Annotated) -> bool:
    claimed, given = as_of_dates(*a), as_of_dates(*b)
    return bool(claimed and given) and not any(x.startswith(y) or y.startswith(x) for x in claimed for y in given)


# --- alignment --------------------------------------------------------------------------------------------------


def _aligned(claimed: Quantity, given: Sequence[Quantity]) -> Alignment | None:
    """The evidence's quantity that is most like the claimed one; None where none is enough.

    Of two nearly as alike, the one that bears the claim out is taken: the other is about something else.
    """
    units = [one.unit for one in given]
    found = [
        Alignment(claimed, one, likeness, standing(claimed, one))
        for one in given
        if (likeness := _likeness(claimed, one) + _ONLY_ONE * (units.count(one.unit) == 1)) >= ALIGNED
    ]
    return max(found, key=_preference, default=None)


def _preference(pair: Alignment) -> float:
    return pair.likeness + (_PREFERS_AGREEMENT if pair.standing is Standing.WITHIN else 0.0)


def _likeness(a: Quantity, b: Quantity) -> float:
    """How surely two quantities are of the same thing: noun, words around them, size; 0 for other units."""
    if a.unit != b.unit:
        return 0.0
    unknown = a.noun is None or b.noun is None or (a.noun != b.noun and a.unit != "count")
    noun = _NOUN_UNKNOWN if unknown else _SAME_NOUN if a.noun == b.noun else 0.0
    wanted = a.context - {a.noun}
    context = len(wanted & b.context) / len(wanted) if wanted else 0.5
    return noun + _CONTEXT * context + _CLOSE * a.closeness(b)
