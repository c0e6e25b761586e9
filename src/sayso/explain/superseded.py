"""What a story has passed: a sentence that awaits, demands or announces an act that another reports as done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.explain.content import acts
from sayso.explain.merging import Told, weigh
from sayso.explain.substance import LEADS
from sayso.explain.terms import content_words, sense

PASSED = 0.15
"""What a sentence is worth that awaits what has happened."""
SAME_DAY = 0.9
"""Days by which the report may be older than what it supersedes: outlets of one day don't publish in order."""
TAIL = 50
"""Characters behind the words of waiting in which what is awaited begins."""
SAME_MATTER = 0.12
"""Share of an awaiting sentence's weighted terms, besides the act, that a report of the act has at least."""
_AWAITS = re.compile(
    r"\b(?:ha(?:s|ve|d) yet to|(?:is|are|was|were) (?:widely )?(?:expected|set|due|scheduled|poised|about|ready) to"
    r"|(?:will|would|could|may|might) (?:\w+ly )?(?:meet|vote|decide|announce|endorse|sign|rule|be)"
    r"|(?:is|are|were|was) (?:demanding|awaiting|calling for|pressing for|urging|preparing to|planning to)"
    r"|plan(?:s|ned)? to|hopes? to|expects? to|demand(?:s|ed|ing)? (?:that|an?|the)|call(?:s|ed|ing) (?:on|for)"
    r"|urg(?:es|ed|ing)"
    r"|await(?:s|ed|ing)?|ahead of|prepar(?:es|ed) to"
    r"|se espera que|está previsto|piden|exigen|va a|devrait|doit|réclament)\b",
    re.IGNORECASE,
)
"""Words of what is awaited, demanded or announced, and not done."""

_CUT = re.compile(r"[,;:–—―(“\"]| if ")
_BEGINS = re.compile(r" (?:begin|start|take place|come|happen|follow|be held|go ahead)\b")
"""What an act does that is awaited as a noun: "the override is expected to begin"."""
_SUBJECT = re.compile(r"(?:The|An?|El|La|Le) (\w+)")


def passed(told: Sequence[Told], weights: Mapping[str, float]) -> frozenset[int]:
    """Numbers of the sentences that await an act that a lead of a newer article, or of the same day's, reports done."""
    done = [one for one in told if one.candidate.place < LEADS and one.content.acts and not _awaits(one)]
    waiting = [(number, one) for number, one in enumerate(told) if _awaits(one)] if done else []
    return frozenset(number for number, one in waiting if any(_supersedes(other, one, weights) for other in done))


def _awaits(one: Told) -> bool:
    return _AWAITS.search(one.candidate.text) is not None


def _awaited(one: Told) -> frozenset[str]:
    """The acts that a sentence awaits: those just behind its words of waiting, or its subject's ("The override is")."""
    text = one.candidate.text
    found = _AWAITS.search(text)
    tail = _CUT.split(text[found.end() : found.end() + TAIL])[0] if found else ""
    subject = _SUBJECT.match(text) if _BEGINS.match(tail) else None
    return acts().intersection(map(sense, content_words(f"{subject[1] if subject else ''} {tail}")))


def _supersedes(done: Told, waiting: Told, weights: Mapping[str, float]) -> bool:
    """Whether a report tells as done what a sentence awaits: the same act, and enough of the same matter."""
    if done.candidate.days > waiting.candidate.days + SAME_DAY or done.turned or done.unknown:
        return False
    same = done.content.acts & _awaited(waiting)
    matter = waiting.content.said - same
    shared = matter & done.all
    return bool(same) and weigh(shared, weights) >= SAME_MATTER * weigh(matter, weights) > 0
