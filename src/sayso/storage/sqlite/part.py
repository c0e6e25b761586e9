"""What the parts of the store share."""

from __future__ import annotations

from sayso.storage.sqlite.database import Database


class Part:
    """One theme of the store. All parts work on one database; none calls another's methods."""

    def __init__(self, database: Database) -> None:
        self._db = database
