"""What a story is about, and what is said of a subject."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sayso.explain import explain, explain_subject
from sayso.types import Mention, MentionType, Relation, StoryArticle
from tests.explain.written import at, dated, person, place, written

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


def _naming(
    name: str, outlet: str, text: str = "{} gave a figure for the flood on Friday.", **more: object
) -> StoryArticle:
    words = text.format(name)
    kind = more.pop("kind", MentionType.ORG)
    assert isinstance(kind, MentionType)
    return written(words, outlet=outlet, mentions=[Mention(*at(words, name), kind, name)], **more)


def test_a_body_named_in_three_languages_is_one_subject() -> None:
    items = [
        _naming("Civil Relief Agency", "A"),
        _naming("Civil Relief Agency", "D"),
        _naming("Agencia de Socorro Civil", "B", language="es"),
        _naming("Agence de secours civil", "C", language="fr"),
    ]
    assert explain("The flood", items, NOW).subjects == ("Civil Relief Agency",)


def test_a_name_that_says_it_is_a_bodys_is_one() -> None:
    items = [_naming("Mines Inspectorate", outlet, kind=MentionType.OTHER) for outlet in "AB"]
    assert explain("The flood", items, NOW).subjects == ("Mines Inspectorate",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Brenmark Radio", "{} gave a figure for the flood on Friday."),
        ("CNN", "{} gave a figure for the flood on Friday."),
        ("Ostra", "The governor told {} that the flood was over."),
        ("RTM", "The public broadcaster {} gave a figure for the flood."),
    ],
)
def test_who_tells_the_story_is_no_subject_of_it(name: str, text: str) -> None:
    assert explain("The flood", [_naming(name, outlet, text) for outlet in "AB"], NOW).subjects == ()


def test_a_name_in_capitals_gives_way_to_one_that_isnt() -> None:
    items = [_naming(name, outlet, kind=MentionType.PLACE) for outlet, name in (("A", "PORT ELSO"), ("B", "Port Elso"))]
    assert explain("The flood", items, NOW).subjects == ("Port Elso",)


def test_the_timeline_of_a_subject_has_all_that_articles_about_it_tell() -> None:
    text = f"{ONE} The gang was founded in 1996 in the old prison of Saltmere."
    item = about_the_ring(text, "A", title="What is the Red Lantern Group?", moments=[dated(text, "1996", "1996")])
    assert [entry.date for entry in explain_subject("Red Lantern Group", [item], NOW).timeline] == ["1996"]
