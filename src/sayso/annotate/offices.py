"""Which roles are public: an office or title that makes its holder a public person (promise 11).

An allow-list (``offices`` in lexicons/hashtags.*.toml): a boss, an officer or a lecturer has a role, no public office.
"""

from __future__ import annotations

import functools
import re

from sayso.annotate.numbers import lexicon

_LANGUAGES = ("en", "es", "fr")


@functools.cache
def _pattern(key: str) -> re.Pattern[str]:
    lines = "\n".join(str(lexicon("hashtags", language).get(key, "")) for language in _LANGUAGES).split("\n")
    listed = sorted({line.strip() for line in lines if line.strip()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed)) or '(?!)'})(?!\w)", re.IGNORECASE)


def is_public_office(role: str | None) -> bool:
    """Whether a role, as a mention has it ("Gov.", "the chief inspector of ..."), names a public office."""
    return bool(role) and _pattern("offices").search(_pattern("callings").sub(" ", role or "")) is not None
