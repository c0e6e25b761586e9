"""Pages are fetched again, and what an edit changed is told, from the feed to the page and the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sayso import worker
from sayso.contract import edit_json
from sayso.desk import Desk
from sayso.settings import Settings
from sayso.storage import open_store
from sayso.text import iso
from sayso.types import Subscription
from tests.interfaces.newsstand import html_page
from tests.sources.local_site import Site, serving

NOW = datetime(2026, 3, 11, 14, tzinfo=UTC)
TOLD = "The ferry had 12 people aboard, the coastguard said."
TOLD_LATER = "The ferry had 31 people aboard, the coastguard said."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def feed_of(*addresses: str) -> bytes:
    items = "".join(f"<item><title>A</title><link>{address}</link></item>" for address in addresses)
    return f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()


def settings_for(site: Site) -> Settings:
    return Settings(allow_private=(site.place,), robots=False)


def follow(desk: Desk, site: Site, now: datetime) -> list[str]:
    """Polls what is due at a time; what became of each page."""
    with desk.store.writing():
        found = list(worker.poll_due(desk.store, settings_for(site), now))
        worker.work_once(desk.store, settings_for(site), now)
    return [outcome.status for outcome in found]


@pytest.mark.enable_socket
def test_a_page_of_a_feed_is_looked_at_again_after_an_hour_a_day_and_a_week(site: Site) -> None:
    site.put("/feed", feed_of(site.at("/1")))
    site.put("/1", html_page(1, more=TOLD).encode(), Content_Type="text/html")
    with Desk(open_store(":memory:"), settings_for(site)) as desk:
        desk.store.subscribe(Subscription(site.at("/feed")))
        assert follow(desk, site, NOW) == ["added"]
        looks = 0
        for hours in (0.5, 1, 2, 23, 24, 25, 167, 168, 169, 500):
            before = site.paths().count("/1")
            follow(desk, site, NOW + timedelta(hours=hours))
            looks += site.paths().count("/1") - before
            assert looks == sum(hours >= due for due in (1, 24, 168)), hours


@pytest.mark.enable_socket
def test_an_edit_is_found_and_told_with_both_texts(site: Site) -> None:
    site.put("/feed", feed_of(site.at("/1"), site.at("/2")))
    site.put("/1", html_page(1, more=TOLD).encode(), Content_Type="text/html")
    site.put("/2", html_page(2).encode(), Content_Type="text/html")
    with Desk(open_store(":memory:"), settings_for(site)) as desk:
        desk.store.subscribe(Subscription(site.at("/feed")))
        follow(desk, site, NOW)
        article = desk.store.find_article(site.at("/1")) or ""
        assert desk.edits(article) == ()
        site.put("/1", html_page(1, more=TOLD_LATER).encode(), Content_Type="text/html")
        later = NOW + timedelta(hours=1)
        assert sorted(follow(desk, site, later)) == ["changed", "unchanged"]
        (edit,) = desk.edits(article)
        assert edit.seen == iso(later)
        told = json.loads(json.dumps(edit_json(article, edit, desk.text_of)))
        (change,) = told["changes"]
        assert (change["kind"], change["before"]["text"], change["after"]["text"]) == ("figure", TOLD, TOLD_LATER)
        assert (change["old"]["text"], change["new"]["text"]) == ("12", "31")
        assert desk.article(article).edits == (edit,)
        (news,) = desk.news(iso(NOW))
        assert (news.articles, news.changes, news.lines) == ((), edit.changes, ())
        assert list(desk.news(iso(later))) == []


@pytest.mark.enable_socket
def test_a_page_that_is_gone_is_withdrawn_and_a_failure_is_a_problem(site: Site) -> None:
    site.put("/feed", feed_of(site.at("/1"), site.at("/2")))
    for number in (1, 2):
        site.put(f"/{number}", html_page(number).encode(), Content_Type="text/html")
    with Desk(open_store(":memory:"), settings_for(site)) as desk:
        desk.store.subscribe(Subscription(site.at("/feed")))
        follow(desk, site, NOW)
        gone = desk.store.find_article(site.at("/1")) or ""
        site.put("/1", status=410)
        site.put("/2", status=503)
        assert follow(desk, site, NOW + timedelta(hours=1)) == ["failed", "failed"]
        assert desk.store.article_state(gone).value == "withdrawn"
        assert {problem.what for problem in desk.problems()} == {site.at("/1"), site.at("/2")}
        assert desk.store.due_looks(iso(NOW + timedelta(hours=2)), 9) == []


@pytest.mark.enable_socket
def test_without_hours_nothing_is_looked_at_again(site: Site) -> None:
    site.put("/feed", feed_of(site.at("/1")))
    site.put("/1", html_page(1).encode(), Content_Type="text/html")
    with open_store(":memory:") as store:
        store.subscribe(Subscription(site.at("/feed")))
        never = Settings(allow_private=(site.place,), robots=False, look_again=())
        assert [one.status for one in worker.poll_due(store, never, NOW)] == ["added"]
        assert store.due_looks("2030-01-01T00:00:00Z", 9) == []
