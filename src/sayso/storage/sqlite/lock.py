"""One writer at a time, across processes: a lock file that the kernel lets go of when its holder dies."""

from __future__ import annotations

import fcntl
import os
import threading
import weakref
from pathlib import Path

from sayso.errors import StoreLocked


class WriteLock:
    """An exclusive lock on a file (``flock``), which holds the pid of its owner. Threads of one store share it.

    Args:
        path: the lock file, made when it isn't there; None for a store in memory, which no other process sees.
        name: what the error calls the store.
    """

    def __init__(self, path: Path | None, name: str) -> None:
        self._path = path
        self._name = name
        self._mutex = threading.Lock()
        self._holders = 0
        self._file: int | None = None
        # A child made by fork shares the open file, and with it the lock: a worker process that outlives a killed
        # parent would keep the store locked. So the child closes its copy.
        forget = weakref.WeakMethod(self._forget_in_child)
        os.register_at_fork(after_in_child=lambda: (method := forget()) and method())

    def acquire(self) -> None:
        """Takes the lock, or counts one holder more. Raises ``StoreLocked`` at once when another has it."""
        with self._mutex:
            if self._holders == 0 and self._path is not None:
                self._file = self._locked_file(self._path)
            self._holders += 1

    def release(self) -> None:
        """Lets go; the last holder of this store unlocks it."""
        with self._mutex:
            self._holders -= 1
            if self._holders == 0 and self._file is not None:
                fcntl.flock(self._file, fcntl.LOCK_UN)
                os.close(self._file)
                self._file = None

    def _locked_file(self, path: Path) -> int:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(file, 20, 0).decode("ascii", "replace").strip()
            os.close(file)
            raise StoreLocked(
                self._name, f"process {holder or 'unknown'} is writing to it", "wait until it is done, or stop it"
            ) from None
        except BaseException:
            os.close(file)
            raise
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode("ascii"), 0)
        return file

    def _forget_in_child(self) -> None:
        self._mutex = threading.Lock()
        self._holders = 0
        if self._file is not None:
            os.close(self._file)
            self._file = None
