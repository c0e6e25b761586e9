"""The desk as a library: what every interface uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.desk import Desk
from sayso.errors import InputError, NotFound
from sayso.settings import Settings
from sayso.types import ArticleState
from tests.interfaces.newsstand import html_page, write_folder


@pytest.fixture
def desk(demo_copy: Settings) -> Iterator[Desk]:
    with Desk.open(demo_copy.folder, demo_copy) as opened:
        yield opened


def test_a_desk_in_memory_goes_the_whole_way(tmp_path: Path) -> None:
    with Desk.open(":memory:", Settings()) as desk:
        outcomes = list(desk.add([str(write_folder(tmp_path / "given", 3))]))
        assert [outcome.status for outcome in outcomes] == ["added"] * 3
        assert desk.counts()["articles"] == 3
        assert sum(story.sources.articles for story in desk.stories()) == 3
        checked, faults = desk.verify()
        assert checked
        assert faults == []


def test_now_is_a_setting() -> None:
    with Desk.open(":memory:", replace(Settings(), now="2026-03-11T14:00:00Z")) as desk:
        assert desk.now() == datetime(2026, 3, 11, 14, tzinfo=UTC)
    with Desk.open(":memory:", Settings()) as desk:
        assert abs((desk.now() - datetime.now(UTC)).total_seconds()) < 60


def test_an_article_has_what_its_page_shows(desk: Desk) -> None:
    story = desk.stories(1)[0]
    view = desk.article(story.articles[0])
    assert view.state is ArticleState.LIVE
    assert view.story is not None
    assert view.story.id == story.id
    assert view.hashtags
    assert view.related
    assert view.article.id not in {one.article.id for one in view.related}
    dates = [one.article.published or "" for one in view.related]
    assert dates == sorted(dates, reverse=True)
    assert {one.reason.rpartition(" in ")[0] for one in view.related} <= {"", "earlier", "later", "in this story"}
    assert any("in this story" in one.reason for one in view.related)
    assert view.story.id not in {one.story.id for one in view.near}
    assert desk.text_of(view.article.id, view.article.version) == view.article.text


def test_a_story_has_headlines_and_the_texts_are_asked_for(desk: Desk) -> None:
    story = desk.stories(1)[0]
    heads = [article for article, _ in desk.story(story.id).members]
    assert {head.id for head in heads} == set(story.articles)
    assert [head.published for head in heads] == sorted(head.published or "" for head in heads)
    for head, article in zip(heads, desk.articles(head.id for head in heads), strict=True):
        assert (head.id, head.title, head.text) == (article.id, article.title, "")
        assert article.text


def test_what_is_not_there_is_named(desk: Desk) -> None:
    for ask in (desk.article, desk.story, desk.outlet, desk.tag, desk.remove, desk.summarise):
        with pytest.raises(NotFound, match="nothing-like-it"):
            ask("nothing-like-it")
    with pytest.raises(NotFound):
        desk.judge_comment(999, "approved")
    with pytest.raises(NotFound):
        desk.comment("nothing-like-it", "Ada", "Hello")


def test_comments_are_bounded_and_held(desk: Desk) -> None:
    article = desk.stories(1)[0].articles[0]
    for body in ("", " \n", "x" * 100_000):
        with pytest.raises(InputError):
            desk.comment(article, "Ada", body)
    held = desk.comment(article, "Ada", "I was there.")
    assert desk.article(article).comments == ()
    desk.judge_comment(held.id, "approved")
    assert [comment.body for comment in desk.article(article).comments] == ["I was there."]


def test_a_removed_article_is_asked_for_nothing(desk: Desk) -> None:
    story = next(story for story in desk.stories() if story.sources.articles > 2)
    gone = story.articles[0]
    assert desk.remove(gone) == [gone]
    assert desk.article(gone).state is ArticleState.REMOVED
    assert gone not in {article.id for article, _ in desk.story(story.id).members}
    desk.work()
    explained = desk.explain(story.id)
    assert gone not in {span.article for line in explained.lines for span in line.support}
    assert desk.verify()[1] == []


def test_one_article_is_asked_alone(desk: Desk) -> None:
    question = "How many people died in the Halden dam disaster?"
    telling = desk.ask(question)[0].support[0].article
    answers = desk.ask_article(telling, question)
    assert {span.article for answer in answers for span in answer.support} == {telling}


def test_an_article_joins_the_story_of_its_events_also_years_later(tmp_path: Path) -> None:
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    first.write_text(html_page(1), "utf-8")
    second.write_text(html_page(1, outlet="Ashby Courier", more="The council will meet again on Friday."), "utf-8")
    with Desk.open(":memory:", Settings(now="2029-01-01T00:00:00Z")) as desk:
        for page in (first, second):
            for _ in desk.add([str(page)]):
                pass
        (story,) = desk.stories()
        assert story.sources.articles == 2
        assert story.sources.independent <= 1


class Enough(Exception):
    """Ends work that goes on for ever."""


def test_work_for_ever_gives_articles_the_vectors_that_the_settings_name(tmp_path: Path) -> None:
    def rest(_seconds: float) -> None:
        raise Enough

    with Desk.open(":memory:", Settings()) as desk:
        list(desk.add([str(write_folder(tmp_path / "given", 1))], later=True))
        with pytest.raises(Enough):
            desk.work_for_ever(rest)
        ((_, _, features),) = desk.store.grouped_since(0)
        found = pipeline.features_in(features)
        assert found is not None
        assert found.vector is not None
