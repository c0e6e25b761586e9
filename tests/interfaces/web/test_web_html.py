"""Every kind of page is HTML without a parse error (html5lib's strict parser), and looks as it did (snapshots).

``SAYSO_SNAPSHOTS=write pytest tests/interfaces/web/test_web_html.py`` writes the snapshots anew; look at the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import html5lib
import pytest

from sayso.desk import Desk
from sayso.interfaces.addresses import article_path, span_path, story_path
from sayso.interfaces.app import create_app
from sayso.settings import Settings
from sayso.text import version_of
from tests.interfaces.web.asgi_client import SiteClient
from tests.interfaces.web.web_material import BAD_TITLE, BOATS, COPY, EARLIER_TEXT, HOSTILE, OWN, WIRE, WITHDRAWN, span

SNAPSHOTS = Path(__file__).parent / "snapshots"
BRIDGE = "/story/s1-bridge-to-close-on-friday"
ARTICLE = article_path(WIRE.id, WIRE.title)
PAGES = {
    "front": "/",
    "story": BRIDGE,
    "story-asked": f"{BRIDGE}?ask=Who+painted+the+moon%3F",
    "news": f"{BRIDGE}/new?since=2031-05-01",
    "news-none": f"{BRIDGE}/new?since=2031-05-04T12:00:00Z",
    "news-hostile": f"{story_path('s2', BAD_TITLE)}/new?since=2031-01-01",
    "families": f"{BRIDGE}/sources",
    "story-hostile": story_path("s2", BAD_TITLE),
    "article": ARTICLE,
    "article-span": span_path(span(WIRE, BOATS), WIRE.title).partition("#")[0],
    "article-earlier": f"{ARTICLE}?version={version_of(EARLIER_TEXT)}",
    "article-commented": f"{ARTICLE}?comment=held",
    "article-copy": article_path(COPY.id, COPY.title),
    "article-spanish": article_path(OWN.id, OWN.title),
    "article-hostile": article_path(HOSTILE.id, BAD_TITLE),
    "article-withdrawn": article_path(WITHDRAWN.id, WITHDRAWN.title),
    "article-removed": "/article/a00000000008-gone",
    "subject": "/what-is/Harbour%20Bridge",
    "subject-declined": "/what-is/Ilse%20Brandt",
    "tag": "/tag/harbourbridge",
    "tag-declined": "/tag/ilsebrandt",
    "outlet": "/outlet/quay-wire",
    "search": "/search?q=bridge",
    "search-statements": "/search?q=bridge&kind=statement&outlet=Quay+Wire",
    "search-nothing": "/search?q=zebra",
    "not-found": "/nothing",
    "bad-request": "/?page=x",
}


def normalised(html: str) -> str:
    """Without the hashes of static files, white space at line ends, and empty lines."""
    html = re.sub(r"(/static/\w+)\.[0-9a-f]{10}\.", r"\1.HASH.", html)
    return "".join(f"{line.rstrip()}\n" for line in html.splitlines() if line.strip())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(client: SiteClient, name: str) -> None:
    html = normalised(client.get(PAGES[name]).text)
    file = SNAPSHOTS / f"{name}.html"
    if os.environ.get("SAYSO_SNAPSHOTS") == "write":
        file.write_text(html, "utf-8")
    assert file.read_text("utf-8") == html


def test_no_snapshot_is_left_over() -> None:
    assert {file.stem for file in SNAPSHOTS.iterdir()} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_html_without_errors(client: SiteClient, name: str) -> None:
    parse(client.get(PAGES[name]).text)


def parse(html: str) -> None:
    html5lib.HTMLParser(strict=True).parse(html)
    assert html.startswith('<!doctype html>\n<html lang="en">')
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert sorted(set(ids)) == sorted(ids)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1


# --- the demo's pages -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(demo_store: Settings) -> Iterator[SiteClient]:
    with Desk.open(demo_store.folder, demo_store) as desk:
        yield SiteClient(create_app(demo_store, desk))


@pytest.mark.slow
def test_the_demos_pages_are_html_without_errors(demo: SiteClient) -> None:
    desk: Desk = demo.app.state.desk  # type: ignore[attr-defined]
    paths = ["/", "/?page=2", "/search?q=fever", "/search?q=fever&kind=statement", "/outlet/meridian-wire"]
    for story in desk.stories(6):
        paths += [story_path(story.id, story.title), *(f"/article/{article}" for article in story.articles[:2])]
    for path in paths:
        response = demo.get(path)
        while response.status_code == 301:
            response = demo.get(response.headers["location"])
        assert response.status_code == 200
        parse(response.text)


@pytest.mark.slow
def test_every_sentence_of_the_demos_stories_leads_to_its_own_words(demo: SiteClient) -> None:
    """Promise 2 on the page: what is marked at a line's first link is the line, square brackets undone."""
    desk: Desk = demo.app.state.desk  # type: ignore[attr-defined]
    checked = 0
    for story in desk.stories(5):
        view = desk.story(story.id)
        assert view.explainer is not None
        titles = {article.id: article.title for article, _ in view.members}
        for line in view.explainer.lines:
            first = line.support[0]
            html = demo.get(span_path(first, titles[first.article]).partition("#")[0]).text
            marked = "".join(re.findall(r"<mark[^>]*>([^<]*)</mark>", html))
            text = desk.text_of(first.article, first.version) or ""
            assert unescape(marked) == text[first.start : first.end].replace("\n", "")
            if "[" not in line.sentence:
                assert unescape(marked) == line.sentence
            checked += 1
    assert checked > 20
