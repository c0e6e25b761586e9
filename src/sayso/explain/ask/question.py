"""What a question asks for: its kind, what is counted, whom and what it names, the words that an answer must meet."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from sayso.explain.ask.senses import joined_phrases, words_of
from sayso.explain.ask.thesaurus import kin
from sayso.explain.terms import Concept, concepts, content_words, cued_by, lexicon, rows, single_words
from sayso.text import without_accents, words

LONGEST = 400
"""Characters of a question that are read."""
_OPENING_MARKS = " ¿¡\"'«“("
_TOKEN = re.compile(r"[^\W_]+(?:['’\-&.][^\W_]+)*")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_PARTICLES = frozenset("of de du des del la le les el los the and et y & d l von van al".split())
_LIGHT = frozenset(
    "did does do is are was were has have had will would can could should may might be been being "
    "in on at of by for from to with after before during since according that which who where when the a an "
    "there per than as and or if".split()
)
"""What ends the noun that an English question counts ("how many gang suspects | have been held")."""
_AFTER_NAME = re.compile(
    r"\b(?P<by>did|does|do|was|were|is|has|had|will|would)\s+(?:[A-ZÀ-Þ][\w'’-]*\s+|of\s+|the\s+(?=[A-ZÀ-Þ]))+"
    r"(?:be\s+|been\s+)?(?P<verb>[a-z]\w+)"
)
_PARTICIPLE = re.compile(
    r"(?:-t-elles?|-t-ils?|-ils?|-elles?|-on|\b(?:ont|sont|a|est)) (?:été )?"
    r"(?P<verb>\w{3,}(?:é|és|ée|ées|i|is|ie|ies|u|us|ue|ues|it|ts?|ne))\b"
)
_PARTICIPLE_EN = re.compile(r"(?:ed|en|n|t)$")
_DO, _BE = frozenset({"did", "does", "do"}), frozenset({"was", "were", "is", "are", "been", "be"})
_SHORT_CLAUSE = 4
"""Content words after "did" of a question that has no room for an object after its verb."""
_WEAK = frozenset("take took taken takes get got gets make made makes".split())
"""Verbs that are no content words: the noun that is counted ends before them, and none after them is the verb."""
_ADVERBIAL = frozenset("in on at by for from with after before during since into over under against".split())
"""What may follow the verb of a question, which then doesn't end it."""
_SUBORDINATE = frozenset("when while because although who that which whose where if".split())
_DETERMINERS = frozenset("le la les l des du de el los las del d".split())
_PASSIVE = re.compile(r"\b(?:were|was|been|be)\s+(?P<verb>\w+)(?=\s|\W*$)")
_OF_SOME = re.compile(
    r"^\s*(?:of|de|des)\s+(?:the|these|those|its|their|les|los|las)?\s*"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s)?",
    re.IGNORECASE,
)
"""What may stand before the noun that is counted ("how many of the five contracts")."""
_AUXILIARIES = frozenset(
    "did do does is are was were has have had will would can could should may might must been be".split()
)
_RATE = re.compile(r"\b(?:an?|per) (?:second|minute|hour|day|week|month|year|night)\b", re.IGNORECASE)
"""What stands between a noun and its verb and narrows it ("crossings a day were ordered")."""
_RATES = {
    "day": r"\b(?:da(?:y|ily)|días?|diari[oa]s?|jours?|journali|quotidien)",
    "week": r"\b(?:week|seman|semaine|hebdomadaire)",
    "month": r"\b(?:month|mes(?:es)?\b|mensual|mois|mensuel)",
    "year": r"\b(?:year|annual|años?\b|anual|ans?\b|année|annuel)",
    "hour": r"\b(?:hour|horas?\b|heure)",
}
"""What a sentence must have of a rate that is asked for, by its unit."""
_PER = re.compile(
    r"\b(?:an?|per|each|every|al|a la|por|cada|par|chaque) (?P<unit>day|week|month|year|hour|dia|semana|mes|ano|hora"
    r"|jour|semaine|mois|an|annee|heure)\b|\b(?P<adverb>daily|weekly|monthly|yearly|annually)\b"
)
_ABOUT = re.compile(
    r"\b(?:about|of|on|regarding|concerning|as to|over|sobre|acerca de|del|de la|de los|de las|de|respecto a"
    r"|sur|a propos de|a propos du|au sujet de|du|des|to)\b"
)
_ACCORDING = re.compile(r"(?:,\s*)?\b(?:according to|segun|selon|d'apres)\s+(?P<who>[^,?]+)")
_RECORDS = re.compile(r"\b(?:figures?|data|records?|numbers?|statistics|cifras?|datos|chiffres?|donnees|registros?)\b")
_PAST = re.compile(
    r"\b(?:did|was|were|has|have|had|fue|fueron|ha|han|hubo|\w+(?:aron|ieron)|a-t-\w+|ont-\w+|(?:a|ont) \w+[eiu]s?)\b"
)
_NUMERIC = frozenset({"how many", "how much", "share", "length", "depth", "height", "duration", "age", "change"})
MEASURES = frozenset({"magnitude", "reward", "cost", "turnout", "earnings"})
"""Concepts that are amounts: "what was the magnitude" asks for a figure too."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is searched.

    ``names`` are its names, each as the stems of its words; ``events`` the plain words that an answer must meet;
    ``general`` those that name at large; ``counted`` the noun that is counted, its head last; ``speaker`` whose words
    are wanted; ``years`` the years that it names; ``concept`` what is counted, where the words name one.

    ``rate`` is what a sentence must have of the unit of time by which a figure is asked for.

    What the sentence itself must have: ``head``, what "who" and "what" ask for (``exact``: no synonym of it, as in
    "which prison"); ``verbs``, which the order of an English question gives away; and, there or right before,
    ``agent``, which begins the subject of "did". ``soft`` words it need not have: verbs of saying in "who ...".
    """

    kind: str
    stems: tuple[str, ...]
    names: tuple[tuple[str, ...], ...] = ()
    events: tuple[str, ...] = ()
    general: frozenset[str] = frozenset()
    counted: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    years: frozenset[str] = frozenset()
    concept: str | None = None
    negated: bool = False
    past: bool = False
    head: str = ""
    agent: str = ""
    soft: frozenset[str] = frozenset()
    exact: bool = False
    verbs: frozenset[str] = frozenset()
    rate: str = ""

    @property
    def numeric(self) -> bool:
        """Whether a figure is asked for."""
        return self.kind in _NUMERIC or (self.kind == "what" and self.concept in MEASURES)


