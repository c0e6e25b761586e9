"""Which rows a text has: phrases first, then words, then pieces."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from sayso.models.vocabulary import LONGEST_WORD, MAX_CHARACTERS, Vocabulary, words

ENTRIES = ["bầu", "bầu cử", "cử", "flut", "hilfe", "the", "~en", "~e", "~n", "~r"]


def test_words_are_lower_case_runs_of_letters_in_normal_form_c() -> None:
    assert words("L’Été 2026: Hô-Chí 3rd") == ["l", "été", "hô", "chí", "rd"]
    assert words("e\u0301te\u0301") == ["été"]


def test_a_phrase_stands_before_its_words() -> None:
    assert Vocabulary(ENTRIES).read("Bầu cử; bầu, the") == ([1, 0, 5], [])


def test_a_word_that_is_not_there_is_split_into_the_longest_words_and_pieces() -> None:
    assert Vocabulary(ENTRIES).read("the Fluthilfen") == ([5], [(3, 4, 8)])
    assert Vocabulary(ENTRIES).parts("xthere") == (7, 9, 7), "words of three letters are no parts; x begins no piece"


@given(st.text(max_size=300))
def test_any_text_has_rows_that_exist(text: str) -> None:
    rows, unknown = Vocabulary(ENTRIES).read(text)
    assert all(0 <= row < len(ENTRIES) for row in [*rows, *(row for parts in unknown for row in parts)])
    assert all(unknown)


def test_long_texts_and_long_words_are_bounded() -> None:
    vocabulary = Vocabulary([*ENTRIES, "~a"])
    assert len(vocabulary.read("the " * 10**6).rows) == MAX_CHARACTERS // 4
    assert [len(parts) for parts in vocabulary.read("a" * 10**6).unknown] == [LONGEST_WORD]
    start = time.process_time()
    vocabulary.read(" ".join(f"{'a' * 36}{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)))
    assert time.process_time() - start < 1
