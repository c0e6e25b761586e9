import pytest

from sayso.stories.sources import count_sources, family_of, publisher_of
from sayso.types import Placement, Relation, SourceCount
from tests.stories.story_texts import FLOOD, MakeArticle


def place(id_: str, relation: Relation, copy_of: str | None = None) -> Placement:
    return Placement(id_, "s1", copy_of, relation)


@pytest.mark.parametrize(
    ("outlet", "family"),
    [
        ("Harbor Courier", "Calloway Media"),
        ("the daily ledger", "Calloway Media"),
        ("Calloway Media", "Calloway Media"),
        ("  Nobody's  Paper ", "Nobody's Paper"),
        ("El País", "PRISA"),
        ("ELPAÍS.com", "ELPAÍS.com"),
        ("", ""),
    ],
)
def test_owner_families(outlet: str, family: str) -> None:
    assert family_of(outlet) == family
    assert family_of(family) == family


def test_ten_reprints_are_one_source() -> None:
    members = [(place("w", Relation.ORIGINAL), "Reuters")]
    members += [(place(f"r{n}", Relation.COPY, "w"), f"Paper {n}") for n in range(10)]
    assert count_sources(members) == SourceCount(11, 1, 0)


def test_a_wire_counts_once_when_only_reprints_are_here(make: MakeArticle) -> None:
    text = f"MILLBROOK (Reuters) - {FLOOD}"
    publishers = [publisher_of(make(id_, text, outlet=f"Paper {id_}")) for id_ in "abc"]
    relations = [place("a", Relation.COPY), place("b", Relation.COPY, "a"), place("c", Relation.COPY)]
    assert count_sources(zip(relations, publishers, strict=True)) == SourceCount(3, 1, 0)


def test_a_publishers_follow_ups_and_sister_papers_add_nothing() -> None:
    members = [
        (place("a", Relation.INDEPENDENT), "Harbor Courier"),
        (place("b", Relation.INDEPENDENT), "The Daily Ledger"),
        (place("c", Relation.INDEPENDENT), "harbor courier"),
        (place("d", Relation.ORIGINAL), "Another Paper"),
    ]
    assert count_sources(members) == SourceCount(4, 2, 0)


def test_derived_and_undetermined_do_not_count() -> None:
    members = [
        (place("a", Relation.ORIGINAL), "A"),
        (place("b", Relation.DERIVED), "B"),
        (place("c", Relation.UNDETERMINED), "C"),
    ]
    assert count_sources(members) == SourceCount(3, 1, 1)
    assert count_sources([]) == SourceCount(0, 0, 0)
