"""The JSON API: the contract's JSON over HTTP, described by OpenAPI."""

from __future__ import annotations

from sayso.interfaces.api.answers import error_response
from sayso.interfaces.api.routes import router

__all__ = ["error_response", "router"]
