"""Any query, any text: search never raises, and its spans never lie."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.protocols import Store
from sayso.storage import open_store
from sayso.storage.codec import as_json, from_json, packed, unpacked
from sayso.storage.sqlite.query import best_sentence, folded, terms_of
from sayso.types import Annotations
from tests.storage.store_material import NOW, an_article, annotations_of, page_of

TEXTS = (
    "Mayor Ilse Brandt said the harbour bridge would close. About 40 boats wait.\n\nSeñora Peña denied it.",
    "𝔘nseen ships — twelve — passed.\n\nÖlfässer “trieben” im Hafen. Niemand sah es. İstanbul watched; L'État aussi.",
    "港口的桥将关闭。船在等。\n\nΟ δήμαρχος μίλησε. Города ждут и боятся.",
)
typed = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='"*(){}:^-+ANDORTE NEAR\x00\ud800İşñ\u0301', max_size=40),
    st.lists(st.sampled_from(" ".join(TEXTS).split()), max_size=5).map(" ".join),
)


@pytest.fixture(scope="module")
def filled() -> Iterator[Store]:
    with open_store(":memory:") as store:
        for number, text in enumerate(TEXTS):
            article = an_article(number, text)
            store.keep_page(page_of(article), [article], NOW)
            store.keep_annotations([(article.id, article.version, annotations_of(article))], [b""])
        yield store


@settings(max_examples=400)
@given(query=typed, kind=st.sampled_from(["article", "statement"]), any_word=st.booleans())
def test_a_query_is_never_syntax_and_a_span_never_lies(filled: Store, query: str, kind: str, any_word: bool) -> None:
    for hit in filled.search(query, kind=kind, any_word=any_word):
        assert hit.span is not None
        text = filled.version_text(hit.span.version, hit.span.article)
        assert text is not None
        assert text[hit.span.start : hit.span.end] == hit.snippet


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(), typed)
def test_the_best_sentence_stands_in_the_text(text: str, query: str) -> None:
    extent = best_sentence(text, terms_of(query))
    if extent is None:
        assert not text.split()
    else:
        assert 0 <= extent[0] < extent[1] <= len(text)


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("bridge closes", ['"bridge"', '"closes"']),
        ('"harbour bridge" boats', ['"harbour bridge"', '"boats"']),
        ("well-known L’État", ['"well known"', '"L État"']),
        ("explos* *", ['"explos"*']),
        ("a NOT b OR (c", ['"a"', '"NOT"', '"b"', '"OR"', '"c"']),
        ('say "unclosed', ['"say"', '"unclosed"']),
        ("again again", ['"again"']),
        ("“curly quotes”", ['"curly quotes"']),
    ],
)
def test_what_a_query_becomes(query: str, match: list[str]) -> None:
    assert [term.match for term in terms_of(query)] == match


def test_a_long_query_is_cut() -> None:
    assert len(terms_of(" ".join(str(n) for n in range(10_000)))) == 32


def test_the_codec_gives_back_what_it_was_given() -> None:
    found = annotations_of(an_article())
    assert unpacked(Annotations, packed(found)) == found
    assert isinstance(unpacked(Annotations, packed(found)).figures[0].low, float)
    with pytest.raises(ValueError, match="decompressing"):
        unpacked(Annotations, b"damaged")


def test_a_field_that_came_later_is_its_default() -> None:
    older = as_json(["rules 0", []])
    assert from_json(Annotations, older) == Annotations("rules 0")
