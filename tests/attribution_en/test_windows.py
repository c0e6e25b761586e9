"""Windows: whole paragraphs, quotation states, numbers that lead back to the text."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sayso_attribution_en.windows import CLS, LIMIT, SEP, Pieces, paragraphs_of, pieces_of, windows_of
from sayso_attribution_en.wordpiece import WordPieces

WORDS = WordPieces({"[UNK]": 100, '"': 1, ".": 2, "a": 3, "##b": 4, "c": 5}, {})


def quoted(text: str, *, whole: bool = False) -> list[int]:
    return [state for part in pieces_of(WORDS, text, paragraphs_of(text), [whole]) for state in part.quoted]


def test_paragraphs_are_what_blank_lines_part() -> None:
    assert paragraphs_of("one\n\n\n\ntwo") == [(0, 3), (7, 10)]


def test_pieces_know_whether_they_are_quoted() -> None:
    assert quoted('a "c" a') == [0, 1, 1, 1, 0]
    assert quoted("a “c” a") == [0, 1, 1, 1, 0]


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    assert quoted('"a\n\nc') == [1, 1, 0]


def test_a_quotation_without_marks_is_quoted_whole() -> None:
    assert quoted("a c", whole=True) == [1, 1]


def test_a_long_paragraph_is_cut_to_fit() -> None:
    parts = pieces_of(WORDS, "a " * 500, [(0, 1000)])
    assert [len(part) for part in parts] == [LIMIT - 2, LIMIT - 2, 500 - 2 * (LIMIT - 2)]


def paragraph(length: int) -> Pieces:
    return Pieces((3,) * length, ((0, 1),) * length, (0,) * length)


@given(st.lists(st.integers(1, LIMIT - 2), max_size=12), st.integers(1, LIMIT))
def test_windows_hold_every_piece_once_and_keep_their_room(lengths: list[int], first: int) -> None:
    windows = list(windows_of([paragraph(length) for length in lengths], first))
    numbers = np.concatenate([window.numbers for window in windows]) if windows else np.array([])
    assert [int(number) for number in numbers if number >= 0] == list(range(sum(lengths)))
    for window in windows:
        assert len(window.ids) <= LIMIT
        assert window.ids[0] == CLS
        assert window.ids[-1] == SEP
