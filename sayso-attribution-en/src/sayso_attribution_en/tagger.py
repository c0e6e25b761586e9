"""The tagger in use: ONNX Runtime over int8 weights, about 24 MB, no torch."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np
import onnxruntime

from sayso_attribution_en.decode import TAGS, Biaffine, Floats, Found, Linked, Reading, attributions, confidence
from sayso_attribution_en.windows import LIMIT, Pieces, Window, pieces_of, windows_of
from sayso_attribution_en.wordpiece import Extent, WordPieces

PLACINGS = {1: (LIMIT,), 2: (LIMIT, LIMIT // 2), 3: (LIMIT, LIMIT // 3, 2 * LIMIT // 3)}
"""Room of the first window in each reading: the more readings with other cuts are averaged, the better and slower."""


_SLOWER = ["SkipLayerNormFusion"]
"""Of ONNX Runtime's rewritings: addition and norm are faster one after the other (a window takes 10% less)."""

_TOGETHER = 8192
"""Pieces decoded together: an article of 5,000 words, so that nearly every article is one run."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: extents of source (none or one), cue and content, in code points, and how likely it is right."""

    source: tuple[Extent, ...]
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Tagger:
    """The loaded model. ``name`` says which one, with its version."""

    name: str
    session: onnxruntime.InferenceSession
    words: WordPieces
    links: Biaffine
    weights: tuple[float, ...]

    def attributions(
        self, text: str, blocks: Sequence[Extent], quotes: Sequence[bool] = (), readings: int = 1
    ) -> list[Attribution]:
        """The attributions of a text, in the order of their cues.

        ``blocks``: its paragraphs, in order; ``quotes``: which of them are quotations without marks; ``readings``: 1
        to 3 passes with other cuts between windows, averaged.
        """
        paragraphs = [pieces for pieces in pieces_of(self.words, text, blocks, quotes) if len(pieces)]
        return [found for part in _parts(paragraphs) for found in self._of_part(text, part, readings)]

    def _of_part(self, text: str, paragraphs: Sequence[Pieces], readings: int) -> list[Attribution]:
        found = attributions(
            [self._reading(paragraphs, first) for first in PLACINGS[readings]],
            _starts(paragraphs),
            [state for paragraph in paragraphs for state in paragraph.quoted],
        )
        extents = [extent for paragraph in paragraphs for extent in paragraph.extents]
        return [_attribution(linked, text, extents, self.weights) for linked in found]

    def _reading(self, paragraphs: Sequence[Pieces], first: int) -> Reading:
        windows = list(windows_of(paragraphs, first))
        count = sum(map(len, paragraphs))
        width = self.links.matrix.shape[1]
        tags = np.zeros((count, len(TAGS)), dtype=np.float32)
        vectors = np.zeros((count, 4, width), dtype=np.float32)
        nothing = np.zeros((len(windows), 4, width), dtype=np.float32)
        window_of = np.zeros(count, dtype=np.int64)
        for at, window in enumerate(windows):
            scores, states = self._run(window)
            places = np.flatnonzero(window.numbers >= 0)
            numbers = window.numbers[places]
            tags[numbers], vectors[numbers] = scores[places], states[places]
            nothing[at], window_of[numbers] = states[0], at
        return Reading(tags, window_of, vectors, nothing, self.links)

    def _run(self, window: Window) -> tuple[Floats, Floats]:
        """One window at a time: on one thread several are no faster, and the shorter ones would be filled up."""
        tags, vectors = self.session.run(None, {"ids": window.ids[None], "quoted": window.quoted[None]})
        return tags[0], vectors[0]


def _attribution(linked: Linked, text: str, extents: Sequence[Extent], weights: Sequence[float]) -> Attribution:
    def extent(found: Found) -> Extent:
        return _whole_words(text, extents[found.start][0], extents[found.end - 1][1])

    return Attribution(
        source=(extent(linked.source),) if linked.source else (),
        cue=(extent(linked.cue),),
        content=tuple(extent(content) for content in linked.contents),
        confidence=confidence(linked.features, weights),
    )


def _whole_words(text: str, start: int, end: int) -> Extent:
    """An extent that parts no word: a piece may end within one."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _parts(paragraphs: Sequence[Pieces]) -> Iterator[Sequence[Pieces]]:
    """The paragraphs in runs of bounded length: all pairs of a run's cues and contents are looked at."""
    start = length = 0
    for at, paragraph in enumerate(paragraphs):
        if length + len(paragraph) > _TOGETHER and at > start:
            yield paragraphs[start:at]
            start, length = at, 0
        length += len(paragraph)
    if start < len(paragraphs):
        yield paragraphs[start:]


def _starts(paragraphs: Sequence[Pieces]) -> frozenset[int]:
    starts, at = set(), 0
    for paragraph in paragraphs:
        starts.add(at)
        at += len(paragraph)
    return frozenset(starts)


@functools.cache
def load(threads: int = 1) -> Tagger:
    """The model of this package, loaded once a process; takes about 0.2 s."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(files(__package__) / "model") as folder:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"),
            sess_options=options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )
        words = WordPieces.read(folder / "vocab.txt")
        with np.load(folder / "links.npz") as links:
            biaffine = Biaffine(links["matrix"], links["vector"])
    return Tagger(card["name"], session, words, biaffine, tuple(card["confidence"]))
