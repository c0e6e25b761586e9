"""Whose sentence it is: a speaker's, or the outlet's own."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate
from sayso.explain.voice import voice_of
from sayso.text import sentences
from sayso.types import StatementMode, StoryArticle
from tests.explain.written import written


def read(text: str, outlet: str = "Mill Gazette") -> StoryArticle:
    found = annotate(Material(text=text, language="en", outlet=outlet), StatementMode.RULES)
    return written(text, outlet=outlet, statements=found.statements, mentions=found.mentions)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Captain Avril Stanton, 29, who is out with a knee injury, said that it was right.", "Avril Stanton"),
        ("The Amnesty Group's latest report, published in March, says that guards beat men.", "Amnesty Group's"),
        ("The number doubled in a year, the Varda Border Agency reports.", "Varda Border Agency"),
        ("The Mill Gazette understands that the club has sold its ground.", "Mill Gazette"),
        ("The mayor, who said the dam was safe, left the town on Friday with his whole family.", "Mill Gazette"),
    ],
)
def test_who_says_a_sentence(text: str, speaker: str) -> None:
    item = read(text)
    assert voice_of(item, sentences(text)[0]).speaker.startswith(speaker)
