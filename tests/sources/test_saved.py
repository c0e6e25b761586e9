"""Saved pages, folders, JSON Lines and web archives, whole and broken."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.sources import read_saved, saved
from sayso.types import Page, Problem


def pages(path: Path | str, **how: str) -> list[Page]:
    found = list(read_saved(path, **how))
    assert all(isinstance(one, Page) for one in found), found
    return [one for one in found if isinstance(one, Page)]


def problem(path: Path | str) -> Problem:
    (found,) = read_saved(path)
    assert isinstance(found, Problem)
    return found


def test_a_saved_page_and_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.HTML").write_bytes(b"<p>\xe9")
    (tmp_path / "b.txt").write_text("A page as text", "utf-8")
    (page,) = pages(tmp_path / "a.HTML", fetched="2025-07-01T10:00:00Z")
    assert (page.name, page.address, page.content, page.kind, page.charset) == (
        str(tmp_path / "a.HTML"),
        None,
        b"<p>\xe9",
        "html",
        None,
    )
    assert page.fetched == "2025-07-01T10:00:00Z"
    assert pages(tmp_path / "b.txt")[0].kind == "text"


def test_a_folder_is_read_sorted_and_stays_inside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("outside")
    folder = tmp_path / "saved"
    for name in [
        "b/2.html",
        "b/1.htm",
        "a.txt",
        ".hidden.html",
        ".git/x.html",
        "page.html",
        "page_files/ad.html",
        "x.css",
    ]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "out.html").symlink_to(outside)
    (folder / "in.html").symlink_to(folder / "a.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    names = [str(Path(page.name).relative_to(folder)) for page in pages(folder)]
    assert names == ["a.txt", "in.html", "page.html", "b/1.htm", "b/2.html"]


def test_other_kinds_in_a_folder_are_one_line(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.docx"):
        (tmp_path / name).write_text("x")
    assert problem(tmp_path).reason == "2 files of other kinds were passed by (a.pdf, b.docx)"


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problem(tmp_path / "none.html").reason == "there is no such file"
    (tmp_path / "a.pdf").write_text("x")
    assert "doesn't read this kind" in problem(tmp_path / "a.pdf").reason
    monkeypatch.setattr(saved, "MAX_PAGE", 1_000_000)
    (tmp_path / "big.html").write_bytes(bytes(5_000_000))
    assert problem(tmp_path / "big.html").reason == "it is 5 MB long; a page may have 1 MB"


LINES = [
    {"id": 1, "url": "https://a.example/1", "html": "<p>é</p>", "fetched": "2025-07-01T10:00:00Z"},
    {"id": "t", "text": "A whole page"},
    {"id": "r", "title": "Bridge closed", "text": "The bridge is closed.", "outlet": "Courier", "url": "ftp://x/"},
    {"id": "both", "title": "x", "text": "y", "html": "<p>z"},
]


@pytest.mark.parametrize("ending", [".jsonl", ".ndjson", ".jsonl.gz"])
def test_json_lines(tmp_path: Path, ending: str) -> None:
    body = "\ufeff" + "\n\n".join(json.dumps(line) for line in LINES)
    path = tmp_path / f"pages{ending}"
    path.write_bytes(gzip.compress(body.encode()) if ending.endswith("gz") else body.encode())
    first, text, ready, both = pages(path, fetched="2025-07-02T00:00:00Z")
    assert (first.name, first.key, first.address) == (f"{path}:1", 1, "https://a.example/1")
    assert (first.content, first.charset, first.fetched) == ("<p>é</p>".encode(), "utf-8", "2025-07-01T10:00:00Z")
    assert (text.kind, text.content, text.fetched) == ("text", b"A whole page", "2025-07-02T00:00:00Z")
    assert (ready.kind, ready.address, json.loads(ready.content)) == ("article", None, LINES[2])
    assert (both.kind, both.content) == ("html", b"<p>z")


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(LINES[0]).encode())))
    assert pages("-")[0].name == "standard input:1"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "isn't a JSON object"),
        (b'{"html": "\xff"}', "isn't a JSON object"),
        (b"[1]", "not an object"),
        (b'{"a":' * 100_000, "isn't a JSON object"),
        (b'{"id": 1}', "neither"),
        (b'{"html": 3, "text": null}', "neither"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "isn't a JSON object"),
    ],
)
def test_a_bad_line_is_a_problem_and_the_rest_goes_on(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"html": "one"}\n' + line + b'\n{"html": "\\ud800"}')
    one, bad, three = read_saved(path)
    assert isinstance(bad, Problem)
    assert bad.what == f"{path}:2"
    assert reason in bad.reason
    assert isinstance(one, Page)
    assert isinstance(three, Page)
    assert three.content == b"?"


def test_an_endless_line_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MAX_LINE", 1_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"html": "' + b"x" * 3_000_000 + b'"}\n{"html": "two"}')
    bad, two = read_saved(path)
    assert isinstance(bad, Problem)
    assert isinstance(two, Page)


def test_cut_gzip_lines_give_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"html": "one"}\n' * 3)[:-6])
    *rest, last = read_saved(path)
    assert len(rest) == 3
    assert isinstance(last, Problem)
    assert "cut or broken" in last.reason


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_line_gives_a_page_or_a_problem(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(body)
    assert all(isinstance(one, Page | Problem) for one in read_saved(path))


# --- web archives ------------------------------------------------------------------------------------------------


def record(number: int, body: bytes = b"<p>words</p>" * 40, kind: str = "response", **headers: str) -> bytes:
    said = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    status = said.pop("Status", "200 OK")
    fields = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    http = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{number}\r\n"
            f"WARC-Date: 2025-07-01T10:00:0{number}Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def written(folder: Path, parts: list[bytes], *, compressed: bool) -> Path:
    path = folder / ("a.warc.gz" if compressed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(part) for part in parts) if compressed else b"".join(parts))
    return path


@pytest.mark.parametrize("compressed", [False, True])
def test_a_web_archive(tmp_path: Path, compressed: bool) -> None:
    body = "<p>é</p>".encode()
    chunked = b"3\r\n" + body[:3] + b"\r\n%x;x=y\r\n" % (len(body) - 3) + body[3:] + b"\r\n0\r\n\r\n"
    parts = [
        record(0, kind="warcinfo"),
        record(1, body),
        record(2, b"GIF89a", Content_Type="image/gif"),
        record(3, b"gone", Status="404 Not Found"),
        record(4, kind="request"),
        record(5, chunked, Transfer_Encoding="chunked"),
        record(6, gzip.compress(body), Content_Encoding="gzip"),
        record(7, body, Content_Encoding="gzip", Transfer_Encoding="chunked"),
        record(
            8,
            b"2\r\n"
            + zlib.compress(body)[:2]
            + b"\r\n%x\r\n" % (len(zlib.compress(body)) - 2)
            + zlib.compress(body)[2:]
            + b"\r\n0\r\n\r\n",
            Content_Encoding="deflate",
            transfer_encoding="chunked",
        ),
    ]
    found = pages(written(tmp_path, parts, compressed=compressed))
    assert [page.address for page in found] == [f"https://a.example/{number}" for number in (1, 5, 6, 7, 8)]
    assert {page.content for page in found} == {body}
    assert (found[0].fetched, found[0].charset, found[0].kind) == ("2025-07-01T10:00:01Z", "utf-8", "html")
    assert len({page.name for page in found}) == 5


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_cut_anywhere_gives_the_whole_records_and_one_problem(tmp_path: Path, compressed: bool) -> None:
    parts = [record(1), record(2), record(3)]
    whole = written(tmp_path, parts, compressed=compressed).read_bytes()
    two = len(b"".join(gzip.compress(part) for part in parts[:2]) if compressed else b"".join(parts[:2]))
    ending = 0 if compressed else 4
    path = tmp_path / ("cut.warc.gz" if compressed else "cut.warc")
    for cut in range(two + 1, len(whole) - ending, 7):
        path.write_bytes(whole[:cut])
        found = list(read_saved(path))
        assert [one.address for one in found if isinstance(one, Page)][:2] == [
            "https://a.example/1",
            "https://a.example/2",
        ]
        last = found[-1]
        assert isinstance(last, Problem), cut
        assert "cut in the middle of a record" in last.reason
        assert len(found) <= 4


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"junk " * 500, "isn't a sound WARC"),
        (gzip.compress(b"junk " * 500), "isn't a sound WARC"),
        (record(1) + b"junk " * 500, ""),
    ],
)
def test_what_is_not_a_web_archive(tmp_path: Path, body: bytes, reason: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(body)
    last = list(read_saved(path))[-1]
    assert isinstance(last, Problem)
    assert reason in last.reason


def test_records_that_cannot_be_decoded_are_problems_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "MAX_PAGE", 50_000)
    parts = [
        record(1, gzip.compress(bytes(9_000_000)), Content_Encoding="gzip"),
        record(2, bytes(200_000)),
        record(3, b"5\r\nab", Transfer_Encoding="chunked"),
        record(4, b"?", Content_Encoding="br"),
        record(5, bytes(200_000), Content_Type="image/png"),
        record(6),
    ]
    *bad, page = read_saved(written(tmp_path, parts, compressed=False))
    assert [one.reason for one in bad if isinstance(one, Problem)] == [
        "its page is longer than 0.05 MB",
        "its page is longer than 0.05 MB",
        "its chunked body is cut short",
        "its body is coded as 'br', which sayso doesn't read",
    ]
    assert isinstance(page, Page)


def test_an_archive_without_a_page_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"")
    (problem,) = read_saved(path)
    assert isinstance(problem, Problem)
    assert problem.reason == "no page stands in this archive"


@pytest.mark.parametrize(
    ("head", "block"),
    [
        (b"WARC-Type: resource\r\nContent-Type: text/html", b"<!doctype html><p>Hello</p>"),
        (b"WARC-Type: response", b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<!doctype html><p>Hello</p>"),
        (
            b"WARC-Type: response",
            b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n<!doctype html><p>Hello</p>",
        ),
    ],
)
def test_resources_and_responses_without_a_type_are_pages(tmp_path: Path, head: bytes, block: bytes) -> None:
    path = tmp_path / "a.warc"
    length = b"Content-Length: %d" % len(block)
    path.write_bytes(
        b"\r\n".join((b"WARC/1.0", head, b"WARC-Target-URI: http://n.example/1", length, b"", block, b"", b""))
    )
    (page,) = read_saved(path)
    assert isinstance(page, Page)
    assert (page.address, page.content) == ("http://n.example/1", b"<!doctype html><p>Hello</p>")
