"""The sentences that may answer, how telling their words are, and what each article is about."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.explain.ask.question import phrase_words
from sayso.explain.ask.senses import alike, is_known
from sayso.explain.candidates import Candidate
from sayso.explain.figures.counted import Counted, counted_in
from sayso.explain.terms import content_words, inverse_frequencies
from sayso.types import MentionType, StoryArticle

LEAD = 2
"""Sentences at the top of an article that, with its title, say what it is about."""
TOPS = 2
"""Articles that must have a word in title or lead for their story to be about it."""
NEAR = 3
"""Sentences before one in which the place that it is about may be named."""
_INITIALS = 3
"""Words of a name whose initials stand for it."""
_UNSEEN = 0.7
"""Weight of a word that no sentence has, of a word that one sentence has: a mere paraphrase isn't more telling."""


Name = tuple[str, ...]
"""The stems of a name's words."""


@dataclass(frozen=True, slots=True)
class About:
    """What an article is about: the stems of its title, of title and lead, all of its stems."""

    title: frozenset[str]
    top: frozenset[str]
    counts: Counter[str]

    @classmethod
    def of(cls, item: StoryArticle, found: Iterable[Candidate]) -> About:
        """From the sentences of one article."""
        counts: Counter[str] = Counter()
        title = frozenset(content_words(item.article.title or ""))
        top = set(title)
        for candidate in found:
            counts.update(candidate.stems)
            if candidate.place < LEAD:
                top.update(candidate.stems)
        return cls(title, frozenset(top), counts)


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates, in the order of their articles."""

    candidates: Sequence[Candidate]
    stems: Sequence[frozenset[str]]
    weights: dict[str, float]
    rare: float
    abouts: dict[str, About]
    stories: dict[str, frozenset[str]]
    persons: frozenset[str]
    aliases: dict[Name, Name]
    counted: dict[str, list[Counted]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Sequence[Candidate]) -> Pool:
        """A pool of candidates."""
        of_article: dict[str, list[Candidate]] = {}
        for candidate in found:
            of_article.setdefault(candidate.item.article.id, []).append(candidate)
        abouts = {id_: About.of(listed[0].item, listed) for id_, listed in of_article.items()}
        tops: dict[str, Counter[str]] = {}
        for id_, listed in of_article.items():
            tops.setdefault(listed[0].item.placement.story, Counter()).update(abouts[id_].top)
        return cls(
            candidates=found,
            stems=[_stems(candidate) for candidate in found],
            weights=inverse_frequencies(candidate.stems for candidate in found),
            rare=math.log(1 + len(found)),
            abouts=abouts,
            aliases=_aliases(listed[0].item for listed in of_article.values()),
            persons=_persons(listed[0].item for listed in of_article.values()),
            stories={story: frozenset(s for s, n in found.items() if n >= TOPS) for story, found in tops.items()},
        )

    def about(self, number: int) -> About:
        """What the article of a candidate is about."""
        return self.abouts[self.candidates[number].item.article.id]

    def story_tops(self, number: int) -> frozenset[str]:
        """The stems that several articles of its story have in title or lead: what the story is about."""
        return self.stories[self.candidates[number].item.placement.story]

    def near(self, number: int) -> frozenset[str]:
        """The stems of the few sentences before, of the same article."""
        item = self.candidates[number].item
        window = range(max(0, number - NEAR), number)
        return frozenset().union(*(self.stems[n] for n in window if self.candidates[n].item is item))

    def before(self, number: int) -> frozenset[str]:
        """The stems of the sentence before, where it is of the same article: pronouns and "the town" point there."""
        if number == 0 or self.candidates[number - 1].item is not self.candidates[number].item:
            return frozenset()
        return self.stems[number - 1]

    def weight(self, word: str) -> float:
        """How telling a word is; one that no sentence has weighs as the commonest that can mean the same."""
        if word in self.weights:
            return self.weights[word]
        mates = [self.weights[mate] for mate in alike(word) if mate in self.weights] if is_known(word) else []
        return min(mates, default=_UNSEEN * self.rare)

    def figures_of(self, candidate: Candidate) -> list[Counted]:
        """The counted figures of a sentence; an article's are read once."""
        id_ = candidate.item.article.id
        if id_ not in self.counted:
            self.counted[id_] = counted_in(candidate.item)
        start, end = candidate.extent
        return [one for one in self.counted[id_] if start <= one.figure.start < end]


def _aliases(items: Iterable[StoryArticle]) -> dict[Name, Name]:
    """Acronyms to the names of organisations that they are the initials of, and back ("NHA")."""
    found: dict[Name, Name] = {}
    names = {m.name for item in items for m in item.annotations.mentions if m.type is MentionType.ORG}
    for name in sorted(names):
        capitals = [word for word in name.split() if word[0].isupper()]
        whole, short = tuple(content_words(name)), tuple(content_words("".join(word[0] for word in capitals)))
        if len(capitals) >= _INITIALS and len(short) == 1:
            found |= {short: whole, whole: short}
    return found


def _persons(items: Iterable[StoryArticle]) -> frozenset[str]:
    """The stems of the full names of persons; of single words many are places or things."""
    mentions = (mention for item in items for mention in item.annotations.mentions)
    names = {mention.name for mention in mentions if mention.type is MentionType.PERSON and " " in mention.name}
    return frozenset(stem for name in names for stem in content_words(name))


def _stems(candidate: Candidate) -> frozenset[str]:
    """The stems of a sentence, what its phrasal verbs say, and the names that an editor fills in for pronouns."""
    filled = candidate.sentence
    more = content_words(filled) if filled is not None and filled != candidate.text else ()
    return frozenset((*candidate.stems, *more, *_phrase_stems(candidate.text)))


@functools.lru_cache(maxsize=20_000)
def _phrase_stems(text: str) -> tuple[str, ...]:
    return tuple(stem for word in phrase_words(text) for stem in content_words(word))
