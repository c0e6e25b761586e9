"""Frames without a verb of saying: nouns ("the claim that"), adjectives, adverbs, "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.annotate.statements.trees import (
    CLIMB_LIMIT,
    Found,
    Frame,
    beyond_semicolon,
    children,
    cue_ranges,
    first_child,
    mark_of,
    runs,
    source_range,
    subject_of,
    subtree,
)


def noun_frames(noun: Any, word: str) -> Iterator[Frame]:
    """ "the claim that it rained", "his criticism of the deal", "they made the claim that ..."."""
    holder, more = _noun_holder(noun)
    source = source_range(holder, noun) if holder is not None else None
    for pattern, content, extra in _noun_contents(noun):
        yield Frame(
            pattern=pattern,
            word=word,
            head=noun,
            cue=cue_ranges(noun, *more, *extra),
            source=source,
            holder=holder,
            content=content,
            clause=(noun.i, noun.i + 1),
        )


def _noun_holder(noun: Any) -> tuple[Any | None, tuple[Any, ...]]:
    """Whose claim it is, and the light verb ("made", "expressed") where one joins them."""
    owner = first_child(noun, "poss")
    if owner is not None:
        return owner, ()
    for prep in children(noun, "prep", "agent"):
        if prep.lower_ in {"by", "from", "among"}:
            return first_child(prep, "pobj"), ()
    if noun.dep_ in {"dobj", "attr"} and noun.head.tag_[0] == "V":
        return subject_of(noun.head), (noun.head,)
    return None, ()


def _noun_contents(noun: Any) -> Iterator[Found]:
    clause = next((c for c in children(noun, "acl", "ccomp") if mark_of(c) == "that" or c.dep_ == "ccomp"), None)
    if clause is not None:
        yield "noun-clause", (subtree(clause),), ()
    infinitive = next((c for c in children(noun, "acl") if any(a.tag_ == "TO" for a in children(c, "aux"))), None)
    if infinitive is not None:
        yield "noun-infinitive", (subtree(infinitive),), ()
    for prep in children(noun, "prep"):
        if prep.lower_ not in {"by", "from", "in", "among"} and first_child(prep, "pobj", "pcomp") is not None:
            yield f"noun-{prep.lower_}", ((prep.i + 1, subtree(prep)[1]),), (prep,)


def adjective_frames(adjective: Any, word: str) -> Iterator[Frame]:
    """ "is confident that it will hold", "was critical of the deal"."""
    verb = adjective.head
    holder = subject_of(verb) if adjective.dep_ in {"acomp", "oprd"} and verb.tag_[0] == "V" else None
    if holder is None:
        return
    clause = first_child(adjective, "ccomp", "xcomp")
    found: list[Found] = []
    if clause is not None:
        kind = "clause" if clause.dep_ == "ccomp" else "infinitive"
        found.append((f"adjective-{kind}", (subtree(clause),), ()))
    found += [
        (f"adjective-{prep.lower_}", ((prep.i + 1, subtree(prep)[1]),), (prep,))
        for prep in children(adjective, "prep")
        if first_child(prep, "pobj", "pcomp") is not None
    ]
    for pattern, content, more in found:
        yield Frame(
            pattern=pattern,
            word=word,
            head=adjective,
            cue=cue_ranges(adjective, verb, *more),
            source=source_range(holder, adjective),
            holder=holder,
            content=content,
            clause=(adjective.i, adjective.i + 1),
        )


def adverb_frames(adverb: Any, word: str) -> Iterator[Frame]:
    """ "has reportedly left": the clause without the adverb; nobody is named as its source."""
    verb = adverb.head
    if verb.tag_[0] != "V" or adverb.dep_ != "advmod":
        return
    tokens = set(range(*subtree(verb))) - {adverb.i}
    yield Frame(
        pattern="adverb",
        word=word,
        head=adverb,
        cue=((adverb.i, adverb.i + 1),),
        source=None,
        holder=None,
        content=runs(tokens),
        clause=(adverb.i, adverb.i + 1),
    )


def according_frames(according: Any, word: str) -> Iterator[Frame]:
    """ "according to the ministry", before, after or within what it attributes."""
    to = first_child(according, "prep") or according
    holder = first_child(to, "pobj", "pcomp")
    if holder is None or holder.i < according.i:
        return
    phrase = set(range(according.i, subtree(holder)[1])) | _other_phrases(according)
    yield Frame(
        pattern="according",
        word=word,
        head=according,
        cue=runs({according.i, to.i}),
        source=subtree(holder),
        holder=holder,
        content=runs(_attributed_by_phrase(according) - phrase - beyond_semicolon(according)),
        clause=(according.i, subtree(holder)[1]),
    )


def _attributed_by_phrase(according: Any) -> set[int]:
    governor = according.head
    for _ in range(CLIMB_LIMIT):
        if governor.tag_[0] == "V" or governor.head.i == governor.i:
            break
        governor = governor.head
    return set(range(*subtree(governor)))


def _other_phrases(according: Any) -> set[int]:
    """Further "according to" phrases of the same sentence are no part of what this one attributes."""
    tokens: set[int] = set()
    for token in according.sent:
        if token.lower_ == "according" and token.i != according.i:
            tokens |= set(range(*subtree(token)))
    return tokens
