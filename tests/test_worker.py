"""Work that is due: in batches, in order, again without effect."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso import pipeline, worker
from sayso.settings import Settings
from sayso.storage import open_store
from sayso.types import Page, Problem, StatementMode
from tests.interfaces.newsstand import html_page

NOW = datetime(2026, 3, 11, 14, tzinfo=UTC)


def saved(count: int) -> list[Page]:
    return [Page(f"page{n}.html", None, html_page(n).encode()) for n in range(count)]


def test_a_problem_among_the_pages_has_its_place() -> None:
    problem = Problem("lost.html", "there is no such file", "check the path", "2026-03-11T14:00:00Z")
    first, second = saved(2)
    empty = Page("empty.html", None, b"")
    with open_store(":memory:") as store:
        given = [first, problem, empty, second]
        outcomes = list(worker.keep_pages(store, given, Settings(), NOW))
        assert [(o.name, o.status) for o in outcomes] == [
            ("page0.html", "added"),
            ("lost.html", "failed"),
            ("empty.html", "failed"),
            ("page1.html", "added"),
        ]
        assert outcomes[1].reason == "there is no such file; check the path"
        assert {p.what for p in store.problems()} == {"lost.html", "empty.html"}


def test_work_is_done_once_and_progress_ends_at_the_whole() -> None:
    told: list[tuple[str, int, int]] = []
    with open_store(":memory:") as store:
        for page in saved(5):
            store.queue_page(page, "2026-03-11T14:00:00Z")
        worker.work_once(store, Settings(), NOW, lambda *step: told.append(step))
        assert store.count_due_for_annotation(pipeline.annotator_of(StatementMode.AUTO)) == 0
        assert store.due_for_grouping(9) == []
        assert store.due_for_explaining(pipeline.EXPLAINER, 9) == []
        assert [done for stage, done, _ in told if stage == "annotating"][-1] == 5
        last = store.counts(), [(s.id, s.articles) for s in store.stories()]
        worker.work_once(store, Settings(), NOW)
        assert (store.counts(), [(s.id, s.articles) for s in store.stories()]) == last


def test_an_edit_keeps_its_story_and_is_explained_anew(tmp_path: Path) -> None:
    page = Page("http://post.example/1", "http://post.example/1", html_page(1).encode())
    edited = Page(page.name, page.address, html_page(1, more="The council said on Friday that 90 came.").encode())
    with open_store(tmp_path) as store:
        for each in (page, edited):
            (outcome,) = worker.keep_pages(store, [each], Settings(), NOW)
            worker.work_once(store, Settings(), NOW)
        assert outcome.status == "changed"
        (story,) = store.stories()
        assert story.articles == outcome.articles
        explained = store.explainer(story.id)
        assert explained is not None
        current = store.article(story.articles[0]).version
        assert {span.version for line in explained.lines for span in line.support} == {current}
        assert worker.verify_all(store)[1] == []


class Enough(Exception):
    """Ends a worker that works for ever."""


def test_a_worker_goes_on_when_another_process_has_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rests: list[float] = []
    with open_store(tmp_path) as store, open_store(tmp_path) as other:
        (page,) = saved(1)
        store.queue_page(page, "2026-03-11T14:00:00Z")
        busy = other.writing()
        busy.__enter__()

        def rest(seconds: float) -> None:
            rests.append(seconds)
            if len(rests) > 1:
                raise Enough
            assert store.counts()["articles"] == 0
            busy.__exit__(None, None, None)

        with pytest.raises(Enough):
            worker.work_for_ever(store, Settings(), lambda: NOW, rest)
        assert rests == [worker.REST] * 2
        assert store.counts()["articles"] == store.counts()["stories"] == 1
    assert "is writing to it" in caplog.text


def test_an_impossible_date_stops_nothing() -> None:
    pages = [
        Page(f"{date}.html", None, html_page(n).replace("2026-03", date).encode())
        for n, date in enumerate(["0001-01", "9999-12", "2990-01"])
    ]
    with open_store(":memory:") as store:
        assert [o.status for o in worker.keep_pages(store, pages, Settings(), NOW)] == ["added"] * 3
        worker.work_once(store, Settings(), NOW)
        assert sum(story.sources.articles for story in store.stories()) == 3


def test_features_of_an_older_sayso_are_made_anew_when_an_article_is_grouped() -> None:
    with open_store(":memory:") as store:
        (outcome,) = worker.keep_pages(store, saved(1), Settings(), NOW)
        worker.annotate_due(store, Settings())
        (article,) = store.articles(outcome.articles)
        found = store.annotations(article.id)
        assert found is not None
        store.keep_annotations([(article.id, article.version, found)], [b"of another version"])
        worker.group_due(store, NOW)
        assert store.story_of(article.id) is not None
