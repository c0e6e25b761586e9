"""Sentences, offsets and normal forms: what every room needs to say about text, and nothing more.

All offsets are code points, half-open.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from sayso.types import Block, BlockKind, Extent

# --- hashes and names -----------------------------------------------------------------------------------


def version_of(text: str) -> str:
    """The hash that names a version of a text: 16 hexadecimal digits of SHA-256 over its UTF-8."""
    return _digest(text)[:16]


def article_id(url: str | None, place: str, outlet: str | None, title: str | None, text: str) -> str:
    """The id of an article, which never changes (promise 1): 12 hexadecimal digits.

    Args:
        url: canonical address, or None.
        place: "" for the page's main article; for one embedded without an address of its own, what names its
            place in the page (its title's normal form, since the order of such lists changes at every visit).
        outlet, title, text: used only where there is no address; ``text`` is the first text seen.
    """
    seed = ["address", canonical_address(url), place] if url else ["text", outlet or "", title or "", text]
    return _digest("\0".join(seed))[:12]


def statement_id(version: str, content: Iterable[Extent]) -> str:
    """The id of a statement: it stays as long as the version and the content span do. 12 hexadecimal digits."""
    return _digest(version + "".join(f":{start}-{end}" for start, end in content))[:12]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# --- blocks and spans -------------------------------------------------------------------------------------


def joined(blocks: Iterable[Block]) -> str:
    """The text of an article: its blocks without captions, joined by a blank line."""
    return "\n\n".join(block.text for block in blocks if block.kind is not BlockKind.CAPTION)


def hull(extents: Iterable[Extent]) -> Extent | None:
    """The smallest extent that holds them all, or None when there are none."""
    all_of_them = list(extents)
    if not all_of_them:
        return None
    return min(start for start, _ in all_of_them), max(end for _, end in all_of_them)


# --- normal forms -----------------------------------------------------------------------------------------

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTES = str.maketrans("‘’‚‛“”„‟«»‹›`´", "''''" + '""""""' + "''" + "''")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def folded_space(text: str) -> str:
    """White space runs made one space, ends stripped, soft hyphens and zero-width characters dropped."""
    return _SPACE.sub(" ", text.translate(_INVISIBLE)).strip()


def normal_form(text: str) -> str:
    """For comparison only: NFKC, case folded, quotes made straight, words joined by one space."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The words of a text in normal form (case folded, NFKC), without punctuation."""
    if text.isascii():  # half of the time, and most English words
        return _WORD.findall(text.replace("`", "'").lower())
    return _WORD.findall(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold())


def without_surrogates(text: str) -> str:
    """The text with halves of surrogate pairs, which have no UTF-8, as U+FFFD; of the same length."""
    return _SURROGATE.sub("\ufffd", text)


def without_accents(text: str) -> str:
    """The text with combining marks removed: "Peña" becomes "Pena"."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slug(text: str | None, limit: int = 60) -> str:
    """A readable piece of an address: lower-case letters and digits of any script joined by "-", never empty."""
    pieces: list[str] = []
    length = 0
    for piece in words(without_accents(text or "").translate(_QUOTES).replace("'", "")):
        length += len(piece) + 1
        if length > limit + 1 and pieces:
            break
        pieces.append(piece[:limit])
    return "-".join(pieces) or "untitled"


# --- addresses ----------------------------------------------------------------------------------------------

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|dclid|mc_cid|mc_eid|igshid|cmpid|ocid|ito|at_\w+|ns_\w+|xtor|ref|rss)$")
_PORTS = {"http": 80, "https": 443}


def canonical_address(url: str) -> str:
    """One form for one address: scheme and host lower-case, default port, fragment and tracking parameters dropped.

    http and https are the same article, so the scheme is left out of the comparison form's start: the result
    begins with "//". Raises nothing: what can't be parsed comes back stripped.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").rstrip(".")
    if port is not None and port != _PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = quote(unquote(parts.path, errors="surrogateescape"), safe="/:@!$&'()*+,;=-._~", errors="surrogateescape")
    path = path.rstrip("/") or "/"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower())]
    return urlunsplit(("", host, path, urlencode(sorted(kept)), ""))


# --- times ----------------------------------------------------------------------------------------------------


