"""The pages: rendered on the server, complete without JavaScript."""

from __future__ import annotations

from sayso.interfaces.web.rendering import error_response
from sayso.interfaces.web.routes import router

__all__ = ["error_response", "router"]
