"""What was awaited gives way to what has happened."""

from __future__ import annotations

from sayso.explain.candidates import candidates
from sayso.explain.merging import Merging
from sayso.explain.superseded import passed
from sayso.types import StoryArticle
from tests.explain.test_lines import sentences_of
from tests.explain.written import written

AWAITED = "The senator Mara Holt is expected to endorse the governor Ana Lund in Brackwater."
DONE = "The senator Mara Holt endorsed the governor Ana Lund in Brackwater on Tuesday."
LATER, BEFORE = "2026-03-03T10:00:00+00:00", "2026-03-01T10:00:00+00:00"


def _passed(*items: StoryArticle) -> list[str]:
    found = candidates(items)
    merging = Merging.of(found)
    return [found[number].text for number in sorted(passed(merging.told, merging.weights))]


def test_what_a_newer_article_reports_done_is_awaited_no_more() -> None:
    assert _passed(written(AWAITED, published=BEFORE), written(DONE, outlet="Mill Gazette", published=LATER)) == [
        AWAITED
    ]


def test_what_an_older_article_reports_leaves_what_is_awaited() -> None:
    assert not _passed(written(AWAITED, published=LATER), written(DONE, outlet="Mill Gazette", published=BEFORE))


def test_another_act_of_the_same_people_is_still_awaited() -> None:
    awaited = "The senator Mara Holt is expected to resign before the governor Ana Lund leaves Brackwater."
    assert not _passed(written(awaited, published=BEFORE), written(DONE, outlet="Mill Gazette", published=LATER))


def test_an_attitude_without_a_word_of_why_gives_way() -> None:
    alone = "The mayor of Brackwater, Ole Brandt, also criticized the legislation."
    lead = "The council of Brackwater passed a law on Tuesday that closes 20 mills along the river Brack."
    more = "The law of the council of Brackwater gives 300 workers of the mills new jobs in the harbour."
    assert sentences_of(written(f"{lead} {more} {alone}"))[-1] != alone
