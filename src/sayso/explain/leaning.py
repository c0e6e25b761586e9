"""What a sentence points at outside itself: "there", "the two", "that amount", "the bus" (anaphora, Halliday and Hasan
1976, chapter 2). A reader of the line alone asks where, which two, how much, what bus.

:func:`points_outside` finds what only the text before can tell: such a sentence is no line. :func:`tells_of_before`
finds a definite noun that the text before has introduced, or that takes up what was told ("the move"): such a sentence
is worth less, unless the noun is what the story itself is about ("the quake").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

from sayso.explain.terms import content_words, rows, sense, single_words, stem

_BLANKED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_PLACE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Oo]utside|[Ii]nside|[Ii]nto)\s(?:the\s)?[A-ZÀ-Þ]\w+"
)
_MONTHS = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )\bthere\b(?!['’])"
    r"(?=[.,;:]|\s(?:for|on|by|since|in|at|to|with|after|before|during|under|who|and|but|as|that|when|while|until|because"
    r"|said|say|says|died|live|lives|lived|told|they|he|she|it|have|had|has|will|would)\b)"
    r"(?!\s(?:will|would|has|have|had)\s(?:\w+\s)?be(?:en)?\b)",
    re.IGNORECASE,
)
"""A place told of before; not the "there" of "there were", which may follow its verb ("nor was there a warning")."""
_WAS_THERE = re.compile(r"\b(?:is|are|was|were|be|been|being|living|lives?|held) there[.,;]", re.IGNORECASE)
_HERE = re.compile(r"\b(?:here|aquí|ici)\b(?!['’]s)", re.IGNORECASE)
"""Where the outlet writes from."""
_TIMES = (
    r"(?:past |last |coming |very |same |early |late )?(?:years?|months?|weeks?|weekend|mornings?|afternoon|evening"
    r"|nights?|spring|summer|fall|autumn|winter|season|century|decade|term|session|time|days?|hour|point|quarter"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b"
)
_THIS_THING = re.compile(rf"\b(?:this|these)\s(?!{_TIMES}|country\b|nation\b|world\b)(?=[a-z])", re.IGNORECASE)
_THE_COUNTRY = re.compile(
    r"\b[Tt]he (?:[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ]?[a-z]+)? ){1,2}"
    r"(?:country|nation|island|city|town|village|region|province)\b"
    r"(?! (?:of|that|where|which)\b)(?!,? [A-ZÀ-Þ])"
)
"""A place by what it is: "the East African country"."""
_THOSE = re.compile(
    r"\bthose\s(?!who|whose|whom|of|in|with|from|at|on|under|over|for|that|which|not|still|already|most|close|responsible"
    r"|involved|hurt|left|held|made|able|without|near|by|to|living|\w+ed\b|\w+ing\b)[a-z]",
    re.IGNORECASE,
)
_SUCH = re.compile(r"\bsuch\s(?!as\b)(?:an?\s)?[a-z]+\b(?!\s(?:as|that)\b)", re.IGNORECASE)
_THAT_THING = re.compile(
    r"\b(?:of|on|at|from|with|to|than|about|under|over|for|half|double|twice|times|after|before|by|despite)\sthat"
    r"(?:[.,;]|\s(?:amount|number|figure|sum|total|money|case|decision|deal|plan|order|vote|meeting|point|day|night|week"
    r"|month|year|law|bill|measure|claim|charge|estimate|period|rate|level|area|place|city|town|country|group|man|woman"
    r"|report|statement|story|question|proposal|ruling|agreement|offer|side|issue|matter|call|letter)\b)"
)
_COUNTED_OFF = re.compile(
    r"\b(?:the|all|any of the|these|those)\s(?:two|three|four|five|six|seven|eight)\b"
    r"(?!\s(?:of|more|months|weeks|days|years|hours|decades)\b)(?!-)"
    r"|\bthe (?:pair|duo|trio|latter|others?"
    r"|same (?!\w+ (?:as|that)\b|day|time|year|month|week|way|night|morning|period|kind|level))\b"
    r"|\b(?:one|some|most|many|none|all|each|both|half|two|several|few) of (?:them|those|these|it)\b",
    re.IGNORECASE,
)
_SET = re.compile(r"\b(?:and|or)\b|[,:;]")
"""What may set up, in the sentence itself, the things that are then counted off."""
_BOTH = re.compile(r"\b(?:both|neither|either)(?:[.,;]|\s(?:have|has|had|were|was|are|is|will|would|said|denied))")
_DAYS_APART = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|seven|ten|several|few|some|\d+) )?"
    r"(?:minutes?|hours?|days?|weeks?|months?) (?:earlier|later|before)"
    r"(?=[.,;]|\s(?:that|the|he|she|it|they|a|by|in|as)\b)"
    r"|\bthe (?:day|night|week|month|year) before(?=[.,;])|\bat the time\b(?! (?:of|that|when))"
    r"|\bthe (?:next|following|previous) (?:day|night|morning|evening|week|month|year)\b",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:19|20)\d\d|yesterday|today|last (?:week|month|year)|after|when)\b"
)
_OPENING_SET = re.compile(
    r"\W*(?:(?:\w+ )?(?:one|some|most|many|none|all|each|half|two|three|several|few|much|part|others?|another) of "
    r"(?:them|those|these|it|his|her|their|its)|(?:from|in|near|around|by) (?:there|then|it|them)\b"
    r"|(?:some|many|most|several|few|none|all|others?) (?:have|has|had|were|was|are|is|will|would|could|may)\b)",
    re.IGNORECASE,
)
_BARE_SHARE = re.compile(
    r"\b(?:claim|put|said|count|estimat|report|gave|speaks?|spoke)\w*\s(?:(?:that|it|at|about|some|only|just|of)\s)*"
    r"\d[\d.,]*(?<![.,])(?:\s?(?:percent|per cent|%))?(?=[.,;](?!\d)|\s(?:at|on|in the (?:morning|evening))\b|$)"
)
"""A share or a number of what was told of before: "the union claimed 80 percent at the start"."""
_SHARE_OF = re.compile(r"(?:percent|per cent|%) of\b")

_TAKES_UP = re.compile(
    r"\W*(?:the (?:decision|move|line|pictures?|images?|announcement|remarks?|comments?|revelations?|meeting|news"
    r"|footage|statement|exchange|incident|development|moment|result|process|position|charge|accusation|criticism|gesture)"
    r" (?:was|were|is|are|came|comes?|had|has|have|will|would|could|may|might|also|mark(?:s|ed)|follow(?:s|ed)|drew)\b"
    r"|(?:to|for|of|in|on|at|by|from|with) which\b"
    r"|(?:during|in|at|after|before|since|with|under|for|by|on) that [a-z]+\b"
    r"|(?:about |some |nearly |almost |just |only |barely |more than )?(?:an?|one|two|three|four|five|several|few) "
    r"(?:years?|decades?|months?|weeks?|days?) (?:earlier|later|before)\b"
    r"|(?:ah+|oh|uh|well|hey|wow|yes|yeah|okay|ah-h\w+|uh-h\w+)\b\s?[,!.—–-])",
    re.IGNORECASE,
)
"""A beginning that takes up what was told just before, or a voice's noise."""
_WHOSE = re.compile(
    r"\b(?:its|their|sus?|son|sa|ses|leurs?) (?:spokes\w+|lawyers?|attorneys?|meetings?|conversations?|feud|encounter"
    r"|talks|portavo\w+|abogad\w+|porte-parole|avocate?s?)\b"
)
_NAMED_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'.-]+")


