"""English statements by the tagger: what the rules add to it, quotations that go on, modes."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate, annotator_of, load
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


def test_without_the_package_auto_means_rules_and_the_others_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "TAGGER_PACKAGE", "no_such_package_here")
    assert annotator_of(StatementMode.AUTO) == annotator_of(StatementMode.RULES)
    with pytest.raises(SettingsError, match="sayso-attribution-en"):
        annotator_of(StatementMode.QUALITY)
