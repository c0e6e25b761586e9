from __future__ import annotations

import random
from array import array
from dataclasses import dataclass

import pytest

from sayso.stories.head import Head
from sayso.stories.index import Index
from sayso.stories.kept import from_bytes, to_bytes
from sayso.stories.open_stories import LIVES, Known
from sayso.stories.recalled import Recalled
from sayso.stories.sides import side_of
from sayso.stories.weights import DocumentFrequencies
from tests.made_up_news import made_up_features

NEWS = made_up_features(30)


def test_an_open_story_comes_back_exactly() -> None:
    frequencies = DocumentFrequencies()
    side = side_of(NEWS[0][1], frequencies, frozenset({(3, True)}))
    for _, features in NEWS[1:]:
        frequencies.add(features.terms)
        side.add(side_of(features, frequencies))
    known = Known(side, {7, 2**32 - 1})
    back = Known.from_bytes(known.to_bytes())
    assert back == known
    assert list(back.side.terms.weights) == list(side.terms.weights)


@dataclass
class Another:
    side: int


@pytest.mark.parametrize("data", [b"", b"nonsense", to_bytes(Another(1), Another), b"\x02\0\0\0\0\0\0\0{}"])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="state"):
        Known.from_bytes(data)


def test_a_story_cut_short_is_refused() -> None:
    data = Known(side_of(NEWS[0][1], DocumentFrequencies()), {1}).to_bytes()
    for end in (4, 20, len(data) // 2, len(data) - 1):
        with pytest.raises(ValueError, match="state"):
            Known.from_bytes(data[:end])


def test_arrays_are_kept() -> None:
    @dataclass
    class Noun:
        numbers: array[int]
        words: tuple[str, ...]

    noun = Noun(array("I", [1, 2**32 - 1]), ("é", "b"))
    assert from_bytes(to_bytes(noun, Noun), Noun) == noun


def test_an_index_kept_in_segments_finds_what_one_in_memory_finds() -> None:
    dice = random.Random(1)
    whole, kept = Index(), Index()
    segments: list[bytes] = []
    for number in range(300):
        keys = [*dice.sample(range(50), 5), 2**32 - 1]
        whole.add(number, keys)
        kept.add(number, keys)
        if dice.random() < 0.3:
            stay, after = kept.settle()
            segments[stay:] = after
            kept = Index()
            kept.load(segments)
    every = [*range(60), 2**32 - 1]
    assert list(map(list, kept.find(every))) == list(map(list, whole.find(every)))
    assert 1 <= len(segments) < 7


def test_old_numbers_leave_an_index_when_it_is_merged() -> None:
    index = Index()
    for number in range(10):
        index.add(number, [1])
        index.settle(oldest=5)
    assert [list(found) for found in index.find([1])] == [[5, 6, 7, 8, 9]]


def test_frequencies_kept_in_segments_are_the_same() -> None:
    whole, kept = DocumentFrequencies(), DocumentFrequencies(kept=True)
    segments: list[bytes] = []
    for _, features in NEWS:
        whole.add(features.terms)
        kept.add(features.terms)
        stay, after = kept.settle()
        segments[stay:] = after
        total, kept = kept.total, DocumentFrequencies(kept=True)
        kept.load(total, segments)
    assert kept.total == whole.total
    assert (kept.counts == whole.counts).all()


def test_what_was_recalled_may_be_cleared() -> None:
    asked: list[str] = []

    def recall(key: str) -> int | None:
        asked.append(key)
        return len(key) or None

    recalled: Recalled[str, int] = Recalled(recall)
    assert (recalled["abc"], recalled.get("abc"), "abc" in recalled, asked) == (3, 3, True, ["abc"])
    recalled["abc"] = 9
    assert recalled.setdefault("abc", 1) == 9
    recalled.clear()
    assert recalled.pop("abc") == 3
    assert (recalled.get(""), recalled.get("", 5), recalled.setdefault("", 7), recalled.pop("", None)) == (
        None,
        5,
        7,
        7,
    )
    with pytest.raises(KeyError):
        recalled[""]


def test_old_numbers_are_forgotten_by_the_clock_and_by_what_came_since() -> None:
    head = Head()
    day = 86_400.0
    for _ in range(180):
        head.move_clock(1e9 + head.next * day / 1000)
        head.next += 1_000
    assert head.clock == pytest.approx(1e9 + (head.next - 1000) * day / 1000)
    assert head.next - head.oldest() >= LIVES
    assert 0 < head.oldest() <= head.next - LIVES
    back = Head.from_bytes(head.to_bytes())
    assert back == head
    assert Head.from_bytes(head.to_bytes().replace(b"[1,", b"[0,", 1)) is None
