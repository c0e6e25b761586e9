"""The demo: the sample outlets on loopback, followed with the real fetcher, through the whole pipeline."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Iterable

from sayso import sample
from sayso.desk import Desk
from sayso.interfaces.cli.progress import ProgressBar
from sayso.interfaces.cli.serving import serve
from sayso.settings import Settings
from sayso.types import PageOutcome


def run_demo(settings: Settings, progress: ProgressBar, *, serving: bool) -> int:
    """Fills the demo's own store (doubling nothing when it is full already) and serves its site."""
    started = time.monotonic()
    pinned = demo_settings(settings)
    fill(pinned, progress)
    progress.close()
    with Desk.open(pinned.folder, pinned) as desk:
        counts = desk.counts()
    named = ("pages", "articles", "copies", "stories", "statements")
    sys.stdout.write(", ".join(f"{counts[name]} {name}" for name in named))
    sys.stdout.write(f" in {time.monotonic() - started:.1f} s (store: {pinned.folder})\n")
    sys.stdout.flush()
    return serve(pinned) if serving else 0


def demo_settings(settings: Settings) -> Settings:
    """The settings with the demo's own store (unless one is named) and its clock, pinned after its last article."""
    folder = settings.folder if settings.store else settings.folder.with_name("sayso-demo")
    return dataclasses.replace(settings, store=str(folder), now=sample.NOW, sample=True)


def fill(settings: Settings, progress: ProgressBar) -> None:
    """Follows the sample outlets twice: as they first published, and after one of them has corrected an article.

    A full store answers with "not changed" in a second; what a killed run has left undone is done.
    """
    with sample.serve() as server:
        at = f"127.0.0.1:{server.port}"
        reaching = dataclasses.replace(
            settings,
            allow_private=(at,),
            connect_to=tuple(f"{host}:80={at}" for host in server.hosts),
        )
        with Desk.open(settings.folder, reaching) as desk:
            followed = {subscription.address for subscription in desk.subscriptions()}
            strangers = [feed for feed in server.feeds if feed not in followed]
            _exhaust(desk.add(strangers, progress=progress))
            server.stage = 2
            _exhaust(desk.fetch(everything=True, progress=progress))


def _exhaust(outcomes: Iterable[PageOutcome]) -> None:
    for outcome in outcomes:
        if outcome.status == "failed":
            sys.stderr.write(f"{outcome.name}: {outcome.reason}\n")
