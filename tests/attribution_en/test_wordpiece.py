"""Word pieces: ids and places."""

from __future__ import annotations

import functools
from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sayso_attribution_en.wordpiece import WordPieces


@functools.cache
def shipped() -> WordPieces:
    with as_file(files("sayso_attribution_en") / "model" / "vocab.txt") as path:
        return WordPieces.read(path)


@pytest.fixture(scope="module")
def words() -> WordPieces:
    return shipped()


def pieces(words: WordPieces, text: str) -> list[str]:
    names = {number: piece for piece, number in words.vocabulary.items()}
    return [names[number] for number in words.encode(text)[0]]


# The pieces are those of BERT's own tokenizer (tokenizers 0.23, bert-base-uncased).
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The harbourmaster said", ["the", "harbour", "##master", "said"]),
        ("isn't it?", ["isn", "'", "t", "it", "?"]),
        ("Álvarez déjà", ["alvarez", "de", "##ja"]),
        ("$1.5m", ["$", "1", ".", "5", "##m"]),
        ("snake_case", ["snake", "_", "case"]),
        ("水 dam", ["水", "dam"]),
        ("x" * 101, ["[UNK]"]),
        ("a\u200bb", ["a", "[UNK]", "b"]),
        ("", []),
    ],
)
def test_words_are_cut_as_bert_cuts_them(words: WordPieces, text: str, wanted: list[str]) -> None:
    assert pieces(words, text) == wanted


@given(st.text(max_size=80))
def test_extents_are_in_order_and_slice_the_text(text: str) -> None:
    ids, extents = shipped().encode(text)
    assert len(ids) == len(extents)
    assert all(0 <= start < end <= len(text) for start, end in extents)
    assert [start for start, _ in extents] == sorted(start for start, _ in extents)


def test_a_letter_that_becomes_two_keeps_its_place(words: WordPieces) -> None:
    _, extents = words.encode("İzmir dam")
    assert extents[0][0] == 0
    assert extents[-1] == (6, 9)


def test_what_is_remembered_is_bounded(words: WordPieces) -> None:
    words.encode(" ".join(f"w{number}x" for number in range(60_000)))
    assert len(words.known) <= 50_000
