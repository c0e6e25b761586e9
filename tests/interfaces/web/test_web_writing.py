"""The user's model on the pages, in the API and on the command line: only when asked, marked, and never in the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.desk import Desk
from sayso.errors import WriterError
from sayso.interfaces.app import create_app
from sayso.models import ScriptedWriter
from sayso.settings import Settings
from sayso.types import Draft, Drafts, Evidence
from tests.conftest import Sayso
from tests.interfaces.web.asgi_client import SiteClient
from tests.interfaces.web.web_material import SETTINGS, small_newsroom
from tests.models.model_server import ModelServer, serving

HOSTILE = "<script>alert(1)</script>"


class Copying:
    """A writer that gives each piece of evidence back as it is, under a hostile name."""

    def __init__(self) -> None:
        self.asked = 0

    def write(self, evidence: list[Evidence], question: str | None = None) -> Drafts:
        self.asked += 1
        return Drafts(HOSTILE, tuple(Draft(piece.sentence, (piece.number,)) for piece in evidence))


class Failing:
    def write(self, evidence: list[Evidence], question: str | None = None) -> Drafts:
        raise WriterError("http://127.0.0.1:9/v1", f"it failed {HOSTILE}", "")


@pytest.fixture(name="desk")
def _desk() -> Iterator[Desk]:
    with small_newsroom() as desk:
        yield desk


def site(desk: Desk, writer: object) -> SiteClient:
    return SiteClient(create_app(SETTINGS, Desk(desk.store, desk.settings, writer)))  # type: ignore[arg-type]


def story_of(client: SiteClient) -> str:
    found = re.search(r'href="(/story/[^"#?/]+)"', client.get("/").text)
    assert found
    return found[1]


def test_without_a_model_nothing_offers_one(desk: Desk) -> None:
    client = SiteClient(create_app(SETTINGS, desk))
    path = story_of(client)
    assert "language model" not in client.get(path).text
    assert client.get(f"{path}?write=1").text == client.get(path).text
    answer = client.get("/api/v1/explain", params={"what": path.rpartition("-")[2], "write": "1"})
    assert answer.status_code in {400, 404}


def test_a_page_asks_the_model_only_when_it_is_told_to(desk: Desk) -> None:
    writer = Copying()
    client = site(desk, writer)
    path = story_of(client)
    plain = client.get(path).text
    assert writer.asked == 0
    assert "in the words of your language model" in plain
    written = client.get(f"{path}?write=1").text
    assert writer.asked == 1
    assert "written by &lt;script&gt;" in written
    assert HOSTILE not in written


def test_a_model_that_fails_is_a_line_and_the_extract_stands(desk: Desk) -> None:
    client = site(desk, Failing())
    path = story_of(client)
    shown = client.get(f"{path}?write=1")
    assert shown.status_code == 200
    assert "extracted; the language model gave nothing usable: it failed" in shown.text
    assert HOSTILE not in shown.text
    assert "127.0.0.1:9" not in shown.text


def test_an_explainer_of_the_api_says_whose_words_it_has(desk: Desk) -> None:
    (story, *_) = desk.stories(1)
    view = desk.story(story.id)
    assert view.explainer is not None
    sentence = view.explainer.lines[0].sentence
    client = site(desk, ScriptedWriter([[Draft(sentence, (1,)), Draft("Nobody said this.", (1,))]]))
    told = json.loads(client.get("/api/v1/explain", params={"what": story.id, "write": "1"}).text)
    assert told["writing"]["kept"] == 1
    assert len(told["writing"]["rejected"]) == 1
    assert told["what_we_know"][0]["written_by"] == "scripted"


@pytest.mark.enable_socket
def test_the_command_line_writes_with_a_real_server(sayso: Sayso, demo_store: Settings, tmp_path: Path) -> None:
    del tmp_path
    at = ("--store", str(demo_store.folder), "--now", demo_store.now)
    story = sayso("stories", "--json", "--limit", "1", *at).json[0]["story"]
    lines = sayso("explain", story, "--json", *at).json[0]["what_we_know"]
    with serving() as server:
        _answers_with(server, lines[0]["sentence"])
        address = ("--set", f"writer_address=http://127.0.0.1:{server.port}")
        told = sayso("explain", story, "--write", "--json", *at, *address).json[0]
        assert [line.get("written_by") for line in told["what_we_know"]] == ["tiny", *[None] * (len(lines) - 1)]
        assert (told["writing"]["drafted"], told["writing"]["kept"]) == (2, 1)
        shown = sayso("explain", story, "--write", *at, *address)
        assert "written by tiny from the extract where marked; 1 sentence of it didn't hold" in shown.out
        asked = sayso("ask", "How many people died?", "--write", *at, *address)
        assert asked.code == 0
    refused = sayso("explain", story, "--write", *at, *address)
    assert refused.code == 0
    assert "extracted; the language model gave nothing usable: it can't be reached" in refused.out
    none = sayso("explain", story, "--write", *at)
    assert (none.code, none.err.splitlines()[-1][:37]) == (1, "sayso: write: no language model is se")


def _answers_with(server: ModelServer, sentence: str) -> None:
    server.drafts([(sentence, [1]), ("The moon is made of cheese.", [1])])
