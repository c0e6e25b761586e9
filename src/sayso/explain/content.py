"""What a sentence tells, as terms that can be compared across outlets and languages: words, names, numbers, dates.

Numbers are compared by value and unit ("seven" is 7, "80 percent" isn't 80 beds), dates by their resolved day
("Saturday" is the 28th of February), words by their sense ("huelga" is "strike").
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.explain.candidates import Candidate
from sayso.explain.terms import content_words, inverse_frequencies, phrases, sense, single_words, stem
from sayso.types import Extent, Figure, Firmness, Mention, MentionType, MomentType

WORD, NAME, NUMBER, DATE = "word", "name", "number", "date"

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DIGITS = re.compile(r"\d[\d.,]*")
_CLAUSE = re.compile(
    r"[;:—–]\s|[”\"»],?\s|,\s(?=(?:and|but|while|which|who|whose|where|as|with|though|although|after|y|e|mientras|pero"
    r"|que|cuyo|et|mais|tandis|dont|qui|alors|puis)\b)|\s(?=(?:and|but|while|after|mientras|pero|mais|tandis|although)\s)"
)
_FORMER = re.compile(
    r"(?:\bfrom|\bthan(?: in)?|compared (?:with|to)|\binstead of|\bau lieu d[eu]|\bcontre|\bfrente a|\ben lugar de"
    r"|\bdesde|\bde los?|d['’]abord (?:estimée? )?à)\s+(?:the\s+|las?\s+|los?\s+)?"
    r"(?:about\s+|some\s+|nearly\s+|unos\s+)?$"
)
"""Words before a number that was so once: "fell to 11, from 33", "instead of 1,200"."""
_BEFORE_A_NOUN = re.compile(
    r"\b(?:the|an?|its|his|her|their|of|for|any|no|this|that|la|el|los|las|una?|su|sus|de|del|le|les|une?|sa|son|ses|du|des)"
    r"\s$",
    re.IGNORECASE,
)
_PASSING = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
_DATE_WEIGHT = 0.7
"""What a shared date tells beside a shared word: much happens on one day."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The terms of one clause, and whether it is turned round: by a negation, or by being denied, not by both."""

    terms: frozenset[str]
    turned: bool


@dataclass(frozen=True, slots=True)
class Content:
    """The terms of a sentence: all by their kind, those of what is said, those of who says it, and its clauses.

    ``acts`` are those that are done in it: "was arrested", and not "information leading to the arrest".
    """

    kinds: dict[str, str]
    said: frozenset[str]
    source: frozenset[str]
    clauses: tuple[Clause, ...]
    acts: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every term, with the speaker's name."""
        return self.said | self.source

    def of_kind(self, kind: str) -> frozenset[str]:
        """The terms of one kind in what is said."""
        return frozenset(term for term in self.said if self.kinds[term] == kind)


@functools.cache
def acts() -> frozenset[str]:
    """The terms that stand for acts: what was done, in any of its wordings."""
    return frozenset(sense(stem(word)) for word in single_words("acts"))


def contents(candidates: Sequence[Candidate]) -> list[Content]:
    """The content of each sentence of a story. The outlets' own names tell nothing in their story."""
    outlets = {candidate.item.outlet for candidate in candidates}
    own = frozenset(sense(word) for outlet in outlets for word in content_words(outlet))
    return [_content(candidate, own) for candidate in candidates]


def term_weights(found: Sequence[Content]) -> dict[str, float]:
    """How telling each term is: its inverse frequency in the story; of a number what its form tells."""
    weights = inverse_frequencies(content.kinds for content in found)
    for term in weights:
        if term.startswith("#"):
            weights[term] = _number_weight(term[1:])
        elif term.startswith("@"):
            weights[term] *= _DATE_WEIGHT
    return weights


def _number_weight(number: str) -> float:
    value, _, unit = number.partition(" ")
    small = float(value) <= 12
    if unit in _PASSING:
        return 1.2 if small else 2.0
    if unit:
        return 4.0
    if small:
        return 1.5
    return 2.8 if float(value) < 100 else 4.0


# --- one sentence -------------------------------------------------------------------------------------------------

_Term = tuple[int, str, str]
"""Where a term stands, the term, its kind."""


