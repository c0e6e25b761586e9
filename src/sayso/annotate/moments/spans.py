"""Stretches of time, repetitions, and words for now, before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.annotate.moments.calendar import VAGUE, sign
from sayso.annotate.moments.found import DATE, DURATION, NOTHING, SET, Found, Made, duration_value


def _make_span(found: Found) -> Made:
    """As in "The last two weeks"."""
    if _is_age(found):
        return None
    amount = found.amount()
    return (DURATION, duration_value(amount, str(found.value("unit", "UNITS", "UNIT")))) if amount else None


def _make_nothing(_found: Found) -> Made:
    """What looks like a moment and is none (an age): no shorter expression inside it is looked for."""
    return NOTHING


def _make_vaguespan(found: Found) -> Made:
    return DATE, VAGUE[sign(found.step())]


def _make_recent(found: Found) -> Made:
    return DATE, "PAST_REF"


def _make_duration(found: Found) -> Made:
    unit = str(found.value("unit", "UNIT", "UNITS", "LASTING"))
    if _is_age(found) or _is_rate(found) or _is_fraction(found, unit):
        return None
    if found.has("half"):
        return DURATION, {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "E": "P5Y", "C": "P50Y"}.get(unit, f"P0.5{unit}")
    amount = found.amount() if not found.has("more") else found.amount_and_a_half()
    if unit == "TS" and found.word("n") in {"a", "another", "one"}:  # "a second, smaller dam"
        return None
    return (DURATION, duration_value(amount, unit)) if amount else None


def _is_age(found: Found) -> bool:
    """A person's age ("41 years old", "aged 12 years") measures no stretch of the story's time."""
    return found.precedes("old", "olds") or found.follows("aged", "age")


def _is_rate(found: Found) -> bool:
    """As in "$2 million a year", "four flights a week": how much or how often, no stretch of time.

    TimeBank and AQUAINT leave 9 of 12 of them unmarked, but not those by the day.
    """
    by_the_day = str(found.value("unit", "UNIT", "UNITS")) in {"D", "TH"} and not found.follows("hours")
    if found.words("n") not in (["a"], ["an"]) or not found.first or by_the_day:
        return False
    *earlier, before = found.scene.tokens.words[max(0, found.first - 4) : found.first]
    counts = any(word[0].isdigit() or word in found.numbers for word in [*earlier, before])
    return counts and (before[0].isdigit() or before in found.numbers or before in "%¢" or before.endswith("s"))


def _is_fraction(found: Found, unit: str) -> bool:
    """As in "three-quarters", "a quarter of its food"."""
    return unit == "Q" and (
        found.precedes("of", "century", "mile", "hour", "final") or found.words("n") in (["three"], ["3"])
    )


def _make_ytd(found: Found) -> Made:
    """As in "The nine months", "the first two weeks"."""
    return _make_span(found) if found.has("n") else None


def _make_someday(found: Found) -> Made:
    """As in "It will one day be forgotten"; "in one day", "one day later" are stretches of time."""
    if found.tense() <= 0 or found.precedes("after", "before", "later", "earlier", "of", "ago"):
        return None
    return None if found.follows(*_BEFORE_A_STRETCH) else (DATE, "FUTURE_REF")


_BEFORE_A_STRETCH = ("for", "in", "within", "just", "only", "after", "than", "last", "lasts", "take", "takes", "about")


def _make_longlasting(found: Found) -> Made:
    """As in "zweitägige", "tagelang": so long, in one word."""
    if found.has("many"):
        return DURATION, duration_value("X", str(found.value("many", "MANYUNIT")))
    return DURATION, duration_value(str(found.value("long", "LONGAMOUNT")), str(found.value("long", "LONGUNIT")))


def _make_stretch(found: Found) -> Made:
    """As in "a quarter of an hour"."""
    return DURATION, found.candidate.rule.value or ""


def _make_plural(found: Found) -> Made:
    return DURATION, duration_value("X", str(found.value("bare", "UNITS")))


def _make_unitset(found: Found) -> Made:
    times = found.words("n")[:1]
    amount = found.amount() if times and times[0] not in {"once", "twice"} else "1"
    if found.has("other"):
        amount = "2"
    return (SET, duration_value(amount, str(found.value("unit", "UNIT", "UNITS")))) if amount else None


def _make_frequency(found: Found) -> Made:
    return SET, str(found.value("freq", "FREQ"))


def _make_fixed(found: Found) -> Made:
    """Now, recently, soon; "soon after the vote" and "as soon as" lean on an event, not on now."""
    if found.precedes("after", "before", "as", "thereafter", "afterwards"):
        return None
    if found.candidate.rule.value == "FUTURE_REF" and found.last - found.first == 1 and found.tense() < 0:
        return None  # "it soon became a flood": soon after what was told, not after now
    return DATE, found.candidate.rule.value or ""


MAKERS: Mapping[str, Callable[[Found], Made]] = {
    name.removeprefix("_make_"): function for name, function in list(globals().items()) if name.startswith("_make_")
}
