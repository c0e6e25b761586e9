"""Article to annotations: mentions, statements, moments, figures, hashtags, in this order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.annotate.document import Annotatable, Document, Material
from sayso.annotate.entities import find_mentions
from sayso.annotate.figures import find_figures
from sayso.annotate.hashtags import choose_hashtags
from sayso.annotate.load import BATCH, attributions_of, has_tagger, language_of, parsed_texts, tagger_name
from sayso.annotate.moments import find_moments
from sayso.annotate.offices import is_public_office
from sayso.annotate.statements import find_statements
from sayso.errors import SettingsError
from sayso.text import sentences
from sayso.types import Annotations, BlockKind, StatementMode

__all__ = [
    "Annotatable",
    "Document",
    "Material",
    "annotate",
    "annotate_all",
    "annotator_of",
    "is_public_office",
    "read",
]

RULES = "rules-4"
_READINGS = {StatementMode.TAGGER: 1, StatementMode.QUALITY: 3}


def annotator_of(mode: StatementMode) -> str:
    """Name and version of what makes the annotations; those of another one are redone by ``sayso rebuild``.

    Raises SettingsError when the mode needs a package that isn't installed.
    """
    settled = _settled(mode)
    return RULES if settled is StatementMode.RULES else f"{tagger_name()} {settled.value} {RULES}"


def _settled(mode: StatementMode) -> StatementMode:
    """What "auto" comes to here: the tagger where it is installed."""
    if mode is StatementMode.AUTO:
        return StatementMode.TAGGER if has_tagger() else StatementMode.RULES
    if mode is not StatementMode.RULES and not has_tagger():
        raise SettingsError(
            "statements", f"{mode.value!r} needs sayso-attribution-en", "install it, or set statements to rules"
        )
    return mode


def annotate(article: Annotatable, mode: StatementMode = StatementMode.AUTO) -> Annotations:
    """All that stands in one article. Never raises on any text; English texts are parsed, others read by rules."""
    return next(annotate_all([article], mode))


def annotate_all(articles: Iterable[Annotatable], mode: StatementMode = StatementMode.AUTO) -> Iterator[Annotations]:
    """The annotations of each article, in order; texts are parsed in batches, which is 10% faster than alone."""
    annotator = annotator_of(mode)
    for document in read(articles, mode):
        yield _annotated(document, annotator)


def read(articles: Iterable[Annotatable], mode: StatementMode = StatementMode.AUTO) -> Iterator[Document]:
    """Each article as annotators read it: language settled, sentences found, English parsed in batches and tagged."""
    readings = _READINGS.get(_settled(mode), 0)
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
                attributions=_attributions(article, readings) if language == "en" and readings else None,
            )


def _attributions(article: Annotatable, readings: int) -> tuple[Any, ...] | None:
    quotations = frozenset(block.text for block in article.blocks if block.kind is BlockKind.QUOTE)
    return attributions_of(article.text, quotations, readings)


def _batches(articles: Iterable[Annotatable]) -> Iterator[Sequence[Annotatable]]:
    rest = iter(articles)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch


def _language(article: Annotatable) -> str:
    declared = (article.language or "").replace("_", "-").split("-")[0].strip().lower()
    return declared or language_of(article.text)


def _annotated(document: Document, annotator: str) -> Annotations:
    mentions = find_mentions(document)
    statements = find_statements(document, mentions)
    moments = find_moments(document)
    return Annotations(
        annotator=annotator,
        statements=statements,
        figures=find_figures(document, moments, statements),
        moments=moments,
        mentions=mentions,
        hashtags=choose_hashtags(document, mentions),
    )
