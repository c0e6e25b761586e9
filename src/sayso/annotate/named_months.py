"""Names of people that are words of the calendar too: "April Dunmore", "Jan Kuyper", "Avril Lemoine", "Theresa May"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.annotate.lexical import listed

_FOLLOWED = re.compile(r"[ \u00a0](?P<next>[A-ZÀ-Þ][\w’'-]+)")
_BEFORE = re.compile(r"(?P<word>[\w’'.-]+)[ \u00a0]$")
_DAY_OF_MONTH = re.compile(r"\.?,?[ \u00a0]\d|\.[ \u00a0]?[a-z,]")
_FURTHEST = 30


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted(
        listed("given", "calendar", "names") | listed("given", "calendar", "surnames"), key=len, reverse=True
    )
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(word.capitalize() for word in words)})(?![\w-])")


@functools.lru_cache(maxsize=8)
def named_months(text: str) -> frozenset[int]:
    """Where words of the calendar stand that are part of a person's name: their offsets in the text.

    A given name stands before another capitalised word, and not after "in" or "since" but where the text has both
    words elsewhere too; a surname after a given name or a title.
    """
    doubtful: list[tuple[int, str]] = []
    sure: dict[int, str] = {}
    for place, whole, certain in _candidates(text):
        if certain:
            sure[place] = whole
        else:
            doubtful.append((place, whole))
    wholes = set(sure.values())
    return frozenset(sure) | {place for place, whole in doubtful if whole in wholes}


def _candidates(text: str) -> Iterator[tuple[int, str, bool]]:
    """(offset, given name with surname, whether it is a name for sure)."""
    for match in _pattern().finditer(text):
        word = match[0].lower()
        if _DAY_OF_MONTH.match(text, match.end()):
            continue
        before = _BEFORE.search(text, max(0, match.start() - _FURTHEST), match.start())
        previous = before["word"] if before is not None else ""
        if _is_surname(word, previous):
            yield match.start(), f"{previous} {match[0]}", True
            continue
        following = _FOLLOWED.match(text, match.end())
        if (
            word in listed("given", "calendar", "names")
            and following is not None
            and _is_surname_like(following["next"])
        ):
            after_time = previous.lower() in listed("given", "calendar", "before")
            yield match.start(), f"{match[0]} {following['next']}", not after_time


def _is_surname(word: str, previous: str) -> bool:
    lower = previous.lower().rstrip(".")
    if word not in listed("given", "calendar", "surnames") or not previous[:1].isupper():
        return False
    return lower in listed("given", "names", "he") | listed("given", "names", "she") | listed(
        "names", "title", "courtesy"
    )


def _is_surname_like(word: str) -> bool:
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    return lower not in listed("given", "calendar", "after") and not any(
        lower in listed("names", kind, "words") for kind in ("org", "event", "thing", "not")
    )