def _whose_outside(plain: str) -> bool:
    """Whether somebody's spokesman speaks, or two people's meeting is told of, before anyone is named."""
    found = _WHOSE.search(plain)
    return found is not None and not any(
        content_words(name[0]) for name in _NAMED_BEFORE.finditer(plain, 0, found.start())
    )


def points_outside(words: str) -> bool:
    """Whether a sentence points at what only the text before it tells. Quotations aren't looked into."""
    plain = words
    if any(mark in words for mark in '"“«'):
        plain = _BLANKED.sub(lambda quoted: " " * len(quoted[0]), words)
    lowered = plain.lower()
    return any(
        points(plain) for hints, points in _CHECKS if not hints or any(hint in lowered for hint in hints)
    ) or bool(_OPENING_SET.match(plain) or _TAKES_UP.match(plain))


def _bare_share(plain: str) -> bool:
    found = _BARE_SHARE.search(plain)
    return found is not None and _SHARE_OF.search(plain, 0, found.start()) is None


def _place_outside(plain: str) -> bool:
    if _HERE.search(plain):
        return True
    found = _THERE.search(plain) or _WAS_THERE.search(plain)
    if found is None:
        return False
    return not any(not _MONTHS.search(place[0]) for place in _PLACE_BEFORE.finditer(plain, 0, found.start()))


def _set_outside(plain: str) -> bool:
    """Whether "the two" is counted off from what the sentence doesn't name before."""
    found = _COUNTED_OFF.search(plain)
    return found is not None and _SET.search(plain, 0, found.start()) is None


def _both_outside(plain: str) -> bool:
    return _BOTH.search(plain) is not None and " and " not in plain


def _day_outside(plain: str) -> bool:
    found = _DAYS_APART.search(plain)
    return found is not None and _DAY_NAMED.search(plain) is None


