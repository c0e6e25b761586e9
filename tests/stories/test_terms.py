import unicodedata

import pytest

from sayso.stories.terms import common_terms, read, term_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peña", "PENA"),
        ("presidente", "president"),
        ("Ｔａｒｎ", "tarn"),
        ("Đà", unicodedata.normalize("NFD", "Đà")),
        ("elections", "election"),
    ],
)
def test_spellings_of_a_word_meet(one: str, other: str) -> None:
    assert term_of(one) == term_of(other)


def test_words_differ_by_any_of_six_letters() -> None:
    words = ["bridge", "aridge", "bxidge", "brxdge", "brixge", "bridxe", "bridgx", "ridge", "bridg", "egdirb"]
    assert len({term_of(word) for word in words}) == len(words)


def test_a_term_is_the_same_on_every_machine() -> None:
    assert term_of("Reuters") == 1640329994


def test_words_and_quotation_marks_are_told_apart() -> None:
    words = read("“NATO isn’t ready”, Le Monde_Soir: 12½ UNBELIEVABLE, O")
    assert words.letters.tolist() == [4, 3, 1, 5, 2, 5, 4, 3, 12, 1]
    assert words.marks.tolist() == [0, 4]
    assert words.capital.tolist() == [True, False, False, False, True, True, True, False, False, True]
    assert words.small.tolist() == [False, True, True, True, False, False, False, True, False, False]


def test_common_words_are_known_in_any_case() -> None:
    words = read("The flood and THE river, die Flut und der Fluss")
    assert words.common.tolist() == [True, False, True, True, False, True, False, True, True, False]
    assert term_of("the") in common_terms()


@pytest.mark.parametrize("text", ["", " ", "\ud800", "—", "“"])
def test_a_text_may_have_no_words(text: str) -> None:
    assert len(read(text).terms) == 0
