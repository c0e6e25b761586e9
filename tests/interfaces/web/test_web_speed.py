"""A page of each kind with 10,000 articles in the store takes less than 30 ms of CPU.

``python -m pytest tests/interfaces/web/test_web_speed.py -s`` prints the figures.
"""

from __future__ import annotations

import statistics
import sys
import time

import pytest

from sayso.desk import Desk
from sayso.interfaces.addresses import article_path, story_path
from sayso.interfaces.app import create_app
from sayso.settings import Settings
from sayso.storage.sqlite import SqliteStore
from tests.interfaces.web.asgi_client import SiteClient
from tests.large_store import ARTICLES, NOW

ASKED = 20
BOUND = 0.030


def cpu_seconds(client: SiteClient, path: str) -> float:
    """Median CPU time of a page, the client's own included; the first one (templates, caches) isn't counted."""
    taken = []
    for _ in range(ASKED + 1):
        started = time.process_time()
        response = client.get(path)
        taken.append(time.process_time() - started)
        assert response.status_code == 200, path
    return statistics.median(taken[1:])


@pytest.mark.slow
def test_a_page_takes_less_than_thirty_milliseconds(large_store: SqliteStore) -> None:
    desk = Desk(large_store, Settings(now=NOW))
    assert desk.counts()["articles"] >= ARTICLES
    client = SiteClient(create_app(desk.settings, desk))
    longest, story = desk.stories(2)
    assert (len(longest.articles), len(story.articles)) == (400, 30)
    article = desk.article(story.articles[3]).article
    common = " ".join(article.text.lower().rstrip(".").split()[:2])
    pages = {
        "front": "/",
        "front, page 10": "/?page=10",
        "story of 30 articles": story_path(story.id, story.title),
        "story of 400 articles": story_path(longest.id, longest.title),
        "story of 400 articles, page 3": f"{story_path(longest.id, longest.title)}?page=3",
        "its feed": f"{story_path(longest.id, longest.title)}/feed.atom",
        "story's feed": f"{story_path(story.id, story.title)}/feed.atom",
        "article": article_path(article.id, article.title),
        "article, summary": f"{article_path(article.id, article.title)}?summary=yes",
        "search": f"/search?q={common.replace(' ', '+')}",
        "search in an outlet": f"/search?q={common.split()[0]}&outlet=Paper+3",
        "search, statements": f"/search?q={common.split()[0]}&kind=statement",
        "tag": "/tag/topic7",
        "outlet": "/outlet/paper-3",
        "outlet, page 8": "/outlet/paper-3?page=8",
    }
    figures = {name: cpu_seconds(client, path) for name, path in pages.items()}
    for name, seconds in figures.items():
        sys.stdout.write(f"{name}: {seconds * 1000:.1f} ms CPU\n")
    assert {name: seconds for name, seconds in figures.items() if seconds > BOUND} == {}
