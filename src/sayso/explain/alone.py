"""Whether a sentence stands alone, and how it is made to: a pronoun filled in as "[Name]", as an editor does."""

from __future__ import annotations

import re

from sayso.explain.filling import filled_in
from sayso.explain.leaning import points_outside
from sayso.explain.terms import phrases
from sayso.explain.voice import Voice
from sayso.types import Extent, MentionType, StoryArticle

_PERSONAL = re.compile(r"\b(?:he|she|him|his|hers?|él|ella|elle|lui)\b", re.IGNORECASE)
_LEANING_START = re.compile(
    r"(?:it|they|them|its|their|ellos|ellas|su|sus|ils?|elles?|leurs?|son|sa|ses)\b", re.IGNORECASE
)
_LEANING_QUOTE = re.compile(
    r"[\"“«]\s?(?:he|she|it|they|him|them|his|her|their|its|él|ella|ellos|ellas|il|elle|ils|elles)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"\b(?:denied|denies|rejected|confirmed|disputed|said) (?:that|it|this|them)[.,;]|"
    r"^the (?:first|second|third),|\b(?:put|puts) (?:the figure|it|them|its|theirs)\b"
    r"|\b(?:that|this) (?:figure|number|estimate|article|story|report|one)\b"
    r"|\b(?:cet|este) art[ií]c(?:le|ulo)\b|\b(?:cette|esa|esta) (?:cifra|estimation)\b|\bce chiffre\b"
)
_POINTING = (
    *(f"{word}{mark}" for word in ("that", "it", "this", "them") for mark in ".,;"),
    *(f"th{word} {noun}" for word in ("at", "is") for noun in ("f", "n", "e", "a", "s", "r", "o")),
    *("the first,", "the second,", "the third,", "put ", "puts ", "cet", "este ", "esa ", "esta ", "chiffre"),
)
"""Letters of which :data:`_POINTS_BACK` needs some: most sentences have none."""
_BARE_NUMBER = re.compile(r"(?:\bunos|\bunas|\benviron|\bson entre [\d.]+ y)\s[\d.]+\.$")
"""A count at the end without what it counts: "calculaba unos 1.200"."""
_THIS = re.compile(
    r"(?:this|that|these|those) (?:\w+ed|comes?|came|is|was|are|were|has|had|will|would|could|may|means?|meant|makes?"
    r"|made|follows?|marks?|gives?|gave|includes?)\b"
)
"""What was said before, as a subject: "This followed a 97-1 vote"."""
_IT_SAID = re.compile(
    r"[”\"»],? \w+\.$|[,”\"»] ?(?:it|they|he|she|il|elle|ils|elles)\s(?:also )?(?:said|added|says|a |ont )"
    r"|[,”\"»] ?(?:said|added|says|adds) (?:it|they|he|she)\b"
    r"|(?:dit|ajoute|précise|affirme|explique|calcule|répond)-t-(?:il|elle|on)\b"
)
_LEANING_AFTER_TIME = re.compile(
    r"(?:on|by|since|until|in|last|that|this) (?:\w+ ){1,3}(?:it|they|he|she)\b", re.IGNORECASE
)
"""A pronoun for a subject after nothing but a time: "On Wednesday morning it had 74 names"."""
_LEANING_SPEAKER = re.compile(r"(?:sus?|ses|son|sa|leurs?|one of (?:them|those)|others?|its|their)\b", re.IGNORECASE)
"""A speaker who is somebody's: "according to his accounts"."""
QUOTED_WORDS = 5
"""Words in quotation marks from which a sentence is somebody's own, whom the outlet can't stand in for."""
_EXPLETIVE = re.compile(
    r"it (?:is|was|wasn't|isn't|remains|remained|will be|may be) (?:(?:not|still|yet|now|immediately|also) )*"
    r"(?:clear|unclear|known|unknown|possible|likely|unlikely|too early"
    r"|the (?:first|second|third|worst|deadliest|biggest))"
    r"|il (?:est|faut|y a|n'est)|on (?:ne sait|ignore)",
    re.IGNORECASE,
)
"""An "it" that stands for nothing."""
_NO_SUBJECT = re.compile(
    r"(?:ha|han|había|habían|tiene|tienen|tenía|tenían|estaba|estaban|es|son|era|eran|pidió|pide|dijo|añadió|explicó"
    r"|aseguró|afirmó|admitió|recordó|calificó|quiere|espera|cree|considera|insistió|advirtió)\b"
    r"(?! (?:la primera|el primer|la segunda|el segundo|\w+[ai]d[oa]s? (?:el|la|los|las)\b))",
    re.IGNORECASE,
)
"""A Spanish sentence that begins with its verb: who does it stands in the sentence before."""
_OPENING_MARKS = "\"'“‘«([ \u00a0"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
FIRST_PERSON = re.compile(
    r"\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Mm]y|[Oo]ur|me|[Jj]e|[Jj]['’](?=\w)|[Nn]ous|[Nn]otre|[Nn]os|[Yy]o|[Nn]osotr[oa]s|[Nn]uestr[oa]s?)\b"
)
_SAID_IT = re.compile(
    r"\b(?:said|says|added|told (?:reporters|parliament|lawmakers|journalists|[A-Z]\w+)) (?:that )?(?P<it>it|they) "
    r"(?:will|would|had|has|have|was|were|is|are|could|may|might|can)\b"
)
_IT_WAS_A = re.compile(r"(?:it (?:was|is|would be|will be)|they (?:were|are)) (?:an?|the|not an?|not the) ")
"""What somebody says something else to be: "Twitter said it was a glitch"."""
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_TEMPORAL = re.compile(r"(?:that|the same|the following|the next) (?:day|night|week|evening|morning)\b", re.IGNORECASE)


