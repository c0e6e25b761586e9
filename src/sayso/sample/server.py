"""Serves the sample outlets on 127.0.0.1, told apart by their Host header.

Speaks what a polite fetcher needs: ETag, Last-Modified, conditional GET (RFC 9110, section 13), HEAD, robots.txt, 404.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from urllib.parse import urlsplit

_POLL_SECONDS = 0.05  # how long stopping the server may wait


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    content_type: str
    modified: datetime
    etag: str


class SampleServer:
    """The outlets as served: ``port`` on 127.0.0.1, ``hosts`` (domains), ``feeds`` (http://DOMAIN/PATH).

    ``stage`` is 1 while first versions are served; set to 2, corrected versions are, and their feeds say so.
    """

    def __init__(self, port: int) -> None:
        root = resources.files("sayso.sample")
        listed = json.loads(root.joinpath("manifest.json").read_text("utf-8"))
        self.hosts: tuple[str, ...] = tuple(listed["hosts"])
        self.feeds: tuple[str, ...] = tuple(listed["feeds"])
        self.stage = 1
        self._files = {
            (one["host"], one["path"], one["stage"]): _read(root.joinpath(*one["file"].split("/")).read_bytes(), one)
            for one in listed["files"]
        }
        self.http = _Http(("127.0.0.1", port), self)

    @property
    def port(self) -> int:
        """The port it listens on, also when 0 was asked for."""
        return int(self.http.server_address[1])

    def find(self, host: str, path: str) -> _File | None:
        """The file at an address at this stage, or None."""
        for stage in range(self.stage, 0, -1):
            found = self._files.get((host, path, stage))
            if found is not None:
                return found
        return None


def _read(content: bytes, listed: dict[str, str]) -> _File:
    modified = datetime.fromisoformat(listed["modified"]).astimezone(UTC)
    return _File(content, listed["type"], modified, f'"{hashlib.sha256(content).hexdigest()[:20]}"')


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], sample: SampleServer) -> None:
        super().__init__(address, _Handler)
        self.sample = sample


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "sayso-sample"
    timeout = 10
    server: _Http

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: a demo's terminal belongs to its progress bar."""

    def _answer(self, *, with_body: bool) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        found = self.server.sample.find(host, urlsplit(self.path).path)
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain"}, b"Not found\n", with_body)
            return
        headers = {"ETag": found.etag, "Last-Modified": format_datetime(found.modified, usegmt=True)}
        if self._is_unchanged(found):
            self._send(HTTPStatus.NOT_MODIFIED, headers, b"", with_body=False)
            return
        self._send(HTTPStatus.OK, headers | {"Content-Type": found.content_type}, found.content, with_body)

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes, with_body: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _is_unchanged(self, found: _File) -> bool:
        """If-None-Match counts before If-Modified-Since (RFC 9110, section 13.2.2)."""
        asked = self.headers.get("If-None-Match")
        if asked is not None:
            tags = [tag.strip().removeprefix("W/") for tag in asked.split(",")]
            return found.etag in tags or "*" in tags
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return found.modified <= parsedate_to_datetime(since)
        except (ValueError, TypeError):  # a date that can't be read, or has no zone, asks for the whole page
            return False


@contextmanager
def serve(port: int = 0) -> Iterator[SampleServer]:
    """Serves the sample outlets while the block runs; ``port`` 0 takes a free one. Raises OSError when it's taken."""
    sample = SampleServer(port)
    thread = threading.Thread(target=sample.http.serve_forever, args=(_POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield sample
    finally:
        sample.http.shutdown()
        thread.join()
        sample.http.server_close()
