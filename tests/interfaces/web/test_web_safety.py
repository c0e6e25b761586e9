"""Who may ask, who may write, and that what outsiders wrote stays text."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from sayso.desk import Desk
from sayso.errors import StoreError, StoreFull, StoreLocked
from sayso.interfaces.addresses import article_path, story_path
from sayso.interfaces.app import create_app
from sayso.interfaces.guard import MAX_BODY
from sayso.interfaces.web.rendering import clean
from sayso.settings import Settings
from tests.interfaces.web.asgi_client import SiteClient
from tests.interfaces.web.web_material import BAD_TITLE, HOSTILE, SETTINGS, WIRE, small_newsroom

COMMENTS = f"/article/{WIRE.id}/comments"
FORM = {"author": "Ada", "comment": "A word."}
OURS = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
PAGES = ("/", "/search?q=x", "/nothing", "/api/v1/stories", "/api/v1/nothing", "/feed.atom", "/?page=x")


# --- headers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(client: SiteClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    for part in (
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ):
        assert part in policy.split("; ")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "access-control-allow-origin" not in headers


def test_an_error_in_our_code_is_a_plain_page_with_the_headers(
    own_client: SiteClient, own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: Desk, *_: object) -> None:
        raise ZeroDivisionError("secret inside")

    monkeypatch.setattr(Desk, "stories", broken)
    for path in ("/", "/api/v1/stories"):
        response = own_client.get(path)
        assert response.status_code == 500
        assert "Something went wrong" in response.text
        assert "secret" not in response.text
        assert "Traceback" not in response.text
        assert "content-security-policy" in response.headers
    assert own_desk.counts()["articles"]


def test_no_page_has_inline_scripts_styles_handlers_or_outside_addresses(client: SiteClient) -> None:
    paths = ("/", story_path("s2", BAD_TITLE), article_path(HOSTILE.id, BAD_TITLE), article_path(WIRE.id, WIRE.title))
    for path in paths:
        html = client.get(path).text
        tags = "".join(re.findall(r"<[a-z][^>]*>", html))
        assert all(tag.startswith('<script src="/static/listen.') for tag in re.findall(r"<script[^>]*>", tags))
        assert "<style" not in html
        assert not re.search(r"\s(?:style|on[a-z]+)=", tags)
        loaded = re.findall(r'<(?:img|script|link|iframe|source|video|audio)[^>]*(?:src|href)="([^"]*)"', html)
        assert all(address.startswith("/") for address in loaded)


# --- hosts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "LOCALHOST:8123", "[::1]:8000", "news.home:80"])
def test_our_names_are_answered(newsroom: Desk, host: str) -> None:
    app = create_app(Settings(now=SETTINGS.now, allowed_hosts=("News.home",)), newsroom)
    assert SiteClient(app, "127.0.0.1").get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "127.0.0.2",
        "",
        "localhost:x",
        "a@localhost",
    ],
)
def test_other_names_are_not(client: SiteClient, host: str) -> None:
    response = client.get("/", headers={"host": host})
    assert response.status_code == 421
    assert "Bridge" not in response.text


def test_the_address_that_is_listened_on_is_one_of_ours(newsroom: Desk) -> None:
    own = create_app(Settings(host="192.168.7.7"), newsroom)
    assert SiteClient(own, "192.168.7.7:8000").get("/").status_code == 200
    everywhere = create_app(Settings(host="0.0.0.0"), newsroom)
    assert SiteClient(everywhere, "0.0.0.0:8000").get("/").status_code == 421


# --- writes ----------------------------------------------------------------------------------------------------------


def test_a_comment_is_held_and_the_reader_told(own_client: SiteClient, own_desk: Desk) -> None:
    response = own_client.post(COMMENTS, form={**FORM, "comment": "One.\r\nTwo."}, headers=OURS)
    assert response.status_code == 303
    page = own_client.get(response.headers["location"].partition("#")[0]).text
    assert "waits for approval" in page
    assert "Two." not in page
    kept = own_desk.comments("held")[-1]
    assert (kept.name, kept.body) == ("Ada", "One.\nTwo.")
    own_desk.judge_comment(kept.id, "approved")
    assert "Two." in own_client.get(article_path(WIRE.id, WIRE.title)).text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:8000"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
        {"origin": "http://[::1"},
    ],
)
def test_another_site_cannot_write(own_client: SiteClient, own_desk: Desk, headers: dict[str, str]) -> None:
    before = own_desk.counts()["comments_held"]
    assert own_client.post(COMMENTS, form=FORM, headers=headers).status_code == 403
    assert own_desk.counts()["comments_held"] == before


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8000"}, OURS])
def test_our_own_pages_can(own_client: SiteClient, headers: dict[str, str]) -> None:
    assert own_client.post(COMMENTS, form=FORM, headers=headers).status_code == 303


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({**FORM, "comment": "x" * 4001}, "longer than 4000"),
        ({**FORM, "comment": "  "}, "a name and a text are needed"),
        ({**FORM, "author": "x" * 81}, "longer than 80"),
    ],
)
def test_a_comment_is_bounded(own_client: SiteClient, form: dict[str, str], told: str) -> None:
    response = own_client.post(COMMENTS, form=form, headers=OURS)
    assert response.status_code == 400
    assert told in response.text


def test_a_body_is_bounded(own_client: SiteClient) -> None:
    big = {**FORM, "comment": "x" * MAX_BODY}
    assert own_client.post(COMMENTS, form=big, headers=OURS).status_code == 413
    unmeasured = {**OURS, "content-type": "application/x-www-form-urlencoded", "transfer-encoding": "chunked"}
    assert own_client.request("POST", COMMENTS, unmeasured, b"comment=" + b"x" * MAX_BODY).status_code == 411


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreFull("/home/someone/store", "the disk is full"), "Something went wrong"),
        (StoreLocked("/home/someone/store", "process 7 is writing to it"), "Try again in a minute"),
    ],
)
def test_a_store_that_can_not_be_written_to_is_told_without_its_details_and_logged(
    own_client: SiteClient,
    own_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: StoreError,
    told: str,
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(type(own_desk), "comment", refuse)
    response = own_client.post(COMMENTS, form=FORM, headers=OURS)
    assert response.status_code == 503
    assert told in response.text
    assert "/home" not in response.text
    assert f"{COMMENTS!r}: {error}" in caplog.text


def test_a_removed_article_takes_no_comments(own_client: SiteClient) -> None:
    assert own_client.post("/article/a00000000008/comments", form=FORM, headers=OURS).status_code == 404


def test_other_methods_are_refused(own_client: SiteClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        assert own_client.request(method, "/", headers={**OURS, "content-length": "0"}).status_code == 405
        assert own_client.request(method, "/", headers={"content-length": "0"}).status_code == 403


# --- reads -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({}, 200),
    ],
)
def test_another_site_can_link_here_but_not_load_from_here(
    client: SiteClient, headers: dict[str, str], status: int
) -> None:
    assert client.get("/api/v1/stories", headers=headers).status_code == status


def test_reading_writes_nothing(own_client: SiteClient, own_desk: Desk) -> None:
    def state() -> object:
        return own_desk.counts(), own_desk.comments(), own_desk.problems(), [s.id for s in own_desk.stories(99)]

    before = state()
    article, story = article_path(WIRE.id, WIRE.title), "/story/s1-bridge-to-close-on-friday"
    for path in (*PAGES, f"{article}?summary=yes&ask=boats", f"{story}?ask=boats", f"{story}/feed.atom"):
        own_client.get(path)
    own_client.get("/api/v1/ask?question=boats")
    own_client.get("/api/v1/explain?what=s2")
    assert state() == before


def test_head_is_get_without_its_body(client: SiteClient) -> None:
    response = client.request("HEAD", "/")
    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["content-length"]) == len(client.get("/").content)


def test_what_is_asked_is_bounded(client: SiteClient) -> None:
    assert client.get(f"/search?q={'x' * 301}").status_code == 400
    assert client.get(f"/search?q={'x' * 5000}").status_code == 414
    assert client.get(f"/{'x' * 5000}").status_code == 414


@pytest.mark.parametrize("query", ['"', "(", "NEAR(", "a AND", "*", "\x00", "%00", "' OR 1=1 --"])
def test_no_query_breaks_the_search(client: SiteClient, query: str) -> None:
    asked = quote(query)
    assert client.get(f"/search?q={asked}").status_code == 200
    assert client.get(f"/search?q={asked}&kind=statement").status_code == 200
    assert client.get(f"/search?q=bridge&outlet={asked}").status_code == 200


# --- hostile words ---------------------------------------------------------------------------------------------------


def test_hostile_words_stay_words(client: SiteClient) -> None:
    article = client.get(article_path(HOSTILE.id, BAD_TITLE)).text
    story = client.get(story_path("s2", BAD_TITLE)).text
    front = client.get("/").text
    found = client.get("/search?q=script").text
    for html in (article, story, front, found):
        assert "<script>" not in html
        assert "<img" not in html
        assert "<iframe" not in html
        assert "onerror=alert(1)>" not in html
        assert "&lt;script&gt;" in html
    assert "{{ 7 * 7 }}" in article
    assert "javascript:" not in article
    assert 'href="data:' not in article
    assert "onmouseover" not in article
    assert re.search(r'<div id="body"[^>]*>', article)[0] == '<div id="body" class="body" dir="auto">'  # type: ignore[index]


def test_a_query_stays_words(client: SiteClient) -> None:
    html = client.get("/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>" not in html
    html = client.get("/story/" + quote("<script>alert(1)</script>", safe="")).text
    assert "<script>" not in html


def test_no_page_turns_the_order_of_letters(client: SiteClient) -> None:
    for path in ("/", story_path("s2", BAD_TITLE), article_path(HOSTILE.id, BAD_TITLE)):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", client.get(path).text)


def test_clean_takes_out_what_html_cannot_hold() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\U0001fffff\x85") == "a�b�c�d�e�f�"
    assert clean("tab\tline\nא\u200f ünï 😀") == "tab\tline\nא\u200f ünï 😀"
    assert clean("x\u202ey\u2066z\u2069") == "xyz"


def test_a_newsroom_of_ones_own_has_no_banner() -> None:
    with small_newsroom(Settings(store=":memory:")) as desk:
        assert "Sample newsroom" not in SiteClient(create_app(desk.settings, desk), "localhost").get("/").text
