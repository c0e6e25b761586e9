"""The room's one load of a heavy library: numpy."""

from __future__ import annotations

import functools
from typing import Any


@functools.cache
def load() -> Any:
    """numpy, loaded once a process (0.08 CPU-seconds): commands that group nothing don't pay for it."""
    import numpy as np

    return np
