"""What a model answered is read with patience, and bounded."""

from __future__ import annotations

import pytest

from sayso.models.reply import LONGEST, MOST, drafts_of
from sayso.types import Draft

MILL = Draft("The mill burned.", (1, 2))


@pytest.mark.parametrize(
    "answer",
    [
        '{"sentences": [{"text": "The mill burned.", "evidence": [1, 2]}]}',
        'Here you are:\n```json\n{"sentences": [{"text": "The mill burned.", "evidence": [1, 2]}]}\n```\nDone.',
        '[{"sentence": "The mill burned.", "numbers": ["1", "2"]}]',
        '{"text": "The mill\\n burned.", "evidence": "1, 2"}',
        '{"lines": ["The mill burned. [1, 2]"]}',
        '<think>[{"text": "no"}] Let me see.</think>\n- The mill burned. [1][2]',
        "1. The mill burned [1, 2].",
        "* The mill burned. [1;2]\n",
    ],
)
def test_one_sentence_in_many_dresses(answer: str) -> None:
    assert drafts_of(answer) == (MILL,)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "No.",
        "The mill burned.",
        "{",
        "[[[[",
        '{"sentences": 5}',
        '{"sentences": [5, null, [1]]}',
        "[" * 50_000,
        '[{"text": ""}]',
    ],
)
def test_no_sentence(answer: str) -> None:
    assert drafts_of(answer) == ()


def test_odd_numbers_are_no_evidence() -> None:
    assert drafts_of('[{"text": "A mill.", "evidence": [true, 1.5, null, {"a": 1}]}]') == (Draft("A mill.", ()),)
    assert drafts_of('[{"text": "A mill."}]') == (Draft("A mill.", ()),)


def test_answers_are_bounded() -> None:
    assert len(drafts_of("\n".join(f"A mill. [{n}]" for n in range(500)))) == MOST
    assert drafts_of(f"{'a' * (LONGEST + 1)} [1]") == ()
