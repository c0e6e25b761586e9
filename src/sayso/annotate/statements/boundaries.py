"""Where an extent that the tagger cut within a phrase begins and ends by the parse, and quotations it cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.annotate.statements.candidates import Passages
from sayso.annotate.statements.overlap import shared
from sayso.annotate.statements.trees import is_trailing
from sayso.types import Extent

_LEANING = frozenset("det amod compound nummod poss prep aux auxpass neg quantmod advmod nmod".split())
"""Words that lean on one after them: no phrase ends with one whose head is still to come."""

_MOST_WORDS = 6
_FEWEST_WORDS = 3


def whole_phrases(words: Sequence[Any], taken: Sequence[Extent]) -> Extent | None:
    """The extent of tokens with the beginning of its first phrase and the end of its last one.

    None when there is nothing to mend, or what is missing belongs to ``taken`` (cue and source).
    """
    if not words:
        return None
    first, last = _beginning(words[0]), _end(words[-1])
    mended: Extent = (first.idx, last.idx + len(last))
    added = ((mended[0], words[0].idx), (words[-1].idx + len(words[-1]), mended[1]))
    changed = first.i != words[0].i or last.i != words[-1].i
    return mended if changed and not shared(added, taken) else None


def _beginning(word: Any) -> Any:
    """The first word of the noun phrase that a word stands in the middle of: "the port" of "port authority"."""
    head = word.head if word.dep_ == "compound" and word.head.i > word.i else word
    first = head.left_edge
    close = head.tag_[:2] == "NN" and 0 < word.i - first.i <= _MOST_WORDS and first.sent.start == word.sent.start
    return first if close else word


def _end(word: Any) -> Any:
    """The word that a last word leans on, and so on: "woman" for "as an uncontrollably"."""
    last = word
    while last.dep_ in _LEANING and last.head.i > last.i and last.head.i - word.i <= _MOST_WORDS:
        last = last.head
    return last


def without_dangling_subject(words: Sequence[Any]) -> Sequence[Any]:
    """Without the "but he" with which a content ends, when his verb stands outside."""
    if len(words) < _FEWEST_WORDS or words[-1].dep_ != "nsubj" or words[-1].head.i <= words[-1].i:
        return words
    return words[:-2] if words[-2].tag_ == "CC" else words


def without_trailing(words: Sequence[Any]) -> Sequence[Any]:
    """Without "..., citing sources" and "..., blaming the rain" at the end, which isn't part of what is said."""
    cut = next((place for place, word in enumerate(words) if place > 1 and is_trailing(word)), len(words))
    return words[: cut - 1] if cut < len(words) else words


def is_about_source(words: Sequence[Any], source: Sequence[Extent]) -> bool:
    """Whether words are a relative clause about the source: "..., said a miner who asked not to be named"."""
    if not words or words[0].tag_ not in {"WP", "WDT"} or words[0].head.dep_ != "relcl":
        return False
    noun = words[0].head.head
    return any(start <= noun.idx < end for start, end in source)


def whole_quotation(extent: Extent, passages: Passages) -> Extent:
    """An extent that has more than half of an utterance in quotation marks takes it whole."""
    for quote in passages.overlapping(extent):
        both = min(extent[1], quote.end) - max(extent[0], quote.start)
        if quote.speech and 2 * both >= quote.end - quote.start:
            extent = (min(extent[0], quote.start), max(extent[1], quote.end))
    return extent
