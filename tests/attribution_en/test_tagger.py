"""The model as it ships, on sentences of our own."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sayso_attribution_en import Tagger, load

TEXT = (
    "The harbour office said on Monday that twenty boats sank in the storm.\n\n"
    "“We lost everything,” said Ines Korda, a fisherwoman in Varda.\n\n"
    "According to the insurers, the damage is worse than in 2019."
)
LINES = [(0, 70), (72, 134), (136, 196)]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load()


def test_it_finds_who_said_what(tagger: Tagger) -> None:
    found = [
        tuple(" / ".join(TEXT[start:end] for start, end in extents) for extents in (one.source, one.cue, one.content))
        for one in tagger.attributions(TEXT, LINES)
    ]
    assert [(source.split(",")[0], cue) for source, cue, _ in found] == [
        ("The harbour office", "said"),
        ("Ines Korda", "said"),
        ("the insurers", "According to"),
    ]
    assert [content.strip("“,”. ").removeprefix("that ") for _, _, content in found] == [
        "twenty boats sank in the storm",
        "We lost everything",
        "the damage is worse than in 2019",
    ]


def test_plain_reports_are_believed(tagger: Tagger) -> None:
    assert all(one.confidence > 0.7 for one in tagger.attributions(TEXT, LINES))


def test_a_text_that_reports_nothing_gives_nothing(tagger: Tagger) -> None:
    text = "Whisk the eggs with the sugar. Add the flour and bake for an hour."
    assert [one for one in tagger.attributions(text, [(0, len(text))]) if one.confidence > 0.5] == []


def test_more_readings_find_the_same_here(tagger: Tagger) -> None:
    one, three = (tagger.attributions(TEXT, LINES, readings=readings) for readings in (1, 3))
    assert [a.content for a in one] == [a.content for a in three]


def test_a_long_text_is_read_in_parts_and_costs_its_length(tagger: Tagger) -> None:
    lines = [f"The mayor of town {number} said that the bridge was closed." for number in range(700)]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    found = tagger.attributions(text, [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)])
    read = {sum(start <= one.cue[0][0] for start in starts) for one in found}
    assert len(read) > 0.99 * len(lines)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_extents_slice_any_text(text: str) -> None:
    for one in load().attributions(text, [(0, len(text))]):
        assert 0 <= one.confidence <= 1
        for extents in (one.source, one.cue, one.content):
            assert all(0 <= start < end <= len(text) for start, end in extents)


def test_the_model_is_under_30_megabytes() -> None:
    with as_file(files("sayso_attribution_en") / "model") as folder:
        assert sum(path.stat().st_size for path in folder.iterdir()) < 30_000_000
