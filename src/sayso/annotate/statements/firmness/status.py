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

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acl", "dobj", "oprd", "nsubjpass", "csubj", "prep", "attr", "acomp"})
_NOMINAL_COMPLEMENTS = frozenset({"prep", "dobj", "acl"})
_NEGATING_PREPOSITIONS = frozenset({"prep:without", "prep:instead_of", "prep:absent"})
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
    beside = {one.lower_ for one in children(event, "amod", "advmod")}
    if beside & listed("certainty.en", "modifiers", "doubtful"):
        status = _SIGNATURES["belief"][status]
    if clause.modal or has_condition(event) or beside & listed("certainty.en", "modifiers", "prospective"):
        status = _OPENED[status]
    return _NEGATED[status] if negated or is_none(event) else status


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
    if governor.kind in _COMPLEMENTS or relation == "relcl:to":
        return _SIGNATURES[_class_in(governor)][status]
    return _FACT if status in {_COUNTER, _REPORTED} else status  # outside the scope of a negation


def _keeps_from(governor: Governor) -> bool:
    return governor.relation == "prep:from" and governor.stem == "keep"


def _falls_short(predicate: Any) -> bool:
    """ "have yet to", "too late to"."""
    return any(one.lower_ in {"yet", "too"} for one in children(predicate, "advmod"))


def _class_in(governor: Governor) -> str:
    """The class by which a governor acts on a complement of this form; the surest signature first."""
    classes = classes_of(governor.stem)
    infinitive = governor.relation.endswith(":to")
    open_to = infinitive or governor.kind in _NOMINAL_COMPLEMENTS or len(classes) == 1
    if governor.stem == "go" and governor.token.tag_ == "VBG":
        return "prospective"
    for one in ("counter", "doubting"):
        if one in classes:
            return one
    if open_to:
        for one in ("enabling", "prospective"):
            if one in classes:
                return one
    for one in ("belief", "report", "implicative"):
        if one in classes:
            return one
    if "factive" in classes:
        return "factive" if governor.kind == "ccomp" else "implicative"
    return "prospective" if infinitive and governor.stem != "used" else "implicative"
