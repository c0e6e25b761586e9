"""A case: a sentence that a model might write, with the evidence that it cites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.explain.check import fault
from sayso.types import Draft, Evidence, Firmness

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """``shown`` is all evidence that the model had, numbered from 1; ``cited`` the numbers that the sentence names."""

    kind: str
    language: str
    text: str
    shown: tuple[Evidence, ...]
    cited: tuple[int, ...]

    @property
    def draft(self) -> Draft:
        """The sentence as a model's draft."""
        return Draft(self.text, self.cited)

    @property
    def stands(self) -> bool:
        """Whether the check lets it stand."""
        return not fault(self.draft, {piece.number: piece for piece in self.shown})


def written_cases(name: str) -> list[Case]:
    """The cases of a file of this folder."""
    return [_case(json.loads(line)) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def _case(data: dict[str, object]) -> Case:
    listed = data["evidence"]
    assert isinstance(listed, list)
    shown = tuple(
        Evidence(number, piece["sentence"], piece["speaker"], Firmness.STATED, piece["own"])
        for number, piece in enumerate(listed, 1)
    )
    numbers = tuple(piece.number for piece in shown)
    return Case(str(data["kind"]), str(data["language"]), str(data["text"]), shown, numbers)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the sample newsroom with its story and language."""

    story: str
    language: str
    evidence: Evidence


def newsroom_pieces() -> Iterator[Piece]:
    """The evidence of the sample newsroom; each piece has the number 1."""
    for line in (FOLDER / "evidence.jsonl").read_text("utf-8").splitlines():
        data = json.loads(line)
        piece = Evidence(1, data["sentence"], data["speaker"], Firmness(data["firmness"]), data["own"])
        yield Piece(data["story"], data["language"], piece)
