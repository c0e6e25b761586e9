"""Atom out: what RFC 4287 asks for, ids that stay, conditional GET; our own reader reads it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from sayso.interfaces.addresses import story_path
from sayso.interfaces.app import create_app
from sayso.interfaces.syndication import routes
from sayso.sources.feeds import read_feed
from tests.interfaces.web.asgi_client import SiteClient
from tests.interfaces.web.web_material import BAD_TITLE, SETTINGS, small_newsroom

STORY = "/story/s1-bridge-to-close-on-friday/feed.atom"
NEWS = "/story/s1-bridge-to-close-on-friday/new.atom"
A = "{http://www.w3.org/2005/Atom}"


def feed(client: SiteClient, path: str) -> ET.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/atom+xml"
    return ET.fromstring(response.content)


def check(root: ET.Element) -> None:
    """Section 4.1 of RFC 4287: what a feed and each entry must have, once."""
    assert root.tag == f"{A}feed"
    assert root.find(f"{A}author/{A}name") is not None
    for element in (root, *root.findall(f"{A}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{A}{name}")
            assert only.text
        assert (element.findtext(f"{A}id") or "").startswith("tag:sayso.invalid,2026:")
        assert (element.findtext(f"{A}updated") or "").endswith("Z")
        (alternate,) = [link for link in element.findall(f"{A}link") if link.get("rel") == "alternate"]
        assert (alternate.get("href") or "").startswith("http://127.0.0.1:8000/")
    ids = [entry.findtext(f"{A}id") for entry in root.findall(f"{A}entry")]
    assert len(set(ids)) == len(ids)


def test_a_storys_feed_has_its_articles_without_copies(client: SiteClient) -> None:
    root = feed(client, STORY)
    check(root)
    titles = [entry.findtext(f"{A}title") for entry in root.findall(f"{A}entry")]
    assert "Bridge to close on Friday" in titles
    assert "Harbour bridge shuts" not in titles
    own = next(entry for entry in root if entry.findtext(f"{A}title") == "El puente cerrará el viernes")
    assert own.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    (itself,) = [link for link in root.findall(f"{A}link") if link.get("rel") == "self"]
    assert itself.get("href") == f"http://127.0.0.1:8000{STORY}"


def test_the_feed_of_what_is_new_has_an_entry_a_sentence(client: SiteClient) -> None:
    root = feed(client, NEWS)
    check(root)
    (itself,) = [link for link in root.findall(f"{A}link") if link.get("rel") == "self"]
    assert itself.get("href") == f"http://127.0.0.1:8000{NEWS}"
    (page,) = [link for link in root.findall(f"{A}link") if link.get("rel") == "alternate"]
    assert page.get("href") == f"http://127.0.0.1:8000{NEWS.removesuffix('.atom')}"
    entries = root.findall(f"{A}entry")
    assert entries
    for entry in entries:
        (link,) = entry.findall(f"{A}link")
        words = client.get((link.get("href") or "").removeprefix("http://127.0.0.1:8000").partition("#")[0])
        assert '<mark id="span">' in words.text
    assert client.get(NEWS.replace("bridge", "brigde")).headers["location"] == NEWS


def test_a_long_storys_feed_has_the_newest_articles_with_all_that_an_entry_says(
    client: SiteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = feed(client, STORY).findall(f"{A}entry")
    assert "Ada Fjord" in {name.text for entry in every for name in entry.iter(f"{A}name")}
    monkeypatch.setattr(routes, "ARTICLES", 2)
    newest = feed(client, STORY).findall(f"{A}entry")
    assert [ET.tostring(entry) for entry in newest] == [ET.tostring(entry) for entry in every[:2]]


def test_the_front_pages_feed_has_the_stories(client: SiteClient) -> None:
    root = feed(client, "/feed.atom")
    check(root)
    assert len(root.findall(f"{A}entry")) == 2


def test_our_own_reader_reads_it(client: SiteClient) -> None:
    read = read_feed(client.get(STORY).content, f"http://127.0.0.1:8000{STORY}", "application/atom+xml")
    assert read.title == "Bridge to close on Friday"
    assert len(read.entries) == 4


def test_hostile_titles_stay_text(client: SiteClient) -> None:
    root = feed(client, f"{story_path('s2', BAD_TITLE)}/feed.atom")
    check(root)
    assert root.findtext(f"{A}title") == BAD_TITLE


def test_ids_stay_where_the_sites_name_changes() -> None:
    with small_newsroom() as desk:
        app = create_app(SETTINGS, desk)
        here, there = (feed(SiteClient(app, host), STORY) for host in ("127.0.0.1:8000", "localhost:9000"))
    assert [e.text for e in here.iter(f"{A}id")] == [e.text for e in there.iter(f"{A}id")]


def test_a_feed_that_did_not_change_is_not_sent_again(client: SiteClient) -> None:
    etag = client.get(STORY).headers["etag"]
    again = client.get(STORY, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(STORY, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_wrong_slug_leads_to_the_right_feed(client: SiteClient) -> None:
    response = client.get("/story/s3-old-name/feed.atom")
    assert (response.status_code, response.headers["location"]) == (301, STORY)
