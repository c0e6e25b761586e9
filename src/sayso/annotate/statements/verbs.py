"""Frames that verbs make: a clause, an infinitive, an object or a phrase that the verb reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.annotate.statements.trees import (
    Found,
    Frame,
    Range,
    agent_of,
    beyond_semicolon,
    children,
    cue_ranges,
    first_child,
    is_detached,
    is_passive,
    is_trailing,
    mark_of,
    own_subjects,
    runs,
    source_range,
    subject_of,
    subtree,
)


def verb_frames(verb: Any, word: str) -> Iterator[Frame]:
    """Every reading of a verb as a cue, the surest first; the last, "bare", has no content of its own."""
    holder = subject_of(verb)
    source = source_range(holder, verb) if holder is not None else None
    for pattern, content, more in _verb_contents(verb):
        yield Frame(
            pattern=pattern,
            word=word,
            head=verb,
            cue=cue_ranges(verb, *more),
            source=source,
            holder=holder,
            content=content,
            clause=_own_clause(verb, source),
        )


def _own_clause(verb: Any, source: Range | None) -> Range:
    """The cue with its source and short modifiers, without what it reports."""
    start = end = verb.i
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "neg", "prt", "advmod", "npadvmod", "dobj", "dative", "nsubj", "prep"}:
            left, right = subtree(child)
            if right - left <= 25:
                start, end = min(start, left), max(end, right - 1)
    if source is not None and abs(source[0] - verb.i) <= 25 and abs(source[1] - verb.i) <= 40:
        start, end = min(start, source[0]), max(end, source[1] - 1)
    return start, end + 1


def _verb_contents(verb: Any) -> Iterator[Found]:
    """(pattern, content, further cue tokens), the surest first."""
    clause = first_child(verb, "ccomp")
    infinitive = first_child(verb, "xcomp")
    passive = is_passive(verb)
    if clause is not None:
        yield _clause_pattern(verb, clause), _without_cue(verb, clause), ()
    elif verb.dep_ == "parataxis":
        yield "parenthetical", _around(verb), ()
    elif verb.dep_ == "advcl" and mark_of(verb) == "as":
        yield "as-clause", _around(verb), ()
    if infinitive is not None:
        yield from _infinitive_contents(verb, infinitive, passive)
    yield from _object_contents(verb, passive)
    yield "bare", (), ()


def _clause_pattern(verb: Any, clause: Any) -> str:
    if is_passive(verb):
        return "passive-clause"
    return "infinitive-clause" if any(c.tag_ == "TO" for c in children(clause, "aux")) else "clause"


def _without_cue(verb: Any, clause: Any) -> tuple[Range, ...]:
    """A reported clause without the cue and its source, where they stand in its midst."""
    start, end = subtree(clause)
    tokens = set(range(start, end))
    if start <= verb.i < end:
        tokens -= {verb.i}
        for child in verb.children:
            if child.i != clause.i and child.dep_ not in {"punct", "ccomp"}:
                tokens -= set(range(*subtree(child)))
    if clause.i > verb.i and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == ",":
        # "To save money, the council said, the library must close": what stands in front belongs to the clause.
        subject = first_child(verb, "nsubj")
        front = [c for c in children(verb, "advcl", "prep", "advmod") if subject is not None and c.i < subject.i]
        for child in front:
            tokens |= set(range(*subtree(child)))
    tokens -= _asides(clause, end)
    for other in own_subjects(verb)[1:]:
        if other.i < verb.i < clause.i:
            tokens |= set(range(*subtree(other)))
    return runs(_without_trailing(verb, tokens) - beyond_semicolon(verb))


def _asides(clause: Any, end: int) -> set[int]:
    """What hangs below a reported clause and isn't reported with it: a second cue ("and called on ...") and its
    content, and what goes on elsewhere meanwhile ("while the union said ...").
    """
    tokens: set[int] = set()
    for second in children(clause, "conj"):
        if is_detached(second):
            tokens |= set(range(min(second.left_edge.i, second.i), end))
            tokens |= {joint.i for joint in children(clause, "cc") if joint.i > clause.i}
    for aside in children(clause, "advcl"):
        if aside.i > clause.i and mark_of(aside) == "while" and own_subjects(aside):
            tokens |= set(range(*subtree(aside)))
    return tokens


def _without_trailing(verb: Any, tokens: set[int]) -> set[int]:
    """Without "..., citing sources" and "..., telling them that": the same voice goes on there by a cue of its own."""
    for i in sorted(tokens):
        if i > verb.i and is_trailing(verb.doc[i]):
            return {kept for kept in tokens if kept < i - 1}
    return tokens


def _around(verb: Any) -> tuple[Range, ...]:
    """The clause that a parenthesis ("X, he said, Y") or an "as X said" stands in."""
    governor = verb.head
    tokens = set(range(*subtree(governor))) - set(range(*subtree(verb)))
    return runs(tokens)


def _subject_ranges(verb: Any) -> set[int]:
    subject = first_child(verb, "nsubjpass", "nsubj")
    if subject is None and verb.dep_ == "conj":
        subject = first_child(verb.head, "nsubjpass", "nsubj")
    if subject is not None and subject.i < verb.i:
        return set(range(*subtree(subject)))
    if subject is None and verb.dep_ == "acl":
        return set(range(verb.head.left_edge.i, verb.left_edge.i))
    return set()


def _infinitive_contents(verb: Any, infinitive: Any, passive: bool) -> Iterator[Found]:
    tokens = set(range(*subtree(infinitive)))
    if passive or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        yield "passive-infinitive", runs(tokens | _subject_ranges(verb)), ()
        return
    target = first_child(verb, "dobj")
    if target is not None and target.i < infinitive.i:
        tokens |= set(range(*subtree(target)))
    yield "infinitive" if target is None else "object-infinitive", runs(tokens), ()


def _object_contents(verb: Any, passive: bool) -> Iterator[Found]:
    target = first_child(verb, "dobj")
    naming = children(verb, "oprd")
    preps = [prep for prep in children(verb, "prep") if prep.i > verb.i and first_child(prep, "pobj", "pcomp")]
    if passive:
        yield from _passive_contents(verb, naming, preps)
        return
    tokens = set(range(*subtree(target))) if target is not None else set()
    if naming:
        yield "naming", runs(tokens.union(*(range(*subtree(name)) for name in naming))), ()
    if target is not None:
        inner = children(target, "prep")
        for prep in preps + [p for p in inner if first_child(p, "pcomp") or _gerund(p)]:
            if prep.i > target.i:
                yield f"object-{prep.lower_}", runs(tokens | set(range(*subtree(prep)))), ()
        yield "object", runs(_without_trailing(verb, tokens)), ()
        return
    for prep in preps:
        inner_tokens = set(range(prep.i + 1, subtree(prep)[1]))
        yield f"prep-{prep.lower_}", runs(inner_tokens), (prep,)


def _gerund(prep: Any) -> bool:
    noun = first_child(prep, "pobj")
    return noun is not None and noun.tag_ == "VBG"


def _passive_contents(verb: Any, naming: list[Any], preps: list[Any]) -> Iterator[Found]:
    subject = _subject_ranges(verb)
    if naming:
        yield "passive-naming", runs(subject.union(*(range(*subtree(name)) for name in naming))), ()
    for prep in preps:
        yield f"passive-{prep.lower_}", runs(subject | set(range(*subtree(prep)))), ()
    if subject and agent_of(verb) is not None:
        yield "passive-object", runs(subject), ()
