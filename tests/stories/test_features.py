import os
import subprocess
import sys
import time
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.stories.features import Features, features_of
from sayso.stories.terms import term_of
from sayso.types import Article
from tests.stories.story_texts import FLOOD, FLOOD_SPANISH, MakeArticle


def article_of(title: str | None, text: str, published: str | None = None) -> Article:
    return Article("a", "", title, "Some Paper", (), published, None, None, None, None, (), (), text)


@settings(max_examples=60, deadline=None)
@given(st.none() | st.text(max_size=60), st.text(max_size=600), st.sampled_from([None, "2024-05-01", "not a time"]))
def test_bytes_round_trip(title: str | None, text: str, published: str | None) -> None:
    features = features_of(article_of(title, text, published))
    assert Features.from_bytes(features.to_bytes()) == features
    assert features_of(article_of(title, text, published)) == features


def test_a_vector_goes_into_a_byte_a_number_and_one_that_says_nothing_is_none() -> None:
    features = features_of(article_of("T", FLOOD), None, [0.6, -0.8])
    assert features.vector == array("b", [76, -102])
    assert Features.from_bytes(features.to_bytes()) == features
    assert features_of(article_of("T", FLOOD), None, [0.0, 0.0]).vector is None


def test_a_language_that_is_not_said_is_told_where_it_is_clear() -> None:
    assert features_of(article_of("T", FLOOD)).language == "en"
    assert features_of(article_of("T", FLOOD_SPANISH)).language == "es"
    assert features_of(article_of("T", "Ω 12")).language == ""


def test_broken_bytes_are_refused() -> None:
    data = features_of(article_of("T", FLOOD)).to_bytes()
    for broken in (b"", b"nonsense", data[:-3], data[: len(data) // 2]):
        with pytest.raises(ValueError, match=r"article|features|Expecting|version|decode|bytes"):
            Features.from_bytes(broken)


def test_features_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib; from sayso.stories.features import features_of; from sayso.types import Article; "
        f"a = Article('a', '', 'Tarn floods', 'X', (), None, None, None, None, None, (), (), {FLOOD!r}); "
        "print(hashlib.sha256(features_of(a).to_bytes()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_names_by_capitals_leave_sentence_starts_out(make: MakeArticle) -> None:
    features = features_of(make("a"))
    assert {term_of("Millbrook"), term_of("Ferrant"), term_of("Tarn")} <= set(features.names)
    assert term_of("river") not in features.names
    assert term_of("Mayor") in features.terms


def test_names_that_are_given_are_used(make: MakeArticle) -> None:
    features = features_of(make("a"), ["Odile Ferrant"])
    assert set(features.names) == {term_of("Odile"), term_of("Ferrant")}


def test_words_in_quotation_marks_are_known(make: MakeArticle) -> None:
    features = features_of(make("a", "He said “we will rebuild it” and left."))
    assert features.quoted == (2, 6)


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "spam " * 200_000, "“" * 1_000_000, "日本" * 500_000, "(" * 1_000_000, "\n" * 1_000_000]
)
def test_hostile_text_is_bounded(make: MakeArticle, text: str) -> None:
    start = time.process_time()
    features = features_of(make("a", text))
    assert time.process_time() - start < 1.0
    assert len(features.to_bytes()) < 40_000