_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
_COUNTING = (
    *(f"{word} {number}" for word in ("the", "all", "these", "those") for number in _NUMBERS),
    *(f"the {word}" for word in ("pair", "duo", "trio", "latter", "other", "same")),
)
_CHECKS: tuple[tuple[tuple[str, ...], Callable[[str], object]], ...] = (
    ((" there", " here", "aquí", " ici"), _place_outside),
    (("this", "these"), _THIS_THING.search),
    (("its ", "their ", "su ", "sus ", "son ", "sa ", "ses ", "leur"), _whose_outside),
    (("country", "nation", "island", "city", "town", "village", "region", "province"), _THE_COUNTRY.search),
    (("those",), _THOSE.search),
    (("such ",), _SUCH.search),
    ((" that",), _THAT_THING.search),
    (_COUNTING, _set_outside),
    (("of them", "of those", "of these", "of it"), _set_outside),
    (("both", "either", "neither"), _both_outside),
    (("earlier", "later", "before", "the next", "following", "previous", "at the time"), _day_outside),
    (("claim", "put", "said", "count", "estimat", "report", "gave", "spoke", "speak"), _bare_share),
)
"""Letters that a sentence must have, and what then decides: most sentences have none of them."""


# --- definite nouns ------------------------------------------------------------------------------------------------

_DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Ee]l|[Ll]a|[Ll]os|[Ll]as|al|del|[Ll]es?|au|du)\s(?P<run>[^\W\d_A-ZÀ-Þ][^\W\d_]{2,}"
    r"(?:[ -][^\W\d_A-ZÀ-Þ][^\W\d_]{2,}){0,2})"
)
_AFTER = re.compile(r"\s(?:of|that|which|who|whose|where|de|del|du|des|que|qui|cuy[oa]|to)\b|,? [A-ZÀ-Þ]")
"""Words after a noun by which the sentence itself says which: "the man who", "the bus of the school"."""
_INTRODUCED = re.compile(
    r"\b(?:[Aa]n?|[Uu]ne?|[Uu]na|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]everal|[Ss]ome|\d+)\s"
    r"(?P<run>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})"
)
_WORD = re.compile(r"[^\W\d_]+")
READ_BACK = 1500
"""Characters before a sentence in which a thing is introduced that the sentence then calls "the bus"."""


def tells_of_before(text: str, start: int, end: int, own: frozenset[str]) -> bool:
    """Whether a sentence has "the bus" where the text before it has "a bus", or takes up what was told ("the move").

    Args:
        text: the article's.
        start: where the sentence begins.
        end: where it ends.
        own: stems of what the story is about (:func:`stems_of_things`), by which a reader knows which is meant.
    """
    heads = [(head, place) for head, place in _defined_outside(text, start, end) if head not in own]
    if any(head in _taken_up() for head, _ in heads):
        return True
    before = _introduced(text, max(0, start - READ_BACK), start) if heads else set()
    return any(head in before and head not in _introduced(text, start, place) for head, place in heads)


def stems_of_things(named: Iterable[str]) -> frozenset[str]:
    """The stems of words by which a text names what it is about, with those for the same things ("bill", "law")."""
    stems = {_thing(word) for word in named}
    return frozenset(stems.union(*(_taken_up().get(one, ()) for one in stems)))


@functools.lru_cache(maxsize=50_000)
def _thing(word: str) -> str:
    """The sense of a word, so that "acuerdo" is the deal of an English headline."""
    return sense(stem(word))


@functools.cache
def _taken_up() -> dict[str, frozenset[str]]:
    """Stems of nouns that take up what was told, each with those for the same thing."""
    listed = [frozenset(map(_thing, row.split())) for row in rows("taken_up")]
    return {word: row for row in listed for word in row}


def _defined_outside(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The stems of the nouns of definite phrases that the sentence doesn't define, and where each begins."""
    for match in _DEFINITE.finditer(text, start, end):
        heads, length = _phrase(match["run"])
        if _AFTER.match(text, match.start("run") + length) is None:
            yield from ((head, match.start()) for head in heads)


def _introduced(text: str, start: int, end: int) -> set[str]:
    return {head for match in _INTRODUCED.finditer(text, start, end) for head in _phrase(match["run"])[0]}


@functools.lru_cache(maxsize=50_000)
def _phrase(run: str) -> tuple[tuple[str, ...], int]:
    """The stems that may be the noun of a phrase, of up to three words after its article, and the phrase's length.

    It ends before a word that can't be in it; its noun is its last word, or one before what may be its verb ("the bus
    crashed"), or one that takes up what was told.
    """
    phrase: list[str] = []
    length = 0
    for word in _WORD.finditer(run):
        if word[0] in single_words("phrase_ends") or not content_words(word[0]):
            break
        phrase.append(word[0].lower())
        length = word.end()
    before = [(word, _thing(word), after) for word, after in zip(phrase, (*phrase[1:], "s"), strict=False)]
    heads = [(word, head) for word, head, after in before if after.endswith(("ed", "s")) or head in _taken_up()]
    return tuple(head for word, head in heads if word not in single_words("no_heads")), length
