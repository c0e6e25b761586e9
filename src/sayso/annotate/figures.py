"""Quantities in an article (first step: none are found yet)."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.document import Document
from sayso.types import Figure, Moment, Statement


def find_figures(document: Document, moments: Sequence[Moment], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of a document, in order."""
    return ()
