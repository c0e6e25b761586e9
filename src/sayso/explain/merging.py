"""The same claim in other words, across outlets and languages, and how many publishers stand behind it.

Two sentences are compared by what they share: the share of one's weighted terms that the other has, their numbers,
dates and figures, their speaker, how far apart in time they are. A logistic function of these says whether they tell
the same; its weights are fitted on labelled pairs (``python -m evaluation.fit_merging``, stories left out in turn to
choose the cut). What clashes is never merged: a denial with a claim, a negation on one side, figures of the same
things with other values, the words of two people.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.explain.amounts import Amounts, alike, amounts_of, at_odds
from sayso.explain.candidates import Candidate
from sayso.explain.content import DATE, NAME, NUMBER, WORD, Content, contents, negated, term_weights
from sayso.explain.figures.counted import Counted, counted_in
from sayso.explain.voice import says_unknown
from sayso.text import normal_form, words
from sayso.types import Firmness, MentionType, Relation

SAME_CLAIM = 1.5
"""Log odds from which two sentences tell the same: a wrong merge counts sources that aren't there."""
REPEATED = -1.0
"""Log odds that two claims are one from which the second isn't shown, though it doesn't count as a source."""
CARRIED = 0.25
"""Share of a claim's weighted terms that a sentence has at least to count behind it."""
CARRIED_FIGURES = 0.5
"""The same of its figures of what the story counts, whatever the words around them."""
OTHERWISE, MOSTLY = 0.5, 0.5
"""Share of numbers that are given otherwise from which words must cover so much of a claim: "100 hires" for 120."""
NUMBERS_TELL = 3.0
"""Weight of shared numbers from which it doesn't matter that a toll is of another day: "29 bodies" on two days are two
claims, 1,200 infections on two days one."""
SAME_TIME = 48 * 3600.0
"""Seconds from which two articles tell of two states of a toll."""
LEAD, SAME_DAY = 1, 1.5
"""Places and days within which two sentences are leads on one event: the first sentences of a news day."""
_WHETHER = re.compile(r"\b(?:whether|set to vote|to decide if|d[eé]cider si|decidirá si)\b", re.IGNORECASE)
"""Words by which a sentence leaves open what another says has happened."""
READ_FOR_ONE, HOMES = 150, 25
"""Sentences that are compared with one at most to count sources, and to find the claim that it belongs to."""
TELLING = 6
"""Terms of a sentence by which others are looked up, the most telling first."""
_CHANGED_TO = re.compile(
    r"\b(?:rais|cut|lower|rose|ris|fell|fall|climb|increas|reduc|dropp?|chang|revis|improv)\w*\s[^.;]{0,60}?"
    r"\bfrom\s[^\d.;]{0,8}\d[\d.,]*(?:\s[^\d\s]+)?\sto\s[^\d.;]{0,8}(\d+(?:[.,]\d+)*)"
)
"""A change told with both its values; the second is what is told."""
_PRESS = re.compile(
    r"\b(?:newspaper|media|press|news (?:site|agency|outlet|organi[sz]ation)|broadcaster|website|magazine)s?\s"
    r"(?:(?:has|have|had)\s)?(?:reported|revealed|said|wrote|published|reports?)\b"
    r"|\baccording to (?:\w+ )?(?:media|press|newspaper)\b"
    r"|\b(?:diario|periódico|medios|prensa) (?:ha |han |había )?(?:revel|inform|public)\w+"
    r"|\bsegún (?:la prensa|(?:los )?medios)\b"
    r"|\b(?:journal|médias?|presse) (?:a|ont|avait) (?:révélé|rapporté|publié|annoncé)"
    r"|\bselon (?:la presse|(?:des|les) médias)\b",
    re.IGNORECASE,
)
"""Words by which an outlet passes on what the press has reported, without a name."""
WEIGHTS = {
    "bias": -4.88,
    "most": 3.53,
    "least": 4.19,
    "least_of_words": 0.7,
    "numbers": 1.3,
    "dates": 0.93,
    "other_numbers": -0.78,
    "number_missing": -0.92,
    "figures": 3.73,
    "speaker": 1.7,
    "leads": 1.46,
    "days": -0.39,
}
"""What each thing that two sentences share, or don't, adds to the log odds that they tell the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence made ready to be compared: its content and what that weighs, its figures, who says it and how."""

    candidate: Candidate
    content: Content
    all: frozenset[str]
    weight: float
    numbers: frozenset[str]
    figures: Sequence[Counted]
    amounts: Amounts
    speaker: frozenset[str]
    person: bool
    unknown: bool
    turned: bool


