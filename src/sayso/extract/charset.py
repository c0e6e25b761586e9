"""Bytes to text: byte order mark, HTTP header, <meta>, detection, in this order, each only where it decodes."""

from __future__ import annotations

import codecs
import re

from sayso.extract.load import load

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_LANGUAGE = re.compile(rb"""<html[^>]{0,300}?lang\s{0,3}=\s{0,3}["']?([a-zA-Z]{2})""", re.IGNORECASE)
_LATIN = dict.fromkeys(["pl", "cs", "sk", "hu", "sl", "hr", "ro", "sr"], "cp1250") | {"tr": "cp1254"}
_LATIN |= dict.fromkeys(["lt", "lv", "et"], "cp1257")
_MAX_ACCENTS = 0.2
_SNIFFED = 64 * 1024
# What pages call latin-1 is windows-1252 (Encoding standard, 4.2).
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_ALIASES |= {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949"}
_ALIASES |= {"iso-8859-9": "cp1254", "ks_c_5601-1987": "cp949", "windows-31j": "cp932"}


def decoded(content: bytes, declared: str | None) -> str:
    """The text of a page's bytes. Never raises: what no charset fits is decoded as UTF-8 with replacements."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content.decode(charset, "replace")
    shifted = _shifted(content)
    if shifted:
        return content.decode(shifted, "replace")
    as_utf8 = _strictly(content, "utf-8")
    if as_utf8 is not None:
        # Valid UTF-8 with accents is never anything else by chance; a header that says otherwise is wrong.
        return as_utf8
    for charset in _candidates(content, declared):
        text = _strictly(content, charset)
        if text is not None:
            return text
    return _mostly_utf8(content) or content.decode("cp1252", "replace")


def _candidates(content: bytes, declared: str | None) -> list[str]:
    named = [declared] if declared else []
    match = _META.search(content, 0, _SNIFFED)
    if match:
        named.append(match[1].decode("ascii"))
    usable = [charset for name in named if (charset := _known(name)) and charset != "utf-8"]
    if not usable and _few_errors(content):
        return []
    return usable or _guesses(content)


def _guesses(content: bytes) -> list[str]:
    """Without a declaration: Latin letters with a few accents are windows-125x by language; the rest is detected.

    Detectors need much text to tell one Latin charset from another; other scripts have mostly high bytes.
    """
    head = content[:_SNIFFED]
    letters = sum(byte > 0x7F or chr(byte).isalpha() for byte in head)
    if sum(byte > 0x7F for byte in head) < _MAX_ACCENTS * letters:
        language = _LANGUAGE.search(head)
        return [_LATIN.get(language[1].decode("ascii").lower(), "cp1252") if language else "cp1252"]
    guess = load().detect_charset(head)
    return [guess] if guess else []


def _known(name: str) -> str | None:
    cleaned = name.strip().strip("\"'").lower()
    try:
        return _ALIASES.get(cleaned) or codecs.lookup(cleaned).name
    except LookupError:
        return None


def _strictly(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _few_errors(content: bytes) -> bool:
    """UTF-8 with a few broken bytes, as a cut-off page or a pasted advert leaves them."""
    text = content[:_SNIFFED].decode("utf-8", "replace")
    high = sum(1 for byte in content[:_SNIFFED] if byte > 0x7F)
    return text.count("�") * 10 <= high


def _mostly_utf8(content: bytes) -> str | None:
    return content.decode("utf-8", "replace") if _few_errors(content) else None


def _shifted(content: bytes) -> str | None:
    """UTF-16 without a mark and ISO-2022 are valid UTF-8 too; the zero bytes and escapes tell."""
    if content[1:4:2] == b"\x00\x00":
        return "utf-16-le"
    if content[:3:2] == b"\x00\x00":
        return "utf-16-be"
    return "iso2022_jp" if b"\x1b$" in content[:_SNIFFED] else None
