"""Who gives a figure: a statement's source, or who the figure's own sentence says gives it."""

from __future__ import annotations

import re

from sayso.explain.bodies import other_kind
from sayso.explain.voice import is_pronoun, source_name, source_words
from sayso.types import Extent, Figure, Firmness, Statement, StoryArticle

_GIVEN_BY = re.compile(
    r"\s*(?:\w+\s)?(?:given|cited|reported|announced|claimed|stated|published) by (?P<who>(?:the )?[^,.;:()]{3,60})"
)
_ESTIMATE_OF = re.compile(
    r"(?P<who>(?:\b(?:the|its|their) )?[^\W\d_][\w.-]*(?: [A-Z][\w.-]*){0,4})['’]s? (?:\w+ )?"
    r"(?:estimate|figure|count|number|toll|tally) (?:of|was|is|stands at|stood at) (?:about |some |nearly )?$"
)
_PUTS_AT = re.compile(
    r"(?P<who>(?:The|An?|El|La|Los|Las|Le|Les|Une?|Un|Una|L['’])\s?[^,.;:\d«“\"()]{2,60}?|[A-ZÀ-Þ][^,.;:\d«“\"()]{2,60}?)"
    r"(?:, (?P<named>[A-ZÀ-Þ][^,.;:\d]{2,50}),)?\s"
    r"(?:(?:has |have |had )?put (?:it|them|(?:the|its|their) \w+|the number of [\w ]{3,30}) at"
    r"|puts (?:it|them|(?:the|its|their) \w+) at|parle(?:nt)? de|habla de|hablan de"
    r"|lo (?:rebaja|cifra|sitúa|calcula) [ae]n?"
    r"|cifra en|calcula que son|en a (?:compté|dénombré)|en (?:compte|dénombre)|n['’]en compte que)"
    r"(?:\s(?:about|some|nearly|around|only|más|menos|plus|moins|près|entre|unos|de)){0,2}\s?$"
)
_WHO_COUNTS = re.compile(
    r"(?P<who>(?:\b(?:the|la|le|el|les|los|las)\s|\bl['’])?[^\W\d_][^,.;:\d«“\"()]{2,60}),\s(?:which|who|que|qui)\s"
    r"(?:put|puts|counts?|counted|expects?|expected|estimates?|estimated|cuenta|calcula|estima|espera|compte|estime|attend)"
    r"\s(?:[^\W\d_]+\s){0,3}$"
)
"""A giver whose relative clause has the figure: "the agency, which expects 4,000"."""
_REPORT = re.compile(
    r"(?:(?:the|an?|un|une|una|el|la|le|les|nouveau|dernier|premier|latest|last|new|first|preliminary|updated"
    r"|nuevo|último|primer)\s)*"
    r"(?:bilan|balance|recuento|parte|informe|report|rapport|statement|toll|count|tally|communiqué|comunicado|bulletin)\b"
    r"[^,;]{0,40}?\s(?:del|du|des|de los|de las|de la|de l['’]|de|of|by|from|por|par)\s*"
    r"(?:(?:the|el|la|los|las|le|les)\s)?(?P<who>[^,;]{3,80})",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    r"\s(?:communiqué|publié|diffusé|difundido|publicado|released|issued|published|on (?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day)\b.*"
)
_ARTICLE = re.compile(r"\A(?:the|an?|el|la|los|las|le|les|une?|una|l['’])\s?(?=[^\W\d_])", re.IGNORECASE)
_AUXILIARY = re.compile(r"(?<=[\w.]{3}) (?:a|ha|has|had|avait|había)$")
"""A verb's beginning at the end of a source: "the Post a" of "le Post a révélé"."""
_NAMED = re.compile(r"(?:\b(?:the|el|la|los|las|le|les)\s|\bl['’])(?=[^\W\d_])", re.IGNORECASE)
_AHEAD = 140
"""Characters before a figure in which its sentence can say who gives it."""


def giver(item: StoryArticle, figure: Figure, extent: Extent) -> tuple[str | None, int | str | None]:
    """Who gives a figure of the sentence ``extent``, and in whose words of the article it stands: the statement's
    number, or what the sentence calls its giver. None for the outlet's own voice and for an unresolved pronoun.
    """
    text = item.article.text
    after = _GIVEN_BY.match(text, figure.end)
    if after is not None:
        return after["who"].strip(), after["who"].strip()
    own = item.annotations.statements
    statement = own[figure.statement] if figure.statement is not None and figure.statement < len(own) else None
    put = _said_in(text, figure, extent, statement)
    if put is not None:
        return put, put
    if statement is None:
        return None, None
    return _speaker(item, statement), figure.statement


def _said_in(text: str, figure: Figure, extent: Extent, statement: Statement | None) -> str | None:
    """Who gives it by the words right before it; not where a statement has its source in the same sentence."""
    ahead = text[max(extent[0], figure.start - _AHEAD) : figure.start]
    estimate = _ESTIMATE_OF.search(ahead)
    if estimate is not None:
        return _bare(estimate["who"])
    if counts := _WHO_COUNTS.search(ahead):
        return _last_named(counts["who"])
    if statement is not None and any(extent[0] <= start < extent[1] for start, _ in statement.source):
        return None
    puts = _PUTS_AT.search(ahead)
    return _bare(puts["named"] or puts["who"]) if puts else None


def _bare(words: str) -> str:
    """Words without the article before them, where no name begins with it."""
    return _ARTICLE.sub("", words.strip())


def _last_named(words: str) -> str:
    """Of the words before a relative clause the body that it is of: "mercredi l'Agence de santé" is the agency."""
    named = list(_NAMED.finditer(words))
    return _bare(words[named[-1].start() :] if named else words)


def _speaker(item: StoryArticle, statement: Statement) -> str | None:
    """The name of who states it; nobody gives what he denies."""
    words = source_name(item, statement)
    if words is None or is_pronoun(words) or statement.firmness is Firmness.DENIED:
        return None
    written = source_words(item, statement)
    if written is not None and other_kind(words, written):  # "the company" was taken for the union
        words = written
    return _who_reports(_AUXILIARY.sub("", words))


def _who_reports(words: str) -> str:
    """Whose report it is: "nouveau bilan de la province communiqué vendredi" is the province's."""
    report = _REPORT.fullmatch(words)
    return (_RELEASED.sub("", report["who"]).strip() or words) if report else words
