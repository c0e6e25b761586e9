"""What an edit changed: facts, not wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate import Material, annotate
from sayso.explain.changes import changes
from sayso.text import version_of
from sayso.types import Annotations, FactChange, Span, VersionText

BEFORE = (
    "At least 12 people died when a ferry sank off Saltmere on Monday, the coastguard said.\n\n"
    "The captain, Ann Lee, told reporters that the boat had passed its inspection.\n\n"
    "Police arrested nobody. The harbour was calm that morning, and gulls sat on the pier.\n\n"
    "The company said 300 people were aboard."
)


def version(text: str, *, language: str = "en") -> VersionText:
    found = annotate(Material(text, language=language, published="2026-03-04T10:00:00Z"))
    return VersionText("a1", version_of(text), text, found, "2026-03-04T10:00:00Z")


def edited(*swaps: tuple[str, str]) -> tuple[list[tuple[str, str | None, str | None]], VersionText, VersionText]:
    text = BEFORE
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    before, after = version(BEFORE), version(text)
    return [told(change, before, after) for change in changes(before, after)], before, after


def told(change: FactChange, before: VersionText, after: VersionText) -> tuple[str, str | None, str | None]:
    return change.kind, words_of(change.old, before), words_of(change.new, after)


def words_of(span: Span | None, side: VersionText) -> str | None:
    assert span is None or (span.version, span.article) == (side.version, "a1")
    return side.text[span.start : span.end] if span else None


def test_the_same_text_changed_nothing() -> None:
    assert edited()[0] == []


def test_a_changed_figure_is_told_with_both_sentences() -> None:
    before = version(BEFORE)
    after = version(BEFORE.replace("At least 12", "At least 31"))
    (change,) = changes(before, after)
    assert told(change, before, after)[0] == "figure"
    assert (words_of(change.before, before) or "").startswith("At least 12 people died")
    assert (words_of(change.after, after) or "").startswith("At least 31 people died")
    assert "12" in (words_of(change.old, before) or "")
    assert "31" in (words_of(change.new, after) or "")


@pytest.mark.parametrize(
    ("swap", "expected"),
    [
        (("Ann Lee", "Anna Leigh"), ("name", "Ann Lee", "Anna Leigh")),
        (("on Monday", "on Tuesday"), ("date", "Monday", "Tuesday")),
        (("Police arrested nobody", "Police arrested a man"), ("statement", None, None)),
        (("300 people", "280 people"), ("figure", "300", "280")),
    ],
    ids=["name", "date", "negation", "figure in a statement"],
)
def test_each_kind_of_fact(swap: tuple[str, str], expected: tuple[str, str | None, str | None]) -> None:
    (found,) = edited(swap)[0]
    assert found[0] == expected[0]
    for words, wanted in zip(found[1:], expected[1:], strict=True):
        assert (wanted is None) == (words is None)
        assert wanted is None or wanted in (words or "")


@pytest.mark.parametrize(
    "swap",
    [
        ("gulls sat on the pier", "the pier was full of gulls"),
        ("The harbour was calm that morning", "That morning the harbour lay calm"),
        ("The captain, Ann Lee, told", "The captain Ann Lee told"),
        ("  ", " "),
    ][:3],
)
def test_wording_alone_is_no_change(swap: tuple[str, str]) -> None:
    assert edited(swap)[0] == []


def test_what_only_moved_is_no_change() -> None:
    first, *rest = BEFORE.split("\n\n")
    before, after = version(BEFORE), version("\n\n".join([*rest, first]))
    assert changes(before, after) == ()


def test_a_statement_that_came_and_one_that_went() -> None:
    found, _, _ = edited(("The company said 300 people were aboard.", 'The mayor said: "We will rebuild the pier."'))
    assert ("statement", None) in [(kind, old) for kind, old, new in found if new]
    assert ("statement", None) in [(kind, new) for kind, old, new in found if old]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this article gave the wrong name of the ship.",
        "This article was updated to add a comment of the owner.",
        "Rectificatif : une version précédente donnait un autre nom.",
        "Korrektur: In einer früheren Fassung stand ein falscher Name.",
    ],
)
def test_a_correction_is_told_as_one(line: str) -> None:
    before, after = version(BEFORE), version(f"{BEFORE}\n\n{line}")
    (change,) = changes(before, after)
    assert (change.kind, change.before) == ("correction", None)
    assert words_of(change.after, after) == line


def test_another_speaker_of_the_same_words_is_a_change() -> None:
    found, _, _ = edited(("the coastguard said", "a fisherman said"))
    assert [kind for kind, _, _ in found] == ["statement"]


@given(st.lists(st.sampled_from([*BEFORE.split(". "), "5 dead", "no 5 dead", "\n\n", "Ann Lee", '"x'])), st.data())
def test_spans_lie_in_their_version_whatever_the_edit(pieces: list[str], data: st.DataObject) -> None:
    one = ". ".join(pieces)
    other = ". ".join(data.draw(st.permutations(pieces))) + " New."
    before, after = (VersionText("a1", version_of(t), t, Annotations("none"), "") for t in (one, other))
    for change in changes(before, after):
        for span, side in ((change.before, before), (change.after, after), (change.old, before), (change.new, after)):
            assert span is None or (0 <= span.start < span.end <= len(side.text) and span.version == side.version)


def test_a_hostile_pair_of_texts_is_bounded() -> None:
    one = "\n".join(f"Line {n} says {n} people came." for n in range(5_000))
    other = "\n".join(f"Row {n} says {n + 1} people went." for n in range(5_000))
    before, after = (VersionText("a1", version_of(t), t, Annotations("none"), "") for t in (one, other))
    assert changes(before, after) == ()
