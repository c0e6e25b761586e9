"""Reading the demo's store: stories, explain, ask, search, outlets."""

from __future__ import annotations

import pytest

from sayso.desk import Desk
from sayso.settings import Settings
from tests.conftest import Sayso


@pytest.fixture
def at(demo_store: Settings) -> tuple[str, ...]:
    return ("--store", demo_store.store, "--now", demo_store.now)


def test_stories_have_every_field_of_the_contract(sayso: Sayso, at: tuple[str, ...]) -> None:
    stories = sayso("stories", "--json", *at).json
    assert len(stories) >= 8
    for story in stories:
        assert set(story) == set("story title status sources languages first last articles".split())
        assert set(story["sources"]) == {"articles", "independent", "undetermined"}
        assert story["sources"]["articles"] == len(story["articles"])
        for article in story["articles"]:
            assert set(article) == set("id title outlet published url copy_of relation".split())
    assert {"en", "es", "fr"} <= {language for story in stories for language in story["languages"]}
    assert len(sayso("stories", "--json", "--limit", "2", *at).json) == 2


def test_a_story_is_explained_by_id_and_by_a_part_of_its_title(sayso: Sayso, at: tuple[str, ...]) -> None:
    story = sayso("stories", "--json", "--limit", "1", *at).json[0]
    (told,) = sayso("explain", story["story"], "--json", *at).json
    promised = {"subject", "sources", "what_we_know", "figures", "timeline", "open_questions"}
    assert set(told) == promised | {"summary", "quotes", "subjects", "by_outlet"}
    assert told["what_we_know"]
    for line in told["what_we_know"]:
        assert set(line) >= {"sentence", "support", "speaker", "firmness", "independent"}
        assert all(set(span) == {"article", "version", "start", "end", "text"} for span in line["support"])
    for figure in told["figures"]:
        assert figure["status"] in {"agree", "updated", "conflict", "different scope"}
        assert figure["rows"]
    assert sayso("explain", story["title"].upper()[:-3], "--json", *at).json == [told]
    shown = sayso("explain", story["story"], *at).out
    assert shown.startswith(story["title"])
    assert "What we know" in shown


def test_a_subject_a_private_person_and_nobody(sayso: Sayso, at: tuple[str, ...], demo_store: Settings) -> None:
    (told,) = sayso("explain", "United Relief Council", "--json", *at).json
    assert told["what_we_know"]
    with Desk.open(demo_store.folder, demo_store) as desk:
        assert not desk.is_public("Philippa Nobody")
    declined = sayso("explain", "Nadège Orsini", *at)
    assert (declined.code, declined.out) == (1, "")
    assert "three independent" in declined.err
    nobody = sayso("explain", "Philippa Nobody", *at)
    assert (nobody.code, nobody.out) == (1, "")
    assert nobody.err.startswith("sayso: Philippa Nobody: ")


def test_answers_are_supported_or_absent(sayso: Sayso, at: tuple[str, ...]) -> None:
    (told,) = sayso("ask", "How many people died in the earthquake?", "--json", *at).json
    assert set(told) == {"question", "answers"}
    for answer in told["answers"]:
        assert set(answer) == {"sentence", "support", "speaker", "firmness", "score"}
        assert answer["support"][0]["text"]
    (silent,) = sayso("ask", "Which team won the chess olympiad in Reykjavik?", "--json", *at).json
    assert silent["answers"] == []
    assert sayso("ask", "Which team won the chess olympiad in Reykjavik?", *at).out == "The articles don't say.\n"
    assert sayso("ask", "", "--json", *at).json[0]["answers"] == []
    assert sayso("ask", "How many?", "--story", "no-such-story", *at).code == 1


ODD_QUERIES = [
    '"',
    "a AND (",
    "",
    "*",
    "NEAR(",
    "^",
    "'",
    "-",
    'dam"',
    "title:x",
    "{",
    "OR",
    "\x00",
    "\ud800",
    "a" * 9000,
]


@pytest.mark.parametrize("query", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
def test_no_query_is_an_error(sayso: Sayso, at: tuple[str, ...], query: str) -> None:
    for options in ((), ("--statements",)):
        ran = sayso("search", query, "--json", *options, *at)
        assert (ran.code, ran.err) == (0, "")
        assert all(hit["article"] for hit in ran.json)


def test_search_filters(sayso: Sayso, at: tuple[str, ...]) -> None:
    hits = sayso("search", "river", "--json", "--limit", "50", *at).json or sayso("search", "dam", "--json", *at).json
    assert hits
    outlet = hits[0]["outlet"]
    assert {hit["outlet"] for hit in sayso("search", "the", "--outlet", outlet, "--json", *at).json} == {outlet}
    spanish = sayso("search", "de", "--language", "es", "--json", *at).json
    assert {hit["language"] for hit in spanish} == {"es"}
    day = "2026-03-05"
    assert all(hit["published"] >= day for hit in sayso("search", "the", "--since", day, "--json", *at).json)
    assert all(hit["published"][:10] <= day for hit in sayso("search", "the", "--until", day, "--json", *at).json)
    said = sayso("search", "the", "--statements", "--json", *at).json
    assert said
    assert all(hit["statement"] and hit["kind"] == "statement" for hit in said)
    assert sayso("search", "the", "--since", "someday", *at).code == 1
    assert sayso("search", "zzyzx", *at).out == "nothing found\n"


def test_a_story_is_found_by_an_earlier_headline(sayso: Sayso, at: tuple[str, ...]) -> None:
    stories = sayso("stories", "--json", *at).json
    known = {article["title"]: story for story in stories for article in story["articles"]}
    headline, story = next((h, s) for h, s in known.items() if h not in {one["title"] for one in stories})
    assert sayso("explain", headline, "--json", *at).json == sayso("explain", story["story"], "--json", *at).json


def test_news_since_a_day_and_edits(sayso: Sayso, at: tuple[str, ...]) -> None:
    stories = sayso("news", "--since", "2026-03-10", "--json", *at).json
    assert len(stories) > 3
    for story in stories:
        fresh = {span["article"] for line in story["new"] for span in line["support"]}
        assert all(story[name] is not None for name in ("title", "since", "outlets", "copies"))
        assert fresh
        (alone,) = sayso("news", "--since", "2026-03-10", "--story", story["story"], "--json", *at).json
        assert alone == story
    told = sayso("news", "--since", "2026-03-10", "--limit", "1", *at).out
    assert stories[0]["title"] in told
    assert sayso("news", "--since", "2026-03-12", *at).out == ""
    assert sayso("news", "--since", "someday", *at).code == 2
    assert sayso("edits", stories[0]["articles"][0], *at).out == ""
    assert sayso("edits", "nothing", *at).code == 1


def test_outlets_list_what_is_followed_and_what_is_known(sayso: Sayso, at: tuple[str, ...]) -> None:
    told = sayso("outlets", "--json", *at).json
    followed = [one for one in told if "address" in one]
    assert len(followed) >= 8
    assert all(one["last_outcome"] and one["failures"] == 0 for one in followed)
    assert sum(one["articles"] for one in told if "outlet" in one) >= 60
    written = sayso("export", "--opml", *at).out
    assert all(one["address"] in written for one in followed)
