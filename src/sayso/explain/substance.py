"""What a sentence tells someone who follows the story: figures, names, who says it, and whether its time is past."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.explain.alone import FIRST_PERSON, QUOTED
from sayso.explain.candidates import Candidate
from sayso.explain.figures.counted import ABOUT_FIGURES
from sayso.explain.leaning import stems_of_things, tells_of_before
from sayso.explain.terms import content_words, sense
from sayso.text import words
from sayso.types import Extent, Figure, Firmness, Mention, MentionType, Moment, Relation, StoryArticle

SHORT = 10
"""A sentence of fewer words without a figure is mostly a teaser or an aside."""
TOLD_BESIDES = 6
"""Content words beside a quotation and who said it from which a sentence tells something itself."""
TIED = 2
"""Words of what a story is about by which a sentence without a name is seen to be of it."""
LEADS = 2
"""Sentences with which an article says what it is about."""
KNOWN_TO = 2
"""Publishers by which a name without an office is one of the story's own, and not a passer-by's."""
_PRIVATE = 0.35
_SOMEBODY = 0.25
"""What it is worth that somebody without name or office says so ("a third deckhand said")."""
_GOES_ON = 0.4
"""What a sentence is worth that goes on from one before it by a little word ("Perry also opposes")."""
_LINKED = re.compile(
    r"(?:[^\W\d_][\w.’'-]*\s){1,4}(?:also|then|too|later|meanwhile|instead|though|however"
    r"|también|luego|además|aussi|ensuite|toutefois|cependant)\b"
)
_ELLIPTIC = re.compile(r"\b(?:had|have|has) (?:joined|refused|agreed|followed|replied|answered|done so)\.$")
"""What was joined or refused stands in the sentence before."""
_DAY_AFTER = re.compile(
    r"(?:(?:a|one|two|three) )?(?:days?|weeks?|hours) after\b|un día después|(?:un jour|deux jours) après|au lendemain"
    r"|.*\bfor a (?:second|third|fourth|fifth) (?:straight |consecutive )?day\b",
    re.IGNORECASE,
)
"""How things stood on a day that the story has passed: "a day after the dam broke, nobody agrees"."""
_AT_FIRST = re.compile(r"\b(?:preliminary|initial(?:ly)?|provisional|préliminaires?|preliminares?)\b", re.IGNORECASE)
"""What was known at first: the story has better since."""
_ALSO = re.compile(r"[^\"“«,;:]{2,70}\balso\b")
_INDEFINITE = re.compile(r"(?:an?|one|another|un|une|una|otr[oa]|un autre|une autre)\s", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"official|spokes|prosecutor|officer|court|judge|source|report|study|poll|survey|statement|paper|document|letter"
    r"|institut|agency|group|panel|commi|union|association|person (?:with|who)|expert|portavoz|fuente|encuesta|informe"
    r"|juez|asociaci|porte-parole|sondage|rapport|enquête|tribunal|juge|syndicat",
    re.IGNORECASE,
)
"""Nouns of sources that speak for more than themselves."""
_PLAIN, _FIGURE, _NAME, _SPEAKER = 0.55, 0.2, 0.1, 0.15
"""What any sentence is worth, and what figures, names and a named source add: together 1."""
_OTHER_SIDE = 1.4
"""What a denial is worth beside a claim: who is accused is heard."""
_OWN_WORDS = 0.55
"""What someone's "we are digging with our hands" is worth beside what they state: colour, even where it has figures."""
_QUOTED_WORDS = 0.75
"""The same for other quotations without figures."""
_SINGLE_QUOTED = re.compile(r"['‘](?:[^'’]|['’](?=\w))+[,.!?]['’](?:\s|$)")
_IN_QUOTES = 0.85
"""Share of what is said that stands in quotation marks, from which a sentence gives the words alone."""
_OWN_WORK = 0.15
"""What it is worth that an outlet asked, saw or was told, and that someone would not comment."""
_LAPSED = 0.3
_ADRIFT = 0.4
"""What a sentence is worth that tells neither by a name nor by a word of the story what it is about."""
_SAYS_LITTLE = 0.3
_Marked = TypeVar("_Marked", Figure, Mention, Moment)
_NO_ANSWER = re.compile(
    r"\b(?:declined to|would not|wouldn['’]t) (?:comment|answer|be interviewed)"
    r"|\b(?:did not|didn['’]t|has not|had not) (?:\w+ )?(?:respond|repl|return|answer)"
    r"|\b(?:was|were) (?:the )?first (?:to report|reported)\b|\breached out to\b|\brequests? for comment\b"
    r"|\b(?:could|can|would|will) (?:not|neither) confirm (?:or|nor) deny\b|\bneither confirmed nor denied\b"
    r"|\bdeclinó (?:comentar|hacer)|\bno (?:respondió|quiso comentar)|\bn['’](?:a|ont) pas (?:répondu|souhaité)",
    re.IGNORECASE,
)
_ATTITUDE = re.compile(
    r"\b(?:criticized|criticised|denounced|condemned|slammed|blasted|praised|hailed|decried|defended|mocked|lamented"
    r"|applauded|welcomed|lauded|assailed|lambasted|criticó|denunció|condenó|elogió|celebró|critiqué|dénoncé|condamné|salué)"
    r" (?P<what>[^.,;:\"“]+)[.]?$"
)
"""An attitude at a sentence's end, with nothing but what it is to."""
ATTITUDE = 4
"""Content words of what an attitude is to up to which it tells nothing: "the legislation", "his client's dismissal"."""
_ABBREVIATION = re.compile(r"\b[A-ZÀ-Þ]{3,6}\b")
_CAPITAL = re.compile(
    r"(?<=[\w,] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September"
    r"|October|November|December)[A-ZÀ-Þ]\w"
)
"""A name in the middle of a sentence: a capital that is no day's or month's."""
_WORDS = re.compile(r"\w+")
_SPANS_OF_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_NAMED = frozenset({MentionType.PERSON, MentionType.ORG})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|expected|expects?|due|plans?|set for|scheduled|next|hopes?|going to"
    r"|va a|será|serán|prevé|próxim[oa]s?|previst[oa]s?|espera|\w{2,}(?:rá|rán)|sera|seront|devrait|doit|doivent"
    r"|prochaine?s?|prévue?s?)\b",
    re.IGNORECASE,
)
"""Words of what is still to come."""


