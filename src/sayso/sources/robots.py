"""What an origin's robots.txt lets us fetch (RFC 9309), cached.

4xx means that there are no rules; 429, 5xx or no answer that the origin is left alone for now (2.3.1.3, 2.3.1.4).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.errors import FetchError, RefusedAddress
from sayso.sources.addresses import Target
from sayso.sources.load import load

MAX_ROBOTS = 512_000
"""Bytes of a robots.txt that are read, the rest is passed by: RFC 9309, 2.5 asks for at least 500 KiB."""
MAX_DELAY = 10.0
"""Seconds: the longest Crawl-delay that is waited between two requests; longer ones are kept down to this."""
_GOOD_FOR = 3600.0
_BAD_FOR = 300.0
_MAX_ORIGINS = 1000

Ask = Callable[[str], bytes]
"""Fetches an address and returns the first MAX_ROBOTS bytes. Raises FetchError."""


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: Any
    refused: str
    until: float


class Robots:
    """The rules of every origin asked so far. Thread-safe; each robots.txt is asked for once."""

    def __init__(self, ask: Ask, agent: str) -> None:
        self._ask = ask
        self._agent = agent.partition("/")[0].strip()
        self._lock = threading.Lock()
        self._origins: OrderedDict[str, tuple[threading.Lock, list[_Rules]]] = OrderedDict()

    def delay(self, target: Target) -> float:
        """Seconds to leave between two requests, 0 where the origin doesn't say.

        Raises:
            RefusedAddress: robots.txt says not to fetch it.
            FetchError: robots.txt can't be had, so the origin is left alone for now.
        """
        try:
            rules = self._rules(target.origin)
        except RefusedAddress as error:
            raise RefusedAddress(target.address, error.reason, error.way_out) from None
        if rules.refused:
            raise FetchError(target.address, rules.refused, "sayso asks again later")
        if not rules.parser.can_fetch(target.address, self._agent):
            raise RefusedAddress(target.address, "the site's robots.txt asks not to fetch it")
        return min(max(float(rules.parser.crawl_delay(self._agent) or 0.0), 0.0), MAX_DELAY)

    def _rules(self, origin: str) -> _Rules:
        with self._lock:
            lock, kept = self._origins.setdefault(origin, (threading.Lock(), []))
            self._origins.move_to_end(origin)
            if len(self._origins) > _MAX_ORIGINS:
                self._origins.popitem(last=False)
        with lock:
            if not kept or kept[0].until < time.monotonic():
                kept[:] = [self._asked(origin)]
            return kept[0]

    def _asked(self, origin: str) -> _Rules:
        body, refused = b"", ""
        try:
            body = self._ask(origin + "/robots.txt")
        except RefusedAddress:
            raise
        except FetchError as error:
            if error.status is None:
                refused = error.reason
            elif error.status == 429 or error.status >= 500:
                refused = f"its robots.txt can't be had ({error.reason}), so it is left alone for now"
        text = body.decode("utf-8-sig", "replace")
        return _Rules(
            parser=load().protego.Protego.parse(text),
            refused=refused,
            until=time.monotonic() + (_BAD_FOR if refused else _GOOD_FOR),
        )
