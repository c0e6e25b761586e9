"""What a feed says of a page fills what the page leaves out, and nothing else."""

from __future__ import annotations

import pytest

from sayso.extract import extract
from sayso.types import FeedEntry, Page

PAGE = """<!doctype html><html lang="en"><head><title>Harbour wall to be raised</title>{meta}</head><body><article>
<h1>Harbour wall to be raised</h1><p>{when}</p>
<p>The town council voted on Monday to raise the harbour wall by two metres before the winter storms arrive.</p>
<p>Work begins in June and will close the eastern quay to lorries for about ten weeks, the council said.</p>
</article></body></html>"""


def hint(published: str | None, *authors: str) -> FeedEntry:
    return FeedEntry(None, None, published, None, authors, None, None, None, None, (), None)


def page(meta: str = "", when: str = "", **more: object) -> Page:
    content = PAGE.format(meta=meta, when=when).encode()
    return Page("p", "https://quayside-echo.example/wall", content, charset="utf-8", **more)  # type: ignore[arg-type]


DAY = '<meta property="article:published_time" content="2026-03-04">'


@pytest.mark.parametrize(
    ("meta", "hinted", "expected"),
    [
        (DAY, "2026-03-04T19:10:00Z", "2026-03-04T19:10:00Z"),
        (DAY, "2026-03-09T19:10:00Z", "2026-03-04"),
        ("", "2026-03-09T19:10:00Z", "2026-03-09T19:10:00Z"),
        (DAY, None, "2026-03-04"),
    ],
)
def test_the_feeds_time_makes_a_day_finer(meta: str, hinted: str | None, expected: str) -> None:
    assert extract(page(meta, hints=hint(hinted)))[0].published == expected


def test_the_feeds_title_names_the_outlet_of_its_own_domain() -> None:
    feed = "https://quayside-echo.example/rss"
    assert extract(page(feed=feed, feed_title="Quayside Echo - latest"))[0].outlet == "Quayside Echo"
    elsewhere = extract(page(feed="https://reader.example/rss", feed_title="My reader"))[0]
    assert elsewhere.outlet == "quayside-echo.example"


def test_what_the_page_calls_its_outlet_wins_over_the_feeds_title() -> None:
    meta = '<meta property="og:site_name" content="The Quayside Echo">'
    feed = "https://quayside-echo.example/rss"
    assert extract(page(meta, feed=feed, feed_title="Echo headlines"))[0].outlet == "The Quayside Echo"


def test_the_feed_names_people_where_the_page_names_its_outlet_alone() -> None:
    meta = '<meta property="og:site_name" content="Quayside Echo"><meta name="author" content="Quayside Echo">'
    assert extract(page(meta))[0].authors == ("Quayside Echo",)
    assert extract(page(meta, hints=hint(None, "Mara Ostrom")))[0].authors == ("Mara Ostrom",)
    named = meta.replace('name="author" content="Quayside Echo"', 'name="author" content="Ivo Brandt"')
    assert extract(page(named, hints=hint(None, "Mara Ostrom")))[0].authors == ("Ivo Brandt",)
