"""Reads the room's word lists (lexicons/*.toml)."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files


@functools.cache
def table(name: str) -> dict[str, dict[str, str]]:
    """A lexicon file as {section: {key: words or text}}; ``name`` without its ending."""
    text = files("sayso").joinpath("annotate", "lexicons", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def listed(name: str, section: str, key: str) -> frozenset[str]:
    """One word list of a lexicon file as a set."""
    return frozenset(table(name)[section][key].split())
