"""Exact spans, report-verb cues, and how peers are asked: on texts of our own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evaluation.bench_statements import Peer, PeerError, answers_of, attribution_cells
from evaluation.metrics import Tally, add_exact, has_report_cue, normalised
from evaluation.peers.gender_gap_tracker import Quote, quotes
from evaluation.peers.heideltime import _expressions
from evaluation.peers.protocol import placed
from sayso.annotate.load import load

TEXT = 'Ms Lund said: "The dam is safe." According to Rask, the dam leaks every winter.'


def span(words: str, text: str = TEXT) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


# --- exact spans ------------------------------------------------------------------------------------------------


def test_quotation_marks_and_stops_at_the_ends_are_no_part_of_a_span() -> None:
    assert normalised(TEXT, [span('"The dam is safe." ')]) == (tuple(span("The dam is safe")),)


def test_spans_that_only_marks_and_space_part_are_one() -> None:
    assert normalised(TEXT, [span("is safe"), span("The dam")]) == (tuple(span("The dam is safe")),)


def test_spans_with_words_between_them_stay_apart() -> None:
    assert normalised(TEXT, [span("Ms Lund"), span("safe")]) == (tuple(span("Ms Lund")), tuple(span("safe")))


def test_a_span_of_marks_alone_is_none() -> None:
    assert normalised(TEXT, [span(': "')]) == ()


def test_exact_counts_each_mention_once_and_leaves_empty_ones_out() -> None:
    tally = Tally()
    lund, rask = [span("Ms Lund")], [span("Rask")]
    add_exact(tally, TEXT, [lund, rask, []], [lund, lund, [span("Lund")], []])
    assert (tally.right, tally.predicted, tally.wanted) == (1, 3, 2)


# --- report verbs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cue", ["said", "has been telling", "wrote", "according to", "According\nto", "WRITES"])
def test_verbs_of_saying_are_report_cues(cue: str) -> None:
    assert has_report_cue(cue, [[0, len(cue)]])


@pytest.mark.parametrize("cue", ["believes", "opponent of", "according", "to", "statement", "sayings"])
def test_attitudes_and_nouns_are_none(cue: str) -> None:
    assert not has_report_cue(cue, [[0, len(cue)]])


def test_a_cue_in_two_pieces_is_read_as_one() -> None:
    text = "According, she feels, to Rask"
    assert has_report_cue(text, [span("According", text), span("to", text)])


def test_gold_and_found_are_filtered_alike() -> None:
    said = {"source": [span("Ms Lund")], "cue": [span("said")], "content": [span("The dam is safe")]}
    attitude = {"source": [span("Rask")], "cue": [span("leaks")], "content": [span("winter")]}
    everything, roles, reports, _ = attribution_cells([(TEXT, [said, attitude], [said])])
    assert everything == "100.0 / 50.0 / **66.7**"
    assert roles == "66.7 / 66.7 / 66.7"
    assert reports == "100.0 / 100.0 / **100.0**"


# --- peers ----------------------------------------------------------------------------------------------------------

DOCUMENTS = [{"doc": "a", "text": TEXT, "date": "2025-03-15"}]


def test_no_environment_for_peers_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="run make bench-statements"):
        answers_of(Peer("x", "textacy_quotes"), tmp_path / "python", DOCUMENTS)


def test_a_peer_that_is_not_installed_is_a_reason() -> None:
    with pytest.raises(PeerError, match="No module named 'textacy'"):
        answers_of(Peer("x", "textacy_quotes"), Path(sys.executable), DOCUMENTS)


def test_a_peer_answers_with_offsets_and_seconds() -> None:
    found = answers_of(Peer("x", "gender_gap_tracker"), Path(sys.executable), DOCUMENTS)
    assert [one["source"] for one in found.documents[0]][-1:] == [[span("Rask")]]
    assert found.cpu_seconds > 0


def words_of(quote: Quote) -> tuple[str, str, str]:
    speaker, cue, content = (part.text if part else "" for part in (quote.speaker, quote.cue, quote.content))
    return speaker, cue, content


def found_quotes(text: str) -> list[tuple[str, str, str]]:
    pipeline, _ = load()
    whole = pipeline(text)
    for token in whole:
        token.lemma_ = {"said": "say"}.get(token.lower_, token.lower_)
    return [words_of(quote) for quote in quotes(whole)]


def test_a_clausal_complement_is_a_syntactic_quote() -> None:
    assert found_quotes("The old minister said the dam was quite safe.") == [
        ("The old minister", "said", "the dam was quite safe")
    ]


def test_sentences_in_marks_after_a_quote_are_its_speakers() -> None:
    found = found_quotes('"The dam is safe now," the minister said. "We looked at it twice. It will hold."')
    assert found[1] == ("the minister", "", '"We looked at it twice. It will hold."')


def test_the_outlets_own_we_is_no_speaker_and_short_quotes_go() -> None:
    assert found_quotes("We said the dam was quite safe. Lund said it leaks.") == []


def test_heideltime_tags_get_offsets_of_the_text_and_not_of_the_markup() -> None:
    text = "\n\nA & B met in May; they may meet on 3 May."
    timeml = (
        '<?xml version="1.0"?>\n<TimeML>\nA &amp; B met in <TIMEX3 tid="t1" type="DATE" value="2025-05">May</TIMEX3>; '
        'they may meet on <TIMEX3 tid="t2" type="DATE" value="2025-05-03">3 May</TIMEX3>.\n</TimeML>'
    )
    assert [(text[one["start"] : one["end"]], one["start"], one["value"]) for one in _expressions(text, timeml)] == [
        ("May", 15, "2025-05"),
        ("3 May", 37, "2025-05-03"),
    ]


def test_words_are_placed_nearest_to_where_they_are_reported() -> None:
    assert placed("May, May, May", "May", 1, 9) == 10
    assert placed("May, May, May", "May", 1) == 5
    assert placed("May", "June", 0, 2) is None
