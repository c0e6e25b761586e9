"""What to look up for a question: its names and words, then the words that can mean the same in the other languages."""

from __future__ import annotations

import functools

from sayso.explain.ask.question import understood, word_tokens
from sayso.explain.terms import content_words, lexicon, stem

_PREFIXED, _CUT = 6, 2
"""Letters of a word that its ending is cut from, and of that ending: the index knows whole words."""
_FIRST = 6
"""Words of a sense that are looked up before those between them."""
_ENOUGH = 3
"""Words with which a query is told from others; with fewer those that name at large are looked up too."""
_FORMS = 28
"""Other words that are looked up at most; a query takes 32."""


def searches(question: str) -> tuple[str, ...]:
    """Queries for the full text, any word of each: the question's own words, and others that can mean the same."""
    asked = understood(question)
    tokens = word_tokens(question)
    named = {one for name in asked.names for one in name}
    names = dict.fromkeys(word for word in tokens if named.intersection(content_words(word)))
    wanted = {*asked.stems, *asked.speaker} - asked.general
    if len(wanted) < _ENOUGH:
        wanted |= asked.general
    plain = dict.fromkeys(word for word in tokens if word not in names and _is_wanted(word, wanted))
    groups = [_forms().get(stem(word.lower()), ()) for word in plain]
    others = dict.fromkeys(form for place in range(_FORMS) for group in groups for form in group[place : place + 1])
    queries = (" ".join([*names, *map(_prefix, plain)]), " ".join([*names, *list(others)[:_FORMS]]) if others else "")
    return tuple(dict.fromkeys(query for query in queries if query))


def _is_wanted(word: str, wanted: set[str]) -> bool:
    stems = content_words(word)
    return bool(stems) and wanted.issuperset(stems)


def _prefix(word: str) -> str:
    return f"{word[:-_CUT]}*" if len(word) >= _PREFIXED and word.isalpha() else word


@functools.cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Stems to the words of their senses, as they are written, those of all languages early."""
    found: dict[str, dict[str, None]] = {}
    for line in sorted(lexicon("ask_senses")):
        written = [word for word in line.split() if "+" not in word]
        for word in written:
            found.setdefault(stem(word.lower()), {}).update(dict.fromkeys(written))
    return {one: _spread(tuple(forms)) for one, forms in found.items()}


def _spread(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The same words, the first few taken from all along the line: from all of its languages."""
    step = max(1, len(forms) // _FIRST)
    return tuple(form for start in range(step) for form in forms[start::step])
