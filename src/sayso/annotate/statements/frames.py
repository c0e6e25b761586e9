"""Attribution frames in a dependency parse: a cue word with the clause or phrase that it reports.

Dependency labels are those of ClearNLP as spaCy's English models give them. Patterns are named by what carries the
content: ``clause`` ("said that it rained"), ``infinitive`` ("urged them to leave"), ``object``, ``prep-for`` ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Range = tuple[int, int]
"""Tokens, half-open."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with what it reports, in tokens.

    Attributes:
        pattern: how the content hangs on the cue.
        word: lemma of the cue.
        head: token of the cue.
        cue: token ranges of the cue group.
        source: token range of the source, or None.
        holder: head token of the source, or None.
        content: token ranges.
        clause: token range of the cue with its source and its own modifiers, without the content.
    """

    pattern: str
    word: str
    head: Any
    cue: tuple[Range, ...]
    source: Range | None
    holder: Any | None
    content: tuple[Range, ...]
    clause: Range


def subtree(token: Any) -> Range:
    """The tokens from the leftmost to the rightmost below a token."""
    return token.left_edge.i, token.right_edge.i + 1


def children(token: Any, *labels: str) -> list[Any]:
    """Its children with one of the labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def first_child(token: Any, *labels: str) -> Any | None:
    """Its first child with one of the labels."""
    return next((child for child in token.children if child.dep_ in labels), None)


def is_passive(verb: Any) -> bool:
    """Whether a verb stands in the passive: with an auxiliary, or as a bare participle after a noun."""
    if any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not _finite_after_apposition(verb)


def _finite_after_apposition(verb: Any) -> bool:
    """ "X, a writer, estimated that ...": the parser takes the past tense for a participle after a comma."""
    return verb.i > 0 and verb.doc[verb.i - 1].lower_ == "," and first_child(verb, "ccomp") is not None


_CLIMB_LIMIT = 6


def subject_of(verb: Any) -> Any | None:
    """The head token of who does it: own subject, agent of a passive, or the subject of the governing verb."""
    for _ in range(_CLIMB_LIMIT):
        own = first_child(verb, "nsubj")
        if own is not None:
            return own
        if is_passive(verb):
            return _agent(verb)
        above = verb.head
        if above.i == verb.i or verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "acl", "prep", "dep", "ccomp"}:
            return None
        if verb.dep_ == "acl":
            return above if verb.tag_ == "VBG" or _finite_after_apposition(verb) else None
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VB"}:
            return None
        verb = above
        if verb.tag_[:2] in {"NN", "PR"}:
            return None
    return None


def _agent(verb: Any) -> Any | None:
    agent = first_child(verb, "agent")
    return first_child(agent, "pobj") if agent is not None else None


def source_range(holder: Any, cue: Any) -> Range:
    """The noun phrase of a source, cut where the cue stands inside it ("a statement saying ...")."""
    start, end = subtree(holder)
    if start <= cue.i < end:
        return (start, cue.left_edge.i) if cue.i > holder.i else (holder.i, end)
    return start, end


def cue_ranges(head: Any, *more: Any) -> tuple[Range, ...]:
    """The cue with its auxiliaries, negation, particle and the adverbs that stand right before it."""
    tokens = {head.i, *(token.i for token in more)}
    for child in head.children:
        close = child.i < head.i and head.i - child.i <= 4 and child.right_edge.i == child.left_edge.i
        if child.dep_ in {"aux", "auxpass", "neg", "prt"} or (child.dep_ == "advmod" and close):
            tokens.add(child.i)
    return runs(tokens)


def runs(tokens: set[int]) -> tuple[Range, ...]:
    """A set of tokens as maximal ranges."""
    ranges: list[Range] = []
    for i in sorted(tokens):
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return tuple(ranges)


def frames(sentence: Any, lemma_of: Callable[[Any], str | None]) -> Iterator[Frame]:
    """All frames of a sentence. ``lemma_of`` gives the lemma of a cue word, None for every other token."""
    for token in sentence:
        word = lemma_of(token)
        if word is None:
            continue
        if token.tag_[0] == "V" and token.dep_ not in {"aux", "auxpass", "amod"}:
            yield from _verb_frames(token, word)
        elif token.tag_[:2] == "NN":
            yield from _noun_frames(token, word)
        elif token.tag_[:2] == "JJ":
            yield from _adjective_frames(token, word)
        elif token.tag_ == "RB":
            yield from _adverb_frames(token, word)
        if word == "accord":
            yield from _according_frames(token, word)


# --- verbs --------------------------------------------------------------------------------------------------


def _verb_frames(verb: Any, word: str) -> Iterator[Frame]:
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


