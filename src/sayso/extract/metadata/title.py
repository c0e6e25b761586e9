"""The headline: h1, JSON-LD, OpenGraph and <title> vote; site names around it are cut."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.extract.dom import Dom, inside, marks_of, words_of
from sayso.extract.jsonld import Thing, text_of
from sayso.extract.load import load
from sayso.text import folded_space, normal_form

_SEPARATOR = re.compile(r"\s+[|·•–—»\-ㅣ]+\s+|\s*\|\s*|\s+::\s+|\s+//\s+|--")
_DATE = re.compile(r"^\W*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*$")
_NOT_TITLE_MARKS = ("logo", "brand", "site-title", "sitetitle", "site-name", "masthead")
_OUTSIDE = frozenset(["nav", "footer", "aside"])
_MAX_TITLE = 400


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A possible title, and how far its source is trusted."""

    text: str
    weight: float


def title_of(dom: Dom, things: list[Thing], outlet: str | None) -> str | None:
    """The headline that most of the page's own sources agree on, without the outlet's name around it."""
    site = _site_forms(dom, outlet)
    raw = [candidate for candidate in _candidates(dom, things) if candidate.text]
    forms = {normal_form(candidate.text) for candidate in raw}
    cleaned = [_Candidate(without_site(one.text, site, forms), one.weight) for one in raw]
    cleaned = [one for one in cleaned if normal_form(one.text) and normal_form(one.text) not in site]
    if not cleaned:
        return None
    support: dict[str, float] = {}
    for one in cleaned:
        form = normal_form(one.text)
        support[form] = support.get(form, 0.0) + one.weight
    return max(cleaned, key=lambda one: (support[normal_form(one.text)], one.weight)).text


def _candidates(dom: Dom, things: list[Thing]) -> list[_Candidate]:
    # What a reader sees and JSON-LD is the headline; OpenGraph and <title> are often rewritten for other eyes, and
    # together (2.9) don't outvote it.
    found = [_Candidate(text, 5.0 if first else 1.5) for first, text in _headings(dom)]
    found += [_Candidate(_one_line(text_of(thing.get("headline"))), 3.0) for thing in things[:1]]
    found += [_Candidate(_one_line(value), 2.0) for value in dom.metas.get("og:title", ())[:1]]
    found += [_Candidate(_one_line(value), 0.3) for value in dom.metas.get("twitter:title", ())[:1]]
    found += [_Candidate(_one_line(value), 1.0) for value in dom.metas.get("headline", ())[:1]]
    found += [_Candidate(words_of(element), 0.6) for element in list(dom.tree.iter("title"))[:1]]
    found = [one for one in found if 0 < len(one.text) <= _MAX_TITLE]
    return found or [_Candidate(text, 0.1) for text in _first_subheading(dom) if len(text) <= _MAX_TITLE]


def _first_subheading(dom: Dom) -> list[str]:
    """Of a page that names its headline nowhere else, the first h2 outside menus."""
    return [words_of(one) for one in dom.tree.iter("h2") if not inside(one, _OUTSIDE)][:1]


def _headings(dom: Dom) -> list[tuple[bool, str]]:
    """The page's h1 elements that aren't its logo; True for a lone or a marked one."""
    headings = [
        element
        for element in dom.tree.iter("h1")
        if not inside(element, _OUTSIDE) and not any(mark in marks_of(element) for mark in _NOT_TITLE_MARKS)
    ]
    texts = [(element, words_of(element)) for element in headings]
    texts = [(element, text) for element, text in texts if text]
    alone = len(texts) == 1
    return [
        (alone or "headline" in marks_of(element) or inside(element, frozenset(["article"])), text)
        for element, text in texts[:3]
    ]


def _one_line(value: str | None) -> str:
    return re.sub(r"<[^<>]{1,60}>", "", folded_space(value or ""))


def _site_forms(dom: Dom, outlet: str | None) -> frozenset[str]:
    names = [outlet or "", *dom.metas.get("og:site_name", ()), dom.meta("application-name") or "",
             (dom.meta("twitter:site") or "").lstrip("@")]  # fmt: skip
    domain = load().registrable_domain(dom.address) if dom.address else None
    if domain:
        names += [domain, domain.split(".")[0], domain.split(".")[0].replace("-", " "), f"www.{domain}"]
    return frozenset(form for name in names if (form := normal_form(name)))


def without_site(title: str, site: frozenset[str], others: frozenset[str] | set[str] = frozenset()) -> str:
    """The title without the site's name or a date cut off at its ends.

    A piece between separators is the site's when it equals or contains one of its names, is a date, or when the
    rest alone is another source's title.
    """
    text = folded_space(title)
    for _ in range(3):
        shorter = _cut_end(text, site, others) or _cut_start(text, site)
        if shorter is None:
            return text
        text = shorter
    return text


def _cut_end(text: str, site: frozenset[str], others: frozenset[str] | set[str]) -> str | None:
    last = None
    for last in _SEPARATOR.finditer(text):  # noqa: B007
        pass
    if last is None or not text[: last.start()].strip():
        return None
    rest, piece = text[: last.start()].strip(), text[last.end() :].strip()
    if not piece or _is_site(piece, site) or (normal_form(rest) in others and len(rest) > len(piece)):
        return rest
    # After a bar stands a section or a site, unless it is the longer part.
    if "|" in last[0] and len(rest) > len(piece) and len(rest.split()) > 3:
        return rest
    return None


def _cut_start(text: str, site: frozenset[str]) -> str | None:
    first = _SEPARATOR.search(text)
    if first is None or not text[first.end() :].strip():
        return None
    piece, rest = text[: first.start()].strip(), text[first.end() :].strip()
    return rest if piece and _is_site(piece, site) and len(normal_form(rest).split()) > 1 else None


def _is_site(piece: str, site: frozenset[str]) -> bool:
    if _DATE.match(piece):
        return True
    form = normal_form(piece)
    squeezed = form.replace(" ", "")
    for name in site:
        if form == name or squeezed == name.replace(" ", ""):
            return True
        if len(name) > 3 and name in form and len(form) <= 2 * len(name) + 10:
            return True
    return False
