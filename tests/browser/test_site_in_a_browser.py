"""The demo's pages in Chromium: accessible, silent, usable by keyboard and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.browser_site import DESK, PHONE, Site, Visit

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.slow]

NOT_FOUND = "404 (Not Found)"  # the browser's own line about the page that isn't there


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_have_no_accessibility_fault_and_fit_the_screen(
    visit: Visit, site: Site, screenshots: Path, size: tuple[int, int], dark: bool
) -> None:
    axe = Axe()
    with visit(size, dark=dark, expected=NOT_FOUND) as page:
        for name, path in site.pages.items():
            page.goto(path)
            _unfold(page)
            found = axe.run(page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size[0], f"{name} is wider than the screen"
            kind = f"{name}-{'phone' if size == PHONE else 'desk'}-{'dark' if dark else 'light'}"
            page.screenshot(path=screenshots / f"{kind}.png", full_page=True)


def _unfold(page: Page) -> None:
    for number in range(page.locator("main details").count()):
        page.locator("main details").nth(number).evaluate("fold => { fold.open = true }")


def test_a_keyboard_goes_from_the_front_page_to_the_words(visit: Visit) -> None:
    with visit() as page:
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to the main part")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        first = page.locator(".stories h2 a").first
        expect(first).to_be_focused()
        title = first.inner_text()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(title)
        cite = page.locator(".told a.cite").first
        for _ in range(40):
            page.keyboard.press("Tab")
            if cite.evaluate("link => link === document.activeElement"):
                break
        expect(cite).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("mark#span")).to_be_in_viewport()


def test_focus_is_seen(visit: Visit) -> None:
    with visit() as page:
        page.goto("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        outline = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle")
        assert outline == "solid"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_forms_work_with_and_without_scripts(visit: Visit, site: Site, scripts: bool) -> None:
    with visit(PHONE, scripts=scripts) as page:
        page.goto(site.pages["article"].partition("?")[0])
        page.get_by_role("button", name="Summarise").click()
        expect(page.locator("#summary")).to_be_visible()
        page.get_by_label("Ask this article").fill("Who painted the moon?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("The article doesn’t say.")).to_be_visible()
        expect(page.get_by_role("button", name="Listen")).to_be_visible(visible=scripts)

        page.get_by_text("Write a comment").click()
        page.get_by_label("Name").fill("Ada")
        page.get_by_label("Comment", exact=True).fill(f"With scripts: {scripts}")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Your comment waits for approval")).to_be_visible()
        assert site.desk.comments("held")[-1].body == f"With scripts: {scripts}"

        page.get_by_role("search").get_by_role("searchbox").fill("ferry strike")
        page.get_by_role("search").get_by_role("button").click()
        expect(page.locator(".articles h3").first).to_be_visible()


def test_listening_uses_the_browsers_own_voice(visit: Visit, site: Site) -> None:
    with visit() as page:
        page.goto(site.pages["article-spanish"])
        page.evaluate("() => { window.spoken = []; speechSynthesis.speak = words => spoken.push(words) }")
        page.get_by_role("button", name="Listen").click()
        expect(page.locator("#listen")).to_have_text("Stop")
        assert page.evaluate("window.spoken[0].text") == page.locator("h1").inner_text()
        assert page.evaluate("window.spoken[1].lang") == "es"
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("#listen")).to_have_text("Listen")


ATTACK = """async ([site, article]) => {
    const read = await fetch(`${site}/api/v1/stories`).then(() => "read", () => "refused");
    const form = new URLSearchParams({author: "E", comment: "spam"});
    await fetch(`${site}${article}/comments`, {method: "POST", mode: "no-cors", body: form}).catch(() => null);
    const image = await new Promise(done => {
        const script = document.createElement("script");
        script.onload = () => done("loaded");
        script.onerror = () => done("refused");
        script.src = `${site}/api/v1/stories`;
        document.head.append(script);
    });
    return [read, image];
}"""


def test_another_sites_page_can_neither_read_nor_write_nor_frame(browser: Browser, site: Site) -> None:
    article = site.pages["article"].partition("?")[0]
    before = len(site.desk.comments())
    page = browser.new_page()
    frame = f'<!doctype html><title>evil</title><iframe src="{site.at}/"></iframe>'
    page.route("http://evil.example/", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto("http://evil.example/")
    assert page.evaluate(ATTACK, [site.at, article]) == ["refused", "refused"]
    assert len(site.desk.comments()) == before
    assert "Stories" not in page.frames[1].content()
    page.close()
