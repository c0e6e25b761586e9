"""Web archives: WARC 1.0 and 1.1 (ISO 28500), plain or compressed record by record, through fastwarc.

fastwarc ends without a word where an archive is cut in a record's first bytes, so the end is checked here: of a
compressed archive that its last gzip member is whole, of a plain one that its last record reaches the end.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import ArchiveError
from sayso.sources.bounded import CODINGS, TooLarge, Undecodable, collected, decoded
from sayso.sources.http import MEGABYTE, charset_of
from sayso.sources.load import load
from sayso.text import instant, iso
from sayso.types import Page

MAX_PAGE = 10 * MEGABYTE
_STEP = 65_536
_NO_LIMIT = 1 << 62
_MAX_HEADER = 65_536
_PAGE_TYPES = {"text/html": "html", "application/xhtml+xml": "html"}
_HOLDING_PAGES = frozenset(["response", "resource"])
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFFED = 2048
_CHUNK_HEAD = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,18})")
_MAGIC = b"WARC/"
_CUT = "it is cut in the middle of a record; the whole records before that were read"


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record whose page can't be had: its name and why."""

    name: str
    reason: str


def read_warc(path: Path, name: str, limit: int = MAX_PAGE) -> Iterator[Page | BadRecord]:
    """The pages of an archive: HTML responses with status 2xx and HTML resources, in their order.

    Raises:
        ArchiveError: after the last whole record, where the archive is cut or broken there.
    """
    with path.open("rb") as file:
        compressed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        source: _Inflating | BinaryIO = _Inflating(file) if compressed else file
        last = 0
        broken = ""
        try:
            for record in load().fastwarc.ArchiveIterator(source, parse_http=False, strict_mode=False):
                last = record.stream_pos
                found = _page(record, name, limit)
                if found is not None:
                    yield found
        except (OSError, ValueError) as error:
            broken = f"it isn't a sound WARC from here on ({error})"
        if source.cut if isinstance(source, _Inflating) else _ends_early(file, last):
            raise ArchiveError(name, _CUT)
        if broken:
            raise ArchiveError(name, broken)


def _page(record: Any, name: str, limit: int) -> Page | BadRecord | None:
    """The page in a record; None where it holds none. Raises ArchiveError where the record is cut."""
    length = record.content_length
    label = f"{name}@{record.stream_pos}"
    type_said = (record.headers.get("WARC-Type") or "").strip().lower()
    if type_said not in _HOLDING_PAGES:
        return None
    if length > limit + _MAX_HEADER:
        return None if not _says_html(record.reader.read(_MAX_HEADER)) else BadRecord(label, _too_large(limit))
    block = record.reader.read(length)
    if len(block) < length:
        raise ArchiveError(name, _CUT)
    if type_said == "resource":  # the bytes themselves, without an HTTP head (ISO 28500, 6.5)
        status, headers, body = 200, {"content-type": record.headers.get("Content-Type") or ""}, block
    else:
        status, headers, body = _http_parts(block)
    kind = _kind(headers.get("content-type", ""), body)
    if kind is None or not 200 <= status < 300:
        return None
    address = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    try:
        content = _decoded_body(headers, body, limit)
    except TooLarge:
        return BadRecord(label, _too_large(limit))
    except Undecodable as error:
        return BadRecord(label, str(error))
    return Page(
        name=label,
        address=address if address.lower().startswith(("http://", "https://")) else None,
        content=content,
        kind=kind,
        charset=charset_of(headers.get("content-type")),
        fetched=_date(record),
    )


def _kind(content_type: str, body: bytes) -> str | None:
    """The kind of page that a type says; where it says nothing the body's first bytes tell."""
    said = content_type.partition(";")[0].strip().lower()
    if said in {"", "application/octet-stream"}:
        return "html" if _HTML_START.match(body[:_SNIFFED]) else None
    return _PAGE_TYPES.get(said)


def _http_parts(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status (0 where there is none), headers with lower-case names, body."""
    ends = [(block.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n")]
    end, gap = min(((at, size) for at, size in ends if 0 <= at < _MAX_HEADER), default=(-1, 0))
    if end == -1:
        return 0, {}, b""
    first, *lines = block[:end].decode("latin-1").splitlines()
    words = first.split(None, 2)
    status = int(words[1]) if len(words) > 1 and words[0].startswith("HTTP/") and words[1].isdecimal() else 0
    fields = (line.partition(":") for line in lines)
    return status, {key.strip().lower(): value.strip() for key, _, value in fields}, block[end + gap :]


def _decoded_body(headers: dict[str, str], body: bytes, limit: int) -> bytes:
    """The body without its transfer and content codings. Crawlers often write it decoded and keep the headers."""
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK_HEAD.match(body):
        body = _unchunked(body)
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity") or body.lstrip()[:1] == b"<":
        coding = ""
    elif coding not in CODINGS:
        raise Undecodable(f"its body is coded as {coding[:40]!r}, which sayso doesn't read")
    return collected(decoded([body], coding, limit), limit)


def _unchunked(body: bytes) -> bytes:
    """RFC 9112, 7.1."""
    parts: list[bytes] = []
    position = 0
    while head := _CHUNK_HEAD.match(body, position):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[head.end() : head.end() + size])
        position = head.end() + size
        position += len(body[position : position + 2]) - len(body[position : position + 2].lstrip(b"\r\n"))
    raise Undecodable("its chunked body is cut short")


def _says_html(start: bytes) -> bool:
    status, headers, _ = _http_parts(start)
    return 200 <= status < 300 and headers.get("content-type", "").partition(";")[0].strip().lower() in _PAGE_TYPES


def _date(record: Any) -> str | None:
    moment = instant(record.headers.get("WARC-Date"))
    return iso(moment) if moment else None


def _too_large(limit: int) -> str:
    return f"its page is longer than {limit / MEGABYTE:g} MB"


def _ends_early(file: BinaryIO, last: int) -> bool:
    """Whether a plain archive stops inside its last record, which begins at ``last``, or in the head of another."""
    size = file.seek(0, io.SEEK_END)
    file.seek(last)
    head = file.read(_MAX_HEADER)
    end = head.find(b"\r\n\r\n")
    length = _LENGTH.search(head[: max(end, 0)])
    if end == -1 or length is None:
        return bool(head) and _MAGIC.startswith(head[: len(_MAGIC)])
    rest = last + end + 4 + int(length[1])
    file.seek(min(rest, size))
    tail = file.read(_STEP).strip()
    return rest > size or (bool(tail) and _MAGIC.startswith(tail[: len(_MAGIC)]))


class _Inflating:
    """A file-like reader over gzip members that, where they are cut, ends there and says so in ``cut``."""

    def __init__(self, file: BinaryIO) -> None:
        self.cut = False
        self._steps = decoded(iter(lambda: file.read(_STEP), b""), "gzip", _NO_LIMIT)
        self._left = b""
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; empty at the end."""
        if not self._left:
            self._left = self._next()
        size = len(self._left) if size < 0 else size
        piece, self._left = self._left[:size], self._left[size:]
        self._position += len(piece)
        return piece

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def close(self) -> None:
        """Nothing to close: the file is the caller's."""

    def _next(self) -> bytes:
        try:
            return next(self._steps, b"")
        except Undecodable:
            self.cut = True
            return b""
