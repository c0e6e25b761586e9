"""People whose names are words of the calendar."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate
from sayso.annotate.named_months import named_months
from sayso.types import MentionType, StatementMode


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sheriff April Dunmore said the road was shut in April.", ["April"]),
        ("In May Tran Motors sold 400 cars.", []),
        ("In May Tran lost. May Tran, 71, said so.", ["May", "May"]),
        ("Theresa May said on May 4 that May Day was over.", ["May"]),
        ("He left in June. June's rain was the worst.", []),
        ("Jan. 6 was a Monday, said Jan Kuyper.", ["Jan"]),
        ("El exconcejal Julio Abril negó en julio que Abril cobrara.", ["Julio", "Abril", "Abril"]),
        ("« C'est fini », a dit Avril Lemoine en avril.", ["Avril"]),
    ],
)
def test_only_names_are_found(text: str, names: list[str]) -> None:
    assert [text[place:].split(maxsplit=1)[0] for place in sorted(named_months(text))] == names


def test_a_name_is_a_person_and_no_date() -> None:
    text = "Sheriff April Dunmore said in March that two men were held. Dunmore said they would be charged in June."
    found = annotate(Material(text=text, language="en", published="2026-03-18"), StatementMode.RULES)
    people = {mention.name for mention in found.mentions if mention.type is MentionType.PERSON}
    assert people == {"April Dunmore"}
    assert [text[moment.start : moment.end] for moment in found.moments] == ["March", "June"]
    assert {statement.speaker for statement in found.statements} == {"April Dunmore"}
