"""What governs an event: the predicates above it in the tree, and how it hangs on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.annotate.statements.firmness.clauses import clause_of
from sayso.annotate.statements.firmness.stems import stem
from sayso.annotate.statements.trees import children, first_child

HIGHEST = 8
"""Steps up the tree; more than 99 in 100 events are nearer to the root."""

_TRANSPARENT = frozenset({"conj", "cc", "punct", "appos"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "acl", "relcl", "nsubj", "csubj"})
CONDITIONAL = frozenset({"if", "unless"})
COPULAS = frozenset("be is are was were been being 's 're 'm".split())


@dataclass(frozen=True, slots=True)
class Governor:
    """A predicate above an event.

    Attributes:
        token: the governor itself.
        stem: its stem, with its particle ("rul_out").
        relation: how the event, or what stands between, hangs on it: a dependency label, with the form of the clause
            ("xcomp:to", "ccomp:finite", "advcl:if") or the preposition ("prep:without").
    """

    token: Any
    stem: str
    relation: str

    @property
    def kind(self) -> str:
        """The relation without the form of the clause."""
        return self.relation.split(":")[0]


def governors_of(event: Any) -> Iterator[Governor]:
    """The governors of an event, nearest first."""
    node = event
    for _ in range(HIGHEST):
        head = node.head
        if head.i == node.i:
            return
        if node.dep_ in _TRANSPARENT or _is_predicate(node):
            node = head
            continue
        relation = _relation(node)
        if node.dep_ in {"pobj", "pcomp"}:
            relation, head = _through_prepositions(head)
        yield _governor(head, relation)
        node = head


def _is_predicate(node: Any) -> bool:
    """Whether it is the noun or adjective of a copula: its clause (:func:`clause_of`) is the copula's own."""
    return node.dep_ in {"attr", "acomp"} and node.head.lower_ in COPULAS


def _governor(head: Any, relation: str) -> Governor:
    """ "It is possible that": the predicate governs, where the parser hangs the clause on the copula."""
    predicate = first_child(head, "acomp", "attr") if head.lower_ in COPULAS else None
    governing = predicate if predicate is not None and relation.startswith(("ccomp", "xcomp", "csubj")) else head
    particle = first_child(governing, "prt")
    own = stem(governing.text)
    return Governor(governing, own if particle is None else f"{own}_{particle.lower_}", relation)


def _through_prepositions(preposition: Any) -> tuple[str, Any]:
    """ "plans for X", "out of X": the prepositions as one relation, and what they hang on."""
    words = [preposition.lower_]
    head = preposition.head
    if head.dep_ == "prep" and head.head.i != head.i:
        words.insert(0, head.lower_)
        head = head.head
    return f"prep:{'_'.join(words)}", head


def _relation(node: Any) -> str:
    if node.dep_ == "advcl":
        return f"advcl:{_opening(node)}"
    if node.dep_ in _CLAUSAL:
        mark = _mark(node)
        return f"{node.dep_}:{_form(node)}" + (f":{mark}" if mark in {"if", "whether"} else "")
    return str(node.dep_)


def _opening(clause: Any) -> str:
    """The word that opens an adverbial clause, else its form."""
    when = [one.lower_ for one in children(clause, "advmod") if one.lower_ in {"when", "where", "whenever"}]
    return _mark(clause) or (when[0] if when else _form(clause))


def _mark(clause: Any) -> str:
    return next((str(one.lower_) for one in children(clause, "mark")), "")


def _form(clause: Any) -> str:
    if clause_of(clause).infinitive:
        return "to"
    if clause.tag_ == "VBG":
        return "ing"
    return "finite" if clause.tag_[0] == "V" else "nominal"


def has_condition(predicate: Any) -> bool:
    """Whether an if-clause hangs on it: it holds under a condition."""
    return any(_mark(one) in CONDITIONAL for one in children(predicate, "advcl"))
