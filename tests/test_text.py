"""Sentences, offsets, normal forms, addresses, times, ids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import text
from sayso.types import Block, BlockKind


@given(st.text())
def test_sentences_are_stripped_in_order_and_hold_all_words(given_text: str) -> None:
    last = 0
    for start, end in text.sentences(given_text):
        assert last <= start < end <= len(given_text)
        assert given_text[start:end] == given_text[start:end].strip()
        assert not given_text[last:start].strip()
        last = end
    assert not given_text[last:].strip()


@pytest.mark.parametrize(
    ("given_text", "count"),
    [
        ("Mr. Reed met Dr. Hall at 5 p.m. on Monday. She left.", 2),
        ("The U.S. Treasury said so. He agreed.", 2),
        ("It happened in the U.S. The gang fled.", 2),
        ("“It rained.” He left.", 2),
        ("J. R. Hill said no. ¿Por qué? ¡Nadie lo sabe!", 3),
        ("One line\nanother line", 2),
        ("He was ill. She left.", 2),
        ("It was article no. 5 of the law.", 1),
        ("It cost 3.5 million. Nobody paid.", 2),
        ("", 0),
    ],
)
def test_sentences(given_text: str, count: int) -> None:
    assert len(text.sentences(given_text)) == count


def test_sentences_take_linear_time() -> None:
    assert len(text.sentences("a." * 100_000)) >= 1
    assert len(text.sentences("." * 200_000)) <= 1
    assert len(text.sentences("“" * 200_000)) == 1


@given(st.text(max_size=60))
def test_slugs_are_never_empty_and_safe_in_an_address(title: str) -> None:
    made = text.slug(title)
    assert made
    assert len(made) <= 121
    assert all(c.isalnum() or c == "-" for c in made)


@pytest.mark.parametrize(
    "one",
    [
        "https://A.example/x/?b=2&a=1&utm_source=z#top",
        "http://a.example:80/x?a=1&b=2",
        "HTTPS://a.example:443/x?a=1&fbclid=3&b=2",
    ],
)
def test_one_form_for_one_address(one: str) -> None:
    assert text.canonical_address(one) == "//a.example/x?a=1&b=2"


@given(st.text(max_size=40))
def test_any_address_has_a_form_that_is_its_own(address: str) -> None:
    once = text.canonical_address(f"http://{address}")
    assert isinstance(once, str)
    assert text.canonical_address(f"http:{once}" if once.startswith("//") else once) == once


def test_ids_stay() -> None:
    assert text.article_id("http://a.example/x", "", "O", "T", "one") == text.article_id(
        "https://a.example/x/", "", None, None, "other"
    )
    assert text.article_id(None, "", "O", "T", "one") != text.article_id(None, "", "P", "T", "one")
    assert text.article_id("http://a.example/x", "", None, None, "") != text.article_id(
        "http://a.example/x", "inner", None, None, ""
    )
    assert text.version_of("a") == "ca978112ca1bbdca"
    assert text.statement_id("v", [(1, 2), (3, 4)]) != text.statement_id("v", [(1, 2)])


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=42), "42 minutes ago"),
        (timedelta(minutes=61), "an hour ago"),
        (timedelta(days=3, hours=2), "3 days ago"),
        (timedelta(weeks=4), "4 weeks ago"),
        (timedelta(weeks=9), "7 January 2026"),
        (timedelta(days=-2), "13 March 2026"),
    ],
)
def test_ages(passed: timedelta, said: str) -> None:
    now = datetime(2026, 3, 11, 12, tzinfo=UTC)
    assert text.age(now - passed, now) == said


def test_times_without_a_zone_are_utc() -> None:
    assert text.instant("2026-03-11") == datetime(2026, 3, 11, tzinfo=UTC)
    assert text.iso(datetime.fromisoformat("2026-03-11T14:00:00+02:00")) == "2026-03-11T12:00:00Z"
    assert text.instant("soon") is None
    assert text.instant(None) is None


def test_a_text_is_its_blocks_without_captions() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, "a"), Block(BlockKind.CAPTION, "b"), Block(BlockKind.QUOTE, "c")]
    assert text.joined(blocks) == "a\n\nc"


def test_broken_code_points_are_replaced_one_for_one() -> None:
    assert text.without_surrogates("a\ud800b\udc00") == "a\ufffdb\ufffd"
    assert text.hull([(3, 5), (1, 2)]) == (1, 5)
    assert text.hull([]) is None
