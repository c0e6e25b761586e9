"""The demo's site on loopback, and what a browser's page is watched for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import uvicorn
from playwright.sync_api import ConsoleMessage, Page, Request

from sayso.desk import Desk
from sayso.interfaces.addresses import article_path, news_path, span_path, story_path, subject_path, tag_path
from sayso.interfaces.app import create_app
from sayso.settings import Settings

CHROMIUM_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PHONE, DESK = (390, 844), (1280, 900)

Visit = Callable[..., AbstractContextManager[Page]]


@dataclass(frozen=True, slots=True)
class Site:
    """The running site and the addresses of a page of each kind."""

    at: str
    pages: dict[str, str]
    desk: Desk


@dataclass
class Seen:
    """What a browser's page did beside showing itself (no slots: Playwright hangs its own mark on a listener)."""

    at: str
    foreign: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        if not request.url.startswith(f"{self.at}/"):
            self.foreign.append(request.url)

    def message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(message.text)


@contextmanager
def serving(settings: Settings) -> Iterator[Site]:
    """The site on a port of its own, in a thread."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    app = create_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="site")
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        desk: Desk = app.state.desk
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", pages_of(desk), desk)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def pages_of(desk: Desk) -> dict[str, str]:
    """The address of a page of each kind; the story is the front page's first."""
    view = desk.story(desk.stories(1)[0].id)
    assert view.explainer is not None
    story = story_path(view.story.id, view.story.title)
    first = view.explainer.lines[0].support[0]
    article = next(article for article, _ in view.members if article.id == first.article)
    plain = article_path(article.id, article.title)
    spanish = next(a for s in desk.stories(100) for a in desk.headlines(s.articles) if a.language == "es")
    edited = next(a for s in desk.stories(100) for a in desk.headlines(s.articles) if desk.edits(a.id))
    return {
        "front": "/",
        "story": story,
        "families": f"{story}/sources",
        "news": news_path(view.story.id, view.story.title, "2026-03-10"),
        "subject": subject_path(desk.with_pages(view.explainer.subjects)[0]),
        "answers": f"{story}?ask=How+many+people+have+died%3F",
        "article": span_path(first, article.title),
        "article-edited": article_path(edited.id, edited.title),
        "article-asked": f"{plain}?summary=yes&ask=Who+painted+the+moon%3F",
        "article-spanish": article_path(spanish.id, spanish.title),
        "search": "/search?q=ferry&outlet=Meridian+Wire",
        "statements": "/search?q=ferry&kind=statement",
        "tag": tag_path(desk.article(article.id).hashtags[0]),
        "outlet": "/outlet/meridian-wire",
        "not-found": "/nothing/here",
    }
