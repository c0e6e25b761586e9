"""What tells whether evidence bears a claim out, as numbers: how the claim's quantities stand, and how its words do."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.explain.compare.alignment import Alignment, alignments
from sayso.explain.compare.marks import RANK
from sayso.explain.compare.quantities import DATE_UNIT, DAY_UNIT, Quantity, Standing, as_of_dates, quantities
from sayso.explain.terms import content_words, lexicon, rows
from sayso.explain.voice import own_firmness
from sayso.text import sentences, words
from sayso.types import Annotations, Firmness

Annotated = tuple[str, Annotations]
"""A text with what stands in it."""

_CAPITALISED = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Þ][\w'’-]*")
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_CONDITION = re.compile(
    r"\b(?:after|before|as of|by|since|until|based on|with|from|given|prior to|according to|following|après|avant"
    r"|depuis|d'ici|después de|antes de|desde|hasta|según)\s[^.;]{0,30}$",
    re.IGNORECASE,
)
"""What makes a quantity the condition of another: "after 59 reviews, ... 71%"."""
_UNITS = ("count", "percent", "money", "date", "rank", "of 10")
_NO_PAIRING = -0.5
_MOST = 9.0
"""Counts are cut here: more says nothing more."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim and its evidence, the claim's quantities, and what the evidence gives for each, most alike first."""

    claim: Annotated
    evidence: Annotated
    claimed: Sequence[Quantity]
    pairings: Sequence[Sequence[Alignment]]

    def first(self, wanted: Standing) -> Alignment | None:
        """The surest pairing of this standing, of the claimed quantity that the evidence speaks most for or against."""
        found = [pair for pairs in self.pairings if (pair := _first(pairs, wanted)) is not None]
        return max(found, key=lambda pair: pair.likeness, default=None)


def comparison(claim: Annotated, evidence: Annotated) -> Comparison:
    """Reads both sides and pairs what can be compared."""
    claimed, given = quantities(*claim), quantities(*evidence)
    return Comparison(claim, evidence, claimed, [alignments(one, given) for one in claimed])


def features(of: Comparison) -> dict[str, float]:
    """All features by name, always the same ones in the same order.

    The claimed quantity that fares worst, the next and the best are described each, then all of them, then the words.
    The lengths of the texts are left out: they tell of the set that weights were learned on, not of news.
    """
    pairs = zip(of.claimed, of.pairings, strict=True)
    judged = sorted((_judged(of.claim[0], *pair) for pair in pairs), key=lambda one: one["margin"])
    nothing = _judged("", None, ())
    worst, second, best = (
        judged[0] if judged else nothing,
        *(judged[1:2] or [nothing]),
        judged[-1] if judged else nothing,
    )
    return {
        **{f"worst {name}": value for name, value in worst.items()},
        **{f"second {name}": second[name] for name in ("margin", "within", "outside", "partly", "condition")},
        **{f"best {name}": best[name] for name in ("margin", "within", "outside", "condition")},
        **_counts(of, judged),
        **_of_words(of.claim[0], of.evidence[0]),
    }


# --- of quantities ----------------------------------------------------------------------------------------------


def _first(pairs: Sequence[Alignment], wanted: Standing) -> Alignment | None:
    return next((pair for pair in pairs if pair.standing is wanted), None)


def _judged(claim: str, claimed: Quantity | None, pairs: Sequence[Alignment]) -> dict[str, float]:
    """How one claimed quantity fares: its best pairing of each standing, and what that pairing is like."""
    within, outside, partly = (_first(pairs, wanted) for wanted in Standing)
    likeness = [pair.likeness if pair else _NO_PAIRING for pair in (within, outside, partly)]
    return {
        "margin": likeness[0] - max(likeness[1:]) if pairs else 0.0,
        **dict(zip(("within", "outside", "partly"), likeness, strict=True)),
        **_described("top", pairs[0] if pairs else None),
        **_described("against", outside),
        **_described("for", within),
        "condition": float(claimed is not None and bool(_CONDITION.search(claim, 0, claimed.extent[0]))),
        "candidates": min(float(len(pairs)), _MOST),
        "ranged": float(claimed is not None and claimed.low != claimed.high),
        "given ranged": float(bool(pairs) and pairs[0].given.low != pairs[0].given.high),
        "unit": float(_unit(claimed)),
    }


