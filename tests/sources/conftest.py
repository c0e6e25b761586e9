"""A real HTTP server on loopback for a test, and a fetcher that may reach it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.sources import Fetcher
from tests.sources.local_site import Site, policy, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    with Fetcher(policy(site)) as fetcher:
        yield fetcher
