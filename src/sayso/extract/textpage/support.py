"""Whether a line is borne out by a text: the share of its longer words that stand in it too."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.text import words

_MIN_LETTERS = 5
_STEM = 6  # "closure" and "closed" differ, "harbour" and "harbours" don't; no stop words of any language to keep


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The first six letters of every word of at least five."""
    return frozenset(word[:_STEM] for text in texts for word in words(text) if len(word) >= _MIN_LETTERS)


def support(line: str, text_stems: frozenset[str]) -> float | None:
    """The share of a line's longer words that the text has, 0 to 1; None for a line without any."""
    own = stems([line])
    return len(own & text_stems) / len(own) if own else None
