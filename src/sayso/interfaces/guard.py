"""The gate before every page: who may ask, how much, and what browsers may do with the answer.

One ASGI layer outside all others, so that errors pass through it too. Methods: the Host allow-list against DNS
rebinding, Origin and Fetch Metadata (W3C) against cross-site requests, Content Security Policy Level 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MAX_BODY = 65_536
"""Bytes of a request's body: 4,000 characters at 4 bytes, each percent-encoded (3), and the name."""
MAX_TARGET = 4_096
"""Characters of a path with its query."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": with it browsers send "Origin: null" with our own forms (Fetch, "append a request Origin
    # header"), and where Fetch Metadata isn't sent (plain HTTP by name) no comment could be told from an attack.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
UNCACHED = "private, no-cache"

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?\Z")
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Refused(Exception):
    """A request that isn't served: its status and the line that says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason


class Guard:
    """Lets a request through to ``app`` when it may be served, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, allowed_hosts: Iterable[str] = ()) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in (*LOOPBACK, *allowed_hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head_only = scope["method"] == "HEAD"
        guarded = _with_headers(send, head_only=head_only)
        try:
            check_request(scope["method"], _target_length(scope), Headers(scope=scope), self.hosts)
        except Refused as refused:
            await PlainTextResponse(refused.reason + "\n", refused.status)(scope, receive, guarded)
            return
        if head_only:
            scope = {**scope, "method": "GET"}
        await self.app(scope, receive, guarded)


def check_request(method: str, target_length: int, headers: Headers, hosts: frozenset[str]) -> None:
    """Whether a request may be served; pure. Raises Refused with the status and the reason."""
    if target_length > MAX_TARGET:
        raise Refused(414, "The address is too long.")
    if not is_known_host(headers.getlist("host"), hosts):
        raise Refused(421, "This name is not one of this site's: see the setting allowed_hosts.")
    if method in _READING:
        if is_foreign_subresource(headers):
            raise Refused(403, "Another site's page asked for this. Open it in a window of its own.")
        return
    if not is_same_origin(headers):
        raise Refused(403, "Only the site's own pages may send this.")
    declared = headers.get("content-length")
    if declared is None or not declared.isdigit():  # forms always say it; then the server reads no more than that
        raise Refused(411, "The length of what is sent must be given.")
    if int(declared) > MAX_BODY:
        raise Refused(413, f"More than {MAX_BODY} bytes.")


def is_known_host(given: list[str], hosts: frozenset[str]) -> bool:
    """Whether there is one Host, and it is one of ours, on any port (against DNS rebinding the name is what counts)."""
    match = _HOST.match(given[0]) if len(given) == 1 else None
    return match is not None and match["name"].lower() in hosts


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a write comes from our own pages: Fetch Metadata and Origin, each where sent; at least one of them."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None and origin is None:
        return False
    if site is not None and site != "same-origin":
        return False
    return origin is None or _netloc(origin) == headers.get("host", "").lower()


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def is_foreign_subresource(headers: Mapping[str, str]) -> bool:
    """Whether another site's page embeds, loads or frames this, in place of leading a reader here."""
    if headers.get("sec-fetch-site") not in {"cross-site", "same-site"}:
        return False
    return headers.get("sec-fetch-mode") != "navigate" or headers.get("sec-fetch-dest") not in {None, "document"}


def _target_length(scope: Scope) -> int:
    return len(scope.get("raw_path") or scope["path"]) + len(scope.get("query_string", b""))


def _with_headers(send: Send, *, head_only: bool) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", UNCACHED)
        elif head_only and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return guarded
