"""Names of people, organisations, places and events, with the fullest form that the article has."""

from __future__ import annotations

from sayso.annotate.document import Document
from sayso.types import Mention


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """The names in a document, in order."""
    return ()
