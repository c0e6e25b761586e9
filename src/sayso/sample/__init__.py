"""The sample newsroom: ten fictional outlets, written for sayso and served on loopback.

Everything here is package data built by ``evaluation/newsroom/build.py``; this package reads and serves it with the
standard library alone.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from sayso.sample.server import SampleServer, serve

__all__ = ["NOW", "SampleServer", "articles", "serve"]


def _manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.files(__name__).joinpath("manifest.json").read_text("utf-8"))
    return found


NOW: str = _manifest()["now"]
"""The newsroom's present: two hours after its last article, ISO 8601 UTC."""


def articles() -> list[dict[str, Any]]:
    """Every article, oldest first.

    Keys: id (STORY/NN-OUTLET), address (None for a text that stands only inside another's page), title, story,
    relation, copy_of (an id), published, language, outlet (whose site it is), credited (the outlet that an
    aggregator's page and feed name as the true one, else None), family (the owner), authors, embedded (ids of the
    articles inside its page), versions (1 or 2).
    """
    listed: list[dict[str, Any]] = _manifest()["articles"]
    return listed
