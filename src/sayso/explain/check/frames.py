"""Who is said to say what in one sentence, by its surface alone: the few frames that can be turned round safely.

"S said (that) C", "C, S said", "C, said S", "C1, S said, C2", "According to S, C", "C, according to S", and the same in
Spanish and French. A sentence that fits none of them exactly is no less true; its parts just can't change places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.explain.check.lexis import Lexis
from sayso.explain.check.tokens import PHRASE, QUOTE, Token, starts_with

Tokens = Sequence[Token]

LONGEST_SOURCE = 30
_SAYING = frozenset({"said", "says", "say"})
"""Verbs whose content needs no "that", whatever it is; with others it must have a verb."""
_LONGEST_EXTRA = 9
_OPENING = frozenset({QUOTE, "$", "€", "£", "(", "¿", "¡"})
_CLAUSAL = frozenset(
    "and but while whereas although though yet or nor y e pero mientras aunque o ni et mais ou tandis".split()
)
_NOBODY = frozenset(
    "no not nobody none neither never few hardly nadie ningún ninguna ni nunca personne aucun aucune ne n' pas "
    "jamais".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution that takes the whole sentence.

    ``extra``: whom it was told, or when and where, as it stands between verb and content or at the end.
    ``neutral``: the verb states and no more. ``parts``: where the content was one piece, or two around the source.
    """

    source: tuple[Token, ...]
    verb: tuple[Token, ...]
    extra: tuple[Token, ...]
    parts: tuple[tuple[Token, ...], ...]
    neutral: bool
    addressed: bool

    @property
    def content(self) -> tuple[Token, ...]:
        """What is said, without what was between its parts."""
        return tuple(token for part in self.parts for token in part)


def frame_of(found: Tokens, lexis: Lexis, speaker: Tokens) -> Frame | None:
    """The frame of a sentence, None where it has none that is sound. ``speaker``: tokens of who is known to speak."""
    for frame in _frames(tuple(found), lexis, speaker):
        if _sound(frame, lexis):
            return frame
    return None


def _frames(found: tuple[Token, ...], lexis: Lexis, speaker: Tokens) -> Iterator[Frame]:
    yield from _according_first(found, lexis, speaker)
    yield from _according_last(found, lexis)
    for at, token in enumerate(found):
        if not token.quoted and token.form in lexis.neutral | lexis.reporting:
            yield from _after_source(found, at, lexis)
            yield from _at_the_end(found, at, lexis)
            yield from _inverted(found, at, lexis, speaker)
            yield from _in_the_middle(found, at, lexis)


# --- according to -----------------------------------------------------------------------------------------------


def _according_first(found: tuple[Token, ...], lexis: Lexis, speaker: Tokens) -> Iterator[Frame]:
    length = starts_with(found, lexis.according)
    commas = [at for at, token in enumerate(found) if token.form == "," and not token.quoted]
    if not length or not commas:
        return
    end = commas[0]
    if len(commas) > 1 and _same_forms(found[commas[0] + 1 : commas[1]], speaker):
        end = commas[1]  # "Selon la maire, Rosa Ibarrola, 130 familles ..."
    yield _framed(found[length:end], (), (), (found[end + 1 :],), neutral=True)


def _according_last(found: tuple[Token, ...], lexis: Lexis) -> Iterator[Frame]:
    for at in range(len(found) - 1, 1, -1):
        length = 0 if found[at].quoted else starts_with(found[at : at + PHRASE], lexis.according)
        if length:
            content = found[: at - 1] if found[at - 1].form == "," else found[:at]
            yield _framed(found[at + length :], (), (), (content,), neutral=True)
            return


# --- verbs of saying ----------------------------------------------------------------------------------------------


def _after_source(found: tuple[Token, ...], at: int, lexis: Lexis) -> Iterator[Frame]:
    """S said (to whom, when) (that) C."""
    start = _verb_start(found, at, lexis)
    source = _before_verb(found[:start])
    verb = found[start : at + 1]
    for extra, content in _contents(found[at + 1 :], found[at].form, lexis):
        if extra and found[at].form in lexis.reporting and not _day(extra, lexis):  # "believed in her judgment that"
            continue
        bare = found[at].form not in _SAYING and content == found[at + 1 :] and content[0].form != QUOTE
        if bare and any(token.form in lexis.past or token.form.endswith("ed") for token in source):
            continue  # "Vogt met the board announced they would leave"
        if source and _is_extra(extra, lexis, addressed=found[at].form in lexis.addressed):
            yield _framed(source, verb, extra, (content,), lexis=lexis)


