"""Reading compressed bytes step by step, so that a bomb is refused before it fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_GZIP = 16 + zlib.MAX_WBITS
_STEP = 65_536
CODINGS = frozenset({"gzip", "x-gzip", "deflate"})


class TooLarge(Exception):
    """The bytes grow past the bound."""


class Undecodable(Exception):
    """The bytes aren't what their coding says, or are cut short."""


def collected(chunks: Iterable[bytes], limit: int) -> bytes:
    """The chunks joined. Raises TooLarge as soon as they are more than ``limit`` bytes."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge
        parts.append(chunk)
    return b"".join(parts)


def decoded(chunks: Iterable[bytes], coding: str, limit: int) -> Iterator[bytes]:
    """Chunks of a "gzip", "deflate" or "" (as it is) coded body, decoded, none longer than 64 KiB.

    A gzip body may have several members (RFC 1952, 2.2); deflate may come with or without its zlib header
    (RFC 9110, 8.4.1.2). The *coded* bytes are held to ``limit`` too. Raises TooLarge or Undecodable.
    """
    coded = _counted(chunks, limit)
    if coding not in CODINGS:
        yield from coded
        return
    try:
        yield from _inflated(coded, raw_allowed=coding == "deflate")
    except zlib.error:
        raise Undecodable(f"its bytes aren't {coding}") from None


def _counted(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge
        yield chunk


def _inflated(coded: Iterable[bytes], *, raw_allowed: bool) -> Iterator[bytes]:
    machine = None
    members = 0
    for chunk in coded:
        rest = chunk
        while rest:
            if machine is None:
                if members and rest[:1] != b"\x1f":
                    return  # padding after the last member: gzip(1) passes it by too
                machine = zlib.decompressobj(_window(rest, raw_allowed=raw_allowed))
                members += 1
            yield from _steps(machine, rest)
            rest = machine.unused_data
            if machine.eof:
                machine = None
    if machine is not None:
        raise Undecodable("its compressed body is cut short")


def _steps(machine: zlib._Decompress, coded: bytes) -> Iterator[bytes]:
    """All that the machine makes of these bytes, at most 64 KiB at a time."""
    step = machine.decompress(coded, _STEP)
    while step:
        yield step
        step = b"" if machine.eof else machine.decompress(machine.unconsumed_tail, _STEP)


def _window(start: bytes, *, raw_allowed: bool) -> int:
    if not raw_allowed:
        return _GZIP
    zlib_header = len(start) >= 2 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
    return zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS
