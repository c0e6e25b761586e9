"""Where the subject of a verb of saying stands in a sentence without a parse: before it or after it, with its name."""

from __future__ import annotations

import re

from sayso.annotate.lexical import listed
from sayso.annotate.statements.candidates import trimmed
from sayso.types import Extent

LONGEST_SOURCE = 160
STOP = re.compile(r"[;:!?()«»“”\"\n—]|[,.](?!\d)")


_APPOSITION = re.compile(r",\s(?P<phrase>[^,;:.!?()«»“”\"\n—]{3,90})(?=[,.]|$)")


def with_apposition(text: str, position: int, end: int) -> int:
    """Takes a name or a role between commas along ("la alcaldesa de Kestrel, Ilse Marrow")."""
    match = _APPOSITION.match(text, position, end)
    if match is None:
        return position
    words = match["phrase"].split()
    name = all(word[0].isupper() or len(word) <= 3 for word in words) and len(words) <= 5
    offices = listed("names", "title", "office") | listed("names", "role", "nouns")
    role = len(words) <= 12 and any(word.lower() in offices for word in words[:2])
    return match.end() if name or role else position


_CLAUSE_START = re.compile(r"[;:()«»“”\"—]|,\s(?:y|pero|et|mais|aunque|mientras|tandis)\s", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\s*(?:y|e|et|pero|mais|o|ou|además|también|aussi|puis|luego)\s", re.IGNORECASE)
SECOND_CUE = re.compile(r",?\s(?:y|e|et|pero|mais|aunque|mientras|puis)\s*(?:(?:ils?|elles?)\s)?$", re.IGNORECASE)
_IN_RELATIVE = re.compile(r"\s(?:que|qui|quien|quienes|dont)\s$", re.IGNORECASE)
_MARKER = re.compile(
    r"(?:sin embargo|no obstante|por su parte|además|asimismo|en ell[ao]|por otr[ao] (?:lado|parte)|en tanto|"
    r"cependant|toutefois|de son côté|par ailleurs|pour sa part|en revanche|en outre|pourtant|ainsi),\s",
    re.IGNORECASE,
)
_THAT = re.compile(r"que\s|qu['’]", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"\w\s?$")
_ADVERB = re.compile(r"\s(?:siempre|también|además|ya|ayer|hoy|luego|toujours|aussi|également|déjà|hier|ensuite)$")
_NOT_SOURCE = frozenset("que qui a al en con por para se y et lo où donde como comme si".split())


def source_before(text: str, cue: Extent, sentence: Extent) -> Extent | None:
    """The subject between the start of the clause and the verb; None for a verb that shares the one before."""
    start = max(sentence[0], cue[0] - LONGEST_SOURCE)
    if SECOND_CUE.search(text, start, cue[0]):
        return None
    for boundary in _CLAUSE_START.finditer(text, start, cue[0]):
        if text[boundary.end() : cue[0]].strip():
            start = boundary.end()
    marker = _MARKER.match(text, start, cue[0])
    start = marker.end() if marker else start
    conjunction = _CONJUNCTION.match(text, start, cue[0])
    source = trimmed(text, [(conjunction.end() if conjunction else start, cue[0])])
    if _IN_RELATIVE.search(text, start, cue[0]):
        return None
    that = _THAT.match(text, *source[0]) if source and start == sentence[0] else None
    if that is not None and _WORD_BEFORE.search(text, max(0, start - 20), start):
        return that.end(), source[0][1]  # "dijo que el ministerio estimó"
    if not source or text[slice(*source[0])].split(maxsplit=1)[0].lower() in _NOT_SOURCE:
        return None
    adverb = _ADVERB.search(text, *source[0])
    return (source[0][0], adverb.start()) if adverb else source[0]


def source_between(text: str, start: int, end: int) -> Extent | None:
    """What stands between a quotation and its verb."""
    source = trimmed(text, [(start, end)])
    return source[0] if source else None


_DAY = "lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
WHEN = re.compile(rf"\s(?:(?:este|el|ce)\s)?(?:{_DAY}|ayer|hoy|hier|aujourd['’]hui)(?=\s)", re.IGNORECASE)
_TOLD_TO = re.compile(
    r"\s(?:al?|à|aux?)\s(?:(?:este|esta|ce|cette|la|el|le|los|las|les)\s|l['’])?"
    r"(?:(?:diario|periódico|medio|agencia|cadena|emisora|prensa|periodistas|reporteros|medios|journal|quotidien|agence|presse|journalistes"
    r"|chaîne|radio|televisión|télévision|micro|micrófono)\b(?:\s(?:de\s)?[A-ZÀ-Þ][\w.]+){0,3}"
    r"|[A-ZÀ-Þ][\w.]+(?:\s[A-ZÀ-Þ][\w.]+){0,2})(?=\s(?:el|la|los|las|una?|le|les|une)\s|\sl['’])"
)
"""To whom it was said, before who said it: "dijo a este diario la vecina Marta Gil"."""

_NOT_SUBJECT = re.compile(
    r"\s*(?:[,.:;]|(?:que|a|al|en|ante|desde|tras|durante|hoy|ayer|este|devant|dans|à|au|lors|hier|ce|après|"
    r"el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo))\b|qu['’])",
    re.IGNORECASE,
)


def source_after(text: str, cue: Extent, sentence: Extent) -> Extent | None:
    """The subject after an inverted verb, with its apposition."""
    when = WHEN.match(text, cue[1], sentence[1])
    cue = (cue[0], when.end()) if when else cue
    told = _TOLD_TO.match(text, cue[1], sentence[1])
    cue = (cue[0], told.end()) if told else cue
    if _NOT_SUBJECT.match(text, cue[1], sentence[1]):
        return None
    stop = STOP.search(text, cue[1], sentence[1])
    end = with_apposition(text, stop.start() if stop else sentence[1], sentence[1])
    source = trimmed(text, [(cue[1], min(end, cue[1] + LONGEST_SOURCE))])
    return source[0] if source else None
