from array import array
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.stories.decision import trained_decision
from sayso.stories.features import features_of
from sayso.stories.sides import (
    CLUES,
    CLUES_ACROSS,
    Side,
    across_languages,
    clues,
    clues_across,
    days_between,
    mean_cosine,
    side_of,
    united,
)
from sayso.stories.weights import DocumentFrequencies
from sayso.types import Article
from tests.stories.story_texts import FLOOD, FLOOD_OTHER, LOOKALIKE, TRIAL

TEXTS = (FLOOD, FLOOD_OTHER, TRIAL, LOOKALIKE)


def side(text: str, published: str | None = None, language: str | None = "en", title: str | None = None) -> Side:
    article = Article("x", "", title, None, (), published, None, language, None, None, (), (), text)
    return side_of(features_of(article), DocumentFrequencies())


def test_sums_tell_the_mean_cosine_between_and_within() -> None:
    sides = [side(text) for text in TEXTS]
    flood, other = united(sides[0], sides[1]), united(sides[2], sides[3])
    between = [mean_cosine(one, two) for one in sides[:2] for two in sides[2:]]
    assert mean_cosine(flood, other) == pytest.approx(sum(between) / 4)
    whole = united(flood, other)
    within = [mean_cosine(one, two) for one, two in combinations(sides, 2)]
    assert whole.cohesion == pytest.approx(sum(within) / 6)
    assert sides[0].cohesion is None


def test_a_united_side_has_the_articles_of_both_and_leaves_them_as_they_were() -> None:
    one, other = side(FLOOD, "2024-05-07"), side(FLOOD_OTHER, "2024-05-09", "de")
    both = united(one, other)
    assert (both.articles, one.articles, other.articles) == (2, 1, 1)
    assert (both.first, both.last) == (one.first, other.last)
    assert both.languages == {"en", "de"}
    assert set(both.names.weights) == set(one.names.weights) | set(other.names.weights)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=2, max_size=4), st.integers(1, 3))
def test_clues_are_finite_and_the_same_from_both_sides(texts: list[str], cut: int) -> None:
    sides = [side(text, title=text[:9]) for text in texts]
    cut = min(cut, len(sides) - 1)
    one, other = sides[0], sides[cut]
    for more in sides[1:cut]:
        one = united(one, more)
    for more in sides[cut + 1 :]:
        other = united(other, more)
    mean = mean_cosine(one, other)
    found = clues(one, other, mean)
    assert len(found) == len(CLUES)
    assert all(abs(clue) < 1e6 for clue in found)
    assert found == pytest.approx(clues(other, one, mean))


def test_another_towns_flood_misses_the_telling_names() -> None:
    story = united(side(FLOOD), side(FLOOD_OTHER))
    follow_up = side("Mayor Ferrant said on Friday that Millbrook will rebuild its bridge over the Tarn this year.")
    missed = CLUES.index("telling names missed, the less")
    same, alike = (clues(story, one, mean_cosine(story, one))[missed] for one in (follow_up, side(LOOKALIKE)))
    assert same < 0.3 < 0.7 < alike


def test_days_and_languages_are_compared_only_where_known() -> None:
    one, other = side(FLOOD, "2024-05-07"), side(FLOOD, "2024-05-10", "fr")
    assert days_between(one, other) == days_between(other, one) == 3
    assert days_between(one, side(FLOOD)) is None
    assert across_languages(one, other)
    assert not across_languages(one, side(FLOOD, language=None))
    assert not across_languages(one, united(other, side(FLOOD_OTHER)))


def test_vectors_are_compared_across_languages_and_added_up() -> None:
    one, other, bare = side(FLOOD), side(FLOOD_OTHER, language="fr"), side(TRIAL, language="fr")
    one.vector, other.vector = array("f", [127.0, 0.0]), array("f", [0.0, 127.0])
    cosine, known = CLUES_ACROSS.index("cosine of vectors"), CLUES_ACROSS.index("vectors known")
    for left, right, expected in ((one, other, (0.0, 1.0)), (one, united(one, other), (0.5**0.5, 1.0)),
                                  (one, bare, (0.0, 0.0)), (one, united(one, bare), (1.0, 1.0))):  # fmt: skip
        found = clues_across(left, right, 0.1)
        assert (found[cosine], found[known]) == pytest.approx(expected)
        assert len(found) == len(CLUES_ACROSS)


def test_the_trained_decision_tells_a_follow_up_from_another_event() -> None:
    odds = trained_decision().log_odds
    flood = side(FLOOD, "2024-05-07")
    assert odds(flood, side(FLOOD_OTHER, "2024-05-08")) > 0.0
    assert odds(flood, side(FLOOD_OTHER, "2024-05-08")) > odds(flood, side(LOOKALIKE, "2024-05-08"))
    assert odds(flood, side(TRIAL, "2024-05-08")) < 0.0
    assert odds(flood, side(FLOOD_OTHER, "2024-05-08")) > odds(flood, side(FLOOD_OTHER, "2024-06-08"))
