"""Following feeds over a real server: what is new, what failed, when it is asked again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import FetchError, RefusedAddress
from sayso.sources import Fetcher, fetch_page, looks_like_feed, poll, poll_all, revisit_all
from sayso.sources.schedule import DAY, after_failure, after_success
from sayso.text import instant
from sayso.types import Page, Subscription
from tests.sources.local_site import Site, policy

NOW = "2025-07-02T10:00:00Z"


def seconds_until_due(subscription: Subscription) -> float:
    due, now = instant(subscription.next_due), instant(NOW)
    assert due is not None
    assert now is not None
    return (due - now).total_seconds()


def nothing_seen(_address: str, _modified: str | None) -> bool:
    return False


def feed_of(*items: str) -> bytes:
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>Courier</title>{''.join(items)}</channel></rss>"
    ).encode()


def item(link: str, title: str = "A", full: str = "") -> str:
    content = f"<content:encoded><![CDATA[{full}]]></content:encoded>" if full else ""
    return f"<item><title>{title}</title><link>{link}</link>{content}<source url='https://g.example/'>Gazette</source></item>"


@pytest.mark.enable_socket
class TestFeeds:
    def test_new_entries_become_pages_with_hints(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", feed_of(item("/1"), item("/2"), item("/1")), ETag='"v1"', Last_Modified="Tue, 01 Jul 2025")
        site.put("/1", b"<p>one", Content_Type="text/html; charset=windows-1252")
        site.put("/2", b"two", Content_Type="text/plain")
        visit = poll(Subscription(site.at("/feed")), fetcher, lambda address, _: address.endswith("/9"), NOW)
        one, two = visit.pages
        assert (one.name, one.address, one.content, one.charset) == (
            site.at("/1"),
            site.at("/1"),
            b"<p>one",
            "windows-1252",
        )
        assert (one.outlet, one.feed, one.fetched, one.kind) == ("Gazette", site.at("/feed"), NOW, "html")
        assert one.hints is not None
        assert one.hints.title == "A"
        assert two.kind == "text"
        after = visit.subscription
        assert (after.title, after.etag, after.last_modified) == ("Courier", '"v1"', "Tue, 01 Jul 2025")
        assert (after.last_outcome, after.failures, after.last_fetched) == ("2 new", 0, NOW)
        assert visit.present == (site.at("/1"), site.at("/2"))

    def test_not_modified(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", status=304)
        visit = poll(Subscription(site.at("/feed"), etag='"v1"', failures=3), fetcher, nothing_seen, NOW)
        assert visit.pages == ()
        assert (visit.subscription.last_outcome, visit.subscription.etag) == ("not changed", '"v1"')
        assert visit.subscription.failures == 0

    def test_seen_entries_are_not_fetched_again_unless_changed(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", feed_of(item("/1"), item("/2")))
        site.put("/2", b"two")
        asked: list[tuple[str, str | None]] = []

        def seen(address: str, modified: str | None) -> bool:
            asked.append((address, modified))
            return address.endswith("/1")

        visit = poll(Subscription(site.at("/feed")), fetcher, seen, NOW)
        assert [page.address for page in visit.pages] == [site.at("/2")]
        assert asked == [(site.at("/1"), None), (site.at("/2"), None)]
        assert "/1" not in site.paths()

    def test_the_feeds_own_text_where_the_page_cannot_be_had(self, site: Site, fetcher: Fetcher) -> None:
        full = "<p>The bridge was closed at dawn &amp; stays so.</p>"
        site.put("/feed", feed_of(item("/paid", "Bridge & all", full).replace("& all", "&amp; all"), item("/none")))
        site.put("/paid", b"pay first", status=402)
        site.put("/none", status=404)
        visit = poll(Subscription(site.at("/feed")), fetcher, nothing_seen, NOW)
        (page,) = visit.pages
        assert (page.name, page.address, page.kind, page.charset) == (
            site.at("/paid"),
            site.at("/paid"),
            "html",
            "utf-8",
        )
        assert full.encode() in page.content
        assert b"<h1>Bridge &amp; all</h1>" in page.content
        assert [one.reason for one in visit.problems] == ["HTTP 404 (not found)"]
        assert visit.missing == ((site.at("/none"), 404),)
        assert visit.subscription.last_outcome == "1 new, 1 failed"

    def test_an_entry_without_an_address_is_its_own_page(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", feed_of("<item><title>No link</title></item>", item("", "Port shut", "<p>It is shut.</p>")))
        (page,) = poll(Subscription(site.at("/feed")), fetcher, nothing_seen, NOW).pages
        assert (page.name, page.address) == (site.at("/feed") + "#Port shut", None)

    def test_entries_that_may_yet_come_keep_the_old_validators(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", feed_of(item("/busy")), ETag='"v2"')
        site.put("/busy", status=503)
        visit = poll(Subscription(site.at("/feed"), etag='"v1"'), fetcher, nothing_seen, NOW)
        assert visit.subscription.etag == '"v1"'
        site.put("/busy", status=404)
        assert poll(Subscription(site.at("/feed")), fetcher, nothing_seen, NOW).subscription.etag == '"v2"'

    def test_a_long_feed_is_taken_in_parts(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", feed_of(*(item(f"/{n}") for n in range(60))), ETag='"v1"')
        for n in range(60):
            site.put(f"/{n}", b"page")
        first = poll(Subscription(site.at("/feed")), fetcher, nothing_seen, NOW)
        assert len(first.pages) == 50
        assert first.subscription.last_outcome == "50 new, more to come"
        assert first.subscription.etag is None
        had = {page.address for page in first.pages}
        second = poll(first.subscription, fetcher, lambda address, _: address in had, NOW)
        assert len(second.pages) == 10
        assert second.subscription.etag == '"v1"'

    def test_a_feed_that_moved_for_good_is_followed_there(self, site: Site, fetcher: Fetcher) -> None:
        site.redirect("/old", "/new", 301)
        site.put("/new", feed_of())
        visit = poll(Subscription(site.at("/old")), fetcher, nothing_seen, NOW)
        assert (visit.asked.address, visit.subscription.address) == (site.at("/old"), site.at("/new"))
        assert visit.subscription.last_outcome == "nothing new"

    @pytest.mark.parametrize(
        ("status", "body", "words"),
        [
            (503, b"", "HTTP 503"),
            (410, b"", "gone for good"),
            (200, b"<html><p>hi", "isn't a feed"),
            (200, b"", "empty"),
        ],
    )
    def test_a_failing_feed_says_why_and_waits(
        self, site: Site, fetcher: Fetcher, status: int, body: bytes, words: str
    ) -> None:
        site.put("/feed", body, status=status, Retry_After="100000")
        visit = poll(Subscription(site.at("/feed"), failures=1), fetcher, nothing_seen, NOW)
        assert visit.subscription.failures == 2
        assert words in (visit.subscription.last_outcome or "")
        assert words in visit.problems[0].reason
        assert visit.missing == ()
        assert seconds_until_due(visit.subscription) == (14_400.0 if status == 200 else 100_000.0)

    def test_private_links_in_a_feed_are_problems(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", feed_of(item("http://127.0.0.1:9/admin"), item("http://169.254.169.254/")), ETag='"v1"')
        visit = poll(Subscription(site.at("/feed")), fetcher, nothing_seen, NOW)
        assert visit.pages == ()
        assert len(visit.problems) == 2
        assert visit.subscription.etag == '"v1"'

    def test_many_are_visited_each_with_its_own_outcome(self, site: Site, fetcher: Fetcher) -> None:
        for n in range(11):
            site.put(f"/feed{n}", feed_of(item(f"/page{n}")))
            site.put(f"/page{n}", f"page {n}".encode())
        site.put("/feed5", status=500)
        visits = list(poll_all([Subscription(site.at(f"/feed{n}")) for n in range(11)], fetcher, nothing_seen, NOW))
        assert [visit.asked.address for visit in visits] == [site.at(f"/feed{n}") for n in range(11)]
        assert [len(visit.pages) for visit in visits] == [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1]
        assert site.most_busy <= 2


@pytest.mark.enable_socket
class TestPages:
    def test_a_followed_page(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/a", b"<p>one", ETag='"v1"')
        asked = Subscription(site.at("/a"), kind="page")
        visit = poll(asked, fetcher, nothing_seen, NOW)
        assert visit.pages[0].content == b"<p>one"
        assert visit.subscription.etag == '"v1"'
        site.put("/a", status=410)
        gone = poll(visit.subscription, fetcher, nothing_seen, NOW)
        assert gone.missing == ((site.at("/a"), 410),)

    def test_a_kept_page_is_fetched_again_with_what_its_feed_said(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/a", b"<p>one now", Content_Type="text/html; charset=latin-1")
        kept = Page(site.at("/a"), site.at("/a"), b"", fetched="2020-01-01T00:00:00Z", feed="http://f", outlet="Post")
        gone = Page(site.at("/gone"), site.at("/gone"), b"")
        found, lost = revisit_all([kept, gone], fetcher, NOW)
        assert found.page == replace(kept, content=b"<p>one now", fetched=NOW, charset="latin-1")
        assert (found.problem, found.missing, lost.page, lost.missing) == (None, None, None, 404)
        assert lost.problem is not None
        assert lost.problem.what == site.at("/gone")

    def test_pages_are_told_from_feeds_and_pictures(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/feed", feed_of(), Content_Type="text/html")
        site.put("/a", b"<html><p>hi</html>", Content_Type="text/html")
        site.put("/b", b"\x89PNG", Content_Type="image/png")
        assert looks_like_feed(fetcher.get(site.at("/feed")))
        assert not looks_like_feed(fetcher.get(site.at("/a")))
        assert fetch_page(site.at("/a"), fetcher, NOW).content == b"<html><p>hi</html>"
        with pytest.raises(FetchError, match="it is image/png, not a page"):
            fetch_page(site.at("/b"), fetcher, NOW)

    def test_nothing_is_fetched_without_leave(self, site: Site) -> None:
        with Fetcher(policy(site, allow_private=frozenset())) as fetcher, pytest.raises(RefusedAddress):
            fetch_page(site.at("/a"), fetcher, NOW)
        assert site.asked == []


NOON = instant(NOW)
assert NOON is not None


def test_the_wait_doubles_to_a_day_and_starts_anew_after_a_success() -> None:
    one = Subscription("https://a.example/feed", interval=3600.0)
    waits = []
    for _ in range(8):
        one = after_failure(one, NOON, None, "HTTP 500")
        waits.append(seconds_until_due(one))
    assert waits == [7_200.0, 14_400.0, 28_800.0, 57_600.0, DAY, DAY, DAY, DAY]
    assert "8 failures in a row" in (one.last_outcome or "")
    assert after_success(one, NOON, "1 new", news=1).failures == 0


def test_retry_after_is_obeyed_up_to_a_week() -> None:
    one = Subscription("https://a.example/feed")
    for said, wait in [(10.0, 7_200.0), (200_000.0, 200_000.0), (1e9, 7 * DAY)]:
        error = FetchError(one.address, "HTTP 503", status=503, retry_after=said)
        assert seconds_until_due(after_failure(one, NOON, error, error.reason)) == wait


@given(st.lists(st.integers(0, 5), max_size=60), st.floats(60.0, 10 * DAY))
def test_the_interval_moves_mildly_within_its_bounds(news: list[int], interval: float) -> None:
    one = replace(Subscription("https://a.example/feed"), interval=interval)
    for count in news:
        changed = after_success(one, NOON, "", news=count)
        assert 0.79 <= changed.interval / one.interval <= 1.11
        assert min(900.0, interval) <= changed.interval <= max(21_600.0, interval)
        one = changed
