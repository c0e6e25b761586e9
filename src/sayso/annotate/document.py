"""What every annotator is given: an article's text with its sentences and, for English, its parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sayso.types import Block, Extent


class Annotatable(Protocol):
    """What can be annotated: an :class:`sayso.types.Article`, or :class:`Material`."""

    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def blocks(self) -> Sequence[Block]: ...


@dataclass(frozen=True, slots=True)
class Material:
    """A text to annotate that is no stored article: a line given to the filter, a question, a claim."""

    text: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    outlet: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article as annotators read it.

    Attributes:
        text: what all offsets point into (code points).
        language: ISO 639-1 code in lower case, never empty ("en", "es", "fr", ...).
        published: ISO 8601 date or time, or None.
        title, outlet: context, not annotated.
        sentences: extents without surrounding white space, in order (:func:`sayso.text.sentences`).
        parsed: spaCy ``Doc`` over the text (English only), else None. ``token.idx`` are offsets into ``text``;
            its sentences begin where ``sentences`` do, and very long ones are cut further. It has ``tag_`` (Penn
            tags) and dependencies (``dep_``, ``head``, ``children``); no ``pos_``, ``lemma_``, ``ents`` or
            ``noun_chunks``, which would halve the speed. A run of more than 200 characters without white space is
            blank there, so take words from ``text``.
        attributions: what the tagger found (extents ``source``, ``cue``, ``content``, and ``confidence``), or None
            where it wasn't asked.
    """

    text: str
    language: str
    published: str | None
    title: str | None
    outlet: str | None
    sentences: tuple[Extent, ...]
    parsed: Any | None = None
    attributions: tuple[Any, ...] | None = None