def _content(candidate: Candidate, own: frozenset[str]) -> Content:
    terms = [term for term in _terms(candidate) if term[2] != NAME or term[1] not in own]
    who = [*candidate.statement.source, *candidate.statement.cue] if candidate.statement else []
    speaker = set(content_words(candidate.speaker)) if candidate.statement else set()
    source = frozenset([term for place, term, _ in terms if _within(place, who)] if who else ()) | speaker
    text, start = candidate.item.article.text, candidate.extent[0]
    done = {term for place, term, _ in terms if term in acts() and not _is_named_only(text, start, place)}
    return Content(
        kinds={term: kind for _, term, kind in terms},
        said=frozenset(term for _, term, _ in terms) - source,
        source=source,
        clauses=tuple(_clauses(candidate, [term for term in terms if not _within(term[0], who)])),
        acts=frozenset(done) - source,
    )


def _is_named_only(text: str, start: int, place: int) -> bool:
    """Whether a word is a noun by what stands before it: "the arrest", "of arrests"."""
    return _BEFORE_A_NOUN.search(text, max(start, place - 12), place) is not None


def _within(place: int, extents: Iterable[Extent]) -> bool:
    for start, end in extents:  # noqa: SIM110 - any() takes three times as long, 40,000 times an explainer
        if start <= place < end:
            return True
    return False


def _terms(candidate: Candidate) -> list[_Term]:
    annotations, (first, last) = candidate.item.annotations, candidate.extent
    text = candidate.item.article.text
    taken: list[Extent] = []
    terms: list[_Term] = []
    for moment in annotations.moments:
        day = moment.value.partition("T")[0]
        if moment.type in {MomentType.DATE, MomentType.TIME} and day[:1].isdigit() and first <= moment.start < last:
            terms.append((moment.start, f"@{day}", DATE))
            taken.append((moment.start, moment.end))
    for figure in annotations.figures:
        if first <= figure.start < last and not _within(figure.start, taken):
            if was_so_once(text, first, figure):
                taken.append((figure.start, figure.end))
                continue
            terms += [(figure.start, term, NUMBER) for term in _numbers(figure)]
            taken.append((figure.start, figure.end))
    terms += [
        (match.start(), f"#{value:g}", NUMBER)
        for match in _DIGITS.finditer(text, first, last)
        if not _within(match.start(), taken) and (value := _value(match[0])) is not None
    ]
    names = [mention for mention in annotations.mentions if first <= mention.start < last]
    return sorted({*terms, *_words(candidate, names, taken)})


def was_so_once(text: str, start: int, figure: Figure) -> bool:
    """Whether a figure of the sentence that begins at ``start`` is one that the sentence calls past."""
    return _FORMER.search(text, max(start, figure.start - 32), figure.start) is not None


def _numbers(figure: Figure) -> Iterator[str]:
    unit = "" if figure.unit == "count" else f" {figure.unit}"
    for end in {figure.low, figure.high} - {None}:
        yield f"#{end:g}{unit}"


def _value(digits: str) -> float | None:
    """A number outside of the figures (a year, an age) by its digits; None for what is none ("1.2.3")."""
    bare = digits.strip(".,").replace(",", "")
    return float(bare) if bare.count(".") < 2 else None


def _words(candidate: Candidate, names: Sequence[Mention], taken: Sequence[Extent]) -> Iterator[_Term]:
    text, (start, _) = candidate.item.article.text, candidate.extent
    named = [(mention.start, mention.end) for mention in names]
    people = [(mention.start, mention.end) for mention in names if mention.type is MentionType.PERSON]
    for match in _WORD.finditer(text, *candidate.extent):
        place = match.start()
        if taken and _within(place, taken):
            continue
        inner = place > start and text[place - 1] in " ’'" and text[place - 2] not in '.“"«:?!'
        kind = NAME if match[0][0].isupper() and (inner or _within(place, named)) else WORD
        for term in content_words(match[0]) if people and _within(place, people) else _senses_of(match[0]):
            yield place, term, kind


@functools.lru_cache(maxsize=100_000)
def _senses_of(word: str) -> tuple[str, ...]:
    return tuple(map(sense, content_words(word)))


def _clauses(candidate: Candidate, terms: Sequence[_Term]) -> Iterator[Clause]:
    text, (start, end) = candidate.item.article.text, candidate.extent
    cuts = [start, *(match.end() for match in _CLAUSE.finditer(text, start, end)), end]
    denied = candidate.firmness is Firmness.DENIED
    anywhere = negated(text[start:end])
    for first, last in itertools.pairwise(cuts):
        inside = frozenset([term for place, term, _ in terms if first <= place < last])
        if inside:
            yield Clause(inside, (anywhere and negated(text[first:last])) is not denied)


def negated(words: str) -> bool:
    """Whether words hold one that turns them round."""
    return phrases("negations").search(words.lower().replace("’", "'").replace("n't", " n't")) is not None
