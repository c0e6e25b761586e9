"""Reads zstd JSON Lines."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard

Json = dict[str, Any]


def rows_of(file: Path) -> Iterator[Json]:
    """The objects of a zstd JSON Lines file."""
    with file.open("rb") as raw:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8"):
            yield json.loads(line)
