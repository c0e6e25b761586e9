"""The check of an explainer: no span lies, and every sentence is the words of its first span (promises 1 and 2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from sayso.explain.voice import is_pronoun
from sayso.types import Explainer, Firmness, Line, Span

TextOf = Callable[[str, str], str | None]
"""(article id, version) to that version's text, or None when it isn't kept."""

_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]")
_WORD = re.compile(r"[^\W\d_]+")


NOT_ESTABLISHED = "not established"
GROUPS = {
    Firmness.CONFIRMED: "confirmed",
    Firmness.STATED: "stated",
    Firmness.DENIED: NOT_ESTABLISHED,
    Firmness.EXPECTED: "expected",
    Firmness.ESTIMATED: "alleged or estimated",
    Firmness.ALLEGED: "alleged or estimated",
    Firmness.POSSIBLE: "alleged or estimated",
}
"""The group of a line by its firmness; what is denied, or not known by its own words, is not established."""


class _Supported(Protocol):
    @property
    def support(self) -> tuple[Span, ...]: ...


_Item = TypeVar("_Item", bound=_Supported)


def supported(items: Iterable[_Item]) -> tuple[_Item, ...]:
    """Drops what has no support. Every producer of sentences ends with this (promise 2)."""
    return tuple(item for item in items if item.support and all(span.start < span.end for span in item.support))


def check(explained: Explainer, text_of: TextOf) -> tuple[int, list[str]]:
    """Re-reads every span: (how many were checked, a line for each that lies)."""
    faults: list[str] = []
    checked = 0
    for sentence, spans in _sentences(explained):
        checked += len(spans)
        faults += _faults(sentence, spans, text_of)
    faults += [f"nobody is named who says {line.sentence!r}" for line in explained.lines if not line.speaker.strip()]
    faults += [f"firmer than {line.firmness}: {line.sentence!r}" for line in explained.lines if _too_firm(line)]
    return checked, faults


def _too_firm(line: Line) -> bool:
    """Whether a line stands in a firmer group than its firmness allows; "not established" is never too firm."""
    return line.group not in {GROUPS[line.firmness], NOT_ESTABLISHED}


def _sentences(explained: Explainer) -> Iterator[tuple[str | None, Sequence[Span]]]:
    """Each sentence with its spans; None where what is shown isn't the words of a span (a figure, a question)."""
    told = (*explained.lines, *explained.summary, *explained.quotes, *explained.by_outlet)
    yield from ((line.sentence, line.support) for line in dict.fromkeys(told))
    yield from ((entry.sentence, entry.support) for entry in explained.timeline)
    yield from ((None, question.support) for question in explained.open_questions)
    yield from ((None, (row.support,)) for group in explained.figures for row in group.rows)


def _faults(sentence: str | None, spans: Sequence[Span], text_of: TextOf) -> Iterator[str]:
    if not spans:
        yield f"no support: {sentence!r}"
    for place, span in enumerate(spans):
        text = text_of(span.article, span.version)
        where = f"article {span.article}, version {span.version}, {span.start} to {span.end}"
        if text is None:
            yield f"{where}: this version isn't kept"
        elif not 0 <= span.start < span.end <= len(text):
            yield f"{where}: outside the text of {len(text)} characters"
        elif place == 0 and sentence is not None and not equals_words(sentence, text[span.start : span.end]):
            yield f"{where}: the words are {text[span.start : span.end]!r}, the page says {sentence!r}"


def equals_words(sentence: str, words: str) -> bool:
    """Whether a sentence equals the words of its span once what an editor filled in is undone.

    A filled-in ``[Name]`` stands for one pronoun of the text, or for nothing (after a bare role), so a name put in
    the place of another is found; brackets that the text itself has stay as they are.
    """
    place = last = 0
    for match in _BRACKETED.finditer(sentence):
        undone = _undone(words, place, sentence[last : match.start()], match[0])
        if undone is None:
            return False
        place, last = undone, match.end()
    return words[place:] == sentence[last:]


def _undone(words: str, place: int, between: str, bracketed: str) -> int | None:
    """Where the words go on after what stands between two brackets and the second of them; None where they don't."""
    if words.startswith(between, place):
        after = place + len(between)
        if words.startswith(bracketed, after):
            return after + len(bracketed)
        pronoun = _WORD.match(words, after)
        if pronoun is not None and is_pronoun(pronoun[0]):
            return pronoun.end()
    added = between.removesuffix(" ")
    return place + len(added) if added != between and words.startswith(added, place) else None
