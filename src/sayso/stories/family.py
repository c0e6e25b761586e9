"""What two articles of a family share and what each adds, as spans: the evidence behind "copy" and "derived"."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sayso.stories.features import READ_CHARACTERS, features_of
from sayso.stories.overlap import Chain, Comparer
from sayso.stories.terms import word_extents
from sayso.text import sentences
from sayso.types import Article, Extent, Shared, Span

OWN = 0.5
"""A sentence is added where less than this share of its words stands in passages of the source."""
SHORTEST_ADDED = 5
"""Words of a sentence that is worth naming as added: "Read more here" isn't."""


def shared_with(article: Article, source: Article) -> Shared:
    """What an article shares with its source, longest passage first, and the sentences that it added, in their order.

    Nothing where one of the texts is written in decomposed letters, whose places in the text can't be told from those
    of its words.
    """
    if not _has_places(article) or not _has_places(source):
        return Shared(0.0, (), ())
    here, there = word_extents(article.text[:READ_CHARACTERS]), word_extents(source.text[:READ_CHARACTERS])
    features = features_of(article, ())
    chains = Comparer(features_of(source, ())).passages(features.sequence)
    covered = {word for chain in chains for word in range(chain.start, chain.end)}
    words = len(features.sequence)
    return Shared(
        share=len(covered) / words if words else 0.0,
        passages=tuple(
            (_span(article, here, chain.start, chain.end), _span(source, there, chain.other_start, chain.other_end))
            for chain in sorted(chains, key=_length, reverse=True)
        ),
        added=tuple(_added(article, here[:words], covered)),
    )


def _has_places(article: Article) -> bool:
    return unicodedata.is_normalized("NFC", article.text[:READ_CHARACTERS])


def _length(chain: Chain) -> int:
    return chain.end - chain.start


def _span(article: Article, extents: Sequence[Extent], first: int, end: int) -> Span:
    return Span(article.id, article.version, extents[first][0], extents[end - 1][1])


def _added(article: Article, extents: Sequence[Extent], covered: set[int]) -> list[Span]:
    """The sentences most of whose words aren't among the covered ones."""
    found: list[Span] = []
    word = 0
    for start, end in sentences(article.text):
        first = word
        while word < len(extents) and extents[word][1] <= end:
            word += 1
        inside = range(first, word)
        if len(inside) >= SHORTEST_ADDED and sum(one in covered for one in inside) < OWN * len(inside):
            found.append(Span(article.id, article.version, start, end))
    return found
