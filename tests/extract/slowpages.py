"""What a worker runs in the tests of the pool: pages that misbehave by their name."""

from __future__ import annotations

import os
import signal
import time

from sayso.errors import PageError
from sayso.types import Article, Page


def misbehave(page: Page) -> tuple[Article, ...]:
    """Loops, swallows memory, dies, sleeps or refuses, as the page is called; gives no article otherwise."""
    match page.name:
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(60)
        case "memory":
            bytearray(2**33)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "refuse":
            raise PageError(page.name, "refused")
    return ()
