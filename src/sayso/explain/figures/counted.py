"""What each figure of an article counts: the concept that its clause names, who says it, of which places and when."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.explain.candidates import read_sentences
from sayso.explain.figures.asof import counted_on
from sayso.explain.figures.givers import giver
from sayso.explain.figures.ranges import size
from sayso.explain.figures.signs import CHANGED, CHANGED_TO, EARLIER, PART, PART_BEFORE, RATE, TELLERS, WIDE
from sayso.explain.terms import Concept, concepts, content_words, cued_by, single_words, stem
from sayso.text import instant, normal_form
from sayso.types import Extent, Figure, MentionType, Moment, Span, StoryArticle

_CLAUSE_END = re.compile(
    r"[;:,—]\s|\s(?:and|while|but|where|which|who|y|e|mientras|pero|que|et|mais|tandis|dont|qui|avec)\s", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_PUTS = re.compile(
    r"\b(?:put|puts|say|says|said|claim|claims|claimed|reckons?|reckoned|gave|gives|counts?|counted|speaks?|spoke|number"
    r"|estimates?|estimated|parle|parlent|compte|compté|évalue|estime|habla|cifra|cifró|rebaja|calcula|sitúa|dice)\b",
    re.IGNORECASE,
)
_MAGNITUDE = "magnitude"
_MAGNITUDE_OF = re.compile(r"\bmagnitude?(?: of| de)?\s+$", re.IGNORECASE)
ABOUT_FIGURES = re.compile(
    r"\s*(?:figures?|estimates?|numbers?|sides?|times|camps?|fois|chiffres?|cifras?|veces)\b", re.IGNORECASE
)
"""What follows a number that counts figures or their givers, and so says nothing of the story ("the two figures")."""
_STOP = re.compile(r"[.!?]\s|\n+")
TELLING = 1000
"""From this size on people or money of no known concept are worth comparing by the words around them."""
CUE_REACH = 60
"""Characters between a figure and the cue that says what it counts; beyond, the clause speaks of something else."""
ELLIPSIS = 240
"""Characters between a figure without a noun and the one before it that can lend its own ("the operator 35")."""
MONEY = re.compile(r"[A-Z]{3}")
_NEAR_WORDS = 4
"""Words after a number and its noun in which stands what befell them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what it counts.

    ``key`` is a concept's name, or the counted noun where no concept is known. ``speaker`` is None when nobody is
    named; ``voice`` tells whose words of the article it stands in (the statement's number, None for the outlet's own).
    ``names`` are those in its clause, without its speaker's; ``rate`` is what an amount is for each of ("season").
    ``part`` marks a share of a whole ("five of them"); ``earlier`` a figure that the sentence itself calls past;
    ``wide`` one of a whole country or year; ``changed`` one that something was raised or cut to; ``counted_on`` is the
    day as of which it is counted, where one is told.
    """

    item: StoryArticle
    figure: Figure
    key: str
    scope: frozenset[str]
    names: frozenset[str]
    rate: str | None
    context: frozenset[str]
    speaker: str | None
    voice: int | str | None
    part: bool
    earlier: bool
    wide: bool = False
    changed: bool = False
    counted_on: str | None = None

    @property
    def span(self) -> Span:
        """The words of the figure."""
        return Span(self.item.article.id, self.item.article.version, self.figure.start, self.figure.end)

    @property
    def concept(self) -> Concept | None:
        """The concept, where one is known."""
        return concepts().get(self.key)

    @property
    def dated(self) -> str:
        """When this text of the article is from: a correction makes it newer."""
        return self.item.article.modified or self.item.article.published or ""

    @property
    def when(self) -> datetime | None:
        """The same as an instant."""
        return instant(self.dated)

    @property
    def named(self) -> str:
        """The speaker, or the outlet."""
        return self.speaker or self.item.outlet


def counted_in(item: StoryArticle) -> list[Counted]:
    """The figures of one article whose noun or concept is known, in their order."""
    text = item.article.text
    extents = read_sentences(text)
    found: dict[int, Counted] = {}
    before: tuple[Figure, str] | None = None
    place = 0
    for number, figure in enumerate(item.annotations.figures):
        if not extents or not extents[0][0] <= figure.start < figure.end <= extents[-1][1]:
            continue
        while place < len(extents) - 1 and extents[place][1] <= figure.start:
            place += 1
        extent = extents[place]
        key = key_of(text, extent, figure, item.annotations.figures)
        if figure.of is not None and figure.of in found:
            key = found[figure.of].key
        elif key is None and before is not None and _lends(before[0], figure, text):
            key = before[1]
        key = key or _unknown(figure)
        if key is not None and not _is_no_count(text, figure, key):
            same = before is None or before[1] == key or _befell(text, extent, figure) is not concepts().get(key)
            found[number] = _counted(item, figure, key, extent, same=same)
            before = (figure, key)
    return list(found.values())


def _unknown(figure: Figure) -> str | None:
    """The noun of people or money of no known concept, where there are so many that it is worth comparing."""
    return _noun(figure) if figure.unit != "percent" and abs(size(figure)) >= TELLING else None


def _is_no_count(text: str, figure: Figure, key: str) -> bool:
    """Talk about figures ("the two figures"), who tells them ("three officials"), and a count under ten that isn't
    whole, which is a misread relation.
    """
    if TELLERS.fullmatch(figure.counted or ""):
        return True
    small = any(end is not None and end < 10 and end % 1 for end in (figure.low, figure.high))
    fraction = small and figure.unit == "count" and key != _MAGNITUDE
    return fraction or ABOUT_FIGURES.match(text, figure.end) is not None


def _lends(before: Figure, figure: Figure, text: str) -> bool:
    """Whether a figure without a noun counts what the one before it does: near, of its unit, in a clause that puts a
    figure against it ("the council put it at 9,000") or leaves out all but the speaker ("the operator 35").
    """
    between = text[before.end : figure.start]
    if (
        len(between) > ELLIPSIS
        or len(_STOP.findall(between)) > 1
        or not (figure.counted is None or _says_little(figure))
    ):
        return False
    if figure.unit != before.unit and (figure.unit, before.unit) != ("count", "percent"):
        return False
    clause = text[max(before.end, figure.start - 60) : figure.start]
    last = re.split(r"[.;:,?!]\s", clause)[-1]
    return bool(_PUTS.search(last)) or (not _STOP.search(clause) and len(_WORD.findall(last)) <= 3)


def _says_little(figure: Figure) -> bool:
    return figure.unit == "percent" or _noun(figure) in _persons()


def _is_part(item: StoryArticle, figure: Figure, extent: Extent, ahead: str, *, same: bool) -> bool:
    """A share of a whole: "five of them", "another 12", "600 had ties to it, with 100 believed to be members".

    Where the figure before counts something else (not ``same``), "two of them have died" is all of the dead.
    """
    text = item.article.text
    share = PART.match(text, figure.end, extent[1])
    if (share and (same or not share["them"])) or PART_BEFORE.search(ahead):
        return True
    before = (other.start for other in item.annotations.figures if extent[0] <= other.start < figure.start)
    return ahead.endswith((", with ", ", including ")) and any(before)


def _counted(item: StoryArticle, figure: Figure, key: str, extent: Extent, *, same: bool) -> Counted:
    text = item.article.text
    clause = clause_of(text, extent, figure)
    speaker, voice = giver(item, figure, extent)
    ahead = text[max(extent[0], figure.start - 40) : figure.start]
    return Counted(
        item=item,
        figure=figure,
        key=key,
        scope=_places(item, clause),
        names=_names(item, clause, speaker),
        rate=match["per"].lower() if (match := RATE.match(text, figure.end)) else None,
        context=frozenset(content_words(f"{text[extent[0] : figure.start]} {text[figure.end : extent[1]]}")),
        speaker=speaker,
        voice=voice,
        part=_is_part(item, figure, extent, ahead, same=same),
        earlier=bool(EARLIER.search(ahead)),
        wide=WIDE.search(text, *_around(text, extent, clause)) is not None,
        changed=CHANGED.search(text, max(extent[0], figure.start - 100), figure.start) is not None,
        counted_on=counted_on(item, figure, extent, concepts().get(key)),
    )


def _around(text: str, extent: Extent, clause: Extent) -> Extent:
    """A clause, with what opens its sentence before a comma ("Across the country, 212 people")."""
    opened = text.find(", ", *extent)
    return (extent[0], clause[1]) if 0 < opened + 2 >= clause[0] else clause


# --- the concept ------------------------------------------------------------------------------------------------


def key_of(text: str, extent: Extent, figure: Figure, others: Sequence[Figure] = ()) -> str | None:
    """What a figure counts: a concept, else its counted noun; None when neither is known.

    A noun that names a concept decides ("members", "bodies"); a noun that only counts people leaves it to the nearest
    cue in the clause ("12 people were killed"); money is for what the nearest cue says. A cue beyond another of the
    article's figures (``others``) is that one's.
    """
    if _MAGNITUDE_OF.search(text, max(extent[0], figure.start - 20), figure.start):
        return _MAGNITUDE
    noun = _noun(figure)
    own = concepts().get(noun or "")
    if own is not None and _measures(own, figure.unit):
        return _narrowed(own, text, extent, figure)
    own_part = _own_part(clause_of(text, extent, figure), figure, others)
    if noun is None or noun in _persons() or MONEY.fullmatch(figure.unit) or figure.unit == "percent":
        nearest = _nearest_cue(text, own_part, figure) or _changed(text, extent, figure)
        return _narrowed(nearest, text, extent, figure) if nearest else None
    befell = _befell(text, own_part, figure) if noun in _people() else None
    return befell.name if befell else noun


def _changed(text: str, extent: Extent, figure: Figure) -> Concept | None:
    """What a sum is for that was changed to or from it, where a comma parts the two: "raised its reward for Vesk, the
    leader, to $5 million".
    """
    if not MONEY.fullmatch(figure.unit) or not CHANGED_TO.search(text, max(extent[0], figure.start - 24), figure.start):
        return None
    for match in reversed(list(_WORD.finditer(text, extent[0], figure.start))):
        concept = concepts().get(stem(match[0].lower()))
        if concept is not None and "money" in concept.units:
            return concept
    return None


def _befell(text: str, own_part: Extent, figure: Figure) -> Concept | None:
    """What befell people who are called by what they are: "21 miners were missing", "killed 14 soldiers"."""
    ahead = _WORD.findall(text, own_part[0], figure.start)[-2:]
    behind = _WORD.findall(text, figure.end, own_part[1])[: _NEAR_WORDS + 1]
    found = (concepts().get(stem(word.lower())) for word in (*reversed(ahead), *behind))
    return next((one for one in found if one is not None and one.moves in {"rising", "moving"}), None)


def _own_part(clause: Extent, figure: Figure, others: Sequence[Figure]) -> Extent:
    """The part of a clause between the figures before and after this one."""
    start = max((o.end for o in others if o.end <= figure.start), default=clause[0])
    end = min((o.start for o in others if o.start >= figure.end), default=clause[1])
    return max(start, clause[0]), min(end, clause[1])


def _narrowed(concept: Concept, text: str, extent: Extent, figure: Figure) -> str:
    """The name of the concept, or of the one that narrows it where its cue stands in the clause."""
    start, end = clause_of(text, extent, figure)
    here = {stem(match[0].lower()) for match in _WORD.finditer(text, start, end)}
    narrower = (one for one in concepts().values() if one.narrows == concept.name)
    return next((one.name for one in narrower if here & set(map(stem, one.cues))), concept.name)


def _noun(figure: Figure) -> str | None:
    return stem(figure.counted.lower()) if figure.counted else None


def _nearest_cue(text: str, clause: Extent, figure: Figure) -> Concept | None:
    """The concept whose name or cue stands nearest to a figure in its clause; names count before further cues."""
    best: tuple[float, Concept] | None = None
    people = _noun(figure) in _persons()  # people can't be counted as houses
    for match in _WORD.finditer(text, *clause):
        word = stem(match[0].lower())
        distance = figure.start - match.end() if match.end() <= figure.start else match.start() - figure.end
        if not 0 <= distance <= CUE_REACH:
            continue
        for concept in cued_by().get(word, ()):
            if concept.narrows or not _measures(concept, figure.unit) or (people and concept.moves == "local"):
                continue
            rank = distance + (0 if word == concept.name else 40)
            if best is None or rank < best[0]:
                best = (rank, concept)
    return best[1] if best else None


def _measures(concept: Concept, unit: str) -> bool:
    return unit in concept.units or ("money" in concept.units and MONEY.fullmatch(unit) is not None)


@functools.cache
def _persons() -> frozenset[str]:
    return frozenset(map(stem, single_words("persons")))


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(map(stem, single_words("people")))


def clause_of(text: str, extent: Extent, figure: Figure | Moment) -> Extent:
    """The words around a figure or date up to the next comma, colon or conjunction on either side."""
    before = [match.end() for match in _CLAUSE_END.finditer(text, extent[0], figure.start)]
    after = _CLAUSE_END.search(text, figure.end, extent[1])
    return before[-1] if before else extent[0], after.start() if after else extent[1]


# --- whose and where --------------------------------------------------------------------------------------------


def _places(item: StoryArticle, clause: Extent) -> frozenset[str]:
    """The places named in the clause: figures of different places don't dispute each other."""
    return frozenset(
        normal_form(mention.name)
        for mention in item.annotations.mentions
        if mention.type is MentionType.PLACE and clause[0] <= mention.start < clause[1]
    )


def _names(item: StoryArticle, clause: Extent, speaker: str | None) -> frozenset[str]:
    """Who is named in the clause: amounts of different people and teams don't dispute each other."""
    said = normal_form(speaker or "")
    named = {
        normal_form(mention.name)
        for mention in item.annotations.mentions
        if mention.type in {MentionType.PERSON, MentionType.ORG} and clause[0] <= mention.start < clause[1]
    }
    return frozenset(name for name in named if name not in said and normal_form(item.outlet) != name)


def all_counted(items: Sequence[StoryArticle]) -> Iterator[Counted]:
    """The counted figures of several articles."""
    for item in items:
        yield from counted_in(item)