def instant(iso: str | None) -> datetime | None:
    """An ISO 8601 string as an aware ``datetime``: UTC where no zone is given, midnight where no time is.

    None for None and for what isn't a time.
    """
    if not iso:
        return None
    try:
        moment = datetime.fromisoformat(iso.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def in_order(published: str | None) -> datetime:
    """What sorts by a time of publication: itself, or the end of time where there is none."""
    return instant(published) or datetime.max.replace(tzinfo=UTC)


def iso(moment: datetime) -> str:
    """An aware ``datetime`` as ISO 8601 in UTC, to the second, ending in "Z"."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def age(then: datetime, now: datetime) -> str:
    """How long ago, for people: "just now", "42 minutes ago", "an hour ago", "3 days ago"; a date past 4 weeks."""
    passed = now - then
    for unit, length, one in (
        ("week", timedelta(weeks=1), "a week"),
        ("day", timedelta(days=1), "a day"),
        ("hour", timedelta(hours=1), "an hour"),
        ("minute", timedelta(minutes=1), "a minute"),
    ):
        count = passed // length
        if count < 1:
            continue
        if unit == "week" and count > 4:
            return then.strftime("%d %B %Y").lstrip("0")
        return f"{one} ago" if count == 1 else f"{count} {unit}s ago"
    return "just now" if passed >= timedelta(0) else then.strftime("%d %B %Y").lstrip("0")


# --- sentences --------------------------------------------------------------------------------------------------

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon sr jr st gov sen rep gen col lt capt cmdr sgt cpl pvt adm maj messrs mme mlle mm
    inc ltd co corp llc plc bros dept univ assn no nos vol fig art sec ch pp p vs etc al eg ie cf ca approx est
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun a.m p.m u.s u.k u.n d.c
    e.u ph.d e.g i.e ave blvd rd ft mt n.y n.j calif tex fla mass pa va wash ore ill ind mich minn ga ala ariz ark
    colo conn del kan ky la md mo mont neb nev okla tenn vt wis wyo
    sra dra srta lic ing ud uds av núm pág gral cnel ee.uu m mgr env c.-à-d
    z.b d.h u.a bzw ca nr str usw dr.h""".split()
)
# Abbreviations that are words too: "he said no. Nobody left" ends a sentence; "Ill." and "no. 5" don't.
_WORDS_TOO = frozenset("no art sun mass ill wash ore fig sec mar del la pa".split())
_ENDING = re.compile(r"(?P<stop>[.!?…]+|[。！？])(?P<close>[\"'”’»)\]]*)(?P<gap>\s+|$)|\n+")
_STARTER = re.compile(r"[\"'“‘«(\[¿¡—–-]*\s?[\w$€£#@]", re.UNICODE)
_LAST_TOKEN = re.compile(r"[^\s\"'“”‘’«»(\[]+$")


def sentences(text: str) -> list[Extent]:
    """The sentences of a text as extents without surrounding white space. A line break always ends one.

    Rules, not a model: they hold for European languages and take a microsecond a word.
    """
    found: list[Extent] = []
    start = 0
    for match in _ENDING.finditer(text):
        if match["stop"] is not None and not _ends_sentence(text, match):
            continue
        end = match.start() if match["stop"] is None else match.end("close")
        _append_stripped(found, text, start, end)
        start = match.end()
    _append_stripped(found, text, start, len(text))
    return found


def _append_stripped(found: list[Extent], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append((start, end))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    after = match.end()
    if after >= len(text) or "\n" in match["gap"]:
        return True
    starter = _STARTER.match(text, after)
    if starter is None or text[starter.end() - 1].islower():
        return False
    if match["stop"] != ".":
        return True
    if match["close"]:
        return True
    token = _LAST_TOKEN.search(text, max(0, match.start() - 24), match.start())
    word = token[0].casefold() if token else ""
    if word in _WORDS_TOO and token is not None and token[0].islower():
        return not text[after].isdigit()
    if word in _ABBREVIATIONS:
        # "the U.S. The gang" ends a sentence, "the U.S. Treasury" doesn't: only a common starter can tell.
        return "." in word and bool(_COMMON_STARTER.match(text, after))
    single_initial = len(word) == 1 and token is not None and token[0].isupper()
    return not single_initial


_COMMON_STARTER = re.compile(r"[\"'“‘«(]*(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|His|Her|This|That)\s")
