"""A client of the site over the small newsroom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.desk import Desk
from sayso.interfaces.app import create_app
from tests.interfaces.web.asgi_client import SiteClient
from tests.interfaces.web.web_material import SETTINGS, small_newsroom


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Desk]:
    """Read only; a test that writes makes its own."""
    with small_newsroom() as desk:
        yield desk


@pytest.fixture(scope="session")
def client(newsroom: Desk) -> SiteClient:
    return SiteClient(create_app(SETTINGS, newsroom))


@pytest.fixture
def own_desk() -> Iterator[Desk]:
    with small_newsroom() as desk:
        yield desk


@pytest.fixture
def own_client(own_desk: Desk) -> SiteClient:
    return SiteClient(create_app(SETTINGS, own_desk))
