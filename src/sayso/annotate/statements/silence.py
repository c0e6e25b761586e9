"""What looks like a statement and says nothing: silence, refusals to speak, and questions that were put."""

from __future__ import annotations

from typing import Any

from sayso.annotate.statements.candidates import Candidate
from sayso.annotate.statements.trees import children, first_child

_REFUSING = frozenset("decline refuse".split())
_SPEAKING = frozenset(
    "comment respond reply answer say discuss elaborate speak talk identify name specify disclose confirm be drawn give"
    " provide".split()
)
_DENYING = ("reject", "den", "disput", "dismiss", "refut")
"""Beginnings of verbs whose subject doesn't say what their object says ("rejected the suggestion that")."""

_ASKING = frozenset("who whom whose what which when where why how whether if".split())
_LONGEST_PRONOUN = 4
"""Characters: "contradicted it", "denied them" say nothing that can be read alone."""

_UNNAMED = frozenset("named identified quoted".split())
_NAMING = frozenset("known dubbed nicknamed named titled entitled styled codenamed billed".split())
"""The town "known as the Tinkers": a term in quotation marks, said by nobody."""

_SILENT = frozenset("respond comment reply answer return".split())


def is_no_statement(reading: Candidate) -> bool:
    """ "declined to comment", "did not respond to questions", "would not say who", "Asked whether ..., she ..."."""
    head = reading.head
    if head.lower_ in _NAMING and not reading.source and head.tag_ == "VBN":
        return True
    if reading.pattern.startswith("quote"):
        return False
    if reading.word in _REFUSING:
        return reading.pattern == "infinitive" and _first_verb(head) in _SPEAKING
    if reading.pattern == "object" and _length(reading) <= _LONGEST_PRONOUN:
        return True
    if reading.word == "ask" and _first_verb(head) in _UNNAMED:
        return True
    if _is_silence(head, reading.word):
        return True
    if reading.pattern.startswith("noun-") and head.dep_ == "dobj" and head.head.lower_.startswith(_DENYING):
        return True
    citing = reading.word in {"cite", "quote"} and head.tag_ == "VBG"
    asked = head.lower_ == "asked" and head.tag_ == "VBN" and head.dep_ == "advcl" and not children(head, "agent")
    return citing or asked or _comments_on_nothing(head)


def _length(reading: Candidate) -> int:
    return sum(end - start for start, end in reading.content)


def _is_silence(head: Any, word: str) -> bool:
    negated = any(child.dep_ == "neg" for child in head.children)
    if not negated:
        return False
    if word in _SILENT:
        return True
    clause = first_child(head, "ccomp")
    return word in {"say", "specify"} and (clause is None or clause.left_edge.lower_ in _ASKING)


def _first_verb(head: Any) -> str:
    infinitive = first_child(head, "xcomp")
    return infinitive.lower_ if infinitive is not None else ""


def _comments_on_nothing(head: Any) -> bool:
    """The "comment" of "declined to comment on the report"."""
    return head.dep_ == "xcomp" and head.lower_ in _SPEAKING and head.head.lower_ in {"declined", "refused", "declines"}
