"""A client that asks an ASGI application directly: one request, one answer, no sockets and no redirects followed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlencode

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope


@dataclass(frozen=True, slots=True)
class Answer:
    status_code: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")


class SiteClient:
    """Asks ``app`` as if it listened at ``host``. An error that is answered, then raised again, is the log's."""

    def __init__(self, app: ASGIApp, host: str = "127.0.0.1:8000") -> None:
        self.app = app
        self.host = host

    def get(
        self, path: str, headers: Mapping[str, str] | None = None, params: Mapping[str, str] | None = None
    ) -> Answer:
        return self.request("GET", f"{path}?{urlencode(params)}" if params else path, headers)

    def post(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        body = urlencode(form).encode()
        sent = {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}
        return self.request("POST", path, {**sent, **(headers or {})}, body)

    def request(self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
        scope = self._scope(method, path, {"host": self.host, **(headers or {})})
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            messages.append(message)

        async def ask() -> None:
            await self.app(scope, receive, send)

        try:
            asyncio.run(ask())
        except Exception:
            if not messages:
                raise
        start, *rest = messages
        content = b"".join(message.get("body", b"") for message in rest)
        return Answer(start["status"], Headers(raw=start["headers"]), content)

    def _scope(self, method: str, path: str, headers: Mapping[str, str]) -> Scope:
        raw, _, query = path.partition("?")
        name, _, port = self.host.rpartition(":") if ":" in self.host else (self.host, "", "80")
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote_to_bytes(raw).decode("utf-8", "replace"),
            "raw_path": quote(raw, safe="/%").encode(),
            "query_string": query.encode("utf-8"),
            "root_path": "",
            "headers": [(key.lower().encode(), value.encode()) for key, value in headers.items()],
            "server": (name, int(port)),
            "client": ("127.0.0.1", 50_000),
        }