@dataclass(frozen=True, slots=True)
class Merging:
    """The sentences of a story with their terms, by which those that tell the same are found."""

    told: Sequence[Told]
    weights: dict[str, float]
    by_term: dict[str, list[int]]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Merging:
        """The index of a story's sentences."""
        found = contents(candidates)
        weights = term_weights(found)
        by_term: dict[str, list[int]] = defaultdict(list)
        for number, content in enumerate(found):
            for term in content.all:
                by_term[term].append(number)
        counts = _counts_of(candidates)
        told = [_told(*parts, weights) for parts in zip(candidates, found, counts, strict=True)]
        return cls(told, weights, by_term)

    def behind(self, number: int) -> list[int]:
        """The sentences of other articles that tell what one tells."""
        article = self.told[number].candidate.item.article.id
        near = [other for other in self._near(number) if self.told[other].candidate.item.article.id != article]
        return [other for other in near[:READ_FOR_ONE] if self.same(number, other) and self.carries(other, number)]

    def clusters(self) -> list[list[int]]:
        """Numbers of the sentences by claim, in a single pass: each joins the first sentence that it is most like."""
        homes: dict[int, list[int]] = {}
        for number in range(len(self.told)):
            near = [home for home in self._near(number) if home in homes][:HOMES]
            odds, home = max(((self.odds(number, home), home) for home in near), default=(0.0, number))
            homes.setdefault(home if odds >= SAME_CLAIM else number, []).append(number)
        return list(homes.values())

    def same(self, one: int, other: int) -> bool:
        """Whether two sentences tell the same."""
        return self.odds(one, other) >= SAME_CLAIM

    def carries(self, evidence: int, claim: int) -> bool:
        """Whether evidence tells enough of a claim to count behind it, and not just an aside of it."""
        a, b = self.told[claim], self.told[evidence]
        if not _has_the_new_value(a.candidate.text, b.candidate.text):
            return False
        done = a.content.acts
        if done and not done & b.all:
            return False
        covered = weigh(a.content.said & b.all, self.weights) / (a.weight or 1.0)
        if _apart(a.numbers, b.numbers) >= OTHERWISE and covered < MOSTLY:
            return False
        return covered >= CARRIED or (_same_figures(a.figures, b.figures) or 0.0) >= CARRIED_FIGURES

    def odds(self, one: int, other: int) -> float:
        """The log odds that two sentences tell the same; minus infinity where they would, but clash, and where so
        little is shared that the odds are under :data:`REPEATED` whatever else.
        """
        if self._far_apart(one, other):
            return float("-inf")
        shared = self.shares(one, other)
        odds = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in shared.items())
        return float("-inf") if odds >= SAME_CLAIM and self.clash(one, other, shared["numbers"]) else odds

    def _far_apart(self, one: int, other: int) -> bool:
        """Whether two sentences share too few terms for any odds from :data:`REPEATED` on: most pairs."""
        a, b = self.told[one], self.told[other]
        if a.figures and b.figures:
            return False
        weight = numbers = dates = 0.0
        for term in a.all & b.all:
            value = self.weights.get(term, 1.0)
            weight += value
            numbers += value if term[0] == "#" else 0.0
            dates += value if term[0] == "@" else 0.0
        most, least = weight / (min(a.weight, b.weight) or 1.0), weight / (max(a.weight, b.weight) or 1.0)
        best = WEIGHTS["bias"] + WEIGHTS["most"] * min(1.0, most) + WEIGHTS["least"] * min(1.0, least)
        best += WEIGHTS["least_of_words"] * min(1.0, least) * min(weight, 15.0)
        best += WEIGHTS["numbers"] * min(8.0, numbers) + WEIGHTS["dates"] * min(3.0, dates)
        best += WEIGHTS["speaker"] * bool(a.speaker & b.speaker)
        return best + WEIGHTS["leads"] * (a.candidate.place <= LEAD and b.candidate.place <= LEAD) < REPEATED

    def shares(self, one: int, other: int) -> dict[str, float]:
        """What two sentences share, by the names of :data:`WEIGHTS`."""
        a, b = self.told[one], self.told[other]
        ours, theirs = a.content.said & b.all, b.content.said & a.all
        covered = [weigh(ours, self.weights) / (a.weight or 1.0), weigh(theirs, self.weights) / (b.weight or 1.0)]
        weight = {WORD: 0.0, NAME: 0.0, NUMBER: 0.0, DATE: 0.0}
        for term in ours if ours == theirs else ours | theirs:
            weight[a.content.kinds.get(term) or b.content.kinds.get(term, NAME)] += self.weights.get(term, 1.0)
        given = _figures_given(a, b)
        apart = abs(a.candidate.days - b.candidate.days)
        return {
            "most": max(covered),
            "least": min(covered),
            "least_of_words": min(covered) * min(weight[WORD], 15.0),
            "numbers": min(weight[NUMBER], 8.0),
            "dates": min(weight[DATE], 3.0),
            "other_numbers": _apart(a.numbers, b.numbers),
            "number_missing": float(bool(a.numbers) != bool(b.numbers)),
            "figures": max(given[0] or 0.0, given[1] or 0.0),
            "speaker": float(bool(a.speaker & b.speaker)),
            "leads": float(a.candidate.place <= LEAD and b.candidate.place <= LEAD and apart <= SAME_DAY),
            "days": min(7.0, apart),
        }

    def clash(self, one: int, other: int, numbers: float) -> bool:
        """Whether two sentences can't tell the same, whatever their words; ``numbers`` weighs those of both."""
        a, b = self.told[one], self.told[other]
        two_people = a.person and b.person and not a.speaker & b.speaker
        if a.unknown != b.unknown or two_people or self._turned(a, b):
            return True
        if at_odds(a.amounts, b.amounts):
            return True
        given = _figures_given(a, b)
        return None in given and not any(given) and numbers < NUMBERS_TELL

    def _turned(self, a: Told, b: Told) -> bool:
        """Whether of the two clauses that are most alike one is turned round (negated, denied) and the other isn't."""
        most, turned = 0.0, a.turned != b.turned
        for clause in a.content.clauses:
            for rival in b.content.clauses:
                shared = weigh(clause.terms & rival.terms, self.weights)
                likeness = shared and shared**2 / (weigh(clause.terms, self.weights) + weigh(rival.terms, self.weights))
                if likeness > most:
                    most, turned = likeness, clause.turned != rival.turned
        return turned

    def _near(self, number: int) -> list[int]:
        """The sentences that share a telling term with one, those that share most first."""
        telling = sorted(self.told[number].content.said, key=lambda term: (-self.weights[term], term))[:TELLING]
        counts: dict[int, float] = defaultdict(float)
        for term in telling:
            for other in self.by_term[term]:
                counts[other] += self.weights[term]
        counts.pop(number, None)
        return sorted(counts, key=lambda other: (-counts[other], other))


