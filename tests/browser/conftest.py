"""A Chromium that talks to nobody but the demo's site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sayso.settings import Settings
from tests.browser.browser_site import CHROMIUM_ARGUMENTS, DESK, Seen, Site, Visit, serving


@pytest.fixture(scope="session")
def site(demo_store: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo's site over a copy of its store, since comments are posted."""
    folder = tmp_path_factory.mktemp("site") / "store"
    shutil.copytree(demo_store.folder, folder)
    with serving(replace(demo_store, store=str(folder))) as running:
        yield running


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, browser: Browser) -> Visit:
    """``with visit(...) as page``: a page of a fresh profile; afterwards nothing foreign was asked for, and the console
    is free of errors (where violations of the Content Security Policy are told) but for the ``expected`` one.
    """

    @contextmanager
    def opened(
        size: tuple[int, int] = DESK, *, dark: bool = False, scripts: bool = True, expected: str = ""
    ) -> Iterator[Page]:
        seen = Seen(site.at)
        context = browser.new_context(
            base_url=site.at,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        page = context.new_page()
        context.on("request", seen.request)
        page.on("console", seen.message)
        page.on("pageerror", lambda error: seen.console.append(str(error)))
        yield page
        context.close()
        assert seen.foreign == []
        assert [line for line in seen.console if not expected or expected not in line] == []

    return opened


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: the folder that SAYSO_SCREENSHOTS names, else a temporary one."""
    named = os.environ.get("SAYSO_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
