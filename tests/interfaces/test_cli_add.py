"""``sayso add``: every kind of input, twice, changed, later."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.conftest import Sayso
from tests.interfaces.newsstand import html_page, lines_of, write_folder

ARTICLE = {
    "id": 17,
    "title": "Council of Weston buys three buses",
    "text": "The council of Weston said on Tuesday that it had bought three buses.\n\nThey will carry 90 pupils.",
    "published": "2026-03-03",
    "outlet": "Weston Post",
    "language": "en",
    "url": "https://weston.example/buses",
}
TEXT_PAGE = """Weston Post

Library of Ashby opens with nine thousand books

By Mary Hall
March 3, 2026

The library of Ashby opened on Tuesday with nine thousand books, the mayor, John Reed, said at the door.

“We have waited ten years for this,” Reed said. “Nobody in Ashby should wait any longer for a book.”

The building cost 4 million dollars, according to the council, which paid for half of it.
"""


def warc_of(*pages: tuple[str, str]) -> bytes:
    """A web archive with a response record for each (address, HTML)."""
    records = []
    for number, (address, html) in enumerate(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-03-02T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        records.append(head.encode() + body + b"\r\n\r\n")
    return b"".join(records)


@pytest.mark.slow
def test_every_kind_of_input_gives_articles_and_stories(sayso: Sayso, tmp_path: Path) -> None:
    given = write_folder(tmp_path / "given", 2)
    (given / "text.txt").write_text(TEXT_PAGE, "utf-8")
    (given / "crawl.warc").write_bytes(warc_of(("https://calder.example/a", html_page(3))))
    (given / "crawl2.warc.gz").write_bytes(gzip.compress(warc_of(("https://dunmore.example/b", html_page(4)))))
    (given / "lines.jsonl").write_text(
        lines_of(ARTICLE, {"id": "p5", "html": html_page(5), "url": "https://elmfield.example/c"}), "utf-8"
    )
    ran = sayso("add", given, "--json")
    assert ran.code == 0
    assert [set(line) for line in ran.json] == [{"id", "articles", "status", "reason"}] * 7
    assert [(line["status"], len(line["articles"])) for line in ran.json] == [("added", 1)] * 7
    assert {line["id"] for line in ran.json} >= {17, "p5", str(given / "text.txt")}  # a number stays a number
    stories = sayso("stories", "--json").json
    assert sum(len(story["articles"]) for story in stories) == 7
    told = {article["url"]: article for story in stories for article in story["articles"]}
    assert told["https://weston.example/buses"]["title"] == ARTICLE["title"]
    assert told["https://calder.example/a"]["outlet"] == "Dunmore Post" or told["https://calder.example/a"]["outlet"]
    assert "Library of Ashby opens with nine thousand books" in {a["title"] for s in stories for a in s["articles"]}

    again = sayso("add", given, "--json")
    assert [line["status"] for line in again.json] == ["unchanged"] * 7
    assert [line["articles"] for line in again.json] == [line["articles"] for line in ran.json]
    assert sayso("stories", "--json").json == stories


def test_standard_input_is_json_lines(sayso: Sayso, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    lines.write_text(lines_of(ARTICLE), "utf-8")
    with lines.open("r", encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        (told,) = sayso("add", "-", "--json").json
    assert (told["id"], told["status"]) == (17, "added")


def test_a_ready_article_is_stored_to_the_character(sayso: Sayso, tmp_path: Path) -> None:
    odd = {**ARTICLE, "text": "“Ça va?”  he asked\u00a0her.\n\nShe said:\tno \U0001f6a2 ships came on Monday."}
    (tmp_path / "a.jsonl").write_text(lines_of(odd), "utf-8")
    sayso("add", tmp_path / "a.jsonl")
    (hit,) = sayso("search", "ships", "--json").json
    support = hit["support"]
    assert odd["text"][support["start"] : support["end"]] == support["text"]
    assert "\U0001f6a2 ships came on Monday." in support["text"]


def test_a_changed_page_is_a_new_version_of_the_same_article(sayso: Sayso, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(html_page(1), "utf-8")
    (first,) = sayso("add", page, "--json").json
    page.write_text(html_page(1, more="The work will begin on 4 May, the council said later."), "utf-8")
    (second,) = sayso("add", page, "--json").json
    (third,) = sayso("add", page, "--json").json
    assert (first["status"], second["status"], third["status"]) == ("added", "changed", "unchanged")
    assert first["articles"] == second["articles"] == third["articles"]
    (hit,) = sayso("search", '"work will begin"', "--json").json
    assert hit["article"] == first["articles"][0]


def test_fetched_resolves_ages_of_saved_files(sayso: Sayso, tmp_path: Path) -> None:
    text = TEXT_PAGE.replace("March 3, 2026", "2 hours ago")
    (tmp_path / "page.txt").write_text(text, "utf-8")
    assert sayso("add", tmp_path / "page.txt", "--fetched", "2026-03-05T12:00:00Z").code == 0
    (story,) = sayso("stories", "--json").json
    assert str(story["articles"][0]["published"]).startswith("2026-03-05T10:00")


@pytest.mark.slow
def test_later_only_queues_and_work_does_the_rest(sayso: Sayso, tmp_path: Path) -> None:
    given = write_folder(tmp_path / "given", 3)
    queued = sayso("add", given, "--later", "--json").json
    assert [(line["status"], line["articles"]) for line in queued] == [("queued", [])] * 3
    assert sayso("stories", "--json").json == []
    assert sayso("work").code == 0
    assert sum(len(story["articles"]) for story in sayso("stories", "--json").json) == 3
    assert [line["status"] for line in sayso("add", given, "--later", "--json").json] == ["unchanged"] * 3


OPML = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline text="Coast"><outline type="rss" text="Northport Post" xmlUrl="http://post.example/feed"/>
</outline></outline><outline type="rss" text="Other" xmlUrl="https://other.example/rss.xml"/></body></opml>"""


