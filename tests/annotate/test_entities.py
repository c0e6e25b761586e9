"""Names, their types, fullest forms and roles."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate
from sayso.types import Mention, MentionType


def mentions(text: str, language: str = "en") -> dict[str, Mention]:
    found = annotate(Material(text, language=language)).mentions
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    return {text[one.start : one.end]: one for one in found}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Officials in Kenya met on Monday.", "Kenya", MentionType.PLACE),
        ("The flood hit Orlin County hard.", "Orlin County", MentionType.PLACE),
        ("They wrote to the Department of Public Works on Monday.", "Department of Public Works", MentionType.ORG),
        ("A report by Customs and Border Protection was late.", "Customs and Border Protection", MentionType.ORG),
        ("Peter Holm left.", "Peter Holm", MentionType.PERSON),
        ("They spoke to Dr. Vasari on Friday.", "Vasari", MentionType.PERSON),
        ("He watched the Harbour Festival from home.", "Harbour Festival", MentionType.EVENT),
    ],
)
def test_a_name_has_its_type(text: str, name: str, kind: MentionType) -> None:
    assert mentions(text)[name].type is kind


def test_parts_and_acronyms_have_the_fullest_form() -> None:
    text = "Hector Luna Flores fled. Luna Flores was seen by the River Safety Agency (RSA). The RSA lost Flores."
    found = mentions(text)
    assert found["Luna Flores"].name == found["Flores"].name == "Hector Luna Flores"
    assert found["RSA"].name == "River Safety Agency"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("President Mara Kellen spoke.", "Mara Kellen", "President"),
        ("Luis Pardo, a criminology professor at Varda, spoke.", "Luis Pardo", "a criminology professor at Varda"),
        ("The mayor, Ilse Marrow, spoke.", "Ilse Marrow", "mayor"),
        ("Her husband, Peter Holm, spoke.", "Peter Holm", None),
        ("Mr. Holm spoke.", "Holm", None),
        ("Peter Holm, warned Governor Ana Lira, spoke.", "Peter Holm", None),
        ("Peter Holm, accused ministers of lying, spoke.", "Peter Holm", None),
    ],
)
def test_a_role_is_an_office_beside_the_name(text: str, name: str, role: str | None) -> None:
    assert mentions(text)[name].role == role


def test_days_and_months_are_no_names() -> None:
    assert mentions("It rained on Monday and in March.") == {}


def test_spanish_names_are_found_without_a_parse() -> None:
    found = mentions("La alcaldesa, Ilse Marrow, visitó ayer la Agencia de Socorro Civil en Varda.", "es")
    assert found["Ilse Marrow"].type is MentionType.PERSON
    assert found["Ilse Marrow"].role is not None
    assert found["Agencia de Socorro Civil"].type is MentionType.ORG
    assert found["Varda"].type is MentionType.PLACE


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Police in Miami-Dade County left.", "Miami-Dade County", MentionType.PLACE),
        (
            "It was U.S. Immigration and Customs Enforcement.",
            "U.S. Immigration and Customs Enforcement",
            MentionType.ORG,
        ),
        ("The 18th Century Alien Enemies Act was used.", "Alien Enemies Act", MentionType.OTHER),
        ("They fear Tren de Varda, a violent street gang.", "Tren de Varda", MentionType.ORG),
        ("He runs the utility Ozark Lines.", "Ozark Lines", MentionType.ORG),
        ("The Cinder Kings gang fled.", "Cinder Kings", MentionType.ORG),
        ("Biden signed it.", "Biden", MentionType.PERSON),
        ("County Judge Ray Dorsett left.", "Ray Dorsett", MentionType.PERSON),
        ("Chief Executive Ingrid Solheim left.", "Ingrid Solheim", MentionType.PERSON),
        ("Neighbor Yolanda Fitch left.", "Yolanda Fitch", MentionType.PERSON),
        ("Prosecutor Amina Rowe KC left.", "Amina Rowe", MentionType.PERSON),
    ],
)
def test_a_name_is_whole_and_typed(text: str, name: str, kind: MentionType) -> None:
    assert mentions(text)[name].type is kind


def test_two_names_with_a_hyphen_between_them_stay_two() -> None:
    found = mentions("Penhale met Marrow. The Penhale-Marrow talks failed.")
    assert {one.name for one in found.values()} == {"Penhale", "Marrow"}


def test_the_first_word_of_an_organisation_is_a_form_of_it() -> None:
    assert mentions("Carrow Athletic lost. Fans of Carrow left.")["Carrow"].name == "Carrow Athletic"
