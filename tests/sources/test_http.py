"""The fetcher against a real server: what it refuses, what it bounds, what it remembers."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from datetime import UTC, datetime

import pytest

from sayso.errors import FetchError, RefusedAddress
from sayso.sources import Fetcher, FetchPolicy
from sayso.sources.http import seconds_to_wait
from tests.sources.local_site import Site, policy, slowly

pytestmark = pytest.mark.enable_socket


def test_a_page_comes_with_its_headers_and_charset(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", b"<p>hi", Content_Type='text/HTML; Charset="ISO-8859-1"', ETag='"v1"')
    got = fetcher.get(site.at("/a#part"))
    assert (got.status, got.body, got.content_type, got.charset, got.etag) == (
        200,
        b"<p>hi",
        "text/html",
        "iso-8859-1",
        '"v1"',
    )
    assert got.final_address == site.at("/a")
    assert site.asked[-1][1]["user-agent"].startswith("sayso/")


def test_a_conditional_request_gets_304(site: Site, fetcher: Fetcher) -> None:
    site.put("/feed", status=304)
    got = fetcher.get(site.at("/feed"), etag='"v1"', last_modified="Tue, 01 Jul 2025 10:00:00 GMT")
    assert got.not_modified
    assert got.body == b""
    headers = site.asked[-1][1]
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "Tue, 01 Jul 2025 10:00:00 GMT"


def test_a_stored_validator_cannot_smuggle_a_header(site: Site, fetcher: Fetcher) -> None:
    site.put("/feed", b"x")
    fetcher.get(site.at("/feed"), etag='"v"\r\nX-Evil: 1')
    assert "x-evil" not in site.asked[-1][1]


def test_a_304_that_was_not_asked_for_is_an_error(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", status=304)
    with pytest.raises(FetchError, match="no condition"):
        fetcher.get(site.at("/a"))


def test_headers_beyond_ascii_go_out_and_come_in(site: Site, fetcher: Fetcher) -> None:
    site.redirect("/a", "/é".encode().decode("latin-1"))
    site.put("/%C3%A9", b"here", ETag='"é"')
    got = fetcher.get(site.at("/a"))
    assert (got.body, got.etag) == (b"here", '"é"')
    fetcher.get(site.at("/a"), etag='"é”"')
    assert site.asked[-1][1]["if-none-match"] == '"é"'


@pytest.mark.parametrize(
    ("statuses", "permanent"), [((301,), True), ((308, 301), True), ((302,), False), ((301, 307), False)]
)
def test_only_permanent_chains_are_remembered(
    site: Site, fetcher: Fetcher, statuses: tuple[int, ...], permanent: bool
) -> None:
    for step, status in enumerate(statuses):
        site.redirect(f"/{step}", f"/{step + 1}", status)
    site.put(f"/{len(statuses)}", b"here")
    got = fetcher.get(site.at("/0"))
    assert got.body == b"here"
    assert got.permanent == (got.final_address if permanent else None)


def test_a_redirect_loop_ends(site: Site, fetcher: Fetcher) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher.get(site.at("/a"))


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:1/",
        "http://127.0.0.1/",
        "http://10.0.0.7/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "ftp://192.0.2.1/",
        "//0/",
        "http://user@127.0.0.1/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(site: Site, fetcher: Fetcher, to: str) -> None:
    site.redirect("/out", to)
    with pytest.raises(RefusedAddress):
        fetcher.get(site.at("/out"))


@pytest.mark.parametrize(
    "answer", ["127.0.0.1", "10.1.2.3", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", "64:ff9b::a00:1"]
)
def test_a_name_that_leads_to_a_private_number_is_refused(site: Site, answer: str) -> None:
    with (
        Fetcher(FetchPolicy(), resolver=lambda _host, _port: ["93.184.215.14", answer]) as fetcher,
        pytest.raises(RefusedAddress, match="private or reserved"),
    ):
        fetcher.get("http://rebind.example/")
    assert site.asked == []


def test_the_number_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    site.put("/a", b"one")
    with Fetcher(policy(site, respect_robots=False), resolver=resolver) as fetcher:
        assert fetcher.get(f"http://name.example:{site.port}/a").body == b"one"
    assert asked == ["name.example"]


def test_connect_to_leads_a_name_to_the_demo_and_nowhere_private_else(site: Site) -> None:
    site.put("/story", b"demo")
    mapping = {"harbor.example:80": site.place}
    with Fetcher(policy(site, connect_to=mapping)) as fetcher:
        assert fetcher.get("http://harbor.example/story").body == b"demo"
        assert site.asked[-1][1]["host"] == "harbor.example"
    with Fetcher(FetchPolicy(connect_to=mapping)) as fetcher, pytest.raises(RefusedAddress):
        fetcher.get("http://harbor.example/story")


def test_proxy_variables_are_ignored_and_a_set_proxy_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.put("/a", b"direct")
    with Fetcher(policy(site)) as fetcher:
        assert fetcher.get(site.at("/a")).body == b"direct"
    site.put("http://outlet.example/a", b"through the proxy")
    with Fetcher(FetchPolicy(proxy=f"http://{site.place}")) as fetcher:
        assert fetcher.get("http://outlet.example/a").body == b"through the proxy"
        for address in ("http://localhost/", "http://10.0.0.1/", "http://router.local/", "http://intranet/"):
            with pytest.raises(RefusedAddress):
                fetcher.get(address)


def test_a_gzip_bomb_is_refused(site: Site, fetcher: Fetcher) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    assert len(bomb) < 100_000
    site.put("/bomb", bomb, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="compressed body grows past 10 MB"):
        fetcher.get(site.at("/bomb"))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "two members"])
def test_compressed_bodies_are_read(site: Site, fetcher: Fetcher, coding: str) -> None:
    body = b"words " * 50_000
    raw = zlib.compressobj(wbits=-15)
    coded = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw deflate": raw.compress(body) + raw.flush(),
        "two members": gzip.compress(body[:99_999]) + gzip.compress(body[99_999:]) + bytes(30),
    }[coding]
    site.put("/a", coded, Content_Encoding="gzip" if coding in ("gzip", "two members") else "deflate")
    assert fetcher.get(site.at("/a")).body == body


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (gzip.compress(b"x" * 9_999)[:-12], "gzip", "cut short"),
        (b"not gzip at all", "gzip", "aren't gzip"),
        (b"??", "br", "didn't ask for"),
    ],
)
def test_broken_codings_have_a_clear_line(site: Site, fetcher: Fetcher, body: bytes, coding: str, reason: str) -> None:
    site.put("/a", body, Content_Encoding=coding)
    with pytest.raises(FetchError, match=reason):
        fetcher.get(site.at("/a"))


def test_a_body_past_the_bound_is_refused_whatever_it_says_of_itself(site: Site) -> None:
    site.put("/said", bytes(5_000))
    site.put("/unsaid", b"%x\r\n" % 5_000 + bytes(5_000) + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked")
    with Fetcher(policy(site, max_bytes=4_000)) as fetcher:
        for path in ("/said", "/unsaid"):
            with pytest.raises(FetchError, match="longer than 4000 bytes"):
                fetcher.get(site.at(path))


def test_a_slow_drip_ends_at_the_total_time(site: Site) -> None:
    site.answers["/drip"] = slowly([b"x"] * 100, 0.1)
    with Fetcher(policy(site, timeout=0.6, read=0.5, respect_robots=False)) as fetcher:
        started = time.monotonic()
        with pytest.raises(FetchError, match=r"longer than 0\.6 seconds in all"):
            fetcher.get(site.at("/drip"))
        assert time.monotonic() - started < 3


def test_silence_ends_at_the_read_time(site: Site) -> None:
    site.answers["/silent"] = slowly([b"x", b"y"], 1.0)
    with Fetcher(policy(site, read=0.2, respect_robots=False)) as fetcher, pytest.raises(FetchError, match="no answer"):
        fetcher.get(site.at("/silent"))


def test_a_resolver_that_hangs_ends_at_the_connect_time() -> None:
    done = threading.Event()
    with (
        Fetcher(FetchPolicy(connect=0.2), resolver=lambda _host, _port: [str(done.wait(5))]) as fetcher,
        pytest.raises(FetchError, match="no answer"),
    ):
        fetcher.get("http://slow.example/")
    done.set()


def test_an_unknown_name_has_a_clear_line() -> None:
    def resolver(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with Fetcher(FetchPolicy(), resolver=resolver) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get("http://none.example/a")
    assert str(caught.value).startswith(
        "http://none.example/a: it can't be reached (the name none.example isn't known)"
    )


def test_what_is_not_http_and_nobody_there_have_clear_lines(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    allowed = frozenset([f"127.0.0.1:{port}"])
    with (
        Fetcher(policy(site, allow_private=allowed, respect_robots=False)) as fetcher,
        pytest.raises(FetchError, match="can't be reached"),
    ):
        fetcher.get(f"http://127.0.0.1:{port}/")
    site.answers["/junk"] = lambda handler: handler.wfile.write(b"SSH-2.0-hello\r\n\r\n") and None
    with (
        Fetcher(policy(site, respect_robots=False)) as fetcher,
        pytest.raises(FetchError, match="isn't sound HTTP"),
    ):
        fetcher.get(site.at("/junk"))


def test_no_more_than_two_connections_a_host(site: Site, fetcher: Fetcher) -> None:
    for number in range(8):
        site.answers[f"/{number}"] = slowly([b"x"], 0.05)
    threads = [threading.Thread(target=fetcher.get, args=(site.at(f"/{number}"),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert site.most_busy == 2
    assert site.paths().count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("status", "words"), [(404, "not found"), (410, "gone"), (503, "not available"), (418, "HTTP 418")]
)
def test_an_error_status_is_raised_with_its_number(site: Site, fetcher: Fetcher, status: int, words: str) -> None:
    site.put("/a", b"sorry", status=status, Retry_After="120")
    with pytest.raises(FetchError, match=words) as caught:
        fetcher.get(site.at("/a"))
    assert (caught.value.status, caught.value.retry_after) == (status, 120.0)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Tue, 01 Jul 2025 10:05:00 GMT", 300.0),
        ("Tue, 01 Jul 2025 09:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("9" * 400, 999999999.0),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(header, datetime(2025, 7, 1, 10, 0, tzinfo=UTC)) == seconds


class TestRobots:
    def test_rules_are_obeyed_by_our_own_name(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", b"User-agent: *\nDisallow: /\n\nUser-agent: sayso\nDisallow: /private\n")
        site.put("/open", b"yes")
        site.put("/private/a", b"no")
        assert fetcher.get(site.at("/open")).body == b"yes"
        with pytest.raises(RefusedAddress, match=r"robots\.txt"):
            fetcher.get(site.at("/private/a"))
        assert site.paths() == ["/robots.txt", "/open"]

    def test_a_redirect_into_what_is_disallowed_is_refused(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", b"User-agent: *\nDisallow: /private\n")
        site.redirect("/open", "/private/a")
        with pytest.raises(RefusedAddress):
            fetcher.get(site.at("/open"))

    @pytest.mark.parametrize("status", [500, 503, 429])
    def test_an_origin_whose_robots_fail_is_left_alone(self, site: Site, fetcher: Fetcher, status: int) -> None:
        site.put("/robots.txt", status=status)
        site.put("/a", b"page")
        for _ in range(2):
            with pytest.raises(FetchError, match=r"robots\.txt can't be had"):
                fetcher.get(site.at("/a"))
        assert site.paths() == ["/robots.txt"]

    def test_no_robots_means_no_rules(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", status=403)
        site.put("/a", b"page")
        assert fetcher.get(site.at("/a")).body == b"page"

    def test_a_huge_robots_is_read_to_its_bound(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", b"User-agent: *\nDisallow: /no\n" + b"# padding\n" * 300_000)
        site.put("/a", b"page")
        assert fetcher.get(site.at("/a")).body == b"page"
        with pytest.raises(RefusedAddress):
            fetcher.get(site.at("/no"))

    def test_crawl_delay_is_kept(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3\n")
        site.put("/a", b"page")
        started = time.monotonic()
        for _ in range(3):
            fetcher.get(site.at("/a"))
        assert time.monotonic() - started >= 0.6
