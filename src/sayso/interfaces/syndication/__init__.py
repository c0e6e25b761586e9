"""Feeds out: Atom 1.0 (RFC 4287) for the front page and for each story."""

from __future__ import annotations

from sayso.interfaces.syndication.routes import router

__all__ = ["router"]
