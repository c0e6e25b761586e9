"""JSON as bytes, and errors as JSON."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import JSONResponse


class Json(JSONResponse):
    """JSON in UTF-8; lone surrogates, which UTF-8 can't hold, come as escapes of plain ASCII."""

    def render(self, content: Any) -> bytes:
        try:
            return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        except UnicodeEncodeError:
            return json.dumps(content, separators=(",", ":")).encode("ascii")


def error_response(status: int, line: str) -> Json:
    """``{"error": line}``."""
    return Json({"error": line}, status)
