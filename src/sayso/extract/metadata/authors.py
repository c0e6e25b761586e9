"""Who wrote it: persons first, and the agency that a byline names beside or instead of them."""

from __future__ import annotations

import html
import re
from functools import cache

from sayso.extract.dom import Dom, Element, brief, inside, marks_of
from sayso.extract.furniture import data_lines
from sayso.extract.jsonld import Thing, types_of
from sayso.text import folded_space, normal_form, words

_MAX_AUTHORS = 12
_MAX_BYLINE = 200
_MAX_NAME_LINE = 80
_MAX_BODY = 40
_SPLIT = re.compile(
    r"\s*(?:[,;|/•·、，]|\s&\s|\s(?:and|und|y|et|e|og|och|en|with|mit|con|avec|и|та|ja|ve)\s|\s[-–—]\s)\s*"
)
BYLINE_LEAD = re.compile(
    r"^(?:©\s*)?(?:(?:(?:view all )?posts|(?:zeige )?alle beiträge|ver todas las entradas|voir tous les articles|"
    r"written|reported|eingestellt|escrito|publi[ée]|publicado|text|words|story|reporting|posted|published|analysis|review|"
    r"opinion|updated)\s+)?"
    r"(?:by|von|vom|por|par|di|de la|door|av|af|od|przez|tekst|text|autor(?:in|en)?|autore|auteur|author|автор|"
    r"reporter|oleh|yazan|foto|from)\s*[:\s]\s*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]{0,60}[)\]）]")
_HANDLE = re.compile(r"@\w+|\S+@\S+|https?://\S+|www\.\S+")
_INITIAL = re.compile(r"\s[A-Z]\.$")
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_NAME_MARKS = ("author-name", "authorname", "author_name", "byline__name", "byline-name", "author__name", "author-link",
               "contributor-name", "byline__author", "byline-author", "authorline")  # fmt: skip
_BYLINE_MARKS = ("byline", "by-line", "author", "autor", "auteur", "writer", "reporter")
_ASIDE_MARKS = ("comment", "related", "bio", "social", "follow", "avatar", "image", "recommend", "promo", "footer")
_OUTSIDE = frozenset(["footer", "nav", "aside", "form"])
_METAS = ("author", "article:author", "article:author_name", "byl", "dc.creator", "dcterms.creator", "dc.author",
          "parsely-author", "sailthru.author", "citation_author", "cxenseparse:author", "article.author",
          "authors", "creator", "byline", "mediator_author")  # fmt: skip
_ORGANISATIONS = frozenset(["organization", "newsmediaorganization", "corporation"])
_HAN = re.compile(
    r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}(?:[\s・][\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,8})?$"
)


def authors_of(dom: Dom, things: list[Thing], outlet: str | None) -> tuple[str, ...]:
    """Names of those who wrote it, in the page's order, without roles, places, addresses and "By".

    The first source that names a person wins. Agencies ("dpa") beside a person follow after; where no source names
    a person, the agency that signs stands alone.
    """
    agencies: tuple[str, ...] = ()
    for least, source in (
        (1, _from_things(things)),
        (1, _from_metas(dom)),
        (2, _from_markup(dom)),
        (2, _from_bylines(dom)),
    ):
        names = [name for raw in source for name in names_in(raw, outlet) if is_agency(name) or _parts(name) >= least]
        people = [name for name in names if not is_organisation(name, outlet)]
        if len(people) < len(names):
            people = [name for name in people if _parts(name) > 1]  # "The Example, Frankfurt, Germany"
        signing = [name for name in names if is_agency(name)]
        if people:
            return _distinct([*people, *signing])
        agencies = agencies or _distinct(signing)
    return agencies


def declared_bodies(dom: Dom, things: list[Thing]) -> tuple[str, ...]:
    """The organisation that JSON-LD or <meta> names as the author ("Example Staff"), for pages that name no person."""
    declared = [folded_space(html.unescape(name)) for name in (*_from_things(things, bodies=True), *_from_metas(dom))]
    return _distinct([name for name in declared if _may_be_body(name)])[:1]


def _may_be_body(name: str) -> bool:
    return 1 < len(name) <= _MAX_BODY and not _HANDLE.search(name) and not name.isdigit()


def _parts(name: str) -> int:
    """How many parts a name has; one in a script without spaces counts as two."""
    return 2 if _HAN.match(name) else len(name.split())


def names_in(raw: str, outlet: str | None) -> list[str]:
    """The names in a byline, cleaned one by one: "By Ann Roe and Bo Li, Reuters" gives three."""
    line = html.unescape(html.unescape(raw))
    line = _HANDLE.sub(" ", folded_space(line)).strip(" ,:;|-–—").lstrip(".")
    line = BYLINE_LEAD.sub("", _BRACKETS.sub("", line)).strip()
    pieces = [BYLINE_LEAD.sub("", piece).strip(" :*\"'-–—©") for piece in _SPLIT.split(line)]
    pieces = [piece if _INITIAL.search(piece) else piece.strip(" .") for piece in pieces]
    return [name for piece in pieces if (name := _plausible(_recased(piece), outlet))]


