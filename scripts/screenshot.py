"""Takes docs/images/story.png, the README's picture, from the demo with Chromium: ``python scripts/screenshot.py``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGE = Path(__file__).resolve().parents[1] / "docs" / "images" / "story.png"
STORY = "New cases slow in Calder Haven"
PORT = "8917"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


def main() -> int:
    """Serves the demo over a store of its own and takes the picture."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sayso", "demo", "--quiet", "--store", f"{folder}/demo", "--port", PORT]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo:
            assert demo.stdout is not None
            address = next(word for line in demo.stdout for word in line.split() if word.startswith("http"))
            try:
                _take(address)
            finally:
                demo.terminate()
    print(f"{IMAGE}: {IMAGE.stat().st_size // 1000} kB")
    return 0


def _take(address: str) -> None:
    IMAGE.parent.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        page = browser.new_page(viewport={"width": 860, "height": 1180})
        page.goto(address)
        page.get_by_role("link", name=STORY).first.click()
        page.screenshot(path=IMAGE)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
