"""A model behind a real server on loopback: what it writes is shown where it holds, and the extract everywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from evaluation.writing.cases import Case
from evaluation.writing.lies import sampled_lies
from sayso import pipeline
from sayso.desk import Desk
from sayso.errors import InputError
from sayso.models import ScriptedWriter, open_writer
from sayso.settings import Settings
from sayso.types import Answer, Draft, Evidence, Firmness, Line, Span
from tests.models.model_server import ModelServer, serving

BATCH = 20


def line_of(evidence: Evidence, number: int) -> Line:
    span = Span(f"a{number}", "v", 0, len(evidence.sentence))
    return Line(
        evidence.sentence, (span,), evidence.speaker, evidence.firmness, 1, "stated", own_voice=evidence.own_voice
    )


def stated(sentence: str, speaker: str, firmness: Firmness = Firmness.STATED, **more: object) -> Line:
    return replace(line_of(Evidence(1, sentence, speaker, firmness), abs(hash(sentence)) % 1000), **more)  # type: ignore[arg-type]


DAM = stated("Ana Lund said the dam was safe.", "Ana Lund", independent=3)
ROAD = stated("The road was closed, Ana Lund said.", "Ana Lund", independent=2)
TOLL = stated("At least 12 people died, the ministry said.", "ministry")


@pytest.fixture(name="server")
def _server() -> Iterator[ModelServer]:
    with serving() as server:
        yield server


@pytest.mark.enable_socket
def test_a_thousand_lies_of_a_server_leave_every_line_as_it_was(server: ModelServer) -> None:
    lies = sampled_lies(1_000)
    writer = open_writer(server.settings(writer_model="liar"))
    assert writer is not None
    for start in range(0, len(lies), BATCH):
        lines, drafted = _batch(lies[start : start + BATCH])
        server.drafts(drafted, model="liar")
        shown, writing = pipeline.write(lines, writer)
        assert shown == tuple(lines)
        assert (writing.kept, writing.drafted) == (0, len(drafted))
        assert len(writing.rejected) == len(drafted)


def _batch(lies: list[Case]) -> tuple[list[Line], list[tuple[str, list[int]]]]:
    """The evidence of some lies as one page's lines, and the lies as a model's answer over them."""
    lines: list[Line] = []
    drafted = []
    for lie in lies:
        offset = len(lines)
        lines += [line_of(piece, offset + piece.number) for piece in lie.shown]
        drafted.append((lie.text, [offset + number for number in lie.cited]))
    return lines, drafted


@pytest.mark.enable_socket
def test_what_holds_stands_in_the_place_of_its_line_and_is_marked(server: ModelServer) -> None:
    server.drafts([("According to Ana Lund, the road was closed.", [2]), ("12 people died.", [3])])
    writer = open_writer(server.settings())
    assert writer is not None
    shown, writing = pipeline.write([DAM, ROAD, TOLL], writer)
    assert [line.sentence for line in shown] == [
        DAM.sentence,
        "According to Ana Lund, the road was closed.",
        TOLL.sentence,
    ]
    assert [line.written_by for line in shown] == ["", "tiny", ""]
    assert (shown[1].support, shown[1].firmness, shown[1].speaker) == (ROAD.support, ROAD.firmness, ROAD.speaker)
    assert (writing.model, writing.drafted, writing.kept, len(writing.rejected)) == ("tiny", 2, 1, 1)


def test_joined_lines_keep_all_support_and_the_weakest_firmness_group_and_count() -> None:
    weak = replace(ROAD, firmness=Firmness.ESTIMATED, group="alleged or estimated")
    draft = Draft("Ana Lund said the dam was safe and the road was closed.", (2, 1))
    (joined, toll), writing = pipeline.write([DAM, weak, TOLL], ScriptedWriter([[draft]]))
    assert (joined.sentence, joined.support) == (draft.sentence, (*DAM.support, *weak.support))
    assert (joined.firmness, joined.group, joined.independent) == (Firmness.ESTIMATED, "alleged or estimated", 2)
    assert (toll, writing.kept) == (TOLL, 1)


def test_nothing_is_left_out_and_nothing_said_twice() -> None:
    drafts = [Draft(DAM.sentence, (1,)), Draft("The dam was safe, Ana Lund said.", (1,))]
    shown, writing = pipeline.write([DAM, ROAD], ScriptedWriter([drafts]))
    assert [line.sentence for line in shown] == [DAM.sentence, ROAD.sentence]
    assert writing.kept == 1


def test_answers_are_reworded_too() -> None:
    answer = Answer(DAM.sentence, DAM.support, "Ana Lund", Firmness.STATED, 0.9)
    writer = ScriptedWriter([[Draft("The dam was safe, according to Ana Lund.", (1,))]])
    (worded,), _ = pipeline.write([answer], writer, "Is the dam safe?")
    assert (worded.sentence, worded.support) == ("The dam was safe, according to Ana Lund.", answer.support)
    assert writer.asked[0][1] == "Is the dam safe?"


def test_a_model_that_fails_leaves_the_extract_and_says_why() -> None:
    shown, writing = pipeline.write([DAM], ScriptedWriter([]))
    assert shown == (DAM,)
    assert writing.failure == "the language model gave nothing usable: it has no more answers"


def test_nothing_extracted_asks_nobody() -> None:
    writer = ScriptedWriter([])
    assert pipeline.write([], writer)[0] == ()
    assert writer.asked == []


def test_a_desk_without_a_model_says_so() -> None:
    with Desk.open(":memory:", Settings()) as desk:
        assert not desk.can_write()
        with pytest.raises(InputError, match="no language model is set"):
            desk.write_lines([DAM])
