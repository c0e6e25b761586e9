"""Statements without a parse: Spanish and French, by quotation marks, "según" and "selon", and verbs of saying.

One sentence at a time, and at most 1,500 characters of it, so that no pattern can run away.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.annotate.document import Document
from sayso.annotate.lexical import table
from sayso.annotate.statements.candidates import Extents, Passages, after_dateline, has_own_cue, joined, trimmed
from sayso.annotate.statements.firmness.flat import Said, firmness_in
from sayso.annotate.statements.nested import with_reporters
from sayso.annotate.statements.plain_sources import (
    LONGEST_SOURCE,
    SECOND_CUE,
    STOP,
    WHEN,
    source_after,
    source_before,
    source_between,
    with_apposition,
)
from sayso.annotate.statements.plain_speakers import Speakers
from sayso.annotate.statements.quotes import Quote, find_quotes
from sayso.types import Extent, Firmness, Mention, Statement

LANGUAGES = frozenset({"es", "fr"})
_LONGEST_SENTENCE = 1500

_QUOTE_SCORE, _ACCORDING_SCORE, _CLAUSE_SCORE, _BARE_SCORE = 0.88, 0.86, 0.86, 0.6
_SOURCELESS = 0.85
"""A clause whose subject isn't found is that much less sure. On our own labelled articles clauses are right in 90 of
100, objects in 84."""

SHOWN = 0.85


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    cue: re.Pattern[str]
    according: re.Pattern[str]
    complement: re.Pattern[str]
    firmness: dict[str, Firmness]
    pronouns: frozenset[str]
    institutions: frozenset[str]
    transitive: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    source: Extent | None
    cue: Extent
    content: Extents
    word: str
    score: float
    reporter: Extent | None = None


@functools.cache
def _language(code: str) -> _Language:
    words = table(f"cues.{code}")
    firmness = {verb: Firmness(kind) for kind, verbs in words["verbs"].items() for verb in verbs.split()}
    phrases = words["phrases"]
    # Inverted pronouns ("a-t-elle ajouté", "explique-t-il") are part of the cue.
    verbs = "|".join(sorted(map(re.escape, firmness), key=len, reverse=True))
    auxiliary = rf"(?:(?:{phrases['auxiliary']})(?:-t)?(?:-(?:il|elle|ils|elles|on))?\s)?"
    return _Language(
        code=code,
        cue=re.compile(
            rf"(?<![\w-]){auxiliary}(?P<verb>{verbs})(?:-t)?(?:-(?:il|elle|ils|elles|on))?(?![\w-])", re.IGNORECASE
        ),
        according=re.compile(rf"(?<!\w)(?:{phrases['according']})(?=\s|\b)", re.IGNORECASE),
        complement=re.compile(
            rf"(?P<gap>[^,.;:«»“”\"]{{0,60}}?)\b(?:{phrases['complement']})(?:(?<=['’])|\b)\s?", re.IGNORECASE
        ),
        firmness=firmness,
        pronouns=frozenset(phrases["pronouns"].split()),
        institutions=frozenset(words["speakers"]["institutions"].split()),
        transitive=frozenset(phrases["transitive"].split()),
    )


def find(document: Document, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """The statements of a Spanish or French document."""
    language = _language(document.language)
    passages = Passages(document.text, find_quotes(document.text))
    speakers = Speakers(document.text, mentions, language.pronouns, language.institutions)
    found: list[_Found] = []
    for start, end in document.sentences:
        sentence = after_dateline(document.text, (start, min(end, start + _LONGEST_SENTENCE)))
        found += _in_sentence(document.text, sentence, passages, language)
    return with_reporters([_statement(document.text, one, passages, speakers, language) for one in _distinct(found)])


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    """In order, one for each content: the more reliable of two."""
    best: dict[Extents, _Found] = {}
    for one in found:
        if one.content not in best or best[one.content].score < one.score:
            best[one.content] = one
    return sorted(best.values(), key=lambda one: one.cue)


def _in_sentence(text: str, sentence: Extent, passages: Passages, language: _Language) -> Iterator[_Found]:
    according = False
    last, source = sentence[0], None
    for match in language.according.finditer(text, *sentence):
        if passages.around(match.span()) is None:
            attributed = _by_phrase(text, sentence, match.span(), passages)
            if attributed is not None:
                according = True
                if attributed.cue[0] == sentence[0] and attributed.source is not None:
                    last = attributed.source[1]
                yield attributed
    for match in language.cue.finditer(text, *sentence):
        if passages.around(match.span()) is not None or _IS_NOUN.search(text, sentence[0], match.start()):
            continue
        for attributed in _by_verb(text, (last, sentence[1]), match, passages, language):
            if according and attributed.score < _CLAUSE_SCORE:
                continue
            shared = attributed.source is None and SECOND_CUE.search(text, last, match.start()) is not None
            source = source if shared else attributed.source
            last = match.end()
            yield replace(attributed, source=source)


_IS_NOUN = re.compile(r"(?<!\w)(?:ce|cette|une?|du|des|son|sa|leur|una|este|esta|ese|esa|su|del)\s$", re.IGNORECASE)
"""Before a noun that looks like a verb of saying: "ce chiffre", "una denuncia"."""

# --- "según el ministerio" ---------------------------------------------------------------------------------


def _by_phrase(text: str, sentence: Extent, cue: Extent, passages: Passages) -> _Found | None:
    stop = STOP.search(text, cue[1], sentence[1])
    end = with_apposition(text, stop.start() if stop else sentence[1], sentence[1])
    source = trimmed(text, [(cue[1], min(end, cue[1] + LONGEST_SOURCE))])
    if not source:
        return None
    cited = _CITED.match(text, source[0][1], sentence[1])
    end = cited.end("cited") if cited else end
    sentence = _between_semicolons(text, sentence, (cue[0], end))
    before, after = text[sentence[0] : cue[0]], text[end : sentence[1]]
    rest = [(sentence[0], cue[0]), (end, sentence[1])] if len(before) > len(after) else [(end, sentence[1])]
    content = trimmed(text, _whole_quotes(rest, passages))
    if cited is not None and content:
        return _Found(cited.span("cited"), cue, content, "", _ACCORDING_SCORE, source[0])
    return _Found(source[0], cue, content, "", _ACCORDING_SCORE) if content else None


_CITED = re.compile(
    r",\s(?:citando(?:\sa)?|citant|que\scita(?:\sa)?|qui\scite)\s(?P<cited>[^,;:.()«»“”\"\n]{3,80})(?=,\s)"
)
"""Whom the source itself cites: "según Radio Norte, citando fuentes judiciales, hay tres investigados"."""

_INVERTED = re.compile(r"-(ils?|elles?|on)\b", re.IGNORECASE)


def _between_semicolons(text: str, sentence: Extent, phrase: Extent) -> Extent:
    """The part of a sentence that a phrase stands in: "3.000, según la policía; 5.000, según los organizadores"."""
    start = text.rfind(";", sentence[0], phrase[0]) + 1
    end = text.find(";", phrase[1], sentence[1])
    return max(sentence[0], start), end if end >= 0 else sentence[1]


def _whole_quotes(extents: Sequence[Extent], passages: Passages) -> list[Extent]:
    whole: list[Extent] = []
    for start, end in extents:
        held = [quote for quote in passages.overlapping((start, end)) if start <= quote.start]
        whole.append((start, max([end, *(quote.end for quote in held)])))
    return joined(whole)


# --- verbs of saying -------------------------------------------------------------------------------------------


def _by_verb(
    text: str, sentence: Extent, match: re.Match[str], passages: Passages, language: _Language
) -> Iterator[_Found]:
    cue = match.span()
    word = match["verb"].lower()
    left = _quote_before(text, cue[0], sentence, passages)
    right = _quote_after(text, cue[1], sentence, passages) if left is None else None
    if left is not None:
        source = _pronoun_within(match) or source_after(text, cue, sentence) or source_between(text, left.end, cue[0])
        quotes = [left, *_quotes_after(text, passages, max(cue[1], source[1] if source else 0), sentence)]
        yield _Found(source, cue, trimmed(text, [(q.start, q.end) for q in quotes]), word, _QUOTE_SCORE)
        return
    if right is not None:
        source = source_before(text, cue, sentence)
        quotes = [right, *_quotes_after(text, passages, right.end, sentence)]
        denied = _object(text, (cue[1], right.start), source, cue, word, passages, language)
        if denied is not None and language.firmness[word] is Firmness.DENIED:
            yield denied
            word = ""  # "negó el pago: «No negociamos»": what is quoted isn't what is denied
        yield _Found(source, cue, trimmed(text, [(q.start, q.end) for q in quotes]), word, _QUOTE_SCORE)
        return
    found = _by_clause(text, sentence, match, passages, language)
    if found is not None:
        yield found


def _object(
    text: str, extent: Extent, source: Extent | None, cue: Extent, word: str, passages: Passages, language: _Language
) -> _Found | None:
    """What a verb that takes an object has as one: "negó las acusaciones", "confirmó 38 casos"."""
    kind = language.firmness[word]
    if source is None or not (kind in _WITH_OBJECT or word in language.transitive) or _ends_clause(text, extent[0]):
        return None
    when = WHEN.match(text, *extent)
    start = when.end() if when else extent[0]
    end = _before_second_cue(text, (start, extent[1]), language)
    content = trimmed(text, _whole_quotes([(start, end)], passages))
    return _Found(source, cue, content, word, _BARE_SCORE) if content else None


def _pronoun_within(match: re.Match[str]) -> Extent | None:
    """The "il" of "a-t-il ajouté": it is who speaks, whatever stands after the verb."""
    inverted = _INVERTED.search(match[0])
    return (match.start() + inverted.start(1), match.start() + inverted.end(1)) if inverted else None


def _by_clause(
    text: str, sentence: Extent, match: re.Match[str], passages: Passages, language: _Language
) -> _Found | None:
    cue = match.span()
    word = match["verb"].lower()
    source = source_before(text, cue, sentence)
    clause = language.complement.match(text, cue[1], sentence[1])
    if clause is not None and not (_NOUN_FIRST.match(clause["gap"]) or language.cue.search(clause["gap"])):
        phrase = language.according.search(text, clause.end(), sentence[1])
        end = phrase.start() if phrase and passages.around(phrase.span()) is None else sentence[1]
        end = _before_second_cue(text, (clause.end(), end), language)
        remark = _REMARK.search(text, clause.end(), end)
        content = trimmed(text, _whole_quotes([(clause.end(), remark.start() if remark else end)], passages))
        return _Found(source, cue, content, word, _CLAUSE_SCORE) if content else None
    if text[max(0, cue[0] - 2) : cue[0]] == ", " and not _is_apposed_subject(text, (sentence[0], cue[0] - 2)):
        fronted = _fronted(text, sentence, cue, word, language)
        if fronted is not None:
            return fronted
    if source is None and SECOND_CUE.search(text, sentence[0], cue[0]):
        source = cue  # the caller puts the one before there
        found = _object(text, (cue[1], sentence[1]), source, cue, word, passages, language)
        return replace(found, source=None) if found is not None else None
    return _object(text, (cue[1], sentence[1]), source, cue, word, passages, language)


_REMARK = re.compile(r",\s(?:ce\s(?:que|qu['’]|qui)|lo\s(?:que|cual)|algo\sque)\b", re.IGNORECASE)
"""What the writer adds to a clause: "..., ce que la direction conteste"."""

_WITH_OBJECT = frozenset({Firmness.DENIED, Firmness.ALLEGED, Firmness.CONFIRMED, Firmness.ESTIMATED})
_NOUN_FIRST = re.compile(
    r"\s*(?:(?:una?|unos|unas|el|la|los|las|su|sus|es[ao]s?|est[ao]s?|une|le|les|des|du|sa|son|ses|ces?|cette)\s|l['’])"
    r"(?!lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|pasad|mes\b|año|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|semaine|matin|soir|mañana|tarde|noche)\w",
    re.IGNORECASE,
)


def _ends_clause(text: str, position: int) -> bool:
    return text[position : position + 1] in {",", ".", ";", ":", ""} or text[position : position + 2] == " :"


def _is_apposed_subject(text: str, extent: Extent) -> bool:
    """ "La maire, Sandrine Joubert" before ", estime": a subject with its name, no clause."""
    comma = text.rfind(", ", *extent)
    return comma > 0 and with_apposition(text, comma, extent[1] + 1) == extent[1]


def _before_second_cue(text: str, extent: Extent, language: _Language) -> int:
    """Where "y acusó a ..." begins: another statement of the same speaker."""
    for match in language.cue.finditer(text, *extent):
        joint = SECOND_CUE.search(text, max(extent[0], match.start() - 12), match.start())
        if joint is not None:
            return joint.start()
    return extent[1]


_SHORTEST_FRONTED = 2
"""Spaces in a clause before its verb of saying; less is a subject with something between commas."""

_UNLIKE_SUBJECT = re.compile(
    r"\d|(?:toutes?|tous|tod[ao]s?|es[ao]s?|est[ao]s?|ces?|cet|cette|una?\s\w+\sque)\s", re.IGNORECASE
)


def _fronted(text: str, sentence: Extent, cue: Extent, word: str, language: _Language) -> _Found | None:
    """A clause before the verb: "El puente cayó, dijo la alcaldesa"."""
    source = source_after(text, cue, sentence)
    content = trimmed(text, [(sentence[0], cue[0])])
    if source is None or not content or text[slice(*content[0])].count(" ") < _SHORTEST_FRONTED:
        return None
    if _UNLIKE_SUBJECT.match(text, *source) or language.cue.search(text, *source):
        return None
    return _Found(source, cue, content, word, _CLAUSE_SCORE)


def _quote_before(text: str, position: int, sentence: Extent, passages: Passages) -> Quote | None:
    quote = passages.before(position)
    if quote is None or quote.end < sentence[0] or position - quote.end > 40:
        return None
    gap = text[quote.end : position]
    if not quote.speech and not (quote.words > 1 and gap.startswith(",")):
        return None  # the comma stands outside: '"No tengo dudas", agregó'
    return quote if "\n" not in gap and re.fullmatch(r"[\s,—–-]*(?:[\w'’]+\s){0,3}", gap) else None


def _quote_after(text: str, position: int, sentence: Extent, passages: Passages) -> Quote | None:
    quote = passages.after(position)
    if quote is None or quote.start > sentence[1] + 2 or not quote.speech or quote.start - position > 120:
        return None
    return quote if re.search(r"(?::|^|,)\s*$", text[position : quote.start]) else None


def _quotes_after(text: str, passages: Passages, position: int, sentence: Extent) -> list[Quote]:
    """A quotation that goes on after "she said," or in the next sentence of the paragraph."""
    quote = passages.after(position)
    if quote is None or not quote.speech or "\n" in text[position : quote.start] or has_own_cue(text, quote):
        return []
    return [quote] if quote.start - position <= 4 or text[sentence[1] : quote.start].strip(" .") == "" else []


# --- firmness -----------------------------------------------------------------------------------------------


_SHORT_WORD = re.compile(r"\b(?:[\w’']{1,3}\s|n['’])$")


def _with_short_word(text: str, cue: Extent) -> str:
    """A cue with the short word right before it ("no", "n'a"), where a negation stands."""
    short = _SHORT_WORD.search(text, max(0, cue[0] - 20), cue[0])
    return text[short.start() if short else cue[0] : cue[1]]


def _statement(text: str, found: _Found, passages: Passages, speakers: Speakers, language: _Language) -> Statement:
    share = passages.share(found.content)
    start, end = found.content[0]
    said = Said(
        word=found.word,
        kind=language.firmness.get(found.word, Firmness.STATED),
        before=_with_short_word(text, found.cue),
        source=text[slice(*found.source)] if found.source is not None else "",
        content=text[start:end],
    )
    score = found.score * (_SOURCELESS if found.source is None and found.score == _CLAUSE_SCORE else 1.0)
    reporter = speakers.resolve(found.reporter) if found.reporter is not None else None
    return Statement(
        source=(found.source,) if found.source is not None else (),
        cue=(found.cue,),
        content=found.content,
        speaker=speakers.resolve(found.source),
        firmness=firmness_in(said, language.code),
        via=(reporter,) if reporter is not None else (),
        kind="direct" if share > 0.9 else "mixed" if share > 0 else "indirect",
        score=round(score, 2),
        shown=score >= SHOWN,
    )
