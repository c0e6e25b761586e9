"""Dependency trees: what stands below a token, who does it, and the frame that a cue makes.

Dependency labels are those of ClearNLP as spaCy's English models give them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Range = tuple[int, int]
"""Tokens, half-open."""

Found = tuple[str, tuple[Range, ...], tuple[Any, ...]]
"""Pattern, content, further tokens of the cue."""


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
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not is_late_past(verb)


def is_late_past(verb: Any) -> bool:
    """ "X, a writer, estimated that ...": the parser takes the past tense for a participle after a comma."""
    return verb.i > 0 and verb.doc[verb.i - 1].lower_ == "," and first_child(verb, "ccomp") is not None


CLIMB_LIMIT = 6


TRAILING = frozenset(
    "adding telling saying noting calling warning arguing claiming insisting citing denying"
    " blaming pointing quoting referring".split()
)
"""Participles of saying that, after a comma, go with the main verb's subject, whatever the parser hangs them on."""

_SECOND_CUES = frozenset(
    "said called urged asked accused warned added told demanded denied blamed vowed promised insisted described"
    " criticized criticised dismissed rejected announced pledged condemned appealed".split()
)


def is_trailing(verb: Any) -> bool:
    """ "..., telling reporters that": a participle of saying after a comma."""
    if verb.lower_ not in TRAILING or verb.i == 0 or verb.dep_ not in {"advcl", "acl", "conj"}:
        return False
    return bool(verb.doc[verb.i - 1].lower_ == ",")


def own_subjects(verb: Any) -> list[Any]:
    """Its subjects. Two stand before a verb in "The move, she told them, would help": the nearer one is its own."""
    before = [child for child in children(verb, "nsubj") if child.i < verb.i]
    return [*before[::-1], *(child for child in children(verb, "nsubj") if child.i > verb.i)]


def _main_verb(verb: Any) -> Any:
    root = verb.sent.root
    return root if root.tag_[0] == "V" else verb


def _hangs_on_object(verb: Any) -> bool:
    """ "They made the journey, hoping to ...": the object hopes nothing."""
    return bool(verb.dep_ == "acl" and verb.doc[verb.i - 1].lower_ == "," and verb.head.dep_ == "dobj")


def subject_of(verb: Any) -> Any | None:
    """The head token of who does it: own subject, agent of a passive, or the subject of the governing verb."""
    verb = _main_verb(verb) if is_trailing(verb) else verb
    for _ in range(CLIMB_LIMIT):
        own = own_subjects(verb)
        if own:
            return own[0]
        if is_passive(verb):
            return agent_of(verb)
        above = verb.head
        if above.i == verb.i or verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "acl", "prep", "dep", "ccomp"}:
            return None
        if is_detached(verb):
            above = above.head
        if _hangs_on_object(verb):
            verb = above.head
            continue
        if verb.dep_ == "acl":
            return above if verb.tag_ == "VBG" or is_late_past(verb) else None
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VB"}:
            return None
        verb = above
        if verb.tag_[:2] in {"NN", "PR"}:
            return None
    return None


def is_detached(verb: Any) -> bool:
    """ "X confirmed it had closed and said ...": a second finite cue that the parser hangs below the first's clause."""
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or first_child(verb, "nsubj") is not None:
        return False
    if verb.tag_ != "VBD" or clause.tag_ == "VBD" or any(children(verb, "aux", "auxpass")):
        return False
    return bool((clause.head.tag_ == "VBD" and first_child(verb, "ccomp")) or verb.lower_ in _SECOND_CUES)


def agent_of(verb: Any) -> Any | None:
    """The noun after "by"."""
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


def beyond_semicolon(cue: Any) -> set[int]:
    """The tokens of its sentence that a semicolon parts from a cue on the left: they are another statement."""
    sentence = cue.sent
    marks = [token.i for token in sentence if token.lower_ == ";" and token.i < cue.i]
    return set(range(sentence.start, marks[-1] + 1)) if marks else set()


def runs(tokens: set[int]) -> tuple[Range, ...]:
    """A set of tokens as maximal ranges."""
    ranges: list[Range] = []
    for i in sorted(tokens):
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return tuple(ranges)


def mark_of(verb: Any) -> str:
    """The conjunction that opens its clause ("that", "as"), "" without one."""
    mark = first_child(verb, "mark")
    return mark.lower_ if mark is not None else ""