@dataclass(frozen=True, slots=True)
class Substance:
    """Judges the sentences of one story.

    ``people`` are the names of its people of public interest: named with an office, or by several publishers.
    ``newest`` is the day of its newest article, "" where none is dated. ``about`` are the stems of what it is about.
    """

    people: frozenset[str]
    newest: str
    about: frozenset[str] = frozenset()

    def worth(self, candidate: Candidate) -> float:
        """About 0 to 1: figures, names and a named source make a sentence; private people's own affairs don't."""
        names = _names(candidate)
        worth = _PLAIN + _FIGURE * has_figure(candidate) + _NAME * bool(names)
        worth += _SPEAKER * (candidate.statement is not None)
        worth *= _OTHER_SIDE if candidate.firmness is Firmness.DENIED else 1.0
        worth *= _words_worth(candidate)
        worth *= _PRIVATE if self._private(candidate, names) else 1.0
        worth *= _SOMEBODY if _is_somebodys(candidate) else 1.0
        worth *= _GOES_ON if self._goes_on(candidate) else 1.0
        worth *= _LAPSED if candidate.days >= 1 and _DAY_AFTER.match(candidate.text) else 1.0
        worth *= _LAPSED if candidate.days >= 1 and _AT_FIRST.search(candidate.text) else 1.0
        worth *= 1.0 if self._is_tied(candidate) else _ADRIFT
        worth *= 1.0 if says_enough(candidate) and not _is_attitude_alone(candidate) else _SAYS_LITTLE
        return worth * (_LAPSED if self._lapsed(candidate) else 1.0)

    def is_event(self, candidate: Candidate, least: int = SHORT) -> bool:
        """Whether a sentence may tell what happened on a day: no aside (under ``least`` words, without a figure), nor
        private people's own affairs or words.
        """
        if _is_first_person(candidate):
            return False
        long_enough = len(_WORDS.findall(candidate.text)) >= least and not self._private(candidate, _names(candidate))
        return long_enough or has_figure(candidate)

    def _private(self, candidate: Candidate, names: Sequence[Mention]) -> bool:
        """Whether the people of a sentence (its speaker among them) are all private, and no organisation is named."""
        people = {mention.name for mention in names if mention.type is MentionType.PERSON}
        everyone = {m.name for m in candidate.item.annotations.mentions if m.type is MentionType.PERSON}
        people |= {candidate.speaker} & everyone
        organised = any(mention.type is MentionType.ORG for mention in names)
        return bool(people) and not organised and not people & self.people

    def _goes_on(self, candidate: Candidate) -> bool:
        """Whether a sentence leans on those before it by a little word, or by a thing that they introduce."""
        if any(link.match(candidate.text) for link in (_LINKED, _ALSO)) or _ELLIPTIC.search(candidate.text):
            return True
        if _is_abbreviated(candidate):
            return True
        return tells_of_before(candidate.item.article.text, *candidate.extent, self.about)

    def _is_tied(self, candidate: Candidate) -> bool:
        """Whether a sentence says by a name, a source or a word of what the story is about, what it is of."""
        if candidate.statement is not None or _inside(candidate, candidate.item.annotations.mentions):
            return True
        own = self.about.intersection(map(sense, candidate.stems))
        return len(own) >= TIED or _CAPITAL.search(candidate.text) is not None

    def _lapsed(self, candidate: Candidate) -> bool:
        """Whether a sentence looks ahead to a day that the story has passed ("a court is due to rule on Saturday")."""
        moments = _inside(candidate, candidate.item.annotations.moments)
        days = [match[0] for moment in moments if (match := _DAY.match(moment.value))]
        published = (candidate.item.article.published or "")[:10]
        if not days or not published <= max(days) < self.newest:
            return False
        return candidate.firmness is Firmness.EXPECTED or AHEAD.search(candidate.text) is not None


