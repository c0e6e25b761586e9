"""Hashtags: names and phrases that an article is about, and nobody private."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate import is_public_office
from sayso.annotate.document import Document
from sayso.annotate.hashtags import choose_hashtags
from sayso.types import Mention, MentionType

TEXT = (
    "Mayor Ada Quill closed the Harbour Bridge on Monday. The harbour bridge has a cracked steel cable, and the steel "
    "cable can't be mended, the Department of Roads said. Ben Marsh, who sells fish below the Harbour Bridge, saw the "
    "steel cable snap. The U.N. and the Department of Roads will look at the toll road, and the toll road stays shut."
)


def mention(name: str, kind: MentionType, text: str = TEXT, role: str | None = None) -> list[Mention]:
    return [Mention(one.start(), one.end(), kind, name, role) for one in re.finditer(re.escape(name), text)]


def document(text: str = TEXT, language: str = "en", title: str | None = None, outlet: str | None = None) -> Document:
    return Document(text=text, language=language, published=None, title=title, outlet=outlet, sentences=())


MENTIONS = [
    *mention("Ada Quill", MentionType.PERSON, role="Mayor"),
    *mention("Ben Marsh", MentionType.PERSON),
    *mention("Harbour Bridge", MentionType.PLACE),
    *mention("Department of Roads", MentionType.ORG),
    *mention("U.N.", MentionType.ORG),
]


def test_names_and_phrases_in_camel_case() -> None:
    tags = choose_hashtags(document(), MENTIONS)
    assert {"HarbourBridge", "DepartmentOfRoads", "AdaQuill", "UN", "SteelCable", "TollRoad"} <= set(tags)
    assert len(tags) <= 10


def test_no_private_person_and_no_piece_of_one() -> None:
    tags = choose_hashtags(document(), [*MENTIONS, *mention("Marsh", MentionType.ORG)])
    assert not [tag for tag in tags if "Marsh" in tag or "Ben" in tag]


@pytest.mark.parametrize("role", [None, "a fish seller", "owner", "neighbour", "professor at Rook College"])
def test_a_person_needs_a_public_office(role: str | None) -> None:
    assert "BenMarsh" not in choose_hashtags(document(), mention("Ben Marsh", MentionType.PERSON, role=role))


def test_a_name_of_no_known_kind_may_be_a_person() -> None:
    text = "Ida Roan wept. Ida Roan left."
    assert choose_hashtags(document(text), mention("Ida Roan", MentionType.OTHER, text)) == ()


def test_names_that_no_mention_covers_never_become_a_tag() -> None:
    assert not [tag for tag in choose_hashtags(document(), []) if "Quill" in tag or "Marsh" in tag]


def test_neither_the_outlet_nor_numbers_nor_general_words() -> None:
    text = (
        "News of 2024. Rook Times said so. Rook Times reporters met officials and the officials spoke of news in 2024."
    )
    tags = choose_hashtags(document(text, outlet="Rook Times"), mention("Rook Times", MentionType.ORG, text))
    assert not {"RookTimes", "News", "Officials", "2024"} & set(tags)


def test_variants_are_merged() -> None:
    text = "The toll road is shut. Toll roads cost much. The toll road and the toll roads are long."
    assert [tag for tag in choose_hashtags(document(text), []) if tag.startswith("TollRoad")] in (
        ["TollRoad"],
        ["TollRoads"],
    )


def test_spanish_and_french_keep_their_letters() -> None:
    spanish = "La inundación llegó de noche. La inundación dañó el puente. El puente y la inundación son noticia."
    assert "Inundación" in choose_hashtags(document(spanish, "es"), [])
    french = "La sécheresse dure. La sécheresse a vidé le barrage. Le barrage et la sécheresse inquiètent."
    assert "Sécheresse" in choose_hashtags(document(french, "fr"), [])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "es", "fr", "zh"]))
def test_never_raises_and_tags_are_single_words(text: str, language: str) -> None:
    tags = choose_hashtags(document(text, language, title=text[:30]), [])
    assert len(tags) <= 10
    assert len(set(tags)) == len(tags)
    assert all(tag and not re.search(r"[\s#]", tag) for tag in tags)


@pytest.mark.parametrize(
    ("role", "public"),
    [
        ("Prime Minister", True),
        ("alcaldesa de Varda", True),
        ("the police chief of Orlin", True),
        ("boss", False),
        ("a prison officer", False),
        ("general manager of the mill", False),
        (None, False),
    ],
)
def test_a_role_is_public_only_by_the_list_of_offices(role: str | None, public: bool) -> None:
    assert is_public_office(role) is public