def understood(question: str) -> Question:
    """Reads a question in English, Spanish or French; what fits no opening asks "what"."""
    text = _reworded(unicodedata.normalize("NFC", question[:LONGEST]))
    bare = without_accents(text.lower().replace("’", "'"))
    if len(bare) != len(text):  # a letter that grows when it is lowered: rare, and then names aren't told by capitals
        text = bare
    start, end, kind = _opening(bare)
    speaker, text, bare = _speaker_asked(text, bare)
    rest = f"{text[:start]} {text[end:]}" if end <= len(text) else text
    kind, rest = _of_who(kind, rest)
    kind, speaker, rest = _of_saying(kind, speaker, rest, bare)
    names, stems = _read(rest)
    named = {stem for name in names for stem in name}
    years = frozenset(s for s in stems if _YEAR.fullmatch(s))
    general = frozenset(s for s in stems if s in words_of("ask_general") and s not in named)
    counted = _counted(text[end:] if end <= len(text) else rest, kind, named, general)
    plain = joined_phrases(tuple(s for s in stems if s not in named and s not in general and s not in years))
    concept = _concept(kind, plain, counted, general)
    soft = frozenset(s for s in plain if _is_soft(s, kind))
    return Question(
        kind="how many" if kind in concepts() else kind,
        stems=stems,
        names=names,
        events=tuple(s for s in plain if s not in counted[-1:]),
        general=general,
        counted=counted,
        speaker=speaker,
        years=years,
        concept=concept,
        negated=is_negated(rest),
        past=bool(_PAST.search(bare)),
        head=_head(rest, kind, plain, soft, bare[start:end]),
        agent=_agent(rest, plain),
        soft=soft,
        exact=bare[start:end] == "which",
        verbs=_verbs(rest, kind, plain, set(counted)),
        rate=_rate(bare),
    )


