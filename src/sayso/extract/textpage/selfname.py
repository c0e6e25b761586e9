"""The outlet's name from the text's own self-reference: "told ABC News", twice or more, where no line names it.

A person or a body can be told something too ("told Congress"), so a name must also hold a word that outlets'
names have, or be reported as observing or reviewing, which only an outlet says of itself.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from sayso.extract.furniture import data_lines
from sayso.text import normal_form

_NAME = r"(?P<name>(?:[A-ZÀ-Ý][\w&.'’-]*)(?:\s(?:(?:of|de|del|du|des|la|le|the)\b|[A-ZÀ-Ý][\w&'’-]*)){0,4})"
_TOLD = re.compile(
    r"\b(?:told|tells|said to|spoke to|speaking to|spoke with|speaking with|interview with|statement to|confirmed to|"
    r"dijo a|declaró a|contó a|explicó a|aseguró a|afirmó a|confirmó a|entrevista con|"
    r"déclaré à|confié à|dit à|expliqué à|indiqué à|assuré à|affirmé à|confirmé à|entretien avec|"
    r"sagte|im Gespräch mit|gegenüber)\s(?:the |The |el |la |al |le |l'|dem |der )?" + _NAME
)
_OWN_ACT = re.compile(
    _NAME + r"\s(?:observed|has learned|understands|has seen|has reviewed|reviewed|obtained|has obtained|has contacted|"
    r"reached out|has reached out|approached|has approached|pudo saber|pudo comprobar|a pu consulter|a appris)\b"
)
_TWICE = 2
_MAX_LONG_OUTLET_WORDS = 8
_OF = frozenset(["of", "de", "del", "du", "des"])
_LEADING = frozenset(["the", "a", "an"])


def self_named(text: str) -> str | None:
    """The one outlet that the text names at least twice as the one told or observing; None where there is none."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for pattern in (_TOLD, _OWN_ACT):
        for match in pattern.finditer(text):
            name = _outlet_part(match["name"])
            if name:
                form = normal_form(name)
                counts[form] += 1
                written.setdefault(form, name)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _TWICE or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return written[ranked[0][0]]


def _outlet_part(name: str) -> str | None:
    """The name up to its last word that outlets have ("ABC News Thursday" is ABC News)."""
    parts = name.replace("’s", "").split()
    while parts and parts[0].lower() in _LEADING:
        parts = parts[1:]
    for last in range(len(parts), 0, -1):
        if normal_form(parts[last - 1]) in _media_words():
            end = last
            if parts[end : end + 1] and parts[end] in _OF and parts[end + 1 :]:
                end += 2  # "Diario del Sur"
            return " ".join(parts[:end]).rstrip(".,")
    return None


def holds_media_word(name: str) -> bool:
    """Whether one of its words stands in outlets' names ("Cape Herald")."""
    return any(word in _media_words() for word in normal_form(name).split())


def is_outlet_name(text: str) -> bool:
    """Whether every longer word of a short line begins with a capital and one is such as outlets' names have."""
    parts = text.split()
    return (
        1 < len(parts) <= _MAX_LONG_OUTLET_WORDS
        and holds_media_word(text)
        and not any(word[0].islower() and len(word) > 3 for word in parts)
    )


@cache
def _media_words() -> frozenset[str]:
    return frozenset(normal_form(line) for line in data_lines("media_words"))
