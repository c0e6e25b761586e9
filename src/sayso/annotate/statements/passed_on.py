"""Whose words are passed on: a source that a speaker cites, and what the outlet saw or found out itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.annotate.lexical import listed
from sayso.annotate.statements.candidates import Candidate, Extents, without
from sayso.annotate.statements.trees import children, first_child, is_trailing
from sayso.text import words
from sayso.types import Mention, MentionType

_CITING = frozenset({"citing", "quoting"})
_WHO_SPEAKS = (("passing_on", "documents"), ("passing_on", "people"), ("speakers", "institutions"))
_LONGEST_CITED = 15
"""Words."""


def cited_by(candidate: Candidate) -> tuple[Extents, Any, Extents] | None:
    """What a speaker cites for an unquoted statement, its head, and the content without the citing: "Citing figures of
    the ministry, Lund said that".

    None where the words are the speaker's own: in quotation marks, or where nothing that can speak is cited.
    """
    if candidate.quoted or not candidate.source or candidate.head.tag_[0] != "V":
        return None
    citing = [one for one in _around(candidate) if one.lower_ in _CITING and one.tag_ == "VBG"]
    noun = first_child(citing[0], "dobj") if citing else None
    if noun is None or noun.right_edge.i - noun.left_edge.i > _LONGEST_CITED or not _can_speak(noun):
        return None
    end = noun.right_edge.idx + len(noun.right_edge)
    return ((noun.left_edge.idx, end),), noun, without(candidate.content, ((citing[0].idx, end),))


def _around(candidate: Candidate) -> list[Any]:
    """Participles that hang on the cue or on its source, and one that trails behind the main verb."""
    head, holder = candidate.head, candidate.holder
    trailing = [one for one in head.sent if is_trailing(one)] if head.sent.root.i == head.i else []
    beside = _right_after(holder) if holder is not None else []
    return [*children(head, "advcl"), *beside, *trailing]


def _right_after(holder: Any) -> list[Any]:
    """What hangs on the source, and the participle after it, wherever the parser hangs that: "Lund, citing figures"."""
    last = max([holder.i, *(child.right_edge.i for child in holder.children if child.dep_ in {"compound", "prep"})])
    after = [token for token in holder.doc[last + 1 : last + 3] if token.lower_ != ","]
    return [*children(holder, "acl", "advcl"), *after[:1]]


def _can_speak(noun: Any) -> bool:
    if noun.lower_ in listed("words.en", "passing_on", "figures"):
        return any(token.tag_ == "NNP" or _is_body(token) for token in noun.subtree)
    return noun.tag_ in {"NNP", "NNPS"} or any(
        noun.lower_ in listed("words.en", section, key) for section, key in _WHO_SPEAKS
    )


def _is_body(token: Any) -> bool:
    return token.lower_ in listed("words.en", "speakers", "institutions")


def giver_of(noun: Any, held: Sequence[Mention]) -> str | None:
    """Who gave the figures that are cited ("data from the Department of Homeland Security", "police figures")."""
    if noun.lower_ not in listed("words.en", "passing_on", "figures"):
        return None
    named = next((mention.name for mention in held if mention.type is MentionType.ORG), None)
    if named is not None:
        return named
    givers = (first_child(prep, "pobj") for prep in children(noun, "prep") if prep.lower_ in {"from", "by", "of"})
    body = next((giver for giver in givers if giver is not None and _is_body(giver)), None)
    if body is None:
        return None
    first = next((token for token in body.subtree if token.dep_ not in {"det", "poss", "case"}), body)
    return str(body.doc[first.i : body.i + 1].text)


def is_own_voice(candidate: Candidate, speaker: str | None, outlet: str | None, text: str) -> bool:
    """Whether the outlet tells what it saw or found out itself: "ABC News observed", "The Courier understands".

    Without a known outlet it is the one whom somebody in the text "told".
    """
    if candidate.quoted or candidate.holder is None or speaker is None:
        return False
    if candidate.word not in listed("words.en", "passing_on", "own"):
        return False
    if outlet is None:
        return f" told {speaker}" in text
    if _is_form_of(speaker, outlet):
        return True
    work = candidate.holder.lower_ in listed("words.en", "passing_on", "work")
    start, end = candidate.source[0] if candidate.source else (0, 0)
    return work and " ".join(_name(outlet)) in " ".join(words(text[start:end]))


def _is_form_of(name: str, outlet: str) -> bool:
    """ "Courier" of "The Welby Courier"."""
    own, whole = _name(name), _name(outlet)
    return bool(own) and own[-1:] == whole[-1:] and set(own) <= set(whole)


def _name(outlet: str) -> list[str]:
    return [word for word in words(outlet) if word != "the"]
