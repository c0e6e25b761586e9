"""Who said what: attributions with source, cue, content, resolved speaker and firmness."""

from __future__ import annotations

from sayso.annotate.document import Document
from sayso.types import Mention, Statement


def find_statements(document: Document, mentions: tuple[Mention, ...]) -> tuple[Statement, ...]:
    """The statements of a document, in the order of their content."""
    return ()
