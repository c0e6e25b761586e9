"""The room's one place that imports what is heavy: 170 ms of CPU in all, paid at the first fetch or read."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace


@cache
def load() -> SimpleNamespace:
    """The libraries of this room by name: certifi, etree (lxml), fastwarc, feedparser, httpcore, protego."""
    import certifi  # noqa: PLC0415
    import feedparser  # noqa: PLC0415
    import httpcore  # noqa: PLC0415
    import protego  # noqa: PLC0415
    from fastwarc import warc as fastwarc  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    return SimpleNamespace(
        certifi=certifi, etree=etree, fastwarc=fastwarc, feedparser=feedparser, httpcore=httpcore, protego=protego
    )
