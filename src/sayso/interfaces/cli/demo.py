"""The demo: the sample outlets on loopback, followed with the real fetcher, through the whole pipeline."""

from __future__ import annotations

import dataclasses
import sys
import time

from sayso import sample
from sayso.desk import Desk
from sayso.interfaces.cli.progress import ProgressBar
from sayso.interfaces.cli.serving import serve
from sayso.settings import Settings


def run_demo(settings: Settings, progress: ProgressBar, *, serving: bool) -> int:
    """Fills the demo's own store (doubling nothing when it is full already) and serves its site."""
    started = time.monotonic()
    folder = settings.folder if settings.store else settings.folder.with_name("sayso-demo")
    pinned = dataclasses.replace(settings, store=str(folder), now=sample.NOW, sample=True)
    fill(pinned, progress)
    progress.close()
    with Desk.open(folder, pinned) as desk:
        counts = desk.counts()
    named = ("pages", "articles", "copies", "stories", "statements")
    sys.stdout.write(", ".join(f"{counts[name]} {name}" for name in named))
    sys.stdout.write(f" in {time.monotonic() - started:.1f} s (store: {folder})\n")
    sys.stdout.flush()
    return serve(pinned) if serving else 0


def fill(settings: Settings, progress: ProgressBar) -> None:
    """Follows the sample outlets twice: as they first published, and after one of them has corrected an article."""
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
            if strangers:
                _exhaust(desk.add(strangers, progress=progress))
                server.stage = 2
                _exhaust(desk.fetch(everything=True, progress=progress))


def _exhaust(outcomes: object) -> None:
    for outcome in outcomes:  # type: ignore[attr-defined]
        if outcome.status == "failed":
            sys.stderr.write(f"{outcome.name}: {outcome.reason}\n")
