"""Labelled documents as what the model learns from: windows with a tag for each piece and links between spans."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from sayso_attribution_en.decode import ROLES, TAGS
from sayso_attribution_en.windows import LIMIT, Pieces, Window, paragraphs_of, pieces_of, windows_of
from sayso_attribution_en.wordpiece import Extent, WordPieces

Record = dict[str, Any]
"""A document as the PolNeAR export has it: doc, text, attributions with source, cue and content."""

IGNORED = -100
"""The label that the loss leaves out."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text's paragraphs; over its pieces, the tags and, for the first piece of a span, its cue's and source's first
    piece (-1: it has none, :data:`IGNORED`: not the first piece of a span of a role that has this link).
    """

    name: str
    text: str
    paragraphs: tuple[Pieces, ...]
    tags: np.ndarray
    links: np.ndarray


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its labels; ``links`` (2, T): the position in the window of the head, 0 for none."""

    window: Window
    tags: np.ndarray
    links: np.ndarray


def read(path: Path) -> Iterator[Record]:
    """The documents of a jsonl.zst file in the form of the PolNeAR export (doc, text, attributions)."""
    with path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as stream:
        yield from map(json.loads, io.TextIOWrapper(stream, encoding="utf-8"))


def labelled(words: WordPieces, record: Record) -> Document:
    """A record as a document with labels on its pieces."""
    text = str(record["text"])
    paragraphs = tuple(pieces_of(words, text, paragraphs_of(text)))
    extents = [extent for paragraph in paragraphs for extent in paragraph.extents]
    starts = np.array([start for start, _ in extents])
    ends = np.array([end for _, end in extents])
    tags = np.zeros(len(extents), dtype=np.int64)
    links = np.full((2, len(extents)), IGNORED, dtype=np.int64)
    for attribution in record["attributions"]:
        firsts = {role: _mark(tags, starts, ends, role, attribution[role]) for role in ROLES}
        cue, source = (next(iter(firsts[role]), -1) for role in ("cue", "source"))
        for first in firsts["content"]:
            links[0, first] = cue
        for first in firsts["cue"]:
            links[1, first] = source
    return Document(str(record["doc"]), text, paragraphs, tags, links)


def _mark(tags: np.ndarray, starts: np.ndarray, ends: np.ndarray, role: str, spans: Sequence[Extent]) -> list[int]:
    """Write a role's spans into the tags; their first pieces."""
    firsts = []
    for start, end in spans:
        covered = np.flatnonzero((starts < end) & (ends > start))
        if len(covered):
            tags[covered] = TAGS.index(f"I-{role}")
            tags[covered[0]] = TAGS.index(f"B-{role}")
            firsts.append(int(covered[0]))
    return firsts


def examples(document: Document, first: int = LIMIT) -> Iterator[Example]:
    """A document's windows with their labels."""
    for window in windows_of(document.paragraphs, first):
        real = window.numbers >= 0
        tags = np.where(real, document.tags[window.numbers], IGNORED)
        position = {int(number): at for at, number in enumerate(window.numbers) if number >= 0}
        links = np.full((2, len(tags)), IGNORED, dtype=np.int64)
        for which in range(2):
            heads = document.links[which][window.numbers]
            for at in np.flatnonzero(real & (heads != IGNORED)):
                links[which, at] = position.get(int(heads[at]), 0)
        yield Example(window, tags, links)


def batches(documents: Sequence[Document], pieces: int, chance: random.Random) -> list[list[Example]]:
    """An epoch: every document cut anew, windows of like length together, about ``pieces`` pieces a batch, shuffled."""
    every = [example for document in documents for example in examples(document, chance.randint(LIMIT // 4, LIMIT))]
    every.sort(key=lambda example: len(example.tags) + chance.random() * 24)
    found: list[list[Example]] = [[]]
    for example in every:
        if (len(found[-1]) + 1) * len(example.tags) > pieces and found[-1]:
            found.append([])
        found[-1].append(example)
    chance.shuffle(found)
    return found