def _contents(
    rest: tuple[Token, ...], verb: str, lexis: Lexis
) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Where the content may begin after a verb of saying: (what stands before it, the content)."""
    near = rest[: _LONGEST_EXTRA + 2]
    that = next((k for k, token in enumerate(near) if _is_that(token, lexis)), None)
    if that is not None and not (that and any(_is_that(token, lexis) for token in rest[that + 1 :])):
        yield rest[:that], rest[that + 1 :]
    quote = next((k for k, token in enumerate(near) if token.form == QUOTE), None)
    if quote is not None:
        extra = rest[:quote]
        while extra and extra[-1].form in {",", ":"}:
            extra = extra[:-1]
        yield extra, rest[quote:]
    hearers = starts_with(rest, lexis.hearers) if verb in lexis.addressed else 0
    content = rest[hearers:]
    if lexis.code != "en" or not content or (verb in lexis.addressed and not hearers):
        return
    clause = any(token.form in lexis.verbal and not token.quoted for token in content[1:])
    if not (hearers or verb in _SAYING or clause):
        return
    # "said on Monday the plan ...": whose day it is can't be told
    if not starts_with(content, lexis.hearers) and not leads_astray(content, lexis):
        yield rest[:hearers], content


def _at_the_end(found: tuple[Token, ...], at: int, lexis: Lexis) -> Iterator[Frame]:
    """C, S said (to whom, when)."""
    start = _verb_start(found, at, lexis)
    extra = found[at + 1 :]
    addressed = found[at].form in lexis.addressed
    if not _is_extra(extra, lexis, addressed=addressed) or any(
        token.quoted or token.form in {",", QUOTE} for token in extra
    ):
        return
    borders = [k for k in range(start) if found[k].form in {",", QUOTE} and not found[k].quoted]
    for border in borders[-3:][::-1]:
        source = _before_verb(found[border + 1 : start])
        content = found[: border + 1] if found[border].form == QUOTE else found[:border]
        yield _framed(source, found[start : at + 1], extra, (content,), lexis=lexis)


def _inverted(found: tuple[Token, ...], at: int, lexis: Lexis, speaker: Tokens) -> Iterator[Frame]:
    """C, said S. Without a quotation before it only where S is known to speak: "Lund, the mayor, said Rask"."""
    start = _verb_start(found, at, lexis)
    if start < 2 or found[start - 1].form not in {",", QUOTE} or found[start - 1].quoted:
        return
    content = found[:start] if found[start - 1].form == QUOTE else found[: start - 1]
    source = found[at + 1 :]
    quote = content[-1].form == QUOTE
    if not quote and (not _holds(source, speaker) or any(token.number for token in source)):
        return
    yield _framed(found[at + 1 :], found[start : at + 1], (), (content,), lexis=lexis)


def _in_the_middle(found: tuple[Token, ...], at: int, lexis: Lexis) -> Iterator[Frame]:
    """C1, S said, C2."""
    start = _verb_start(found, at, lexis)
    commas = [k for k, token in enumerate(found) if token.form == "," and not token.quoted]
    if len(commas) != 2 or commas[1] != at + 1 or any(token.form == QUOTE for token in found):
        return
    first, second = found[: commas[0]], found[commas[1] + 1 :]
    apart = _CLAUSAL | lexis.relatives | lexis.conditional
    if second and second[0].form not in apart and not second[0].form.endswith("ing") and not _voiced(second, lexis):
        yield _framed(found[commas[0] + 1 : start], found[start : at + 1], (), (first, second), lexis=lexis)


def _voiced(words: Tokens, lexis: Lexis) -> bool:
    return any(token.form in lexis.voices | lexis.reporting | lexis.neutral for token in words)


def _verb_start(found: tuple[Token, ...], at: int, lexis: Lexis) -> int:
    """Where the verb begins with its auxiliary and an "also"."""
    start = at
    while start > 1 and found[start - 1].form in lexis.auxiliaries | lexis.fillers and not found[start - 1].quoted:
        start -= 1
    return start


def _framed(
    source: tuple[Token, ...],
    verb: tuple[Token, ...],
    extra: tuple[Token, ...],
    parts: tuple[tuple[Token, ...], ...],
    *,
    lexis: Lexis | None = None,
    neutral: bool = False,
) -> Frame:
    form = verb[-1].form if verb else ""
    states = neutral or (lexis is not None and form in lexis.neutral)
    return Frame(source, verb, extra, parts, states, lexis is not None and form in lexis.addressed)


# --- what makes a frame sound ---------------------------------------------------------------------------------------


def _sound(frame: Frame, lexis: Lexis) -> bool:
    begins = frame.content[:1] and (frame.content[0].word or frame.content[0].form in _OPENING)
    return (
        bool(begins)
        and is_source(frame.source, lexis)
        and len(frame.content) >= 2
        and _one_clause(frame.content, lexis)
    )


def is_source(source: Tokens, lexis: Lexis) -> bool:
    """Whether words can be a source and nothing more: no verb, nobody's name for nobody, no start of another clause."""
    if not 1 <= len(source) <= LONGEST_SOURCE or not source[0].word or any(t.quoted or t.form == QUOTE for t in source):
        return False
    head, *rest = appositions(source)
    if not head or len(rest) > 2 or head[0].form in lexis.preposing | _CLAUSAL | lexis.relatives | lexis.conditional:
        return False
    if head[-1].form in _CLAUSAL | lexis.preposing | lexis.articles or head[-1].form.endswith("'s"):
        return False
    if _forms(head) & (lexis.undermines | lexis.conditional):
        return False
    if len(head) > 1 and head[-1].form in lexis.subjects:  # "the book she wrote"
        return False
    if any(token.form in lexis.verbal | _NOBODY | lexis.neutral | lexis.reporting or not token.word for token in head):
        return False
    return all(piece and _is_apposed(piece, lexis) for piece in rest)


