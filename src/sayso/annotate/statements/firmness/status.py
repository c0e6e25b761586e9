"""The standing of an event, composed by hand-made rules from the root of its sentence down to it.

Each governor turns the standing of its own clause into that of its complement, by its class and by how the complement
hangs on it; the event's own modality and negation come last (TruthTeller: Lotan, Stern and Dagan 2013; MacCartney and
Manning 2009 on composing such signatures).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from sayso.annotate.lexical import listed
from sayso.annotate.statements.firmness.clauses import Clause, clause_of, is_none
from sayso.annotate.statements.firmness.governors import CONDITIONAL, Governor, has_condition
from sayso.annotate.statements.firmness.stems import classes_of
from sayso.annotate.statements.trees import children


class Status(enum.StrEnum):
    """Whether an event is presented as having happened."""

    FACT = "fact"
    REPORTED = "reported"
    BELIEVED = "believed"
    OPEN = "open"
    DOUBTED = "doubted"
    COUNTER = "counter"


_FACT, _REPORTED, _BELIEVED = Status.FACT, Status.REPORTED, Status.BELIEVED
_OPEN, _DOUBTED, _COUNTER = Status.OPEN, Status.DOUBTED, Status.COUNTER


def _signature(*results: Status) -> dict[Status, Status]:
    """What each standing becomes, in the order of their declaration."""
    return dict(zip(Status, results, strict=True))


_NEGATED = _signature(_COUNTER, _COUNTER, _DOUBTED, _DOUBTED, _OPEN, _FACT)
_OPENED = _signature(_OPEN, _OPEN, _OPEN, _OPEN, _DOUBTED, _DOUBTED)
_SIGNATURES = {
    "counter": _NEGATED,
    "prospective": _OPENED,
    "enabling": _signature(_OPEN, _OPEN, _OPEN, _OPEN, _COUNTER, _COUNTER),
    "belief": _signature(_BELIEVED, _BELIEVED, _BELIEVED, _BELIEVED, _DOUBTED, _DOUBTED),
    "doubting": _signature(_DOUBTED, _DOUBTED, _DOUBTED, _DOUBTED, _BELIEVED, _BELIEVED),
    "factive": _signature(_FACT, _REPORTED, _BELIEVED, _OPEN, _DOUBTED, _FACT),
    "report": _signature(_REPORTED, _REPORTED, _BELIEVED, _BELIEVED, _BELIEVED, _BELIEVED),
    "implicative": _signature(*Status),
}

_ORDER = ("counter", "doubting", "enabling", "prospective", "belief", "report", "implicative", "factive")
_ORDER_FINITE = tuple(one for one in _ORDER if one not in {"enabling", "prospective"})
"""A word of two classes acts by the first; with a finite clause it isn't prospective ("suggest that")."""

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acl", "dobj", "oprd", "nsubjpass", "csubj", "prep", "attr", "acomp"})
_NOMINAL_COMPLEMENTS = frozenset({"prep", "dobj", "acl"})
_GOVERNED_PREPOSITIONS = frozenset("of for to about on against from into over toward towards as in out_of".split())
"""Others open adjuncts, which a predicate's signature doesn't reach ("failed by waiting")."""

_NEGATING_PREPOSITIONS = frozenset({"prep:without", "prep:instead_of", "prep:absent"})
_ORDINALS = frozenset("first second third last latest only next".split())
""""The first to leave" left."""

_OPENING = CONDITIONAL | {"to", "until", "before", "prep:until", "prep:before", "prep:pending", "prep:in_case_of"}


def status_of(event: Any, clause: Clause, governors: Sequence[Governor]) -> tuple[Status, Status]:
    """The standing that an event's governors (nearest first) leave it, and the one after its own marks."""
    inherited = Status.FACT
    for place in range(len(governors) - 1, -1, -1):
        governor = governors[place]
        below = governors[place - 1].token if place else event
        clause_above = clause_of(governor.token)
        counted = clause_above.negation in {"neg", "adverb"} or not is_none(below)
        own = _after_own_marks(inherited, governor.token, clause_above, negated=bool(clause_above.negation) and counted)
        inherited = _passed_down(own, governor)
    return inherited, _after_own_marks(inherited, event, clause, negated=clause.negation not in {"", "object"})


def _after_own_marks(status: Status, event: Any, clause: Clause, *, negated: bool) -> Status:
    if _is_beside(event, "doubtful"):
        status = _SIGNATURES["belief"][status]
    if clause.modal or has_condition(event) or _is_bare(event, clause) or _is_beside(event, "prospective"):
        status = _OPENED[status]
    return _NEGATED[status] if negated or is_none(event) else status


def _is_beside(event: Any, kind: str) -> bool:
    modifiers = listed("certainty.en", "modifiers", kind)
    return any(one.lower_ in modifiers for one in children(event, "amod", "advmod"))


def _is_bare(event: Any, clause: Clause) -> bool:
    """Imperatives ("Stop the cars") and subjunctives ("asks that he leave")."""
    if event.tag_ != "VB" or clause.auxiliaries:
        return False
    return event.dep_ == "ROOT" or any(one.lower_ == "that" for one in children(event, "mark"))


def _passed_down(status: Status, governor: Governor) -> Status:
    relation = governor.relation
    if relation in _NEGATING_PREPOSITIONS or _keeps_from(governor):
        return _NEGATED[status]
    if relation.removeprefix("advcl:") in _OPENING:
        return _OPEN
    if relation.endswith((":whether", ":if")):
        return _OPEN
    if relation == "xcomp:to" and _falls_short(governor.token):
        return _NEGATED[status]
    if _is_complement(governor):
        return _SIGNATURES[_class_in(governor)][status]
    return _FACT if status in {_COUNTER, _REPORTED} else status  # outside the scope of a negation


def _is_complement(governor: Governor) -> bool:
    if governor.kind == "prep":
        return governor.relation.removeprefix("prep:") in _GOVERNED_PREPOSITIONS
    if governor.relation in {"relcl:to", "acl:to"}:
        return not any(one.lower_ in _ORDINALS for one in (governor.token, *children(governor.token, "amod")))
    return governor.kind in _COMPLEMENTS


def _keeps_from(governor: Governor) -> bool:
    return governor.relation == "prep:from" and governor.stem == "keep"


def _falls_short(predicate: Any) -> bool:
    """ "have yet to", "too late to"."""
    return any(one.lower_ in {"yet", "too"} for one in children(predicate, "advmod"))


def _class_in(governor: Governor) -> str:
    """The class by which a governor acts on a complement of this form; the surest signature first."""
    classes = classes_of(governor.stem)
    infinitive = governor.relation.endswith(":to")
    if infinitive and any(one.lower_ == "enough" for one in children(governor.token, "advmod")):
        return "enabling"
    if governor.stem == "go" and governor.token.tag_ == "VBG":
        return "prospective"
    open_to = infinitive or governor.relation == "xcomp:ing" or governor.kind in _NOMINAL_COMPLEMENTS
    order = _ORDER if open_to or len(classes) == 1 else _ORDER_FINITE
    for one in order:
        if one in classes:
            return one if one != "factive" or governor.kind == "ccomp" else "implicative"
    return "prospective" if infinitive and governor.stem != "used" else "implicative"