def _head(rest: str, kind: str, plain: tuple[str, ...], soft: frozenset[str], opening: str) -> str:
    """The noun that "who" or "what" asks for, "" where there is none; "how did ..." asks for no thing."""
    if kind not in {"who", "what"} or opening.startswith(("how", "como", "comment")):
        return ""
    return next((s for s in plain if s in content_words(rest)[:3] and s not in soft), "")


def _is_soft(word: str, kind: str) -> bool:
    """Whether a sentence that answers need not have a word: verbs that say little, verbs of saying in "who ..."."""
    return word in words_of("ask_light") or (kind == "who says" and word in words_of("ask_saying"))


def word_tokens(question: str) -> list[str]:
    """The words of a question as they are written, its set phrases put as single words."""
    return _TOKEN.findall(_reworded(unicodedata.normalize("NFC", question[:LONGEST])))


def _rate(bare: str) -> str:
    """The pattern of the unit of time by which a figure is asked for ("a day"), "" where none is."""
    match = _PER.search(bare)
    if match is None:
        return ""
    asked = match["unit"] or match["adverb"]
    return next((unit for unit in _RATES.values() if re.match(unit, asked)), _RATES["year"])


def phrase_words(text: str) -> list[str]:
    """The single words that stand for the phrasal verbs and set phrases of a text ("stepped down": "resigned")."""
    return [_phrases()[match[0].lower()] for match in _phrase_pattern().finditer(text)]


def _reworded(question: str) -> str:
    """The question with its phrasal verbs and set phrases put as single words."""
    return _phrase_pattern().sub(lambda match: _phrases()[match[0].lower()], question)


@functools.cache
def _phrases() -> dict[str, str]:
    return dict(line.split(" = ") for line in rows("ask_phrases"))


