"""As of when a figure counts: not the day of the event that it counts, nor a day since which or until which it will."""

from __future__ import annotations

import re

from sayso.explain.terms import Concept
from sayso.types import Extent, Figure, StoryArticle

_SINCE = re.compile(
    r"\b(?:since|from|until|till|before|depuis|jusqu['’]?(?:en|à|au)?|avant|desde|hasta|antes de)"
    r"(?: the| el| la| le| l['’]| late| early)?\s*$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:count(?:s|ed)|confirmed|stood|stands?|rose|risen|rises|climb\w*|fell|fallen|reach\w*|bring\w*|brought"
    r"|up from|down from|as of|by now|so far|revised|updated|comptait|dénombr\w+|s['’]élève|s['’]élevait|atteint|passe"
    r"|monte|asciend\w+|ascendía|sub\w+|llega\w*|alcanz\w+|confirm\w+|suma\w*|contabiliz\w+)\b",
    re.IGNORECASE,
)
"""Verbs by which the day in a sentence is that of a count and not of the deaths that it counts."""
_EVENTS = frozenset({"dead", "injured", "arrested", "cases", "displaced"})
"""Concepts whose figures stand beside the day on which it happened."""


def counted_on(item: StoryArticle, figure: Figure, extent: Extent, concept: Concept | None) -> str | None:
    """The day, month or year as of which a figure is (TIMEX3, without the part of the day); None where none is told.

    Of a toll the date beside it is mostly the event's ("killed 12 people on Tuesday"): it counts as the count's only
    where the sentence speaks of counting, or on the day of the article itself.
    """
    day = (figure.as_of or "").partition("T")[0]
    published = (item.article.published or "")[: len("2026-03-03")]
    if not day or (published and day > published) or _is_bound(item, extent, day):
        return None
    if (
        concept is not None
        and concept.name in _EVENTS
        and day != published
        and not _COUNTS.search(item.article.text, *extent)
    ):
        return None
    return day


def _is_bound(item: StoryArticle, extent: Extent, day: str) -> bool:
    """Whether the sentence has that date only as one since or until which something is so."""
    text = item.article.text
    named = [
        moment
        for moment in item.annotations.moments
        if extent[0] <= moment.start < extent[1] and moment.value.startswith(day)
    ]
    return bool(named) and all(_SINCE.search(text, max(extent[0], m.start - 24), m.start) for m in named)
