"""The room's one place that imports what is heavy, paid when a model is first asked."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace


@cache
def load() -> SimpleNamespace:
    """The libraries of this room by name: certifi, httpcore."""
    import certifi
    import httpcore

    return SimpleNamespace(certifi=certifi, httpcore=httpcore)
