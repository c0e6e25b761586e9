"""Whether a sentence stands alone, and how it is made to: a pronoun filled in as "[Name]", as an editor does."""

from __future__ import annotations

import re

from sayso.explain.terms import phrases
from sayso.explain.voice import Voice, is_pronoun
from sayso.types import Extent, MentionType, StoryArticle

_PERSONAL = re.compile(r"\b(?:he|she|him|his|hers?|él|ella|elle|lui)\b", re.IGNORECASE)
_LEANING_START = re.compile(
    r"(?:it|they|them|its|their|ellos|ellas|su|sus|ils?|elles?|leurs?|son|sa|ses|on)\b", re.IGNORECASE
)
_LEANING_QUOTE = re.compile(
    r"[\"“«]\s?(?:he|she|it|they|him|them|his|her|their|its|él|ella|ellos|ellas|il|elle|ils|elles)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"^the (?:first|second|third),|\b(?:put|puts) (?:the figure|it|them|its|theirs)\b"
    r"|\b(?:that|this) (?:figure|number|estimate|article|story|report)\b"
    r"|\b(?:cet|este) art[ií]c(?:le|ulo)\b|\b(?:cette|esa|esta) (?:cifra|estimation)\b|\bce chiffre\b"
)
_IT_SAID = re.compile(
    r"[,”\"»] ?(?:it|they|he|she|il|elle|ils|elles)\s(?:also )?(?:said|added|says|a |ont )"
    r"|[,”\"»] ?(?:said|added|says|adds) (?:it|they|he|she)\b"
    r"|(?:dit|ajoute|précise|affirme|explique|calcule|répond)-t-(?:il|elle|on)\b"
)
_OPENING_MARKS = "\"'“‘«([ \u00a0"
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_TEMPORAL = re.compile(r"(?:that|the same|the following|the next) (?:day|night|week|evening|morning)\b", re.IGNORECASE)


def standing_alone(item: StoryArticle, extent: Extent, voice: Voice) -> str | None:
    """The sentence as a line: itself, or with its source's pronoun filled in; None when it leans on others."""
    words = item.article.text[extent[0] : extent[1]]
    if _is_broken(words) or _leans(words):
        return None
    filled, source = _filled_in(item, extent, voice)
    outside = _QUOTED.sub(" ", words if source is None else words[: source[0]] + words[source[1] :])
    if _LEANING_QUOTE.match(words) or (_LEANING_START.match(outside.lstrip(_OPENING_MARKS)) and filled is None):
        return None
    if filled is None and (_IT_SAID.search(words) or _unnamed_person(item, extent, outside)):
        return None
    return filled or words


def _is_broken(words: str) -> bool:
    """A question, the middle of a sentence, half of a quotation, or what ends in no full stop (a headline)."""
    bare = words.rstrip("\"'”’»)] \u00a0")
    if not bare or bare.endswith(("?", ":", ",", ";")) or words[0].islower():
        return True
    if words.count('"') % 2 or any(words.count(left) != words.count(right) for left, right in _PAIRS):
        return True
    return not bare.endswith((".", "!", "…"))


def _leans(words: str) -> bool:
    lowered = words.lower().lstrip(_OPENING_MARKS).replace("’", "'")
    if _TEMPORAL.match(lowered):
        return True
    if _POINTS_BACK.search(lowered):
        return True
    return phrases("danglers").match(lowered) is not None


def _filled_in(item: StoryArticle, extent: Extent, voice: Voice) -> tuple[str | None, Extent | None]:
    """The sentence with its source's pronoun replaced by "[Name]", and where the pronoun stood in it.

    Only a source that was resolved to another, fuller name is filled in.
    """
    statement = voice.statement
    if statement is None or not statement.speaker or len(statement.source) != 1:
        return None, None
    start, end = statement.source[0]
    text = item.article.text
    if not extent[0] <= start < end <= extent[1] or not is_pronoun(text[start:end]) or is_pronoun(statement.speaker):
        return None, None
    filled = f"{text[extent[0] : start]}[{statement.speaker}]{text[end : extent[1]]}"
    return filled, (start - extent[0], end - extent[0])


def _unnamed_person(item: StoryArticle, extent: Extent, outside: str) -> bool:
    """Whether "he" or "her" stands in the sentence (quotations taken out) with no person named in it before."""
    pronoun = _PERSONAL.search(outside)
    if pronoun is None:
        return False
    before = outside[: pronoun.start()]
    named = (
        mention.name.split()[-1]
        for mention in item.annotations.mentions
        if mention.type in {MentionType.PERSON, MentionType.OTHER} and extent[0] <= mention.start < extent[1]
    )
    return not any(name in before for name in named) and not _CAPITAL_INSIDE.search(before)


_CAPITAL_INSIDE = re.compile(r"\w\W+(?:[A-ZÀ-Þ][\w’'-]+\W+)+")
"""A name somewhere before the pronoun, where the annotator found none (the first word's capital says nothing)."""
