"""Bad input through the command line: one clear line each, the rest goes on, and ``sayso problems`` lists it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import Sayso
from tests.interfaces.newsstand import html_page, lines_of
from tests.interfaces.test_cli_add import warc_of
from tests.sources.local_site import serving

MEGABYTE = 1_000_000
BINARY = random.Random(1).randbytes(5000)

BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty.html": (b"", "the page is empty"),
    "blank.txt": (b" \n\t\n", "the page is empty"),
    "binary.html": (BINARY, "not a page but binary data"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + BINARY, "not a page but a PNG image"),
    "deep.html": (b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, "nested more than 512 deep"),
    "huge.html": (b"<p>" + b"many words " * (50 * MEGABYTE // 11), "50 MB"),
    "noarticle.html": (
        b'<html><body><nav><a href="/">Home</a><a href="/a">About</a></nav></body></html>',
        "no article",
    ),
    "cut.warc": (warc_of(("http://a.example/", html_page(5)))[:-700], "cut in the middle"),
    "lines.jsonl": (b'{"id": 1, "html": "<p>never closed\n', "isn't a JSON object"),
    "not.opml": (b"<html><p>no list</p></html>", "isn't OPML"),
}


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, (content, _) in BAD_FILES.items():
        (folder / name).write_bytes(content)
    (folder / "a good one.html").write_text(html_page(1), "utf-8")
    return folder


@pytest.mark.slow
def test_each_bad_file_has_its_line_and_the_rest_goes_on(sayso: Sayso, bad_folder: Path) -> None:
    paths = [bad_folder / name for name in BAD_FILES]
    ran = sayso("add", *paths, bad_folder / "missing.html", bad_folder / "a good one.html", "--json")
    assert ran.code == 0
    assert "Traceback" not in ran.err
    told = {str(line["id"]): line for line in ran.json}
    for name, (_, reason) in BAD_FILES.items():
        (line,) = [line for id_, line in told.items() if id_.startswith(str(bad_folder / name))]
        assert (line["status"], line["articles"]) == ("failed", [])
        assert reason in line["reason"]
        assert "\n" not in line["reason"]
    assert told[str(bad_folder / "missing.html")]["reason"].startswith("there is no such file")
    assert told[str(bad_folder / "a good one.html")]["status"] == "added"

    problems = sayso("problems", "--json").json
    assert len(problems) == len(BAD_FILES) + 1
    assert all(set(problem) == {"what", "reason", "way_out", "at"} for problem in problems)
    shown = sayso("problems").out
    for name, (_, reason) in BAD_FILES.items():
        assert any(name in line and reason in line for line in shown.splitlines())


def test_the_same_failures_again_double_nothing(sayso: Sayso, bad_folder: Path) -> None:
    paths = [bad_folder / "empty.html", bad_folder / "binary.html"]
    first, second = (sayso("add", *paths, "--json") for _ in range(2))
    assert (first.code, second.code) == (1, 1)  # nothing of the input could be used
    assert first.json == second.json
    assert len(sayso("problems", "--json").json) == 2


def test_a_problem_goes_when_its_page_is_mended(sayso: Sayso, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"")
    assert sayso("add", page).code == 1
    page.write_text(html_page(1), "utf-8")
    assert sayso("add", page).code == 0
    assert sayso("problems").out == ""


def test_what_is_readable_of_a_damaged_page_is_read(sayso: Sayso, tmp_path: Path) -> None:
    declared, silent = (html_page(n).replace("mayor", "alcaldesa señora Peña") for n in (2, 3))
    pages = {
        "truncated.html": html_page(1).encode()[:-300],
        "latin.html": declared.encode("cp1252"),  # and says utf-8
        "none.html": silent.replace('<meta charset="utf-8">', "").encode("cp1252"),
        "utf16.html": html_page(4).encode("utf-16"),
    }
    for name, content in pages.items():
        (tmp_path / name).write_bytes(content)
    told = sayso("add", *(tmp_path / name for name in pages), "--json").json
    assert [line["status"] for line in told] == ["added"] * len(pages)
    found = sayso("search", "señora Peña", "--json").json
    assert {hit["article"] for hit in found} == {told[1]["articles"][0], told[2]["articles"][0]}


def test_records_before_the_cut_of_an_archive_are_kept(sayso: Sayso, tmp_path: Path) -> None:
    whole = warc_of(("http://a.example/1", html_page(1)), ("http://a.example/2", html_page(2)))
    (tmp_path / "cut.warc").write_bytes(whole[:-500])
    told = sayso("add", tmp_path / "cut.warc", "--json").json
    assert [line["status"] for line in told] == ["added", "failed"]
    assert "cut" in told[1]["reason"]


def test_bad_lines_among_good_ones(sayso: Sayso, tmp_path: Path) -> None:
    good = {"id": "g", "title": "A storm hits Calder", "text": "A storm hit Calder on Monday, the coast guard said."}
    content = (
        lines_of(good).encode()
        + b"nonsense\n\xff\xfe\n[]\n{}\n"
        + lines_of({**good, "id": "h", "title": "Two"}).encode()
    )
    (tmp_path / "a.jsonl").write_bytes(content)
    told = sayso("add", tmp_path / "a.jsonl", "--json").json
    assert [line["status"] for line in told] == ["added", "failed", "failed", "failed", "failed", "added"]
    assert [line["id"] for line in told if line["status"] == "failed"] == [
        f"{tmp_path / 'a.jsonl'}:{n}" for n in range(2, 6)
    ]


@pytest.mark.slow
def test_a_page_that_makes_a_parser_slow_is_stopped(sayso: Sayso, tmp_path: Path) -> None:
    slow = "<p><b><i>word <a href='x'>link</a> and, more words here.</p>" * 90_000
    (tmp_path / "slow.html").write_text(f"<html><body><article>{slow}</article></body></html>", "utf-8")
    (tmp_path / "good.html").write_text(html_page(1), "utf-8")
    limits = ("--set", "page_cpu_seconds=1")
    told = sayso("add", tmp_path / "slow.html", tmp_path / "good.html", "--json", *limits).json
    assert [line["status"] for line in told] == ["failed", "added"]
    assert "CPU-seconds" in told[0]["reason"] or "nested" in told[0]["reason"]


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("ftp://a.example/x", "http and https"),
        ("file:///etc/passwd", "http and https"),
        ("http://127.0.0.1/", "private"),
        ("http://[::ffff:10.0.0.1]/", "private"),
        ("http://[::1]/", "private"),
        ("http://", ""),
        ("http://user:word@[bad/", ""),
    ],
)
def test_addresses_that_are_refused(sayso: Sayso, what: str, reason: str) -> None:
    ran = sayso("add", what, "--json")
    assert ran.code == 1
    (line,) = ran.json
    assert line["status"] == "failed"
    assert line["id"]
    assert reason in line["reason"]
    assert sayso("outlets").out == ""


# --- over the wire

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Northport Post</title><link>{at}/</link>
<item><title>One</title><link>{at}/one</link></item>
<item><title>Gone</title><link>/two</link><pubDate>Mon, 01 Jan 2990 00:00:00 GMT</pubDate></item></channel></rss>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""


@pytest.mark.slow
@pytest.mark.enable_socket
def test_followed_addresses_their_failures_and_what_goes_away(sayso: Sayso) -> None:
    with serving() as site:
        reach = ("--set", f"allow_private={site.place}", "--json")
        site.put("/robots.txt", status=404)
        feed = site.put("/feed", FEED.format(at=site.at("")).encode(), Content_Type="application/rss+xml")
        site.put("/one", html_page(1).encode(), Content_Type="text/html")
        site.put("/two", html_page(2).encode(), Content_Type="text/html")
        told = sayso("add", feed, *reach).json
        assert [line["status"] for line in told] == ["added", "added"]
        ids = {line["id"]: line["articles"] for line in told}
        (followed,) = [one for one in sayso("outlets", "--json").json if "address" in one]
        assert (followed["address"], followed["failures"]) == (feed, 0)
        assert followed["next_due"] > followed["last_fetched"]
        assert sayso("fetch", *reach).json == []  # not due
        assert {line["status"] for line in sayso("fetch", "--all", *reach).json} <= {"unchanged"}

        for path, status in (("/one", 410), ("/two", 404)):
            site.put(path, status=status)
        sayso("add", site.at("/one"), *reach)
        assert _shown(sayso) == {*ids[site.at("/two")]}  # 410: withdrawn at once
        assert sayso("add", site.at("/two"), *reach).code == 1
        assert _shown(sayso) == {*ids[site.at("/two")]}
        sayso("add", site.at("/two"), *reach)
        assert _shown(sayso) == set()  # 404, twice

        site.put("/feed", BOMB.encode(), Content_Type="application/rss+xml")
        (failure,) = [one for one in sayso("fetch", "--all", *reach).json if one["id"] == feed]
        assert failure["status"] == "failed"
        (followed,) = [one for one in sayso("outlets", "--json").json if one.get("address") == feed]
        assert followed["failures"] == 1
        assert followed["last_outcome"]


def _shown(sayso: Sayso) -> set[str]:
    return {hit["article"] for hit in sayso("search", "repair", "--json").json}
