"""Progress on stderr: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_WIDTH = 30
_LOG_SECONDS = 10.0


class ProgressBar:
    """Called with (stage, done, total); draws nothing when quiet."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._terminal = self._stream.isatty()
        self._stage = ""
        self._last_log = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._quiet or total <= 0:
            return
        if self._terminal:
            self._draw(stage, done, total)
        else:
            self._log(stage, done, total)

    def _draw(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage and self._stage:
            self._stream.write("\n")
        self._stage = stage
        filled = _WIDTH * min(done, total) // total
        self._stream.write(f"\r{stage:<12} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}")
        self._stream.flush()

    def _log(self, stage: str, done: int, total: int) -> None:
        moment = time.monotonic()
        finished = done >= total and stage == self._stage
        if stage == self._stage and not finished and moment - self._last_log < _LOG_SECONDS:
            return
        if done or stage != self._stage:
            self._stream.write(f"{stage} {done}/{total}\n")
        self._stage, self._last_log = stage, moment

    def close(self) -> None:
        """Ends the line that was drawn."""
        if self._terminal and self._stage and not self._quiet:
            self._stream.write("\n")
        self._stage = ""
