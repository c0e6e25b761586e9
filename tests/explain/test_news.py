"""What is new: said by nobody before, and figures that moved."""

from __future__ import annotations

from sayso.annotate import Material, annotate
from sayso.explain import explain, news
from sayso.text import instant
from sayso.types import StoryArticle
from tests.explain.written import written

FIRST = (
    "A ferry sank off Saltmere on Monday, and 12 people died, the coastguard said.\n\n"
    "The ferry had passed its last inspection, the harbour authority said.\n\n"
    "Mayor Ann Lee said the town would mourn for three days."
)
LATER = (
    "The toll of the Saltmere ferry has risen to 31 people dead, the coastguard said on Wednesday.\n\n"
    "The ferry had passed its last inspection, the harbour authority said.\n\n"
    "Prosecutor Ivo Brandt said the captain would be charged with negligence."
)


def article(id_: str, text: str, outlet: str, published: str) -> StoryArticle:
    found = annotate(Material(text, language="en", published=published))
    return written(
        text,
        id=id_,
        outlet=outlet,
        published=published,
        title="Ferry sinks off Saltmere",
        statements=found.statements,
        figures=found.figures,
        moments=found.moments,
        mentions=found.mentions,
    )


STORY = (
    article("a1", FIRST, "Harbour Post", "2026-03-02T10:00:00+00:00"),
    article("a2", LATER, "Daily Echo", "2026-03-04T18:00:00+00:00"),
)


def test_what_was_said_before_is_not_new() -> None:
    lines, _ = news(STORY, {"a2"})
    told = " ".join(line.sentence for line in lines)
    assert "Ivo Brandt" in told
    assert "31 people" in told
    assert "inspection" not in told
    assert {span.article for line in lines for span in line.support} == {"a2"}


def test_a_figure_that_moved_is_shown_with_what_stood_before() -> None:
    _, figures = news(STORY, {"a2"})
    (toll,) = figures
    assert [row.low for row in toll.rows] == [31, 12]
    assert news(STORY, set())[1] == ()


def test_where_all_is_new_the_lines_are_those_of_the_explainer() -> None:
    now = instant("2026-03-05T10:00:00Z")
    assert now is not None
    assert news(STORY, {"a1", "a2"}) == (explain("Ferry", STORY, now).lines, ())


def test_nothing_fresh_gives_no_lines() -> None:
    assert news(STORY, set()) == ((), ())
