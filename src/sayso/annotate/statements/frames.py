"""Attribution frames in a dependency parse: a cue word with the clause or phrase that it reports.

Dependency labels are those of ClearNLP as spaCy's English models give them. Patterns are named by what carries the
content: ``clause`` ("said that it rained"), ``infinitive`` ("urged them to leave"), ``object``, ``prep-for`` ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sayso.annotate.statements.phrases import according_frames, adjective_frames, adverb_frames, noun_frames
from sayso.annotate.statements.trees import Frame
from sayso.annotate.statements.verbs import verb_frames


def frames(sentence: Any, lemma_of: Callable[[Any], str | None]) -> Iterator[Frame]:
    """All frames of a sentence. ``lemma_of`` gives the lemma of a cue word, None for every other token."""
    for token in sentence:
        word = lemma_of(token)
        if word is None:
            continue
        if token.tag_[0] == "V" and token.dep_ not in {"aux", "auxpass", "amod"}:
            yield from verb_frames(token, word)
        elif token.tag_[:2] == "NN":
            yield from noun_frames(token, word)
        elif token.tag_[:2] == "JJ":
            yield from adjective_frames(token, word)
        elif token.tag_ == "RB":
            yield from adverb_frames(token, word)
        if word == "accord":
            yield from according_frames(token, word)
