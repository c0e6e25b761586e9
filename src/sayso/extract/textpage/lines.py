"""What each line of a saved page is: an age, a date, a byline, a section's name, furniture, a title, a paragraph."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise

from sayso.extract.furniture import is_furniture, phrases
from sayso.extract.metadata.ages import Time, is_clock, time_in
from sayso.extract.metadata.authors import is_organisation
from sayso.extract.textpage.selfname import holds_media_word, is_outlet_name
from sayso.text import folded_space, normal_form, words

_TERMINAL = re.compile(r"[.!?…:;。！？،।]['\"’”»)\]]*$")
_CLOSED = re.compile(r"[.…。]['\"’”»)\]]*$")
_SEPARATORS = re.compile(r"\s+[|·•—–\-/]\s+|\s*[|·•]\s*")
_BYLINE = re.compile(
    r"^(?:by|written by|reported by|story by|por|escrito por|redactado por|par|écrit par|von|di|door|af|av)"
    r"\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"^(?:#[\w·-]+[\s,]*)+$")
_COUNT = re.compile(
    r"^[\W\d]*\d+\s*(?:min(?:ute)?s?(?:\s+(?:read|de lecture|de lectura))?|comments?|comentarios?|commentaires?|"
    r"shares?|likes?|views?|k)?[\W\d]*$",
    re.IGNORECASE,
)
_TALLY = re.compile(r"\s*[(\[]?\d{1,6}[)\]]?\s*$")
_NAMER = re.compile(r"^(?:by|source|from|via|quelle|fuente|por|par|von)\s*:?\s+(?=[^\W\d_])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^(?P<title>.{12,}\S)\s*[(\[](?P<facts>[^()\[\]]{4,70})[)\]]$")
_BEFORE_DATE = re.compile(r"\s*(?:[,|·•]|\s[-–—])\s+")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+(?=\S)")
_EMPHASIS = re.compile(r"^(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<inner>[^*]+)(?<=\S)(?P=mark)$")
_CREDIT = re.compile(
    r"(?:^|[.!?…]['\"’”]?\s+)(?:photo(?:graph|graphie)?s?|images?|pictures?|fotos?|imagen|bild|cr[ée]dits?)"
    r"(?:\s+(?:credit|by|by:|de|photo))?\s*:\s*\S"
    r"|[(\[/|]\s*(?:(?:photo|image|picture|foto|bild|imagen)s?(?:\s+(?:by|credit|de|von))?\s*:?\s"
    r"|(?:AP|AFP|EPA|Reuters)\s+Photo|Getty|REUTERS/)[^()\[\]]{0,60}[)\]]?$",
    re.IGNORECASE,
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_MIN_PARAGRAPH_WORDS = 5
_LONG = 260
_WRAP_WIDTH = 100
_SHORT_OF_WIDTH = 0.75
_MAX_OUTLET_WORDS = 6


class Role(enum.Enum):
    """What a line is for."""

    BLANK = "blank"
    FURNITURE = "furniture"
    RELATED = "the name of a section that lists other articles"
    COMMENTS = "the name of the comments"
    HASHTAGS = "the name of the hashtags, or a line of them"
    META = "an age, a date, an outlet beside one"
    BYLINE = "who wrote it"
    SHORT = "a title, an outlet, a heading"
    PARAGRAPH = "running text"
    ITEM = "an item of a list, without the mark before it"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its role; the time and the outlet that a META line or a title's bracket names.

    ``author`` is who "By ANN ROE | 2 hours ago" names; the text of a BYLINE is the names.
    """

    text: str
    role: Role
    time: str | None = None
    outlet: str | None = None
    modified: bool = False
    author: str | None = None

    @property
    def size(self) -> int:
        """Its length in words; four characters count as one where a script has no spaces."""
        return max(len(words(self.text)), len(_UNSPACED.findall(self.text)) // 4)


def classified(text: str, fetched: datetime | None) -> list[Line]:
    """The lines of a page with their roles; hard-wrapped paragraphs are made whole first, lists found last."""
    return with_lists([_classified(line, fetched) for line in _unwrapped(text)])


def _classified(raw: str, fetched: datetime | None) -> Line:
    """One line with its role, the marks of Markdown taken off; what they call a heading is no paragraph."""
    text = folded_space(raw)
    bare = _MARKDOWN_HEADING.sub("", text)
    emphasis = _EMPHASIS.match(bare)
    line = classified_line(emphasis["inner"] if emphasis else bare, fetched)
    return replace(line, role=Role.SHORT) if bare != text and line.role is Role.PARAGRAPH else line


_MARKED = re.compile(r"^(?P<mark>[•*▪‣◦·–—-]|\d{1,2}[.)])\s+(?=\S)")


def with_lists(lines: Sequence[Line]) -> list[Line]:
    """Two or more marked lines in a row are a list; one alone may be "- Yahoo", or a title that begins with a date."""
    marks = [_mark_of(line) for line in lines]
    found = list(lines)
    for at, mark in enumerate(marks):
        if mark and mark in (marks[at - 1] if at else "", marks[at + 1] if at + 1 < len(marks) else ""):
            found[at] = Line(_MARKED.sub("", lines[at].text), Role.ITEM)
    return found


def _mark_of(line: Line) -> str:
    """The mark before a line that may be an item, "1" for any number; "" where there is none."""
    match = _MARKED.match(line.text)
    if match is None or line.time or line.role not in {Role.SHORT, Role.PARAGRAPH, Role.META}:
        return ""
    if match["mark"] in "–—" and line.role is Role.PARAGRAPH:
        return ""  # someone speaks, as Spanish and French write it
    return "1" if match["mark"][0].isdigit() else match["mark"]


def classified_line(raw: str, fetched: datetime | None) -> Line:
    """One line with its role."""
    text = folded_space(raw)
    role = _plain_role(text)
    if role is not None:
        return Line(text, role)
    named = _naming(text, fetched) if len(text) <= _LONG else None
    if named:
        return named
    line = Line(text, Role.SHORT)
    return Line(text, Role.PARAGRAPH) if _is_paragraph(line) else line


def _plain_role(text: str) -> Role | None:
    if not normal_form(text):
        return Role.BLANK
    for name, role in (("related", Role.RELATED), ("comments", Role.COMMENTS), ("hashtags", Role.HASHTAGS)):
        if phrases(name).match(_TALLY.sub("", text)):
            return role
    if _HASHTAGS.match(text):
        return Role.HASHTAGS
    furniture = is_furniture(text) or _COUNT.match(text) or (len(text) <= _LONG and _CREDIT.search(text))
    return Role.FURNITURE if furniture else None


def _naming(text: str, fetched: datetime | None) -> Line | None:
    """A line that says who published or wrote something, or when; None for every other."""
    byline = _byline(text, fetched)
    commas = byline is not None and not _SEPARATORS.search(text)
    return _dashed(text, fetched) or (byline if commas else _meta(text, fetched) or byline) or _bracketed(text, fetched)


def _dashed(text: str, fetched: datetime | None) -> Line | None:
    """An outlet or an age after a dash ("- Yahoo")."""
    short = 0 < len(words(text)) <= _MAX_OUTLET_WORDS and not _TERMINAL.search(text)
    if text[:1] not in "-–—|·•" or not short:
        return None
    bare = text.lstrip("-–—|·• ").strip()
    found = time_in(bare, fetched)
    return Line(text, Role.META, found.iso, None, found.modified) if found else Line(text, Role.META, outlet=bare)


def _meta(text: str, fetched: datetime | None) -> Line | None:
    """A line that is a time, or a time and an outlet parted by a separator ("Yahoo · 2 hours ago")."""
    times: list[Time] = []
    names: list[str] = []
    for piece in _pieces(text, fetched):
        found = time_in(piece, fetched)
        if found:
            times.append(found)
            names += [found.rest] if found.rest else []
        elif not _COUNT.match(piece) and not phrases("furniture").match(piece) and not is_clock(piece):
            names.append(piece)
    if not times or len(names) > 2 or (names and len(words(names[0])) > _MAX_OUTLET_WORDS):
        return None
    name = names[0].strip(" ,") if names else ""
    bare = _NAMER.sub("", name)
    author = bare if bare != name and not _names_an_outlet(name, bare) else None
    time = next((one.iso for one in times if one.iso), None)
    return Line(text, Role.META, time, None if author else bare or None, any(one.modified for one in times), author)


def _pieces(text: str, fetched: datetime | None) -> list[str]:
    """The pieces between separators; a comma is one where an age or a date alone follows it."""
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    if len(pieces) == 1 and not time_in(text, fetched):
        for comma in re.finditer(r",\s+", text):
            found = time_in(text[comma.end() :], fetched)
            if found and not found.rest:
                return [text[: comma.start()], text[comma.end() :]]
    return pieces


def _names_an_outlet(name: str, bare: str) -> bool:
    """Whether "Source: X" or "By X" is about an outlet: a source is, and what has a word that outlets' names have."""
    by = normal_form(name).split()[:1]
    return by not in (["by"], ["por"], ["par"], ["von"]) or holds_media_word(bare) or is_organisation(bare, None)


def _byline(text: str, fetched: datetime | None) -> Line | None:
    """Names after "By", and the date after them where there is one."""
    lead = _BYLINE.match(text)
    if lead is None or len(words(text)) > 14 or _CLOSED.search(text):
        return None
    bare, time = _BYLINE.sub("", text), None
    for gap in reversed(list(_BEFORE_DATE.finditer(bare))):
        found = time_in(bare[gap.end() :], fetched)
        if found and not found.rest:
            bare, time = bare[: gap.start()], found.iso
            break
    if not _capitalised(bare):
        return None
    outlet = next((piece for piece in bare.split(", ") if is_outlet_name(piece)), None)
    return Line(bare, Role.BYLINE, time, outlet)


def _capitalised(text: str) -> bool:
    """Whether names can stand there: the first word and half of all begin with a capital ("Por qué ..." doesn't)."""
    parts = [word for word in text.split() if word[0].isalpha()]
    return bool(parts) and not parts[0][0].islower() and sum(not word[0].islower() for word in parts) * 2 >= len(parts)


def _bracketed(text: str, fetched: datetime | None) -> Line | None:
    """A title with its outlet and age in brackets."""
    match = _IN_BRACKETS.match(text)
    facts = _meta(match["facts"], fetched) if match else None
    if match is None or facts is None:
        return None
    return Line(match["title"], Role.SHORT, facts.time, facts.outlet, facts.modified, facts.author)


def ends_sentence(text: str) -> bool:
    """Whether a line closes as a sentence does."""
    return _TERMINAL.search(text) is not None


def _is_paragraph(line: Line) -> bool:
    if len(line.text) > _LONG:
        return True
    if _TERMINAL.search(line.text) and line.size >= _MIN_PARAGRAPH_WORDS:
        return not (line.text.rstrip("'\"’”»)]").endswith(("?", "!", "？", "！")) and line.size <= 20)
    return line.size > 30 or bool(_CLOSED.search(line.text) and line.size >= 2)


def _unwrapped(text: str) -> list[str]:
    """Lines as paragraphs. Text wrapped at a column is joined between its blank lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")
    if not _is_wrapped(lines):
        return lines
    width = max(len(line.strip()) for line in lines)
    joined: list[str] = []
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        joined += [""] if blank else _rejoined([line.strip() for line in group], width)
    return joined


def _rejoined(group: list[str], width: int) -> list[str]:
    """Lines joined where the next one's first word had no more room; titles, outlets and ages stay as they are."""
    paragraphs = [group[0]]
    for line, after in pairwise(group):
        room = len(line) + 1 + len(after.split()[0]) <= width
        if room and (ends_sentence(line) or len(line) < _SHORT_OF_WIDTH * width):
            paragraphs.append(after)
        else:
            paragraphs[-1] += " " + after
    return paragraphs


def _is_wrapped(lines: Iterable[str]) -> bool:
    """Whether most lines that another follows end in the middle of a sentence, none being long."""
    stripped = [line.strip() for line in lines]
    if max(map(len, stripped), default=0) > _WRAP_WIDTH:
        return False
    followed = [one for one, after in pairwise(stripped) if after and len(one) >= _WRAP_WIDTH // 2]
    return len(followed) >= 3 and sum(not _TERMINAL.search(one) for one in followed) * 2 > len(followed)
