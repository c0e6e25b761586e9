"""The polite, careful fetcher: every address checked, every wait and every byte bounded.

What is asked of it stands in :class:`FetchPolicy`; :class:`Fetcher` does it. Nothing of the environment is read
(no proxy variables, no .netrc).
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.errors import FetchError, RefusedAddress
from sayso.sources.addresses import Target, checked_target, is_local_name, is_number, is_open, place_of
from sayso.sources.bounded import CODINGS, TooLarge, Undecodable, collected, decoded
from sayso.sources.connections import CheckedBackend, Clock, Hosts, Resolver, system_resolver
from sayso.sources.load import load
from sayso.sources.robots import MAX_ROBOTS, Robots

MEGABYTE = 1_000_000
DEFAULT_AGENT = "sayso/0.1 (self-hosted news reader; one polite robot)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_PROXY_PORT = 80
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE)
_ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How addresses are fetched.

    Attributes:
        user_agent: what the fetcher calls itself; its part before "/" is the name looked up in robots.txt.
        timeout: seconds for a whole answer with all its redirects (waiting for a turn at a host isn't counted).
        connect, read: seconds to wait for a connection, and for the next bytes.
        max_bytes: of a body, before and after decompression.
        max_redirects: how many are followed.
        per_host: connections to one host at once.
        allow_private: exact "host:port" places that may be reached although private, as numbers ("127.0.0.1:8001").
        connect_to: "host:port" to "number:port", as curl's ``--connect-to``; the check applies to where it leads.
        proxy: an http:// address of a proxy, or None. With one the proxy resolves names, so that the address check
            can see only how they are written.
        respect_robots: whether robots.txt is asked for and obeyed.
    """

    user_agent: str = DEFAULT_AGENT
    timeout: float = 60.0
    connect: float = 10.0
    read: float = 15.0
    max_bytes: int = 10 * MEGABYTE
    max_redirects: int = 5
    per_host: int = 2
    allow_private: frozenset[str] = frozenset()
    connect_to: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    proxy: str | None = None
    respect_robots: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: 2xx with its body, or 304 (``not_modified``) without.

    ``address`` is what was asked for, ``final_address`` what answered. ``headers`` have lower-case names.
    ``content_type`` is the bare type in lower case ("text/html"), ``charset`` what the header declared; both None
    where it doesn't say. ``permanent`` is the final address where only permanent redirects (301, 308) led there.
    """

    address: str
    final_address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    charset: str | None
    content_type: str | None
    etag: str | None
    last_modified: str | None
    not_modified: bool
    permanent: str | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """One exchange with a server, redirects not followed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches addresses under a policy. Thread-safe; a context manager that closes its connections.

    Args:
        policy: see :class:`FetchPolicy`.
        resolver: names to numbers; the system's by default.
    """

    def __init__(self, policy: FetchPolicy | None = None, *, resolver: Resolver = system_resolver) -> None:
        self.policy = policy or FetchPolicy()
        self._clock = Clock()
        proxy = _proxy_place(self.policy.proxy)
        self._proxied = proxy is not None
        self._backend = CheckedBackend(
            clock=self._clock,
            open_places=self.policy.allow_private,
            connect_to=self.policy.connect_to,
            trusted=proxy,
            resolver=resolver,
        )
        self._trust = _trusted_roots()
        self._hosts = Hosts(self._new_pool, self.policy.per_host)
        self._robots = Robots(self._robots_body, self.policy.user_agent)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes idle connections; the fetcher may be used again."""
        self._hosts.close()

    def get(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """The answer at an address, redirects followed; a conditional request where ``etag`` or ``last_modified``
        (as an earlier Response had them) are given.

        Raises:
            RefusedAddress: the address, or one that it redirects to, must not be reached.
            FetchError: no usable answer; ``status`` and ``retry_after`` are set where the server gave them.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = {name: value for name, value in conditions.items() if value}
        answer = self._followed(address, asked, self.policy.max_bytes, robots=self.policy.respect_robots)
        if answer.not_modified and not asked:
            raise FetchError(address, "HTTP 304 (not modified) to a question that had no condition", status=304)
        return answer

    def _followed(
        self, address: str, asked: dict[str, str], limit: int, *, robots: bool, cut: bool = False
    ) -> Response:
        left = self.policy.timeout
        target = self._checked(address)
        permanent = True
        for hop in range(self.policy.max_redirects + 1):
            delay = self._robots.delay(target) if robots else 0.0
            with self._hosts.slot(target.host, delay) as pool:
                started = time.monotonic()
                self._clock.deadline = started + left
                answer = self._exchange(pool, target, asked, limit, cut=cut)
                left -= time.monotonic() - started
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return _response(address, target, answer, target.address if hop and permanent else None)
            permanent = permanent and answer.status in _PERMANENT
            target = self._checked(urljoin(target.address, answer.headers["location"].strip()))
        raise FetchError(address, f"it redirects more than {self.policy.max_redirects} times")

    def _checked(self, address: str) -> Target:
        target = checked_target(address.strip(), self.policy.allow_private | self.policy.connect_to.keys())
        if self._proxied and target.place not in self.policy.allow_private:
            closed = not is_open(target.host) if is_number(target.host) else is_local_name(target.host)
            if closed:
                raise RefusedAddress(address, "it is a private or reserved address")
        return target

    def _exchange(self, pool: Any, target: Target, asked: dict[str, str], limit: int, *, cut: bool) -> _Answer:
        core = load().httpcore
        try:
            with pool.stream(
                "GET",
                core.URL(scheme=target.scheme, host=target.host, port=target.written_port, target=target.target),
                headers=self._headers(target, asked),
                extensions={"timeout": self._timeouts()},
            ) as answer:
                headers = _header_map(answer.headers)
                wanted = answer.status < 300
                body = _body(target.address, answer.iter_stream(), headers, limit, cut=cut) if wanted else b""
                return _Answer(answer.status, headers, body)
        except RefusedAddress as error:
            raise RefusedAddress(target.address, error.reason, error.way_out) from None
        except core.TimeoutException:
            raise FetchError(target.address, self._late()) from None
        except (core.NetworkError, core.ProxyError) as error:
            raise FetchError(target.address, f"it can't be reached ({_line(error)})") from None
        except (core.ProtocolError, core.UnsupportedProtocol, UnicodeError) as error:
            raise FetchError(target.address, f"its answer isn't sound HTTP ({_line(error)})") from None

    def _headers(self, target: Target, asked: dict[str, str]) -> list[tuple[bytes, bytes]]:
        headers = {
            "Host": target.authority,
            "User-Agent": self.policy.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **asked,
        }
        return [(name.encode("ascii"), _header_bytes(value)) for name, value in headers.items()]

    def _timeouts(self) -> dict[str, float]:
        policy = self.policy
        return {"connect": policy.connect, "read": policy.read, "write": policy.read, "pool": policy.timeout}

    def _late(self) -> str:
        if time.monotonic() >= self._clock.deadline:
            return f"it took longer than {self.policy.timeout:g} seconds in all"
        return f"no answer within {self.policy.read:g} seconds"

    def _robots_body(self, address: str) -> bytes:
        return self._followed(address, {}, MAX_ROBOTS, robots=False, cut=True).body

    def _new_pool(self) -> Any:
        core = load().httpcore
        return core.ConnectionPool(
            ssl_context=self._trust,
            proxy=core.Proxy(self.policy.proxy) if self.policy.proxy else None,
            max_connections=self.policy.per_host,
            keepalive_expiry=5.0,
            network_backend=self._backend,
        )


# --- decisions on an answer ------------------------------------------------------------------------------


def seconds_to_wait(retry_after: str | None, now: datetime) -> float | None:
    """A Retry-After header (RFC 9110, 10.2.3) in seconds: a number, or an HTTP date; None where it says neither."""
    if not retry_after:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type header declares, lower-case, or None."""
    found = _CHARSET.search(content_type or "")
    return found[1].lower() if found else None


def _response(asked: str, target: Target, answer: _Answer, permanent: str | None) -> Response:
    if answer.status != 304 and not 200 <= answer.status < 300:
        raise FetchError(
            asked,
            f"HTTP {answer.status}{_MEANINGS.get(answer.status, '')}",
            status=answer.status,
            retry_after=seconds_to_wait(answer.headers.get("retry-after"), datetime.now(UTC)),
        )
    content_type = answer.headers.get("content-type", "")
    return Response(
        address=asked,
        final_address=target.address,
        status=answer.status,
        headers=MappingProxyType(dict(answer.headers)),
        body=answer.body,
        charset=charset_of(content_type),
        content_type=content_type.partition(";")[0].strip().lower() or None,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        not_modified=answer.status == 304,
        permanent=permanent,
    )


_MEANINGS = {
    401: " (a login is asked for)",
    402: " (payment is asked for)",
    403: " (the site refuses)",
    404: " (not found)",
    410: " (gone for good)",
    429: " (too many requests)",
    500: " (the site failed)",
    503: " (the site is not available now)",
}


def _body(address: str, chunks: Any, headers: Mapping[str, str], limit: int, *, cut: bool) -> bytes:
    coding = headers.get("content-encoding", "").strip().lower()
    coding = "" if coding == "identity" else coding
    if coding and coding not in CODINGS:
        raise FetchError(address, f"its body is coded as {coding[:40]!r}, which sayso didn't ask for")
    if not cut and int(_digits(headers.get("content-length", "0"))) > limit:
        raise FetchError(address, f"its body is longer than {_size(limit)}")
    try:
        return (
            _up_to(decoded(chunks, coding, limit * 2), limit)
            if cut
            else collected(decoded(chunks, coding, limit), limit)
        )
    except TooLarge:
        grown = "grows past" if coding else "is longer than"
        raise FetchError(address, f"its {'compressed ' if coding else ''}body {grown} {_size(limit)}") from None
    except Undecodable as error:
        raise FetchError(address, str(error)) from None


def _up_to(chunks: Any, limit: int) -> bytes:
    kept = b""
    for chunk in chunks:
        kept += chunk
        if len(kept) >= limit:
            break
    return kept[:limit]


def _header_map(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Names in lower case, values as Latin-1, repeated ones joined by a comma (RFC 9110, 5.3). Of several Locations
    the first counts; servers write it in UTF-8.
    """
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("ascii", "replace").lower(), value.decode("latin-1")
        if key == "location":
            headers.setdefault(key, value.decode("utf-8", "replace"))
        else:
            headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _header_bytes(value: str) -> bytes:
    """A header's value in Latin-1 without what could end the line or isn't in it."""
    return "".join(c for c in value if " " <= c <= "~" or "\xa0" <= c <= "\xff").encode("latin-1")


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 19 else "0"


def _size(limit: int) -> str:
    return f"{limit / MEGABYTE:g} MB" if limit >= MEGABYTE // 10 else f"{limit} bytes"


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _proxy_place(proxy: str | None) -> str | None:
    if proxy is None:
        return None
    parts = urlsplit(proxy)
    return place_of(parts.hostname or "", parts.port or _PROXY_PORT)


def _trusted_roots() -> ssl.SSLContext:
    """The system's certificate roots and certifi's; names are checked, TLS 1.2 at least."""
    context = ssl.create_default_context()
    context.load_verify_locations(load().certifi.where())
    return context
