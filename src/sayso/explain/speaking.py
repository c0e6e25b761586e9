"""Whether a statement is what its sentence says: somebody who can speak, who claims something, in the main clause.

Of a thing that shows ("the pictures show"), a deed ("he hammered the agent") and an attribution that hangs on the
outlet's own clause ("makes good on the campaign pledge to", "though the author does criticise"), the outlet tells.
"""

from __future__ import annotations

import re

from sayso.explain.terms import single_words
from sayso.text import hull, words
from sayso.types import Extent, Mention, MentionType, Statement, StoryArticle

_OF = re.compile(r",| (?:of|in|on|from|for|with|by|at|to|that|who|which) ")
_HANGS = re.compile(
    r"\b(?:of|on|in|by|with|for|from|about|after|before|despite|amid|over|under|against|following|through)\s+"
    r"(?:(?:the|an?|his|her|its|their)\s+)?$",
    re.IGNORECASE,
)
"""A preposition right before a source: it is no subject of the sentence."""
_SUBORDINATE = re.compile(
    r"(?:^|\s)(?:(?:al)?though|even as|as|while|whereas|after|because|since|when|before|unless|until)\s"
    r"(?:[\w.’'-]+\s){0,3}$"
)
_AHEAD = 25
"""Characters of the outlet's own clause before an attribution that hangs on it at least: "In Lund's view" doesn't."""
_STAFF = frozenset(("campaign", "administration", "camp", "family", "team", "office", "estate", "foundation"))
_STAFF_WORDS = 2
_OWNER = re.compile(r"\A['’]s?\s")
_BELOW = re.compile(r"\b(?:of|to|for|and|or|with|by|from|in|at|than|against)\s$")
_ARTICLE = re.compile(r"\A(?:the|an?)\s", re.IGNORECASE)


def is_deed(item: StoryArticle, statement: Statement) -> bool:
    """Whether no word of a statement's cue says anything; a quotation is said, whatever the verb."""
    cue = " ".join(item.article.text[start:end] for start, end in statement.cue)
    said = set(words(cue))
    return (
        statement.kind == "indirect"
        and not said.isdisjoint(single_words("deeds"))
        and said.isdisjoint(single_words("reports"))
    )


def hangs(item: StoryArticle, extent: Extent, statement: Statement) -> bool:
    """Whether an attribution begins with its source in the midst of the outlet's own sentence, below a preposition or
    a conjunction: the main clause isn't of it.
    """
    reach, source = hull((*statement.source, *statement.cue, *statement.content)), hull(statement.source)
    if reach is None or source is None or not extent[0] < reach[0] == source[0] < extent[1]:
        return False
    ahead = item.article.text[extent[0] : source[0]]
    return len(ahead) > _AHEAD and bool(_HANGS.search(ahead) or _SUBORDINATE.search(ahead))


def is_thing(item: StoryArticle, statement: Statement) -> bool:
    """Whether the head of a source is a thing that shows: "Newsweek's latest issue", "the pictures"."""
    extent = hull(statement.source)
    if extent is None:
        return False
    written = item.article.text[slice(*extent)].strip()
    cut = _OF.search(written)
    head = words(written[: cut.start()] if cut else written)[-1:]
    inside = [mention for mention in item.annotations.mentions if extent[0] <= mention.start < extent[1]]
    named = any(written.endswith(item.article.text[mention.start : mention.end]) for mention in inside)
    return not single_words("things").isdisjoint(head) and not named and not _is_body(item, inside, extent)


def _is_body(item: StoryArticle, inside: list[Mention], extent: Extent) -> bool:
    """Whether a source is somebody's staff: "the Lund campaign"."""
    return any(_is_of(item, mention, extent) for mention in inside)


def _is_of(item: StoryArticle, mention: Mention, extent: Extent) -> bool:
    after = _OWNER.sub("", item.article.text[mention.end : extent[1]]).lower().split()
    return len(after) <= _STAFF_WORDS and not _STAFF.isdisjoint(after[-1:]) and mention.type is not MentionType.PLACE


def name_in(item: StoryArticle, statement: Statement, written: str) -> str | None:
    """Who a source that names several is, where its words tell: the person at its end ("the Union of Bakers president
    Ada Wills"), somebody's staff ("the Lund campaign"), somebody of a body ("an engineer of Lund Hydro").
    """
    extent = hull(statement.source)
    if extent is None or not statement.speaker:
        return None
    inside = [m for m in item.annotations.mentions if extent[0] <= m.start < extent[1]]
    if any(m.name == statement.speaker and _is_of(item, m, extent) for m in inside):
        return _ARTICLE.sub("", written)
    last = inside[-1] if inside else None
    person = last is not None and last.type is MentionType.PERSON and last.end == extent[1]
    if last is not None and person and "," not in item.article.text[slice(*extent)] and not _is_below(item, last):
        bodies = {m.name for m in inside[:-1] if m.type is not MentionType.PERSON}
        return last.name if statement.speaker in bodies else None
    return None


def _is_below(item: StoryArticle, mention: Mention) -> bool:
    """Whether a name hangs on what stands before it: "allies of Lund", "Lund and Voss"."""
    ahead = item.article.text[max(0, mention.start - 12) : mention.start]
    return _BELOW.search(ahead) is not None


def is_fragment(item: StoryArticle, statement: Statement) -> bool:
    """Whether the name that a source was resolved to is the end of a longer word in it: "the ex-Republican"."""
    text, extent = item.article.text, hull(statement.source)
    return extent is not None and any(
        extent[0] < m.start < extent[1] and m.name == statement.speaker and text[m.start - 1] in "-‑"
        for m in item.annotations.mentions
    )
