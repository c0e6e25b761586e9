"""The store in one SQLite file: one class made of a part for each theme, over one database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.storage.sqlite.annotations import AnnotationsPart
from sayso.storage.sqlite.database import Database
from sayso.storage.sqlite.grouping import Grouping
from sayso.storage.sqlite.hands import Hands
from sayso.storage.sqlite.pages import Pages
from sayso.storage.sqlite.problems import Problems
from sayso.storage.sqlite.reading import Reading
from sayso.storage.sqlite.search import Search
from sayso.storage.sqlite.stories import Stories
from sayso.storage.sqlite.subscriptions import Subscriptions
from sayso.storage.sqlite.upkeep import Upkeep


class SqliteStore(Subscriptions, Pages, AnnotationsPart, Stories, Grouping, Reading, Search, Hands, Problems, Upkeep):
    """:class:`sayso.protocols.Store` in FOLDER/sayso.db, or in memory (``folder`` None)."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(Database(folder))

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._db.lock.acquire()
        try:
            yield
        finally:
            self._db.lock.release()


__all__ = ["SqliteStore"]
