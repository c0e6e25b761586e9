"""Attributions that the tagger found, as candidates: their tokens in the parse, their pattern and their quotations."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.annotate.statements.candidates import Candidate, Extents, Passages, joined, trimmed
from sayso.annotate.statements.lexicon import Lexicon
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
        cue = trimmed(text, attribution.cue)
        content = trimmed(text, _with_what_goes_on(attribution.content, passages))
        if cue and content:
            yield (
                _candidate(text, attribution, cue, content, places, passages, (lexicon, mentions)),
                attribution.confidence,
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
    return (known or verbs or [_topmost(words)])[-1]


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


_SAME = 0.5
"""Share of two contents' characters from which on they are one statement."""


class Taken:
    """The statements that the tagger found, asked whether a rule's candidate is one of them."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._kept = sorted(candidates, key=lambda candidate: candidate.cue[0])

    def has(self, candidate: Candidate) -> bool:
        """Whether one of them has this cue, or says the same words."""
        return any(
            _shared(candidate.cue, kept.cue) > 0 or _likeness(candidate.content, kept.content) >= _SAME
            for kept in self._kept
        )

    def hold(self, candidate: Candidate) -> bool:
        """Whether its cue stands in what one of them says."""
        return any(_shared(candidate.cue, kept.content) > 0 for kept in self._kept)


def _shared(one: Extents, other: Extents) -> int:
    return sum(max(0, min(end, e) - max(start, s)) for start, end in one for s, e in other)


def _likeness(one: Extents, other: Extents) -> float:
    """Jaccard index of the characters of two contents."""
    shared = _shared(one, other)
    return shared / (sum(e - s for s, e in (*one, *other)) - shared)
