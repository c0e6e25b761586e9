"""The sentences that may answer, how telling their words are, and what each article is about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
_UNSEEN = 0.7
"""Weight of a word that no sentence has, of a word that one sentence has: a mere paraphrase isn't more telling."""


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


def _persons(items: Iterable[StoryArticle]) -> frozenset[str]:
    """The stems of the full names of persons; of single words many are places or things."""
    mentions = (mention for item in items for mention in item.annotations.mentions)
    names = {mention.name for mention in mentions if mention.type is MentionType.PERSON and " " in mention.name}
    return frozenset(stem for name in names for stem in content_words(name))


def _stems(candidate: Candidate) -> frozenset[str]:
    """The stems of a sentence, with the names that an editor fills in for its pronouns."""
    filled = candidate.sentence
    more = content_words(filled) if filled is not None and filled != candidate.text else ()
    return frozenset((*candidate.stems, *more))
