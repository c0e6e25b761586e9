"""The lines of "What we know": the same claim of many outlets merged, counted by publishers, ranked, grouped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from sayso.explain.bodies import may_be_one
from sayso.explain.candidates import Candidate, language_of
from sayso.explain.check import GROUPS, NOT_ESTABLISHED, supported
from sayso.explain.figures import Tolls
from sayso.explain.merging import REPEATED, Merging, independent
from sayso.explain.ranking import Ranking, centre_of, news_of
from sayso.explain.subjects import definition_of
from sayso.explain.substance import LEADS, is_quotation, substance_of
from sayso.explain.superseded import PASSED, passed
from sayso.explain.terms import Vector, cosine, inverse_frequencies, weighted
from sayso.explain.voice import says_unknown
from sayso.types import Figure, Firmness, Line

LINES = 12
"""Lines of an explainer at most: what is read in a minute."""
SUMMARY, QUOTES, OUTLETS = 3, 4, 8
"""Lines of a summary, quotations and outlets with a sentence of their own on a subject's page, at most."""
QUOTED = 4
"""Content words of a quotation that is shown at least."""
ENOUGH = 4
"""Lines from which quotations aren't needed among them."""
SUPPORT = 6
"""Spans shown behind one line at most."""
REPETITIVE = 0.35
"""Cosine from which a line adds little to one that is shown already."""
FEW = 8
WORTHLESS, WEAK, SHARED = 0.7, 0.8, 0.5
"""Lines under these shares of the middle one of the first few aren't shown at all, or only among those few; and the
share from which a line of two publishers is shown beside them."""
NEWEST_TOLD = 0.35
"""What the newest article's first sentence is worth at least, against the best."""
SECOND = 0.6
"""What the second sentence of an article is worth beside the first where one is to open the page."""
SAME_STATE = 0.2
"""Days within which two articles tell one state of a toll."""
TOLL_LEADS = 0.6
"""What a line with a toll as it stands now is worth at least, against the best: whatever its language and place."""
PUBLISHERS = 0.9
"""Power of the number of publishers by which a claim is worth more."""
BACKED = 60
"""Claims for which further support is looked for, best first."""
SAID_BEFORE = 0.7
"""Cosine from which a sentence says what another said before, whatever the merging of claims makes of the two."""
CONTRADICTS = 0.4
"""Cosine from which a denial and a claim are about the same."""

_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|niega[ns]?|neg(?:ó|aron)|nie(?:nt)?|dément(?:ent)?)\b", re.IGNORECASE)
_NO_TOLLS = Tolls()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the sentence that says it best, and all that say it too (the best among them)."""

    number: int
    best: Candidate
    sentence: str
    behind: tuple[Candidate, ...]
    vector: Vector
    score: float


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a story: its lines, best first, and people's own words, none of them among the lines."""

    lines: tuple[Line, ...]
    quotes: tuple[Line, ...]
    by_outlet: tuple[Line, ...] = ()

    @property
    def summary(self) -> tuple[Line, ...]:
        """The three lines that say most, of what is established as far as there is such."""
        settled = [line for line in self.lines if line.group != NOT_ESTABLISHED]
        return tuple([*settled, *(line for line in self.lines if line not in settled)][:SUMMARY])


def told(
    candidates: Sequence[Candidate],
    tolls: Tolls = _NO_TOLLS,
    limit: int = LINES,
    subject: str = "",
    about: str | None = None,
    fresh: Collection[str] | None = None,
) -> Told:
    """The lines of a story's candidates, and the quotations.

    ``subject`` is what the page goes by; ``about`` the same where the lines are to say most of it; ``fresh``: articles
    that came lately, where only what none of the others had said is to be told.
    """
    weights = inverse_frequencies(candidate.stems for candidate in candidates)
    vectors = [weighted(candidate.stems, weights) for candidate in candidates]
    merging = Merging.of(candidates)
    tolls = replace(tolls, overtaken=tolls.overtaken | _overtaken_in_leads(merging))
    ranked = Ranking(
        centre_of(candidates, vectors),
        news_of(candidates, weights),
        language_of(candidates),
        tolls,
        substance_of(candidates, subject),
        definition_of(about) if about else None,
    )
    ranked = replace(ranked, counted_now=any(one.sentence and ranked.current(one) for one in candidates))
    past = passed(merging.told, merging.weights)
    claims = [
        claim
        for cluster in merging.clusters()
        if (claim := _claim([(n, candidates[n], vectors[n]) for n in cluster], ranked, past)) is not None
    ]
    if fresh is not None:
        claims = _unsaid(claims, [v for c, v in zip(candidates, vectors, strict=True) if not _came(c, fresh)], fresh)
    backed = _backed(claims, merging, ranked)
    if fresh is not None:
        backed = [claim for claim in backed if all(_came(one, fresh) for one in claim.behind)]
    backed = [claim for claim in backed if not (ranked.counted_now and ranked.overtaken(claim.best))]
    said = [claim for claim in backed if is_quotation(claim.best)]
    plain = [claim for claim in backed if claim not in said]
    if not any(claim.best.firmness is Firmness.DENIED for claim in plain):
        plain += [claim for claim in said if claim.best.firmness is Firmness.DENIED]
    shown = _diverse(plain if len(plain) >= ENOUGH else backed, merging, limit)
    public = [
        c for c in said if c not in shown and c.best.speaker in ranked.substance.people and not c.best.second_hand
    ]
    each = _one_an_outlet(backed) if about else ()
    return Told(*(supported(found) for found in (_with_both_sides(shown), map(_line, _one_a_speaker(public)), each)))


