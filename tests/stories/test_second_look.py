from sayso.stories.cluster import Grouper, story_id
from sayso.stories.features import features_of
from sayso.stories.open_stories import Tuning
from sayso.stories.second_look import Limits, agglomerated
from sayso.stories.sides import Side, Sum
from tests.stories.story_texts import FLOOD, FLOOD_OTHER, LOOKALIKE, TRIAL, MakeArticle


def side(articles: int = 1) -> Side:
    return Side(articles, Sum(), Sum(), Sum(), {}, (), None, None, frozenset())


ANY_SIZE = Limits(least=0.0, roomy=1_000, largest=1_000)


def test_the_surest_pair_is_united_first_and_the_union_is_asked_anew() -> None:
    asked: list[tuple[int, int]] = []

    def odds(one: Side, other: Side) -> float:
        asked.append((one.articles, other.articles))
        return -5.0

    sides = {1: side(), 2: side(2), 3: side(4)}
    assert agglomerated(sides, [(1.0, 1, 2), (2.0, 2, 3)], odds, ANY_SIZE).made == [(2, 3)]
    assert asked == [(6, 1)]
    assert [one.articles for one in sides.values()] == [1, 2, 4]


def test_a_union_takes_the_smaller_number_and_none_is_unlikely() -> None:
    sides = {1: side(), 2: side(), 4: side(), 7: side()}
    assert agglomerated(sides, [(3.0, 7, 4), (-1.0, 1, 2)], lambda *_: -9.0, ANY_SIZE).made == [(4, 7)]


def test_chains_of_unions_end_in_the_oldest() -> None:
    sides = {number: side() for number in range(4)}
    pairs = [(4.0, 2, 3), (0.5, 1, 2), (2.0, 0, 1)]
    assert agglomerated(sides, pairs, lambda *_: 1.0, ANY_SIZE).made == [(2, 3), (0, 1), (0, 2)]


def test_what_would_grow_too_large_is_a_chapter() -> None:
    limits = Limits(least=0.0, roomy=30, steeper=1.0, largest=100)
    sides = {1: side(60), 2: side(60), 3: side(20), 4: side(20)}
    found = agglomerated(sides, [(9.0, 1, 2), (0.2, 3, 4)], lambda *_: -9.0, limits)
    assert found.made == []
    assert found.chapters == [(1, 2), (3, 4)]
    assert limits.needed(30) == limits.needed(2) == 0.0 < limits.needed(60)


def test_a_second_look_unites_what_was_put_off_under_the_older_id(make: MakeArticle) -> None:
    texts = {"a": FLOOD, "b": TRIAL, "c": FLOOD_OTHER, "d": LOOKALIKE}
    grouper = Grouper()
    first = {id_: grouper.place(id_, features_of(make(id_, text))).placement for id_, text in texts.items()}
    assert len({placement.story for placement in first.values()}) == 4
    (moved,) = grouper.look_again()
    assert (moved.article, moved.story) == ("c", story_id("a"))
    assert grouper.look_again() == ()
    assert grouper.place("c", features_of(make("c"))).placement == moved


def test_a_story_that_is_full_goes_on_in_a_chapter(make: MakeArticle) -> None:
    grouper = Grouper(Tuning(limits=Limits(roomy=1, steeper=0.0, largest=2)))
    for name, text in (("a", FLOOD), ("b", FLOOD_OTHER), ("c", FLOOD_OTHER)):  # c is a copy of b
        grouper.place(name, features_of(make(name, text)))
    grouper.look_again()
    assert grouper.chapters == {story_id("b"): story_id("a")}
