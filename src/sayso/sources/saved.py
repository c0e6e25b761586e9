"""Pages that are saved: HTML and text files, folders of them, JSON Lines, web archives.

What can't be read becomes a Problem in its place, and the rest goes on (promise 9).
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import ArchiveError
from sayso.sources.http import MEGABYTE
from sayso.sources.warc import BadRecord, read_warc
from sayso.text import iso
from sayso.types import Page, Problem

MAX_PAGE = 10 * MEGABYTE
MAX_LINE = 64 * MEGABYTE
"""Bytes of one JSON line: a page of 10 MB whose every byte is written as \\u00xx."""

_KINDS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".jsonl.gz": "lines",
    ".ndjson.gz": "lines",
    ".warc": "warc",
    ".warc.gz": "warc",
}
_READABLE = ".html, .htm, .xhtml, .txt, .jsonl, .ndjson, .warc, .warc.gz"
# What a browser saves beside a page; nobody expects an article in them.
_FURNITURE = frozenset(
    """.css .js .mjs .map .png .jpg .jpeg .gif .webp .avif .svg .ico .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm .m4a
    .ogg""".split()
)


def read_saved(path: str | Path, *, fetched: str | None = None) -> Iterator[Page | Problem]:
    """The pages of a file or folder, in a fixed order; "-" is JSON Lines from standard input.

    Args:
        path: a file by its ending, or a folder, read whole and sorted; hidden files, browsers' "NAME_files" folders
            and links that lead out of the folder are passed by.
        fetched: when the pages were fetched (ISO 8601), for those that don't say.
    """
    if str(path) == "-":
        yield from _lines(sys.stdin.buffer, "standard input", fetched)
        return
    path = Path(path)
    if path.is_dir():
        yield from _folder(path, fetched)
        return
    yield from _file(path, _kind(path), fetched)


def _kind(path: Path) -> str | None:
    name = path.name.lower()
    return next((kind for ending, kind in _KINDS.items() if name.endswith(ending)), None)


def _folder(folder: Path, fetched: str | None) -> Iterator[Page | Problem]:
    passed_by: list[str] = []
    for path in _files_below(folder):
        kind = _kind(path)
        if kind is not None:
            yield from _file(path, kind, fetched)
        elif path.suffix.lower() not in _FURNITURE:
            passed_by.append(path.name)
    if passed_by:
        some = ", ".join(passed_by[:3]) + (", ..." if len(passed_by) > 3 else "")
        yield _problem(str(folder), f"{len(passed_by)} files of other kinds were passed by ({some})", _ways())


def _files_below(folder: Path) -> Iterator[Path]:
    inside = folder.resolve()
    for place, folders, files in os.walk(folder):
        saved = {name.rpartition(".")[0] + "_files" for name in files if _kind(Path(name)) == "html"}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in saved)
        for name in sorted(files):
            path = Path(place, name)
            leads_out = path.is_symlink() and not path.resolve().is_relative_to(inside)
            if not name.startswith(".") and not leads_out:
                yield path


def _file(path: Path, kind: str | None, fetched: str | None) -> Iterator[Page | Problem]:
    try:
        if not path.is_file():
            reason = "it isn't a file" if path.exists() else "there is no such file"
            yield _problem(str(path), reason)
        elif kind is None:
            yield _problem(str(path), "sayso doesn't read this kind of file", _ways())
        elif kind == "lines":
            yield from _lines_of(path, fetched)
        elif kind == "warc":
            yield from _archive(path, fetched)
        else:
            yield _whole(path, kind, fetched)
    except OSError as error:
        yield _problem(str(path), f"it can't be read ({error.strerror or error})")


def _whole(path: Path, kind: str, fetched: str | None) -> Page | Problem:
    with path.open("rb") as file:
        content = file.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        size = path.stat().st_size / MEGABYTE
        return _problem(str(path), f"it is {size:.0f} MB long; a page may have {MAX_PAGE // MEGABYTE} MB")
    return Page(name=str(path), address=None, content=content, kind=kind, fetched=fetched)


def _archive(path: Path, fetched: str | None) -> Iterator[Page | Problem]:
    found = None
    try:
        for found in read_warc(path, str(path), MAX_PAGE):
            yield _problem(found.name, found.reason) if isinstance(found, BadRecord) else found
        if found is None:
            yield _problem(str(path), "no page stands in this archive", "give one with HTML responses or resources")
    except ArchiveError as error:
        yield _problem(error.what, error.reason, error.way_out)


# --- JSON Lines ----------------------------------------------------------------------------------------------


def _lines_of(path: Path, fetched: str | None) -> Iterator[Page | Problem]:
    if not path.name.lower().endswith(".gz"):
        with path.open("rb") as file:
            yield from _lines(file, str(path), fetched)
        return
    try:
        with gzip.open(path, "rb") as file:
            yield from _lines(file, str(path), fetched)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield _problem(str(path), f"it is cut or broken from here on ({error})")


def _lines(file: BinaryIO | gzip.GzipFile, name: str, fetched: str | None) -> Iterator[Page | Problem]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            _skip_line(file)
            yield _problem(f"{name}:{number}", f"the line is longer than {MAX_LINE // MEGABYTE} MB")
        elif line.strip():
            yield _from_line(line, f"{name}:{number}", fetched)


def _skip_line(file: BinaryIO | gzip.GzipFile) -> None:
    while (piece := file.readline(MEGABYTE)) and not piece.endswith(b"\n"):
        pass


def _from_line(line: bytes, name: str, fetched: str | None) -> Page | Problem:
    try:
        said = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _problem(name, f"it isn't a JSON object in UTF-8 ({_short(error)})")
    if not isinstance(said, dict):
        return _problem(name, "it is JSON, but not an object")
    kind, content = _content(said)
    if content is None:
        return _problem(name, 'it has neither "html" nor "text" to read')
    if len(content) > MAX_PAGE:
        return _problem(name, f"its page is longer than {MAX_PAGE // MEGABYTE} MB")
    address, key = said.get("url"), said.get("id")
    return Page(
        name=name,
        address=address if _is_web(address) else None,
        content=content,
        kind=kind,
        charset="utf-8",
        fetched=_string(said.get("fetched")) or fetched,
        key=key if isinstance(key, str | int | float) and not isinstance(key, bool) else None,
    )


def _content(said: dict[str, Any]) -> tuple[str, bytes | None]:
    """A ready article has a title and a text and no html; without a title ``text`` is a whole page as plain text."""
    html, text = _string(said.get("html")), _string(said.get("text"))
    if html is not None:
        return "html", _utf8(html)
    if text is not None and _string(said.get("title")):
        return "article", _utf8(json.dumps(said, ensure_ascii=False))
    return "text", _utf8(text) if text is not None else None


def _utf8(text: str) -> bytes:
    """UTF-8; half of a surrogate pair, which JSON can carry, becomes "?"."""
    return text.encode("utf-8", "replace")


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _is_web(value: object) -> bool:
    return isinstance(value, str) and value.lower().startswith(("http://", "https://"))


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _ways() -> str:
    return f"it reads {_READABLE}"


def _problem(what: str, reason: str, way_out: str = "") -> Problem:
    return Problem(what=what, reason=reason, way_out=way_out, at=iso(datetime.now(UTC)))