def standing_alone(item: StoryArticle, extent: Extent, voice: Voice) -> str | None:
    """The sentence as a line: itself, or with its source's pronoun filled in; None when it leans on others."""
    words = item.article.text[extent[0] : extent[1]]
    if _is_broken(words) or _leans(words) or _inside_quotation(item.article.text, extent):
        return None
    if _says_it(item, words, voice):
        return None
    if item.article.language == "es" and _NO_SUBJECT.match(words):
        return None
    filled = filled_in(item, extent, voice)
    if _LEANING_QUOTE.match(words) or _is_bare_quotation(words, extent, voice):
        return None
    if _is_nobodys_quotation(item, words, voice):
        return None
    outside = QUOTED.sub(lambda quoted: " " * len(quoted[0]), words)
    if FIRST_PERSON.search(outside):  # the middle of a quotation, or the outlet about itself
        return None
    if filled is not None:
        return None if _LEANING_START.match(filled.lstrip(_OPENING_MARKS[:-2])) else filled
    starts = outside.lstrip(_OPENING_MARKS)
    if _LEANING_AFTER_TIME.match(starts) or _LEANING_SPEAKER.match(voice.speaker):
        return None
    if (_LEANING_START.match(starts) and not _EXPLETIVE.match(starts)) or _IT_SAID.search(words):
        return None
    return None if _unnamed_person(item, extent, voice, outside) else words


def _is_broken(words: str) -> bool:
    """A question, the middle of a sentence, half of a quotation, or what ends in no full stop (a headline)."""
    bare = words.rstrip("\"'”’»)] \u00a0")
    if not bare or bare.endswith(("?", ":", ",", ";")) or words[0].islower():
        return True
    if words.count('"') % 2 or any(words.count(left) != words.count(right) for left, right in _PAIRS):
        return True
    return not bare.endswith((".", "!", "…"))


def _inside_quotation(text: str, extent: Extent) -> bool:
    """Whether a quotation was opened before the sentence in its paragraph and goes on through it without a mark."""
    before = text[text.rfind("\n", 0, extent[0]) + 1 : extent[0]]
    opened = before.count("“") > before.count("”") or before.count("«") > before.count("»") or before.count('"') % 2
    return bool(opened) and not any(mark in text[slice(*extent)] for mark in '"“”«»')


def _is_bare_quotation(words: str, extent: Extent, voice: Voice) -> bool:
    """Whether a sentence is one quotation and doesn't say whose: it goes on from the sentence before."""
    statement = voice.statement
    named = statement is not None and any(extent[0] <= start < extent[1] for start, _ in statement.source)
    return not named and words[0] in '"“«' and words[-1] in '"”»' and QUOTED.fullmatch(words) is not None


def _is_nobodys_quotation(item: StoryArticle, words: str, voice: Voice) -> bool:
    """Whether a sentence quotes somebody of whom it isn't known who he is: "he" of several, or nobody at all."""
    if voice.statement is None:
        return _quotes_at_length(words)
    return voice.statement.kind == "direct" and voice.speaker == item.outlet and words[0] in '"“«'


def _quotes_at_length(words: str) -> bool:
    """Whether a sentence gives somebody's words, not just a name or a term of theirs: the outlet doesn't say them."""
    return any(len(quoted.split()) >= QUOTED_WORDS for quoted in QUOTED.findall(words))


def _leans(words: str) -> bool:
    lowered = words.lower().lstrip(_OPENING_MARKS).replace("’", "'")
    if _TEMPORAL.match(lowered):
        return True
    if any(hint in lowered for hint in _POINTING) and _POINTS_BACK.search(lowered):
        return True
    if _THIS.match(lowered) or _BARE_NUMBER.search(lowered):
        return True
    return phrases("danglers").match(lowered) is not None or points_outside(words)


def _says_it(item: StoryArticle, words: str, voice: Voice) -> bool:
    """Whether somebody says what "it" or "they" do, who can't mean themselves: "Penhale said it would go on"."""
    found = _SAID_IT.search(words) if " it " in words or " they " in words else None
    if found is None or _EXPLETIVE.match(words, found.start("it")):
        return False
    if _IT_WAS_A.match(words, found.start("it")):
        return True
    return any(m.type is MentionType.PERSON and m.name == voice.speaker for m in item.annotations.mentions)


def _unnamed_person(item: StoryArticle, extent: Extent, voice: Voice, outside: str) -> bool:
    """Whether "he" or "her" stands in the sentence (quotations blanked out) with nobody before it whom it can mean:
    no person that the annotator found, no source of its statement, no other name.
    """
    pronoun = _PERSONAL.search(outside)
    if pronoun is None:
        return False
    before = range(extent[0], extent[0] + pronoun.start())
    people = (m.start for m in item.annotations.mentions if m.type in {MentionType.PERSON, MentionType.OTHER})
    sources = (start for start, _ in voice.statement.source) if voice.statement else ()
    return not any(start in before for start in (*people, *sources)) and not _NAME.search(outside[: pronoun.start()])


_NAME = re.compile(r"\w\W+(?:[A-ZÀ-Þ][\w’'-]+\W+)+")
"""A name somewhere before the pronoun, where the annotator found none (the first word's capital says nothing)."""
