"""Which sentences of which articles may become lines, who speaks in each, and how firmly."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.explain.terms import content_words, lexicon
from sayso.text import hull, instant, sentences
from sayso.types import Extent, Firmness, Relation, Span, Statement, StoryArticle, weakest

SECOND_HAND = frozenset({Relation.COPY, Relation.DERIVED})
SHORTEST, LONGEST = 6, 60
"""Words of a line that stands alone and can still be read."""
ARTICLES_READ = 200
"""Articles of a story that are read for lines, newest first: a story of thousands stays within seconds."""
SENTENCES_READ = 120
"""Sentences of one article that are read: news says what matters in the first hundred."""

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with who speaks in it.

    ``statement`` is the attribution that it is (part of), None for the outlet's own voice. ``stems`` are its content
    words; ``place`` is its number in the article; ``days`` the age of its article against the newest of the story.
    """

    item: StoryArticle
    extent: Extent
    text: str
    speaker: str
    firmness: Firmness
    via: tuple[str, ...]
    statement: Statement | None
    stems: tuple[str, ...]
    place: int
    days: float

    @property
    def span(self) -> Span:
        """The words in the article."""
        return Span(self.item.article.id, self.item.article.version, *self.extent)

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
    statements = sorted(item.annotations.statements, key=lambda statement: not statement.shown)
    for place, extent in enumerate(sentences(text)[:SENTENCES_READ]):
        words = text[extent[0] : extent[1]]
        if not SHORTEST <= len(_WORDS.findall(words)) <= LONGEST:
            continue
        statement = _statement_of(extent, statements)
        speaker, firmness, via = _voice(item, words, statement)
        stems = tuple(content_words(words))
        yield Candidate(item, extent, words, speaker, firmness, via, statement, stems, place, days)


def _statement_of(extent: Extent, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose content takes most of a sentence, at least a third of it."""
    best, most = None, (extent[1] - extent[0]) / 3
    for statement in statements:
        share = sum(max(0, min(end, extent[1]) - max(start, extent[0])) for start, end in statement.content)
        if share > most:
            best, most = statement, share
    return best


def _voice(item: StoryArticle, words: str, statement: Statement | None) -> tuple[str, Firmness, tuple[str, ...]]:
    if statement is None:
        return item.outlet, own_firmness(words), ()
    return statement.speaker or _source_words(item, statement) or item.outlet, statement.firmness, statement.via


def _source_words(item: StoryArticle, statement: Statement) -> str | None:
    """The source as the article has it ("officials"), where no name was found for it."""
    extent = hull(statement.source)
    return item.article.text[extent[0] : extent[1]].strip(" ,") if extent else None


def own_firmness(words: str) -> Firmness:
    """How firmly an outlet says a sentence in its own voice: stated, or the weakest hedge in it (promise 3)."""
    lowered = f" {' '.join(_WORDS.findall(words.lower()))} "
    found = [firmness for phrase, firmness in _hedges() if f" {phrase} " in lowered]
    return weakest(Firmness.STATED, *found)


@functools.cache
def _hedges() -> tuple[tuple[str, Firmness], ...]:
    pairs = (line.split(" = ") for line in lexicon("hedges"))
    return tuple((" ".join(_WORDS.findall(phrase.lower())), Firmness(firmness)) for phrase, firmness in pairs)


def says_unknown(words: str) -> bool:
    """Whether a sentence says itself that something is not known."""
    lowered = f" {' '.join(words.lower().replace('’', chr(39)).split())} "
    return any(phrase in lowered for phrase in lexicon("unknown"))


# --- standing alone ---------------------------------------------------------------------------------------------


def standing_alone(candidate: Candidate) -> str | None:
    """The sentence as a line: itself, or with a leading pronoun filled in as "[Name]"; None when it leans on others."""
    words = candidate.text
    if words.rstrip("\"'”’»)").endswith("?") or words[0].islower() or not _balanced(words):
        return None
    lowered = words.lower().lstrip("\"'“‘«")
    if any(lowered.startswith((f"{opening} ", f"{opening},")) for opening in lexicon("danglers")):
        return None
    first = lowered.split(" ", 1)[0].rstrip(",'’s")
    if first not in lexicon("pronouns"):
        return words
    return _filled_in(candidate, first)


def _filled_in(candidate: Candidate, pronoun: str) -> str | None:
    """Only a source that is the sentence's first word and was resolved to a name can be filled in."""
    statement = candidate.statement
    if statement is None or not statement.speaker or not statement.source:
        return None
    start, end = statement.source[0]
    is_first_word = start == candidate.extent[0] and candidate.item.article.text[start:end].lower() == pronoun
    return f"[{statement.speaker}]{candidate.text[end - start :]}" if is_first_word else None


def _balanced(words: str) -> bool:
    """Whether its quotation marks come in pairs: a line must not begin or end inside a longer quotation."""
    return words.count('"') % 2 == 0 and words.count("“") == words.count("”") and words.count("«") == words.count("»")
