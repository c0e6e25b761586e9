"""``python -m sayso`` is ``sayso``."""

from __future__ import annotations

from sayso.interfaces.cli import run

if __name__ == "__main__":
    run()