def test_opml_comes_in_and_goes_out_with_its_folders(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML, "utf-8")
    assert [line["status"] for line in sayso("add", tmp_path / "feeds.opml", "--json").json] == ["queued", "queued"]
    followed = sayso("outlets", "--json").json
    assert [(one["address"], one["tags"]) for one in followed] == [
        ("http://post.example/feed", ["World", "Coast"]),
        ("https://other.example/rss.xml", []),
    ]
    written = sayso("export", "--opml").out
    (tmp_path / "again.opml").write_text(written, "utf-8")
    assert [line["status"] for line in sayso("add", tmp_path / "again.opml", "--json").json] == ["unchanged"] * 2
    assert sayso("unfollow", "https://other.example/rss.xml").code == 0
    assert [one["address"] for one in sayso("outlets", "--json").json] == ["http://post.example/feed"]
    assert sayso("unfollow", "https://other.example/rss.xml").code == 1


def test_people_get_a_line_a_page_and_a_sum(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines_of(ARTICLE, ARTICLE), "utf-8")
    out = sayso("add", tmp_path / "a.jsonl").out.splitlines()
    assert out[-1] == "1 added, 1 unchanged"
    assert len(out) == 3


def test_two_outlets_with_one_text_have_two_articles(sayso: Sayso, tmp_path: Path) -> None:
    text = " ".join(f"Sentence {n} says what the council of Weston decided on its day {n} of talks." for n in range(12))
    ours = {**ARTICLE, "text": text}
    theirs = {**ours, "id": "other", "outlet": "Ashby Post", "url": "https://ashby.example/buses"}
    (tmp_path / "a.jsonl").write_text(lines_of(ours, theirs), "utf-8")
    first, second = sayso("add", tmp_path / "a.jsonl", "--json").json
    assert first["articles"] != second["articles"]
    (story,) = sayso("stories", "--json").json
    assert [a["copy_of"] is not None for a in story["articles"]].count(True) == 1
    assert story["sources"]["independent"] <= 1


def test_one_address_in_all_its_forms_is_one_article(sayso: Sayso, tmp_path: Path) -> None:
    forms = [
        "https://weston.example/buses",
        "http://WESTON.example:80/buses/?utm_source=feed#top",
        "https://weston.example/buses?fbclid=1",
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({**ARTICLE, "url": form}) + "\n" for form in forms), "utf-8")
    told = sayso("add", tmp_path / "a.jsonl", "--json").json
    assert len({tuple(line["articles"]) for line in told}) == 1
    (story,) = sayso("stories", "--json").json
    assert len(story["articles"]) == 1
