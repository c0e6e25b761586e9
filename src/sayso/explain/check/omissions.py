"""What may be left out of a sentence so that what stays still follows from it.

Nothing is left out because it isn't known to matter; pieces of a few closed kinds are, and only where that is sound.
A non-restrictive piece (between commas, in brackets) may go anywhere; a restrictive one (a day, a place, an adjective)
only where nothing turns entailment round: no negation, universal, comparison, condition in the sentence (monotonicity,
van Benthem 1986; MacCartney and Manning 2009), and where no figure loses what it counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.explain.check.lexis import Lexis
from sayso.explain.check.tokens import PHRASE, QUOTE, Token, starts_with

Tokens = Sequence[Token]
Extent = tuple[int, int]

_POSSESSIVE = frozenset("his her its their su sus son sa ses leur leurs".split())
_FURTHER = frozenset({"adding", "saying", "noting", "explaining"})
_LISTING = frozenset("and or y e o u et ou".split())
_PLURALS = frozenset("men women people children police crew staff cattle".split())
_PAST_TWO = 4
_IRREGULAR = frozenset(
    "held felt kept left told knew saw wrote thought heard found ruled gave took made put set got met".split()
)
_LAST_DAY_WORDS = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole sentence says about leaving things out.

    ``upward``: nothing in it turns entailment round. ``past``: it tells what happened once, and no rule.
    ``counts``: how often each form stands in it.
    """

    upward: bool
    past: bool
    figures: bool
    open_future: bool
    counts: Counter[str]


def setting_of(sentence: Tokens, lexis: Lexis) -> Setting:
    """The setting of a sentence's tokens, its quotations included: what they deny is denied too."""
    forms = [token.text.casefold() if token.quoted else token.form for token in sentence]
    turned = any(form in lexis.turning or _superlative(form, lexis) for form in forms)
    figures = any(token.number or token.form in lexis.number_words for token in sentence)
    reasons = {form for phrase in lexis.reasons for form in phrase} | lexis.that | {"before", "as"}
    future = any(form in lexis.future or form in lexis.conditional - reasons for form in forms)
    happened = any(form in lexis.past or (lexis.past_endings and form.endswith(lexis.past_endings)) for form in forms)
    past = happened and not any(form in lexis.present for form in forms)
    return Setting(not turned, past, figures, future, Counter(forms))


def _superlative(form: str, lexis: Lexis) -> bool:
    return (
        lexis.code == "en"
        and len(form) > _PAST_TWO
        and form.endswith("est")
        and not form.endswith(("rest", "quest", "test"))
    )


def omissions(unit: Tokens, setting: Setting, lexis: Lexis) -> list[Extent]:
    """The pieces of a clause that may be left out, as extents of its tokens, each alone."""
    found = [*_opening(unit, lexis), *_between_commas(unit, setting, lexis), *_in_brackets(unit)]
    found += [*_at_the_end(unit, setting, lexis), *_second_that(unit, setting, lexis)]
    found += _fillers(unit, lexis)
    if setting.upward:
        found += [*_days(unit, setting, lexis), *_adjectives(unit, setting, lexis)]
        found += [*_reasons(unit, setting, lexis), *_second_deed(unit, setting, lexis)]
    return sorted(set(found))


def _guarded(piece: Tokens, lexis: Lexis) -> bool:
    """Whether a piece holds what must not go: a speaker, a hedge, a condition, a negation, a quotation."""
    return any(
        token.quoted
        or token.form == QUOTE
        or token.form in lexis.voices | lexis.guards | lexis.reporting
        or token.form in lexis.turning | lexis.undermines
        for token in piece
    )


# --- non-restrictive pieces -------------------------------------------------------------------------------------------


def _opening(unit: Tokens, lexis: Lexis) -> Iterator[Extent]:
    """A "Meanwhile," or the like."""
    length = 0 if not unit or unit[0].quoted else starts_with(unit, lexis.openers)
    if length and length < len(unit) and unit[length].form not in lexis.preposing:  # "But for the rain, ..."
        yield 0, length


def _fillers(unit: Tokens, lexis: Lexis) -> Iterator[Extent]:
    """An "also" between other words."""
    for at in range(1, len(unit) - 1):
        if unit[at].form in lexis.fillers and not unit[at].quoted and unit[at - 1].word and unit[at + 1].word:
            yield at, at + 1


