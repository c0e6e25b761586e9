"""The pipeline's own parts: what an address is, pairs compared as a stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.errors import ArchiveError
from sayso.types import Annotations, StatementMode
from tests.interfaces.newsstand import html_page
from tests.sources.local_site import policy, serving


@pytest.mark.enable_socket
def test_an_address_is_a_feed_or_a_page() -> None:
    now = datetime(2026, 3, 11, tzinfo=UTC)
    with serving() as site, pipeline.Fetcher(policy(site)) as fetcher:
        site.put("/robots.txt", status=404)
        feed = site.put(
            "/feed", b'<rss version="2.0"><channel><title>P</title></channel></rss>', Content_Type="text/xml"
        )
        page = site.put("/page", html_page(1).encode(), Content_Type="text/html")
        moved = site.redirect("/old", to=feed, status=301)
        assert pipeline.look_at(feed, fetcher, now).page is None
        found = pipeline.look_at(page, fetcher, now)
        assert found.page is not None
        assert (found.subscription.kind, found.page.fetched) == ("page", "2026-03-11T00:00:00Z")
        assert pipeline.look_at(moved, fetcher, now).subscription.address == feed


def test_pairs_are_compared_as_they_come() -> None:
    asked: list[int] = []

    def pairs() -> object:
        for number in range(100):
            asked.append(number)
            yield "More than 50 people died.", f"{number} people died.", None, None

    verdicts = pipeline.compare_all(pairs())  # type: ignore[arg-type]
    assert next(verdicts).label == "conflict"
    assert len(asked) < 100
    assert [verdict.label for verdict in verdicts][-1] == "agree"


def test_a_small_file_is_read_whole_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert pipeline.file_bytes(str(tmp_path / "a")) == b"12345"
    with pytest.raises(ArchiveError, match="more than 4 bytes"):
        pipeline.file_bytes(str(tmp_path / "a"), limit=4)
    with pytest.raises(ArchiveError, match="No such file"):
        pipeline.file_bytes(str(tmp_path / "b"))


def test_a_text_that_breaks_an_annotator_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.annotate_all

    def breaking(articles: Sequence[pipeline.Material], mode: StatementMode) -> Iterator[Annotations]:
        for article in articles:
            if "poison" in article.text:
                raise RuntimeError("it broke")
            yield from whole([article], mode)

    monkeypatch.setattr(pipeline, "annotate_all", breaking)
    texts = ["The mayor said on Monday that 12 people died.", "poison", "Officials said the bridge was closed."]
    first, broken, last = pipeline.annotate(pipeline.Material(text=text, language="en") for text in texts)
    assert first.statements
    assert last.statements
    assert not first.failure
    assert not last.failure
    assert broken.failure is not None
    assert "it broke" in broken.failure
    assert broken.statements == ()
