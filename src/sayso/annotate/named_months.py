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
_SHORTEST_GIVEN = 3


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_calendar("names") | _calendar("surnames") | _calendar("romance"), key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(word.capitalize() for word in words)})(?![\w-])")


def _calendar(key: str) -> frozenset[str]:
    return listed("given", "calendar", key)


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
    found = set(sure) | {place for place, whole in doubtful if whole in wholes}
    return frozenset(found | _alone(text, {word for whole in wholes for word in whole.split()}))


def _alone(text: str, parts: set[str]) -> set[int]:
    """Where a part of such a name stands alone: "que Abril cobró"; not after "in", nor before the day of a month."""
    if not parts:
        return set()
    return {
        match.start()
        for match in _pattern().finditer(text)
        if match[0] in parts
        and not _DAY_OF_MONTH.match(text, match.end())
        and not _opens_a_name_of_days(text, match.end())
        and _previous(text, match.start()).lower() not in _calendar("before")
    }


def _opens_a_name_of_days(text: str, place: int) -> bool:
    """As in "May Day"."""
    following = _FOLLOWED.match(text, place)
    return following is not None and following["next"].lower() in _calendar("after")


def _previous(text: str, place: int) -> str:
    before = _BEFORE.search(text, max(0, place - _FURTHEST), place)
    return before["word"] if before is not None else ""


def _candidates(text: str) -> Iterator[tuple[int, str, bool]]:
    """(offset, given name with surname, whether it is a name for sure)."""
    for match in _pattern().finditer(text):
        word = match[0].lower()
        if _DAY_OF_MONTH.match(text, match.end()):
            continue
        previous = _previous(text, match.start())
        if _is_surname(word, previous):
            yield match.start(), f"{previous} {match[0]}", True
            continue
        following = _FOLLOWED.match(text, match.end())
        if word not in _calendar("names") or following is None:
            continue
        if _is_surname_like(following["next"]):
            sure = previous.lower() not in _calendar("before")
            yield match.start(), f"{match[0]} {following['next']}", sure


def _is_surname(word: str, previous: str) -> bool:
    """After a given name or a title; the romance ones, which are dates in small letters alone, after any name."""
    lower = previous.lower().rstrip(".")
    if not previous[:1].isupper() or lower in _calendar("before"):
        return False
    if word in _calendar("romance"):
        return len(lower) >= _SHORTEST_GIVEN
    given = listed("given", "names", "he") | listed("given", "names", "she")
    return word in _calendar("surnames") and lower in given | listed("names", "title", "courtesy")


def _is_surname_like(word: str) -> bool:
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    return lower in _calendar("romance") or (
        lower not in _calendar("after")
        and not any(lower in listed("names", kind, "words") for kind in ("org", "event", "thing", "not"))
    )
