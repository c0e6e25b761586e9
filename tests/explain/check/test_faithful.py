"""What may stand: a sentence derived from its evidence by reordering, joining and shortening alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.writing.cases import newsroom_pieces
from sayso.explain.check import fault
from sayso.types import Draft, Evidence, Firmness


def said(sentence: str, speaker: str = "Ana Lund", number: int = 1) -> Evidence:
    return Evidence(number, sentence, speaker, Firmness.STATED)


def told(sentence: str, number: int = 1) -> Evidence:
    return Evidence(number, sentence, "Coast Gazette", Firmness.STATED, own_voice=True)


def stands(text: str, *evidence: Evidence) -> bool:
    numbers = tuple(piece.number for piece in evidence)
    return not fault(Draft(text, numbers), {piece.number: piece for piece in evidence})


DAM = "Ana Lund said the dam was safe."


@pytest.mark.parametrize(
    ("text", "stood"),
    [
        (DAM, True),
        ("Ana Lund said that the dam was safe.", True),
        ("The dam was safe, Ana Lund said.", True),
        ("The dam was safe, said Ana Lund.", True),
        ("According to Ana Lund, the dam was safe.", True),
        ("The dam was safe, according to Ana Lund.", True),
        ("The dam was safe.", False),
        ("The dam, said Ana Lund, was safe.", False),
        ("The dam was safe, Piet Rask said.", False),
        ("Ana Lund confirmed the dam was safe.", False),
        ("Ana Lund said the dam was safe, because it was new.", False),
        ("Ana Lund said “the dam was safe”.", False),
    ],
)
def test_an_attribution_is_turned_round_and_nothing_else(text: str, stood: bool) -> None:
    assert stands(text, said(DAM)) is stood


@pytest.mark.parametrize("verb", ["denied", "hoped", "doubted"])
def test_what_is_denied_or_hoped_is_not_turned(verb: str) -> None:
    assert stands(f"Ana Lund {verb} that the dam was safe.", said(f"Ana Lund {verb} that the dam was safe."))
    assert not stands("According to Ana Lund, the dam was safe.", said(f"Ana Lund {verb} that the dam was safe."))


def test_a_pronoun_that_was_resolved_may_be_the_name() -> None:
    assert stands("Ana Lund said the dam was safe.", said("She said the dam was safe."))
    assert stands("The dam was safe, Ana Lund said.", said("[Ana Lund] said the dam was safe."))
    assert not stands("Piet Rask said the dam was safe.", said("She said the dam was safe."))
    assert not stands("Ana Lund said the dam was safe.", said("One said the dam was safe."))


@pytest.mark.parametrize(
    ("evidence", "short", "stood"),
    [
        ("Lars Holm, the minister, opened the tunnel.", "Lars Holm opened the tunnel.", True),
        ("Lars Holm, who had come late, opened the tunnel.", "Lars Holm opened the tunnel.", True),
        ("Lars Holm opened the tunnel on Monday evening.", "Lars Holm opened the tunnel.", True),
        ("Meanwhile, Lars Holm opened the tunnel.", "Lars Holm opened the tunnel.", True),
        ("Lars Holm opened the tunnel and left the town.", "Lars Holm opened the tunnel.", True),
        ("Lars Holm opened the tunnel, leaving the bridge to walkers.", "Lars Holm opened the tunnel.", True),
        ("The tunnel, if it is dry, will open.", "The tunnel will open.", False),
        ("The tunnel, police said, was dry.", "The tunnel was dry.", False),
        ("The tunnel was nearly dry.", "The tunnel was dry.", False),
        ("Nobody used the tunnel on Monday.", "Nobody used the tunnel.", False),
        ("The tunnel is closed on Monday.", "The tunnel is closed.", False),
        ("12 people used the tunnel on Monday.", "12 people used the tunnel.", False),
        ("The tunnel, which opens only if it is dry, was finished.", "The tunnel was finished.", False),
        ("The old houses burned.", "The houses burned.", False),
    ],
)
def test_only_what_the_rest_does_not_need_is_left_out(evidence: str, short: str, stood: bool) -> None:
    assert stands(short, told(evidence)) is stood


ROAD = said("The road was open, Ana Lund said.", number=2)


@pytest.mark.parametrize(
    ("text", "stood"),
    [
        ("Ana Lund said the dam was safe and the road was open.", True),
        ("According to Ana Lund, the dam was safe and that the road was open.", True),
        ("The dam was safe and the road was open, Ana Lund said.", True),
        ("Ana Lund said the dam was safe; Ana Lund said the road was open.", True),
        ("Ana Lund said the road was open. The dam was safe, Ana Lund said.", True),
        ("Ana Lund said the dam was safe because the road was open.", False),
        ("Ana Lund said the dam was open and the road was safe.", False),
        ("Ana Lund said the dam was safe.", False),
    ],
)
def test_two_statements_of_one_speaker_are_joined(text: str, stood: bool) -> None:
    assert stands(text, said(DAM), ROAD) is stood


def test_two_speakers_are_never_joined() -> None:
    other = said("The road was open, Piet Rask said.", "Piet Rask", number=2)
    assert not stands("Ana Lund said the dam was safe, and Piet Rask said the road was open.", said(DAM), other)
    assert not stands("Ana Lund said the dam was safe and the road was open.", said(DAM), told("The road was open.", 2))


def test_a_number_is_its_value_and_a_quotation_its_letters() -> None:
    assert stands("Twelve ships and 1200 men left, Ana Lund said.", said("Ana Lund said 12 ships and 1,200 men left."))
    assert stands("Ana Lund said: “We won.”", said("‘We won,’ Ana Lund said."))
    assert not stands("Ana Lund said: “we won.”", said("“We won,” Ana Lund said."))


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (Draft(DAM, ()), "it names no evidence"),
        (Draft(DAM, (2,)), "there is no evidence 2"),
        (Draft("Ana Lund said the weir was safe.", (1,)), "'weir' doesn't stand in its evidence"),
        (Draft("Ana Lund said safe was the dam.", (1,)), "doesn't follow from its evidence"),
    ],
)
def test_a_reason_is_given(draft: Draft, reason: str) -> None:
    assert reason in fault(draft, {1: said(DAM)})


def test_every_sentence_of_the_newsroom_stands_for_itself() -> None:
    for piece in newsroom_pieces():
        assert stands(piece.evidence.sentence, piece.evidence), piece.evidence.sentence


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=20))
def test_nothing_raises_and_nothing_strange_stands(text: str, sentence: str, speaker: str) -> None:
    fault(Draft(text, (1,)), {1: said(sentence, speaker)})
    assert not stands(f"{DAM[:-1]} {text} x.", said(DAM))
