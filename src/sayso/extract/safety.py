"""What is refused before any parser sees it: empty, binary, too large, too deeply nested.

Everything here is linear in the page's length and needs no tree.
"""

from __future__ import annotations

import re

from sayso.errors import PageError

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 512
_SNIFFED = 4096
_MAX_CONTROL_SHARE = 0.1
_MAX_STRAY_ZEROS = 4

_MAGIC = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a media file",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ": "xz data",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x00asm": "a program",
    b"OggS": "a media file",
    b"ID3": "a media file",
    b"wOFF": "a font",
    b"wOF2": "a font",
    b"SQLite format 3": "a database",
}
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\x0c\x1b")

_VOID = frozenset(
    b"area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW = frozenset(b"script style textarea title xmp iframe noembed noframes".split())
# Elements whose end tag may be left out: the next of the same name closes an open one (HTML, 13.1.2.4).
_SELF_CLOSING = frozenset(b"p li dt dd tr td th option optgroup colgroup thead tbody tfoot".split())
_TAG_OPEN = re.compile(rb"<(?:!--|/?[a-zA-Z][^\s/>]{0,64})")
_TAG_REST = re.compile(rb"""[^>"']*""")


def refuse_unusable(name: str, content: bytes) -> None:
    """Raises PageError when the bytes are empty, too many, or no text."""
    if len(content) > MAX_BYTES:
        raise PageError(
            name, f"{len(content) / 1e6:.0f} MB is too large for a page", f"the limit is {MAX_BYTES // 2**20} MiB"
        )
    if not content.strip(b" \t\r\n\x0c\xef\xbb\xbf"):
        raise PageError(name, "the page is empty", "fetch or save it again")
    binary = _binary_kind(content)
    if binary:
        raise PageError(name, f"not a page but {binary}", "give its HTML or plain text")


def _binary_kind(content: bytes) -> str | None:
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            return kind
    if content.startswith(_WIDE_MARKS):
        return None
    head = content[:_SNIFFED]
    if _looks_wide(head):
        return None
    strange = len(head) - len(head.translate(None, _CONTROLS))
    if head.count(b"\x00") > _stray_zeros(head) or strange > _MAX_CONTROL_SHARE * len(head):
        return "binary data"
    return None


def _stray_zeros(head: bytes) -> int:
    """How many zero bytes a page may hold: a few where it begins as HTML does, as careless templates leave them."""
    return _MAX_STRAY_ZEROS if head.lstrip()[:1] == b"<" else 0


def _looks_wide(head: bytes) -> bool:
    """UTF-16 without a mark: every other byte of its markup is zero."""
    return len(head) > 3 and (head[:4:2] == b"\x00\x00" or head[1:4:2] == b"\x00\x00") and b"<" in head[:4]


def refuse_too_deep(name: str, markup: bytes, limit: int = MAX_DEPTH) -> None:
    """Raises PageError when elements are nested more than ``limit`` deep.

    One pass over the tags with a stack of open elements, before any parser: libxml2 and every tree walk after it
    recurse. End tags close the nearest open element of their name and are passed by where there is none, so that
    stray end tags can't hide depth.
    """
    if depth_reached(markup, limit) > limit:
        raise PageError(name, f"elements are nested more than {limit} deep", "no reader shows such a page; skip it")


def depth_reached(markup: bytes, limit: int = MAX_DEPTH) -> int:
    """The deepest nesting of elements in the markup; stops counting at ``limit`` + 1."""
    stack: list[bytes] = []
    open_count: dict[bytes, int] = {}
    absent: set[bytes] = set()  # what has no further occurrence is searched for once, or the scan is quadratic
    deepest = 0
    position = 0
    while (match := _TAG_OPEN.search(markup, position)) is not None:
        tag = match[0][1:].lower()
        if tag == b"!--":
            position = _after(markup, b"-->", match.end())
            continue
        position = _tag_end(markup, match.end(), absent)
        if tag.startswith(b"/"):
            _close(stack, open_count, tag[1:])
            continue
        if tag in _VOID or markup[position - 2 : position] == b"/>":
            continue
        if tag in _RAW:
            position = _after_raw(markup, tag, position, absent)
            continue
        if tag in _SELF_CLOSING and stack and stack[-1] == tag:
            continue
        stack.append(tag)
        open_count[tag] = open_count.get(tag, 0) + 1
        deepest = max(deepest, len(stack))
        if deepest > limit:
            break
    return deepest


def _close(stack: list[bytes], open_count: dict[bytes, int], tag: bytes) -> None:
    if not open_count.get(tag):
        return
    while stack:
        closed = stack.pop()
        open_count[closed] -= 1
        if closed == tag:
            return


def _tag_end(markup: bytes, position: int, absent: set[bytes]) -> int:
    """Where a tag's ">" stands, past quoted attributes; an unclosed quote doesn't swallow the rest."""
    while True:
        rest = _TAG_REST.match(markup, position)
        position = rest.end() if rest else position
        if position >= len(markup):
            return len(markup)
        if markup[position] == ord(">"):
            return position + 1
        quote = markup[position : position + 1]
        closing = -1 if quote in absent else markup.find(quote, position + 1)
        if closing < 0:
            absent.add(quote)
            return _after(markup, b">", position)
        position = closing + 1


def _after(markup: bytes, what: bytes, position: int) -> int:
    found = markup.find(what, position)
    return len(markup) if found < 0 else found + len(what)


def _after_raw(markup: bytes, tag: bytes, position: int, absent: set[bytes]) -> int:
    """Past the end tag of an element whose content is no markup; an unclosed one hides nothing."""
    if tag in absent:
        return position
    end = re.compile(rb"</" + re.escape(tag), re.IGNORECASE).search(markup, position)
    if end is None:
        absent.add(tag)
        return position
    return _after(markup, b">", end.end())
