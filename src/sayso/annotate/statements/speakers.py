"""Who speaks: a source resolved to a name in the article.

A pronoun goes to the nearest fitting speaker before it, a role ("the ministry", "the professor") to the name that
holds it, a part of a name to the whole. People without a name have none: the speaker is None.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.annotate.lexical import listed
from sayso.annotate.statements.candidates import Candidate
from sayso.annotate.statements.lexicon import Lexicon
from sayso.annotate.statements.passed_on import giver_of
from sayso.annotate.statements.trees import children
from sayso.types import Mention, MentionType

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their|our|my)\s", re.IGNORECASE)
_RELATIVE = re.compile(r",|\s(?:who|which|that|whose|being)\s")
_FOR_GROUP = re.compile(r"\s(?:for|of|at|with)\s(the\s([\w-]+))$", re.IGNORECASE)
_DEFINITE = re.compile(r"the(?:\s[\w-]{2,30}-based)?", re.IGNORECASE)
_SPELT_OUT = {
    "prof": "professor", "dr": "doctor", "sen": "senator", "gov": "governor", "sgt": "sergeant", "gen": "general",
    "capt": "captain", "col": "colonel", "lt": "lieutenant", "rep": "representative", "rev": "reverend",
}  # fmt: skip
"""Titles as a role noun has them later: "Prof. Maro", then "the professor"."""

_NEAR = 400
"""Characters: a paragraph or two."""

_LONGEST_DESCRIPTION = 10
_MOST_MENTIONS = 300
"""Mentions (or speakers) looked at on either side: more than an article has, and bounded for a text of a megabyte."""

_FURTHEST_PRONOUN = 1500
"""Characters. In annotated news a pronoun's name stands within two paragraphs nearly always."""


