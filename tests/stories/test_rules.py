from sayso.stories.cluster import Grouper, story_id
from sayso.stories.features import features_of
from sayso.stories.rules import Rules, clash, rules_of
from sayso.types import Placement, Relation, Rule, RuleKind
from tests.stories.story_texts import FLOOD, FLOOD_OTHER, TRIAL, MakeArticle


def grouped(make: MakeArticle, rules: Rules, **texts: str) -> dict[str, Placement]:
    grouper = Grouper(rules=rules)
    found: dict[str, Placement] = {}
    for day, (id_, text) in enumerate(texts.items(), start=1):
        placed = grouper.place(id_, features_of(make(id_, text, outlet=id_, published=f"2024-05-0{day}")))
        found |= {one.article: one for one in placed.placements}
    return found | {one.article: one for one in grouper.look_again()}


def test_articles_that_belong_together_share_a_story_whatever_they_say(make: MakeArticle) -> None:
    found = grouped(make, Rules(together=(frozenset("ac"),)), a=FLOOD, b=FLOOD_OTHER, c=TRIAL)
    assert {one.story for one in found.values()} == {story_id("a")}


def test_articles_placed_apart_before_the_rule_are_united(make: MakeArticle) -> None:
    grouper = Grouper(rules=Rules(together=(frozenset("ab"),)))
    for id_, text in (("a", FLOOD), ("b", TRIAL)):
        placement = Placement(id_, story_id(id_), None, Relation.INDEPENDENT)
        grouper.restore(placement, features_of(make(id_, text)))
    (moved,) = grouper.look_again()
    assert (moved.article, moved.story) == ("b", story_id("a"))


def test_articles_held_apart_never_meet_even_as_copies(make: MakeArticle) -> None:
    rules = Rules(apart=((frozenset("b"), frozenset("a")),))
    found = grouped(make, rules, a=FLOOD, b=FLOOD, c=FLOOD_OTHER)
    assert found["a"].story != found["b"].story
    assert found["c"].story in {found["a"].story, found["b"].story}
    assert grouped(make, Rules(), a=FLOOD, b=FLOOD)["b"].story == story_id("a")


def test_stories_with_articles_held_apart_are_never_united(make: MakeArticle) -> None:
    rules = Rules(apart=((frozenset("b"), frozenset("a")),))
    found = grouped(make, rules, b=FLOOD_OTHER, c=FLOOD_OTHER, a=FLOOD, d=FLOOD)
    assert found["b"].story == found["c"].story != found["a"].story == found["d"].story


def test_what_is_no_copy_stays_a_source_of_its_own(make: MakeArticle) -> None:
    for name in "ab":
        found = grouped(make, Rules(not_copies=frozenset(name)), a=FLOOD, b=FLOOD)
        assert found[name].copy_of is None
        assert found[name].relation in {Relation.INDEPENDENT, Relation.ORIGINAL}
    assert grouped(make, Rules(), a=FLOOD, b=FLOOD)["b"].copy_of == "a"


def test_a_later_rule_undoes_what_contradicts_it() -> None:
    together = Rule(1, RuleKind.TOGETHER, ("a",), ("b",), "2024-05-01")
    apart = Rule(2, RuleKind.APART, ("a", "c"), ("b",), "2024-05-02")
    names = Rule(3, RuleKind.SAME_SUBJECT, ("Ann",), ("Anna",), "2024-05-02")
    free = Rule(4, RuleKind.NOT_A_COPY, ("d",), (), "2024-05-02")
    assert rules_of([together, apart]) == Rules(apart=((frozenset("ac"), frozenset("b")),))
    assert rules_of([apart, together]) == Rules(together=(frozenset("ab"),))
    assert rules_of([names, free]) == Rules(not_copies=frozenset("d"))


def test_marks_clash_only_across_the_sides_of_one_rule() -> None:
    rules = Rules(apart=((frozenset("ab"), frozenset("c")), (frozenset("d"), frozenset("a"))))
    marks = {name: rules.marks(name) for name in "abcde"}
    assert clash(marks["a"], marks["c"])
    assert clash(marks["a"], marks["d"])
    assert not clash(marks["a"], marks["b"])
    assert not clash(marks["c"], marks["d"])
    assert not clash(marks["e"], marks["a"])
