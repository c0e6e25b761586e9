"""Numbers with what belongs to them: sign, scale, unit, range, open end, approximation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.annotate.figures.lexis import CURRENCY_SIGNS, Lexis, any_of
from sayso.annotate.numbers import value_of_digits, value_of_words

REACH = 40
"""Characters before a number in which its modifiers stand ("slightly less than" and one more)."""

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read: ``start`` to ``end`` with its modifiers and unit, ``core`` where the number itself begins.

    ``spelt``: in words, not digits; ``bare``: nothing but the number (no sign, scale, unit or modifier).
    """

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    unit: str = "count"
    approximate: bool = False
    spelt: bool = False
    bare: bool = True


def find_quantities(text: str, known: Lexis) -> Iterator[Quantity]:
    """Every number that may be a figure, in order, none overlapping."""
    place = 0
    while match := known.atom.search(text, place):
        place = max(match.end(), place + 1)
        value = _value(match, known)
        if value is None:
            continue
        first = _with_magnitude(text, _with_unit(text, match, value, known), known)
        found = apply_modifiers(text, _ranged(text, first, known), known)
        place = max(place, found.end)
        yield found


def _value(match: re.Match[str], known: Lexis) -> tuple[float, float | None, bool] | None:
    """Low, high and whether approximate, before any modifier."""
    if match["digits"]:
        value = _value_of_digits(match, known)
        return (value, value, False) if value is not None else None
    if match["half"]:
        value = known.numbers.scales[_word(match["halved"])] / 2
        return value, value, False
    words = [word for word in re.split(r"[\s-]+", _word(match["spelt"])) if word]
    spelt = value_of_words(words, known.numbers)
    only_scale = words[0] in known.numbers.scales and not match["article"]
    if spelt is None or (only_scale and words[0] not in known.words("bare_scales")):
        return None
    return spelt, spelt, words[-1] in known.words("round_scales")


def _word(written: str) -> str:
    return re.sub(r"\s+", " ", written.lower())


def _value_of_digits(match: re.Match[str], known: Lexis) -> float | None:
    value = value_of_digits(match["digits"], known.numbers)
    if value is None:
        return None
    if match["vulgar"]:
        above, _, below = match["vulgar"].strip().partition("/")
        value += _VULGAR.get(above) or (int(above) / int(below) if below.strip("0") else 0)
    if match["scale"]:
        value *= known.numbers.scales[_word(match["scale"])]
    elif match["short"]:
        value *= float(known.table("short_scales").get(match["short"].lower(), 1)) if _short_is_scale(match) else 1
    return float(f"{value:.12g}")


def _short_is_scale(match: re.Match[str]) -> bool:
    """As in "$5m" and "5m people" are millions, "a 5m wall" is metres: only the sign or the next word can tell."""
    if match["sign"] or match["short"].lower() in {"bn", "mn", "mln", "tn"}:
        return True
    if match["short"].isupper() and match["short"] in {"M", "B", "K"}:
        return True
    following = re.match(r" ([^\W\d_]+)", match.string[match.end() : match.end() + 30])
    return bool(following and (following[1].endswith("s") or following[1] == "people"))


def _with_unit(text: str, match: re.Match[str], value: tuple[float, float | None, bool], known: Lexis) -> Quantity:
    low, high, approximate = value
    end, unit, bare = match.end(), "count", True
    if match["short"] and not match["sign"] and not _short_is_scale(match):
        end = match.start("short")
        while text[end - 1].isspace():
            end -= 1
    if match["sign"]:
        sign = match["sign"].strip().lower()
        unit, bare = CURRENCY_SIGNS.get(sign, sign.upper()), False
    followed = known.unit.match(text, end)
    if followed and (name := _unit_name(followed, known)):
        if unit == "count" or name == unit:
            unit = name
        if unit == name or unit in {"USD", "AUD", "CAD", "MXN"}:
            end, bare = followed.end(), False
    if unit.endswith(" cent"):
        unit, low, high = unit[:3], low / 100, high / 100 if high is not None else None
    bare = bare and not (match["digits"] and (match["scale"] or match["short"]))
    return Quantity(
        match.start(), end, match.start(), low, high, unit, approximate, spelt=not match["digits"], bare=bare
    )


