"""The thesaurus of questions: synonyms, translations, derived words, finite verbs."""

from __future__ import annotations

import pytest

from sayso.explain.ask.question import understood
from sayso.explain.ask.senses import meets
from sayso.explain.ask.thesaurus import kin
from sayso.explain.terms import stem


@pytest.mark.parametrize(
    ("asked", "told"),
    [("attorney", "avocate"), ("lemon", "limón"), ("mediator", "intermediario"), ("wage", "pay"), ("defect", "flaw")],
)
def test_a_word_meets_its_synonyms_and_translations(asked: str, told: str) -> None:
    assert meets(stem(asked), {stem(told)})


def test_a_word_meets_what_is_derived_from_it() -> None:
    assert stem("imprison") in kin(stem("imprisonment")).same


def test_a_finite_verb_is_looked_up_as_its_infinitive() -> None:
    assert stem("arrive") in kin(stem("llegan")).same


def test_what_is_more_general_is_near_and_not_the_same() -> None:
    crate = kin(stem("crate"))
    assert stem("box") in crate.near
    assert stem("box") not in crate.same


def test_a_stem_that_little_is_left_of_is_not_lent() -> None:
    """ "parto" is birth and its stem that of "part"."""
    assert not meets(stem("birth"), {stem("part")})


def test_what_is_no_word_has_no_kin() -> None:
    assert not kin("xqzv").same
    assert not kin("\n").same
    assert not kin("").classes


def test_a_noun_is_never_the_verb_of_a_question() -> None:
    asked = understood("How many Georgetown professors signed the letter?")
    assert stem("professors") not in asked.verbs


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("By what percentage did prices rise?", "share"),
        ("¿De qué año es la ley?", "when"),
        ("What is the name of the mayor?", "who"),
        ("To what age did he work?", "age"),
        ("What prompted the walkout?", "why"),
    ],
)
def test_openings_that_ask_for_more_than_their_first_word(question: str, kind: str) -> None:
    assert understood(question).kind == kind
