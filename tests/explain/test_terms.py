"""Words as the explain step compares them."""

from __future__ import annotations

from sayso.explain.terms import rows, sense, stem


def test_a_word_of_two_rows_has_the_sense_of_the_first_in_every_process() -> None:
    first: dict[str, str] = {}
    for row in rows("senses"):
        head, *rest = map(stem, row.split())
        for word in (head, *rest):
            first.setdefault(word, head)
    assert {word: sense(word) for word in first} == first
