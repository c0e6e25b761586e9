"""Stories that are near by the names they share."""

from __future__ import annotations

from sayso.stories.related import Near, near_stories
from sayso.types import MentionType

PERSON, PLACE, ORG = MentionType.PERSON, MentionType.PLACE, MentionType.ORG
NAMING = {
    "Ann Lee": {"own", "court", "ferry"},
    "Saltmere": {"own", "ferry"},
    "Coastguard": {"own", "ferry", "storm"},
    "Europe": {f"s{n}" for n in range(200)},
    "Lee": {"own", "court"},
}


def near(names: dict[str, MentionType], limit: int = 5) -> list[Near]:
    return near_stories(names, lambda name: NAMING.get(name, ()), "own", limit)


def test_the_story_with_the_rarest_shared_names_comes_first_and_the_reason_names_the_place() -> None:
    found = near({"Ann Lee": PERSON, "Saltmere": PLACE, "Coastguard": ORG, "Europe": PLACE})
    assert found == [Near("ferry", "same place: Saltmere")]


def test_people_are_a_reason_without_their_names() -> None:
    found = near({"Ann Lee": PERSON, "Coastguard": ORG, "Saltmere": PERSON})
    assert found == [Near("ferry", "same people")]


def test_a_single_word_that_may_be_no_name_tells_little() -> None:
    NAMING["Agency"] = {"own", "court"}
    NAMING["River Agency"] = {"own", "court"}
    assert near({"Agency": ORG, "Ann Lee": PERSON}) == []
    assert near({"River Agency": ORG, "Ann Lee": PERSON})[0].story == "court"


def test_one_common_name_is_no_reason_and_the_story_itself_is_never_offered() -> None:
    assert near({"Europe": PLACE}) == []
    assert near({}) == []
    assert near({"Coastguard": ORG}) == []


def test_a_part_of_a_name_counts_once() -> None:
    assert near({"Ann Lee": PERSON, "Lee": PERSON}) == []


def test_the_limit_holds() -> None:
    NAMING["Quay"] = {f"q{n}" for n in range(3)}
    NAMING["Pier"] = {f"q{n}" for n in range(3)}
    assert [one.story for one in near({"Quay": PLACE, "Pier": PLACE}, limit=2)] == ["q0", "q1"]
