"""The JSON API: the contract's forms, errors as JSON, its own description."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.interfaces.web.asgi_client import SiteClient
from tests.interfaces.web.web_material import BOATS, EARLIER_TEXT, HOSTILE, OWN, REMOVED, WIRE

API = "/api/v1"


def get(client: SiteClient, path: str, status: int = 200) -> Any:
    response = client.get(API + path)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    return json.loads(response.content)


def test_stories_with_their_articles(client: SiteClient) -> None:
    stories = get(client, "/stories?limit=1")["stories"]
    assert len(stories) == 1
    bridge = stories[0]
    assert bridge["story"] == "s1"
    assert bridge["sources"] == {"articles": 5, "independent": 2, "undetermined": 1}
    assert {a["relation"] for a in bridge["articles"]} == {"original", "copy", "independent", "undetermined", "derived"}
    assert get(client, "/stories?limit=1&offset=1")["stories"][0]["story"] == "s2"


def test_a_story_with_what_we_know(client: SiteClient) -> None:
    story = get(client, "/stories/s1")
    (line,) = [line for line in story["explained"]["what_we_know"] if line["sentence"] == BOATS]
    assert line["support"][0]["text"] == BOATS
    assert (line["speaker"], line["firmness"], line["independent"]) == ("Quay Wire", "stated", 2)
    assert story["explained"]["figures"][0]["status"] == "conflict"
    assert get(client, "/stories/s3")["story"] == "s1"


def test_an_article_and_its_statements(client: SiteClient) -> None:
    article = get(client, f"/articles/{WIRE.id}")
    assert article["text"] == WIRE.text
    assert (article["state"], article["story"], article["relation"]) == ("live", "s1", "original")
    assert len(article["versions"]) == 2
    assert client.get(article["page"]).status_code == 200
    (statement,) = get(client, f"/articles/{WIRE.id}/statements")["statements"]
    assert statement["words"]["source"] == ["Mayor Ilse Brandt"]
    assert len(statement["id"]) == 12


def test_a_removed_article_is_gone(client: SiteClient) -> None:
    assert "taken down" in get(client, f"/articles/{REMOVED.id}", 410)["error"]


def test_search_and_statements(client: SiteClient) -> None:
    hits = get(client, "/search?q=barcos&language=es")["hits"]
    assert [hit["article"] for hit in hits] == [OWN.id]
    assert hits[0]["support"]["text"] == hits[0]["snippet"]
    (statement,) = get(client, "/statements?q=bridge")["statements"]
    assert (statement["kind"], statement["speaker"]) == ("statement", "Ilse Brandt")


def test_news_and_edits(client: SiteClient) -> None:
    (news,) = [one for one in get(client, "/news?since=2031-05-01")["stories"] if one["story"] == "s1"]
    assert (len(news["articles"]), news["copies"], news["changes"]) == (4, 1, [])
    assert all(line["support"][0]["text"] for line in news["new"])
    assert get(client, "/news?since=2031-05-04T12:00:00Z")["stories"] == []
    assert "someday" in get(client, "/news?since=someday", 400)["error"]
    (edit,) = get(client, f"/articles/{WIRE.id}/edits")["edits"]
    assert {change["kind"] for change in edit["changes"]} == {"name"}
    assert all(change["before"]["text"] == EARLIER_TEXT for change in edit["changes"])


def test_explain_and_ask(client: SiteClient) -> None:
    assert get(client, "/explain?what=s1")["subject"] == "Bridge to close on Friday"
    answer = get(client, "/ask?question=How+many+boats+wait+below+the+bridge%3F&story=s1")
    assert all(a["sentence"] == a["support"][0]["text"] for a in answer["answers"])
    assert get(client, "/ask?question=Who+painted+the+moon%3F") == {"question": "Who painted the moon?", "answers": []}


def test_a_private_person_is_declined_with_the_reason(client: SiteClient) -> None:
    assert "public role" in get(client, "/explain?what=Ilse+Brandt", 403)["error"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories/none", 404),
        ("/articles/none", 404),
        ("/nothing", 404),
        ("/explain?what=Nobody+at+all", 404),
        ("/explain?what=", 404),
        ("/explain", 400),
        ("/stories?limit=0", 400),
        ("/stories?limit=1000", 400),
        ("/search?q=x&kind=people", 400),
        ("/search?q=x&since=soon", 400),
        ("/ask?question=x&story=none", 404),
    ],
)
def test_errors_are_json_with_one_line(client: SiteClient, path: str, status: int) -> None:
    error = get(client, path, status)
    assert list(error) == ["error"]
    assert "\n" not in error["error"]


def test_hostile_words_come_as_they_are_in_json(client: SiteClient) -> None:
    assert get(client, f"/articles/{HOSTILE.id}")["text"] == HOSTILE.text


def test_the_api_describes_itself(client: SiteClient) -> None:
    described = get(client, "/openapi.json")
    assert {
        "/api/v1/stories",
        "/api/v1/stories/{story}",
        "/api/v1/articles/{article}",
        "/api/v1/articles/{article}/statements",
        "/api/v1/articles/{article}/edits",
        "/api/v1/news",
        "/api/v1/statements",
        "/api/v1/search",
        "/api/v1/explain",
        "/api/v1/ask",
    } == set(described["paths"])
    for path in ("/docs", "/redoc", "/openapi.json"):  # they would load scripts from elsewhere
        assert client.get(path).status_code == 404
