"""A real OpenAI-compatible server on loopback whose answers a test writes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sayso.settings import Settings

Answer = Callable[[BaseHTTPRequestHandler], None]
Drafted = Sequence[tuple[str, Sequence[int]]]


@dataclass
class ModelServer:
    """What was asked (path, headers, body), and what is answered to each."""

    port: int = 0
    answer: Answer = field(default=lambda handler: handler.send_error(500))
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)

    def settings(self, **more: Any) -> Settings:
        given = {"writer_address": f"http://127.0.0.1:{self.port}/v1", "writer_timeout": 5.0, **more}
        return Settings(**given)

    def says(self, content: str, model: str = "tiny") -> None:
        """Answers every request with this message."""
        body = {"object": "chat.completion", "model": model, "choices": [{"message": {"content": content}}]}
        self.sends(json.dumps(body).encode())

    def drafts(self, drafted: Drafted, model: str = "tiny") -> None:
        """Answers every request with these sentences and the numbers of their evidence."""
        self.says(json.dumps({"sentences": [{"text": t, "evidence": list(n)} for t, n in drafted]}), model)

    def sends(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Answers every request with these bytes."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answer = answer


@contextmanager
def serving() -> Iterator[ModelServer]:
    """A running server."""
    server = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            server.asked.append((self.path, dict(self.headers), json.loads(body)))
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
                server.answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server.port = listening.server_address[1]
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
