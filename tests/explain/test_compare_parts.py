"""The parts of compare: marks, pairing, features, trees."""

from __future__ import annotations

import pytest

from sayso.explain.compare.alignment import alignments
from sayso.explain.compare.features import comparison, features, opposites
from sayso.explain.compare.marks import Mark, find_marks
from sayso.explain.compare.quantities import Standing, quantities
from sayso.explain.compare.scorer import LABELS, Trees, load, probabilities
from sayso.types import Annotations, Moment, MomentType
from tests.explain.written import counted, dated

NOTHING = Annotations("test")


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("The film was rated 6.5/10 by viewers.", 6.5, "of 10", None),
        ("The game scored below 60 out of 100.", 60, "percent", "below"),
        ("It is the fourth-largest city.", 4, "rank", None),
        ("The single reached number 17 in May.", 17, "rank", None),
        ("Harbour ranked 19 in points.", 19, "rank", None),
        ("Il est le deuxième du classement.", 2, "rank", None),
        ("The runner is over 34 years old.", 34, "year of age", "above"),
        ("A woman aged 61 was found.", 61, "year of age", None),
        ("Harbour won 3-1 at home.", 3001, "score", None),
        ("Harbour won 3-1.", 3001, "score", None),
        ("Harbour lost 1–3 away.", 3001, "score", None),
        ("He joined for the 2017-18 season.", 2017, "season", None),
    ],
)
def test_marks(text: str, value: float, unit: str, comparator: str | None) -> None:
    found = [(mark.value, mark.unit, mark.comparator) for mark in find_marks(text)]
    assert (value, unit, comparator) in found


def test_a_date_is_no_fraction_and_no_score() -> None:
    assert [mark for mark in find_marks("On 12/10/2019 at 10:20, page 3/4, 555-1234-99.") if mark.unit != "rank"] == []


def test_a_mark_says_where_it_stands() -> None:
    text = "The film holds more than 7.5/10."
    (mark,) = find_marks(text)
    assert mark == Mark(text.index("7.5"), text.index("7.5") + 6, 7.5, "of 10", 0.1, "above")


def test_a_rating_is_no_second_figure() -> None:
    text = "The film holds 7.5 out of 10."
    found = quantities(text, Annotations("test", figures=(counted(text, "7.5", 7.5, "film"),)))
    assert [one.unit for one in found] == ["of 10"]


def test_a_date_without_a_year_is_read_against_one_with_it() -> None:
    claim, evidence = "The bridge opened on 7 July.", "The bridge opened on 11 July 2017."
    yearless = Moment(claim.index("7 July"), claim.index("7 July") + 6, MomentType.DATE, "XXXX-07-07")
    (claimed,) = quantities(claim, Annotations("test", moments=(yearless,)))
    given = quantities(evidence, Annotations("test", moments=(dated(evidence, "11 July 2017", "2017-07-11"),)))
    assert [pair.standing for pair in alignments(claimed, given)] == [Standing.OUTSIDE]


def test_nouns_that_count_the_same_are_kin() -> None:
    claim, evidence = "The film has 40 reviews.", "The film was seen by 40 critics and 90 shops."
    (claimed,) = quantities(claim, Annotations("test", figures=(counted(claim, "40", 40, "review"),)))
    figures = (counted(evidence, "40", 40, "critic"), counted(evidence, "90", 90, "shop"))
    nouns = {
        pair.given.low: pair.noun
        for pair in alignments(claimed, quantities(evidence, Annotations("t", figures=figures)))
    }
    assert nouns == {40: 0.8, 90: -1.0}


def test_features_are_the_same_ones_whatever_is_compared() -> None:
    empty = features(comparison(("", NOTHING), ("", NOTHING)))
    text = "The third bridge, 40 metres long, opened in May."
    full = features(comparison((text, Annotations("t", figures=(counted(text, "40", 40, "bridge"),))), (text, NOTHING)))
    assert list(empty) == list(full)
    assert set(load().names) == set(full)


def test_opposites_go_both_ways() -> None:
    assert "worst" in opposites()["best"]
    assert "best" in opposites()["worst"]


def test_trees_are_walked_by_cuts() -> None:
    trees = Trees(("size",), (0.0, 0.0, 0.0), [[[0, 5.0, 2.0, -2.0], 0.0, [0, 1.0, [0, 0.0, 0.0, 9.0], 0.0]]])
    small, large = probabilities({"size": 5.0}, trees), probabilities({"size": 5.1}, trees)
    assert max(small, key=small.__getitem__) == "agree"
    assert large["agree"] < large["conflict"]
    assert probabilities({"size": 0.5}, trees)["undetermined"] > 0.9
    assert list(small) == list(LABELS)
    assert sum(small.values()) == pytest.approx(1.0)
