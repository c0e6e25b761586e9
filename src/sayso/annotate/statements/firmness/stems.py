"""Stems: one key for all forms of a word. The parse has tags but no lemmas, which would halve its speed."""

from __future__ import annotations

import functools

from sayso.annotate.lexical import table

_SHORTEST = 3
_LONGEST_DOUBLE_L = 5
"""Letters: "cancelled" has the stem of "cancel", "called" that of "call"."""

_DOUBLED = frozenset("bdgmnprt")


@functools.cache
def stem(word: str) -> str:
    """ "refuse", "refuses", "refusing" and "refused" are "refus"; "said" and "saying" are "say"."""
    word = word.lower()
    word = _irregular().get(word, word)
    word = _without_ending(word)
    if (word.endswith("e") and len(word) > _SHORTEST) or (word.endswith("ll") and len(word) > _LONGEST_DOUBLE_L):
        word = word[:-1]
    return f"{word[:-1]}y" if word.endswith("i") else word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ies", "ied", "ed", "s"):
        kept = word.removesuffix(ending)
        if kept == word or len(kept) < _SHORTEST or word.endswith("ss"):
            continue
        if ending in {"ies", "ied"}:
            return f"{kept}y"
        doubled = ending != "s" and len(kept) > _SHORTEST and kept[-1] == kept[-2] and kept[-1] in _DOUBLED
        return kept[:-1] if doubled else kept
    return word


@functools.cache
def _irregular() -> dict[str, str]:
    forms = table("words.en")["forms"]
    return {form: lemma for lemma, listed in forms.items() for form in listed.split()}


@functools.cache
def stems_of(section: str, key: str) -> frozenset[str]:
    """The stems of a word list of lexicons/certainty.en.toml."""
    listed = table("certainty.en")[section][key].split()
    return frozenset("_".join((stem(word), *particle)) for word, *particle in (one.split("_") for one in listed))


@functools.cache
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a governor's stem, with its particle ("rul_out") or without; "other" for what isn't listed."""
    found = tuple(name for name in table("certainty.en")["governors"] if word in stems_of("governors", name))
    if not found and "_" in word:
        return classes_of(word.split("_", maxsplit=1)[0])
    return found or ("other",)
