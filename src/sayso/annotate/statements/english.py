"""English statements: the best reading of each cue, its speaker, its firmness and its chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.annotate.document import Document
from sayso.annotate.statements import lexicon as lexicons
from sayso.annotate.statements.candidates import Candidate, find_candidates
from sayso.annotate.statements.firmness import firmness_of
from sayso.annotate.statements.lexicon import Lexicon
from sayso.annotate.statements.quotes import find_quotes
from sayso.annotate.statements.speakers import Speakers
from sayso.types import Extent, Firmness, Mention, Statement, weakest

THRESHOLD = 0.35
"""Readings less reliable than this are not printed; the best F1 on the annotated news was at .35."""

SHOWN = 0.85
"""Readings at least as reliable as this are good enough for a page."""

_WITHOUT_SOURCE = ("adverb", "passive")


def find(document: Document, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """The statements of a parsed document."""
    lexicon = lexicons.english()
    chosen = list(_chosen(document, lexicon))
    speakers = Speakers.of(document.text, mentions, lexicon)
    names = [speakers.resolve(candidate) for candidate, _ in sorted(chosen, key=lambda c: c[0].cue[0])]
    ordered = sorted(chosen, key=lambda c: c[0].cue[0])
    own = [firmness_of(candidate, document.text, lexicon) for candidate, _ in ordered]
    return tuple(_statement(document.text, ordered, names, own, index) for index in range(len(ordered)))


def _chosen(document: Document, lexicon: Lexicon) -> Iterable[tuple[Candidate, float]]:
    assert document.parsed is not None
    quotes = find_quotes(document.text)
    taken: set[tuple[Extent, ...]] = set()
    for readings in find_candidates(document.text, document.parsed, quotes, lexicon.lemma_of):
        scored = [(_reliability(reading, lexicon), -number) for number, reading in enumerate(readings)]
        score, number = max(scored)
        reading = readings[-number]
        if score >= THRESHOLD and reading.content not in taken:
            taken.add(reading.content)
            yield reading, score


def _reliability(reading: Candidate, lexicon: Lexicon) -> float:
    if reading.inside or not reading.cue:
        return 0.0
    if not reading.source and not reading.pattern.startswith(_WITHOUT_SOURCE):
        return 0.0
    return lexicon.precision(reading.pattern, reading.word)


def _statement(
    text: str,
    chosen: Sequence[tuple[Candidate, float]],
    names: Sequence[str | None],
    own: Sequence[Firmness],
    index: int,
) -> Statement:
    candidate, score = chosen[index]
    above = [i for i in range(len(chosen)) if i != index and _reports(chosen[i][0], candidate)]
    return Statement(
        source=candidate.source,
        cue=candidate.cue,
        content=candidate.content,
        speaker=names[index],
        firmness=weakest(own[index], *(own[i] for i in above)),
        via=tuple(name for i in above if (name := names[i]) is not None),
        kind=_kind(candidate),
        score=round(score, 2),
        shown=score >= SHOWN,
    )


def _reports(outer: Candidate, inner: Candidate) -> bool:
    """Whether the inner cue stands in what the outer one reports."""
    start, end = inner.cue[0]
    return any(low <= start and end <= high for low, high in outer.content) and outer.cue[0] != inner.cue[0]


def _kind(candidate: Candidate) -> str:
    if candidate.quoted > 0.9:
        return "direct"
    return "mixed" if candidate.quoted > 0 else "indirect"
