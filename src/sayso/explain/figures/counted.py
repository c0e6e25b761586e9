"""What each figure of an article counts: the concept that its clause names, who says it, of which places and when."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.explain.candidates import read_sentences
from sayso.explain.figures.ranges import size
from sayso.explain.terms import Concept, concepts, content_words, cued_by, single_words, stem
from sayso.explain.voice import is_pronoun, source_name
from sayso.text import instant, normal_form
from sayso.types import Extent, Figure, MentionType, Moment, Span, StoryArticle

_CLAUSE_END = re.compile(
    r"[;:,—]\s|\s(?:and|while|but|where|which|who|y|e|mientras|pero|que|et|mais|tandis|dont|qui|avec)\s", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(
    r"\s*(?:of (?:them|whom|those|the)|d['’]entre|des|de ell[oa]s|de l[oa]s|more|others?|another|autres|más)\b"
)
_PART_BEFORE = re.compile(
    r"(?:another|otr[oa]s?|autres|first|primer[oa]s|premi[eè]re?s)\s*$"
    r"|\b(?:theirs|ours|its own|la suya|el suyo|las suyas|los suyos|le leur|la leur|les leurs)\b.{0,24}$"
    r"|\b(?:town|city|port|village|population|district|pueblo|ciudad|localidad|ville|commune) (?:of|de)\s*$"
    r"|\bhome (?:to|of|for|by)\s(?:\w+\s)?$|\b(?:población|population) (?:es|est|is|was|of|de)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""What makes a figure a share of the whole, or of another thing ("a town of 4,000", "put theirs at")."""
_EARLIER = re.compile(
    r"(?:\bfrom|\bthan(?: in)?|compared (?:with|to)|\bagainst|\bnot|\binstead of|\bau lieu d[eu]|\bcontre|\bfrente a"
    r"|\ben lugar de|\bdesde|\bde los?)\s+(?:the\s+)?$"
    r"|\b(?:first|earlier|initial|previous|original|primera?|première?) "
    r"(?:estimate|figure|count|number|toll|estimación|cifra|balance|estimation|bilan),?\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_GIVEN_BY = re.compile(
    r"\s*(?:\w+\s)?(?:given|cited|reported|announced|claimed|stated|published) by (?P<who>(?:the )?[^,.;:()]{3,60})"
)
_RATE = re.compile(
    r"\s?(?:per|a|an|each|every|por|al|par|cada|chaque)\s(?P<per>year|month|week|day|hour|season|night|person|head|family|ticket|match|game"
    r"|año|mes|semana|día|hora|persona|cabeza|an|mois|semaine|jour|heure|personne|tête|foyer)\b",
    re.IGNORECASE,
)
"""What makes an amount a rate: "$23 million per season" is no rival of the whole contract."""
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


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what it counts.

    ``key`` is a concept's name, or the counted noun where no concept is known. ``speaker`` is None when nobody is
    named; ``voice`` tells whose words of the article it stands in (the statement's number, None for the outlet's own).
    ``names`` are those in its clause, without its speaker's; ``rate`` is what an amount is for each of ("season").
    ``part`` marks a share of a whole ("five of them"); ``earlier`` a figure that the sentence itself calls past.
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
            found[number] = _counted(item, figure, key, extent)
            before = (figure, key)
    return list(found.values())


def _unknown(figure: Figure) -> str | None:
    """The noun of people or money of no known concept, where there are so many that it is worth comparing."""
    return _noun(figure) if figure.unit != "percent" and abs(size(figure)) >= TELLING else None


def _is_no_count(text: str, figure: Figure, key: str) -> bool:
    """Talk about figures ("the two figures"), and a count under ten that isn't whole: a misread relation."""
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


def _is_part(item: StoryArticle, figure: Figure, extent: Extent, ahead: str) -> bool:
    """A share of a whole: "five of them", "another 12", "600 had ties to it, with 100 believed to be members"."""
    text = item.article.text
    if _PART.match(text, figure.end, extent[1]) or _PART_BEFORE.search(ahead):
        return True
    before = (other.start for other in item.annotations.figures if extent[0] <= other.start < figure.start)
    return ahead.endswith((", with ", ", including ")) and any(before)


def _counted(item: StoryArticle, figure: Figure, key: str, extent: Extent) -> Counted:
    text = item.article.text
    clause = clause_of(text, extent, figure)
    speaker, voice = _speaker(item, figure)
    ahead = text[max(extent[0], figure.start - 40) : figure.start]
    return Counted(
        item=item,
        figure=figure,
        key=key,
        scope=_places(item, clause),
        names=_names(item, clause, speaker),
        rate=match["per"].lower() if (match := _RATE.match(text, figure.end)) else None,
        context=frozenset(content_words(f"{text[extent[0] : figure.start]} {text[figure.end : extent[1]]}")),
        speaker=speaker,
        voice=voice,
        part=_is_part(item, figure, extent, ahead),
        earlier=bool(_EARLIER.search(ahead)),
    )


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
    if noun is None or noun in _persons() or MONEY.fullmatch(figure.unit) or figure.unit == "percent":
        nearest = _nearest_cue(text, _own_part(clause_of(text, extent, figure), figure, others), figure)
        return _narrowed(nearest, text, extent, figure) if nearest else None
    return noun


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


def _speaker(item: StoryArticle, figure: Figure) -> tuple[str | None, int | str | None]:
    """Who gives a figure (None for the outlet's own voice and for an unresolved pronoun), and in whose words."""
    given = _GIVEN_BY.match(item.article.text, figure.end)
    if given is not None:
        return given["who"].strip(), given["who"].strip()
    if figure.statement is None or not figure.statement < len(item.annotations.statements):
        return None, None
    statement = item.annotations.statements[figure.statement]
    words = source_name(item, statement)
    return (None if words is None or is_pronoun(words) else words), figure.statement


def all_counted(items: Sequence[StoryArticle]) -> Iterator[Counted]:
    """The counted figures of several articles."""
    for item in items:
        yield from counted_in(item)
