"""Starts the site. The web application itself is loaded here and nowhere else on the command line."""

from __future__ import annotations

import threading

from sayso.desk import Desk
from sayso.settings import Settings


def serve(settings: Settings, *, work: bool = False) -> int:
    """Serves the site until interrupted; ``work``: polls and works in the background too."""
    from sayso.interfaces.app import run_site  # noqa: PLC0415 - fastapi and jinja2 take half a second to load

    if work:
        threading.Thread(target=_work, args=(settings,), name="worker", daemon=True).start()
    run_site(settings)
    return 0


def _work(settings: Settings) -> None:
    with Desk.open(settings.folder, settings) as desk:
        desk.work_for_ever()
