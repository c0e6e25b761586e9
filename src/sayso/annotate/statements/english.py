"""English statements: the best reading of each cue, its speaker, its firmness and its chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.annotate.document import Document
from sayso.annotate.statements import lexicon as lexicons
from sayso.annotate.statements.candidates import Candidate, find_candidates, has_verb, trimmed
from sayso.annotate.statements.firmness import firmness_of
from sayso.annotate.statements.lexicon import Lexicon
from sayso.annotate.statements.likelihood import likelihood
from sayso.annotate.statements.overlap import holds_nothing_else, shared, starts_within
from sayso.annotate.statements.passed_on import cited_by, is_own_voice
from sayso.annotate.statements.quotes import Quote, find_quotes
from sayso.annotate.statements.silence import is_no_statement
from sayso.annotate.statements.speakers import Speakers
from sayso.annotate.statements.tagged import Taken, tagged_candidates
from sayso.types import Extent, Firmness, Mention, Statement, weakest

THRESHOLD = 0.35
"""Readings less reliable than this are not printed; the best F1 on the annotated news was at .35."""

_CONSIDERED = 0.28
"""Readings less reliable than this are dropped at once; what stands alone within a report gains by it."""

SHOWN = 0.65
"""Readings at least as reliable as this are good enough for a page: right in 87 of 100 annotated ones, two in five."""

THRESHOLD_TAGGED = 0.4
BESIDE_TAGGER = 0.5
SHOWN_TAGGED = 0.83
"""Of these 92 of 100 are right, half of all annotated ones; from .87 on 93, and 47 of 100."""

_BY_PLACE = {"ROOT": 1.13, "prep": 1.13, "parataxis": 1.13, "advcl": 0.9, "conj": 0.9, "relcl": 0.7, "ccomp": 0.55}
"""Precision by the cue's place in its sentence, relative to all: on the annotated news .86 for a clause after the
main verb, .76 after an adverbial one, .69 in a relative clause, .36 within another clause."""

_SHORT_CONTENT = 30
"""Characters. Shorter contents are right in 67% against 82% (clauses) and 59% against 94% (quotations)."""

_SHORT = {"quote-left": 0.65, "quote-right": 0.7}

_BY_SOURCE = {"NNP": 1.03, "NNPS": 0.97, "NN": 0.94, "WP": 0.92, "DT": 0.8, "WDT": 0.75}
"""Precision by the tag of the source's head, relative to all: .87 for a name, .71 for "the report", .56 for "which"."""

_REPORTED = 0.5
"""For a statement within another: right in 35% of the annotated news, against 84%."""

_REPORTING = 0.88
"""For a statement that holds another: its end is in doubt."""

_ESTIMATING = frozenset({"estimate", "forecast", "deny", "confirm", "expect", "predict", "project"})

_PASSED_ON = 0.9
"""For a statement that is all that another reports: about as sure as that one."""

_TELLING = frozenset(
    "say tell write report announce state warn deny confirm estimate forecast conclude find testify claim allege insist"
    " argue add admit acknowledge accuse expect predict project".split()
)
"""Verbs with which a report is told within a report; "voters believe" isn't told apart from who says so."""

_WITHOUT_SOURCE = ("adverb", "passive")


