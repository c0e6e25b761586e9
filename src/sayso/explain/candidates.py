"""Which sentences of which articles may become lines, entries and answers."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.explain.alone import standing_alone
from sayso.explain.terms import content_words
from sayso.explain.voice import Voice, voice_of
from sayso.text import instant, sentences
from sayso.types import Extent, Firmness, Relation, Span, Statement, StoryArticle

SECOND_HAND = frozenset({Relation.COPY, Relation.DERIVED})
SHORTEST, LONGEST = 6, 60
"""Words of a line that stands alone and can still be read."""
ARTICLES_READ = 200
"""Articles of a story that are read for lines, newest first: a story of thousands stays within seconds."""
SENTENCES_READ = 120
"""Sentences of one article that are read: news says what matters in the first hundred."""
CHARACTERS_READ = 60_000
"""Characters of one article that are read; ten long reads of 1,000 words."""

_WORDS = re.compile(r"\w+")
_BULLET = re.compile(
    r"(?:[-–—―*•·]|(?:UPDATED?|Updated?|BREAKING|Breaking|EXCLUSIVE|Exclusive)\s?[:|–—-])\s+(?=[\w\"“«])"
)
"""What stands before a sentence and is none of it: a bullet, or "Updated:"."""
_CONNECTIVE = re.compile(
    r"(?:But|And|Yet|So|Still|However|Meanwhile|Instead|Then|Pero|Y|Sin embargo|Mais|Et|Pourtant|Cependant),? "
    r"(?=[A-ZÀ-Þ][\w.’'-]*\s)(?!I\b|I['’])"
)
"""What ties a sentence to the one before it and can go, as an editor lets it, where a name then begins it."""
_POINTER = re.compile(
    r"(?:read(?: more| also| next)?|also read|see also|more on this|related|watch|lire aussi|à lire(?: aussi)?"
    r"|voir aussi|le[ae] también|leer más|ver también|te puede interesar)\s*[|:»>]",
    re.IGNORECASE,
)
"""A line that points to another article: what it says is of another story."""
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ’'.\- ]{2,30}(?:, [\w.’' ]{2,30}){0,2}(?: ?\([^()]{2,40}\))? ?[-–—―]+ ?(?=[\"'“«A-ZÀ-Þ0-9])"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with who speaks in it.

    ``stems`` are its content words; ``place`` is its number in the article; ``days`` the age of its article against
    the newest of the story; ``sentence`` is the line that it makes, None when it can't stand alone.
    """

    item: StoryArticle
    extent: Extent
    text: str
    voice: Voice
    stems: tuple[str, ...]
    place: int
    days: float
    sentence: str | None

    @property
    def span(self) -> Span:
        """The words in the article."""
        return Span(self.item.article.id, self.item.article.version, *self.extent)

    @property
    def speaker(self) -> str:
        """A name, or the outlet."""
        return self.voice.speaker

    @property
    def firmness(self) -> Firmness:
        """How firmly it is said."""
        return self.voice.firmness

    @property
    def statement(self) -> Statement | None:
        """The attribution that it is (part of), None for the outlet's own voice."""
        return self.voice.statement

    @property
    def second_hand(self) -> bool:
        """Whether its article is a copy or derived: it adds support, and no independent source."""
        return self.item.placement.relation in SECOND_HAND


def candidates(items: Sequence[StoryArticle]) -> list[Candidate]:
    """All sentences of the newest articles that may be shown or counted, in the order of the articles."""
    chosen = sorted(items, key=lambda item: item.article.published or "", reverse=True)[:ARTICLES_READ]
    newest = max((t for item in chosen if (t := instant(item.article.published))), default=None)
    found: list[Candidate] = []
    for item in sorted(chosen, key=lambda item: (item.article.published or "", item.article.id)):
        published = instant(item.article.published)
        days = (newest - published).total_seconds() / 86_400 if newest and published else 0.0
        found += _of_article(item, days)
    return found


def _of_article(item: StoryArticle, days: float) -> Iterator[Candidate]:
    text = item.article.text
    for place, whole in enumerate(read_sentences(text)):
        extent = _from_its_own_words(text, without_dateline(text, whole) if place < 3 else whole)
        words = text[extent[0] : extent[1]]
        length = len(_WORDS.findall(words))
        if not 3 <= length <= 2 * LONGEST:
            continue
        voice = voice_of(item, extent)
        line = standing_alone(item, extent, voice) if SHORTEST <= length <= LONGEST else None
        yield Candidate(item, extent, words, voice, tuple(content_words(words)), place, days, line)


@functools.lru_cache(maxsize=512)
def read_sentences(text: str) -> tuple[Extent, ...]:
    """The sentences of a text that are read, as extents."""
    read = sentences(text[:CHARACTERS_READ])[:SENTENCES_READ]
    return tuple(extent for extent in read if not _POINTER.match(text, *extent))


def _from_its_own_words(text: str, extent: Extent) -> Extent:
    match = _BULLET.match(text, *extent) or _CONNECTIVE.match(text, *extent)
    return (match.end(), extent[1]) if match else extent


def without_dateline(text: str, extent: Extent) -> Extent:
    """The extent of a lead without "ORLIN, Lethania (Meridian) - ": where it was written is no part of the claim."""
    match = _DATELINE.match(text, extent[0], extent[1])
    return (match.end(), extent[1]) if match else extent


def language_of(candidates: Sequence[Candidate]) -> str | None:
    """The language of most articles."""
    languages = {candidate.item.article.id: candidate.item.article.language for candidate in candidates}
    counts = Counter(language for language in languages.values() if language)
    return counts.most_common(1)[0][0] if counts else None
