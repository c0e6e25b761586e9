"""A writer that says what it was told to say: for tests, beside the real one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.errors import WriterError
from sayso.types import Draft, Drafts, Evidence


class ScriptedWriter:
    """Answers with the given drafts, a list a call, then raises WriterError. ``asked`` keeps what it was shown."""

    def __init__(self, answers: Iterable[Sequence[Draft]], model: str = "scripted") -> None:
        self.asked: list[tuple[tuple[Evidence, ...], str | None]] = []
        self._answers = iter(answers)
        self._model = model

    def write(self, evidence: Sequence[Evidence], question: str | None = None) -> Drafts:
        """The next of the given answers."""
        self.asked.append((tuple(evidence), question))
        answer = next(self._answers, None)
        if answer is None:
            raise WriterError("the scripted writer", "it has no more answers")
        return Drafts(self._model, tuple(answer))
