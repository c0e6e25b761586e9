"""What all tests share."""

from __future__ import annotations

import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; the test is skipped where there is none, but never in CI."""
    if CHROMIUM is None:
        assert not os.environ.get("SAYSO_CI"), "CI must have Chromium"
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return CHROMIUM
