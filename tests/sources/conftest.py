"""A real HTTP server on loopback for a test, and a fetcher that may reach it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from local_site import Server, Site, handler_of, policy

from sayso.sources import Fetcher


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = Server(("127.0.0.1", 0), handler_of(site))
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    with Fetcher(policy(site)) as fetcher:
        yield fetcher
