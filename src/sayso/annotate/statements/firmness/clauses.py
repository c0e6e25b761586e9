"""What stands at an event itself: its auxiliaries, modality, negation, subjects and conjunctions.

A second verb shares the auxiliaries of the first ("may leave and sell"), and a predicate noun or adjective has those
of its copula ("may be a threat").
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from sayso.annotate.lexical import listed, table
from sayso.annotate.statements.trees import children, first_child

_LONGEST_COORDINATION = 4
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


@dataclass(frozen=True, slots=True)
class Clause:
    """The marks of one event.

    Attributes:
        auxiliaries, subjects, conjunctions: tokens.
        modal: lemma of its modal ("will", "may", ...), "" without one.
        negation: "" or where it stands: "neg" (not), "subject" (nobody), "adverb" (never), "object" (nothing).
        infinitive: whether "to" stands before it.
    """

    auxiliaries: tuple[Any, ...]
    subjects: tuple[Any, ...]
    conjunctions: tuple[Any, ...]
    modal: str
    negation: str
    infinitive: bool


@functools.cache
def _modals() -> dict[str, str]:
    pairs = (pair.split("=") for pair in table("certainty.en")["words"]["irregular_modals"].split())
    return dict(pairs)


def clause_of(event: Any) -> Clause:
    """The marks of an event (a token of a parsed sentence)."""
    heads = _coordinated(event)
    if event.dep_ in {"attr", "acomp"} and event.tag_[0] != "V":
        heads += _coordinated(event.head)
    auxiliaries = tuple(one for head in heads for one in children(head, "aux", "auxpass"))
    subjects = tuple(one for head in heads for one in children(head, *_SUBJECTS))
    return Clause(
        auxiliaries=auxiliaries,
        subjects=subjects,
        conjunctions=tuple(one for head in heads for one in children(head, "mark")),
        modal=next((_modal(one) for one in auxiliaries if one.tag_ == "MD"), ""),
        negation=_negation(heads, subjects),
        infinitive=any(one.tag_ == "TO" for one in auxiliaries),
    )


def _modal(token: Any) -> str:
    return _modals().get(token.lower_, str(token.lower_))


def _coordinated(event: Any) -> list[Any]:
    """The event and those before it in a coordination whose auxiliaries and subjects it shares."""
    heads = [event]
    while len(heads) < _LONGEST_COORDINATION and _shares(heads[-1]):
        heads.append(heads[-1].head)
    return heads


def _shares(event: Any) -> bool:
    head = event.head
    if event.dep_ != "conj" or head.tag_[:1] != event.tag_[:1]:
        return False
    if event.tag_ != head.tag_ and {event.tag_, head.tag_} != {"VBN", "VBD"}:
        return False
    if first_child(event, "aux", *_SUBJECTS) is not None:
        return False
    return all(one.lower_ != "but" for one in children(head, "cc"))


def _negation(heads: list[Any], subjects: tuple[Any, ...]) -> str:
    if any(_is_not(one) for head in heads for one in head.children) or _follows_nor(heads[0]):
        return "neg"
    if any(_is_nobody(one) for one in subjects):
        return "subject"
    own = list(heads[0].children)
    if any(one.dep_ == "advmod" and one.lower_ in listed("certainty.en", "words", "negative") for one in own):
        return "adverb"
    return "object" if any(one.dep_ in {"dobj", "attr", "pobj"} and _is_nobody(one) for one in own) else ""


def _is_not(token: Any) -> bool:
    """Whether a dependent negates: "not" and "no longer", but neither "not only" nor "not just"."""
    if token.dep_ == "neg":
        after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        return bool(after not in listed("certainty.en", "words", "only"))
    return bool(token.lower_ == "longer" and first_child(token, "neg", "det", "advmod") is not None)


def _follows_nor(event: Any) -> bool:
    """ "neither admitted nor denied", "Nor did he deny"."""
    if any(one.lower_ in {"nor", "neither"} and one.i < event.i for one in children(event, "cc", "preconj")):
        return True
    return event.dep_ == "conj" and any(one.lower_ == "nor" for one in children(event.head, "cc"))


def _is_nobody(noun: Any) -> bool:
    return noun.lower_ in listed("certainty.en", "words", "nobody") or is_none(noun)


def is_none(noun: Any) -> bool:
    """ "no sign", "neither side", "nor any sign", "Neither X nor Y"."""
    return any(one.dep_ in {"det", "preconj", "cc"} and one.lower_ in {"no", "neither"} for one in noun.children)
