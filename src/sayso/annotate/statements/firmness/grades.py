"""How firmly a statement is put: by its cue, by who speaks, and by the signs at the main event of what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.annotate.statements.candidates import Candidate
from sayso.annotate.statements.firmness.clauses import Clause, clause_of
from sayso.annotate.statements.firmness.governors import COPULAS, governors_of
from sayso.annotate.statements.firmness.stems import classes_of, stem, stems_of
from sayso.annotate.statements.lexicon import Lexicon
from sayso.annotate.statements.trees import children, first_child
from sayso.types import Firmness, weakest

_OPENED_BY_NEGATION = frozenset({Firmness.STATED, Firmness.CONFIRMED, Firmness.ESTIMATED, Firmness.EXPECTED})
_WEAKENING = (Firmness.POSSIBLE, Firmness.ALLEGED, Firmness.EXPECTED, Firmness.ESTIMATED)
_LONGEST_DENIAL = 8
_FIRST_WORDS = 14
"""Words. In a longer quotation the first event is not the whole of what is said, so that it lowers nothing."""

_PERCEIVED = frozenset("hear see feel smell taste".split())
"""After "could": an ability ("you could hear it"), no hedge. So is "couldn't": it didn't happen."""

_MENTAL = frozenset(map(stem, "see know hear think feel expect imagine understand believe realize dream meet".split()))
""""I've never seen such a crowd" denies nothing."""

_MODIFIERS = ("advmod", "amod", "acomp", "attr", "npadvmod")
_COMPLEMENTS = ("ccomp", "xcomp", "nsubjpass")

_WORD = re.compile(r"[\w'’]+")


def firmness_of(candidate: Candidate, text: str, lexicon: Lexicon) -> Firmness:
    """The firmness of one link: cue and content together, the lower of both."""
    words = [word.lower() for start, end in candidate.content for word in _WORD.findall(text, start, end)]
    cue = _by_cue(candidate, words, lexicon)
    if cue is Firmness.DENIED:
        return cue
    event = main_event(candidate)
    if cue in {Firmness.STATED, Firmness.CONFIRMED} and _denies(words, event, lexicon):
        return Firmness.DENIED
    return weakest(cue, _by_speaker(candidate, event, lexicon), _by_content(candidate, cue, words, event, lexicon))


# --- the cue -------------------------------------------------------------------------------------------------


def _by_cue(candidate: Candidate, words: list[str], lexicon: Lexicon) -> Firmness:
    kind = lexicon.firmness.get(candidate.word, Firmness.STATED)
    if candidate.word == "put" and not any(one.lower_ == "at" for one in children(candidate.head, "prep")):
        kind = Firmness.STATED  # "put it to her that"
    if candidate.word in lexicon.sets["hearsay.passive"] and _is_hearsay(candidate):
        return Firmness.ALLEGED
    if candidate.word in lexicon.sets["denials.verbs"]:
        denies = bool(lexicon.sets["denials.nouns"].intersection(words[:4])) or candidate.pattern == "clause"
        kind = Firmness.DENIED if denies else Firmness.STATED
    if kind is Firmness.STATED and _is_told_of(candidate.head, lexicon):
        kind = Firmness.ALLEGED
    clause = clause_of(candidate.head)
    if clause.negation == "neg" or _is_withheld(candidate.head):
        return _negated(kind, candidate.word)
    if clause.modal in {"may", "might", "could"}:
        return weakest(kind, Firmness.POSSIBLE)
    if clause.modal == "will":
        return weakest(kind, Firmness.EXPECTED)
    if kind is Firmness.STATED and _bears_out(candidate, lexicon):
        return Firmness.CONFIRMED
    return kind


def _is_told_of(cue: Any, lexicon: Lexicon) -> bool:
    """ "allegedly told officers", "reportedly said"."""
    return any(one.lower_ in lexicon.sets["hedges.alleged"] for one in children(cue, "advmod"))


def _is_hearsay(candidate: Candidate) -> bool:
    """ "It is understood that", "is said to have": told by nobody in particular."""
    passive = first_child(candidate.head, "auxpass") is not None
    return not candidate.source and passive and first_child(candidate.head, "agent") is None


def _negated(kind: Firmness, word: str) -> Firmness:
    """ "doesn't believe that" denies; "didn't say", "couldn't confirm" and "didn't rule out" leave it open."""
    if kind is Firmness.DENIED:
        return Firmness.STATED
    if word in {"believe", "think"}:
        return Firmness.DENIED
    return Firmness.POSSIBLE if kind in _OPENED_BY_NEGATION else kind


def _is_withheld(cue: Any) -> bool:
    """ "refused to confirm", "failed to say"."""
    nearest = next(governors_of(cue), None)
    return nearest is not None and nearest.relation == "xcomp:to" and "counter" in classes_of(nearest.stem)


