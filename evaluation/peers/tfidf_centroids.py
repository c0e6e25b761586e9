"""Nearest centroid in TF-IDF, single pass: the classic of topic detection and tracking (Allan et al. 1998).

scikit-learn's TfidfVectorizer with its defaults but for the 20,000 most frequent terms alone; an article joins the
cluster whose centroid is nearest in cosine if that is at least the setting, else it begins one. A cluster that had no
article for 14 days takes none any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from evaluation.peers.grouping import Json, parser, serve, words_of

_TERMS = 20_000
_DAYS = 14


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sparse row of unit length for each article, and its day (that of the article before it, where it has none)."""

    rows: Any
    days: list[int]


def prepare(articles: Sequence[Json]) -> Prepared:
    """Vectors of all articles; rarities are learnt from all of them."""
    rows = TfidfVectorizer(max_features=_TERMS).fit_transform(map(words_of, articles)).astype(np.float32)
    days: list[int] = []
    for article in articles:
        before = days[-1] if days else 0
        days.append(date.fromisoformat(article["date"][:10]).toordinal() if article["date"] else before)
    return Prepared(rows, days)


def single_pass(prepared: Prepared, threshold: float) -> list[int]:
    """The cluster of each article."""
    rows, labels = prepared.rows, []
    sums = np.zeros((64, rows.shape[1]), dtype=np.float32)
    lengths = np.ones(64, dtype=np.float32)
    clusters: list[int] = []  # the number of the cluster in each row of sums
    seen: list[int] = []
    made = 0
    for at, day in enumerate(prepared.days):
        idle = [place for place, last in enumerate(seen) if day - last > _DAYS]
        for place in reversed(idle):
            last = len(seen) - 1
            for table in (sums, lengths, clusters, seen):
                table[place] = table[last]
            sums[last] = 0
            clusters.pop()
            seen.pop()
        begin, end = rows.indptr[at], rows.indptr[at + 1]
        terms, weights = rows.indices[begin:end], rows.data[begin:end]
        count = len(seen)
        cosines = sums[:count, terms] @ weights / lengths[:count]
        place = int(cosines.argmax()) if count else -1
        if place < 0 or cosines[place] < threshold:
            place = count
            if place == len(sums):
                sums = np.concatenate((sums, np.zeros_like(sums)))
                lengths = np.concatenate((lengths, np.ones_like(lengths)))
            clusters.append(made)
            seen.append(day)
            made += 1
        sums[place, terms] += weights
        lengths[place] = max(1e-9, float(np.linalg.norm(sums[place])))
        seen[place] = day
        labels.append(clusters[place])
    return labels


if __name__ == "__main__":
    serve(prepare, single_pass, parser(__doc__).parse_args().settings)
