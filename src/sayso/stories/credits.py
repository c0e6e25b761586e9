"""Agency credits: who really wrote a text that an outlet prints.

Two degrees, because they say different things. *Whole*: a dateline or byline gives the text to an agency
("LIMA (Reuters) - ...", "By The Associated Press", "Agencias"). *Part*: the outlet worked agency material in ("with
agency reports"), so how much is its own can't be told.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from sayso.types import Article


class Share(enum.StrEnum):
    """How much of the text is the agency's."""

    NONE = ""
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency (its family's name, "agencies" where none is named) and how much of the text is its."""

    agency: str = ""
    share: Share = Share.NONE


NO_CREDIT = Credit()
UNNAMED = "agencies"

_AGENCIES = {
    "reuters": "Reuters",
    "thomson reuters": "Reuters",
    "ap": "Associated Press",
    "associated press": "Associated Press",
    "the associated press": "Associated Press",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "efe": "EFE",
    "agencia efe": "EFE",
    "dpa": "dpa",
    "ansa": "ANSA",
    "upi": "UPI",
    "pa media": "PA Media",
    "pa": "PA Media",
    "press association": "PA Media",
    "europa press": "Europa Press",
    "xinhua": "Xinhua",
    "kyodo": "Kyodo News",
    "kyodo news": "Kyodo News",
    "yonhap": "Yonhap",
    "tass": "TASS",
    "interfax": "Interfax",
    "notimex": "Notimex",
    "telam": "Télam",
    "télam": "Télam",
    "lusa": "Lusa",
    "belga": "Belga",
    "anp": "ANP",
    "apa": "APA",
    "ttxvn": "TTXVN",
    "vna": "TTXVN",
    "ap news": "Associated Press",
    "bloomberg news": "Bloomberg",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "pti": "PTI",
    "ians": "IANS",
    "ani": "ANI",
    "canadian press": "Canadian Press",
    "the canadian press": "Canadian Press",
    "aap": "AAP",
    "meridian": "Meridian Wire",  # the sample newsroom's agency
    "meridian wire": "Meridian Wire",
    "agencias": UNNAMED,
    "agencies": UNNAMED,
    "agences": UNNAMED,
    "agenturen": UNNAMED,
    "wire reports": UNNAMED,
    "wire services": UNNAMED,
}
_NAMES = "|".join(sorted((re.escape(name) for name in _AGENCIES), key=len, reverse=True))
_DATELINE = re.compile(
    rf"\A[\s\"“]*(?:[^\n()]{{0,60}}?[\s,])?\(?(?P<name>{_NAMES})(?:[/ ,][^\n()]{{0,20}})?\)\s*(?:[-–—:.]|\n|$)"
    rf"|\A(?P<plain>{_NAMES})\s*(?:[-–—:|]|\n)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"[(\[–—-]\s*(?P<name>{_NAMES})\s*[)\].]*\s*\Z|\n\s*(?P<plain>{_NAMES})\s*\.?\s*\Z", re.IGNORECASE
)
_PART = re.compile(
    rf"\b(?:with|con|avec|mit)\s+(?:additional\s+)?(?:reporting\s+(?:by|from)\s+|reports?\s+(?:by|from)\s+|files?\s+from\s+"
    rf"|inputs?\s+from\s+|información\s+de\s+|informaciones\s+de\s+|material\s+von\s+)?(?:the\s+|la\s+|l['’])?"
    rf"(?P<name>{_NAMES}|agency|agence|agencia|wire)\b(?:\s+(?:reports?|reporting|copy|material))?",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    rf"\b(?P<name>{_NAMES})\s+(?:contributed|a contribué|contribuyó|ont contribué|hat beigetragen)\b", re.IGNORECASE
)
_HINTS = frozenset(name.removeprefix("the ").split()[0] for name in _AGENCIES) | {"agency", "agence", "agencia", "wire"}
"""Without one of these words there is no credit: 7 texts of 10 need none of the patterns, which take 0.2 ms."""
_WORD = re.compile(r"\w+")
_HEAD = 200
_TAIL = 240


def agency_named(name: str | None) -> str:
    """The agency that a byline or outlet names, "" where it names none."""
    if not name:
        return ""
    bare = re.sub(r"^(?:by|por|par|von)\s+", "", name.strip(), flags=re.IGNORECASE).strip(" .")
    return _AGENCIES.get(bare.casefold(), "")


def credit_of(article: Article) -> Credit:
    """Which agency an article's byline, dateline or last line credits, and with how much of it."""
    head, tail = article.text[:_HEAD], article.text[-_TAIL:]
    if not article.authors and _HINTS.isdisjoint(_WORD.findall(f"{head}\n{tail}".casefold())):
        return NO_CREDIT
    for pattern in (_PART, _CONTRIBUTED):
        part = pattern.search(tail) or pattern.search(head)
        if part:
            return Credit(_AGENCIES.get(part["name"].casefold(), UNNAMED), Share.PART)
    for author in article.authors:
        if agency := agency_named(author):
            return Credit(agency, Share.WHOLE if len(article.authors) == 1 else Share.PART)
    whole = _DATELINE.search(head) or _CLOSING.search(tail)
    if whole:
        return Credit(_AGENCIES[(whole["name"] or whole["plain"]).casefold()], Share.WHOLE)
    return NO_CREDIT
