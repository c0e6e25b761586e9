"""Where sockets are opened: resolve, check every number, connect to the checked number itself.

Because the number that was checked is the number that is connected to, a name that changes its answer between the
two (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sayso.errors import RefusedAddress
from sayso.sources.addresses import is_number, is_open, place_of
from sayso.sources.load import load

Resolver = Callable[[str, int], list[str]]
"""A name and a port to IP numbers. Raises OSError when the name is unknown."""

_IDLE_HOSTS = 32


def system_resolver(host: str, port: int) -> list[str]:
    """The numbers that the system's resolver gives, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def resolved_in_time(resolver: Resolver, host: str, port: int, seconds: float) -> list[str]:
    """What a resolver says within some seconds: ``getaddrinfo`` has no bound of its own, and 30 seconds is common.

    Raises TimeoutError (an OSError), or what the resolver raises.
    """
    said: Future[list[str]] = Future()

    def ask() -> None:
        try:
            said.set_result(resolver(host, port))
        except BaseException as error:  # noqa: BLE001 - handed over to the caller, who raises it
            said.set_exception(error)

    threading.Thread(target=ask, name=f"resolve-{host}", daemon=True).start()
    return said.result(seconds)


class Clock(threading.local):
    """The time by which this thread's request must be done (monotonic seconds)."""

    deadline: float = float("inf")

    def bounded(self, timeout: float | None) -> float:
        """The shorter of a timeout and what is left. Raises httpcore.ReadTimeout when nothing is left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise load().httpcore.ReadTimeout("the time for this address is used up")
        return left if timeout is None else min(timeout, left)


class CheckedBackend:
    """A network backend for httpcore whose every connection is checked, and whose every wait is bounded."""

    def __init__(
        self,
        *,
        clock: Clock,
        open_places: frozenset[str],
        connect_to: Mapping[str, str],
        trusted: str | None,
        resolver: Resolver,
    ) -> None:
        self._clock = clock
        self._open_places = open_places
        self._connect_to = connect_to
        self._trusted = trusted
        self._resolver = resolver
        self._sockets = load().httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> BoundedStream:
        """Connects to a name or number. Raises RefusedAddress, or httpcore's ConnectError and ConnectTimeout."""
        host, port = self._led_to(host, port)
        failure: Exception | None = None
        for number in self._checked_numbers(host, port, self._clock.bounded(timeout)):
            try:
                wait = self._clock.bounded(timeout)
                stream = self._sockets.connect_tcp(number, port, wait, local_address, socket_options)
                return BoundedStream(stream, self._clock)
            except (load().httpcore.ConnectError, load().httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or load().httpcore.ConnectError(f"the name {host} has no address")

    def sleep(self, seconds: float) -> None:
        """Waits; httpcore asks for it between its retries."""
        time.sleep(seconds)

    def _led_to(self, host: str, port: int) -> tuple[str, int]:
        other = self._connect_to.get(place_of(host, port))
        if other is None:
            return host, port
        name, _, number = other.rpartition(":")
        return name.strip("[]"), int(number)

    def _checked_numbers(self, host: str, port: int, seconds: float) -> list[str]:
        try:
            numbers = [host] if is_number(host) else resolved_in_time(self._resolver, host, port, seconds)
        except TimeoutError:
            raise load().httpcore.ConnectTimeout(f"the name {host} wasn't found in time") from None
        except (OSError, UnicodeError):
            raise load().httpcore.ConnectError(f"the name {host} isn't known") from None
        place = place_of(host, port)
        if place in self._open_places or place == self._trusted:
            return numbers
        for number in numbers:
            if not is_open(number) and place_of(number, port) not in self._open_places:
                led = "it is" if number == host else f"{host} leads to"
                raise RefusedAddress(
                    place, f"{led} the private or reserved address {number}", "add it to allow_private if it is yours"
                )
        return numbers


class BoundedStream:
    """A stream of httpcore's whose every read and write also ends at the clock's deadline."""

    def __init__(self, stream: Any, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most ``max_bytes``; empty at the end."""
        return bytes(self._stream.read(max_bytes, self._clock.bounded(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Writes it all."""
        self._stream.write(buffer, self._clock.bounded(timeout))

    def close(self) -> None:
        """Closes the socket."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> BoundedStream:
        """The same connection, encrypted; the certificate must be for ``server_hostname``."""
        secured = self._stream.start_tls(ssl_context, server_hostname, self._clock.bounded(timeout))
        return BoundedStream(secured, self._clock)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a socket."""
        return self._stream.get_extra_info(info)


@dataclass(slots=True)
class _Host:
    pool: Any
    slots: threading.Semaphore
    users: int = 0
    next_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_turn(self, delay: float) -> None:
        """Keeps ``delay`` seconds between the starts of two requests."""
        with self.lock:
            now = time.monotonic()
            start = max(now, self.next_at)
            self.next_at = start + delay
        if start > now:
            time.sleep(start - now)


class Hosts:
    """One small pool of connections a host, so that no more than ``per_host`` are ever open to it, idle or busy."""

    def __init__(self, new_pool: Callable[[], Any], per_host: int) -> None:
        self._new_pool = new_pool
        self._per_host = per_host
        self._lock = threading.Lock()
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @contextmanager
    def slot(self, name: str, delay: float = 0.0) -> Iterator[Any]:
        """A pool to make one request with, when it is this caller's turn."""
        host = self._entered(name)
        try:
            with host.slots:
                host.wait_turn(delay)
                yield host.pool
        finally:
            with self._lock:
                host.users -= 1
            self._close_idle()

    def close(self) -> None:
        """Closes all connections that no request is using."""
        with self._lock:
            for name in [name for name, host in self._hosts.items() if not host.users]:
                self._hosts.pop(name).pool.close()

    def _entered(self, name: str) -> _Host:
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = _Host(self._new_pool(), threading.Semaphore(self._per_host))
            self._hosts.move_to_end(name)
            self._hosts[name].users += 1
            return self._hosts[name]

    def _close_idle(self) -> None:
        with self._lock:
            idle = [name for name, host in self._hosts.items() if not host.users and host.next_at < time.monotonic()]
            for name in idle[: max(len(idle) - _IDLE_HOSTS, 0)]:
                self._hosts.pop(name).pool.close()