def _between_commas(unit: Tokens, setting: Setting, lexis: Lexis) -> Iterator[Extent]:
    """ ", who had just arrived," and ", the mayor of the town," with both commas; ", on Monday,"."""
    commas = [at for at, token in enumerate(unit) if token.form == "," and not token.quoted]
    for start, end in pairwise(commas):
        piece = unit[start + 1 : end]
        after = unit[end + 1].form if end + 1 < len(unit) else ""
        if not start or not piece:
            continue
        if not _goes_on(after, lexis):
            continue
        if _is_relative(piece, lexis):
            yield start, end + 1
        if _guarded(piece, lexis):
            continue
        beside = _is_apposition(unit[:start], piece, lexis) and after not in _LISTING
        if beside or (
            _is_day(piece, lexis) and setting.upward and setting.past and not _other_figures(unit, start, end)
        ):
            yield start, end + 1


def _goes_on(form: str, lexis: Lexis) -> bool:
    """Whether a verb follows at once: a piece that is closed by a comma of a list inside it isn't closed."""
    known = lexis.verbal | lexis.past | lexis.present | lexis.future | lexis.neutral | lexis.reporting
    return form in known or (bool(lexis.past_endings) and form.endswith(lexis.past_endings))


def _in_brackets(unit: Tokens) -> Iterator[Extent]:
    """A name in brackets, such as an agency's or an abbreviation."""
    starts = [at for at, token in enumerate(unit) if token.form == "(" and not token.quoted]
    for start in starts:
        end = next((at for at in range(start, len(unit)) if unit[at].form == ")"), None)
        if end is not None and start and all(token.name for token in unit[start + 1 : end]):
            yield start, end + 1


def _at_the_end(unit: Tokens, setting: Setting, lexis: Lexis) -> Iterator[Extent]:
    """What follows the last commas: a relative clause, an apposition, a participle, a further clause with "and"."""
    commas = [at for at, token in enumerate(unit) if token.form == "," and not token.quoted]
    if unit and unit[0].form in lexis.preposing | lexis.conditional:  # "If it rains, ...": the rest is the sentence
        return
    for start in commas:
        piece = unit[start + 1 :]
        if not start or not piece or any(token.form in {";", ":"} for token in piece):
            continue
        single = start == commas[-1]
        if single and _is_relative(piece, lexis):
            yield start, len(unit)
        if _guarded(piece, lexis):
            continue
        apposition = single and _is_apposition(unit[:start], piece, lexis)
        further = setting.upward and not setting.open_future and piece[0].form in {"and", "y", "et"} and len(piece) > 2
        if apposition or (single and _is_participle(piece, lexis)) or (single and further):
            yield start, len(unit)


def _second_that(unit: Tokens, setting: Setting, lexis: Lexis) -> Iterator[Extent]:
    """A second thing that is said: "said that the dam held and that it would be repaired"."""
    for at in range(3, len(unit) - 2):
        after_comma = unit[at - 1].form == ","
        if unit[at].quoted or not _says_more(unit[at : at + 3], lexis, after_comma=after_comma):
            continue
        if any(token.form == QUOTE for token in unit[at:]):
            continue
        if setting.upward or not any(token.form in lexis.undermines for token in unit):
            yield (at - 1 if unit[at - 1].form == "," else at), len(unit)
        return


def _says_more(words: Tokens, lexis: Lexis, *, after_comma: bool) -> bool:
    """Whether these three begin a further thing said: "and that", "and added that", ", adding that"."""
    first, second, third = (token.form for token in words)
    if first in lexis.joining:
        return second in lexis.that or (second in lexis.neutral and third in lexis.that)
    return after_comma and first in _FURTHER and second in lexis.that


def _is_relative(piece: Tokens, lexis: Lexis) -> bool:
    """Whether a piece between commas is a relative clause that takes nothing back."""
    if piece[0].form not in lexis.relatives or len(piece) < 2:
        return False
    return not any(token.form in lexis.undermines or token.form == QUOTE for token in piece)


def _is_participle(piece: Tokens, lexis: Lexis) -> bool:
    """ ", leaving hundreds without light"; only where the language marks it."""
    first = piece[0].form
    return lexis.code == "en" and first.endswith("ing") and len(first) > _PAST_TWO + 1 and len(piece) > 1


