"""Templates to responses. Everything is escaped; what HTML can't hold, and what turns text round, is taken out."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from sayso.desk import Desk
from sayso.interfaces.shared import MAX_QUERY, desk_of
from sayso.interfaces.web.assets import ASSETS
from sayso.interfaces.wording import LANGUAGES, full_time

_NONCHARACTERS = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_NOT_HTML = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9): the page isolates what outsiders write
by ``<bdi>`` and ``dir="auto"``; left in, these could show a sentence's words in another order (CVE-2021-42574)."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_TEMPLATES.globals["assets"] = {name: asset.path for name, asset in ASSETS.items()}
_TEMPLATES.globals["max_query"] = MAX_QUERY
_TEMPLATES.globals["languages"] = LANGUAGES

HEADINGS = {
    400: "That can't be understood",
    403: "Not shown",
    404: "Not found",
    410: "Taken down",
    500: "Something went wrong",
    503: "Not now",
}


class Page(HTMLResponse):
    """HTML in UTF-8 that holds only characters that HTML may hold."""

    def render(self, content: Any) -> bytes:
        return clean(content).encode("utf-8")


def clean(html: str) -> str:
    """Without characters that turn text round; those that HTML forbids are replaced by U+FFFD."""
    return _NOT_HTML.sub("\ufffd", _TURNING.sub("", html))


def page(desk: Desk, template: str, status: int = 200, **shown: object) -> Page:
    """A page from its template."""
    pinned = desk.settings.now if desk.settings.sample else ""
    html = _TEMPLATES.get_template(template).render(sample=desk.settings.sample, pinned=full_time(pinned), **shown)
    return Page(html, status)


def error_response(request: Request, status: int, line: str) -> Page:
    """A page that says what went wrong in a line, with a search box to go on from."""
    heading = HEADINGS.get(status) or HTTPStatus(status).phrase
    return page(desk_of(request), "error.html", status, heading=heading, line=line)
