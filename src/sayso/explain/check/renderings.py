"""The sentences that say what a piece of evidence says: itself, and its attribution turned round."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.explain.check.frames import Frame, appositions, frame_of, is_source, leads_astray
from sayso.explain.check.lexis import Lexis, lexis_of
from sayso.explain.check.omissions import Extent, Setting, omissions, setting_of
from sayso.explain.check.tokens import QUOTE, Token, language_of, starts_with, tokens
from sayso.types import Evidence

Tokens = tuple[Token, ...]

ATTRIBUTED_FIRST, ATTRIBUTED_LAST, BARE, AS_IT_STANDS = "attributed first", "attributed last", "bare", "as it stands"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a rendering: any of some forms, to the letter where ``letters`` are given; it may stay empty."""

    forms: frozenset[str]
    letters: str | None = None
    optional: bool = False

    def takes(self, token: Token) -> bool:
        """Whether a token may stand here."""
        if self.letters is not None or token.quoted:
            return (
                self.letters is not None
                and token.quoted
                and token.text.replace("’", "'") == self.letters.replace("’", "'")
            )
        return token.form in self.forms


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way to say a piece of evidence. ``kind``: where its attribution stands; "bare" is the content alone."""

    kind: str
    slots: tuple[Slot, ...]
    omissions: tuple[Extent, ...]
    source: Tokens = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece of evidence as it is held against a draft. ``ways``: its :func:`renderings`."""

    evidence: Evidence
    lexis: Lexis
    tokens: Tokens
    speaker: Tokens
    frame: Frame | None
    setting: Setting
    ways: tuple[Rendering, ...] = ()

    @property
    def voiced(self) -> bool:
        """Whether somebody in the sentence says something."""
        return any(t.form in self.lexis.voices | self.lexis.reporting and not t.quoted for t in self.tokens)


@functools.lru_cache(maxsize=256)
def reading_of(evidence: Evidence) -> Reading:
    """A piece of evidence, read: pronouns that an editor filled in count as the names."""
    lexis = lexis_of(language_of(evidence.sentence))
    found = tuple(t for t in tokens(evidence.sentence, lexis) if t.quoted or t.form not in {"[", "]"})
    speaker = tuple(tokens(evidence.speaker, lexis))
    frame = None if evidence.own_voice else frame_of(found, lexis, speaker)
    reading = Reading(evidence, lexis, found, speaker, frame, setting_of(found, lexis))
    return replace(reading, ways=tuple(renderings(reading)))


def renderings(reading: Reading) -> Iterator[Rendering]:
    """All renderings of a piece of evidence. One without a sound frame has but one: itself, less what may go."""
    frame = reading.frame
    if frame is None:
        yield _as_it_stands(reading, tuple(omissions(reading.tokens, reading.setting, reading.lexis)))
        return
    yield _as_it_stands(reading, ())
    for source in _sources(frame, reading):
        yield from _attributed(frame, source, reading)


def _as_it_stands(reading: Reading, left_out: tuple[Extent, ...]) -> Rendering:
    return Rendering(AS_IT_STANDS, tuple(map(_slot, reading.tokens)), left_out)


def bare(reading: Reading) -> Rendering | None:
    """The content alone, for joining to another statement of the same speaker; None where there is no neutral frame."""
    frame = reading.frame
    if frame is None or not frame.neutral:
        return None
    return _joined(BARE, [Slot(reading.lexis.that, optional=True)], _content(frame, reading), (), frame.source)


def verb_first(reading: Reading) -> Iterator[Rendering]:
    """Verb and content without the source ("and added that ..."), for the same use."""
    frame = reading.frame
    if frame is not None and frame.verb and frame.neutral:
        content = _content(frame, reading)
        for verb in _verbs(frame, reading.lexis, with_extra=False):
            yield _joined(BARE, [*map(_slot, verb), *_that(frame, reading.lexis)], content, (), frame.source)


# --- the attributed forms ---------------------------------------------------------------------------------------------


def _attributed(frame: Frame, source: Tokens, reading: Reading) -> Iterator[Rendering]:
    content = _content(frame, reading)
    lexis = reading.lexis
    who = list(map(_slot, source))
    comma = [Slot(frozenset({","}), optional=_ends_in_quote(frame.content))]
    for verb in _verbs(frame, lexis, with_extra=True):
        said = list(map(_slot, verb))
        pause = [Slot(frozenset({","}))] if any(t.form == "," for t in source) else []
        yield _joined(ATTRIBUTED_FIRST, [*who, *pause, *said, *_that(frame, lexis, verb)], content, (), source)
        yield _joined(ATTRIBUTED_LAST, [], content, [*comma, *who, *pause, *said], source)
        if not _has_extra(frame, verb):
            yield _joined(ATTRIBUTED_LAST, [], content, [*comma, *said, *who], source)
    if frame.neutral:
        loose = [Slot(frozenset({","}), optional=True)]
        for phrase in lexis.according:
            words = [Slot(frozenset({word})) for word in phrase]
            yield _joined(ATTRIBUTED_FIRST, [*words, *who, Slot(frozenset({","}))], content, (), source)
            yield _joined(ATTRIBUTED_LAST, [], content, [*loose, *words, *who], source)


