"""What the weights reach on labelled documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from examples import Document, examples
from model import Tagger
from sayso_attribution_en.decode import Biaffine, Found, Linked, Reading, attributions
from sayso_attribution_en.windows import padded

Readings = dict[str, list[Reading]]


def read_documents(model: Tagger, documents: Sequence[Document], firsts: Sequence[int] = (192,)) -> Readings:
    """Each document's readings by the model in torch, one for each placing of the windows."""
    return {document.name: [_reading(model, document, first) for first in firsts] for document in documents}


@torch.inference_mode()
def _reading(model: Tagger, document: Document, first: int) -> Reading:
    model.eval()
    windows = [example.window for example in examples(document, first)]
    ids = torch.from_numpy(padded([window.ids for window in windows]))
    quoted = torch.from_numpy(padded([window.quoted for window in windows]))
    tags, vectors = model(ids, quoted, (ids > 0).long())
    tags = torch.log_softmax(tags, dim=-1)
    numbers = padded([window.numbers for window in windows], -1)
    rows, columns = np.nonzero(numbers >= 0)
    return Reading(
        tags.numpy()[rows, columns], rows, vectors.numpy()[rows, columns], vectors.numpy()[:, 0], weights_of(model)
    )


def weights_of(model: Tagger) -> Biaffine:
    """The links' weights as arrays."""
    return Biaffine(model.matrix.detach().numpy(), model.vector.detach().numpy())


def decoded(document: Document, readings: Sequence[Reading]) -> list[Linked]:
    """A document's attributions."""
    starts, at = set(), 0
    for paragraph in document.paragraphs:
        starts.add(at)
        at += len(paragraph)
    quoted = [state for paragraph in document.paragraphs for state in paragraph.quoted]
    return attributions(readings, frozenset(starts), quoted)


def as_record(document: Document, found: Sequence[Linked]) -> dict[str, Any]:
    """Attributions in the scorer's form."""
    extents = [extent for paragraph in document.paragraphs for extent in paragraph.extents]

    def extent(span: Found) -> list[int]:
        return [extents[span.start][0], extents[span.end - 1][1]]

    return {
        "doc": document.name,
        "text": document.text,
        "attributions": [
            {
                "source": [extent(linked.source)] if linked.source else [],
                "cue": [extent(linked.cue)],
                "content": [extent(content) for content in linked.contents],
                "features": linked.features,
            }
            for linked in found
        ],
    }


def figures(model: Tagger, documents: Sequence[Document], records: Sequence[dict[str, Any]]) -> str:
    """Who+what precision, recall and F1 over documents, as a line."""
    readings = read_documents(model, documents)
    found = hits = wanted = 0
    for document, record in zip(documents, records, strict=True):
        predicted = as_record(document, decoded(document, readings[document.name]))
        verdicts = right(record, predicted)
        found, hits, wanted = found + len(verdicts), hits + sum(verdicts), wanted + len(record["attributions"])
    return f"who+what P {hits / max(1, found):.3f} R {hits / wanted:.3f} F1 {2 * hits / (found + wanted):.3f}"


def right(gold: dict[str, Any], predicted: dict[str, Any]) -> list[bool]:
    """For each predicted attribution whether who and what are right: matched one to one by the Jaccard index of the
    contents' characters, of which at least half must be shared, with sources that overlap or are both empty.
    """
    wanted = [(_characters(one["content"]), _characters(one["source"])) for one in gold["attributions"]]
    found = [(_characters(one["content"]), _characters(one["source"])) for one in predicted["attributions"]]
    pairs = sorted(
        ((_jaccard(w[0], f[0]), -i, -j) for i, w in enumerate(wanted) for j, f in enumerate(found) if w[0] & f[0]),
        reverse=True,
    )
    verdicts, taken_wanted, taken_found = [False] * len(found), set(), set()
    for shared, i, j in pairs:
        if -i in taken_wanted or -j in taken_found:
            continue
        taken_wanted.add(-i)
        taken_found.add(-j)
        one, other = wanted[-i][1], found[-j][1]
        verdicts[-j] = shared >= 0.5 and (bool(one & other) or (not one and not other))
    return verdicts


def _characters(spans: Sequence[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)
