"""Attributions that the tagger found, as candidates: their tokens in the parse, their pattern and their quotations."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.annotate.statements.boundaries import (
    is_about_source,
    whole_phrases,
    whole_quotation,
    without_dangling_subject,
    without_trailing,
)
from sayso.annotate.statements.candidates import Candidate, Extents, Passages, joined, trimmed
from sayso.annotate.statements.lexicon import Lexicon
from sayso.annotate.statements.likelihood import SAME
from sayso.annotate.statements.overlap import likeness, shared
from sayso.annotate.statements.quotes import Quote
from sayso.types import Extent, Mention

_QUOTED = 0.9
"""Share of a content in quotation marks from which on it is a quotation."""

_BY_LABEL = {"ccomp": "clause", "xcomp": "infinitive", "dobj": "object"}


def tagged_candidates(
    text: str,
    parsed: Any,
    attributions: Sequence[Any],
    quotes: Sequence[Quote],
    lexicon: Lexicon,
    mentions: Sequence[Mention],
) -> Iterator[tuple[Candidate, float]]:
    """A candidate for each attribution, with its confidence."""
    passages = Passages(text, quotes)
    places = _Places(parsed)
    for attribution in attributions:
        cue = trimmed(text, attribution.cue) or _colon(text, attribution.cue)
        near = [
            extent
            for extent in _without_strays(attribution.content, attribution.cue, places, passages)
            if not is_about_source(places.tokens(extent), attribution.source)
        ]
        taken = (*attribution.cue, *attribution.source)
        mended = joined(_mended(extent, taken, places, passages) for extent in near)
        content = trimmed(text, _with_what_goes_on(mended, passages))
        if cue and content:
            yield (
                _candidate(text, attribution, cue, content, places, passages, (lexicon, mentions)),
                attribution.confidence,
            )


def _colon(text: str, cue: Extents) -> Extents:
    """The colon of a headline or a transcript: "Korda: the dam will hold"."""
    return tuple(extent for extent in cue if text[slice(*extent)] == ":")


def _mended(extent: Extent, taken: Extents, places: _Places, passages: Passages) -> Extent:
    """An extent that the tagger cut within a phrase or a quotation, with the rest of it."""
    if passages.share((extent,)) > 0:
        return whole_quotation(extent, passages)
    words = without_trailing(without_dangling_subject(places.tokens(extent)))
    if words and words[-1].idx + len(words[-1]) < extent[1]:
        extent = (extent[0], words[-1].idx + len(words[-1]))
    return whole_phrases(words, taken) or extent


def _without_strays(content: Extents, cue: Extents, places: _Places, passages: Passages) -> Extents:
    """The content, where some of it stands in the sentence of the cue, without unquoted words of other sentences and
    without quotations of paragraphs before.
    """
    sentence = places.sentence(cue)
    own = tuple(extent for extent in content if shared((extent,), (sentence,)))
    if not own:
        return content
    return tuple(
        one
        for one in content
        if one in own or (passages.share((one,)) > _QUOTED and "\n" not in passages.text[one[1] : sentence[0]])
    )


class _Places:
    """The tokens of a parse by their place in the text."""

    def __init__(self, parsed: Any) -> None:
        self._parsed = parsed
        self._starts = [token.idx for token in parsed]

    def tokens(self, extent: Extent) -> list[Any]:
        """The tokens that begin within an extent; the one around its start when none does."""
        low, high = bisect.bisect_left(self._starts, extent[0]), bisect.bisect_left(self._starts, extent[1])
        return [self._parsed[i] for i in range(low if high > low else max(0, low - 1), max(high, low))]

    def sentence(self, extents: Extents) -> Extent:
        """The sentence in which extents begin."""
        found = self.tokens(extents[0])[0].sent
        return found.start_char, found.end_char


def _candidate(
    text: str,
    attribution: Any,
    cue: Extents,
    content: Extents,
    places: _Places,
    passages: Passages,
    context: tuple[Lexicon, Sequence[Mention]],
) -> Candidate:
    lexicon, mentions = context
    source = trimmed(text, [_with_whole_name(extent, mentions) for extent in attribution.source])
    words = [token for extent in cue for token in places.tokens(extent)]
    head = _cue_head(words, lexicon)
    quoted = passages.share(content)
    return Candidate(
        pattern=_pattern(head, content, quoted),
        word=lexicon.lemma_of(head) or head.lower_,
        source=source,
        cue=cue,
        content=content,
        head=head,
        holder=_holder([token for extent in source for token in places.tokens(extent)]),
        quoted=quoted,
        inside=False,
    )


def _with_whole_name(extent: Extent, mentions: Sequence[Mention]) -> Extent:
    """A source that begins within a name ("Korda, who ran" of "Ines Korda, who ran") takes it whole."""
    index = bisect.bisect_right(mentions, extent[0], key=lambda mention: mention.start) - 1
    begins_within = index >= 0 and mentions[index].start < extent[0] < mentions[index].end
    return (mentions[index].start, extent[1]) if begins_within else extent


def _cue_head(words: Sequence[Any], lexicon: Lexicon) -> Any:
    """The word of a cue that says how firm it is: the last one of the lexicon, else the last verb, else its head."""
    known = [word for word in words if lexicon.lemma_of(word) is not None]
    verbs = [word for word in words if word.tag_[:1] == "V"]
    head = (known or verbs or [_topmost(words)])[-1]
    return head.head if head.tag_ == "PRP" and head.dep_ == "nsubjpass" else head  # "It is understood"


def _topmost(words: Sequence[Any]) -> Any:
    """The word that the others hang on."""
    places = {word.i for word in words}
    return next((word for word in words if word.head.i not in places or word.head.i == word.i), words[0])


def _holder(words: Sequence[Any]) -> Any | None:
    return _topmost(words) if words else None


def _pattern(head: Any, content: Extents, quoted: float) -> str:
    """How the content hangs on the cue, in the words of the rules' patterns."""
    if quoted > _QUOTED:
        return "quote-left" if content[0][0] < head.idx else "quote-right"
    if head.lower_ == "according":
        return "according"
    for child in head.children:
        within = any(start <= child.idx < end for start, end in content)
        if within and child.dep_ in _BY_LABEL:
            return _BY_LABEL[child.dep_]
    return "clause" if head.tag_[:1] == "V" and content[0][0] < head.idx else "tagged"


def _with_what_goes_on(content: Sequence[Extent], passages: Passages) -> list[Extent]:
    """The content with the paragraphs in which its last quotation goes on: opened again, not closed before."""
    extents = list(content)
    quote = passages.around((extents[-1][1] - 1, extents[-1][1])) if extents else None
    while quote is not None and quote.goes_on:
        following = passages.after(quote.end)
        if following is None or not following.continues:
            break
        extents.append((following.start, following.end))
        quote = following
    return joined(extents)


class Taken:
    """The statements that the tagger found, asked whether a rule's candidate is one of them."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._kept = sorted(candidates, key=lambda candidate: candidate.cue[0])

    def has(self, candidate: Candidate, *, told: bool) -> bool:
        """Whether one of them has this cue, or says the same words; where somebody is told to have said them, one that
        reports him doesn't say them.
        """
        return any(
            shared(candidate.cue, kept.cue) > 0
            or (
                likeness(candidate.content, kept.content) >= SAME and not (told and shared(candidate.cue, kept.content))
            )
            for kept in self._kept
        )

    def hold(self, candidate: Candidate) -> bool:
        """Whether its cue stands in what one of them says."""
        return any(shared(candidate.cue, kept.content) > 0 for kept in self._kept)
