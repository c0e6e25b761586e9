"""XML as it comes from strangers: made Unicode, and scanned in one linear pass before any parser sees it."""

from __future__ import annotations

import codecs
import re

MAX_DEPTH = 512
MAX_MARKS = 200_000
"""Tags, comments and sections. feedparser takes about 30 microseconds a tag, so this is 6 CPU-seconds; a feed of 500
entries has under 40,000.
"""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE_UTF16 = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml(?:\s[^>]*?)?\?>")
# What XML 1.0 (2.2) allows; feeds carry the others by accident, and every parser stops at them.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));", re.IGNORECASE)
_OPENING = re.compile(r"<(?:(?P<skip>!--|!\[CDATA\[|\?)|(?P<declared>!)|(?P<end>/)|(?P<start>[^\W\d]))")
_TAG_END = re.compile("[<>]")
_CLOSERS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}
_ENTITY = re.compile(r"!\s*ENTITY", re.IGNORECASE)


class HostileMarkup(Exception):
    """Markup that sayso doesn't hand to a parser; its message says why."""


def decoded_xml(body: bytes, charset: str | None = None) -> str:
    """The text of an XML or JSON document, without byte order mark, XML declaration and illegal characters.

    The order of trust: a byte order mark, UTF-16 seen in the first bytes, the XML declaration, the HTTP header,
    UTF-8. (RFC 7303 puts the header before the declaration; servers' defaults are wrong more often than files.)
    Whatever doesn't decode is read as UTF-8 where that is sound, else as Windows-1252, with bad bytes replaced.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _cleaned(body[len(mark) :].decode(name, "replace"))
    body = body.lstrip(b" \t\r\n") if body[1:2] != b"\0" else body
    for start, name in _BARE_UTF16:
        if body.startswith(start):
            return _cleaned(body.decode(name, "replace"))
    declared = _DECLARED.match(body)
    for trusted in (declared[1].decode("ascii") if declared else None, charset, "utf-8"):
        text = _strictly(body, trusted)
        if text is not None:
            return _cleaned(text)
    broken = body.decode("utf-8", "replace")
    return _cleaned(broken if broken.count("�") * 200 < len(broken) else body.decode("cp1252", "replace"))


def refuse_hostile(text: str) -> None:
    """Raises HostileMarkup where elements nest deeper than 512, there are more than 200,000 tags, or entities are
    declared. Linear in the text.
    """
    depth = marks = position = 0
    absent: set[str] = set()
    while opening := _OPENING.search(text, position):
        position = opening.end()
        marks += 1
        if opening["skip"]:
            position = _closed(text, position, _CLOSERS[opening["skip"]], absent)
        elif opening["end"]:
            depth = max(depth - 1, 0)
        elif opening["start"]:
            end = _TAG_END.search(text, position)
            position = end.start() if end else len(text)
            depth += text[position - 1] != "/"
        elif _ENTITY.match(text, opening.start() + 1):
            raise HostileMarkup("it declares entities, which feeds don't need and bombs do")
        if depth > MAX_DEPTH:
            raise HostileMarkup(f"its elements nest deeper than {MAX_DEPTH}")
        if marks > MAX_MARKS:
            raise HostileMarkup(f"it has more than {MAX_MARKS:,} tags")


def _closed(text: str, position: int, closer: str, absent: set[str]) -> int:
    """Where a section ends; one that never ends (a feed cut short) is scanned like the rest. ``absent`` keeps the
    closers that no longer come, so that each is looked for in vain once.
    """
    close = -1 if closer in absent else text.find(closer, position)
    if close == -1:
        absent.add(closer)
    return max(close, position)


def _strictly(body: bytes, charset: str | None) -> str | None:
    if charset is None:
        return None
    try:
        name = codecs.lookup(charset).name
        # A page that says Latin-1 or ASCII means Windows-1252 (WHATWG Encoding, 4.2), and often is UTF-8.
        if name in ("iso8859-1", "ascii", "cp1252"):
            return _strictly(body, "utf-8") or body.decode("cp1252", "replace")
        return body.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _cleaned(text: str) -> str:
    text = _NOT_XML.sub("", _DECLARATION.sub("", text, count=1))
    return _REFERENCE.sub(_sound_reference, text).lstrip("\ufeff \t\r\n")


def _sound_reference(found: re.Match[str]) -> str:
    """A character reference as it is, or nothing where XML can't hold it: lxml passes "&#xD800;" on and fails later."""
    code = int(found[1], 16) if found[1] else int(found[2])
    return "" if code > 0x10FFFF or _NOT_XML.match(chr(code)) else found[0]