def _plausible(name: str, outlet: str | None) -> str | None:
    """The name, or None for what can't be a person or an agency: a role, a place, a sentence, a number."""
    form = normal_form(name)
    if not form or len(name) > 60 or any(char.isdigit() for char in name):
        return None
    if form in _words_of("roles") or form in _words_of("places"):
        return None
    if is_agency(name) or is_organisation(name, outlet):
        return name
    if _HAN.match(name):
        return name
    parts = name.split()
    if len(parts) > 6 or len(form) < 3:
        return None
    if form.split()[0] in _words_of("roles") and len(parts) > 2:
        return _plausible(" ".join(parts[1:]), outlet)
    if len(parts) > 1 and any(word in _words_of("roles") for word in form.split()):
        return None
    return name


def _recased(name: str) -> str:
    """Writes "MARIA ROE" as "Maria Roe": what a style sheet shows in capitals isn't how a name is written."""
    letters = [char for char in name if char.isalpha()]
    if len(name.split()) > 1 and letters and all(char.isupper() for char in letters) and not is_agency(name):
        return name.title()
    return name


def is_agency(name: str) -> bool:
    """Whether it is one of the news agencies that we know."""
    form = normal_form(name)
    return form in _words_of("agencies") or form.removeprefix("the ") in _words_of("agencies")


def is_organisation(name: str, outlet: str | None) -> bool:
    """Whether a name is the outlet's, an agency's, or has a word that only organisations have."""
    form = normal_form(name)
    own = normal_form(outlet or "")
    squeezed = form.replace(" ", "")
    if is_agency(name) or (own and (form == own or squeezed == own.replace(" ", ""))):
        return True
    if own and len(own) > 3 and own in form:
        return True
    if len(form.split()) == 1 and len(form) > 3 and form in own.split():
        return True  # "Example" of "The Example Daily"; two words may be a person with a paper of their own name
    if re.search(r"\w\.(?:com|net|org|de|fr|es|it|co|tv|is|at|ch|no|se|ru)\b", name.lower()):
        return True
    return any(word in _words_of("organisation_words") for word in form.split())


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(normal_form(line) for line in data_lines(name))


def _from_things(things: list[Thing], *, bodies: bool = False) -> list[str]:
    found: list[str] = []
    for thing in things[:1] or []:
        for key in ("author", "creator"):
            found = found or _named(thing.get(key), bodies=bodies)
    return found


def _named(value: object, *, bodies: bool) -> list[str]:
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict) and (
            bodies or not types_of(item) & _ORGANISATIONS or is_agency(str(item.get("name")))
        ):
            name = item.get("name") or f"{item.get('givenName') or ''} {item.get('familyName') or ''}"
            found += [one for one in (name if isinstance(name, list) else [name]) if isinstance(one, str)]
    return [name for name in found if "://" not in name]


def _from_metas(dom: Dom) -> list[str]:
    for name in _METAS:
        values = [value for value in dom.metas.get(name, ()) if "://" not in value and len(value) <= _MAX_BYLINE]
        if values:
            return values
    return []


def _from_markup(dom: Dom) -> list[str]:
    """Elements that say they hold an author's name: itemprop, rel=author, the usual classes."""
    found = [
        brief(element, _MAX_NAME_LINE)
        for element in dom.tree.iter("a", "span", "p", "div", "strong", "li", "address", "cite", "b", "h4", "h5", "h6")
        if _says_author(element) and not inside(element, _OUTSIDE) and not _in_aside(element)
    ]
    return [text for text in found if text][:_MAX_AUTHORS]


def _says_author(element: Element) -> bool:
    if "author" in (element.get("rel") or "").lower().split():
        return True
    marks = marks_of(element)
    return any(mark in marks for mark in _NAME_MARKS)


def _from_bylines(dom: Dom) -> list[str]:
    for element in dom.tree.iter("span", "p", "div", "address", "a", "li", "strong", "em"):
        marks = marks_of(element)
        if not any(mark in marks for mark in _BYLINE_MARKS) or any(mark in marks for mark in _ASIDE_MARKS):
            continue
        text = brief(element, _MAX_NAME_LINE)
        if len(text) > 3 and not inside(element, _OUTSIDE) and _name_shaped(text):
            return [text]
    return []


def _name_shaped(text: str) -> bool:
    bare = BYLINE_LEAD.sub("", text)
    capital = [word for word in bare.split() if word[:1].isupper()]
    return 2 <= len(words(bare)) <= 10 and len(capital) * 2 >= len(bare.split())


def _in_aside(element: Element) -> bool:
    for _ in range(8):
        if element is None:
            return False
        marks = marks_of(element)
        if any(mark in marks for mark in ("comment", "related", "recommend", "footer", "most-read", "sidebar")):
            return element.tag not in {"html", "body"}
        element = element.getparent()
    return False


def _distinct(names: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(normal_form(name), _EMAIL.sub("", name).strip())
    return tuple(list(found.values())[:_MAX_AUTHORS])
