"""A writer behind any OpenAI-compatible address (``POST /v1/chat/completions``), such as llama.cpp, Ollama or vLLM.

https://platform.openai.com/docs/api-reference/chat/create
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sayso.errors import SettingsError, WriterError
from sayso.models.connection import Failed, is_sound, posted
from sayso.models.prompt import messages
from sayso.models.reply import drafts_of
from sayso.settings import Settings
from sayso.types import Drafts, Evidence

_PATH = "/chat/completions"
_MAX_TOKENS = 4_000
_MAX_LABEL = 100
_MAX_REASON = 200
_STATUSES = {
    401: "it doesn't accept the key",
    403: "it doesn't accept the key",
    404: "it has no such model or address",
    429: "it has no room for more requests now",
}


def open_writer(settings: Settings) -> ServerWriter | None:
    """The writer that the settings name; None when they name none: then nothing leaves the machine.

    Raises:
        SettingsError: the address isn't one.
    """
    address = settings.writer_address.strip()
    if not address:
        return None
    if not is_sound(address):
        raise SettingsError(
            "writer_address",
            "it must be an http or https address without a name, password or query in it",
            "say it as http://127.0.0.1:8080/v1; the key goes into SAYSO_WRITER_KEY",
        )
    if not settings.writer_key.isascii() or any(c.isspace() or not c.isprintable() for c in settings.writer_key):
        raise SettingsError("writer_key", "it has characters that no key has", "set SAYSO_WRITER_KEY to the bare key")
    return ServerWriter(endpoint(address), settings.writer_key, settings.writer_model, settings.writer_timeout)


def endpoint(address: str) -> str:
    """Where to post to: the address may stop at the host, at "/v1", or name the whole path."""
    bare = address.rstrip("/")
    if bare.endswith(_PATH):
        return bare
    return f"{bare}{_PATH}" if bare.endswith("/v1") else f"{bare}/v1{_PATH}"


class ServerWriter:
    """Asks one server. Its key never stands in an error, a log or a ``repr``."""

    def __init__(self, address: str, key: str, model: str, seconds: float) -> None:
        self._address = address
        self._key = key
        self._model = model
        self._seconds = seconds

    def __repr__(self) -> str:
        return f"ServerWriter({self._address!r}, model={self._model!r})"

    def write(self, evidence: Sequence[Evidence], question: str | None = None) -> Drafts:
        """What the model makes of the evidence, unchecked.

        Raises:
            WriterError: no usable answer, with the reason; nothing of the key in it.
        """
        data = self._asked({"messages": messages(evidence, question), "temperature": 0, "max_tokens": _MAX_TOKENS})
        drafts = drafts_of(self._content(data))
        if not drafts:
            raise self._failed("its answer holds no sentence with the numbers of its evidence")
        return Drafts(self._label(data), drafts)

    def _asked(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer's JSON object."""
        body = {**request, "stream": False, **({"model": self._model} if self._model else {})}
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            status, answer = posted(self._address, headers, json.dumps(body).encode("ascii"), self._seconds)
        except Failed as failure:
            raise self._failed(str(failure)) from None
        data = _object(answer)
        if status != 200:
            raise self._failed(self._refusal(status, data))
        if data is None:
            raise self._failed("its answer isn't the JSON of a chat completion")
        return data

    def _refusal(self, status: int, data: dict[str, Any] | None) -> str:
        error = (data or {}).get("error")
        said = error.get("message") if isinstance(error, dict) else error
        reason = _STATUSES.get(status, "it redirects elsewhere" if 300 <= status < 400 else "it failed")
        return f"HTTP {status}: {reason}" + (f" ({self._clean(said)})" if isinstance(said, str) and said else "")

    def _content(self, data: dict[str, Any]) -> str:
        choices = data.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        message = first.get("message") if isinstance(first, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        if not isinstance(content, str):
            raise self._failed("its answer holds no message")
        return content

    def _label(self, data: dict[str, Any]) -> str:
        """The model to name on the page: the one asked for, or, where none was, the one that says it answered."""
        answered = data.get("model")
        named = self._clean(answered)[:_MAX_LABEL] if isinstance(answered, str) else ""
        if not self._model:
            return named or "an unnamed model"
        if named and not _same_model(self._model, named):
            raise self._failed(f"the model {named!r} answered, not {self._model!r}")
        return self._model[:_MAX_LABEL]

    def _clean(self, said: str) -> str:
        """A server's words for one line: bounded, printable, and without the key if it sends that back."""
        shown = said.replace(self._key, "***") if self._key else said
        return "".join(c for c in " ".join(shown.split()) if c.isprintable())[:_MAX_REASON]

    def _failed(self, reason: str) -> WriterError:
        return WriterError(self._address, reason, "the extracted sentences are shown")


def _object(answer: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _same_model(asked: str, answered: str) -> bool:
    """Whether two names may be of one model: servers add a date, a folder or a tag ("gpt-x" and "gpt-x-2024-08-06")."""
    one, other = (name.casefold().rpartition("/")[2] for name in (asked, answered))
    return one.startswith(other) or other.startswith(one)