def _overtaken_in_leads(merging: Merging) -> frozenset[tuple[str, int]]:
    """The tolls with which an article begins where a newer one begins with a greater one, whatever their scopes."""
    leads = [
        (told.candidate, one.figure, one.concept.name)
        for told in merging.told
        for one in told.figures
        if told.candidate.place <= LEADS and one.concept is not None and one.concept.moves == "rising"
    ]
    return frozenset(
        (old.item.article.id, figure.start)
        for old, figure, of in leads
        if any(
            of == what and old.days > new.days + SAME_STATE and _least(now) > _least(figure) for new, now, what in leads
        )
    )


def _least(figure: Figure) -> float:
    return figure.low if figure.low is not None else figure.high or 0.0


def _unsaid(claims: Sequence[Claim], known: Sequence[Vector], fresh: Collection[str]) -> list[Claim]:
    """The claims of fresh articles alone that are like nothing known."""
    return [
        claim
        for claim in claims
        if all(_came(one, fresh) for one in claim.behind)
        and all(cosine(claim.vector, vector) < SAID_BEFORE for vector in known)
    ]


def _came(candidate: Candidate, fresh: Collection[str]) -> bool:
    return candidate.item.article.id in fresh


def lines(
    candidates: Sequence[Candidate], tolls: Tolls = _NO_TOLLS, limit: int = LINES, subject: str = ""
) -> tuple[Line, ...]:
    """The lines alone."""
    return told(candidates, tolls, limit, subject).lines


def _one_an_outlet(claims: Sequence[Claim]) -> Iterable[Line]:
    """The best sentence of each outlet, whatever other outlets say better."""
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (-claim.score, claim.best.span.article, claim.best.extent)):
        if not claim.best.second_hand and not is_quotation(claim.best):
            best.setdefault(claim.best.item.outlet, claim)
    return [_line(claim) for claim in best.values()][:OUTLETS]


def _one_a_speaker(claims: Sequence[Claim]) -> list[Claim]:
    """The best quotation of each, the best of them first; "Arpaio" is Joe Arpaio."""
    best: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (-claim.score, claim.best.span.article, claim.best.extent)):
        heard = any(may_be_one(claim.best.speaker, other.best.speaker) for other in best)
        if len(claim.best.stems) >= QUOTED and not heard:
            best.append(claim)
    return best[:QUOTES]


# --- choosing ---------------------------------------------------------------------------------------------------


def _claim(members: Sequence[tuple[int, Candidate, Vector]], ranked: Ranking, past: Collection[int]) -> Claim | None:
    """The claim of a cluster; None when none of its sentences stands alone. ``past`` are those that await the past."""
    shown = [
        (ranked.worth(c, vector) * (PASSED if number in past else 1.0), -number, c, vector)
        for number, c, vector in members
        if c.sentence
    ]
    if not shown:
        return None
    worth, number, best, vector = max(shown, key=lambda one: one[:2])
    behind = tuple(candidate for _, candidate, _ in members)
    return Claim(-number, best, best.sentence or "", behind, vector, worth * _weight(behind))