def _is_apposition(before: Tokens, piece: Tokens, lexis: Lexis) -> bool:
    """Whether a piece renames the name before it: an article and a noun, and nothing like a verb in it."""
    if not before or not before[-1].name or len(piece) < 2:
        return False
    of = {"de", "d'", "du", "des", "del"}
    titled = lexis.code != "en" and piece[0].word and not piece[0].name and any(t.form in of for t in piece[1:3])
    bare = piece[0].form in lexis.articles | _POSSESSIVE or titled
    verbal = any(t.form in _IRREGULAR or t.form.endswith(("ed", "ó", "aron", "ieron")) for t in piece)
    running = any(
        t.form in {"is", "was", "were", "are", "a", "ont", "est", "avait", "ha", "han", "es", "fue"} for t in piece[1:]
    )
    return bare and not verbal and not running and not any(t.form == "," for t in piece)


# --- restrictive pieces: only in an upward setting -------------------------------------------------------------------


def _days(unit: Tokens, setting: Setting, lexis: Lexis) -> Iterator[Extent]:
    """A day at the start with its comma, or at the end, of what happened once and where no figure is told for it."""
    if not setting.past:
        return
    for at in range(len(unit)):
        if at and unit[at - 1].form in lexis.preposing:  # "on" isn't left without its day
            continue
        for length in range(min(_LAST_DAY_WORDS, len(unit) - at), 0, -1):
            piece = unit[at : at + length]
            if not _is_day(piece, lexis) or _other_figures(unit, at, at + length) or _guarded(piece, lexis):
                continue
            if at == 0 and length < len(unit) and unit[length].form == ",":
                yield 0, length + 1
            elif at > 1 and at + length == len(unit) and not setting.open_future:
                yield at, at + length
            break


def _is_day(piece: Tokens, lexis: Lexis) -> bool:
    return lexis.day.fullmatch(" ".join(token.form for token in piece)) is not None


def _other_figures(unit: Tokens, start: int, end: int) -> bool:
    return any(token.number for token in (*unit[:start], *unit[end:]))


def _adjectives(unit: Tokens, setting: Setting, lexis: Lexis) -> Iterator[Extent]:
    """Plain adjectives right after an article and before a noun that stands nowhere else; a plain adverb."""
    if setting.figures or setting.open_future or not setting.past:
        return
    for at in range(1, len(unit) - 1):
        if unit[at].quoted or unit[at].name:
            continue
        if unit[at].form in lexis.plain and unit[at - 1].form in lexis.singular:
            end = next(k for k in range(at, len(unit) + 1) if k == len(unit) or unit[k].form not in lexis.plain)
            noun = unit[end] if end < len(unit) else None
            if noun and _one_of_its_kind(noun, setting, lexis):
                yield at, end
        elif unit[at].form in lexis.adverbs and unit[at - 1].word and unit[at + 1].word:
            yield at, at + 1


def _one_of_its_kind(noun: Token, setting: Setting, lexis: Lexis) -> bool:
    """Whether a noun is one thing that stands nowhere else: "the old houses burned" isn't "the houses burned"."""
    plural = lexis.code == "en" and (
        noun.form in _PLURALS or (noun.form.endswith("s") and not noun.form.endswith("ss"))
    )
    return noun.word and not noun.name and not plural and setting.counts[noun.form] == 1 and noun.form not in _LISTING


def _second_deed(unit: Tokens, setting: Setting, lexis: Lexis) -> Iterator[Extent]:
    """A second verb of what happened: "and searched his flat"; not "stopped and searched the car", one deed."""
    if setting.open_future or not setting.past or lexis.code != "en":
        return
    for at in range(3, len(unit) - 2):
        before, verb, piece = unit[at - 1], unit[at + 1], unit[at + 1 :]
        follows = unit[at].form == "and" and not unit[at].quoted and _is_past(verb, lexis) and before.word
        if follows and not _is_past(before, lexis) and not _guarded(piece, lexis) and all(t.word for t in piece):
            yield at, len(unit)
            return


def _is_past(token: Token, lexis: Lexis) -> bool:
    ends = bool(lexis.past_endings) and token.form.endswith(lexis.past_endings)
    return not token.name and (ends or token.form in lexis.past or token.form == "born")


def _reasons(unit: Tokens, setting: Setting, lexis: Lexis) -> Iterator[Extent]:
    """ "after a row with the owners" at the end."""
    if setting.open_future or setting.figures:
        return
    for at in range(3, len(unit) - 1):
        length = 0 if unit[at].quoted else starts_with(unit[at : at + PHRASE], lexis.reasons)
        piece = unit[at + length :]
        if not length or not piece or unit[at - 1].form in lexis.bound or unit[at - 1].number:
            continue
        if not _guarded(piece, lexis) and all(t.word and t.form not in lexis.pronouns for t in piece):
            start = at - 1 if unit[at - 1].form == "," else at
            yield start, len(unit)
            return
