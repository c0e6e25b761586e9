"""A grouper that is stopped after each lot and begun anew from the store places every article as one that never was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from sayso.protocols import Store
from sayso.storage import open_store
from sayso.stories import Features, Grouper, Rules
from sayso.types import Annotations, Article, Page, Placement, SourceCount, Story
from tests.made_up_news import made_up_features

NOW = "2031-06-01T00:00:00Z"
NEWS = made_up_features(400)
Lots = Sequence[Sequence[tuple[Article, Features]]]


def lots_of(size: int, news: Sequence[tuple[Article, Features]] = NEWS) -> Lots:
    return [news[start : start + size] for start in range(0, len(news), size)]


def keep_articles(store: Store, lot: Iterable[tuple[Article, Features]]) -> None:
    for article, features in lot:
        store.keep_page(Page(article.id, None, article.id.encode()), [article], NOW)
        store.keep_annotations([(article.id, article.version, Annotations("a"))], [features.to_bytes()])


def group_lot(store: Store, grouper: Grouper, lot: Iterable[tuple[Article, Features]]) -> None:
    placed = [one for article, features in lot for one in grouper.place(article.id, features).placements]
    final = {one.article: one for one in (*placed, *grouper.look_again())}
    stories = {one.story for one in final.values()}
    told = [Story(story, story, "open", (), SourceCount(0, 0, 0), (), None, None) for story in stories]
    store.keep_placements(list(final.values()), told, grouper.state())


def placements(store: Store) -> dict[str, Placement]:
    return {placement.article: placement for _, placement, _ in store.grouped_since(0)}


def grouped(lots: Lots, stopped: bool) -> dict[str, Placement]:
    with open_store(":memory:") as store:
        grouper = Grouper(past=store)
        for lot in lots:
            keep_articles(store, lot)
            grouper = Grouper(past=store) if stopped else grouper
            group_lot(store, grouper, lot)
        assert store.check() == []
        return placements(store)


@pytest.fixture(scope="module")
def never_stopped() -> dict[str, Placement]:
    return grouped(lots_of(25), stopped=False)


def test_the_news_is_worth_the_test(never_stopped: dict[str, Placement]) -> None:
    stories = {placement.story for placement in never_stopped.values()}
    assert 20 < len(stories) < 300
    assert sum(placement.copy_of is not None for placement in never_stopped.values()) > 20


def test_a_grouper_begun_anew_goes_on_as_if_it_had_never_stopped(never_stopped: dict[str, Placement]) -> None:
    assert grouped(lots_of(25), stopped=True) == never_stopped


def test_a_grouper_without_a_past_decides_the_same(never_stopped: dict[str, Placement]) -> None:
    grouper = Grouper()
    found: dict[str, Placement] = {}
    for lot in lots_of(25):
        for article, features in lot:
            found |= {one.article: one for one in grouper.place(article.id, features).placements}
        found |= {one.article: one for one in grouper.look_again()}
    assert found == never_stopped


def test_places_kept_without_the_grouper_make_it_read_all_again() -> None:
    with open_store(":memory:") as store:
        first, second = lots_of(25)[:2]
        keep_articles(store, [*first, *second])
        group_lot(store, Grouper(past=store), first)
        assert Grouper(past=store).next_number == 25
        store.keep_placements([next(iter(placements(store).values()))], [])
        assert store.grouping_head() is None
        grouper = Grouper(past=store)
        assert grouper.next_number == 0
        for number, placement, features in store.grouped_since(0):
            grouper.restore(placement, Features.from_bytes(features), number)
        store.keep_grouping(grouper.state())
        assert Grouper(past=store).next_number == 25
        group_lot(store, Grouper(past=store), second)
        assert sorted(number for number, _, _ in store.grouped_since(0)) == list(range(50))
        assert grouped([first, second], stopped=False) == placements(store)


def test_other_rules_make_it_read_all_again() -> None:
    with open_store(":memory:") as store:
        keep_articles(store, NEWS[:5])
        group_lot(store, Grouper(past=store), NEWS[:5])
        apart = Rules(apart=((frozenset({"a"}), frozenset({"b"})),))
        assert Grouper(past=store).next_number == 5
        assert Grouper(past=store, rules=apart).next_number == 0


def test_numbers_are_never_given_twice() -> None:
    with open_store(":memory:") as store:
        keep_articles(store, NEWS[:10])
        group_lot(store, Grouper(past=store), NEWS[:5])
        store.remove_article(NEWS[4][0].id, NOW)
        group_lot(store, Grouper(past=store), NEWS[5:10])
        assert [number for number, _, _ in store.grouped_since(0)] == [0, 1, 2, 3, 5, 6, 7, 8, 9]


def test_an_earlier_article_whose_features_are_gone_is_passed_by() -> None:
    with open_store(":memory:") as store:
        first, second = lots_of(25)[:2]
        keep_articles(store, [*first, *second])
        group_lot(store, Grouper(past=store), first)
        for article, _ in first:  # another text, not annotated yet
            changed = replace(article, version=f"{article.version} changed", text="Another text.")
            store.keep_page(Page(article.id, None, b"another"), [changed], NOW)
        assert store.grouped(3) == (placement_of(store, first[3][0]), None)
        group_lot(store, Grouper(past=store), second)
        assert {placement_of(store, article).copy_of for article, _ in second} <= {None, *(a.id for a, _ in second)}


def placement_of(store: Store, article: Article) -> Placement:
    found = store.placement(article.id)
    assert found is not None
    return found
