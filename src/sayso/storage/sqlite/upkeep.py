"""Backup and check."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import apsw

from sayso.errors import StoreError
from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.database import FILE
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.rows import text_of_body

_RULES = {
    "an article's current version isn't kept": """SELECT id FROM article a WHERE state <> 'removed' AND NOT EXISTS
        (SELECT 1 FROM version v WHERE v.article = a.seq AND v.version = a.version)""",
    "an article isn't in the full-text index": """SELECT id FROM article WHERE state <> 'removed'
        AND seq NOT IN (SELECT id FROM article_text_docsize)""",
    "the full-text index holds an article that isn't there": """SELECT id FROM article_text_docsize
        WHERE id NOT IN (SELECT seq FROM article WHERE state <> 'removed')""",
    "a statement of a current version isn't in the full-text index": """SELECT s.id FROM article a JOIN statement s
        ON s.article = a.seq AND s.version = a.version WHERE a.annotator <> ''
        AND s.seq NOT IN (SELECT id FROM statement_text_docsize)""",
    "the full-text index holds a statement that isn't current": """SELECT id FROM statement_text_docsize WHERE id NOT IN
        (SELECT s.seq FROM article a JOIN statement s ON s.article = a.seq AND s.version = a.version
        WHERE a.annotator <> '')""",
    "a placed article's story was merged": """SELECT a.id FROM placement p JOIN story s ON s.id = p.story
        JOIN article a ON a.seq = p.article WHERE s.merged_into IS NOT NULL""",
    "something of a removed article is left": """SELECT a.id FROM article a WHERE state = 'removed' AND (title NOT NULL
        OR EXISTS (SELECT 1 FROM version WHERE article = a.seq)
        OR EXISTS (SELECT 1 FROM annotation WHERE article = a.seq)
        OR EXISTS (SELECT 1 FROM lead WHERE article = a.seq)
        OR EXISTS (SELECT 1 FROM statement WHERE article = a.seq))""",
}


class Upkeep(Part):
    """The store as a file."""

    def backup(self, to: str) -> None:
        """One snapshot: what was kept before the call is in it. The copy appears whole or not at all.

        Raises ``StoreError`` when a store is there already.
        """
        folder = Path(to)
        target, partial = folder / FILE, folder / f"{FILE}.part"
        if target.exists():
            raise StoreError(str(folder), "there is a store already", "name another folder")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        try:
            self._copy(partial)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        partial.rename(target)
        _sync_folder(folder)

    def _copy(self, path: Path) -> None:
        with self._db.fresh() as connection:
            copy = apsw.Connection(str(path))
            try:
                # All pages in one step: it reads one snapshot, and a writer neither waits nor makes it start again.
                with copy.backup("main", connection, "main") as backup:
                    backup.step(-1)
            finally:
                copy.close()

    def check(self) -> list[str]:
        """SQLite's own integrity check (which has the full-text index check itself), foreign keys, the rules that
        tie tables together, and every kept text and page unpacked.
        """
        faults: list[str] = []
        try:
            with self._db.fresh() as connection:
                faults += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
                keys = connection.rows("PRAGMA foreign_key_check")
                faults += [
                    f"{table} row {row} names a row of {parent} that isn't there" for table, row, parent, _ in keys
                ]
                for fault, query in _RULES.items():
                    faults += [f"{fault}: {row[0]}" for row in connection.execute(query)]
                faults += _damaged_texts(connection) + _damaged_pages(connection)
        except StoreError as error:  # so damaged that the check itself can't go on
            faults.append(error.reason)
        return faults


def _damaged_texts(connection: Connection) -> list[str]:
    faults = []
    for id_, version, body in connection.execute(
        "SELECT a.id, v.version, v.body FROM version v JOIN article a ON a.seq = v.article"
    ):
        try:
            text_of_body(body)
        except ValueError as error:
            faults.append(f"version {version} of article {id_} can't be read: {error}")
    return faults


def _damaged_pages(connection: Connection) -> list[str]:
    faults = []
    for name, content in connection.execute("SELECT name, content FROM page WHERE content IS NOT NULL"):
        try:
            zlib.decompress(content)
        except zlib.error as error:
            faults.append(f"the bytes of page {name} can't be read: {error}")
    return faults


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