def _described(name: str, pair: Alignment | None) -> dict[str, float]:
    if pair is None:
        return {f"{name} noun": -2.0, f"{name} context": -1.0, f"{name} closeness": -1.0, f"{name} alone": -1.0}
    return {
        f"{name} noun": pair.noun,
        f"{name} context": pair.context,
        f"{name} closeness": pair.claimed.closeness(pair.given),
        f"{name} alone": float(pair.alone),
    }


def _unit(claimed: Quantity | None) -> int:
    if claimed is None:
        return -1
    unit = "money" if len(claimed.unit) == 3 and claimed.unit.isupper() else claimed.unit
    return _UNITS.index(unit) if unit in _UNITS else len(_UNITS)


def _counts(of: Comparison, judged: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {
        "claimed": min(float(len(of.claimed)), _MOST),
        "unpaired": float(sum(not pairs for pairs in of.pairings)),
        "for": float(sum(one["margin"] > 0 for one in judged)),
        "against": float(sum(one["margin"] < 0 for one in judged)),
        "dates claimed": float(sum(one.unit in {DATE_UNIT, DAY_UNIT} for one in of.claimed)),
        "ranks claimed": float(sum(one.unit == RANK for one in of.claimed)),
    }


def same_time(claim: Annotated, evidence: Annotated) -> bool | None:
    """Whether both say as of when and it is the same; None where one doesn't say."""
    claimed, given = as_of_dates(*claim), as_of_dates(*evidence)
    if not claimed or not given:
        return None
    return any(x.startswith(y) or y.startswith(x) for x in claimed for y in given)


# --- of words ---------------------------------------------------------------------------------------------------


def _of_words(claim: str, evidence: str) -> dict[str, float]:
    said, there = ([word for word in content_words(text) if not _DIGITS.search(word)] for text in (claim, evidence))
    missing = [word for word in said if word not in set(there)]
    names = {name.lower() for name in _CAPITALISED.findall(claim)}
    numbers = _DIGITS.findall(claim)
    given = set(_DIGITS.findall(evidence))
    lowered = evidence.lower()
    return {
        "shared": 1 - len(missing) / len(said) if said else 0.0,
        "missing": min(float(len(missing)), _MOST),
        "nearest sentence": max((_share(said, evidence[start:end]) for start, end in sentences(evidence)), default=0.0),
        "names": sum(name in lowered for name in names) / len(names) if names else 1.0,
        "names missing": float(sum(name not in lowered for name in names)),
        "numbers": sum(one in given for one in numbers) / len(numbers) if numbers else 1.0,
        "numbers missing": float(sum(one not in given for one in numbers)),
        "negated": float(_negations(claim) - _negations(evidence)),
        "claim negated": float(_negations(claim)),
        "opposed": float(_opposed(claim, evidence)),
        "firmer": float(_firmness(claim) - _firmness(evidence)),
    }


def _share(claim: Sequence[str], sentence: str) -> float:
    there = set(content_words(sentence))
    return sum(word in there for word in claim) / len(claim) if claim else 0.0


def _firmness(text: str) -> int:
    firmness = own_firmness(text)
    return firmness.rank + 2 * (firmness is Firmness.DENIED)


@functools.cache
def _negators() -> frozenset[str]:
    return lexicon("negations")


def _negations(text: str) -> int:
    return min(2, sum(word in _negators() or word.endswith("n't") for word in words(text.replace(" n't", "n't"))))


def _opposed(claim: str, evidence: str) -> int:
    """Words of the claim whose opposite stands in the evidence, which hasn't the word itself."""
    said, there = set(words(claim)), set(words(evidence))
    return sum(bool(other & there) for word in said - there if (other := opposites().get(word)))


@functools.cache
def opposites() -> Mapping[str, frozenset[str]]:
    """Words to those that say the contrary."""
    found: dict[str, frozenset[str]] = {}
    for line in rows("opposites"):
        one, other = line.split()
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found
