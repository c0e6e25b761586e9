"""Words of a text with their places, as the annotators that work without a parse see them.

Hyphens and apostrophes inside words part them ("third-quarter" is two words, "year's" is "year" and "s"), so that
one pattern covers both spellings; what stood between two words can be read from their places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      \d{4}-\d\d-\d\d(?:T[\d:]{2,8}(?:[.]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])  # 2025-03-15, 2025-03-15T16:00Z
    | ['’]\d0s\b                                       # '80s
    | \d+(?:st|nd|rd|th|s|er|ers|e|ème|am|pm|h\d\d|h)\b  # 1st, 1990s, 1er, 4pm, 16h30
    | \d+(?:[.,:/]\d+)*                                # 1,200.5  16:30  12/03/2024
    | [ap]\.\ ?m\b\.?                                  # p.m.
    | [^\W\d_]+                                        # letters of any script
    | \n\s*\n                                          # a paragraph's end
    | --+ | (?<=\s)-(?=\s)                             # a dash, not a hyphen
    | [^\s\w'’-]
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: as written, in lower case, and where each starts and ends in it."""

    text: str
    raw: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.raw)


def tokenised(text: str) -> Tokens:
    """The tokens of a text. About a microsecond a word."""
    found = list(_TOKEN.finditer(text))
    raw = [match[0] for match in found]
    return Tokens(
        text=text,
        raw=raw,
        words=[token.lower() for token in raw],
        starts=[match.start() for match in found],
        ends=[match.end() for match in found],
    )
