"""What a model may be shown, and what becomes of its answer: sentences that hold, and the extract for all others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sayso.explain.check.faithful import fault
from sayso.explain.check.spans import GROUPS, NOT_ESTABLISHED
from sayso.types import Answer, Draft, Drafts, Evidence, Line, Writing, weakest

_Sentence = TypeVar("_Sentence", Line, Answer)


def evidence_of(extracted: Iterable[Line | Answer]) -> tuple[Evidence, ...]:
    """Extracted sentences as numbered evidence, from 1."""
    return tuple(
        Evidence(number, one.sentence, one.speaker, one.firmness, isinstance(one, Line) and one.own_voice)
        for number, one in enumerate(extracted, 1)
    )


def rewritten(extracted: Sequence[_Sentence], drafts: Drafts) -> tuple[tuple[_Sentence, ...], Writing]:
    """The sentences as the model words them where that holds, in the place of the first that each is made of.

    What no sound draft is made of stays as it was extracted: a model can't leave anything out either.
    """
    evidence = {piece.number: piece for piece in evidence_of(extracted)}
    faults = [fault(draft, evidence) for draft in drafts.sentences]
    sound = _once([draft for draft, why in zip(drafts.sentences, faults, strict=True) if not why])
    placed = {min(draft.evidence): draft for draft in sound}
    covered = {number for draft in sound for number in draft.evidence}
    made: list[_Sentence] = []
    for number, one in enumerate(extracted, 1):
        if number in placed:
            draft = placed[number]
            made.append(_worded([extracted[n - 1] for n in sorted(draft.evidence)], draft, drafts.model))
        elif number not in covered:
            made.append(one)
    rejected = tuple(why for why in faults if why)
    return tuple(made), Writing(drafts.model, len(drafts.sentences), len(sound), rejected)


def _once(sound: Sequence[Draft]) -> list[Draft]:
    """The drafts that use nothing which one before them used."""
    kept: list[Draft] = []
    used: set[int] = set()
    for draft in sound:
        if not used & set(draft.evidence):
            kept.append(draft)
            used |= set(draft.evidence)
    return kept


def _worded(behind: Sequence[_Sentence], draft: Draft, model: str) -> _Sentence:
    """A draft as a sentence of the page: all support, the lowest firmness and count of what it is of (promise 3)."""
    first = behind[0]
    support = tuple(dict.fromkeys(span for one in behind for span in one.support))
    firmness = weakest(*(one.firmness for one in behind))
    worded = replace(first, sentence=draft.sentence, support=support, firmness=firmness, written_by=model)
    if not isinstance(worded, Line):
        return worded
    lines = [one for one in behind if isinstance(one, Line)]
    group = max((line.group for line in lines), key=_ORDER.index)
    return replace(worded, group=group, independent=min(line.independent for line in lines))


_ORDER = (*dict.fromkeys(group for group in GROUPS.values() if group != NOT_ESTABLISHED), NOT_ESTABLISHED)
