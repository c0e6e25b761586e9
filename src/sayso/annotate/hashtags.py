"""Hashtags of an article (first step: none are chosen yet)."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.document import Document
from sayso.types import Mention


def choose_hashtags(document: Document, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The hashtags of a document, best first."""
    return ()
