"""English statements by rules, one of our own sentences for each pattern."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate
from sayso.types import Firmness, Statement, StatementMode


def found(text: str) -> list[Statement]:
    return list(annotate(Material(text, language="en"), StatementMode.RULES).statements)


def words(text: str, extents: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in extents]


def only(text: str) -> Statement:
    statements = found(text)
    assert len(statements) == 1, [words(text, one.content) for one in statements]
    return statements[0]


PATTERNS = [
    ("The minister said that the bridge was unsafe.", "The minister", "said", ["the bridge was unsafe"]),
    ("The bridge was unsafe, the minister said.", "the minister", "said", ["The bridge was unsafe"]),
    (
        "To save money, the council argued, the library must close.",
        "the council",
        "argued",
        ["To save money", "the library must close"],
    ),
    (
        "According to the harbour office, 20 boats sank.",
        "the harbour office",
        "According to",
        ["20 boats sank"],
    ),
    (
        "Twenty boats sank in the storm, according to the harbour office.",
        "the harbour office",
        "according to",
        ["Twenty boats sank in the storm"],
    ),
    (
        "She told the Valley Times that the dam would hold.",
        "She",
        "told",
        ["the dam would hold"],
    ),
    ("The mayor wrote: “We will not pay.”", "The mayor", "wrote", ["“We will not pay.”"]),
    (
        "The union accused the operator of lying.",
        "The union",
        "accused",
        ["the operator of lying"],
    ),
    (
        "Smith claimed that the vote was rigged.",
        "Smith",
        "claimed",
        ["the vote was rigged"],
    ),
    (
        "The agency urged residents to leave the valley.",
        "The agency",
        "urged",
        ["residents to leave the valley"],
    ),
    ("Fishermen fear that the cod will not return.", "Fishermen", "fear", ["the cod will not return"]),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), PATTERNS)
def test_a_pattern_gives_source_cue_and_content(text: str, source: str, cue: str, content: list[str]) -> None:
    statement = only(text)
    assert words(text, statement.source) == [source]
    assert words(text, statement.cue) == [cue]
    assert words(text, statement.content) == content


def test_a_split_quotation_is_one_statement_with_two_pieces() -> None:
    text = '"The dam is old," said Ines Korda, an engineer in Varda. "It should have been closed years ago."'
    statement = only(text)
    assert words(text, statement.content) == ['"The dam is old,"', '"It should have been closed years ago."']
    assert (statement.kind, statement.speaker) == ("direct", "Ines Korda")


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    text = "Korda said: “The dam is old and nobody checked it.\n\n“We warned them twice.”"
    statement = only(text)
    assert words(text, statement.content) == ["“The dam is old and nobody checked it.", "“We warned them twice.”"]


def test_single_quotation_marks_are_read_as_quotations() -> None:
    text = "'The dam is old and it leaks,' she said."
    assert words(text, only(text).content) == ["'The dam is old and it leaks,'"]


def test_scare_quotes_are_no_statement() -> None:
    assert found("The so-called “green” dam burst on Sunday.") == []


def test_the_outlets_own_voice_is_no_statement() -> None:
    assert found("The dam burst on Sunday. Twenty houses were washed away.") == []


def test_the_source_of_is_believed_to_is_empty() -> None:
    statement = only("The driver is believed to be in Varda.")
    assert statement.source == ()
    assert statement.speaker is None
    assert statement.firmness is Firmness.POSSIBLE


def test_a_dateline_belongs_to_nobody() -> None:
    text = "TOLVA (Meridian) - The health ministry said 20 people had died."
    statement = only(text)
    assert words(text, statement.source) == ["The health ministry"]


# --- speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Police chief Omar Reyes said the road was shut. He said it would open on Monday.", ["Omar Reyes"] * 2),
        ("The mayor, Ilse Marrow, said help was near. Marrow said the camp was full.", ["Ilse Marrow"] * 2),
        (
            "The Department of Water Safety (DWS) said the dam held. DWS said tests went on.",
            ["Department of Water Safety"] * 2,
        ),
        (
            "Ana Peña spoke. The Interior Ministry said it was over. The ministry said it was glad.",
            ["Interior Ministry"] * 2,
        ),
        ("Omar Reyes left early. One witness said the car was red. He said it was new.", ["One witness"] * 2),
    ],
)
def test_a_source_is_resolved_to_its_name(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in found(text)] == speakers


def test_he_is_not_somebody_with_a_womans_name() -> None:
    text = "Peter Holm met Maria Sand on Friday. He said the deal was done."
    assert [one.speaker for one in found(text)] == ["Peter Holm"]


# --- chains and firmness


def test_a_nested_report_names_who_passed_it_on() -> None:
    text = "Varda News reported that the ministry estimated that 600 people were missing."
    inner = next(one for one in found(text) if words(text, one.cue) == ["estimated"])
    assert words(text, inner.source) == ["the ministry"]
    assert inner.via == ("Varda News",)
    assert inner.firmness is Firmness.ESTIMATED


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("The mayor said the bridge was closed.", Firmness.STATED),
        ("The mayor confirmed that the bridge was closed.", Firmness.CONFIRMED),
        ("The ministry announced that schools were closed.", Firmness.CONFIRMED),
        ("The club announced that its coach had left.", Firmness.STATED),
        ("The agency estimated that 400 people were ill.", Firmness.ESTIMATED),
        ("The agency predicted that the river would fall.", Firmness.EXPECTED),
        ("Her lawyer alleged that the contract was forged.", Firmness.ALLEGED),
        ("The engineer said the dam may have been damaged.", Firmness.POSSIBLE),
        ("The operator denied that it had lied.", Firmness.DENIED),
        ("The minister rejected claims that he took bribes.", Firmness.DENIED),
        ("The operator said that the report was false.", Firmness.DENIED),
        ("Lawyers suggested that the ministry confirmed the deaths.", Firmness.POSSIBLE),
    ],
)
def test_firmness_follows_the_cue_and_its_hedges(text: str, firmness: Firmness) -> None:
    assert found(text)[0].firmness is firmness


def test_a_chain_takes_the_lowest_of_its_links() -> None:
    text = "Her lawyer alleged that the ministry confirmed that the contract was real."
    assert {one.firmness for one in found(text)} == {Firmness.ALLEGED}


def test_a_speaker_after_a_dateline_is_the_whole_noun_phrase() -> None:
    text = "TOLVA (Meridian) -Lethania's government rejected the claims."
    assert [one.speaker for one in found(text)] == ["Lethania's government"]


@pytest.mark.parametrize(
    "text",
    [
        "The agency declined to comment on the report.",
        "The agency did not respond to questions about the dam.",
        "A spokesman would not say who.",
        "The men refused to be drawn on the plan.",
        "The reporters, who witnessed the protest, left.",
        "Guards are partially restricting entry to the valley.",
    ],
)
def test_silence_and_deeds_are_no_statements(text: str) -> None:
    assert found(text) == []


def test_a_report_that_says_nothing_else_shows_the_statement_that_it_reports() -> None:
    text = "The Harbour Post reported that the ministry estimated that 600 boats had been lost."
    outer, inner = found(text)
    assert (outer.shown, inner.shown) == (False, True)
    assert inner.via == ("Harbour Post",)
    assert words(text, inner.content) == ["600 boats had been lost"]


def test_participles_of_saying_go_on_with_the_same_voice() -> None:
    text = "Mara Kellen rejected the suggestion that the vote was bought, telling reporters that it had been fair."
    assert [(one.speaker, words(text, one.content)) for one in found(text)] == [
        ("Mara Kellen", ["the suggestion that the vote was bought"]),
        ("Mara Kellen", ["it had been fair"]),
    ]


def test_sources_that_are_cited_are_no_part_of_the_content() -> None:
    text = "The Harbour Post reported that the firm had cut its forecast, citing two bankers."
    assert words(text, only(text).content) == ["the firm had cut its forecast"]


def test_a_second_cue_ends_a_content() -> None:
    text = "The envoy warned that the truce was crumbling and called on both sides to hold fire."
    assert words(text, found(text)[0].content) == ["the truce was crumbling"]


def test_the_subject_before_the_speaker_belongs_to_what_is_said() -> None:
    text = "The move, Prime Minister Iva Kolar told parliament, would last until May."
    assert only(text).speaker == "Iva Kolar"
    assert words(text, only(text).content)[0] == "The move"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The dam broke overnight, its mayor said. “We heard it,” Mayor Anton Belis said.", "Anton Belis"),
        ("Shares in the chipmaker Halvor Systems fell. The company said that demand was weak.", "Halvor Systems"),
        ("Critics of Varda's government say that prices rose.", "Critics of Varda's government"),
        ("Varda’s government said that it would help.", "Varda’s government"),
        ("Manager Lisa Drummond sighed. “My job is the grass,” she said.", "Lisa Drummond"),
    ],
)
def test_a_speaker_is_named(text: str, speaker: str) -> None:
    assert found(text)[0].speaker == speaker


@pytest.mark.parametrize(
    "text", ["“You could hear the trees snap,” she said.", "The company said demand was weaker than expected."]
)
def test_abilities_and_comparisons_are_no_hedges(text: str) -> None:
    assert found(text)[0].firmness is Firmness.STATED


def test_reported_clauses_with_a_name_are_shown() -> None:
    assert only("Rosa Delgado told reporters that the search had ended in the valley.").shown
