"""The product as one sentence: read, extract, annotate, group, explain.

This module alone knows the steps and their order. It takes nouns and gives nouns; the store is the worker's.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, repeat
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from sayso.annotate import Material, annotate_all, annotator_of, is_public_office
from sayso.errors import ArchiveError, WriterError
from sayso.explain import (
    EXPLAINER,
    answer,
    changes,
    check,
    compare,
    evidence_of,
    explain,
    explain_subject,
    is_unread_body,
    news,
    rewritten,
    searches,
    summarise,
)
from sayso.extract import ExtractPool, extract
from sayso.protocols import Writer
from sayso.sources import (
    Fetcher,
    FetchPolicy,
    find_feeds,
    looks_again,
    looks_like_feed,
    page_of,
    poll,
    poll_all,
    read_opml,
    read_saved,
    revisit_all,
    write_opml,
)
from sayso.stories import (
    Features,
    Grouper,
    describe,
    family_of,
    features_in,
    features_of,
    group,
    is_counted,
    moved_into,
    near_stories,
    not_a_copy,
    publisher_of,
    renamed,
    rules_of,
    same_names,
    set_apart,
    shared_with,
    vectors_of,
)
from sayso.text import iso
from sayso.types import Annotations, Answer, Article, Line, Page, StatementMode, Subscription, Verdict, Writing

__all__ = [
    "EXPLAINER",
    "ExtractPool",
    "Features",
    "FetchPolicy",
    "Fetcher",
    "Found",
    "Grouper",
    "Material",
    "annotate",
    "annotator_of",
    "answer",
    "changes",
    "check",
    "compare_all",
    "describe",
    "explain",
    "explain_subject",
    "extract",
    "family_of",
    "features_in",
    "features_of",
    "file_bytes",
    "group",
    "is_counted",
    "is_public_office",
    "is_unread_body",
    "look_at",
    "looks_again",
    "moved_into",
    "near_stories",
    "news",
    "not_a_copy",
    "poll",
    "poll_all",
    "publisher_of",
    "read_opml",
    "read_saved",
    "renamed",
    "revisit_all",
    "rules_of",
    "same_names",
    "searches",
    "set_apart",
    "shared_with",
    "summarise",
    "vectors_of",
    "write",
    "write_opml",
]

_CHUNK = 32
_MAX_OPML = 10_000_000


# --- read -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at an address: a feed to follow, or a page (then ``page`` is set) to look at again."""

    subscription: Subscription
    page: Page | None


def look_at(address: str, fetcher: Fetcher, now: datetime) -> Found:
    """Fetches an address and says whether it is a feed or a page; a front page leads to its feed. Raises FetchError."""
    response = fetcher.get(address)
    settled = response.permanent or address
    if looks_like_feed(response):
        return Found(Subscription(settled), None)
    if urlsplit(response.final_address).path in {"", "/"} and (feeds := find_feeds(response.body, settled)):
        return Found(Subscription(feeds[0]), None)
    return Found(Subscription(settled, kind="page", interval=24 * 3600.0), page_of(response, iso(now)))


def file_bytes(path: str, limit: int = _MAX_OPML) -> bytes:
    """A small file whole. Raises ArchiveError when it can't be read or is too large."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise ArchiveError(path, error.strerror or "it can't be read", "check the path") from error
    if len(content) > limit:
        raise ArchiveError(path, f"more than {limit} bytes")
    return content


# --- annotate ---------------------------------------------------------------------------------------------------


def annotate(
    articles: Iterable[Article | Material], jobs: int = 1, mode: StatementMode = StatementMode.AUTO
) -> Iterator[Annotations]:
    """What stands in each article, in order; with ``jobs`` worker processes when there are more than one.

    A text that an annotator breaks on gives empty annotations with their ``failure``; the rest goes on (promise 9).
    """
    rest = iter(articles)
    chunks = iter(lambda: list(islice(rest, _CHUNK)), [])
    if jobs <= 1:
        for chunk in chunks:
            yield from _annotated_chunk(chunk, mode)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        # Twice as many chunks on their way as there are workers: nobody waits, and memory stays bounded.
        while waiting := list(islice(chunks, 2 * jobs)):
            for found in pool.map(_annotated_chunk, waiting, repeat(mode)):
                yield from found


def _annotated_chunk(articles: Sequence[Article | Material], mode: StatementMode) -> list[Annotations]:
    """Parsed as one batch; one by one when something breaks, to find out which it is."""
    try:
        return list(annotate_all(articles, mode))
    except Exception:  # noqa: BLE001 - whatever a text does is a recorded outcome (promise 9)
        if len(articles) > 1:
            return [found for article in articles for found in _annotated_chunk([article], mode)]
        failure = traceback.format_exc(limit=-1).strip().replace("\n", " ")
        return [Annotations(annotator_of(mode), failure=f"it can't be annotated: {failure}")]


# --- write ------------------------------------------------------------------------------------------------------

_Sentence = TypeVar("_Sentence", Line, Answer)


def write(
    extracted: Sequence[_Sentence], writer: Writer, question: str | None = None
) -> tuple[tuple[_Sentence, ...], Writing]:
    """Extracted sentences in a model's words where those hold against the extract (promise 4), and what came of it.

    A model that gives nothing usable leaves the extract as it is, with the reason in ``failure``.
    """
    if not extracted:
        return (), Writing()
    try:
        drafts = writer.write(evidence_of(extracted), question)
    except WriterError as error:
        return tuple(extracted), Writing(failure=f"the language model gave nothing usable: {error.reason}")
    return rewritten(extracted, drafts)


# --- compare ----------------------------------------------------------------------------------------------------


def compare_all(pairs: Iterable[tuple[str, str, str | None, str | None]]) -> Iterator[Verdict]:
    """Whether evidence bears a claim out, for each (claim, evidence, when claimed, when the evidence is from)."""
    rest = iter(pairs)
    while batch := list(islice(rest, _CHUNK)):
        sides = [side for claim, evidence, then, later in batch for side in ((claim, then), (evidence, later))]
        materials = (Material(text=text, published=published) for text, published in sides)
        found = annotate_all(materials, StatementMode.RULES)  # it asks for figures and moments, which need no tagger
        annotated = [(text, annotations) for (text, _), annotations in zip(sides, found, strict=True)]
        yield from (compare(annotated[i], annotated[i + 1]) for i in range(0, len(annotated), 2))