def _backed(claims: Sequence[Claim], merging: Merging, ranked: Ranking) -> list[Claim]:
    """The best claims with all that bears their sentence out, worth more for each publisher more."""
    backed = []
    for claim in sorted(claims, key=lambda claim: -claim.score)[:BACKED]:
        others = (merging.told[number].candidate for number in merging.behind(claim.number))
        behind = tuple({id(one): one for one in (claim.best, *others)}.values())
        worth = claim.score * _weight(behind) / _weight(claim.behind)
        backed.append(replace(claim, behind=behind, score=worth))
    least = TOLL_LEADS * max((claim.score for claim in backed), default=0.0)
    backed = [replace(c, score=max(c.score, least)) if ranked.current(c.best) else c for c in backed]
    return _newest_first(backed, ranked)


def _newest_first(claims: Sequence[Claim], ranked: Ranking) -> list[Claim]:
    """The claims, the best that opens one of the newest articles before all others."""
    best = max((claim.score for claim in claims), default=0.0)
    least = NEWEST_TOLD * best
    claims = [replace(c, score=max(c.score, least)) if ranked.is_newest(c.best) else c for c in claims]
    opening = [claim for claim in claims if ranked.opens(claim.best)]
    if not opening:
        return list(claims)
    lead = max(opening, key=lambda claim: claim.score * (SECOND if claim.best.place else 1.0))
    return [replace(claim, score=max(best * 1.01, claim.score)) if claim is lead else claim for claim in claims]


def _weight(behind: Sequence[Candidate]) -> float:
    """What its publishers make of a claim: what two tell is what we know, what one tells is what it says."""
    return float(independent(behind) ** PUBLISHERS)


def _diverse(claims: Sequence[Claim], merging: Merging, limit: int) -> list[Claim]:
    """The best claims, none of which repeats one above it (after Carbonell and Goldstein 1998, MMR).

    A denial is kept beside what it denies.
    """
    distinct: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (-claim.score, claim.best.span.article, claim.best.extent)):
        if not any(_repeats(claim, other, merging) for other in distinct):
            distinct.append(claim)
    usual = median_low([claim.score for claim in distinct[:FEW]]) if distinct else 0.0
    few = [claim for claim in distinct[:FEW] if claim.score >= WORTHLESS * usual]
    more = (c for c in distinct[FEW:] if c.score >= usual * (SHARED if independent(c.behind) > 1 else WEAK))
    return [*few, *more][:limit]


def _repeats(claim: Claim, other: Claim, merging: Merging) -> bool:
    """Whether a claim adds little to another: it stands behind it already, or has much the same words or terms."""
    if _denies(claim, other):
        return False
    if any(claim.best is one for one in other.behind) or cosine(claim.vector, other.vector) >= REPETITIVE:
        return True
    return merging.odds(claim.number, other.number) >= REPEATED


def _denies(a: Claim, b: Claim) -> bool:
    return _is_denial(a.best) != _is_denial(b.best)


def _is_denial(candidate: Candidate) -> bool:
    """Whether a sentence denies, or says that somebody does ("Verrill denies the charges, his lawyer said")."""
    return candidate.firmness is Firmness.DENIED or _DENIES.search(candidate.text) is not None


def _with_both_sides(claims: Sequence[Claim]) -> Iterable[Line]:
    """The claims as lines. What another party denies isn't established, unless an authority confirmed it."""
    denials = [claim for claim in claims if claim.best.firmness is Firmness.DENIED]
    for claim in claims:
        line = _line(claim)
        denied = any(_denies(claim, other) and cosine(claim.vector, other.vector) >= CONTRADICTS for other in denials)
        open_to_doubt = denied and claim.best.firmness is not Firmness.CONFIRMED
        yield replace(line, group=NOT_ESTABLISHED) if open_to_doubt else line


def _line(claim: Claim) -> Line:
    best = claim.best
    others = [candidate.span for candidate in _one_an_article(claim) if candidate is not best]
    return Line(
        sentence=claim.sentence,
        support=(best.span, *others[: SUPPORT - 1]),
        speaker=best.speaker,
        firmness=best.firmness,
        independent=independent(claim.behind),
        group=NOT_ESTABLISHED if says_unknown(best.text) else GROUPS[best.firmness],
        score=round(claim.score, 4),
        via=best.voice.via,
        own_voice=best.statement is None,
    )


def _one_an_article(claim: Claim) -> list[Candidate]:
    first_hand = sorted(claim.behind, key=lambda candidate: (candidate.second_hand, candidate.place))
    kept: dict[str, Candidate] = {claim.best.item.article.id: claim.best}
    for candidate in first_hand:
        kept.setdefault(candidate.item.article.id, candidate)
    return list(kept.values())