def substance_of(candidates: Sequence[Candidate], subject: str = "") -> Substance:
    """The judge of these candidates' story; ``subject`` is what it goes by: its title, mostly."""
    items = {candidate.item.article.id: candidate.item for candidate in candidates}.values()
    newest = max((item.article.published or "" for item in items), default="")
    return Substance(_public_people(items), newest[:10], stems_of_things(_named_at_once(candidates, subject)))


def _named_at_once(candidates: Sequence[Candidate], subject: str) -> Iterator[str]:
    """The words of the subject, and those that half of the articles have in headline or lead, and two at least."""
    heads: dict[str, set[str]] = {}
    for one in candidates:
        if one.item.placement.relation is Relation.COPY:
            continue
        if one.item.article.id not in heads:
            heads[one.item.article.id] = set(words(one.item.article.title or ""))
        if one.place < LEADS:
            heads[one.item.article.id].update(words(one.text))
    counts = Counter(word for head in heads.values() for word in head)
    yield from words(subject)
    yield from (word for word, count in counts.items() if count >= max(2, len(heads) / 2))


def _public_people(items: Iterable[StoryArticle]) -> frozenset[str]:
    families: dict[str, set[str]] = defaultdict(set)
    offices = set()
    for item in items:
        for mention in item.annotations.mentions:
            if mention.type is MentionType.PERSON:
                families[mention.name].add(item.family)
                if mention.role:
                    offices.add(mention.name)
    return frozenset(offices | {name for name, known_to in families.items() if len(known_to) >= KNOWN_TO})


def _is_somebodys(candidate: Candidate) -> bool:
    """Whether a sentence is said by one who is neither named nor speaks for anybody."""
    if candidate.statement is None or not _INDEFINITE.match(candidate.speaker):
        return False
    return _OFFICIAL.search(candidate.speaker) is None


def _is_abbreviated(candidate: Candidate) -> bool:
    """Whether a sentence has an abbreviation that the article has explained before: "(ISAP)"."""
    text, (start, _) = candidate.item.article.text, candidate.extent
    found = {match[0] for match in _ABBREVIATION.finditer(candidate.text)}
    return any(0 <= text.find(f"({short})") < start for short in found)


