"""The embedder that sayso carries: a vector for each word, learned from a sentence encoder; a text is their sum.

After model2vec and tokenlearn (https://github.com/MinishLab/model2vec): a large encoder's vectors of words, reduced,
weighted, and corrected so that a sum of words comes near to the encoder's vector of the sentence. Words of several
languages lie in one space, so texts are compared across languages. ``data/README.md`` is the card: languages, sources,
licences, figures, and the command that makes it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.models.load import load_numpy
from sayso.models.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DATA = Path(__file__).with_name("data")
"""``entries.txt`` (an entry a line), ``vectors.npy`` (int8, a row each) and ``scales.npy`` (float32, what a row's
numbers are multiplied by)."""


class StaticVectors:
    """Nothing is read until the first text; the vectors are mapped into memory, not copied."""

    name = "sayso-static-1"

    def __init__(self, folder: Path = DATA) -> None:
        self._folder = folder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text; zeros where nothing in it is known (no text, digits, other scripts)."""
        numpy = load_numpy()
        numbers, scales = self._table
        sums = numpy.zeros((len(texts), numbers.shape[1]), dtype=numpy.float32)
        for place, text in enumerate(texts):
            reading = self.vocabulary.read(text)
            if reading.rows:
                sums[place] = scales[reading.rows] @ numbers[reading.rows].astype(numpy.float32)
            if reading.unknown:
                sums[place] += self._of_unknown(reading.unknown).sum(axis=0)
        return _unit(sums)

    def _of_unknown(self, words: Sequence[tuple[int, ...]]) -> NDArray[np.float32]:
        """A row of unit length for each word without a row: mostly names, which weigh as much as a rare word."""
        numpy = load_numpy()
        numbers, scales = self._table
        rows = [row for parts in words for row in parts]
        starts = numpy.cumsum([0, *(len(parts) for parts in words[:-1])])
        return _unit(numpy.add.reduceat(numbers[rows] * scales[rows, None], starts, axis=0))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words, phrases and pieces that have a vector."""
        return Vocabulary((self._folder / "entries.txt").read_text("utf-8").split("\n")[:-1])

    @cached_property
    def _table(self) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        numpy = load_numpy()
        return (
            numpy.load(self._folder / "vectors.npy", mmap_mode="r", allow_pickle=False),
            numpy.load(self._folder / "scales.npy", allow_pickle=False),
        )


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length one; zeros stay."""
    numpy = load_numpy()
    lengths = numpy.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / numpy.where(lengths > 0, lengths, 1)
    return unit
