"""Whose sentence it is: a speaker's, or the outlet's own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sayso.annotate import Material, annotate
from sayso.explain.voice import voice_of
from sayso.text import sentences
from sayso.types import Firmness, Mention, MentionType, Statement, StatementMode, StoryArticle
from tests.explain.written import at, written


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


@pytest.mark.parametrize(
    ("text", "speaker", "firmness"),
    [
        ("The pictures show Mayor Ada Wills standing in a corner of the hall.", "Mill Gazette", "stated"),
        ("The vote on Monday makes good on the campaign pledge to clean up the town.", "Mill Gazette", "stated"),
        (
            "President Aldo Reeve and his allies have hammered the judge as a traitor.",
            "Mill Gazette",
            "stated",
        ),
        ('Ada Wills, who has an estimated fortune of $4 million, said: "It is over."', "Ada Wills", "stated"),
        (
            "The word isn't in the long profile, though author Lois Romer does criticise her.",
            "Mill Gazette",
            "stated",
        ),
        ("The National Union for Bakers president Ada Wills said that the tax was unfair.", "Ada Wills", "stated"),
        ("The Moore campaign said that the charges were false.", "Moore campaign", "denied"),
    ],
)
def test_only_who_speaks_is_the_speaker(text: str, speaker: str, firmness: str) -> None:
    item = read(text)
    voice = voice_of(item, sentences(text)[0])
    assert (voice.speaker, voice.firmness.value) == (speaker, firmness)


def spoken(text: str, source: str, content: str, speaker: str | None, people: tuple[str, ...]) -> StoryArticle:
    """An article of which one statement was found, its source the last so written."""
    start = text.rindex(source)
    statement = Statement(
        source=((start, start + len(source)),),
        cue=((start + len(source) + 1, start + len(source) + 7),),
        content=(at(text, content),),
        speaker=speaker,
        firmness=Firmness.STATED,
        via=(),
        kind="direct",
        score=0.9,
        shown=True,
    )
    mentions = [
        Mention(found.start(), found.end(), MentionType.PERSON, name)
        for name in people
        for found in re.finditer(name.split()[-1], text)
    ]
    return written(text, outlet="Mill Gazette", statements=[statement], mentions=mentions)


@pytest.mark.parametrize(
    ("text", "source", "content", "speaker", "told"),
    [
        ("Ada Wills spoke in the hall. “We will win,” she said.", "she", "“We will win,”", "Ada Wills", "Ada Wills"),
        # the target of a speech isn't who makes it
        ("Wills spoke of Reeve for an hour. “I know a con,” he said.", "he", "“I know a con,”", "Tom Reeve", None),
        ("“Reeve is a con,” he said.", "he", "“Reeve is a con,”", "Tom Reeve", None),
        ("Wills threw jabs at Reeve, whom he called a con.", "he", "a con", "Tom Reeve", None),
        ("Wills blamed Reeve for the fire. He denied it was so.", "He", "it was so", "Ada Wills", None),
    ],
)
def test_a_pronoun_is_nobody_rather_than_another(
    text: str, source: str, content: str, speaker: str, told: str | None
) -> None:
    item = spoken(text, source, content, speaker, ("Ada Wills", "Tom Reeve"))
    assert voice_of(item, sentences(text)[-1]).speaker == (told or "Mill Gazette")


def test_who_told_it_between_commas_is_who_begins_the_sentence() -> None:
    text = "Many of the guests have waited for days, they told the Mill Gazette, because no ship sails."
    item = spoken(text, "they", "because no ship sails", None, ())
    statement = replace(item.annotations.statements[0], content=((0, 39), at(text, "because no ship sails")))
    item = replace(item, annotations=replace(item.annotations, statements=(statement,)))
    assert voice_of(item, (0, len(text))).speaker == "guests"


def test_a_statement_that_the_annotator_missed_is_its_sentences() -> None:
    text = "Aldo Lund, the agent's attorney, said in a statement that the agent was dismissed late on Friday."
    item = written(text, mentions=[Mention(0, 9, MentionType.PERSON, "Aldo Lund")])
    assert voice_of(item, (0, len(text))).speaker == "Aldo Lund"
