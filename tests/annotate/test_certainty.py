"""Certainty of events in sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.certainty import agreement
from evaluation.train_certainty import _best_knots, _fitted
from sayso.annotate.load import parsed_texts
from sayso.annotate.statements.firmness import certainty_of
from sayso.annotate.statements.firmness.certainty import Table, interpolated
from sayso.annotate.statements.firmness.clauses import clause_of
from sayso.annotate.statements.firmness.governors import governors_of
from sayso.annotate.statements.firmness.status import Status, status_of
from sayso.annotate.statements.firmness.stems import stem


def token(text: str, word: str) -> Any:
    parsed = next(iter(parsed_texts([text])))
    return next(one for one in parsed if one.text == word)


def certainty(text: str, word: str) -> float:
    return certainty_of(token(text, word))


HAPPENED = [
    ("The bridge collapsed on Monday.", "collapsed"),
    ("The ministry said the bridge collapsed on Monday.", "collapsed"),
    ("The crew managed to close the valve.", "close"),
]
OPEN = [
    ("The bridge may collapse.", "collapse"),
    ("The council plans to close the harbour.", "close"),
    ("The council wants to sell the ferry.", "sell"),
    ("If the bridge collapses, the road will close.", "collapses"),
    ("The union threatened to strike.", "strike"),
    ("There is a possibility of rain.", "rain"),
]
DIDN_T = [
    ("The bridge did not collapse.", "collapse"),
    ("Nobody left the town.", "left"),
    ("The crew failed to close the valve.", "close"),
    ("They left without closing the valve.", "closing"),
]


@pytest.mark.parametrize(("text", "word"), HAPPENED)
def test_what_is_said_to_have_happened_is_certain(text: str, word: str) -> None:
    assert certainty(text, word) >= 2


@pytest.mark.parametrize(("text", "word"), OPEN)
def test_what_is_planned_or_possible_is_not(text: str, word: str) -> None:
    assert -2 < certainty(text, word) < 2


@pytest.mark.parametrize(("text", "word"), DIDN_T)
def test_what_is_said_not_to_have_happened_is_below_zero(text: str, word: str) -> None:
    assert certainty(text, word) < 0


def test_a_second_verb_shares_modal_and_negation_but_not_over_but() -> None:
    assert clause_of(token("The firm may leave the town and sell the ferry.", "sell")).modal == "may"
    assert clause_of(token("The firm did not close or sell the ferry.", "sell")).negation == "neg"
    assert clause_of(token("The firm did not reply but sold the ferry.", "sold")).negation == ""


def test_a_predicate_noun_has_the_modal_of_its_copula() -> None:
    assert clause_of(token("The dam could be a danger.", "danger")).modal == "could"


def test_governors_come_nearest_first_with_their_relation() -> None:
    text = "The mayor said the firm plans to close the ferry without asking the crew."
    assert [(one.stem, one.relation) for one in governors_of(token(text, "asking"))] == [
        ("clos", "prep:without"),
        ("plan", "xcomp:to"),
        ("say", "ccomp:finite"),
    ]


STANDINGS = [
    ("The crew did not fail to close the valve.", "close", Status.FACT),
    ("The crew was not able to close the valve.", "close", Status.COUNTER),
    ("It is too late to close the valve.", "close", Status.COUNTER),
    ("He had yet to close the valve.", "close", Status.COUNTER),
    ("He kept them from leaving.", "leaving", Status.COUNTER),
    ("There was no agreement.", "agreement", Status.COUNTER),
    ("No decision was made.", "decision", Status.COUNTER),
    ("They ruled out an attack.", "attack", Status.COUNTER),
    ("The court ruled that the firm lied.", "lied", Status.FACT),
    ("It no longer works.", "works", Status.COUNTER),
    ("He not only left but sang.", "left", Status.FACT),
    ("He neither admitted it nor denied it.", "denied", Status.COUNTER),
    ("Neither the mayor nor the crew left.", "left", Status.COUNTER),
    ("The mayor said the crew hopes to close the valve.", "close", Status.OPEN),
    ("The mayor demanded that he resign.", "resign", Status.OPEN),
    ("Stop the cars.", "Stop", Status.OPEN),
    ("He asked whether they had left.", "left", Status.OPEN),
    ("The proposed merger failed.", "merger", Status.OPEN),
    ("She was the first official to leave.", "leave", Status.FACT),
    ("They saved money by closing schools.", "closing", Status.FACT),
    ("The mayor believes the crew left.", "left", Status.BELIEVED),
    ("He was said to have gone.", "gone", Status.REPORTED),
    ("They agreed not to strike.", "strike", Status.DOUBTED),
    ("It is possible that they left.", "left", Status.OPEN),
]


@pytest.mark.parametrize(("text", "word", "expected"), STANDINGS)
def test_standing_is_composed_down_the_chain(text: str, word: str, expected: Status) -> None:
    event = token(text, word)
    assert status_of(event, clause_of(event), list(governors_of(event)))[1] is expected


@pytest.mark.parametrize(
    "forms",
    ["refuse refuses refused refusing", "plan plans planned planning", "deny denies denied denying", "say said saying"],
)
def test_all_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_sums_are_mapped_along_the_knots() -> None:
    knots = [(-3.0, -3.0), (0.0, 1.0), (3.0, 3.0)]
    assert [interpolated(knots, at) for at in (-3, 0, 1.5, 3)] == [-3.0, 1.0, 2.0, 3.0]
    assert Table(3.0, {"a": -9.0}, knots).value_of(["a", "unknown"]) == -3.0


def test_agreement_counts_by_thirds_of_the_scale() -> None:
    found = agreement([3.0, 2.0, 0.0, -3.0], [3.0, 1.0, 0.0, -2.0])
    assert found.error == 0.5
    assert found.f1 == {"asserted": pytest.approx(200 / 3), "uncertain": pytest.approx(200 / 3), "denied": 100.0}


def test_training_learns_what_a_sign_is_worth_and_leaves_rare_signs_out() -> None:
    examples = [(["on"], 3.0), (["off"], -3.0)] * 40 + [(["rare", "on"], -3.0)]
    fitted = _fitted(examples, [(-3.0, -3.0), (3.0, 3.0)])
    assert fitted.sum_of(["on"]) > 1.5
    assert fitted.sum_of(["off"]) < -1.5
    assert "rare" not in fitted.weights


def test_knots_part_the_kinds_where_the_sums_do() -> None:
    knots = _best_knots([3.0, 0.0, -3.0], [2.45, 2.2, -0.4])
    assert interpolated(knots, 2.45) >= 2 > interpolated(knots, 2.2)
    assert interpolated(knots, -0.4) <= -2
