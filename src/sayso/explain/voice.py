"""Who speaks in a sentence, and how firmly: a statement's speaker, or the outlet in its own voice (promise 3)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.explain.pronouns import surely_means
from sayso.explain.speaking import hangs, is_deed, is_fragment, is_thing, name_in
from sayso.explain.terms import lexicon, phrases
from sayso.text import hull, normal_form
from sayso.types import Extent, Firmness, Mention, MentionType, Statement, StoryArticle, weakest

_WORDS = re.compile(r"\w+")
_MONTH_OF_MAY = re.compile(r"(?<=[a-z0-9,] )May\b")
_APPOSITION = re.compile(r",| who | which | que | qui ")
_RELATIVES = frozenset("who which that que qui quien".split())
_LONGEST_SOURCE = 80
_SHARE = 0.32
"""A statement takes a sentence when its content is at least this much of it."""
_LEADING_SHARE = 0.12
"""The same where its content begins the sentence: '"I never made that call," the former minister told ...'."""
_LEADING_WORDS = 30
"""Characters that stand before a closing attribution at least."""
_SPEAKERS = frozenset({MentionType.PERSON, MentionType.ORG})
_SOMEONE = re.compile(
    r"(?:an?|one|some|several|two|three|une?|unos|unas|varios|varias|des|plusieurs|deux|dos)\s", re.IGNORECASE
)
_REQUEST = re.compile(
    r"(?:(?:the|an?|la|le|les|el|los|las|une?|una|its|his|her|their|sa|su|ses|sus|[\w’']+['’]s) )?(?:\w+ )?"
    r"(?:request|demand|appeal|bid|offer|proposal|plan|call|motion|application|deal|demande|recours|appel|offre|requête"
    r"|proposition|petición|solicitud|recurso|oferta|propuesta|demanda)s?\b",
    re.IGNORECASE,
)
_CLOSING_CUE = re.compile(
    r"(?P<cue>\b(?:said|says|told|added)\b)"
    r"(?: (?:reporters|journalists|a news conference|(?:the )?[A-Z][\w. ]{1,30}))?\.$"
)
_OPENING_CUE = re.compile(
    r"(?:, (?:[^,\n“”\"]{3,60},){1,2})?\s(?:(?:also|later|then|earlier)\s)?"
    r"(?P<cue>said|says|announced|confirmed|told [A-Z]\w+)"
    r"(?: (?:in|on|at|during|to) [^,.“\"]{3,50}?)?(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)? that\s"
)
"""What follows the name of who says all the rest: ", the agent's attorney, said in a statement that"."""
_OPENS_WITHIN = 40
_GROUP = re.compile(
    r"(?:(?:Many|Most|Some|Several|Dozens|All) of )?(?:[Tt]he )?(?P<who>[^\W\d_]\w+(?: (?:in|of|at|from) \w+)?)"
    r" (?:have|had|are|were|will|would|can|could|do|did)\b"
)
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’'.\- ]{2,30}[,(]? ?[^\n.]{0,40}?[-–—] ?")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a sentence, how firmly, through whom; ``statement`` is None in the outlet's own voice."""

    speaker: str
    firmness: Firmness
    via: tuple[str, ...]
    statement: Statement | None


def voice_of(item: StoryArticle, extent: Extent) -> Voice:
    """The voice of one sentence of an article.

    The firmness is that of the weakest statement whose content reaches far into the sentence, and never firmer than
    the hedges in the sentence itself: a claim never gets firmer on its way.
    """
    words = item.article.text[extent[0] : extent[1]]
    text = item.article.text
    shares = ((s, share) for s in item.annotations.statements if (share := _share(s, extent, text)))
    inside = [(s, share) for s, share in shares if share >= _least(s, extent)]
    aside = [s for s, _ in inside if _tells_alone(item, extent, s)]
    inside = [(s, share) for s, share in inside if s not in aside]
    if not inside and (named := _closing_attribution(item, extent) or _opening_attribution(item, extent)) is not None:
        inside = [(named, 1.0)]
    widest = max(inside, key=lambda one: one[1] + 0.1 * one[0].shown, default=None)
    said = (
        None
        if widest is None
        else _innermost(widest[0], [s for s, _ in inside if _speaker(item, extent, s) not in {None, item.outlet}])
    )
    speaker = None if said is None or _sets_sides(words, said, extent) else _speaker(item, extent, said)
    if said is None or speaker is None:
        quoted = next((s for s in aside if said is None and any(mark in words for mark in '"“«')), None)
        return Voice(item.outlet, weakest(own_firmness(words), *(s.firmness for s, _ in inside)), (), quoted)
    firmness = weakest(*(_firmness(item, statement) for statement, _ in inside))
    if firmness is Firmness.STATED:
        firmness = own_firmness(words)
    return Voice(speaker, firmness, said.via, said)


