"""The pure parts: bodies with marks, coverage with its folds, amounts and dates for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.interfaces.addresses import id_of, named, story_path
from sayso.interfaces.web.views.article import web_address
from sayso.interfaces.web.views.body import body_parts, valid_span
from sayso.interfaces.web.views.explained import Sources, figure_table
from sayso.interfaces.web.views.heads import other_language
from sayso.interfaces.web.views.story import coverage, told_evidence
from sayso.interfaces.wording import age_of, amount, counted_sources, full_time, language_tag, told_date
from sayso.text import joined
from sayso.types import Block, BlockKind, FigureGroup, FigureRow, Placement, Relation, SourceCount, Span
from tests.interfaces.web.web_material import COPY, OWN, REWRITE, WIRE

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)


# --- bodies ----------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), min_size=1, max_size=30)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(BlockKind), TEXTS), max_size=8)


@given(BLOCKS, st.integers(0, 60), st.integers(1, 60))
def test_a_body_shows_every_word_once_and_marks_the_span(blocks: list[Block], start: int, length: int) -> None:
    text = joined(blocks)
    span = valid_span(text, start, start + length)
    parts = body_parts(text, blocks, span)
    pieces = [piece for part in parts for item in part.items for piece in item]
    assert "".join(piece.text for piece in pieces) == text.replace("\n\n", "") or not text.strip()
    marked = [piece for piece in pieces if piece.marked]
    if span:
        assert "".join(piece.text for piece in marked) == text[span[0] : span[1]].replace("\n", "")
    assert [piece.first for piece in marked] == [number == 0 for number in range(len(marked))]


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 40))
def test_a_text_without_blocks_is_shown_line_by_line(text: str, start: int, length: int) -> None:
    parts = body_parts(text, (), valid_span(text, start, start + length))
    shown = [piece.text for part in parts for item in part.items for piece in item]
    assert "".join(shown) == "".join(line for line in text.split("\n") if line.strip())


def test_neighbouring_list_items_are_one_list() -> None:
    blocks = [Block(BlockKind.LIST_ITEM, "a"), Block(BlockKind.LIST_ITEM, "b"), Block(BlockKind.PARAGRAPH, "c")]
    parts = body_parts(joined(blocks), blocks, None)
    assert [(part.kind.value, len(part.items)) for part in parts] == [("li", 2), ("p", 1)]


@pytest.mark.parametrize(("start", "end"), [(None, 3), (1, None), (3, 3), (4, 2), (0, 6), (-1, 2)])
def test_what_is_no_extent_of_the_text_is_no_span(start: int | None, end: int | None) -> None:
    assert valid_span("12345", start, end) is None


# --- coverage --------------------------------------------------------------------------------------------------------


def placed(relations: dict[str, tuple[Relation, str | None]]) -> list[str]:
    """Coverage as text: "original(copy, copy) ..."."""
    by_id = {"wire": WIRE, "copy": COPY, "own": OWN, "rewrite": REWRITE}
    members = [
        (by_id[name], Placement(by_id[name].id, "s", by_id[of].id if of in by_id else of, relation))
        for name, (relation, of) in relations.items()
    ]
    names = {article.id: name for name, article in by_id.items()}
    return [
        names[one.head.id] + "".join(f"({names[copy.head.id]})" for copy in one.copies)
        for one in coverage(members, NOW)[0]
    ]


def test_a_copy_of_a_copy_stands_under_the_original() -> None:
    told = placed(
        {
            "copy": (Relation.COPY, "own"),
            "own": (Relation.COPY, "wire"),
            "wire": (Relation.ORIGINAL, None),
            "rewrite": (Relation.DERIVED, None),
        }
    )
    assert told == ["wire(own)(copy)", "rewrite"]


def test_copies_in_a_circle_or_of_an_absent_article_stand_for_themselves() -> None:
    assert placed({"wire": (Relation.COPY, "copy"), "copy": (Relation.COPY, "wire")}) == ["copy", "wire"]
    assert placed({"copy": (Relation.COPY, "a-gone-one")}) == ["copy"]


def test_a_long_coverage_has_pages_and_a_long_fold_a_rest() -> None:
    articles = [replace(WIRE, id=f"a{number}") for number in range(200)]
    tops = [(a, Placement(a.id, "s", None, Relation.INDEPENDENT)) for a in articles[:120]]
    under = [(a, Placement(a.id, "s", "a0", Relation.COPY)) for a in articles[120:]]
    pages = [coverage([*tops, *under], NOW, number) for number in (1, 2, 3, 4)]
    assert [(len(shown), more) for shown, more in pages] == [(50, True), (50, True), (20, False), (0, False)]
    first = pages[0][0][0]
    assert (len(first.copies), first.copied) == (30, 80)


def test_evidence_names_outlets_in_place_of_ids() -> None:
    assert told_evidence(f"same words as {WIRE.id}, all of them", {WIRE.id: WIRE}) == (
        "same words as Quay Wire’s, all of them"
    )


# --- words for people ------------------------------------------------------------------------------------------------

SPAN = Span("a", "v", 0, 1)


@pytest.mark.parametrize(
    ("low", "high", "approximate", "unit", "told"),
    [
        (5000, 5000, True, "count", "about 5,000"),
        (10, 15, False, "count", "10 to 15"),
        (300, None, False, "count", "at least 300"),
        (None, 1100, False, "count", "up to 1,100"),
        (None, None, False, "count", "unknown"),
        (399.96, 399.96, True, "count", "about 400"),
        (2.5, 2.5, False, "percent", "2.5%"),
        (2e6, 2e6, False, "USD", "USD 2,000,000"),
        (1, 1, False, "mile", "1 mile"),
        (3, 4, False, "mile", "3 to 4 miles"),
        (1234567.25, 1234567.25, False, "EUR", "EUR 1,234,567.25"),
    ],
)
def test_amounts(low: float | None, high: float | None, approximate: bool, unit: str, told: str) -> None:
    assert amount(FigureRow(low, high, approximate, None, None, SPAN), unit) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-03-05", "5 March 2026"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("2025-SU", "summer 2025"),
        ("2026-W10", "week 10 of 2026"),
        ("2026-Q1", "quarter 1 of 2026"),
        ("2026-03-05T14:00", "5 March 2026, 14:00"),
        ("2026-03-05TEV", "5 March 2026, evening"),
        ("202", "202"),
        ("XXXX-WXX-6", "XXXX-WXX-6"),
        ("2026-W10-WE", "2026-W10-WE"),
        ("2026-13", "2026-13"),
        ("", ""),
    ],
)
def test_dates(value: str, told: str) -> None:
    assert told_date(value) == told


@pytest.mark.parametrize(
    ("when", "age", "full"),
    [
        ("2031-05-04T11:18:00Z", "42 minutes ago", "4 May 2031, 11:18 UTC"),
        ("2031-05-04T11:18:00+05:30", "6 hours ago", "4 May 2031, 11:18 UTC+05:30"),
        ("2031-05-04", "today", "4 May 2031"),
        ("2031-05-03", "yesterday", "3 May 2031"),
        ("2031-04-30", "4 days ago", "30 April 2031"),
        ("2031-03-01", "1 March 2031", "1 March 2031"),
        ("2031-06-01", "1 June 2031", "1 June 2031"),
        (None, "", ""),
        ("soon", "", ""),
    ],
)
def test_ages(when: str | None, age: str, full: str) -> None:
    assert (age_of(when, NOW), full_time(when)) == (age, full)


TIMES = st.one_of(
    st.text(max_size=30),
    st.datetimes(timezones=st.none() | st.timezones()).map(datetime.isoformat),
    st.from_regex(r"\d{1,4}-(?:\d\d|W\d\d|Q\d|SU|XX)(?:-\d\d)?(?:T[A-Z0-9:]{0,5})?", fullmatch=True),
)


@given(TIMES)
def test_no_time_breaks_a_page(when: str) -> None:
    assert isinstance(age_of(when, NOW), str)
    assert isinstance(full_time(when), str)
    assert told_date(when) or not when


def test_counts() -> None:
    assert counted_sources(SourceCount(12, 3, 1)) == "12 articles, 3 independent sources, 1 undetermined"
    assert counted_sources(SourceCount(1, 1, 0)) == "1 article, 1 independent source"


@given(st.text(max_size=40))
def test_a_language_attribute_holds_only_a_language_tag(code: str) -> None:
    assert language_tag(code) is None or code.replace("-", "").isalnum()
    assert other_language("en-GB") is None
    assert other_language("pt-BR") == "pt-BR"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://paper.example/a", True),
        ("HTTP://paper.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("//paper.example", False),
        ("https:", False),
        ("data:text/html,x", False),
        ("http://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(address: str | None, safe: bool) -> None:
    assert (web_address(address) is not None) is safe


@given(st.from_regex(r"[a-z0-9]{1,13}", fullmatch=True), st.text(max_size=100))
def test_an_address_holds_its_id_and_only_what_addresses_may(id_: str, title: str) -> None:
    assert id_of(named(id_, title)) == id_
    assert story_path(id_, title).isascii()
    assert "/" not in named(id_, title)


def test_a_figure_that_was_worked_out_or_overtaken_says_so() -> None:
    text = "The group had 5,000 members; others put it at half that figure."
    words = [
        Span("a", "v", text.index(quote), text.index(quote) + len(quote)) for quote in ("5,000", "half that figure")
    ]
    old = FigureRow(5000, 5000, False, "2024", "Kole", words[0], "2026-03-03", overtaken=True)
    derived = FigureRow(2500, 2500, True, None, "others", words[1], "2026-03-04", derived_from=words[0])
    table = figure_table(FigureGroup("members", "count", "updated", (derived, old)), Sources([]), lambda *_: text)
    assert [(row.amount, row.as_of, row.overtaken, row.derived) for row in table.rows] == [
        ("about 2,500", "reported 4 March 2026", False, "“half that figure” of 5,000"),
        ("5,000", "2024", True, ""),
    ]
