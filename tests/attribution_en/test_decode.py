"""From scores to attributions, on scores made by hand."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sayso_attribution_en.decode import TAGS, Biaffine, Reading, attributions, best_tags, confidence, spans

SURE, ELSE = -0.01, -6.0


def scores(*tags: str) -> np.ndarray:
    rows = np.full((len(tags), len(TAGS)), ELSE, dtype=np.float32)
    for row, tag in zip(rows, tags, strict=True):
        row[TAGS.index(tag)] = SURE
    return rows


def reading(tags: np.ndarray, links: dict[tuple[int, int, int], float], windows: list[int] | None = None) -> Reading:
    """A reading whose link scores are the given ones: (which, dependent, head) with -1 for no head."""
    count = len(tags)
    vectors = np.zeros((count, 4, count + 1), dtype=np.float32)
    for at in range(count):
        vectors[at, 0, at] = vectors[at, 2, at] = 1.0  # as a dependent, a piece is itself
    nothing = np.zeros((max(windows or [0]) + 1, 4, count + 1), dtype=np.float32)
    for (which, dependent, head), score in links.items():
        target = nothing[:, 2 * which + 1] if head < 0 else vectors[head : head + 1, 2 * which + 1]
        target[:, dependent] = score
    return Reading(tags, np.array(windows or [0] * count), vectors, nothing, weights(count))


def weights(count: int) -> Biaffine:
    return Biaffine(np.stack([np.eye(count + 1)] * 2).astype(np.float32), np.zeros((2, count + 1), dtype=np.float32))


def found(one: Reading) -> list[tuple[tuple[int, int] | None, tuple[int, int], list[tuple[int, int]]]]:
    return [
        (
            (linked.source.start, linked.source.end) if linked.source else None,
            (linked.cue.start, linked.cue.end),
            [(content.start, content.end) for content in linked.contents],
        )
        for linked in attributions([one], frozenset({0}), [0] * len(one.tags))
    ]


SENTENCE = scores("B-source", "B-cue", "B-content", "I-content")


def test_a_source_a_cue_and_a_content_make_an_attribution() -> None:
    one = reading(SENTENCE, {(0, 2, 1): 5.0, (1, 1, 0): 5.0})
    assert found(one) == [((0, 1), (1, 2), [(2, 4)])]


def test_a_cue_whose_source_is_none_has_none() -> None:
    one = reading(SENTENCE, {(0, 2, 1): 5.0, (1, 1, -1): 5.0})
    assert found(one) == [(None, (1, 2), [(2, 4)])]


def test_a_content_on_both_sides_of_its_cue_is_one() -> None:
    tags = scores("B-content", "B-source", "B-cue", "B-content")
    one = reading(tags, {(0, 0, 2): 5.0, (0, 3, 2): 5.0, (1, 2, 1): 5.0})
    assert found(one) == [((1, 2), (2, 3), [(0, 1), (3, 4)])]


def test_a_cue_in_another_window_is_out_of_reach() -> None:
    one = reading(SENTENCE, {(0, 2, 1): 5.0, (1, 1, 0): 5.0}, windows=[0, 0, 1, 1])
    assert found(one) == []


def test_a_cue_without_content_is_no_attribution() -> None:
    assert found(reading(scores("B-source", "B-cue", "O", "O"), {})) == []


def test_an_inside_tag_never_follows_another_role() -> None:
    tags = scores("B-source", "I-content", "O")
    assert [TAGS[tag] for tag in best_tags(tags, frozenset({0}))] != ["B-source", "I-content", "O"]


def test_no_span_runs_over_the_start_of_a_paragraph() -> None:
    tags = best_tags(scores("B-content", "I-content", "I-content"), frozenset({0, 2}))
    assert TAGS[tags[2]] != "I-content"


@given(st.lists(st.lists(st.floats(-20, 0), min_size=7, max_size=7), max_size=20))
def test_whatever_the_scores_the_tags_are_lawful(rows: list[list[float]]) -> None:
    table = np.array(rows, dtype=np.float32).reshape(len(rows), len(TAGS))
    tags = [TAGS[tag] for tag in best_tags(table, frozenset({0}))]
    before = "O"
    for tag in tags:
        assert not tag.startswith("I-") or before[1:] == tag[1:]
        before = tag
    covered = sum(span.end - span.start for span in spans([TAGS.index(tag) for tag in tags], table))
    assert covered == sum(tag != "O" for tag in tags)


def lawful(path: tuple[int, ...]) -> bool:
    before = ("O", *(TAGS[tag] for tag in path))
    return all(
        not TAGS[tag].startswith("I-") or other[1:] == TAGS[tag][1:] for other, tag in zip(before, path, strict=False)
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(-99, 0), min_size=7, max_size=7), min_size=1, max_size=3))
def test_no_lawful_sequence_of_tags_is_likelier(rows: list[list[int]]) -> None:
    def total(path: tuple[int, ...] | list[int]) -> int:
        return sum(row[tag] for row, tag in zip(rows, path, strict=True))

    best = best_tags(np.array(rows, dtype=np.float32), frozenset({0}))
    every = itertools.product(range(len(TAGS)), repeat=len(rows))
    assert total(best) == max(total(path) for path in every if lawful(path))


def test_confidence_is_a_probability_that_grows_with_its_features() -> None:
    assert confidence((1.0, -2.0), (0.5, 1.0)) < confidence((1.0, 0.0), (0.5, 1.0)) < 1.0
