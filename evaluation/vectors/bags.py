"""Bags of words that go together, for the encoder to judge: they teach words that the texts lack.

A bag is made of one language: two to four words with some of their neighbours (by the encoder's own vectors of words),
a few others, and frequent small words, in any order. No text is needed for them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_SMALL_WORDS, _NEAR, _ANCHORS = 150, 30, 1500


def bags(frequencies: dict[str, float], rows: Any, count: int, rng: np.random.Generator) -> list[str]:
    """So many bags of a language's words.

    Args:
        frequencies: its words, the most frequent first, with their frequencies.
        rows: the encoder's vectors of them, in the same order.
        count: how many.
        rng: where chance comes from.
    """
    listed, share = list(frequencies), np.array(list(frequencies.values()))
    small, content = listed[:_SMALL_WORDS], listed[_SMALL_WORDS:]
    of_small = share[:_SMALL_WORDS] / share[:_SMALL_WORDS].sum()
    of_content = share[_SMALL_WORDS:] ** 0.3
    of_content /= of_content.sum()
    anchors = rng.choice(len(content), _ANCHORS, p=of_content)
    near = _nearest(rows[_SMALL_WORDS:], anchors)
    made = []
    for _ in range(count):
        bag = [content[word] for word in rng.choice(len(content), rng.integers(1, 4), p=of_content)]
        for anchor in rng.integers(0, _ANCHORS, rng.integers(2, 5)):
            bag.append(content[anchors[anchor]])
            bag += [content[word] for word in rng.choice(near[anchor], rng.integers(0, 4), replace=False)]
        bag += [small[word] for word in rng.choice(_SMALL_WORDS, int(len(bag) * rng.uniform(0.2, 0.9)), p=of_small)]
        rng.shuffle(bag)
        made.append(" ".join(bag))
    return made


def _nearest(rows: Any, anchors: Any) -> Any:
    """The numbers of the nearest words of each anchor, in 64 dimensions."""
    centred = rows - rows.mean(axis=0)
    _, _, axes = np.linalg.svd(centred[::8], full_matrices=False)
    short = centred @ axes[:64].T
    short /= np.linalg.norm(short, axis=1, keepdims=True)
    return np.argpartition(-(short[anchors] @ short.T), _NEAR, axis=1)[:, :_NEAR]
