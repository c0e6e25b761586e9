"""Which words are taught, which of them get a row, and which pieces stand in for the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from sayso.models.vocabulary import PIECE, words

TAUGHT = {"en": 40_000, "es": 40_000, "fr": 40_000, "de": 55_000}
"""Words that the encoder is asked about, by frequency; those without a row teach the pieces."""
ROWS = {"en": 13_500, "es": 13_000, "fr": 12_500, "de": 15_500}
VIETNAMESE_ROWS, PIECES = 7_000, 5_000
LONGEST_PIECE = 6
_WORD = re.compile(r"[^\W\d_]+")


def frequent(language: str, count: int) -> dict[str, float]:
    """The most frequent words of a language with their frequencies, by wordfreq (Speer 2022)."""
    from wordfreq import iter_wordlist, word_frequency  # noqa: PLC0415 - needed for training alone

    found: dict[str, float] = {}
    for word in iter_wordlist(language, wordlist="best"):
        if _WORD.fullmatch(word) and len(word) < 30:
            found[word] = word_frequency(word, language)
        if len(found) == count:
            break
    return found


def vietnamese(texts: Iterable[str]) -> list[str]:
    """Words and phrases of texts that pyvi's list or wordfreq has, the most frequent of the texts first."""
    from wordfreq import top_n_list  # noqa: PLC0415

    listed = _pyvi()
    known = listed | set(top_n_list("vi", 9000, wordlist="best"))
    counts: Counter[str] = Counter()
    for text in texts:
        read = words(text)
        counts.update(read)
        counts.update(" ".join(two) for two in pairwise(read))
        counts.update(" ".join(three) for three in zip(read, read[1:], read[2:], strict=False))
    return [word for word, times in counts.most_common() if times > 1 + (" " not in word) and word in known]


def _pyvi() -> set[str]:
    import pyvi  # noqa: PLC0415

    lines = (Path(pyvi.__file__).parent / "models" / "words.txt").read_text("utf-8").splitlines()
    return {line.strip().lower().replace("_", " ") for line in lines if line.strip()}


def entries(by_language: dict[str, dict[str, float]], vietnamese_words: Sequence[str]) -> list[str]:
    """The rows: words of the four languages, Vietnamese words and phrases, pieces of letters."""
    rows = [word for language, count in ROWS.items() for word in list(by_language[language])[:count]]
    rows = list(dict.fromkeys([*rows, *vietnamese_words[:VIETNAMESE_ROWS]]))
    every = dict.fromkeys([*rows, *(word for found in by_language.values() for word in found)])
    return [*rows, *(PIECE + piece for piece in pieces(word for word in every if " " not in word))]


def pieces(listed: Iterable[str]) -> list[str]:
    """Runs of 2 to 6 letters that stand in many words, longer ones preferred, then every single letter."""
    weights: Counter[str] = Counter()
    letters: set[str] = set()
    for word in listed:
        letters.update(word)
        for length in range(2, LONGEST_PIECE + 1):
            for start in range(len(word) - length + 1):
                weights[word[start : start + length]] += length - 1
    return [*(piece for piece, _ in weights.most_common(PIECES)), *sorted(letters)]
