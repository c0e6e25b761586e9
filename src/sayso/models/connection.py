"""One bounded exchange with a server: POST, no redirect, so many bytes, so many seconds, whatever it does.

Nothing of the environment is read (no proxy variables, no .netrc). The address is the user's own choice, so private
ones are reached too: most such servers run on loopback.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlsplit

from sayso.models.load import load

MAX_BYTES = 1_000_000
"""Of an answer. Twelve sentences are 5 kB; what is larger is no answer to what was asked."""
_CONNECT = 10.0


class Failed(Exception):
    """An exchange that gave nothing; its text is the reason, without the address."""


def posted(address: str, headers: Mapping[str, str], body: bytes, seconds: float) -> tuple[int, bytes]:
    """The status and body of the answer. Raises Failed when there is none within ``seconds`` or ``MAX_BYTES``."""
    core = load().httpcore
    backend = _Bounded(time.monotonic() + seconds)
    listed = [(name.encode("ascii"), value.encode("utf-8")) for name, value in headers.items()]
    context = _trusted_roots() if address.startswith("https:") else None
    try:
        with (
            core.ConnectionPool(network_backend=backend, ssl_context=context) as pool,
            pool.stream("POST", address, headers=listed, content=body) as answer,
        ):
            return answer.status, _collected(answer, seconds)
    except (core.TimeoutException, TimeoutError):
        raise Failed(f"it didn't answer within {seconds:g} s") from None
    except core.NetworkError as error:
        raise Failed(f"it can't be reached ({_line(error)})") from None
    except (core.ProtocolError, core.UnsupportedProtocol, UnicodeError) as error:
        raise Failed(f"its answer isn't sound HTTP ({_line(error)})") from None


def _trusted_roots() -> ssl.SSLContext:
    """The system's certificate roots and certifi's; names are checked, TLS 1.2 at least."""
    context = ssl.create_default_context()
    context.load_verify_locations(load().certifi.where())
    return context


def _collected(answer: Any, seconds: float) -> bytes:
    kept = bytearray()
    try:
        for piece in answer.iter_stream():
            kept += piece
            if len(kept) > MAX_BYTES:
                raise Failed(f"its answer is larger than {MAX_BYTES:,} bytes")
    except load().httpcore.TimeoutException:
        raise Failed(f"its answer didn't end within {seconds:g} s") from None
    return bytes(kept)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Bounded:
    """A network backend for httpcore whose every wait, the name's too, ends at the deadline (monotonic seconds)."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._sockets = load().httpcore.SyncBackend()

    def left(self) -> float:
        """Seconds until the deadline. Raises httpcore.ReadTimeout when none are left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise load().httpcore.ReadTimeout("the time is used up")
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _BoundedStream:
        """Connects to the first of the name's numbers that answers."""
        del timeout
        failure: Exception = load().httpcore.ConnectError(f"the name {host} isn't known")
        for number in _numbers_of(host, port, self.left()):
            try:
                wait = min(_CONNECT, self.left())
                stream = self._sockets.connect_tcp(number, port, wait, local_address, socket_options)
                return _BoundedStream(stream, self)
            except (load().httpcore.ConnectError, load().httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def sleep(self, seconds: float) -> None:
        """Waits; httpcore asks for it between its retries."""
        time.sleep(min(seconds, self.left()))


class _BoundedStream:
    """A stream of httpcore's whose every read and write also ends at the deadline."""

    def __init__(self, stream: Any, bounds: _Bounded) -> None:
        self._stream = stream
        self._bounds = bounds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most ``max_bytes``; empty at the end."""
        del timeout
        return bytes(self._stream.read(max_bytes, self._bounds.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Writes it all."""
        del timeout
        self._stream.write(buffer, self._bounds.left())

    def close(self) -> None:
        """Closes the socket."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> _BoundedStream:
        """The same connection, encrypted; the certificate must be for ``server_hostname``."""
        del timeout
        return _BoundedStream(self._stream.start_tls(ssl_context, server_hostname, self._bounds.left()), self._bounds)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a socket."""
        return self._stream.get_extra_info(info)


def _numbers_of(host: str, port: int, seconds: float) -> list[str]:
    """The numbers of a name within some seconds: ``getaddrinfo`` has no bound of its own, and 30 seconds is common."""
    said: Future[list[str]] = Future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            said.set_result(list(dict.fromkeys(str(place[0]) for *_, place in found)))
        except (OSError, UnicodeError) as error:
            said.set_exception(load().httpcore.ConnectError(f"the name {host} isn't known ({_line(error)})"))

    threading.Thread(target=ask, name=f"resolve-{host}", daemon=True).start()
    return said.result(seconds)


def is_sound(address: str) -> bool:
    """Whether an address is http(s) with a host, a possible port, and no name or password in it."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return sound and "@" not in parts.netloc and address.isascii() and not parts.query and not parts.fragment
