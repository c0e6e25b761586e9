"""Connections and transactions: the one place that opens the file, and that turns SQLite's errors into ours."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from sayso.errors import StoreError, StoreFull, StoreLocked
from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.lock import WriteLock
from sayso.storage.sqlite.schema import LATEST, migrate, version_of_store

FILE = "sayso.db"
LOCK = "sayso.lock"
BUSY_MS = 10_000  # a transaction of another process takes milliseconds; a checkpoint of a slow disk, seconds
_UNWRITTEN = {
    apsw.SQLITE_IOERR_WRITE,
    apsw.SQLITE_IOERR_FSYNC,
    apsw.SQLITE_IOERR_DIR_FSYNC,
    apsw.SQLITE_IOERR_TRUNCATE,
    apsw.SQLITE_IOERR_SHMSIZE,
    apsw.SQLITE_IOERR_SHMOPEN,
    apsw.SQLITE_IOERR_SHMMAP,
}


class Database:
    """One SQLite file in a folder, or a database in memory.

    On disk every thread reads through a connection of its own, so that no reader waits for a writer (WAL), and all
    threads write through one, in turn. In memory there is one connection for all, used in turn.

    Args:
        folder: made (0700) when it isn't there; None for a database in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        self.name = ":memory:" if folder is None else str(folder)
        self.path = ":memory:" if folder is None else str(folder / FILE)
        self._in_memory = folder is None
        if folder is not None:
            _make_folder(folder)
        self.lock = WriteLock(None if folder is None else folder / LOCK, self.name)
        self._turn = threading.RLock()
        self._local = threading.local()
        self._readers: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._closed = False
        self._writer = self._opened()

    def _opened(self) -> Connection:
        with self.errors():
            connection = Connection(self.path)
            try:
                self._make_ready(connection)
            except BaseException:
                connection.close()
                raise
        return connection

    def _make_ready(self, connection: Connection) -> None:
        _configure(connection)
        number = version_of_store(connection, self.name)
        if connection.pragma("journal_mode") != "wal":
            connection.pragma("journal_mode", "wal")
        if number == 0:
            migrate(connection, self.name)
        elif number < LATEST:
            self.lock.acquire()
            try:
                migrate(connection, self.name)
            finally:
                self.lock.release()

    def close(self) -> None:
        """Closes every connection; the last one to a file folds the write-ahead log into it."""
        with self._turn:
            self._closed = True
            for connection in [*self._readers, self._writer]:
                connection.close()

    # -- reading

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Several reads in one block see the same state of the store."""
        if self._in_memory:
            with self._turn, self.errors():
                yield self._writer
            return
        connection = self._reader()
        with self.errors():
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if not self._closed:
                    connection.execute("ROLLBACK")

    @contextmanager
    def fresh(self) -> Iterator[Connection]:
        """A connection of its own, for backup and check.

        The full-text index of a connection that has read before another removed a text reports damage that isn't
        there (SQLite 3.54: ``integrity_check`` uses the structure that it knows from before; searches read it anew).
        """
        if self._in_memory:
            with self._turn, self.errors():
                yield self._writer
            return
        with self.errors():
            connection = self._new_reader()
            try:
                yield connection
            finally:
                connection.close()

    def _reader(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            if self._closed:
                raise StoreError(self.name, "the store was closed")
            with self.errors():
                connection = self._new_reader()
            self._local.connection = connection
            self._readers.add(connection)
        return connection

    def _new_reader(self) -> Connection:
        connection = Connection(self.path, flags=apsw.SQLITE_OPEN_READWRITE)
        _configure(connection)
        connection.pragma("query_only", True)
        return connection

    # -- writing

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, under the store's write lock: whole and on disk when the block ends, or not at all."""
        self.lock.acquire()
        try:
            with self.brief_writing() as connection:
                yield connection
        finally:
            self.lock.release()

    @contextmanager
    def brief_writing(self) -> Iterator[Connection]:
        """One transaction without the write lock, for what no run depends on (a reader's comment, a problem):
        it waits the milliseconds that another's transaction takes, instead of the minutes of its whole run.
        """
        with self._turn, self.errors():
            connection = self._writer
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back already, and says so by being in no transaction; so has a store that was
                # closed while Ctrl-C kept the block from ever being entered (then this runs when it is collected).
                if not self._closed and connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def fold_log(self) -> None:
        """Moves the write-ahead log into the file and empties it, so that no removed text lingers there."""
        with self._turn, self.errors():
            self._writer.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turns SQLite's errors into ours, each with its way out."""
        try:
            yield
        except apsw.FullError as error:
            raise self._full() from error
        except apsw.IOError as error:
            if getattr(error, "extendedresult", None) in _UNWRITTEN:
                raise self._full() from error
            raise StoreError(self.name, f"the disk can't be read ({error})", "check the disk") from error
        except (apsw.BusyError, apsw.LockedError) as error:
            raise StoreLocked(self.name, "another process is writing to it", "try again in a moment") from error
        except (apsw.CorruptError, apsw.NotADBError) as error:
            raise StoreError(self.name, f"the store is damaged ({error})", "restore a backup") from error
        except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError) as error:
            raise StoreError(self.name, f"the store can't be opened ({error})", "check the folder's rights") from error
        except apsw.ConnectionClosedError as error:
            raise StoreError(self.name, "the store was closed") from error

    def _full(self) -> StoreFull:
        return StoreFull(self.name, "the disk is full, and this was not written", "make room and run it again")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(str(folder), f"the folder can't be made ({error.strerror})", "name another folder") from error


def _configure(connection: Connection) -> None:
    connection.set_busy_timeout(BUSY_MS)
    # FULL: the log is on disk before a commit returns, so what was acknowledged survives power loss too.
    connection.pragma("synchronous", "FULL")
    connection.pragma("foreign_keys", True)
    connection.pragma("secure_delete", True)
    connection.pragma("temp_store", "MEMORY")
    connection.pragma("cache_size", -16_000)
