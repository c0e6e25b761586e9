"""What a story is about, and what is said of a subject."""

from __future__ import annotations

from datetime import UTC, datetime

from sayso.explain import explain, explain_subject
from sayso.types import Mention, MentionType, Relation, StoryArticle
from tests.explain.written import at, person, place, written

NOW = datetime(2026, 3, 6, tzinfo=UTC)
ONE = "The Red Lantern Group is a smuggling ring that works both shores of the Sorrel Strait."
TWO = "Police in Saltmere arrested two members of the Red Lantern Group on the Sorrel Strait on Friday."


def about_the_ring(text: str, outlet: str, **more: object) -> StoryArticle:
    ring = Mention(*at(text, "Red Lantern Group"), MentionType.ORG, "Red Lantern Group")
    return written(text, outlet=outlet, mentions=[ring, place(text, "Sorrel Strait")], **more)


def test_subjects_are_what_two_publishers_name_places_last() -> None:
    explained = explain("The ring", [about_the_ring(ONE, "A"), about_the_ring(TWO, "B")], NOW)
    assert explained.subjects == ("Red Lantern Group", "Sorrel Strait")


def test_a_reprint_names_nothing_again() -> None:
    copy = about_the_ring(ONE, "B", relation=Relation.COPY)
    assert explain("The ring", [about_the_ring(ONE, "A"), copy], NOW).subjects == ()


def test_a_private_person_is_no_subject() -> None:
    text = "Ambar Ruiz pleaded for her husband outside of the court building in Saltmere on Friday."
    items = [written(text, outlet=outlet, mentions=[person(text, "Ambar Ruiz")]) for outlet in "ABCD"]
    assert explain("The court", items, NOW).subjects == ()


def test_a_subject_begins_with_what_it_is_and_each_outlet_speaks() -> None:
    explained = explain_subject("Red Lantern Group", [about_the_ring(TWO, "B"), about_the_ring(ONE, "A")], NOW)
    assert explained.lines[0].sentence == ONE
    assert {line.speaker for line in explained.by_outlet} == {"A", "B"}