def _has_the_new_value(claim: str, evidence: str) -> bool:
    """Whether evidence gives what a figure was changed to, if a claim tells of a change: 3.5 of "from 2.5 to 3.5"."""
    return all(
        re.search(rf"(?<![\d.,]){re.escape(value)}(?![.,]?\d)", evidence) is not None
        for value in _CHANGED_TO.findall(claim)
    )


def weigh(terms: Iterable[str], weights: Mapping[str, float]) -> float:
    """What terms weigh together; a speaker's name that stands nowhere in the story's sentences weighs 1."""
    return sum([weights.get(term, 1.0) for term in terms])


def _apart(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of the fewer numbers that the other sentence gives otherwise; 0 where one has none."""
    fewer = min(len(ours), len(theirs))
    return 1 - len(ours & theirs) / fewer if fewer else 0.0


def _told(candidate: Candidate, content: Content, counts: Sequence[Counted], weights: Mapping[str, float]) -> Told:
    return Told(
        candidate=candidate,
        content=content,
        all=content.all,
        weight=weigh(content.said, weights),
        numbers=content.of_kind(NUMBER),
        figures=[one for one in counts if _of_the_story(one)],
        amounts=amounts_of(candidate, counts),
        speaker=_name_words(candidate),
        person=_is_person(candidate),
        unknown=says_unknown(candidate.text) or _WHETHER.search(candidate.text) is not None,
        turned=negated(candidate.text) is not (candidate.firmness is Firmness.DENIED),
    )


# --- speakers -----------------------------------------------------------------------------------------------------


def _name_words(candidate: Candidate) -> frozenset[str]:
    """The telling words of the speaker's name; none for the outlet's own voice."""
    if candidate.statement is None:
        return frozenset()
    return frozenset(word for word in words(normal_form(candidate.speaker)) if len(word) > 3)


def _is_person(candidate: Candidate) -> bool:
    if candidate.statement is None:
        return False
    mentions = candidate.item.annotations.mentions
    return any(m.type is MentionType.PERSON and m.name == candidate.speaker for m in mentions)


# --- figures ------------------------------------------------------------------------------------------------------


def _counts_of(candidates: Sequence[Candidate]) -> list[list[Counted]]:
    """For each sentence its figures whose noun is known, without shares and past ones."""
    by_article: dict[str, list[Counted]] = {}
    found = []
    for candidate in candidates:
        key = candidate.item.article.id
        if key not in by_article:
            by_article[key] = [one for one in counted_in(candidate.item) if not one.part and not one.earlier]
        start, end = candidate.extent
        found.append([one for one in by_article[key] if start <= one.figure.start < end])
    return found


def _of_the_story(one: Counted) -> bool:
    """Whether the whole story counts it (tolls, sizes)."""
    return one.concept is not None and one.concept.moves != "local"


def _same_figures(claimed: Sequence[Counted], given: Sequence[Counted]) -> float | None:
    """The share of the claimed figures that are given too; None where one is given otherwise, as 61 dead for 88."""
    same = 0
    for one in claimed:
        rivals = [other for other in given if other.key == one.key and other.figure.unit == one.figure.unit]
        if not rivals:
            continue
        if not any(_equal(one, other) for other in rivals):
            return None
        same += 1
    return same / len(claimed) if claimed else 0.0


def _figures_given(a: Told, b: Told) -> tuple[float | None, float | None]:
    if not a.figures and not b.figures:
        return 0.0, 0.0
    return _same_figures(a.figures, b.figures), _same_figures(b.figures, a.figures)


def _equal(a: Counted, b: Counted) -> bool:
    """Whether two figures are one; of a toll that moves only at one time: Thursday's 12 aren't those of Tuesday."""
    moves = a.concept is not None and a.concept.moves in {"rising", "moving"}
    if moves and a.when and b.when and abs((a.when - b.when).total_seconds()) > SAME_TIME:
        return False
    return alike(a.figure, b.figure)


# --- publishers ---------------------------------------------------------------------------------------------------


def independent(behind: Iterable[Candidate]) -> int:
    """The publishers behind a claim, each once, at least one.

    Copies and derived articles add none, nor does a sentence that passes on what another of these outlets, or "a
    newspaper", reported; what can't be told isn't counted. Where only reprints are here, the agency behind them is the
    one publisher.
    """
    uncounted = {Relation.COPY, Relation.DERIVED, Relation.UNDETERMINED}
    counted = [candidate for candidate in behind if candidate.item.placement.relation not in uncounted]
    outlets = {candidate.item.outlet for candidate in counted}
    first_hand = {c.item.family for c in counted if not _passes_on(c, outlets)}
    return max(1, len(first_hand))


def _passes_on(candidate: Candidate, outlets: Iterable[str]) -> bool:
    others = (outlet for outlet in outlets if outlet != candidate.item.outlet and outlet in candidate.text)
    return _cites_the_press(candidate.text) or _names_any(candidate.text, others)


@functools.lru_cache(maxsize=10_000)
def _cites_the_press(words_: str) -> bool:
    return _PRESS.search(words_) is not None


def _names_any(words: str, outlets: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", words) for outlet in outlets)