@functools.cache
def _phrase_pattern() -> re.Pattern[str]:
    longest_first = sorted(_phrases(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def is_negated(text: str) -> bool:
    """Whether a word in it turns the claim round."""
    found = words(text)
    return any(word in lexicon("negations") or word.endswith("n't") for word in found)


# --- the opening --------------------------------------------------------------------------------------------------


def _opening(bare: str) -> tuple[int, int, str]:
    """Where the opening stands and what it asks for; it may follow a first clause ("Since 2021, how many ...")."""
    first = len(bare) - len(bare.lstrip(_OPENING_MARKS))
    places = [first, *(match.end() for match in re.finditer(r",\s+", bare))]
    for place in places:
        for opening, kind in _openings():
            if bare.startswith(opening, place) and not bare[place + len(opening) : place + len(opening) + 1].isalnum():
                if place != first and kind in {"what", "yes or no", "where"}:
                    continue
                return place, place + len(opening), kind
    return first, first, "what"


@functools.cache
def _openings() -> tuple[tuple[str, str], ...]:
    """Openings with their kinds, longest first."""
    found = []
    for line in rows("question_kinds"):
        kind, _, openings = line.partition(": ")
        found += [(opening, kind) for opening in openings.split("|")]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


# --- who says, what is said ---------------------------------------------------------------------------------------


def _speaker_asked(text: str, bare: str) -> tuple[tuple[str, ...], str, str]:
    """ "according to X": X, and the question without it."""
    match = _ACCORDING.search(bare)
    if match is None or match.start() == 0:
        return (), text, bare
    start, end = match.span()
    if _RECORDS.search(match["who"]):  # "according to the May 12 figures": nobody's words
        return (), text[:start] + text[end:], bare[:start] + bare[end:]
    who = tuple(content_words(text[slice(*match.span("who"))]))
    return who, text[:start] + text[end:], bare[:start] + bare[end:]


def _of_who(kind: str, rest: str) -> tuple[str, str]:
    """ "who" with a verb of saying asks who says; the verb stays where the sentence must tell of it."""
    if kind != "who":
        return kind, rest
    first = next(iter(_TOKEN.findall(rest)), "").lower()
    if first in _plain_saying():
        return "who says", rest[rest.lower().index(first) + len(first) :]
    return ("who says", rest) if first in saying() else (kind, rest)


def _of_saying(kind: str, speaker: tuple[str, ...], rest: str, bare: str) -> tuple[str, tuple[str, ...], str]:
    """ "what did X say about Y": whose words, about what."""
    asked = bare.lstrip(_OPENING_MARKS)
    if kind not in {"what", "yes or no"} or not asked.startswith(("what ", "que ", "qu'", "how d")):
        return kind, speaker, rest
    tokens = list(_TOKEN.finditer(rest))
    place = next((n for n, t in enumerate(tokens) if t[0].lower() in saying()), None)
    if place is None:
        return kind, speaker, rest
    verb = tokens[place]
    about = _ABOUT.search(without_accents(rest.lower()), verb.end())
    before, after = rest[: verb.start()], rest[verb.end() :]
    if content_words(before):
        who, topic = before, after
    elif about is not None:
        who, topic = rest[verb.end() : about.start()], rest[about.end() :]
    else:
        who, topic = after, ""
    if not content_words(who):
        return kind, speaker, rest
    kept = "" if verb[0].lower() in _plain_saying() else f" {verb[0]}"
    return "what said", tuple(content_words(who)), f"{topic}{kept if not content_words(topic) else ''}"


def saying() -> frozenset[str]:
    """Verbs of saying, thinking and judging as questions have them."""
    return single_words("ask_saying")


@functools.cache
def _plain_saying() -> frozenset[str]:
    """Verbs that say no more than that something is said."""
    plain = "say says said tell tells told think thinks thought believe believes believed claim claims claimed maintain"
    more = "maintains maintained state states stated declare declared reckon reckons reckoned hold holds assert asserts"
    spanish = "dice dijo sostiene sostuvo afirma afirmó asegura aseguró cree creía piensa opina opinó mantiene"
    french = "dit déclare déclaré affirme affirmé soutient pense estime estimé assure assuré prétend croit"
    return frozenset(f"{plain} {more} {spanish} {french}".split())


# --- its words ----------------------------------------------------------------------------------------------------


def _read(rest: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The names of a question (runs of capitals, with the particles between), and all of its content stems."""
    names: list[list[str]] = []
    running = False
    last_end = 0
    for token in _TOKEN.finditer(rest):
        word = re.sub(r"^[dlDLqQ]u?['’]", "", token[0])
        if "'" in word and word.lower().endswith("'s"):
            word = word[:-2]
        apart = rest[last_end : token.start()].strip() not in {"", "&"}
        last_end = token.end()
        stems = content_words(word)
        if word[:1].isupper() and stems and not word.isdigit() and not _is_common(stems[0], running and not apart):
            if running and not apart:
                names[-1] += stems
            else:
                names.append(list(stems))
            running = True
        elif not (running and word.lower() in _PARTICLES - {"and", "et", "y"}):
            running = False
    return tuple(map(tuple, names)), tuple(dict.fromkeys(content_words(rest)))


def _agent(rest: str, plain: tuple[str, ...]) -> str:
    """The first word of the subject of "did ..." ("how much did the union pay"), where it is no name."""
    match = re.search(r"\b(?:did|does|do)\s+(?P<subject>.+)", rest, re.IGNORECASE)
    first = next(iter(content_words(match["subject"])), "") if match else ""
    return first if first in plain else ""


def _verbs(rest: str, kind: str, plain: tuple[str, ...], counted: set[str]) -> frozenset[str]:
    """The verbs that the order of words gives away: what follows the subject's name or a "been", what ends an English
    question after its subject, the participle of a French one, the word that begins a Spanish one.
    """
    if kind in {"what said", "who says", "yes or no"}:
        return frozenset()
    tokens = [token[0] for token in _TOKEN.finditer(rest)]
    stems = [next(iter(content_words(token)), "") for token in tokens]
    lowered = rest.lower()
    found = set()
    if not _is_romance(rest) and _ends_in_verb(tokens, stems):
        found.add(stems[-1])
    for match in _AFTER_NAME.finditer(rest):
        if match["by"] in _DO | {"will", "would"} or _PARTICIPLE_EN.search(match["verb"]):
            found.update(content_words(match["verb"]))
    found.update(s for match in _PARTICIPLE.finditer(rest) for s in content_words(match["verb"]))
    if kind == "how many":
        found.update(s for match in _PASSIVE.finditer(lowered) for s in content_words(match["verb"]))
        if not (_AUXILIARIES | _WEAK) & {token.lower() for token in tokens}:
            found.update(_first_verb(tokens, stems, set(plain) - counted, romance=_is_romance(rest)))
    elif kind in {"when", "where", "why", "how much"} and "¿" in rest:
        found.update(content_words(rest.lstrip(_OPENING_MARKS).split(" ")[0]))
    return frozenset(one for one in found & set(plain) - words_of("ask_light") if _may_be_verb(one))


def _may_be_verb(word: str) -> bool:
    """Whether a stem isn't known as a noun or adjective alone ("professors" in "how many professors signed")."""
    return not kin(word).classes or "v" in kin(word).classes


def _first_verb(tokens: list[str], stems: list[str], plain: set[str], *, romance: bool) -> list[str]:
    """The verb after the noun that is counted, where no auxiliary helps it; after an article stands a noun."""
    place = next((n for n, one in enumerate(stems) if one in plain), None)
    if place is None or (romance and place and tokens[place - 1].lower() in _DETERMINERS):
        return []
    return [stems[place]]


def _ends_in_verb(tokens: list[str], stems: list[str]) -> bool:
    """Whether an English question ends with its verb: after "to", a short subject of "did", or as a participle."""
    if len(tokens) < 2 or not (stems[-2] or tokens[-2] == "to"):
        return False
    lowered = [token.lower() for token in tokens]
    if _SUBORDINATE & set(lowered[1:]):  # "... when Drew escaped": the verb of another clause
        return False
    if did := _DO & set(lowered):
        place = lowered.index(min(did, key=lowered.index)) + 1
        after = stems[place:]
        if tokens[-2] != "to" and ("to" in lowered[place:] or _ADVERBIAL & set(lowered[place:])):
            return False
        return tokens[-2] == "to" or len([stem for stem in after if stem]) <= _SHORT_CLAUSE
    return bool(_BE & set(lowered)) and _PARTICIPLE_EN.search(lowered[-1]) is not None


def _is_common(stem: str, in_name: bool) -> bool:
    """Whether a word with a capital is no name: a month, or a title that stands before one."""
    return stem in words_of("ask_calendar") or (not in_name and stem in words_of("ask_titles"))


def _counted(rest: str, kind: str, named: set[str], general: frozenset[str]) -> tuple[str, ...]:
    """The stems of the noun that is counted, its head last; empty where people at large are.

    An auxiliary ends it in English ("border agents did ..."); without one the run of words takes in the verb ("tents
    reached the town"). In Spanish and French it is the first word.
    """
    if kind not in {"how many", "share"}:
        return ()
    found: list[str] = []
    auxiliary = False
    rest = _OF_SOME.sub("", rest)
    for token in _TOKEN.finditer(_RATE.sub(" ", rest)):
        word = token[0].lower()
        stems = content_words(word)
        auxiliary = word in _AUXILIARIES | _WEAK
        if word in _LIGHT or (not stems and found) or any(s in named for s in stems):
            break
        if any(s in general for s in stems) or (stems and stems[0].isdigit()):
            return tuple(found[:3])
        found += stems
        if _is_romance(rest) and found:
            return tuple(found)
    return tuple(found[:3]) if auxiliary or len(found) < 2 else tuple(found[:-1][:3])


def _is_romance(rest: str) -> bool:
    """Whether the noun comes first and what narrows it after: Spanish and French."""
    english = _LIGHT & set(words(rest))
    return not english - {"a", "on", "as", "has", "do", "had"} or bool(
        set(words(rest)) & {"la", "le", "les", "de", "des", "du", "el", "los", "las", "del", "se", "en", "une", "una"}
    )


def _concept(kind: str, plain: tuple[str, ...], counted: tuple[str, ...], general: frozenset[str]) -> str | None:
    """What is counted, where the question's words name or hint at it: of people what befell them, of things them."""
    if kind in concepts():  # "how strong": the opening itself says what is counted
        return kind
    if counted and (own := concepts().get(counted[-1])) is not None:
        return own.name
    if kind == "how many" and (general or not counted):
        told: list[Concept] = [c for s in plain for c in cued_by().get(s, ()) if c.moves != "local" and c.names]
        return next((c.name for c in told if c.name in plain), told[0].name if told else None)
    if kind in {"what", "how much"}:
        return next((s for s in plain if s in concepts()), None)
    return None