def _is_apposed(piece: Tokens, lexis: Lexis) -> bool:
    """Whether what follows a source after a comma says who it is, and not what happens next."""
    first = piece[0].form
    verbal = first in lexis.past or (lexis.code == "en" and first.endswith("ed"))
    words = all(token.word for token in piece)
    return words and not verbal and first not in _CLAUSAL and not _forms(piece) & (lexis.voices | _NOBODY)


def _one_clause(content: Tokens, lexis: Lexis) -> bool:
    """Whether nobody else speaks in the content, and no clause follows that may be outside of it."""
    outside = [token for token in content if not token.quoted]
    speaks = any(token.form in lexis.neutral for token in outside) or _speaks_beside(outside, lexis)
    according = any(starts_with(outside[at : at + PHRASE], lexis.according) for at in range(len(outside)))
    follows = any(a.form == "," and b.form in _CLAUSAL for a, b in pairwise(outside))
    balanced = sum(token.form == QUOTE for token in outside) % 2 == 0
    return balanced and not (speaks or according or follows or any(token.form in {";", ":", "?"} for token in outside))


def _speaks_beside(outside: Tokens, lexis: Lexis) -> bool:
    """Whether a verb of reporting follows an "and" or a comma: "Lund said Rask lied and prosecutors claimed he fled".

    Inside "The dam leaked, the Post reported, the mayor said" it can't be told whose report of whose words it is.
    """
    joined = False
    for token in outside:
        joined = joined or token.form in lexis.joining | {","}
        if joined and token.form in lexis.reporting:
            return True
    return False


def _is_extra(extra: Tokens, lexis: Lexis, *, addressed: bool = False) -> bool:
    """Whether words after a verb of saying only say to whom, where or when."""
    if not extra:
        return not addressed
    if len(extra) > _LONGEST_EXTRA or any(not token.word or token.quoted for token in extra):
        return False
    if _forms(extra) & (_NOBODY | lexis.conditional | lexis.reporting | lexis.neutral | lexis.verbal):
        return False
    rest = extra[starts_with(extra, lexis.hearers) :]
    if addressed and all(token.name or token.form in lexis.articles for token in rest):
        return True
    return not rest or rest[0].form in lexis.extra or _day(rest, lexis)


def _day(found: Tokens, lexis: Lexis) -> bool:
    return lexis.day.match(" ".join(token.form for token in found[:8])) is not None


def leads_astray(content: Tokens, lexis: Lexis) -> bool:
    """Whether the first words of a content could be of the saying: "on Monday"; "at least nine" couldn't."""
    if content[0].form in lexis.preposing:
        return not (len(content) > 1 and (content[1].number or content[1].form in {"least", "most", "menos", "moins"}))
    return _day(content, lexis)


def _is_that(token: Token, lexis: Lexis) -> bool:
    return token.form in lexis.that and not token.quoted


def _before_verb(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The source before its verb; empty where a comma parts them that closes no apposition."""
    commas = sum(token.form == "," for token in words)
    if not commas:
        return words
    return words[:-1] if commas > 1 and words[-1].form == "," else ()


def appositions(source: Tokens) -> list[tuple[Token, ...]]:
    """A source at its commas: the head, then what is in apposition."""
    pieces: list[list[Token]] = [[]]
    for token in source:
        if token.form == ",":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [tuple(piece) for piece in pieces]


def _forms(found: Tokens) -> set[str]:
    return {token.form for token in found}


def _holds(source: Tokens, speaker: Tokens) -> bool:
    """Whether a speaker's name stands in a source, or its last word ends the source: "Mme Wieland"."""
    forms, wanted = [t.form for t in source], [t.form for t in speaker]
    if not wanted or not forms:
        return False
    return forms[-1] == wanted[-1] or any(forms[at : at + len(wanted)] == wanted for at in range(len(forms)))


def _same_forms(a: Tokens, b: Tokens) -> bool:
    return bool(a) and [token.form for token in a] == [token.form for token in b]