def find(document: Document, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """The statements of a parsed document."""
    lexicon = lexicons.english()
    by_tagger = document.attributions is not None
    found = (
        _tagged(document, mentions, lexicon) if by_tagger else _chosen(document, find_quotes(document.text), lexicon)
    )
    speakers = Speakers.of(document.text, mentions, lexicon)
    resolved = [
        (candidate, score, speakers.resolve(candidate))
        for candidate, score in sorted(found, key=lambda one: one[0].cue[0])
    ]
    told = [one for one in resolved if not is_own_voice(one[0], one[2], document.outlet, document.text)]
    passers = [_with_cited(candidate, name, speakers) for candidate, _, name in told]
    chosen = [(candidate, score) for (candidate, _, _), (_, score, _) in zip(passers, told, strict=True)]
    names = [name for _, name, _ in passers]
    own = [firmness_of(candidate, document.text, lexicon) for candidate, _ in chosen]
    reporters = _reporters([candidate for candidate, _ in chosen])
    scores, shells = _scored_together(chosen, reporters)
    return tuple(
        _statement(
            candidate,
            scores[index],
            names[index],
            own[index],
            [(names[i], own[i]) for i in reporters[index]] + [(one, own[index]) for one in passers[index][2]],
            shown=index not in shells and scores[index] >= (SHOWN_TAGGED if by_tagger else SHOWN),
        )
        for index, (candidate, _) in enumerate(chosen)
        if scores[index] >= (THRESHOLD_TAGGED if by_tagger else THRESHOLD)
    )


def _with_cited(
    candidate: Candidate, name: str | None, speakers: Speakers
) -> tuple[Candidate, str | None, tuple[str, ...]]:
    """A candidate with its speaker; where that one cites somebody, with who is cited, and who cites."""
    cited = cited_by(candidate)
    if cited is None or name is None:
        return candidate, name, ()
    content = trimmed(speakers.text, cited[2]) or candidate.content
    passed_on = replace(candidate, source=cited[0], holder=cited[1], content=content)
    return passed_on, speakers.cited(passed_on, cited[1]), (name,)


def considered(
    document: Document, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[list[tuple[Candidate, float]], list[tuple[Candidate, float]]]:
    """What the tagger found, with its confidence, and what the rules find, with their reliability."""
    assert document.attributions is not None
    quotes = find_quotes(document.text)
    found = tagged_candidates(document.text, document.parsed, document.attributions, quotes, lexicon, mentions)
    return [one for one in found if not is_no_statement(one[0])], list(_chosen(document, quotes, lexicon))


def _tagged(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterable[tuple[Candidate, float]]:
    """What the tagger found, and what the surest rules find where it found nothing: it was taught to give a word one
    part in one statement, so it leaves out statements within statements.
    """
    tagged, ruled = considered(document, mentions, lexicon)
    taken = Taken(candidate for candidate, _ in tagged)
    for candidate, confidence in tagged:
        yield _with_its_verb(candidate, ruled), likelihood(candidate, confidence, ruled)
    for candidate, score in ruled:
        fair = _without_place(candidate, score) if taken.hold(candidate) and _reports(candidate) else score
        if fair >= BESIDE_TAGGER and not taken.has(candidate, told=candidate.word in _TELLING and _reports(candidate)):
            yield candidate, fair


def _with_its_verb(candidate: Candidate, ruled: Sequence[tuple[Candidate, float]]) -> Candidate:
    """A phrase without a verb that the tagger cut out of a reported clause takes that clause whole."""
    if candidate.quoted or has_verb(candidate):
        return candidate
    for rule, _ in ruled:
        inside = shared(rule.content, candidate.content) == sum(end - start for start, end in candidate.content)
        if rule.pattern == "clause" and inside and shared(rule.cue, candidate.cue):
            return replace(candidate, content=rule.content, pattern="clause", quoted=rule.quoted)
    return candidate


def _without_place(candidate: Candidate, score: float) -> float:
    """The score of a statement within another: the annotated news leaves such out, which says nothing against it."""
    return score / min(1.0, _BY_PLACE.get(candidate.head.dep_, 1.0))


def _scored_together(
    chosen: Sequence[tuple[Candidate, float]], reporters: Sequence[Sequence[int]]
) -> tuple[list[float], set[int]]:
    """The scores once it is known which statement reports which, and the reports that say nothing else.

    "NBC reported that the department estimated ...": the department's statement is the one to show.
    """
    scores = [score for _, score in chosen]
    shells: set[int] = set()
    for inner, outers in enumerate(reporters):
        around = [outer for outer in outers if _says_nothing_else(chosen[outer][0], chosen[inner][0])]
        shells.update(around)
        if chosen[inner][0].inside and not around:
            scores[inner] = 0.0  # within a quotation that says more: its speaker's own words
        elif around:
            scores[inner] = max(scores[inner], chosen[around[-1]][1] * _PASSED_ON)
        elif outers:
            scores[inner] *= _REPORTED
        for outer in outers:
            scores[outer] = min(scores[outer], chosen[outer][1] * _REPORTING)
    return scores, shells


def _reports(inner: Candidate) -> bool:
    """Whether somebody else says or estimates there, and not the speaker's own "he thinks"."""
    if inner.holder is None or inner.holder.tag_ == "PRP":
        return False
    return inner.pattern in {"clause", "according"} or (inner.pattern == "object" and inner.word in _ESTIMATING)


def _says_nothing_else(outer: Candidate, inner: Candidate) -> bool:
    if (outer.quoted > 0) is not inner.inside or not inner.source or not _reports(inner):
        return False
    return holds_nothing_else(outer.content, (*inner.source, *inner.cue, *inner.content))


def _reporters(chosen: Sequence[Candidate]) -> list[list[int]]:
    """For each candidate those that report it: its cue stands in what they say. In the order of the text."""
    starts = [candidate.cue[0][0] for candidate in chosen]
    reporters: list[list[int]] = [[] for _ in chosen]
    for outer, candidate in enumerate(chosen):
        for inner, (_, end) in starts_within(starts, candidate.content):
            if inner != outer and chosen[inner].cue[0][1] <= end:
                reporters[inner].append(outer)
    return reporters


def _chosen(document: Document, quotes: Sequence[Quote], lexicon: Lexicon) -> Iterable[tuple[Candidate, float]]:
    assert document.parsed is not None
    taken: set[tuple[Extent, ...]] = set()
    for readings in find_candidates(document.text, document.parsed, quotes, lexicon.lemma_of):
        scored = [(_reliability(reading, lexicon), -number) for number, reading in enumerate(readings)]
        score, number = max(scored)
        reading = readings[-number]
        if score >= _CONSIDERED and reading.content not in taken:
            taken.add(reading.content)
            yield reading, score


def _reliability(reading: Candidate, lexicon: Lexicon) -> float:
    """How likely a reading is right: the precision of its pattern and word, by where the cue stands and its length."""
    if not reading.cue or (reading.inside and not _is_quoted_report(reading)):
        return 0.0
    if not reading.source and not reading.pattern.startswith(_WITHOUT_SOURCE):
        return 0.0
    if is_no_statement(reading):
        return 0.0
    place = _BY_PLACE.get(reading.head.dep_, 0.85) if reading.head.tag_[0] == "V" else 1.0
    length = sum(end - start for start, end in reading.content)
    short = _SHORT.get(reading.pattern, 0.85) if length < _SHORT_CONTENT else 1.0
    source = _BY_SOURCE.get(reading.holder.tag_, 1.0) if reading.holder is not None else 1.0
    return min(0.97, lexicon.precision(reading.pattern, reading.word) * place * short * source)


def _is_quoted_report(reading: Candidate) -> bool:
    """ "According to the ministry, 61 are missing," said Lund: she passes on what the ministry says."""
    named = reading.holder is not None and reading.holder.tag_ in {"NNP", "NNPS"}
    return named and (reading.pattern == "according" or (reading.pattern == "clause" and reading.word in _TELLING))


def _statement(
    candidate: Candidate,
    score: float,
    speaker: str | None,
    own: Firmness,
    reporters: Sequence[tuple[str | None, Firmness]],
    *,
    shown: bool,
) -> Statement:
    return Statement(
        source=candidate.source,
        cue=candidate.cue,
        content=candidate.content,
        speaker=speaker,
        firmness=weakest(own, *(firmness for _, firmness in reporters)),
        via=tuple(name for name, _ in reporters if name is not None and name != speaker),
        kind=_kind(candidate),
        score=round(score, 2),
        shown=shown,
    )


def _kind(candidate: Candidate) -> str:
    if candidate.quoted > 0.9:
        return "direct"
    return "mixed" if candidate.quoted > 0 else "indirect"