@dataclass(slots=True)
class Speakers:
    """Resolves the sources of one document, called in the order of the text (it remembers who spoke last)."""

    text: str
    mentions: Sequence[Mention]
    lexicon: Lexicon
    _spoken: list[tuple[int, str | None, MentionType | None]]
    _plural: list[tuple[int, str]]
    _starts: list[int]

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Speakers:
        return cls(text, mentions, lexicon, [], [], [mention.start for mention in mentions])

    def resolve(self, candidate: Candidate) -> str | None:
        """The speaker's name, or a noun phrase for an institution, or None."""
        holder = candidate.holder
        if holder is None or not candidate.source:
            return None
        name, kind = self._named(candidate, holder)
        if name is not None:
            # Somebody without a name has spoken too: a later "he" is not the name before.
            several = holder.tag_ in {"NNS", "NNPS"}
            self._spoken.append((candidate.source[0][0], name, kind or (None if several else MentionType.PERSON)))
            if holder.tag_ == "NNS":
                self._plural.append((candidate.source[0][0], name))
        return name

    def cited(self, candidate: Candidate, noun: Any) -> str | None:
        """The name of what a speaker cites; it hasn't spoken itself, so that "he" is still who cited it."""
        held = [mention for start, end in candidate.source for mention in self._within(start, end)]
        return giver_of(noun, held) or self._described(candidate)

    def _named(self, candidate: Candidate, holder: Any) -> tuple[str | None, MentionType | None]:
        word = holder.lower_
        start = candidate.source[0][0]
        sets = self.lexicon.sets
        if word in sets["speakers.wh"]:
            return self._relative(holder)
        for gender in ("he", "she"):
            if word in sets[f"speakers.{gender}"]:
                return self._unnamed_before(holder) or self._person_before(start, gender)
        if word in sets["speakers.it"] or word in sets["speakers.they"]:
            return self._group_before(holder, start)
        mention = self._inside(candidate, holder)
        if mention is not None:
            return mention.name, mention.type
        if any(self._owns(one, candidate) for one in self._within(*candidate.source[0])):
            return self._described(candidate), None
        name, kind = self._by_role(holder, start)
        return (name, kind) if name is not None else (self._described(candidate), None)

    def _described(self, candidate: Candidate) -> str | None:
        """Somebody without a name, by the words of the source up to a comma or a relative clause."""
        start, end = candidate.source[0]
        done = next((one for one in children(candidate.holder, "acl") if one.tag_ == "VBN"), None)
        if done is not None and start < done.idx < end:
            end = done.idx  # "analysts polled by a bank" are analysts
        phrase = _RELATIVE.split(_ARTICLE.sub("", self.text[start:end], count=1), maxsplit=1)[0]
        words = self._with_name_of_group(phrase, start).split()
        return " ".join(words[:_LONGEST_DESCRIPTION]) or None

    def _with_name_of_group(self, phrase: str, start: int) -> str:
        """ "spokesman for the company" with the company's name, where it is known which one that is."""
        group = _FOR_GROUP.search(phrase)
        if group is None or group[2].lower() not in self.lexicon.sets["speakers.generic"]:
            return phrase
        name = self._last_organisation(start) or self._only_organisation_near(start)
        return f"{phrase[: group.start(1)]}{name}" if name else phrase

    def _inside(self, candidate: Candidate, holder: Any) -> Mention | None:
        """The mention that the source is: it covers the head noun, or stands beside it in apposition."""
        held = [m for start, end in candidate.source for m in self._within(start, end)]
        for mention in held:
            if mention.start <= holder.idx < mention.end and not self._owns(mention, candidate):
                return mention
        for mention in held:
            beside = mention.start == holder.idx + len(holder) + 1
            before = self.text[max(0, mention.start - 2) : mention.start]
            last = mention.end == candidate.source[-1][1] and before in {", ", ") "}
            if beside or (last and mention.start > holder.idx):
                return mention
        apposed = [child for child in holder.children if child.dep_ in {"appos", "compound", "flat"}]
        for child in apposed:
            for mention in held:
                if mention.start <= child.idx < mention.end and mention.type is MentionType.PERSON:
                    return mention
        return None

    def _owns(self, mention: Mention, candidate: Candidate) -> bool:
        """ "The department's inspector general" isn't the department, wherever the parser sees the head."""
        follows = self.text[mention.end : mention.end + 2] in {"'s", "’s"}
        return follows and any(start <= mention.start and mention.end + 3 < end for start, end in candidate.source)

    def _within(self, start: int, end: int) -> list[Mention]:
        low = bisect.bisect_left(self._starts, start)
        high = bisect.bisect_left(self._starts, end)
        return list(self.mentions[low:high])

    def _relative(self, holder: Any) -> tuple[str | None, MentionType | None]:
        """ "X, who said": what the clause hangs on."""
        clause = holder.head
        while clause.dep_ != "relcl" and clause.head.i != clause.i:
            clause = clause.head
        noun = clause.head
        for mention in self._within(noun.sent.start_char, noun.sent.end_char):
            if mention.start <= noun.idx < mention.end:
                return mention.name, mention.type
        for apposed in children(noun, "appos"):
            beside = self._covering(apposed)
            if beside is not None and apposed.i < holder.i:
                return beside.name, beside.type
        return self._by_role(noun, noun.left_edge.idx) if noun.i != clause.i else (None, None)

    def _person_before(self, start: int, pronoun: str) -> tuple[str | None, MentionType | None]:
        """Who "he" or "she" is: the last person who spoke, unless another is named since in an earlier paragraph."""
        spoken = next((s for s in reversed(self._spoken) if self._fits(s, start, pronoun)), None)
        named = self._last_named(start, pronoun, after=spoken[0] if spoken else -1)
        if spoken is not None and (named is None or self._same_paragraph(spoken[0], start)):
            return spoken[1], spoken[2]
        if named is not None and start - named.start < _FURTHEST_PRONOUN:
            return named.name, named.type
        return None, None

    def _fits(self, spoken: tuple[int, str | None, MentionType | None], start: int, pronoun: str) -> bool:
        place, name, kind = spoken
        near = start - _FURTHEST_PRONOUN < place < start
        return near and kind is MentionType.PERSON and self._agrees(name, pronoun)

    def _agrees(self, name: str | None, pronoun: str) -> bool:
        """Whether a given name speaks against the pronoun; one that isn't known agrees with both."""
        first = (name or "").split(" ", 1)[0].lower()
        other = "she" if pronoun == "he" else "he"
        return first not in listed("given", "names", other) or first in listed("given", "names", pronoun)

    def _last_named(self, start: int, pronoun: str, after: int) -> Mention | None:
        """The first person named in the nearest paragraph that names one, before the pronoun."""
        found: Mention | None = None
        index = bisect.bisect_left(self._starts, start) - 1
        while index >= 0 and self.mentions[index].start > after:
            mention = self.mentions[index]
            if found is not None and not self._same_paragraph(mention.start, found.start):
                break
            if mention.type is MentionType.PERSON and self._agrees(mention.name, pronoun):
                found = mention
            index -= 1
        return found

    def _unnamed_before(self, pronoun: Any) -> tuple[str | None, MentionType | None] | None:
        """ "A spokeswoman for X declined to comment. She said": an office without a name, subject of the sentence
        before. None where something else is.
        """
        subject = self._subject_before(pronoun)
        offices = listed("names", "title", "office") | listed("names", "role", "nouns")
        if subject is None or subject.lower_ not in offices:
            return None
        start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
        if any(mention.type is MentionType.PERSON for mention in self._within(start, end)):
            return None
        name, kind = self._by_role(subject, start)
        if name is not None:
            return name, kind
        phrase = _RELATIVE.split(_ARTICLE.sub("", self.text[start:end], count=1), maxsplit=1)[0]
        return self._with_name_of_group(phrase, start), MentionType.PERSON

    def _group_before(self, pronoun: Any, start: int) -> tuple[str | None, MentionType | None]:
        """What "it" or "they" is: the institution that is the subject of the sentence before; for "they" the people
        who spoke last in the plural; else the institution that spoke last.
        """
        subject = self._subject_before(pronoun)
        mention = self._covering(subject) if subject is not None else None
        if mention is not None and mention.type is MentionType.ORG:
            return mention.name, mention.type
        if subject is not None and subject.lower_ in self.lexicon.sets["speakers.institutions"]:
            return self._by_role(subject, subject.left_edge.idx)
        group = next((one for one in reversed(self._plural) if start - _FURTHEST_PRONOUN < one[0] < start), None)
        if group is not None and pronoun.lower_ in self.lexicon.sets["speakers.they"]:
            return group[1], MentionType.ORG
        return self._institution_before(start)

    def _institution_before(self, start: int) -> tuple[str | None, MentionType | None]:
        """The institution that spoke last, if nobody else has spoken since."""
        spoken = next((s for s in reversed(self._spoken) if s[0] < start), None)
        if spoken is None or spoken[2] is not MentionType.ORG or start - spoken[0] > _FURTHEST_PRONOUN:
            return None, None
        return spoken[1], spoken[2]

    def _subject_before(self, pronoun: Any) -> Any | None:
        """The subject of the main verb of the sentence before the pronoun's, in its paragraph."""
        first = pronoun.sent.start
        if not first or not self._same_paragraph(pronoun.doc[first - 1].idx, pronoun.idx):
            return None
        root = pronoun.doc[first - 1].sent.root
        return next((one for one in root.children if one.dep_ in {"nsubj", "nsubjpass"}), None)

    def _covering(self, token: Any) -> Mention | None:
        """The mention that a token stands in."""
        index = bisect.bisect_right(self._starts, token.idx) - 1
        return self.mentions[index] if index >= 0 and token.idx < self.mentions[index].end else None

    def _same_paragraph(self, one: int, other: int) -> bool:
        return "\n" not in self.text[one:other]

    def _by_role(self, noun: Any, start: int) -> tuple[str | None, MentionType | None]:
        """A role or institution noun: the last mention before whose name or role has that noun."""
        head = noun.lower_
        index = bisect.bisect_left(self._starts, start) - 1
        furthest = max(0, index - _MOST_MENTIONS)
        somebodys = any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in noun.children)
        while index >= furthest:
            mention = self.mentions[index]
            words = _words_of(mention, titles=not somebodys)
            singular = noun.tag_ in {"NN", "NNP"}
            if (
                singular
                and head in words
                and not any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children)
            ):
                return mention.name, mention.type
            index -= 1
        later = self._named_later(noun, start)
        if later is not None:
            return later, MentionType.PERSON
        if head in self.lexicon.sets["speakers.institutions"] or head in self.lexicon.sets["speakers.generic"]:
            known = self._institution_said(noun, start)
            if known is not None:
                return known, MentionType.ORG
            return self._phrase(noun, start), MentionType.ORG
        return None, None

    def _named_later(self, noun: Any, start: int) -> str | None:
        """ "Its mayor said": the one person that the article names with this office further on."""
        definite = any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)
        offices = listed("names", "title", "office") | listed("names", "role", "nouns")
        if not definite or noun.lower_ not in offices or noun.tag_ != "NN":
            return None
        first = bisect.bisect_left(self._starts, start)
        rest = self.mentions[first : first + _MOST_MENTIONS]
        names = {m.name for m in rest if m.role and noun.lower_ in _WORD.findall(m.role.lower())}
        return names.pop() if len(names) == 1 else None

    def _institution_said(self, noun: Any, start: int) -> str | None:
        """ "The authority" is the port authority that spoke before; "the company" is the one that spoke last."""
        if not _DEFINITE.fullmatch(self.text[noun.left_edge.idx : noun.idx].strip()) or _is_told_apart(noun):
            return None
        before = self._organisations_said(start)
        same = next((name for name in reversed(before) if name.lower().split()[-1] == noun.lower_), None)
        if same is None and noun.lower_ in self.lexicon.sets["speakers.generic"]:
            return before[-1] if before else self._only_organisation_near(start)
        return same

    def _organisations_said(self, start: int) -> list[str]:
        recent = self._spoken[-_MOST_MENTIONS:]
        return [name for place, name, kind in recent if place < start and name and kind is MentionType.ORG]

    def _last_organisation(self, start: int) -> str | None:
        return next(iter(self._organisations_said(start)[::-1]), None)

    def _only_organisation_near(self, start: int) -> str | None:
        """The one organisation named shortly before, where there is one alone."""
        near = {m.name for m in self._within(max(0, start - _NEAR), start) if m.type is MentionType.ORG}
        return near.pop() if len(near) == 1 else None

    def _phrase(self, noun: Any, start: int) -> str:
        """The noun with what stands before it in the source, without an article."""
        phrase = self.text[max(start, noun.left_edge.idx) : noun.idx + len(noun)]
        return _ARTICLE.sub("", phrase, count=1)


def _words_of(mention: Mention, *, titles: bool) -> list[str]:
    """The words of a name and a role; without ``titles`` those in small letters alone: "her attorney" is no
    "U.S. Attorney".
    """
    role = _WORD.findall(mention.role or "")
    kept = [word.lower() for word in role if titles or word.islower()]
    return [_SPELT_OUT.get(word, word) for word in (*_WORD.findall(mention.name.lower()), *kept)]


def _is_told_apart(noun: Any) -> bool:
    """Whether a noun says itself which one it is: "the union that represents the guards" is none of those before."""
    after = (child for child in noun.children if child.i > noun.i and child.dep_ in {"relcl", "acl", "prep"})
    return any(child.doc[child.left_edge.i - 1].lower_ != "," for child in after)
