"""Figures of stories and copies, sets, and how peers are asked: on texts of our own."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.bench_stories import best_setting, between_orders, grouped, source_errors, story_cells, stream_cells
from evaluation.copies_score import SourceErrors, copy_errors, errors_of, families, publishers
from evaluation.metrics import Tally, adjusted_rand, bcubed, paired
from evaluation.peers.grouping import Groups, in_batches
from evaluation.story_peers import Found, Peer, PeerError, answers_of
from evaluation.story_sets import LabelledSet, hidden_in, in_order, newsroom_set, printing, streamed
from sayso.contract import article_of
from sayso.stories import features_of
from sayso.text import instant
from sayso.types import Placement, Relation

GOLD = dict(zip("abcdef", "111223", strict=True))
FLOOD = " ".join(f"On Monday house {number} of the lower town lost door {number} to the river." for number in range(30))


def article(id_: str, text: str, published: str | None = None):
    return article_of({"id": id_, "title": f"Title of {id_}", "text": text, "published": published})


# --- metrics ----------------------------------------------------------------------------------------------------


def test_one_lump_has_full_recall_and_the_precision_of_its_parts() -> None:
    precision, recall, _ = bcubed(GOLD, dict.fromkeys(GOLD, "lump"))
    assert (precision, recall) == (pytest.approx((9 + 4 + 1) / 36), 1)


def test_pairs_are_counted_on_both_sides() -> None:
    assert paired(GOLD, dict(zip("abcdef", "112223", strict=True))) == Tally(right=2, predicted=4, wanted=4)


def test_the_adjusted_rand_index_is_1_for_the_same_and_0_for_a_lump() -> None:
    assert adjusted_rand(GOLD, GOLD) == 1
    assert adjusted_rand(GOLD, dict.fromkeys(GOLD, 0)) == 0


def test_orders_that_agree_are_1_and_the_least_is_told() -> None:
    lump = dict.fromkeys(GOLD, 0)
    mean, least = between_orders([GOLD, GOLD, lump])
    assert least == pytest.approx(min(bcubed(GOLD, lump)[2], bcubed(lump, GOLD)[2]))
    assert least < mean < 1
    assert between_orders([GOLD, GOLD]) == (1, 1)


# --- both errors of copies --------------------------------------------------------------------------------------


def test_a_stranger_in_a_family_is_too_much_and_a_missed_reprint_too_little() -> None:
    gold = {"wire": 1, "reprint": 1, "late": 1, "other": 2}
    errors = copy_errors(gold, {"wire": 1, "reprint": 1, "late": 3, "other": 1})
    assert errors.too_much == pytest.approx(100 * 2 / 3)  # of wire-reprint, wire-other, reprint-other
    assert errors.too_little == pytest.approx(100 * 2 / 3)  # wire-late and reprint-late


def test_nothing_called_and_nothing_wanted_is_no_error() -> None:
    assert errors_of(Tally(0, 0, 0)) == errors_of(Tally(3, 3, 3))


def test_a_family_has_the_id_of_its_original() -> None:
    placed = [
        Placement("wire", "s1", None, Relation.ORIGINAL),
        Placement("reprint", "s1", "wire", Relation.COPY),
        Placement("own", "s1", None, Relation.INDEPENDENT),
    ]
    assert families(placed) == {"wire": "wire", "reprint": "wire", "own": "own"}


def test_only_publishers_of_first_hand_articles_are_independent() -> None:
    relations = {
        "a": Relation.ORIGINAL, "b": Relation.COPY, "c": Relation.DERIVED, "d": Relation.UNDETERMINED,
        "e": Relation.INDEPENDENT, "f": Relation.INDEPENDENT,
    }  # fmt: skip
    whose = dict(zip("abcdef", ("Wire", "Ledger", "Times", "Post", "Post", "Post"), strict=True))
    assert publishers(relations, whose) == {"Wire", "Post"}


def test_sources_lost_and_made_up_don_t_cancel_in_the_tally() -> None:
    errors = SourceErrors()
    errors.add(frozenset({"Wire", "Post"}), frozenset({"Wire", "Ledger"}), 2)
    errors.add(frozenset({"Wire"}), frozenset({"Wire"}), 3)
    assert errors.publishers == Tally(right=2, predicted=3, wanted=3)
    assert errors.off == [0, 2]
    assert errors.mean_off == 1


def test_calling_every_article_independent_loses_no_source_and_makes_some_up() -> None:
    newsroom = newsroom_set()
    _, placements = grouped(newsroom.articles, None)
    errors = source_errors(newsroom, placements)
    assert len(errors.off) == len(set(newsroom.stories.values()))
    every_one_independent = [replace(one, relation=Relation.INDEPENDENT, copy_of=None) for one in placements]
    lax = source_errors(newsroom, every_one_independent)
    assert lax.publishers.right == lax.publishers.wanted
    assert lax.publishers.predicted > errors.publishers.predicted
    assert lax.mean_off > errors.mean_off


# --- sets -------------------------------------------------------------------------------------------------------


def test_the_newsroom_has_a_story_and_a_family_for_each_article() -> None:
    newsroom = newsroom_set()
    ids = {article.id for article in newsroom.articles}
    assert set(newsroom.stories) == set(newsroom.families) == ids
    reprint, wire = "kestrel-quake/02-harbor-courier", "kestrel-quake/01-meridian-wire"
    assert newsroom.families[reprint] == newsroom.families[wire] == wire
    times = [article.published for article in newsroom.articles]
    assert times == sorted(times, key=instant)


def test_an_order_is_of_time_and_not_of_letters() -> None:
    dates = ("2020-01-02T00:30:00+02:00", None, "2020-01-01T23:00:00Z", "2020-01-01")
    articles = [article(str(number), FLOOD, published) for number, published in enumerate(dates)]
    assert [one.id for one in in_order(articles)] == ["3", "0", "2", "1"]


def test_a_stream_is_read_from_lines_and_from_files_with_their_own_names(tmp_path: Path) -> None:
    lines = tmp_path / "stream.jsonl"
    rows = [{"id": "1", "text": FLOOD}, {"id": "2", "text": ""}, {"id": "3", "text": FLOOD}, {"id": "4", "text": FLOOD}]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert [one.id for one in streamed(lines, 2)] == ["stream:1", "stream:3"]
    row = {"ID": "q", "content_original": FLOOD, "date": "2019-03-02", "source": "Post", "title": "Flood"}
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "q.json").write_text(json.dumps(row), "utf-8")
    [one] = streamed(tmp_path / "folder", 5)
    assert (one.id, one.published, one.outlet, one.title) == ("stream:q", "2019-03-02", "Post", "Flood")


def test_what_prints_a_known_article_is_no_other_article() -> None:
    known = features_of(article("known", FLOOD))
    other = (
        "Voters in the capital chose a new council yesterday after a campaign about rents and the price of bread. " * 3
    )
    assert printing([features_of(article(id_, text)) for id_, text in (("a", FLOOD), ("b", other))], [known]) == [
        True,
        False,
    ]


def test_a_hidden_set_stands_in_order_of_time_and_only_it_is_scored() -> None:
    known = LabelledSet("known", (article("k", FLOOD, "2020-01-02"),), {"k": "s"}, {})
    hidden = hidden_in(
        known, [article("late", FLOOD, "2020-01-03"), article("undated", FLOOD), article("e", "", "2019-12-31")]
    )
    assert [one.id for one in hidden.articles] == ["e", "k", "late", "undated"]
    found = Found({"k": 1, "late": 2, "undated": 2, "e": 2}, {}, 2.0)
    assert stream_cells(hidden, found) == ["100.0 / 100.0 / **100.0**", "3", "2"]


# --- peers ------------------------------------------------------------------------------------------------------


def test_a_peer_answers_each_set_at_each_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "evaluation" / "peers" / "by_length.py"
    root = Path(__file__).parents[2]
    program.parent.mkdir(parents=True)
    for name in ("__init__.py", "peers/__init__.py"):
        (tmp_path / "evaluation" / name).touch()
    (program.parent / "grouping.py").write_text((root / "evaluation/peers/grouping.py").read_text("utf-8"), "utf-8")
    program.write_text(
        "from evaluation.peers.grouping import parser, serve\n"
        "def prepare(articles): return [len(one['text']) for one in articles]\n"
        "def cut(lengths, size): return [length // int(size) for length in lengths]\n"
        "serve(prepare, cut, parser(None).parse_args().settings)\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    sets = [
        LabelledSet(
            "one", (article("a", "x"), article("b", "xx"), article("c", "xxxx")), {"a": "1", "b": "1", "c": "2"}, {}
        ),
        LabelledSet("other", (article("d", "xxx", "1/21/18"),), {"d": "1"}, {}),
    ]
    found = answers_of(Peer("by length", "by_length", (), (1, 4)), Path(sys.executable), sets, (1, 4))
    assert found[1]["one"].stories == {"a": 1, "b": 2, "c": 4}
    assert found[4]["one"].stories == {"a": 0, "b": 0, "c": 1}
    assert found[4]["other"].stories == {"d": 0}
    assert found[4]["one"].cpu_seconds >= 0
    assert best_setting(found, lambda one: bcubed(sets[0].stories, one["one"].stories)[2]) == 4
    assert story_cells(sets[0], found[4]["one"]) == "100.0 / 100.0 / **100.0**"


def test_a_peer_that_breaks_gives_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    one = LabelledSet("one", (article("a", "x"),), {}, {})
    with pytest.raises(PeerError, match="No module named"):
        answers_of(Peer("none", "no_such_program", (), (1,)), Path(sys.executable), [one], (1,))
    with pytest.raises(PeerError, match="make bench-stories"):
        answers_of(Peer("none", "no_such_program", (), (1,)), Path("/nowhere/python"), [one], (1,))


def test_pairs_make_groups_and_batches_keep_all() -> None:
    groups = Groups(5)
    groups.join(0, 1)
    groups.join(3, 4)
    groups.join(1, 4)
    labels = groups.labels()
    assert labels[0] == labels[1] == labels[3] == labels[4] != labels[2]
    assert [list(batch) for batch in in_batches(2, range(5))] == [[0, 1], [2, 3], [4]]
