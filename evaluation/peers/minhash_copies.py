"""Near duplicates by MinHash and locality-sensitive hashing (Broder 1997), with datasketch or rensa.

128 permutations over the shingles of three words; what the index gives for an article joins its group, so groups are
connected components, as in the deduplication of corpora. The setting is the Jaccard threshold. datasketch also checks
each candidate against the threshold by its signature (its index alone has false positives by design); rensa likewise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from evaluation.peers.grouping import Groups, Json, parser, serve, words_of

_PERMUTATIONS = 128
_SIZE = 3
_BANDS = 64
"""Of rensa's index: 64 bands of 2 rows find pairs from about .13 on; the signatures then decide."""
_WORD = re.compile(r"\w+")


def shingles(article: Json) -> list[str]:
    """Its runs of three words."""
    words = _WORD.findall(words_of(article).lower())
    return [" ".join(words[at : at + _SIZE]) for at in range(max(1, len(words) - _SIZE + 1))]


def _datasketch(articles: Sequence[Json]) -> list[MinHash]:
    made = []
    for article in articles:
        signature = MinHash(num_perm=_PERMUTATIONS)
        signature.update_batch([one.encode() for one in shingles(article)])
        made.append(signature)
    return made


def _rensa(articles: Sequence[Json]) -> list[RMinHash]:
    made = []
    for article in articles:
        signature = RMinHash(num_perm=_PERMUTATIONS, seed=42)
        signature.update(shingles(article))
        made.append(signature)
    return made


def _found_by_datasketch(signatures: Sequence[MinHash], threshold: float) -> list[int]:
    index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    return _joined(signatures, threshold, index, index.insert)


def _found_by_rensa(signatures: Sequence[RMinHash], threshold: float) -> list[int]:
    index = RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    return _joined(signatures, threshold, index, index.insert)


def _joined(signatures: Sequence[Any], threshold: float, index: Any, insert: Callable[[int, Any], None]) -> list[int]:
    groups = Groups(len(signatures))
    for number, signature in enumerate(signatures):
        for other in index.query(signature):
            if signature.jaccard(signatures[other]) >= threshold:
                groups.join(number, other)
        insert(number, signature)
    return groups.labels()


_LIBRARIES = {"datasketch": (_datasketch, _found_by_datasketch), "rensa": (_rensa, _found_by_rensa)}

if __name__ == "__main__":
    reader = parser(__doc__)
    reader.add_argument("--library", choices=_LIBRARIES, required=True)
    options = reader.parse_args()
    serve(*_LIBRARIES[options.library], options.settings)