def _with_magnitude(text: str, found: Quantity, known: Lexis) -> Quantity:
    """As in "A magnitude of 6.8", "a 6.8-magnitude quake"; a bare decimal in a sentence that speaks of magnitude."""
    if found.unit != "count" or not found.bare or not 0 < (found.low or 0) < 10:
        return found
    before = text[max(0, found.start - 16) : found.start].lower().rstrip()
    phrase = next((one for one in known.data.get("magnitude", ()) if before.endswith(one)), None)
    if phrase:
        start = found.start - (len(text[max(0, found.start - 16) : found.start]) - before.rindex(phrase))
        return replace(found, start=start, core=start, unit="magnitude", bare=False)
    after = next((one for one in known.data.get("magnitude_after", ()) if text.startswith(one, found.end)), None)
    if after:
        return replace(found, end=found.end + len(after), unit="magnitude", bare=False)
    start = max(text.rfind(mark, max(0, found.start - 160), found.start) for mark in ("\n", ". "))
    spoken_of = "magnitud" in text[max(0, start, found.start - 160) : found.start].lower()
    return replace(found, unit="magnitude", bare=False) if spoken_of and (found.low or 0) % 1 else found


def _unit_name(followed: re.Match[str], known: Lexis) -> str | None:
    if followed["points"]:
        return "percentage point"
    if followed["percent"]:
        return "percent"
    if followed["sign"]:
        return CURRENCY_SIGNS[followed["sign"]]
    if followed["code"]:
        return followed["code"].upper()
    money = followed["currency"] or followed["money"]
    if money and _word(money) == "pounds" and _is_weight(followed):
        return "pound"
    name = known.table("currency_words" if money else "units").get(_word(money or followed["unit"]))
    return str(name) if name else None


_WEIGHED = re.compile(r"\b(?:weigh(?:s|ed|ing)?|heavier|lighter)\s(?:[^\W\d_]+\s){0,3}$", re.IGNORECASE)
_OF_WEIGHT = re.compile(r"\s(?:of\s[a-z]|overweight|heavier|lighter)")


def _is_weight(followed: re.Match[str]) -> bool:
    """As in "weighs 215 pounds", "40 pounds of cocaine": a weight, not money."""
    number = re.search(r"[\d.,]+\s?$|[^\W\d_]+\s?$", followed.string[max(0, followed.start() - 20) : followed.start()])
    start = followed.start() - len(number[0]) if number else followed.start()
    ahead = followed.string[max(0, start - 40) : start]
    return bool(_WEIGHED.search(ahead) or _OF_WEIGHT.match(followed.string, followed.end()))


def _ranged(text: str, first: Quantity, known: Lexis) -> Quantity:
    """As in "10 to 15", "between $10m and $15m": the second number joined to the first."""
    before, kind = _modifier_before(text, first.start, known)
    joins = known.between_joins if kind == "between" else known.joins
    joined = joins.match(text, first.end)
    second_match = known.atom.match(text, joined.end()) if joined else None
    if joined and second_match is None and joined[0].strip() in {"-", "–", "—"}:
        second_match = known.atom.match(" " + text[joined.end() : joined.end() + 40], 1)
        if second_match:
            return _ranged_by_dash(text, first, joined, known)
    if joined is None or second_match is None or (second := _value(second_match, known)) is None:
        return first
    other = _with_unit(text, second_match, second, known)
    return _range(first, other, before if kind in {"between", "from"} else first.start)


