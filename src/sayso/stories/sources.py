"""Who is behind an outlet, and how many publishers stand behind a story (promise 6: ten reprints are one source)."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib import resources

from sayso.stories.credits import UNNAMED, Share, agency_named, credit_of
from sayso.text import folded_space, normal_form, without_accents
from sayso.types import Article, Placement, Relation, SourceCount


def family_of(outlet: str) -> str:
    """The owner family of an outlet: from the data file, else the outlet's own name with its spaces folded.

    A family is its own family, so asking twice changes nothing.
    """
    return _families().get(_key(outlet)) or folded_space(outlet)


def publisher_of(article: Article) -> str:
    """Whose words an article's are: the agency that it is credited to, else the owner family of its outlet.

    "" where the article names neither.
    """
    credit = credit_of(article)
    if credit.share is Share.WHOLE and credit.agency != UNNAMED:
        return credit.agency
    outlet = article.outlet or ""
    return agency_named(outlet) or family_of(outlet)


def is_counted(placement: Placement) -> bool:
    """Whether an article stands for its publisher; a reprint whose original isn't here stands for its agency."""
    if placement.relation is Relation.COPY:
        return placement.copy_of is None
    return placement.relation not in {Relation.DERIVED, Relation.UNDETERMINED}


def count_sources(members: Iterable[tuple[Placement, str]]) -> SourceCount:
    """How many independent publishers stand behind these articles.

    Args:
        members: each article's placement with its publisher (:func:`publisher_of`) or its outlet.

    A publisher counts once, if one article of its is neither copy nor derived. A reprint whose original isn't here
    (a copy of nothing) stands for its agency. What is undetermined is told, not counted.
    """
    seen = list(members)
    counted: set[str] = set()
    for number, (placement, outlet) in enumerate(seen):
        if is_counted(placement):
            # Articles without a known outlet can't be told apart by publisher: each is its own.
            counted.add(_key(family_of(outlet)) or f"#{number}")
    undetermined = sum(placement.relation is Relation.UNDETERMINED for placement, _ in seen)
    return SourceCount(len(seen), len(counted), undetermined)


def _key(outlet: str) -> str:
    key = normal_form(without_accents(outlet))
    key = key.removeprefix("the ").removeprefix("www ")
    return key.removesuffix(" com") if key != "com" else key


@functools.cache
def _families() -> dict[str, str]:
    lines = resources.files("sayso.stories").joinpath("families.txt").read_text("utf-8").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if not line or line.startswith("#"):
            continue
        family, _, outlets = line.partition(": ")
        for outlet in (*outlets.split(";"), family):
            found.setdefault(_key(outlet), family)
    return found
