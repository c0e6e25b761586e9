"""Article to annotations: mentions, statements, moments, figures, hashtags, in this order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from sayso.annotate.document import Annotatable, Document, Material
from sayso.annotate.entities import find_mentions
from sayso.annotate.figures import find_figures
from sayso.annotate.hashtags import choose_hashtags
from sayso.annotate.load import BATCH, language_of, parsed_texts
from sayso.annotate.moments import find_moments
from sayso.annotate.offices import is_public_office
from sayso.annotate.statements import find_statements
from sayso.text import sentences
from sayso.types import Annotations

__all__ = ["ANNOTATOR", "Annotatable", "Document", "Material", "annotate", "annotate_all", "is_public_office", "read"]

ANNOTATOR = "rules-3"
"""Name and version of what made the annotations; those of another version are redone by ``sayso rebuild``."""


def annotate(article: Annotatable) -> Annotations:
    """All that stands in one article. Never raises on any text; English texts are parsed, others read by rules."""
    return next(annotate_all([article]))


def annotate_all(articles: Iterable[Annotatable]) -> Iterator[Annotations]:
    """The annotations of each article, in order; texts are parsed in batches, which is 10% faster than alone."""
    for document in read(articles):
        yield _annotated(document)


def read(articles: Iterable[Annotatable]) -> Iterator[Document]:
    """Each article as annotators read it: language settled, sentences found, English parsed in batches."""
    for batch in _batches(articles):
        languages = [_language(article) for article in batch]
        parsed = parsed_texts(
            article.text for article, language in zip(batch, languages, strict=True) if language == "en"
        )
        for article, language in zip(batch, languages, strict=True):
            yield Document(
                text=article.text,
                language=language,
                published=article.published,
                title=article.title,
                outlet=article.outlet,
                sentences=tuple(sentences(article.text)),
                parsed=next(parsed) if language == "en" else None,
            )


def _batches(articles: Iterable[Annotatable]) -> Iterator[Sequence[Annotatable]]:
    rest = iter(articles)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch


def _language(article: Annotatable) -> str:
    declared = (article.language or "").replace("_", "-").split("-")[0].strip().lower()
    return declared or language_of(article.text)


def _annotated(document: Document) -> Annotations:
    mentions = find_mentions(document)
    statements = find_statements(document, mentions)
    moments = find_moments(document)
    return Annotations(
        annotator=ANNOTATOR,
        statements=statements,
        figures=find_figures(document, moments, statements),
        moments=moments,
        mentions=mentions,
        hashtags=choose_hashtags(document, mentions),
    )
