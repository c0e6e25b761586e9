"""Who said what: attributions with source, cue, content, resolved speaker and firmness."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.document import Document
from sayso.annotate.statements import english, plain
from sayso.types import Mention, Statement


def find_statements(document: Document, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """The statements of a document, in the order of their cues; none in a language without cue words."""
    if document.parsed is not None:
        return english.find(document, mentions)
    if document.language in plain.LANGUAGES:
        return plain.find(document, mentions)
    return ()