def _share(statement: Statement, extent: Extent, text: str) -> float:
    """How much of an extent a statement's content takes, of what isn't who says it ("Lund, 52, who has run the port
    since 2011, denied it"). A quotation over several sentences takes each whole.
    """
    length = extent[1] - extent[0]
    covered = _within(statement.content, extent)
    if statement.source and text[slice(*statement.source[0])].lower() not in _RELATIVES:
        length -= _within((*statement.source, *statement.cue), extent)
    return min(1.0, covered / max(1, length))


def _within(extents: Iterable[Extent], extent: Extent) -> int:
    """The characters of extents that lie within one."""
    first, last = extent
    return sum(min(end, last) - max(start, first) for start, end in extents if start < last and end > first)


def _innermost(outer: Statement, others: Iterable[Statement]) -> Statement:
    """The report inside a report, where its way to the outlet is known: who said it first is who says it."""
    reach = hull(outer.content)
    nested = [s for s in others if s.via and reach and all(reach[0] <= a and b <= reach[1] for a, b in s.content)]
    return max(nested, key=lambda statement: len(statement.via), default=outer)


def _firmness(item: StoryArticle, statement: Statement) -> Firmness:
    """A statement's firmness. To turn down a request is an act, not a denial."""
    if statement.firmness is Firmness.DENIED and any(
        _REQUEST.match(item.article.text, *extent) for extent in statement.content
    ):
        return Firmness.STATED
    return statement.firmness


def _least(statement: Statement, extent: Extent) -> float:
    """The share from which a statement takes a sentence: less when the sentence begins with what it says."""
    leads = any(start - extent[0] in {0, 1} for start, _ in statement.content)
    sourced = any(extent[0] <= start < extent[1] for start, _ in statement.source)
    return _LEADING_SHARE if leads and sourced else _SHARE


def _sets_sides(words: str, statement: Statement, extent: Extent) -> bool:
    """Whether a sentence sets one who speaks first beside others ("the union claimed 80; a bailiff counted 61"): then
    the outlet is who says it all.
    """
    part = words.find("; ")
    first = min((start for start, _ in statement.source), default=extent[1]) - extent[0]
    last = max((end for _, end in statement.content), default=extent[0]) - extent[0]
    return (
        0 <= first < part < last
        and words.count('"', 0, part) % 2 == 0
        and words.count("“", 0, part) == words.count("”", 0, part)
    )


def _closing_attribution(item: StoryArticle, extent: Extent) -> Statement | None:
    """The statement that a sentence is by its end (", the mediator, Odile Sarrasin, told reporters."), where the
    annotator has none: the name right before the verb says all that stands before.
    """
    text = item.article.text
    cue = _CLOSING_CUE.search(text, *extent)
    if cue is None:
        return None
    named = next((m for m in item.annotations.mentions if m.type in _SPEAKERS and 0 <= cue.start() - m.end <= 2), None)
    if named is None:
        return None
    before = max(text.rfind(mark, extent[0], named.start) for mark in ',”"»')
    if named.start - before > 2 or before - extent[0] < _LEADING_WORDS:
        return None
    return _attributed(item, named, cue.span("cue"), (extent[0], before))


def _opening_attribution(item: StoryArticle, extent: Extent) -> Statement | None:
    """The same where a sentence begins with it: "Aldo Lund, the agent's attorney, said in a statement that ..."."""
    text = item.article.text
    for named in item.annotations.mentions:
        if named.type in _SPEAKERS and extent[0] <= named.start <= extent[0] + _OPENS_WITHIN:
            cue = _OPENING_CUE.match(text, named.end, extent[1])
            if cue is not None:
                return _attributed(item, named, cue.span("cue"), (cue.end(), extent[1]))
    return None


def _attributed(item: StoryArticle, named: Mention, cue: Extent, content: Extent) -> Statement:
    """A statement that the annotator has not: who is named says the content."""
    return Statement(
        source=((named.start, named.end),),
        cue=(cue,),
        content=(content,),
        speaker=named.name,
        firmness=own_firmness(item.article.text[slice(*content)]),
        via=(),
        kind="indirect",
        score=_SHARE,
        shown=True,
    )


