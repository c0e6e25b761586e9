from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.protocols import Store
from sayso.storage import open_store

# A second engine joins the contract here: a name, and a function from an empty folder to a store.
ENGINES: dict[str, Callable[[Path], Store]] = {
    "sqlite": lambda folder: open_store(folder / "store"),
    "memory": lambda _: open_store(":memory:"),
}


@pytest.fixture(params=list(ENGINES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with ENGINES[request.param](tmp_path) as opened:
        yield opened
        assert opened.check() == []
