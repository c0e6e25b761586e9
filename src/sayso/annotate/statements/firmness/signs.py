"""The signs of certainty of one event, as strings: the features of ``certainty.py`` and of the grades.

Own signs are "modal=may" or "modifier=reportedly"; those of a governor begin with its place ("1", "2" or "3"), such as
"1class=prospective|xcomp:to|True" (governed by a negated "plan to"). After Saurí and Pustejovsky (2012), Stanovsky et
al. (2017) and Rudinger et al. (2018), which use the same evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sayso.annotate.lexical import listed
from sayso.annotate.statements.firmness.clauses import Clause, clause_of
from sayso.annotate.statements.firmness.governors import CONDITIONAL, Governor, governors_of, has_condition
from sayso.annotate.statements.firmness.status import status_of
from sayso.annotate.statements.firmness.stems import classes_of, stem
from sayso.annotate.statements.trees import children

_MODIFIERS = ("advmod", "amod", "npadvmod", "prt", "quantmod")
_NEAR = 2
"""Governors that are taken with their stems; those above only with their classes."""

_NEIGHBOURS = (-3, -2, -1, 1, 2)
"""Worth .006 of r."""


def signs_of(event: Any) -> list[str]:
    """The signs of an event (a token of a parsed sentence), each once."""
    clause = clause_of(event)
    governors = list(governors_of(event))
    found = [*_of_word(event), *_of_clause(event, clause), *_of_dependents(event), *_of_neighbours(event)]
    found += _of_status(event, clause, governors)
    for place, governor in enumerate(governors, 1):
        found += _of_governor(governor, place)
    found += _of_chain(governors)
    return list(dict.fromkeys(found))


def _of_word(event: Any) -> Iterator[str]:
    tag = _tag(event)
    own = stem(event.text)
    yield f"tag={tag}"
    yield f"relation={event.dep_}"
    yield f"tag={tag}|{event.dep_}"
    yield f"word={own}"
    for one in classes_of(own):
        yield f"class={one}"
    if event.tag_[0] in "NJ":
        yield f"determiner={_determiner(event)}|{event.tag_}"


def _determiner(noun: Any) -> str:
    kinds = [str(one.lower_) if one.dep_ == "det" else "poss" for one in children(noun, "det", "poss")]
    return kinds[0] if kinds else "bare"


def _tag(token: Any) -> str:
    tag = str(token.tag_)
    return tag if tag[0] in "VM" else tag[:1]


def _of_clause(event: Any, clause: Clause) -> Iterator[str]:
    if clause.modal:
        yield f"modal={clause.modal}"
    if clause.negation:
        yield "negated"
        yield f"negated|{event.dep_}"
        yield f"negation={clause.negation}"
        yield f"negation|{clause.modal}|{_tag(event)}"
    yield f"auxiliaries={_auxiliaries(clause)}"
    if clause.infinitive:
        yield "infinitive"
        yield f"infinitive|{event.dep_}"
    for one in clause.conjunctions:
        yield f"conjunction={one.lower_}"
    for one in clause.subjects:
        if one.dep_ == "nsubj":
            yield f"subject={one.tag_[:3]}"
        if one.lower_ in listed("certainty.en", "words", "persons"):
            yield f"subject={one.lower_}"


def _auxiliaries(clause: Clause) -> str:
    return "_".join(one.lower_.removesuffix("n't") for one in clause.auxiliaries)


def _of_dependents(event: Any) -> Iterator[str]:
    for one in event.children:
        if one.dep_ in _MODIFIERS:
            yield f"modifier={one.lower_}"
        elif one.dep_ == "det":
            yield f"det={one.lower_}"
        elif one.dep_ in {"poss", "nummod"}:
            yield str(one.dep_)
        elif one.dep_ == "compound":
            yield f"compound={stem(one.text)}"
        elif one.dep_ == "prep":
            yield f"with={one.lower_}"
        elif one.dep_ == "advcl":
            marks = [mark.lower_ for mark in children(one, "mark")]
            yield f"clause={marks[0] if marks else ''}"


def _of_status(event: Any, clause: Clause, governors: Sequence[Governor]) -> Iterator[str]:
    inherited, status = status_of(event, clause, governors)
    tag = _tag(event)
    relation = governors[0].kind if governors else "root"
    yield f"inherited={inherited}"
    yield f"inherited={inherited}|{tag}|{relation}"
    yield f"inherited={inherited}|{clause.modal}"
    yield f"status={status}"
    yield f"status={status}|{tag}"
    yield f"status={status}|{relation}"
    yield f"inherited={inherited}|{_auxiliaries(clause)}"
    yield f"status={status}|{_auxiliaries(clause)}"
    if clause.negation:
        yield f"inherited={inherited}|negated"
    if event.tag_[0] in "NJ":
        yield f"status={status}|{_determiner(event)}|{relation}"
    if len(governors) >= _NEAR:
        yield f"12relation={governors[0].relation}|{governors[1].relation}|{inherited}"


def _of_neighbours(event: Any) -> Iterator[str]:
    """The words around it in its sentence, which hold where the parse is wrong."""
    sentence = event.sent
    at = event.i - sentence.start
    for offset in _NEIGHBOURS:
        if 0 <= at + offset < len(sentence):
            yield f"at{offset:+}={sentence[at + offset].lower_}"
    if any(one.lower_ == "?" for one in sentence[-3:]):
        yield "question"


def _of_chain(governors: Sequence[Governor]) -> Iterator[str]:
    """How the two nearest governors go together: "may plan to", "failed to stop"."""
    if len(governors) < _NEAR:
        return
    first, second = governors[:_NEAR]
    yield f"12relation={first.relation}|{second.relation}"
    for above in classes_of(second.stem):
        yield f"12class={first.stem}|{first.relation}|{above}"
        for one in classes_of(first.stem):
            yield f"12class={one}|{above}|{first.relation}"


def _of_governor(governor: Governor, place: int) -> Iterator[str]:
    clause = clause_of(governor.token)
    negated = bool(clause.negation)
    near, place = place <= _NEAR, min(place, _NEAR + 1)
    yield f"{place}relation={governor.relation}"
    for one in classes_of(governor.stem):
        yield f"{place}class={one}|{governor.kind}"
        yield f"{place}class={one}|{negated}"
        if near:
            yield f"{place}class={one}|{governor.relation}|{negated}"
    if near:
        yield f"{place}word={governor.stem}"
        yield f"{place}word={governor.stem}|{governor.relation}"
        yield f"{place}word={governor.stem}|{governor.kind}|{negated}"
        yield f"{place}tag={_tag(governor.token)}|{governor.relation}"
    yield from _of_governing_clause(governor, clause, place)


def _of_governing_clause(governor: Governor, clause: Clause, place: int) -> Iterator[str]:
    if clause.modal:
        yield f"{place}modal={clause.modal}"
        yield f"{place}modal={clause.modal}|{governor.relation}"
        yield f"above={clause.modal}"
    if clause.negation:
        yield f"{place}negation"
        yield f"{place}negation|{governor.relation}"
    if clause.infinitive:
        yield f"{place}infinitive"
        yield f"{place}infinitive|{governor.relation}"
    for one in children(governor.token, *_MODIFIERS):
        if one.lower_ in listed("certainty.en", "adverbs", "hedging"):
            yield f"{place}modifier={one.lower_}"
    if governor.relation.removeprefix("advcl:") in CONDITIONAL:
        yield "condition"
    elif governor.kind != "advcl" and has_condition(governor.token):
        yield "conditioned"