def _tells_alone(item: StoryArticle, extent: Extent, statement: Statement) -> bool:
    """Whether the outlet alone tells what a statement has: a deed, or what hangs on its own clause. Its firmness isn't
    the sentence's then: a vote that keeps a "campaign pledge" isn't expected.
    """
    return is_deed(item, statement) or hangs(item, extent, statement)


def _speaker(item: StoryArticle, extent: Extent, statement: Statement) -> str | None:
    """The resolved name, else the source as the article has it; None where there is none or it can't speak.

    A pronoun that isn't surely resolved is someone whom the outlet quotes: the outlet stands for them, unless the
    sentence says who they are ("Many of the detainees, they told us, ...").
    """
    words = source_name(item, statement)
    if words is None or normal_form(words) in lexicon("nobodies") or _is_dateline(item, statement):
        return None
    if is_thing(item, statement) or is_fragment(item, statement):
        return None
    written = source_words(item, statement) or ""
    if is_pronoun(words):
        return _group_that_told(item, extent, statement) or item.outlet
    return item.outlet if is_pronoun(written) and not surely_means(item, statement) else words


def _group_that_told(item: StoryArticle, extent: Extent, statement: Statement) -> str | None:
    """Of a sentence with "they told" set between commas the people whom it begins with."""
    text, source = item.article.text, hull(statement.source)
    if source is None or text[slice(*source)].lower() != "they" or text[source[0] - 2 : source[0]] != ", ":
        return None
    group = _GROUP.match(text, *extent)
    return group["who"] if group and group.end() < source[0] else None


def source_name(item: StoryArticle, statement: Statement) -> str | None:
    """The resolved name of a statement's source, else its words; None where there are none.

    "A retired engineer of Varda Hydro" isn't Varda Hydro, though that be the name in it.
    """
    as_written = source_words(item, statement)
    words = statement.speaker or as_written
    if as_written is not None and (named := name_in(item, statement, as_written)) is not None:
        return named
    bodies = {m.name for m in item.annotations.mentions if m.type is not MentionType.PERSON}
    if as_written is not None and _SOMEONE.match(as_written) and words in bodies:
        return as_written
    return words


def _is_dateline(item: StoryArticle, statement: Statement) -> bool:
    """Whether a statement's source is the place from which an article was written."""
    extent = hull(statement.source)
    return extent is not None and extent[0] == 0 and _DATELINE.match(item.article.text) is not None


def source_words(item: StoryArticle, statement: Statement) -> str | None:
    """The source without its apposition ("officials", "agency chief Pavel Doren"); None where there is none."""
    extent = hull(statement.source)
    if extent is None:
        return None
    words = item.article.text[extent[0] : extent[1]].strip(" ,")
    cut = _APPOSITION.search(words, 3)
    return (words[: cut.start()] if cut else words)[:_LONGEST_SOURCE].strip() or None


def is_pronoun(words: str) -> bool:
    """Whether these words are one pronoun."""
    return words.lower() in lexicon("pronouns")


_ESTIMATED_ASIDE = re.compile(r", (?:who|whose|which) [^,]*\bestimated\b[^,]*,")
"""A sum that a clause aside estimates says nothing of the sentence's firmness."""


# --- hedges -----------------------------------------------------------------------------------------------------


def own_firmness(words: str) -> Firmness:
    """How firmly a sentence is said by its own words: stated, or the weakest hedge in it."""
    main = _ESTIMATED_ASIDE.sub(",", words)
    lowered = " ".join(_WORDS.findall(_MONTH_OF_MAY.sub("", main).lower()))
    pattern, firmness_of = _hedges()
    found = (firmness_of[match[0]] for match in pattern.finditer(lowered))
    return weakest(Firmness.STATED, *(firmness for firmness in found if firmness is not None))


@functools.cache
def _hedges() -> tuple[re.Pattern[str], dict[str, Firmness | None]]:
    """All hedges as one pattern, longest first, and the firmness of each; None for what only looks like one."""
    pairs = (line.split(" = ") for line in lexicon("hedges"))
    firmness_of = {
        " ".join(_WORDS.findall(phrase.lower())): None if firmness == "none" else Firmness(firmness)
        for phrase, firmness in pairs
    }
    longest_first = sorted(firmness_of, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), firmness_of


def says_unknown(words: str) -> bool:
    """Whether a sentence says itself that something is not known."""
    lowered = " ".join(words.lower().replace("’", "'").split())
    return phrases("unknown").search(lowered) is not None
