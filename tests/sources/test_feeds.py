# ruff: noqa: E501 - feeds as servers write them
"""Feeds of every format, odd ones, and hostile ones."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import FeedError
from sayso.sources import find_feeds, read_feed
from sayso.sources.feeds import is_feed

HOME = "https://courier.example/news/feed.xml"
NOW = datetime(2025, 7, 2, tzinfo=UTC)

RSS2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Courier</title><link>https://courier.example/</link><language>en-GB</language>
<item><title>Bridge &amp;amp; tunnel closed</title><link>/news/bridge</link><pubDate>Tue, 01 Jul 2025 09:30:00 +0200</pubDate>
<dc:creator>Ana Brook</dc:creator><category>Transport</category><category>City</category>
<description>&lt;p&gt;The bridge was closed.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The bridge was <b>closed</b> at dawn.</p><p><a href="more">More</a></p>]]></content:encoded></item>
<item><title>Ferry adds boats - Harbor Gazette</title><link>https://courier.example/ferry</link>
<source url="https://gazette.example/rss">Harbor Gazette</source></item>
</channel></rss>"""

RSS1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Courier</title><link>https://courier.example/</link></channel>
<item rdf:about="https://courier.example/a"><title>A</title><link>https://courier.example/a</link>
<dc:date>2025-07-01T09:30:00Z</dc:date></item></rdf:RDF>"""

RSS091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Courier</title>
<item><title>A</title><link>https://courier.example/a</link></item></channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"
xml:base="https://courrier.example/fr/"><title>Le Courrier</title><link href="./"/>
<entry><title type="html">Le pont &lt;i&gt;fermé&lt;/i&gt;</title><link rel="alternate" href="pont"/>
<id>tag:courrier.example,2025:1</id><published>2025-07-01T09:30:00+02:00</published>
<updated>2025-07-01T11:00:00+02:00</updated><author><name>Lise Roche</name></author>
<category term="transport" label="Transport"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le pont est fermé.</p></div></content>
<source><title>Agence du Port</title><link href="https://agence.example/"/></source></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Courier",
    "home_page_url": "https://courier.example/",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": "/news/bridge",
            "title": "Bridge closed",
            "content_html": "<p>The bridge was closed.</p>",
            "date_published": "2025-07-01T09:30:00+02:00",
            "authors": [{"name": "Ana Brook"}],
            "tags": ["Transport"],
        },
        {"id": "https://courier.example/ferry", "content_text": "One <line>.\n\nAnother.", "author": {"name": "Bo"}},
        "not an item",
        {"id": 7, "tags": "no list", "authors": {"name": "no list"}, "date_published": 12, "title": ["x"]},
    ],
}


def test_rss_2() -> None:
    feed = read_feed(RSS2.encode(), HOME, now=NOW)
    assert (feed.title, feed.home, feed.language) == ("The Courier", "https://courier.example/", "en-gb")
    bridge, ferry = feed.entries
    assert bridge.address == "https://courier.example/news/bridge"
    assert bridge.title == "Bridge & tunnel closed"
    assert bridge.published == "2025-07-01T09:30:00+02:00"
    assert bridge.authors == ("Ana Brook",)
    assert bridge.tags == ("Transport", "City")
    assert bridge.summary == "The bridge was closed."
    assert bridge.full_html is not None
    assert "<b>closed</b> at dawn" in bridge.full_html
    assert bridge.language == "en-gb"
    assert (ferry.outlet, ferry.outlet_address) == ("Harbor Gazette", "https://gazette.example/rss")
    assert ferry.title == "Ferry adds boats"
    assert (ferry.published, ferry.full_html) == (None, None)


@pytest.mark.parametrize("text", [RSS1, RSS091])
def test_older_rss(text: str) -> None:
    (entry,) = read_feed(text.encode(), HOME, now=NOW).entries
    assert (entry.title, entry.address) == ("A", "https://courier.example/a")
    assert entry.published == ("2025-07-01T09:30:00Z" if text == RSS1 else None)


def test_atom_with_xml_base_and_source() -> None:
    feed = read_feed(ATOM.encode(), HOME, now=NOW)
    (entry,) = feed.entries
    assert (feed.title, feed.language) == ("Le Courrier", "fr")
    assert entry.address == "https://courrier.example/fr/pont"
    assert entry.title == "Le pont fermé"
    assert (entry.published, entry.modified) == ("2025-07-01T09:30:00+02:00", "2025-07-01T11:00:00+02:00")
    assert (entry.authors, entry.tags) == (("Lise Roche",), ("Transport",))
    assert (entry.outlet, entry.outlet_address) == ("Agence du Port", "https://agence.example/")
    assert entry.full_html is not None
    assert "Le pont est fermé." in entry.full_html
    assert entry.language == "fr"


def test_json_feed() -> None:
    feed = read_feed(json.dumps(JSON_FEED).encode(), HOME, "application/feed+json", now=NOW)
    bridge, ferry, odd = feed.entries
    assert bridge.address == "https://courier.example/news/bridge"
    assert (bridge.published, bridge.authors, bridge.tags) == (
        "2025-07-01T09:30:00+02:00",
        ("Ana Brook",),
        ("Transport",),
    )
    assert ferry.address == "https://courier.example/ferry"
    assert ferry.authors == ("Bo",)
    assert ferry.full_html == "<p>One &lt;line&gt;.</p><p>Another.</p>"
    assert (odd.address, odd.title, odd.tags) == (None, None, ())


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Tue, 01 Jul 2025 09:30:00 GMT", "2025-07-01T09:30:00Z"),
        ("Tue, 01 Jul 2025 09:30:00 EST", "2025-07-01T09:30:00-05:00"),
        ("2025-07-01", "2025-07-01"),
        ("2025-07-01T09:30:00", "2025-07-01"),
        ("1 July 2025", "2025-07-01"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("Sat, 05 Jul 2025 09:30:00 GMT", None),
        ("Wed, 02 Jul 2025 09:30:00 GMT", "2025-07-02T09:30:00Z"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_keep_their_zone_and_the_future_has_none(written: str, published: str | None) -> None:
    feed = f"<rss version='2.0'><channel><item><title>A</title><pubDate>{written}</pubDate></item></channel></rss>"
    (entry,) = read_feed(feed.encode(), HOME, now=NOW).entries
    assert entry.published == published


@pytest.mark.parametrize(
    "body",
    [
        RSS2.encode("utf-8-sig"),
        b"\n\n  \r\n" + RSS2.encode(),
        RSS2.encode("utf-16"),
        RSS2.replace("utf-8", "utf-16").encode("utf-16-le"),
        RSS2.replace("utf-8", "no-such-charset").encode(),
        RSS2.replace("utf-8", "us-ascii").encode(),
        RSS2.replace("Bridge &amp;amp;", "Bridge \x00\x08&amp;amp;").encode(),
        RSS2.removesuffix("</channel></rss>").encode(),
        RSS2.replace("</description>", "</desc>").encode(),
        RSS2.encode() + b"<!-- cut here",
    ],
)
def test_odd_feeds_are_read_all_the_same(body: bytes) -> None:
    feed = read_feed(body, HOME, "text/html", "iso-8859-1", now=NOW)
    assert feed.entries[0].title == "Bridge & tunnel closed"


@pytest.mark.parametrize(
    ("declared", "header", "coded"),
    [
        ("iso-8859-1", None, "latin-1"),
        ("iso-8859-1", "utf-8", "latin-1"),
        (None, "windows-1252", "cp1252"),
        (None, None, "cp1252"),
        ("iso-8859-1", None, "utf-8"),
        ("utf-8", None, "cp1252"),
        (None, "koi8-r", "koi8-r"),
    ],
)
def test_wrong_and_missing_charsets(declared: str | None, header: str | None, coded: str) -> None:
    title = "Мост закрыт" if coded == "koi8-r" else "Peña fermé"
    text = (f'<?xml version="1.0" encoding="{declared}"?>' if declared else "") + (
        f"<rss version='2.0'><channel><title>{title}</title></channel></rss>"
    )
    assert read_feed(text.encode(coded), HOME, None, header, now=NOW).title == title


BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (BOMB.encode(), "declares entities"),
        (BOMB.encode("utf-16"), "declares entities"),
        (BOMB.replace("?><!D", "?><!-- <rss> --><!D").encode(), "declares entities"),
        (BOMB.replace("<!ENTITY a", "<!ENTITY % a SYSTEM").encode(), "declares entities"),
        (b"<rss><channel>" + b"<a>" * 100_000, "nest deeper"),
        (b"<rss><channel>" + b"<a/>" * 200_000, "200,000 tags"),
        (b"<rss><channel>" + b"</a>" * 200_000, "200,000 tags"),
        (b'{"items":' + b"[" * 100_000, "JSON"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!doctype html><html><head><title>Not here</title></head><p>404</p></html>", "isn't a feed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "isn't a feed"),
        (b"[1, 2]", "isn't a feed"),
        (b'{"items": 3}', "no list of items"),
    ],
)
def test_hostile_and_wrong_feeds_have_a_clear_line(body: bytes, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        read_feed(body, HOME, now=NOW)


@pytest.mark.parametrize(
    "filler", [b"<", b"<!--", b"<![CDATA[", b"<a ", b"<?", b"<!", b"<b/>", b"&", b"<a b='", b"]]>", b"</a>"]
)
def test_the_scan_is_linear(filler: bytes) -> None:
    body = b"<rss version='2.0'><channel><title>A</title>" + filler * (100_000 // len(filler))
    started = time.process_time()
    with contextlib.suppress(FeedError):
        read_feed(body, HOME, now=NOW)
    assert time.process_time() - started < 4


def test_addresses_of_other_schemes_are_dropped() -> None:
    feed = "<rss version='2.0'><channel><item><title>A</title><link>javascript:alert(1)</link></item></channel></rss>"
    assert read_feed(feed.encode(), HOME, now=NOW).entries[0].address is None


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(alphabet="<>!?/&;[]'\"= -rsfeditmlANYTIEC{}:,", max_size=120).map(lambda t: ("<rss><item>" + t).encode())
    | st.text(max_size=80).map(lambda t: RSS2.replace("/news/bridge", t).encode("utf-8", "replace"))
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=9), lambda c: st.lists(c) | st.dictionaries(st.text(max_size=9), c)
    ).map(lambda v: json.dumps({"items": [v, {"url": v, "authors": v, "tags": v, "date_published": v}]}).encode())
)
def test_only_a_feed_error_ever_comes_out(body: bytes) -> None:
    try:
        feed = read_feed(body, HOME, now=NOW)
    except FeedError:
        return
    for entry in feed.entries:
        assert entry.address is None or entry.address.startswith(("http://", "https://"))


def test_a_page_names_its_feeds() -> None:
    page = b"""<html><head><base href="https://courier.example/en/">
    <link rel="alternate" type="application/rss+xml" title="News" href="rss?a=1&amp;b=2">
    <link href='/atom' type='application/atom+xml' rel='ALTERNATE'>
    <link rel="alternate" type="application/rss+xml" href="javascript:x">
    <link rel="alternate" hreflang="fr" href="/fr"><link rel=stylesheet href=a.css></head>"""
    assert find_feeds(page, "https://courier.example/") == (
        "https://courier.example/en/rss?a=1&b=2",
        "https://courier.example/atom",
    )
    many = "".join(f"<link rel=alternate type=application/rss+xml href=/{n}>" for n in range(100))
    assert len(find_feeds(many, HOME)) == 20


@pytest.mark.parametrize(
    ("body", "content_type", "is_one"),
    [
        (RSS2.encode(), "text/html", True),
        (ATOM.encode(), None, True),
        (RSS1.encode(), "application/xml", True),
        (json.dumps(JSON_FEED).encode(), "application/json", True),
        (b"<!doctype html><html><body>an <rss> tag</body></html>", "text/html", False),
        (b"<html><head></head></html>", "application/rss+xml", False),
        (b'{"a": 1}', "application/json", False),
        (b"", "text/html", False),
    ],
)
def test_feeds_are_told_from_pages(body: bytes, content_type: str | None, is_one: bool) -> None:
    assert is_feed(body, content_type) is is_one


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026/03/13 10:00", "2026-03-13"),
        ("13.03.2026 10:00", "2026-03-13"),
        ("2026/13/13", None),
        ("Fri, 13 Mar 2026 10:00:00 CET", "2026-03-13T10:00:00+01:00"),
        ("Fri, 13 Mar 2026 10:00:00 JST", "2026-03-13T10:00:00+09:00"),
    ],
)
def test_dates_in_figures_and_zones_by_name(written: str, read: str | None) -> None:
    item = f"<item><title>One</title><link>http://n.example/1</link><pubDate>{written}</pubDate></item>"
    feed = read_feed(f'<rss version="2.0"><channel>{item}</channel></rss>'.encode(), "https://n.example/feed")
    assert feed.entries[0].published == read


def test_signs_of_comparison_are_no_markup() -> None:
    title = "<![CDATA[Profit < 5 and loss > 3 <b>now</b>]]>"
    body = (
        f'<rss version="2.0"><channel><title>A &amp;amp; B</title><item><title>{title}</title></item></channel></rss>'
    )
    feed = read_feed(body.encode(), "https://n.example/feed")
    assert (feed.title, feed.entries[0].title) == ("A & B", "Profit < 5 and loss > 3 now")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("desk@quayside.example (Ann Hill)", ("Ann Hill",)),
        ("desk@quayside.example (Ann Hill, Bo Reyes)", ("Ann Hill", "Bo Reyes")),
        ("desk@quayside.museum (Ann Hill, MD)", ("Ann Hill, MD",)),
    ],
)
def test_an_rss_authors_name_stands_behind_the_address(written: str, authors: tuple[str, ...]) -> None:
    item = f"<item><title>T</title><link>http://a.example/1</link><author>{written}</author></item>"
    body = f'<rss version="2.0"><channel><title>Q</title>{item}</channel></rss>'.encode()
    assert read_feed(body, "http://a.example/feed").entries[0].authors == authors
