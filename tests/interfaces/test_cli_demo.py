"""The demo's own care: what a killed run left undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import sample
from sayso.desk import Desk
from sayso.interfaces.cli.demo import demo_settings, fill
from sayso.interfaces.cli.progress import ProgressBar
from sayso.settings import Settings
from sayso.types import Subscription


@pytest.mark.enable_socket
def test_a_demo_that_was_killed_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sample.SampleServer.__init__

    def with_one_feed(server: sample.SampleServer, port: int) -> None:
        whole(server, port)
        server.feeds = tuple(feed for feed in server.feeds if "elfaro" in feed)

    monkeypatch.setattr(sample.SampleServer, "__init__", with_one_feed)
    with sample.serve() as server:
        (feed,) = server.feeds
    settings = demo_settings(Settings(store=str(tmp_path)))
    with Desk.open(settings.folder, settings) as desk:
        desk.store.subscribe(Subscription(feed))  # followed, and killed before its pages came
    fill(settings, ProgressBar(quiet=True))
    with Desk.open(settings.folder, settings) as desk:
        assert desk.counts()["articles"] > 3
        assert desk.counts()["stories"]