def _ranged_by_dash(text: str, first: Quantity, joined: re.Match[str], known: Lexis) -> Quantity:
    """As in "10-15": the second number follows a hyphen, before which a number alone is never looked for."""
    offset = joined.end() - 1
    shifted = " " + text[joined.end() : joined.end() + 60]
    match = known.atom.match(shifted, 1)
    value = _value(match, known) if match else None
    if match is None or value is None:
        return first
    other = _with_unit(shifted, match, value, known)
    other = replace(other, start=other.start + offset, end=other.end + offset, core=other.core + offset)
    return _range(first, other, first.start)


def _range(first: Quantity, other: Quantity, start: int) -> Quantity:
    low, high = first.low, other.high
    if low is None or high is None or other.low is None:
        return first
    if first.unit == "count" and other.unit != "count" and first.bare:
        low = low * _scale_carried(low, other)
    if not low < high or (first.unit not in {"count", other.unit}):
        return first
    return replace(
        first, start=start, end=other.end, low=low, high=high, unit=other.unit if first.unit == "count" else first.unit,
        bare=False,
    )  # fmt: skip


def _scale_carried(low: float, other: Quantity) -> float:
    """As in "10 to 15 million": the scale of the second holds for the first when that is a thousand times smaller."""
    high = other.high or 0
    for scale in (1e9, 1e6, 1e3):
        if high >= scale and low < 1000 and high / scale < 1000 and low * scale <= high:
            return scale
    return 1


def _modifier_before(text: str, start: int, known: Lexis) -> tuple[int, str | None]:
    window = text[max(0, start - REACH) : start]
    match = known.before.search(window)
    if match is None:
        return start, None
    return start - len(window) + match.start(), known.modifier(match[0])


def apply_modifiers(text: str, found: Quantity, known: Lexis) -> Quantity:
    """Open ends and approximation, from up to two modifiers before and one after ("at least about 50 or so")."""
    for _ in range(2):
        start, kind = _modifier_before(text, found.start, known)
        if kind is None or (kind in {"between", "from"}):
            break
        if _is_locative(text, start, found, known):
            break
        found = _applied(found, kind)
        found = replace(found, start=start if kind != "plain" else found.start, bare=found.bare and kind == "plain")
        if kind == "plain":
            break
    if followed := known.after.match(text, found.end):
        phrase = followed[0].strip()
        kind = "at_least" if phrase == "+" else str(known.modifier(phrase)).removesuffix("_after")
        found = replace(_applied(found, kind), end=followed.end(), bare=False)
    return _exceeded(text, found, known)


_LONG_TIMES = frozenset("hour day week month year decade".split())
_LENGTHS = frozenset("metre foot kilometre mile degree".split())


def _is_locative(text: str, start: int, found: Quantity, known: Lexis) -> bool:
    """As in "Snow above 900 metres", "under two names", "spend it over five years": a place, a manner or a time, not a
    comparison.
    """
    phrase = _word(text[start : found.start]).strip()
    if phrase not in known.words("locative"):
        return False
    if phrase == "over" and found.unit in _LONG_TIMES:
        word = re.search(r"([^\W\d_]+)\s$", text[max(0, start - 20) : start])
        return word is not None and word[1].lower() not in known.words("during_unless")
    return found.unit in _LENGTHS or (found.spelt and found.bare)


def _exceeded(text: str, found: Quantity, known: Lexis) -> Quantity:
    """As in "Les dégâts dépassent 800 millions": a verb that opens the upper end; it isn't part of the figure."""
    ahead = text[max(0, found.start - 30) : found.start]
    verbs = any_of(known.words("exceeds"))
    if found.low == found.high and re.search(
        rf"(?<!\w)(?:{verbs})\s(?:the\s|los\s|las\s|les\s)?$", ahead, re.IGNORECASE
    ):
        return replace(found, high=None)
    return found


def _applied(found: Quantity, kind: str) -> Quantity:
    if kind == "approximate":
        return replace(found, approximate=True)
    if kind == "at_least":
        return replace(found, high=None)
    if kind == "at_most" and found.low is not None:
        return replace(found, low=None, high=found.high if found.high is not None else found.low)
    return found
