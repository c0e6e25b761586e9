"""The store: everything that sayso remembers. Only this room speaks SQL.

What was acknowledged survives a killed process and a power cut; one writer at a time, readers never wait.
"""

from __future__ import annotations

from pathlib import Path

from sayso.protocols import Store
from sayso.storage.sqlite import SqliteStore

MEMORY = ":memory:"


def open_store(folder: str | Path) -> Store:
    """The store in a folder, made (0700) when it isn't there and brought up to date when an older sayso made it.

    ``":memory:"`` is a store for tests that is gone when it is closed. Raises ``StoreTooNew`` when a newer sayso made
    it, ``StoreLocked`` when it must be brought up to date while another process writes, ``StoreError`` when it can't be
    opened.
    """
    return SqliteStore(None if str(folder) == MEMORY else Path(folder))


__all__ = ["MEMORY", "open_store"]
