"""English statements by the tagger: what the rules add to it, quotations that go on, modes."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from sayso.annotate import Material, annotate, annotator_of, load, read
from sayso.annotate.entities import find_mentions
from sayso.annotate.statements import lexicon as lexicons
from sayso.annotate.statements.english import considered, find
from sayso.annotate.statements.likelihood import likelihood
from sayso.annotate.statements.quotes import find_quotes
from sayso.annotate.statements.tagged import tagged_candidates
from sayso.errors import SettingsError
from sayso.types import Statement, StatementMode

pytest.importorskip("sayso_attribution_en", reason="the tagger isn't installed")


def found(text: str, mode: StatementMode = StatementMode.TAGGER) -> list[Statement]:
    return list(annotate(Material(text, language="en"), mode).statements)


def words(text: str, extents: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in extents]


def test_it_finds_a_cue_that_no_list_has() -> None:
    text = "“The gates were never oiled,” snarled Ines Korda, who ran the dam until 2019."
    (statement,) = found(text)
    assert words(text, statement.source)[0].startswith("Ines Korda")
    assert (statement.speaker, statement.kind) == ("Ines Korda", "direct")


def test_a_plain_report_is_shown_with_its_speaker() -> None:
    text = "Ines Korda, the mayor of Varda, spoke first.\n\nShe said that the dam would hold until spring."
    statement = found(text)[-1]
    assert statement.speaker == "Ines Korda"
    assert statement.shown


def test_a_statement_within_a_statement_is_found_by_rule() -> None:
    text = "The Northgate Post reported on Friday that the ministry had said that the dam was leaking."
    speakers = {statement.speaker: statement for statement in found(text)}
    assert speakers["ministry"].via == ("Northgate Post",)


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    text = "Korda told reporters: “The dam is old and nobody checked it.\n\n“We warned them twice.”"
    assert [words(text, one.content) for one in found(text)] == [
        ["“The dam is old and nobody checked it.", "“We warned them twice.”"]
    ]


@pytest.mark.parametrize("text", ["She declined to comment.", "The company did not respond to requests for comment."])
def test_silence_is_no_statement(text: str) -> None:
    assert found(text) == []


def test_a_block_that_is_a_quotation_may_have_lost_its_marks() -> None:
    quotation = "We told the operator twice that the gates would not close in a flood."
    plain, marked = (load.attributions_of(quotation, frozenset(quotes), 1) for quotes in ([], [quotation]))
    assert plain != marked  # the tagger is told that it stands in quotation marks


def test_a_text_that_is_too_long_for_the_tagger_is_read_by_rules() -> None:
    text = "The minister said that the bridge was unsafe. " + "The river rose. " * 13_000
    assert len(text) > load.LONGEST_TAGGED_TEXT
    assert load.attributions_of(text, frozenset(), 1) is None


def test_each_mode_has_its_name() -> None:
    names = {annotator_of(mode) for mode in (StatementMode.RULES, StatementMode.TAGGER, StatementMode.QUALITY)}
    assert len(names) == 3
    assert annotator_of(StatementMode.AUTO) == annotator_of(StatementMode.TAGGER)


def test_the_name_on_the_card_is_the_loaded_taggers() -> None:
    assert load.tagger_name() == load.load_tagger().name


def test_without_the_package_auto_means_rules_and_the_others_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "TAGGER_PACKAGE", "no_such_package_here")
    assert annotator_of(StatementMode.AUTO) == annotator_of(StatementMode.RULES)
    with pytest.raises(SettingsError, match="sayso-attribution-en"):
        annotator_of(StatementMode.QUALITY)


def test_the_colon_of_a_headline_is_a_cue() -> None:
    text = "Ines Korda: The dam will hold until spring"
    (document,) = read([Material(text, language="en")], StatementMode.TAGGER)
    headline = SimpleNamespace(source=((0, 10),), cue=((10, 11),), content=((12, len(text)),), confidence=0.9)
    ((candidate, _),) = tagged_candidates(text, document.parsed, [headline], (), lexicons.english(), ())
    assert words(text, candidate.cue) == [":"]


def test_a_rule_that_agrees_makes_a_statement_likelier() -> None:
    text = "Ines Korda said that the dam would hold until spring."
    (document,) = read([Material(text, language="en")], StatementMode.TAGGER)
    tagged, ruled = considered(document, find_mentions(document), lexicons.english())
    candidate, confidence = tagged[0]
    assert likelihood(candidate, confidence, ruled) > likelihood(candidate, confidence, [])


def test_words_of_another_sentence_are_no_part_of_a_content() -> None:
    text = "The gates were old. Korda said that the dam would hold."
    (document,) = read([Material(text, language="en")], StatementMode.TAGGER)
    content = (text.index("the dam"), len(text) - 1)
    stray = SimpleNamespace(source=((20, 25),), cue=((26, 30),), content=((0, 18), content), confidence=0.9)
    ((candidate, _),) = tagged_candidates(text, document.parsed, [stray], (), lexicons.english(), ())
    assert candidate.content == (content,)


def test_what_is_reported_within_a_report_that_says_little_else() -> None:
    text = "The Northgate Post reported that Korda had told the board that a sale of the dam was possible. Korda left."
    assert ("Korda", ("Northgate Post",)) in {(one.speaker, one.via) for one in found(text)}


def test_a_wish_to_stay_unnamed_is_no_statement() -> None:
    text = "“The dam is old,” said a worker in Varda, who asked not to be named."
    assert [words(text, one.content) for one in found(text)] == [["“The dam is old,”"]]


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("Korda saw the port authority flood.", "authority flood", "the port authority flood"),
        (
            "Korda saw the moments as an oddly quiet crowd left.",
            "the moments as an oddly",
            "the moments as an oddly quiet crowd",
        ),
        ("Korda said that it was old, but she closed the gate.", "it was old, but she", "it was old"),
        ("Korda said: “It is old and it leaks.”", "and it leaks.”", "“It is old and it leaks.”"),
    ],
)
def test_a_content_that_is_cut_within_a_phrase_is_mended(text: str, cut: str, whole: str) -> None:
    (document,) = read([Material(text, language="en")], StatementMode.TAGGER)
    start, cue = text.index(cut), text.index("sa")
    one = SimpleNamespace(source=((0, 5),), cue=((cue, cue + 4),), content=((start, start + len(cut)),), confidence=0.9)
    quotes = find_quotes(text)
    ((candidate, _),) = tagged_candidates(text, document.parsed, [one], quotes, lexicons.english(), ())
    assert words(text, candidate.content) == [whole]


def test_pronouns_go_to_the_subject_of_the_sentence_before() -> None:
    text = "Korda said no.\n\nA spokesman for the Varda Port Authority declined to answer. He said talks failed."
    assert found(text)[-1].speaker == "spokesman for the Varda Port Authority"


def test_a_phrase_cut_out_of_a_reported_clause_takes_the_clause() -> None:
    text = "The guard has been waiting at the dam since March, Korda said."
    (document,) = read([Material(text, language="en")], StatementMode.TAGGER)
    start, end, cue = text.index("the dam"), text.index(", Korda"), text.index("said")
    cut = SimpleNamespace(source=((cue - 6, cue - 1),), cue=((cue, cue + 4),), content=((start, end),), confidence=0.9)
    assert [words(text, one.content) for one in find(replace(document, attributions=(cut,)), ())] == [[text[:end]]]