def says_enough(candidate: Candidate) -> bool:
    """Whether a sentence can be a line by itself: with a figure, or long enough and with a name or a source."""
    if has_figure(candidate):
        return True
    mentions = _inside(candidate, candidate.item.annotations.mentions)
    named = candidate.statement is not None or bool(mentions) or _CAPITAL.search(candidate.text) is not None
    return named and len(_WORDS.findall(candidate.text)) >= SHORT


def _is_attitude_alone(candidate: Candidate) -> bool:
    """Whether a sentence says that somebody is for or against a thing, without a word of why or what it is."""
    found = _ATTITUDE.search(candidate.text)
    if found is None or has_figure(candidate) or candidate.place < LEADS:
        return False
    return len(content_words(found["what"])) <= ATTITUDE


def _words_worth(candidate: Candidate) -> float:
    """What is taken off for a quotation's colour, and for an outlet's account of its own asking."""
    if _NO_ANSWER.search(candidate.text) or _is_own_work(candidate):
        return _OWN_WORK
    if _is_first_person(candidate):
        return _OWN_WORDS
    return _QUOTED_WORDS if is_quotation(candidate) and not has_figure(candidate) else 1.0


def _is_own_work(candidate: Candidate) -> bool:
    """Whether an outlet tells of itself: what it saw, asked or reported before."""
    outlet = candidate.item.outlet
    return outlet in candidate.text and (candidate.statement is None or candidate.speaker == outlet)


def is_quotation(candidate: Candidate) -> bool:
    """Whether a sentence is mostly somebody's own words, or nothing of what is said in it is in other words.

    Not one that begins by telling as much besides ("Verrill resigned on Monday as he called the charges ...").
    """
    quoted = [(m.start(), m.end()) for m in QUOTED.finditer(candidate.text)]
    if _SINGLE_QUOTED.match(candidate.text):
        return True
    if not quoted or not _is_in_quotes(candidate, quoted):
        return False
    if quoted[0][0] == 0:
        return True
    start, statement = candidate.extent[0], candidate.statement
    who = [(a - start, b - start) for a, b in (*statement.source, *statement.cue)] if statement else []
    return len(content_words(_without(candidate.text, [*quoted, *who]))) < TOLD_BESIDES


def _is_in_quotes(candidate: Candidate, quoted: Sequence[Extent]) -> bool:
    if 2 * sum(b - a for a, b in quoted) > len(candidate.text):
        return True
    if candidate.statement is None:
        return False
    start, end = candidate.extent
    said = [(max(a, start), min(b, end)) for a, b in candidate.statement.content if a < end and b > start]
    inside = sum(max(0, min(b, start + d) - max(a, start + c)) for a, b in said for c, d in quoted)
    return inside >= _IN_QUOTES * sum(b - a for a, b in said) > 0


def _without(words: str, extents: Iterable[Extent]) -> str:
    """Words with these extents of them blanked."""
    kept = list(words)
    for start, end in extents:
        first, last = max(0, start), min(end, len(kept))
        kept[first:last] = " " * max(0, last - first)
    return "".join(kept)


def _is_first_person(candidate: Candidate) -> bool:
    """Whether a sentence is mostly a quotation in the first person."""
    return is_quotation(candidate) and FIRST_PERSON.search("".join(QUOTED.findall(candidate.text))) is not None


def has_figure(candidate: Candidate) -> bool:
    """Whether a sentence counts or measures something other than time and than figures ("three numbers")."""
    text = candidate.item.article.text
    figures = _inside(candidate, candidate.item.annotations.figures)
    return any(figure.unit not in _SPANS_OF_TIME and not ABOUT_FIGURES.match(text, figure.end) for figure in figures)


def _names(candidate: Candidate) -> list[Mention]:
    return [mention for mention in _inside(candidate, candidate.item.annotations.mentions) if mention.type in _NAMED]


def _inside(candidate: Candidate, found: Iterable[_Marked]) -> list[_Marked]:
    start, end = candidate.extent
    return [one for one in found if start <= one.start < end]
