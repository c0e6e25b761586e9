"""What teaches and measures the vectors of words, on small texts of our own; and how good the vectors are on ours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evaluation.vectors import measure, selection
from evaluation.vectors.bags import bags
from evaluation.vectors.lessons import Course, Lesson
from evaluation.vectors.sources import Pair, read
from evaluation.vectors.teachers import Said
from sayso.models import StaticVectors

EMBED = StaticVectors().embed


def test_leads_of_one_event_are_nearer_than_look_alikes_across_languages() -> None:
    found = measure.leads(EMBED)
    assert found["AUC against other topics"] > 0.99
    assert found["against the same topic"] > 0.98


def test_the_newsroom_and_words_are_told_apart() -> None:
    assert measure.newsroom(EMBED)["AUC across languages"] > 0.91
    found = measure.words(EMBED)
    assert found["translation"] > 0.98
    assert found["synonym"] > 0.95


def test_a_lead_takes_less_than_a_millisecond() -> None:
    assert measure.cost(EMBED) < 1


def test_retrieval_and_auc_count_right() -> None:
    rows = np.eye(3)
    assert measure.retrieved(rows, rows) == 1
    assert measure.retrieved(rows, rows[[1, 0, 2]]) == pytest.approx(1 / 3)
    assert measure.auc([2, 1], [1, 0]) == 0.875


@pytest.fixture
def data(tmp_path: Path) -> Path:
    def put(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    put("alt/train.ja", "水\n\n")
    put("alt/train.vi", "Nước\n\n")
    put("tatoeba/vie.txt", "Run!\tChạy!\tby us\nbroken\n")
    unit = "<tu ><tuv><seg>a &amp; b</seg></tuv>\n<tuv><seg>{}</seg></tuv></tu>"
    put("tico-19/all.en-fr.tmx", unit.format("a et b"))
    put("tico-19/all.en-es-419.tmx", unit.format("a y b"))
    for language in ("en", "es", "de", "vi"):
        paragraph = {"context": f"c-{language}", "qas": [{"question": f"q-{language}"}]}
        put(f"xquad/xquad.{language}.json", json.dumps({"data": [{"paragraphs": [paragraph]}]}))
    for language in ("en", "de", "fr", "es"):
        put(f"ud/{language}_pud-ud-test.conllu", f"# sent_id = s1\n# text = one-{language}\n1\tx\n\n")
    put("ud/vi_vtb-ud-dev.conllu", "# text = một\n1\tx\n\n")
    for kind in ("noun", "verb", "adj", "adv"):
        put(f"wordnet/data.{kind}", f"  1 licence | of it\n0001 03 n | a {kind}  \n")
    return tmp_path


def test_sources_are_read_as_their_projects_give_them(data: Path) -> None:
    texts = read(data)
    assert Pair("ja", "水", "vi", "Nước") in texts.pairs
    assert Pair("en", "Run!", "vi", "Chạy!") in texts.pairs
    assert Pair("en", "a & b", "fr", "a et b") in texts.pairs
    assert Pair("en", "q-en", "de", "q-de") in texts.pairs
    assert Pair("en", "one-en", "es", "one-es") in texts.pairs
    assert len(texts.pairs) == 2 + 2 + 6 + 3
    assert texts.vietnamese() == ["Nước", "Chạy!", "c-vi", "q-vi", "một"]
    assert "c-vi" not in texts.of_known_languages()
    assert texts.glosses == ("a noun", "a verb", "a adj", "a adv")


def test_pieces_are_what_many_words_share_and_every_letter() -> None:
    found = selection.pieces(["flutung", "leitung", "zeitung"])
    assert {"tung", "itung", "ung"} <= set(found)
    assert set("flutngeiz") <= set(found)


def test_what_an_encoder_said_is_kept_and_not_asked_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> Any:
        asked.extend(texts)
        return np.array([[len(text), 1.0] for text in texts])

    first = Said(tmp_path, "lengths", lambda: encode).of(["a", "bb", "a"])
    again = Said(tmp_path, "lengths", lambda: encode).of(["bb", "ccc"])
    assert first.tolist() == [[1, 1], [2, 1], [1, 1]]
    assert again.tolist() == [[2, 1], [3, 1]]
    assert asked == ["a", "bb", "ccc"]


def test_bags_hold_the_words_of_the_language_and_their_neighbours() -> None:
    frequencies = {f"w{n}": 1 / (n + 2) for n in range(400)}
    rows = np.random.default_rng(1).normal(size=(400, 64))
    made = bags(frequencies, rows, 20, np.random.default_rng(2))
    assert made == bags(frequencies, rows, 20, np.random.default_rng(2))
    assert all(set(bag.split()) <= frequencies.keys() and len(bag.split()) >= 3 for bag in made)


def test_rows_go_to_the_words_that_their_parts_do_not_tell() -> None:
    listed = ["flut", "fluthilfe", "hilfe", "mole"]
    rows = np.array([[1, 0, 0], [0.7071, 0.7071, 0], [0, 1, 0], [0, 0, 1]])
    course = Course(
        [*listed[:3], "~x"],
        dict(zip(listed, rows, strict=True)),
        dict.fromkeys(listed, 0.01),
        [Lesson("", listed, rows)],
        3,
    )
    chosen = course.reselected(np.array([*rows[:3] * 2, [0, 0, 0]]))
    assert set(chosen.entries) == {"flut", "hilfe", "mole", "~x"}
    start = dict(zip(chosen.entries, chosen.start.tolist(), strict=True))
    assert start == {"flut": [2, 0, 0], "hilfe": [0, 2, 0], "mole": [0, 0, 1], "~x": [0, 0, 0]}