def _bears_out(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether an authority tells its own act, or a document shows what is said."""
    if candidate.holder is None or candidate.holder.tag_[:3] == "PRP":
        return False
    if candidate.word in lexicon.sets["authority.shows"]:
        return candidate.holder.lower_ in lexicon.sets["authority.documents"]
    if candidate.word not in lexicon.sets["authority.acts"]:
        return False
    return any(token.lower_ in lexicon.sets["authority.heads"] for token in candidate.holder.subtree)


# --- who speaks ----------------------------------------------------------------------------------------------


def _by_speaker(candidate: Candidate, event: Any | None, lexicon: Lexicon) -> Firmness:
    """What people who don't give their names say of somebody or something named is alleged."""
    holder = candidate.holder
    if holder is None or event is None:
        return Firmness.CONFIRMED
    unnamed = any(token.lower_ in lexicon.sets["authority.unnamed"] for token in holder.subtree)
    about = first_child(event, "nsubj", "nsubjpass")
    named = about is not None and about.tag_ in {"NNP", "NNPS"}
    return Firmness.ALLEGED if unnamed and named else Firmness.CONFIRMED


# --- what is said --------------------------------------------------------------------------------------------


def main_event(candidate: Candidate) -> Any | None:
    """The token that heads what is said: the first verb whose head stands outside of it, else the first such token."""
    doc = candidate.head.doc
    spans = [doc.char_span(start, end, alignment_mode="expand") for start, end in candidate.content]
    inside = {token.i for span in spans if span is not None for token in span}
    tops = [doc[i] for i in sorted(inside) if doc[i].head.i == i or doc[i].head.i not in inside]
    tops = [token for token in tops if token.tag_[0].isalpha()]
    return next((token for token in tops if token.tag_[0] in "VM"), tops[0] if tops else None)


def _denies(words: list[str], event: Any | None, lexicon: Lexicon) -> bool:
    """Whether a content says of an accusation that it isn't so: "it was not true", "I never did that"."""
    if len(words) <= _LONGEST_DENIAL:
        kept = set(words)
        negative = any(word == "not" or word.endswith(("n't", "n’t")) for word in words)
        predicated = event is None or event.lower_ in COPULAS or event.tag_[0] not in "VM"
        if (negative and bool(kept & {"true", "correct"})) or (predicated and kept & lexicon.sets["denials.false"]):
            return True
    if event is None or event.tag_ not in {"VBD", "VBN"}:
        return False
    clause = clause_of(event)
    own = any(one.lower_ in {"i", "we"} for one in clause.subjects)
    never = any(one.lower_ == "never" for one in event.children)
    return (own and never and stem(event.text) not in _MENTAL) or _has_no_such(event)


def _has_no_such(event: Any) -> bool:
    """ "it had given no such advice"."""
    objects = children(event, "dobj")
    return any({"no", "such"} <= {token.lower_ for token in one.children} for one in objects)


def _by_content(candidate: Candidate, cue: Firmness, words: list[str], event: Any | None, lexicon: Lexicon) -> Firmness:
    if event is None or (candidate.quoted > 0.5 and len(words) > _FIRST_WORDS):
        return Firmness.CONFIRMED
    clause = clause_of(event)
    if any(one.lower_ in {"whether", "if"} for one in children(event, "mark")):
        return Firmness.POSSIBLE  # a question asserts nothing
    hedges = set(_hedges(event, clause))
    if cue is Firmness.ESTIMATED:
        hedges -= {"could", "will", "would"}
    elif _decides(candidate, cue, event, lexicon):
        hedges -= {"will", "would"}
    predicates = set(_predicates(event))
    for kind in _WEAKENING:
        if hedges & lexicon.sets[f"hedges.{kind}"] or predicates & stems_of("predicates", kind):
            return kind
    return Firmness.ESTIMATED if "estimated" in words[:_FIRST_WORDS] else Firmness.CONFIRMED


def _decides(candidate: Candidate, cue: Firmness, event: Any, lexicon: Lexicon) -> bool:
    """An authority's announced act is its own, also where it is still to come."""
    return cue is Firmness.CONFIRMED and candidate.word in lexicon.sets["authority.acts"] and event.tag_[0] == "V"


def _hedges(event: Any, clause: Clause) -> Iterator[str]:
    """The modal of an event, and its adverbs, adjectives and predicates."""
    ability = clause.modal == "could" and (clause.negation or event.lower_ in _PERCEIVED)
    hypothetical = clause.modal == "would" and any(one.lower_ in {"i", "we"} for one in clause.subjects)
    if clause.modal and not ability and not hypothetical:
        yield clause.modal
    for one in children(event, *_MODIFIERS):
        yield str(one.lower_)
    nominal = first_child(event, "pobj") if event.dep_ == "prep" or event.tag_ == "IN" else None
    if nominal is not None:
        for one in children(nominal, "amod"):
            yield str(one.lower_)
    if _is_to_come(event):
        yield "expected"


def _is_to_come(event: Any) -> bool:
    """ "is to visit": a copula with nothing but an infinitive."""
    if event.lower_ not in COPULAS or first_child(event, "acomp", "attr") is not None:
        return False
    return any(clause_of(one).infinitive for one in children(event, "xcomp"))


def _predicates(event: Any) -> Iterator[str]:
    """What is predicated where it has a complement: "plans to leave", "is expected to", "my guess is"."""
    complement = first_child(event, *_COMPLEMENTS) is not None
    if complement:
        yield stem(event.text)
    if event.lower_ in COPULAS:
        for one in children(event, "nsubj"):
            if complement or first_child(one, "poss") is not None:
                yield stem(one.text)
