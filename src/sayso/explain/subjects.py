"""Whom and what a story is about: the organisations, places, events and people that several publishers name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.explain.bodies import is_body, one_each, terms_of
from sayso.explain.candidates import SECOND_HAND
from sayso.explain.terms import lexicon
from sayso.text import normal_form
from sayso.types import Mention, MentionType, StoryArticle

SUBJECTS = 8
NAMED_BY = 2
"""Publishers of their own that name a subject at least."""
IN_OFFICE = 3
"""The same for a person, with a role beside the name (promise 11: the desk asks for a public one too)."""
LEAST = 3
"""Letters of a name at least."""
_MEDIUM = re.compile(
    r"\b(?:Radio|TV|Television|Televisión|Télévision|News|Post|Times|Herald|Tribune|Gazette|Gaceta|Courier|Ledger|Journal"
    r"|Observer|Chronicle|Guardian|Telegraph|Daily|Diario|Quotidien|Newswire|Broadcasting)\b"
)
"""Words in the names of newspapers and broadcasters."""
_MEDIUM_BEFORE = re.compile(
    r"\b(?:broadcaster|newspaper|news (?:agency|site|website|channel|network)|radio station|television|daily|magazine"
    r"|weekly|agencia de noticias|cadena|emisora|diario|periódico|chaîne|quotidien|agence de presse|journal),?\s+"
    r"(?:the |el |la |le )?$"
)
_TOLD_TO = re.compile(r"\b(?:told|interview (?:with|on|by)|en entrevista con|confié à|declaró a)\s+(?:the )?$")
_TITLE = re.compile(
    r"(?:[A-Z][\w-]+ ){0,3}(?:Minister|President|Secretary|Speaker|Leader|Governor|Gov\.|Senator|Sen\.|Rep\."
    r"|Representative|Mayor|Judge|Sheriff|Chief|Director|General|Gen\.|Dr\.|Mr\.|Mrs\.|Ms\.|Ministro|Ministra|Presidente|Presidenta|Alcalde"
    r"|Ministre|Président|Présidente|Maire)\s(?=[A-ZÀ-Þ])"
)
_REACH = 40
"""Characters before a name that say what it is."""
_THINGS = frozenset({MentionType.ORG, MentionType.PLACE, MentionType.EVENT})


def subjects(items: Sequence[StoryArticle]) -> tuple[str, ...]:
    """The names, places last, those of most publishers first. One body named in several languages is one; newspapers
    and broadcasters are no subjects of a story that they tell.
    """
    named = [
        (item, m) for item in items if item.placement.relation not in SECOND_HAND for m in item.annotations.mentions
    ]
    media = _media(items)
    language = max(languages := Counter(i.article.language for i in items), key=languages.__getitem__, default=None)
    kept = [(item, mention) for item, mention in named if _may_be(mention.name, media, items)]
    home = one_each(sorted({_bare(m) for _, m in kept}, key=lambda name: (-len(terms_of(name)), name)))
    found: dict[str, _Named] = {}
    for item, mention in kept:
        name = home[_bare(mention)]
        one = found.setdefault(name, _Named())
        one.families.add(item.family)
        one.kinds[MentionType.ORG if is_unread_body(mention) else mention.type] += 1
        one.written[_bare(mention), item.article.language == language] += 1
        if mention.role or _bare(mention) != mention.name:
            one.in_office.add(item.family)
    chosen = [name for name, one in found.items() if _is_subject(one.kinds, len(one.families), len(one.in_office))]
    chosen.sort(key=lambda n: (_is_place(found[n].kinds), -len(found[n].families), -found[n].kinds.total(), n))
    return tuple(found[name].best for name in chosen[:SUBJECTS])


@dataclass(slots=True)
class _Named:
    """How a story names one body, place or person: by which publishers, as what, in which forms."""

    families: set[str] = field(default_factory=set)
    in_office: set[str] = field(default_factory=set)
    kinds: Counter[MentionType] = field(default_factory=Counter)
    written: Counter[tuple[str, bool]] = field(default_factory=Counter)

    @property
    def best(self) -> str:
        """The form to show: not in capitals, in the language of most articles, the most common."""
        forms = sorted(self.written.items(), key=lambda one: (one[0][0].isupper(), not one[0][1], -one[1], one[0][0]))
        return forms[0][0][0]


def is_unread_body(mention: Mention) -> bool:
    """Whether a name of no known type says itself that it is a body's."""
    return mention.type is MentionType.OTHER and is_body(mention.name)


def _bare(mention: Mention) -> str:
    """A person's name without the office before it: "Public Works Minister Hanno Verrill"."""
    if mention.type is not MentionType.PERSON:
        return mention.name
    role = _TITLE.match(mention.name)
    return mention.name[role.end() :] if role else mention.name


def _media(items: Sequence[StoryArticle]) -> frozenset[str]:
    """Newspapers and broadcasters that a story names: its outlets, and those through whom others say something."""
    found = {normal_form(item.outlet) for item in items}
    return frozenset(
        found | {normal_form(m.name) for item in items for m in item.annotations.mentions if _is_heard_through(item, m)}
    )


def _is_heard_through(item: StoryArticle, mention: Mention) -> bool:
    """Whether its article calls it a medium, or has somebody tell it something."""
    before = item.article.text[max(0, mention.start - _REACH) : mention.start]
    said_so = _MEDIUM_BEFORE.search(before) or _TOLD_TO.search(before)
    return mention.type is not MentionType.PERSON and said_so is not None


def _may_be(name: str, media: frozenset[str], items: Sequence[StoryArticle]) -> bool:
    """Whether a name can be a subject: it is no medium's, and no common noun that a capital made a name."""
    normal = normal_form(name)
    if len(normal) < LEAST or normal in media or normal in lexicon("media") or _MEDIUM.search(name):
        return False
    return " " in normal or not any(f" {normal} " in f" {item.article.text} " for item in items)


def _is_place(kinds: Counter[MentionType]) -> bool:
    return kinds.most_common(1)[0][0] is MentionType.PLACE


def _is_subject(kinds: Counter[MentionType], publishers: int, in_office: int) -> bool:
    # As the desk decides for a subject's page: a name that is mostly of no known kind may be a person's.
    if 2 * sum(kinds[kind] for kind in _THINGS) > kinds.total():
        return publishers >= NAMED_BY
    return kinds[MentionType.PERSON] > 0 and in_office >= IN_OFFICE


def definition_of(name: str) -> re.Pattern[str]:
    """Finds a sentence that says what a subject is: "X is a ...", "X, a ...", "X, which ...", in three languages."""
    return re.compile(
        rf"(?:^|\b(?:the|el|la|los|las|le|les)\s){re.escape(name)}(?:\s\([^)]*\))?"
        r"(?:,? (?:is|was|are|were|has been|began|grew|es|era|fue|nació|son|est|était|sont)\b"
        r"|, (?:an?|the|which|who|one of|un|une|una|el|la|le|que|qui)\b)",
        re.IGNORECASE,
    )
