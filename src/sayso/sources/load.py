"""The room's one place that imports what is heavy: 170 ms of CPU in all, paid at the first fetch or read."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace


@cache
def load() -> SimpleNamespace:
    """The libraries of this room by name: certifi, etree (lxml), fastwarc, feedparser, httpcore, protego."""
    import certifi
    import feedparser
    import httpcore
    import protego
    from fastwarc import warc as fastwarc
    from lxml import etree

    return SimpleNamespace(
        certifi=certifi, etree=etree, fastwarc=fastwarc, feedparser=feedparser, httpcore=httpcore, protego=protego
    )
