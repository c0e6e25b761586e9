"""Hashtags of an article: names that it is about and phrases that it repeats, written as readable CamelCase.

Candidate phrases are runs of content words between stop words and marks, scored by how often and how early they
stand (RAKE, Rose et al. 2010, with place and title added). Names come from the mentions. Private people never
become a hashtag (promise 11): a person needs a public office beside the name, and phrases are built from words in
small letters alone, so that a name which no mention covers can't slip in.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.annotate.document import Document
from sayso.annotate.numbers import lexicon
from sayso.annotate.offices import is_public_office
from sayso.text import normal_form
from sayso.types import Mention, MentionType

MOST = 10
LEAST = 5
MOST_NAMES = 7
FILLER = 0.4
"""Worth of a phrase that stands once, at most: taken only where an article has fewer than LEAST better ones."""
LONGEST = 45
"""Characters of a hashtag; longer ones nobody reads."""
LONGEST_NAME = 6
"""Words of a name; longer ones are titles of works or mistakes."""

LONGEST_ACRONYM = 4
"""Letters; a longer name in capitals is a dateline's town."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0]")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s?$")
_ELISION = re.compile(r"^[ldLD]['’](?=\w)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A hashtag with its worth and the normal form by which variants are merged."""

    tag: str
    key: tuple[str, ...]
    score: float
    is_name: bool
    is_filler: bool = False


def choose_hashtags(document: Document, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The hashtags of a document without "#", best first: 5 to 10 for an article of ordinary length.

    Letters of any script ("TrenDeAragua", "Elecciones"); short texts may have fewer, an empty one none.
    """
    words = _lexicon(document.language)
    people = {word for mention in mentions if mention.type is MentionType.PERSON for word in _key(mention.name)}
    names = sorted(_names(document, mentions, people, words), key=_order)
    phrases = sorted(_phrases(document, mentions, words), key=_order)
    chosen: list[_Candidate] = []
    for candidate in names:
        if len(chosen) < MOST_NAMES and not _already(candidate, chosen):
            chosen.append(candidate)
    for candidate in phrases:
        enough = LEAST if candidate.is_filler else MOST
        if len(chosen) < enough and not _already(candidate, chosen):
            chosen.append(candidate)
    return tuple(candidate.tag for candidate in sorted(chosen, key=_order))


def _order(candidate: _Candidate) -> tuple[float, str]:
    return -candidate.score, candidate.tag


@dataclass(frozen=True, slots=True)
class _Words:
    stop: frozenset[str]
    generic: frozenset[str]
    not_last: frozenset[str]
    determiners: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Words:
    data: Mapping[str, Any] = lexicon("hashtags", language)
    return _Words(
        stop=frozenset(data.get("stop", "").split()),
        generic=frozenset(data.get("generic", "").split()),
        not_last=frozenset(data.get("not_last", "").split()),
        determiners=frozenset(data.get("determiners", "").split()),
    )


# --- names ------------------------------------------------------------------------------------------------------


def _names(document: Document, mentions: Sequence[Mention], people: set[str], words: _Words) -> Iterator[_Candidate]:
    outlet = normal_form(document.outlet or "")
    title = f" {normal_form(document.title or '')} "
    for name, group in _by_name(mentions).items():
        tag, key = _camel(name, words), _key(name)
        if not tag or normal_form(name) == outlet or not _may_be_tag(document.text, group, key, people, words):
            continue
        first = min(mention.start for mention in group) / max(1, len(document.text))
        in_title = bool(key) and f" {' '.join(key)} " in title
        yield _Candidate(tag, key, len(group) * (1.3 - first) + 3 * in_title, is_name=True)


def _by_name(mentions: Iterable[Mention]) -> Mapping[str, list[Mention]]:
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.name].append(mention)
    return groups


def _may_be_tag(text: str, group: Sequence[Mention], key: tuple[str, ...], people: set[str], words: _Words) -> bool:
    if not key or len(key) > LONGEST_NAME or all(word in words.generic or word.isdigit() for word in key):
        return False
    if any(mention.type is MentionType.PERSON for mention in group):
        return any(is_public_office(mention.role) for mention in group)
    unplaced = all(mention.type is MentionType.OTHER for mention in group)
    if unplaced and (_may_be_a_word(group, text) or _may_be_a_person(group, text)):
        return False
    # What shares a word with a person is likelier a piece of that name than an organisation.
    return not (set(key) & people)


def _may_be_a_person(group: Sequence[Mention], text: str) -> bool:
    """Two or three capitalised words that no rule could place are as good as a private person's name, unless they
    once stand behind a word for "in", which no person does.
    """
    pieces = group[0].name.split()
    if not (1 < len(pieces) < 4 and all(piece[:1].isupper() for piece in pieces)):
        return False
    return not _stands_behind(_IN, group, text)


def _may_be_a_word(group: Sequence[Mention], text: str) -> bool:
    """A single capitalised word seen once, as at the start of a sentence, unless it stands behind "in" or "at"."""
    return len(group) == 1 and not _stands_behind(_AT, group, text)


def _stands_behind(preposition: re.Pattern[str], group: Sequence[Mention], text: str) -> bool:
    return any(preposition.search(text[max(0, mention.start - 8) : mention.start]) for mention in group)


_IN = re.compile(r"(?<!\w)(?:in|near|en|dans|vers)\s$", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)(?:in|near|en|dans|vers|at|of|à|de)\s$", re.IGNORECASE)


# --- phrases ------------------------------------------------------------------------------------------------------


def _phrases(document: Document, mentions: Sequence[Mention], words: _Words) -> Iterator[_Candidate]:
    counts: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], int] = {}
    nominal: set[tuple[str, ...]] = set()
    for place, phrase in _runs(document, mentions, words):
        if _follows_determiner(document, place, words):
            nominal.add((phrase[-1] if document.parsed is not None else phrase[0],))
        for piece in _pieces(phrase):
            counts[piece] += 1
            first.setdefault(piece, place)
    within = _repeated_in_phrases(counts)
    title = f" {normal_form(document.title or '')} "
    outlet = set(_key(document.outlet or ""))
    for piece, count in counts.items():
        in_title = f" {' '.join(piece)} " in title
        if len(piece) == 1 and (piece not in nominal or 2 * within[piece[0]] >= count > 1):
            continue
        once = count + in_title < 2
        if (
            (once and len(piece) != _FILLER_WORDS[document.parsed is not None])
            or set(piece) <= outlet
            or piece[-1] in words.not_last
        ):
            continue
        early = 1.3 - first[piece] / max(1, len(document.text))
        tag = "".join(word[:1].upper() + word[1:] for word in piece)
        if len(tag) <= LONGEST and not all(word in words.generic for word in piece):
            worth = FILLER * early / 1.3 if once else (count - 1 + 2 * in_title) * early * _LENGTH_WORTH[len(piece)]
            yield _Candidate(tag, piece, worth, is_name=False, is_filler=once)


def _repeated_in_phrases(counts: Mapping[tuple[str, ...], int]) -> Counter[str]:
    """For each word, how often it stands in its most frequent repeated phrase of several words."""
    within: Counter[str] = Counter()
    for piece, count in counts.items():
        if len(piece) > 1 and count > 1:
            for word in piece:
                within[word] = max(within[word], count)
    return within


def _follows_determiner(document: Document, place: int, words: _Words) -> bool:
    """Whether "the", "a", "their" stand before: what says of a single word that it is a noun, in any language."""
    before = _BEFORE.search(document.text[max(0, place - 12) : place])
    return bool(before and before[1].lower() in words.determiners)


_BEFORE = re.compile(r"([^\W\d_]+)['’\s]$")

_FILLER_WORDS = {True: 2, False: 1}
"""Of how many words a phrase that stands once must be: a parse tells two nouns together, a determiner one noun."""

_LENGTH_WORTH = {1: 0.45, 2: 1.0, 3: 0.9}
"""A phrase of two words says most; a single word must be repeated twice as often to be worth as much."""


def _pieces(phrase: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in (1, 2, 3):
        for start in range(len(phrase) - size + 1):
            yield tuple(phrase[start : start + size])


def _runs(document: Document, mentions: Sequence[Mention], words: _Words) -> Iterator[tuple[int, list[str]]]:
    """Runs of nouns and adjectives in small letters, each with the place where it starts."""
    tags = _tags(document)
    covered = bytearray(len(document.text))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    run: list[str] = []
    run_start = last_end = 0
    for match in _WORD.finditer(document.text):
        adjacent = match.start() - last_end == 1 and _GAP.match(document.text, last_end)
        if run and not adjacent:
            yield run_start, _trimmed(run, tags)
            run = []
        last_end = match.end()
        if covered[match.start()] or not _is_content(match, tags, words):
            if run:
                yield run_start, _trimmed(run, tags)
            run = []
            continue
        if not run:
            run_start = match.start()
        run.append(match[0])
    if run:
        yield run_start, _trimmed(run, tags)


def _tags(document: Document) -> Mapping[int, str]:
    return {token.idx: token.tag_ for token in document.parsed} if document.parsed is not None else {}


def _is_content(match: re.Match[str], tags: Mapping[int, str], words: _Words) -> bool:
    word = match[0]
    if not word.islower() or len(word) < 4 or word in words.stop or not word[0].isalpha() or "’" in word or "'" in word:
        return False
    return not tags or tags.get(match.start(), "NN") in {"NN", "NNS", "JJ"}


def _trimmed(run: list[str], tags: Mapping[int, str]) -> list[str]:
    return run[:12] if tags else run[:6]


# --- spelling and merging -------------------------------------------------------------------------------------------


def _camel(name: str, words: _Words) -> str:
    """A name as a tag: "the Department of Justice's" is "DepartmentOfJustice", "U.S." is "US"; "" if too long."""
    joined = _ACRONYM.sub(lambda found: found[0].replace(".", ""), _POSSESSIVE.sub("", name.strip()))
    pieces = list(_WORD.findall(joined))
    while pieces and pieces[0].lower() in words.stop and not pieces[0].isupper():
        pieces.pop(0)
    parts = [part for piece in pieces for part in re.split(r"[-'’.&]", _ELISION.sub("", piece)) if part]
    shouted = joined.isupper() and len(joined) > LONGEST_ACRONYM
    tag = "".join(part[:1].upper() + (part[1:].lower() if shouted else part[1:]) for part in parts)
    return tag if 1 < len(tag) <= LONGEST and not tag.isdigit() else ""


def _key(name: str) -> tuple[str, ...]:
    return tuple(
        word for word in normal_form(name).split() if word not in {"the", "el", "la", "los", "las", "le", "les"}
    )


def _already(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Whether it is a variant of one chosen: the same words, a part of it, its plural, or its initials."""
    key = candidate.key
    stems = {word.rstrip("s") for word in key}
    for other in chosen:
        others = {word.rstrip("s") for word in other.key}
        if stems <= others or (others < stems and not candidate.is_name and other.is_name is False):
            return True
        if len(key) == 1 and key[0] == "".join(word[:1] for word in other.key) and len(other.key) > 1:
            return True
    return candidate.tag.lower() in {other.tag.lower() for other in chosen}