def _verbs(frame: Frame, lexis: Lexis, *, with_extra: bool) -> Iterator[Tokens]:
    """The verb as it stands, with and without whom it was told; for one that only states also plain saying."""
    droppable = _may_go(frame.extra, lexis)
    if frame.verb:
        if with_extra or not frame.addressed:
            yield (*frame.verb, *(frame.extra if with_extra else ()))
        if frame.extra and droppable and not frame.addressed and with_extra:
            yield frame.verb
    if frame.neutral and droppable:
        for phrase in lexis.saying:
            yield tuple(Token(form, form) for form in phrase)


def _may_go(extra: Tokens, lexis: Lexis) -> bool:
    """Whether it takes nothing away not to say to whom or where: "in 2019", "in jest" or "at first" would."""
    if any(t.number or t.form in lexis.turning | lexis.guards | lexis.dating for t in extra):
        return False
    place = extra[starts_with(extra, lexis.hearers) :]
    if not place or place[0].form not in lexis.extra or lexis.day.match(" ".join(t.form for t in place)):
        return True
    return len(place) > 1 and (place[1].name or place[1].form in lexis.articles | {"his", "her", "its", "their"})


def _has_extra(frame: Frame, verb: Tokens) -> bool:
    return bool(frame.extra) and len(verb) > len(frame.verb)


def _that(frame: Frame, lexis: Lexis, verb: Tokens = ()) -> list[Slot]:
    """ "that" before the content: needed where the content's first words could belong to the saying."""
    first = frame.content[0]
    if first.form == QUOTE:
        marks = [Slot(frozenset({",", ":"}), optional=True)]
        return [Slot(lexis.that, optional=True), *marks]
    heard = frame.addressed and starts_with(frame.extra, lexis.hearers) == len(frame.extra)
    astray = leads_astray(frame.content, lexis) or (_has_extra(frame, verb) and not heard)
    return [Slot(lexis.that, optional=lexis.code == "en" and not astray)]


def _content(frame: Frame, reading: Reading) -> Rendering:
    """What is said as slots, with what may go of it. The last mark inside its quotation may be a comma or a stop."""
    slots: list[Slot] = []
    left_out: list[Extent] = []
    for number, part in enumerate(frame.parts):
        if number:
            slots.append(Slot(frozenset({","}), optional=True))
        offset = len(slots)
        slots += map(_slot, part)
        left_out += [(a + offset, b + offset) for a, b in omissions(part, reading.setting, reading.lexis)]
    if _ends_in_quote(frame.content) and len(slots) > 2:
        if slots[-2].letters in {",", "."}:
            del slots[-2]
            left_out = [(a, b) for a, b in left_out if b < len(slots)]
        slots[-1:] = [
            Slot(frozenset(), letters=",", optional=True),
            Slot(frozenset(), letters=".", optional=True),
            slots[-1],
        ]
    return Rendering(BARE, tuple(slots), tuple(left_out))


def _ends_in_quote(content: Sequence[Token]) -> bool:
    return content[-1].form == QUOTE


def _joined(kind: str, before: Sequence[Slot], content: Rendering, after: Sequence[Slot], source: Tokens) -> Rendering:
    offset = len(before)
    left_out = tuple((a + offset, b + offset) for a, b in content.omissions)
    return Rendering(kind, (*before, *content.slots, *after), left_out, source)


def _slot(token: Token) -> Slot:
    return Slot(frozenset({token.form}), token.text if token.quoted else None)


# --- who -----------------------------------------------------------------------------------------------------------


def _sources(frame: Frame, reading: Reading) -> Iterator[Tokens]:
    """The source as it stands, without its apposition, and the speaker's name where it is the same by its words."""
    yield frame.source
    head, *rest = appositions(frame.source)
    if any(token.form in reading.lexis.joining for token in head):
        return  # "Lund and her brother, Piet Rask,"
    if rest:
        yield head
    named = reading.speaker
    if not named or not all(token.form[:1].isalpha() for token in named) or not is_source(named, reading.lexis):
        return
    if _is_name(reading.evidence.speaker) and any(_is_same(piece, named, reading.lexis) for piece in (head, *rest)):
        yield named


_NO_TITLE = ("'s", "s'", "ing", "ed", "self", "ant", "ado", "ada", "ido", "ida", "é", "ée")
"""Endings of words that are no titles: "a man calling himself Piet Rask", "a bot named Piet Rask"."""


def _is_name(speaker: str) -> bool:
    return speaker[:1].isupper() and speaker.rsplit(maxsplit=1)[-1][:1].isupper()


def _is_same(piece: Tokens, named: Tokens, lexis: Lexis) -> bool:
    """Whether a source is a pronoun (resolved to the speaker), a part of the name, or the name after bare titles."""
    forms, name = [t.form for t in piece], [t.form for t in named]
    if len(forms) == 1 and forms[0] in lexis.subjects:
        return True
    if len(forms) < len(name):
        return forms == name[-len(forms) :] or forms == name[: len(forms)]
    if forms[: len(name)] == name and forms[len(name) : len(name) + 1] and forms[len(name)] in lexis.extra:
        return True  # the name, then where or to whom it was said
    titles = forms[: len(forms) - len(name)]
    bound = lexis.preposing | lexis.guards | {"and", "y", "et", "'s", "'"}
    bare_titles = not any(form in bound or form.endswith(_NO_TITLE) for form in titles)
    return forms[len(titles) :] == name and bare_titles
