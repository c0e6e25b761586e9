"""Stretches of time, repetitions, and words for now, before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.annotate.moments.found import DATE, DURATION, SET, VAGUE, Found, Made, duration_value, sign


def _make_span(found: Found) -> Made:
    """As in "The last two weeks"."""
    amount = found.amount()
    return (DURATION, duration_value(amount, str(found.value("unit", "UNITS", "UNIT")))) if amount else None


def _make_vaguespan(found: Found) -> Made:
    return DATE, VAGUE[sign(found.step())]


def _make_recent(found: Found) -> Made:
    return DATE, "PAST_REF"


def _make_duration(found: Found) -> Made:
    unit = str(found.value("unit", "UNIT", "UNITS"))
    if _is_age(found):
        return None
    if found.has("half"):
        return DURATION, {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "E": "P5Y", "C": "P50Y"}.get(unit, f"P0.5{unit}")
    amount = found.amount()
    if unit == "TS" and found.word("n") in {"a", "another", "one"}:  # "a second, smaller dam"
        return None
    return (DURATION, duration_value(amount, unit)) if amount else None


def _is_age(found: Found) -> bool:
    """A person's age ("41 years old", "aged 12 years") measures no stretch of the story's time."""
    return found.precedes("old", "olds") or found.follows("aged", "age")


def _make_ytd(found: Found) -> Made:
    """As in "The nine months", "the first two weeks"."""
    return _make_span(found) if found.has("n") else None


def _make_plural(found: Found) -> Made:
    return DURATION, duration_value("X", str(found.value("bare", "UNITS")))


def _make_unitset(found: Found) -> Made:
    amount = found.amount() if found.has("n") and found.words("n")[0] not in {"once", "twice"} else "1"
    return (SET, duration_value(amount, str(found.value("unit", "UNIT", "UNITS")))) if amount else None


def _make_frequency(found: Found) -> Made:
    return SET, str(found.value("freq", "FREQ"))


def _make_fixed(found: Found) -> Made:
    """Now, recently, soon; "soon after the vote" and "as soon as" lean on an event, not on now."""
    if found.precedes("after", "before", "as", "thereafter", "afterwards"):
        return None
    return DATE, found.candidate.rule.value or ""


MAKERS: Mapping[str, Callable[[Found], Made]] = {
    name.removeprefix("_make_"): function for name, function in list(globals().items()) if name.startswith("_make_")
}