Found = tuple[str, tuple[Range, ...], tuple[Any, ...]]


def _verb_contents(verb: Any) -> Iterator[Found]:
    """(pattern, content, further cue tokens), the surest first."""
    clause = first_child(verb, "ccomp")
    infinitive = first_child(verb, "xcomp")
    passive = is_passive(verb)
    if clause is not None:
        yield _clause_pattern(verb, clause), _without_cue(verb, clause), ()
    elif verb.dep_ == "parataxis":
        yield "parenthetical", _around(verb), ()
    elif verb.dep_ == "advcl" and _mark(verb) == "as":
        yield "as-clause", _around(verb), ()
    if infinitive is not None:
        yield from _infinitive_contents(verb, infinitive, passive)
    yield from _object_contents(verb, passive)
    yield "bare", (), ()


def _clause_pattern(verb: Any, clause: Any) -> str:
    if is_passive(verb):
        return "passive-clause"
    return "infinitive-clause" if any(c.tag_ == "TO" for c in children(clause, "aux")) else "clause"


def _mark(verb: Any) -> str:
    mark = first_child(verb, "mark")
    return mark.lower_ if mark is not None else ""


def _without_cue(verb: Any, clause: Any) -> tuple[Range, ...]:
    """A reported clause without the cue and its source, where they stand in its midst."""
    start, end = subtree(clause)
    tokens = set(range(start, end))
    if start <= verb.i < end:
        tokens -= {verb.i}
        for child in verb.children:
            if child.i != clause.i and child.dep_ not in {"punct", "ccomp"}:
                tokens -= set(range(*subtree(child)))
    return runs(tokens)


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
        for prep in preps + [p for p in inner if first_child(p, "pcomp")]:
            if prep.i > target.i:
                yield f"object-{prep.lower_}", runs(tokens | set(range(*subtree(prep)))), ()
        yield "object", runs(tokens), ()
        return
    for prep in preps:
        inner_tokens = set(range(prep.i + 1, subtree(prep)[1]))
        yield f"prep-{prep.lower_}", runs(inner_tokens), (prep,)


def _passive_contents(verb: Any, naming: list[Any], preps: list[Any]) -> Iterator[Found]:
    subject = _subject_ranges(verb)
    if naming:
        yield "passive-naming", runs(subject.union(*(range(*subtree(name)) for name in naming))), ()
    for prep in preps:
        yield f"passive-{prep.lower_}", runs(subject | set(range(*subtree(prep)))), ()
    if subject and _agent(verb) is not None:
        yield "passive-object", runs(subject), ()


# --- nouns, adjectives, adverbs --------------------------------------------------------------------------------


def _noun_frames(noun: Any, word: str) -> Iterator[Frame]:
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
    clause = next((c for c in children(noun, "acl", "ccomp") if _mark(c) == "that" or c.dep_ == "ccomp"), None)
    if clause is not None:
        yield "noun-clause", (subtree(clause),), ()
    infinitive = next((c for c in children(noun, "acl") if any(a.tag_ == "TO" for a in children(c, "aux"))), None)
    if infinitive is not None:
        yield "noun-infinitive", (subtree(infinitive),), ()
    for prep in children(noun, "prep"):
        if prep.lower_ not in {"by", "from", "in", "among"} and first_child(prep, "pobj", "pcomp") is not None:
            yield f"noun-{prep.lower_}", ((prep.i + 1, subtree(prep)[1]),), (prep,)


def _adjective_frames(adjective: Any, word: str) -> Iterator[Frame]:
    verb = adjective.head
    holder = subject_of(verb) if adjective.dep_ in {"acomp", "oprd"} and verb.tag_[0] == "V" else None
    if holder is None:
        return
    clause = first_child(adjective, "ccomp", "xcomp")
    found: list[Found] = []
    if clause is not None:
        kind = "clause" if clause.dep_ == "ccomp" else "infinitive"
        found.append((f"adjective-{kind}", (subtree(clause),), ()))
    for prep in children(adjective, "prep"):
        if first_child(prep, "pobj", "pcomp") is not None:
            found.append((f"adjective-{prep.lower_}", ((prep.i + 1, subtree(prep)[1]),), (prep,)))
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


def _adverb_frames(adverb: Any, word: str) -> Iterator[Frame]:
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


def _according_frames(according: Any, word: str) -> Iterator[Frame]:
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
        content=runs(_attributed_by_phrase(according) - phrase),
        clause=(according.i, subtree(holder)[1]),
    )


def _attributed_by_phrase(according: Any) -> set[int]:
    governor = according.head
    for _ in range(_CLIMB_LIMIT):
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
