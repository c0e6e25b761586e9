"""What two articles share and what each adds, to the character."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.stories.family import shared_with
from sayso.stories.features import features_of
from sayso.stories.group import group_features
from sayso.types import Article, Relation, Span
from tests.stories.story_texts import FLOOD, TRIAL, MakeArticle

OWN = "Our own reporter found the market empty and the church full of blankets. "
LAST = " Shopkeepers told Harbour Post that they would open again within the week."


def words_of(span: Span, article: Article) -> str:
    assert (span.article, span.version) == (article.id, article.version)
    return article.text[span.start : span.end]


def test_a_reprint_with_additions_shows_the_passage_in_both_and_what_is_added(make: MakeArticle) -> None:
    source, reprint = make("a", FLOOD), make("b", OWN + FLOOD + LAST)
    shared = shared_with(reprint, source)
    (own, other) = shared.passages[0]
    assert words_of(own, reprint) == words_of(other, source) == FLOOD.rstrip(".")
    assert [words_of(span, reprint) for span in shared.added] == [OWN.strip(), LAST.strip()]
    assert 0.7 < shared.share < 0.9


def test_a_whole_copy_adds_nothing_and_another_text_shares_nothing(make: MakeArticle) -> None:
    source, copy, other = make("a", FLOOD), make("b", FLOOD), make("c", TRIAL)
    assert (shared_with(copy, source).share, shared_with(copy, source).added) == (1.0, ())
    apart = shared_with(other, source)
    assert (apart.share, apart.passages) == (0.0, ())
    assert words_of(apart.added[0], other).startswith("A court in Port Salva")


def test_texts_in_decomposed_letters_show_no_places(make: MakeArticle) -> None:
    text = FLOOD.replace("Odile", "Odilé")
    decomposed = make("b", unicodedata.normalize("NFD", text))
    assert shared_with(decomposed, make("a", text)).passages == ()


@given(st.lists(st.sampled_from([*FLOOD.split(". "), "«Ñandú» 12.", "\n\n", "", "Ünïted?"]), max_size=12), st.data())
def test_passages_are_the_same_words_in_both_texts(pieces: list[str], data: st.DataObject) -> None:
    one = ". ".join(pieces)
    other = ". ".join(data.draw(st.permutations(pieces)))
    first, second = _article("a", one), _article("b", other)
    shared = shared_with(first, second)
    assert 0.0 <= shared.share <= 1.0
    for own, there in shared.passages:
        assert words_of(own, first).split()[:1] == words_of(there, second).split()[:1]
    assert all(words_of(span, first).strip() == words_of(span, first) != "" for span in shared.added)


def _article(id_: str, text: str) -> Article:
    text = unicodedata.normalize("NFC", text)
    return Article(id_, f"v{id_}", None, None, (), None, None, "en", None, None, (), (), text)


def test_a_derived_article_names_what_it_leans_on(make: MakeArticle) -> None:
    source = make("a", FLOOD, outlet="Harbour Post", published="2026-03-10T08:00:00Z")
    worked_in = make("b", OWN * 3 + FLOOD[: len(FLOOD) // 2] + TRIAL, outlet="Echo", published="2026-03-10T12:00:00Z")
    places = group_features(["a", "b"], [features_of(source), features_of(replace(worked_in, title=source.title))])
    assert [(place.relation, place.leans_on) for place in places][1] in {
        (Relation.DERIVED, "a"),
        (Relation.UNDETERMINED, "a"),
    }
    assert places[0].leans_on is None
