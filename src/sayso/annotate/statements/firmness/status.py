"""The standing of an event, composed by hand-made rules from the root of its sentence down to it.

Each governor turns the standing of its own clause into that of its complement, by its class and by how the complement
hangs on it; the event's own modality and negation come last (TruthTeller: Lotan, Stern and Dagan 2013; MacCartney and
Manning 2009 on composing such signatures).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from sayso.annotate.statements.firmness.clauses import Clause, clause_of, is_none
from sayso.annotate.statements.firmness.governors import CONDITIONAL, Governor, has_condition
from sayso.annotate.statements.firmness.stems import classes_of


class Status(enum.StrEnum):
    """Whether an event is presented as having happened."""

    FACT = "fact"
    REPORTED = "reported"
    BELIEVED = "believed"
    OPEN = "open"
    DOUBTED = "doubted"
    COUNTER = "counter"


_NEGATED = {
    Status.FACT: Status.COUNTER,
    Status.REPORTED: Status.COUNTER,
    Status.BELIEVED: Status.DOUBTED,
    Status.OPEN: Status.DOUBTED,
    Status.DOUBTED: Status.OPEN,
    Status.COUNTER: Status.FACT,
}

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acl", "dobj", "oprd", "nsubjpass", "csubj", "prep", "attr", "acomp"})


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
    if clause.modal or has_condition(event):
        status = Status.DOUBTED if status in {Status.DOUBTED, Status.COUNTER} else Status.OPEN
    return _NEGATED[status] if negated or is_none(event) else status


def _passed_down(status: Status, governor: Governor) -> Status:
    relation = governor.relation
    if relation == "prep:without":
        return _NEGATED[status]
    if governor.kind == "advcl":
        return _in_adverbial(status, relation.removeprefix("advcl:"))
    if governor.kind in _COMPLEMENTS:
        return _in_complement(status, classes_of(governor.stem), governor)
    return _presupposed(status)


def _in_adverbial(status: Status, opening: str) -> Status:
    if opening in CONDITIONAL or opening == "to":
        return Status.OPEN
    return _presupposed(status)


def _presupposed(status: Status) -> Status:
    """What stands outside the scope of a negation; an open clause leaves it open."""
    return Status.FACT if status in {Status.COUNTER, Status.REPORTED} else status


def _in_complement(status: Status, classes: tuple[str, ...], governor: Governor) -> Status:
    infinitive = governor.relation.endswith(":to")
    if "counter" in classes:
        return _NEGATED[status]
    if "enabling" in classes and infinitive and status in {Status.DOUBTED, Status.COUNTER}:
        return Status.COUNTER
    if {"prospective", "enabling"} & set(classes) and (infinitive or governor.kind in {"prep", "dobj", "acl"} or len(classes) == 1):
        return Status.DOUBTED if status in {Status.DOUBTED, Status.COUNTER} else Status.OPEN
    if "belief" in classes:
        return Status.DOUBTED if status in {Status.DOUBTED, Status.COUNTER} else Status.BELIEVED
    if "factive" in classes and governor.kind == "ccomp":
        return Status.FACT if status is Status.COUNTER else status
    if "report" in classes and not infinitive:
        return Status.REPORTED if status in {Status.FACT, Status.REPORTED} else Status.BELIEVED
    if infinitive and "implicative" not in classes:
        return Status.DOUBTED if status in {Status.DOUBTED, Status.COUNTER} else Status.OPEN
    return status
