"""The sample outlets as a fetcher meets them."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

import pytest

from sayso import sample

pytestmark = pytest.mark.enable_socket


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def ask(server: sample.SampleServer, address: str, method: str = "GET", **headers: str) -> Answer:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, parts.path, headers={"Host": parts.netloc, **names})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def test_serves_every_article_feed_and_robots_by_host() -> None:
    with sample.serve() as server:
        addresses = [one["address"] for one in sample.articles() if one["address"]]
        addresses += [f"http://{host}/robots.txt" for host in server.hosts]
        addresses += [f"http://{host}/" for host in server.hosts]
        for address in [*addresses, *server.feeds]:
            response = ask(server, address)
            assert response.status == 200, address
            assert response.headers["ETag"]
            assert response.headers["Last-Modified"]


@pytest.mark.parametrize("address", ["http://harborcourier.example/no-such", "http://elsewhere.example/"])
def test_what_is_not_there_is_404(address: str) -> None:
    with sample.serve() as server:
        assert ask(server, address).status == 404


def test_a_path_cannot_leave_the_package() -> None:
    with sample.serve() as server:
        assert ask(server, "http://harborcourier.example/../../../manifest.json").status == 404


def test_conditional_get_answers_304_without_a_body() -> None:
    with sample.serve() as server:
        first = ask(server, server.feeds[0])
        by_tag = ask(server, server.feeds[0], If_None_Match=first.headers["ETag"])
        by_time = ask(server, server.feeds[0], If_Modified_Since=first.headers["Last-Modified"])
        assert (by_tag.status, by_time.status) == (304, 304)
        assert by_tag.body == b""


@pytest.mark.parametrize("since", ["nonsense", "Mon, 01 Jan 2001 00:00:00 GMT", "1 Jan 2030 00:00:00"])
def test_a_date_that_does_not_hold_gives_the_page(since: str) -> None:
    with sample.serve() as server:
        assert ask(server, server.feeds[0], If_Modified_Since=since).status == 200


def test_head_has_the_headers_alone() -> None:
    with sample.serve() as server:
        response = ask(server, server.feeds[0], method="HEAD")
        assert response.status == 200
        assert int(response.headers["Content-Length"]) > 0
        assert response.body == b""


def test_stage_two_serves_the_correction_and_its_feed_says_so() -> None:
    corrected = next(one for one in sample.articles() if one["versions"] == 2)
    host = urlsplit(corrected["address"]).netloc
    with sample.serve() as server:
        feed = next(address for address in server.feeds if urlsplit(address).netloc == host)
        before = [ask(server, corrected["address"]), ask(server, feed)]
        server.stage = 2
        after = [
            ask(server, old_address, If_None_Match=old.headers["ETag"])
            for old_address, old in zip([corrected["address"], feed], before, strict=True)
        ]
    assert [response.status for response in after] == [200, 200]
    for old, new in zip(before, after, strict=True):
        assert old.body != new.body


def test_an_aggregators_reprints_name_their_outlet() -> None:
    for one in sample.articles():
        is_reprint = one["outlet"] == "Tribune24" and one["relation"] == "copy"
        assert (one["credited"] is not None) == is_reprint, one["id"]


def test_now_is_two_hours_after_the_last_article() -> None:
    assert sample.NOW.startswith("2026-03-1")
    assert max(one["published"] for one in sample.articles()) < sample.NOW
