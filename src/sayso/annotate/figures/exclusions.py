"""Numbers that measure nothing: ages, names and identifiers, scores, addresses, ordinals, "one of them"."""

from __future__ import annotations

import re

from sayso.annotate.figures.lexis import Lexis, any_of
from sayso.annotate.figures.quantities import Quantity

_PREVIOUS = re.compile(r"([^\W\d_]+[.]?)[ \u00a0]?$")
_CAPITALISED_BEFORE = re.compile(r"[\w”\"')’]\s([A-Z][^\W\d_]*)[ ]$")
_NEXT = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_AGE_AFTER_NAME = re.compile(r"[^\W\d_]{2,}(?:\s\(|,\s)$")
_GLUED_AFTER = re.compile(r"(?:[-–/:][\w]|[^\W\d_]|\.\d|°|º|ª)")
_PART_OF_WORD = re.compile(r"-[^\W\d_]{2,}s\b")
_CLOSES = frozenset(",.;)")
OLDEST = 125
_PHONE = re.compile(r"(?:\d[\d\s().-]{5,20}\d)")


def is_no_figure(text: str, found: Quantity, known: Lexis, sentence_start: int) -> bool:
    """Whether a number is none: the decision for every language, with the words from its data file."""
    return (
        _is_one(text, found, known)
        or _is_age(text, found, known)
        or _is_multiple(text, found, known)
        or (found.unit == "count" and (_is_name(text, found, known, sentence_start) or _is_other(text, found, known)))
    )


def _is_one(text: str, found: Quantity, known: Lexis) -> bool:
    """As in "One" counts in "only one", "one person died", "one million"; "one of them" and "one day" are no counts."""
    if not (found.spelt and found.low == found.high == 1):
        return False
    following, previous = _next_word(text, found.end), _previous_word(text, found.core)
    if following in known.words("not_figures", "one_after"):
        return False
    if found.unit != "count" and found.unit not in known.words("not_figures", "one_units_never"):
        return text[found.core : found.end].split(maxsplit=1)[0].lower() in known.words("not_figures", "one_article")
    if previous in known.words("not_figures", "one_before") and following not in known.words(
        "not_figures", "never_nouns"
    ):
        return False
    window = text[found.end : found.end + 40].split()[:4]
    return not any(word.strip(".,;") in known.words("not_figures", "one_verbs") for word in window)


def _next_word(text: str, end: int) -> str:
    match = _NEXT.match(text, end)
    return match[1].lower() if match else ""


def _previous_word(text: str, start: int) -> str:
    match = _PREVIOUS.search(text[max(0, start - 24) : start])
    return match[1].lower().rstrip(".") if match else ""


def _is_age(text: str, found: Quantity, known: Lexis) -> bool:
    if found.unit not in {"count", "year", "month", "week", "day"}:
        return False
    if (found.high or 0) > OLDEST:
        return text.startswith((" old", "-old"), found.end)
    after = text[found.end - 12 if found.unit != "count" else found.end : found.end + 16].lower()
    tail = re.match(r"[\s-]*", text[found.end : found.end + 4])
    following = text[found.end + (tail.end() if tail else 0) : found.end + 16].lower()
    if following.startswith(("old", "olds")) or re.match(
        rf"[\s-]?(?:{any_of(known.words('not_figures', 'age'))})", after
    ):
        return True
    before = text[max(0, found.core - 30) : found.core]
    if re.search(rf"\b(?:{any_of(known.words('not_figures', 'age_before'))})\s$", before, re.IGNORECASE):
        return True
    if found.unit != "count":
        years = any_of(known.words("not_figures", "age_before_years"))
        if _AGE_AFTER_NAME.search(before) and text[found.core : found.end].endswith(_units_of_age(known)):
            return text[found.end : found.end + 1] in _CLOSES
        return found.unit == "year" and bool(re.search(rf"(?:^|\W|(?<=\W)|(?=,))(?:{years})\s$", before, re.IGNORECASE))
    closed = re.match(r"[,.;)]", text[found.end : found.end + 1])
    named = _AGE_AFTER_NAME.search(before)
    return bool(closed and named and found.bare and not found.spelt and 0 < (found.low or 0) < 120)


def _units_of_age(known: Lexis) -> tuple[str, ...]:
    """As in "Maëlle Roux, 24 ans, a marqué": how an age ends that stands beside a name."""
    return tuple(f" {unit}" for unit in known.words("not_figures", "age_named"))


def _is_multiple(text: str, found: Quantity, known: Lexis) -> bool:
    """As in "three times the budget", "deux fois plus": a factor, and "three-pointers": a part of a word."""
    if found.unit != "count":
        return False
    if found.spelt and found.bare and _PART_OF_WORD.match(text, found.end):
        return True
    factors = any_of(known.words("not_figures", "multiple"))
    return re.match(rf"\s(?:{factors})(?!\w)", text[found.end : found.end + 24], re.IGNORECASE) is not None


def _is_name(text: str, found: Quantity, known: Lexis, sentence_start: int) -> bool:
    """As in "Pier 4", "Flight 370", "26 Elm Street": a number that names."""
    previous = _previous_word(text[sentence_start : found.core], found.core - sentence_start)
    if previous in known.words("not_figures", "before") and found.bare:
        return True
    streets = any_of(known.words("not_figures", "street"))
    address = re.compile(rf"(?:\s[A-Z][\w.]*){{1,3}}\s(?i:{streets})\b|\s(?i:{streets})\b\.?\s[A-Z]")
    if found.bare and not found.spelt and address.match(text[found.end : found.end + 60]):
        return True
    capital = _CAPITALISED_BEFORE.search(text[max(sentence_start, found.core - 30) : found.core])
    if capital is None or not found.bare or found.start != found.core:
        return False
    word = capital[1].lower()
    if word in known.words("never_names"):
        return False
    following_word = _next_word(text, found.end)
    return not (following_word and following_word in text[found.end : found.end + 40] and following_word.endswith("s"))


def _is_other(text: str, found: Quantity, known: Lexis) -> bool:
    """Scores, telephone numbers, pieces of identifiers, numbers glued to letters."""
    if found.spelt:
        return _next_word(text, found.end) in known.words("not_figures", "spelt_before")
    if not found.bare and found.low is not None and found.high is not None and found.low < found.high:
        return _is_no_range(text, found, known)
    if _GLUED_AFTER.match(text, found.end) and not re.match(r"-[^\W\d_]{2,}", text[found.end : found.end + 4]):
        return True
    before = text[max(0, found.core - 2) : found.core]
    if before[-1:] and before[-1] in "-– " and (before[:1].isdecimal() or (before[-1] != " " and before[:1].isalnum())):
        return True
    telephone = _PHONE.match(text, found.core)
    return bool(
        telephone and telephone.end() > found.end + 3 and not re.match(r"[.,]\s", text[found.end : found.end + 2])
    )


def _is_no_range(text: str, found: Quantity, known: Lexis) -> bool:
    """A "3-1" is a score and "555-1234" a telephone number: two numbers joined by a dash need a noun behind them."""
    following = _next_word(text, found.end)
    if following in known.words("not_figures", "score"):
        return True
    dashed = re.fullmatch(r"\d+\s?[-–—]\s?\d+", text[found.core : found.end])
    return bool(dashed) and (not following or following in known.words("counted", "ends"))
