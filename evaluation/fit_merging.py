"""Fits the weights by which sentences are merged (``sayso.explain.merging.WEIGHTS``) on the labelled pairs.

    python -m evaluation.fit_merging

prints the weights of all stories, and what they give when each story is judged by the weights of the others: for
falling cuts, precision and recall of pairs. Ridge logistic regression by Newton's method (Hastie et al. 2009, 4.4).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evaluation.claims_score import Labels, key_of, labels, story_articles
from sayso.explain.candidates import candidates
from sayso.explain.merging import WEIGHTS, Merging

RIDGE = 3.0
STEPS = 40
CUTS = (3.0, 2.5, 2.0, 1.5, 1.0, 0.5, 0.0)
NAMES = [name for name in WEIGHTS if name != "bias"]

Floats = NDArray[np.float64]


def main() -> None:
    """Prints the weights, and precision and recall by cut, stories left out in turn."""
    labelled = labels()
    stories = {
        story: _pairs(Merging.of(candidates(items)), labelled[story])
        for story, items in story_articles(labelled).items()
    }
    wanted = sum(len(one.same) for one in labelled.values())
    judged = []
    for story, (features, right) in stories.items():
        others = [pairs for name, pairs in stories.items() if name != story]
        weights = fitted(np.concatenate([f for f, _ in others]), np.concatenate([r for _, r in others]))
        judged.append((_with_bias(features) @ weights, right))
    odds, right = (np.concatenate(side) for side in zip(*judged, strict=True))
    for cut in CUTS:
        kept = right[odds >= cut]
        print(f"cut {cut:4.1f}: precision {100 * kept.mean():5.1f} at recall {100 * kept.sum() / wanted:5.1f}")
    every = fitted(*(np.concatenate(side) for side in zip(*stories.values(), strict=True)))
    print({name: round(float(weight), 2) for name, weight in zip([*NAMES, "bias"], every, strict=True)})


def _pairs(merging: Merging, wanted: Labels) -> tuple[Floats, Floats]:
    """What the pairs of a story share that don't clash, and whether they are labelled as the same."""
    features: list[Sequence[float]] = []
    right: list[float] = []
    sentences = [told.candidate for told in merging.told]
    for one, first in enumerate(sentences):
        for other in range(one + 1, len(sentences)):
            second = sentences[other]
            pair = frozenset((key_of(first), key_of(second)))
            if first.item.article.id == second.item.article.id or pair in wanted.either:
                continue
            if not merging.told[one].content.all & merging.told[other].content.all:
                continue
            shared = merging.shares(one, other)
            if not merging.clash(one, other, shared["numbers"]):
                features.append([shared[name] for name in NAMES])
                right.append(float(pair in wanted.same))
    return np.array(features), np.array(right)


def fitted(features: Floats, right: Floats) -> Floats:
    """The weights of the features, then the bias."""
    middle, spread = features.mean(0), features.std(0) + 1e-9
    scaled = _with_bias((features - middle) / spread)
    penalty = RIDGE * np.diag([1.0] * features.shape[1] + [1e-6])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (likely - right) + penalty @ weights
        curvature = (scaled * (likely * (1 - likely))[:, None]).T @ scaled + penalty
        weights = weights - np.linalg.solve(curvature, gradient)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ middle)


def _with_bias(features: Floats) -> Floats:
    return np.column_stack([features, np.ones(len(features))])


if __name__ == "__main__":
    main()
