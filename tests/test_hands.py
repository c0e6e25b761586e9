"""What the owner decides by hand: at once, on every page, and after every re-run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.desk import Desk
from sayso.errors import InputError, NotFound
from sayso.settings import Settings
from sayso.types import Annotations, Mention, MentionType, Placement, Relation, Rule, RuleKind
from tests.conftest import Sayso
from tests.stories.story_texts import FLOOD, FLOOD_OTHER, TRIAL

SETTINGS = Settings(now="2026-03-11T14:00:00Z")
TEXTS = {
    "flood": ("Flood in Millbrook", FLOOD, "Harbour Post", "2026-03-10T08:00:00Z"),
    "flood-copy": ("Millbrook under water", FLOOD, "Daily Echo", "2026-03-10T12:00:00Z"),
    "flood-next": ("Millbrook looks for two", FLOOD_OTHER, "Veldt Times", "2026-03-11T08:00:00Z"),
    "trial": ("Voss sent to prison", TRIAL, "Quay Gazette", "2026-03-10T09:00:00Z"),
}


def write_lines(folder: Path) -> str:
    names = ("title", "text", "outlet", "published")
    lines = [{"id": key, **dict(zip(names, told, strict=True)), "language": "en"} for key, told in TEXTS.items()]
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return str(path)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "store", SETTINGS) as opened:
        assert {outcome.status for outcome in opened.add([write_lines(tmp_path)])} == {"added"}
        yield opened


@pytest.fixture
def ids(desk: Desk) -> dict[str, str]:
    """The id of each article by its key above."""
    by_title = {a.title: a.id for s in desk.stories() for a in desk.headlines(s.articles)}
    return {key: by_title[told[0]] for key, told in TEXTS.items()}


def together(desk: Desk) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in desk.stories()}


def sets(*groups: list[str]) -> set[frozenset[str]]:
    return set(map(frozenset, groups))


def story_of(desk: Desk, article: str) -> str:
    found = desk.store.story_of(article)
    assert found
    return found


def test_the_stories_before_anything_is_decided(desk: Desk, ids: dict[str, str]) -> None:
    assert together(desk) == sets([ids["flood"], ids["flood-copy"], ids["flood-next"]], [ids["trial"]])


def test_merged_stories_stay_one_and_both_addresses_lead_there(desk: Desk, ids: dict[str, str]) -> None:
    flood, trial = story_of(desk, ids["flood"]), story_of(desk, ids["trial"])
    rule = desk.merge(flood, trial)
    for _ in range(2):
        assert together(desk) == {frozenset(ids.values())}
        assert desk.story(trial).story.id == desk.story(flood).story.id == flood
        assert desk.story(flood).story.sources.independent == 3
        assert desk.story(flood).explainer is not None
        assert desk.verify()[1] == []
        desk.rebuild(everything=True)
    with pytest.raises(InputError, match="one story already"):
        desk.merge(flood, trial)
    desk.forget_rule(rule.id)
    desk.rebuild(everything=True)
    assert len(together(desk)) == 2
    assert desk.story(trial).story.articles == (ids["trial"],)


def test_a_split_takes_the_copies_along_and_stays(desk: Desk, ids: dict[str, str]) -> None:
    story = story_of(desk, ids["flood-next"])
    desk.split(story, [ids["flood-next"]])
    for _ in range(2):
        assert together(desk) == sets([ids["flood"], ids["flood-copy"]], [ids["flood-next"]], [ids["trial"]])
        assert desk.story(story).story.articles[0] == ids["flood"]
        assert [one.sources.articles for one in desk.stories()].count(1) == 2
        desk.rebuild(everything=True)


def test_the_first_article_of_a_story_can_leave_it(desk: Desk, ids: dict[str, str]) -> None:
    story = story_of(desk, ids["flood"])
    desk.split(story, [ids["flood"]])
    for _ in range(2):
        assert together(desk) == sets([ids["flood"], ids["flood-copy"]], [ids["flood-next"]], [ids["trial"]])
        assert desk.story(story).story.articles
        assert story_of(desk, ids["flood"]) != story_of(desk, ids["flood-next"])
        desk.rebuild(everything=True)


def test_what_is_no_copy_is_a_source_of_its_own(desk: Desk, ids: dict[str, str]) -> None:
    story = story_of(desk, ids["flood"])
    assert desk.story(story).story.sources.independent == 2
    desk.not_a_copy(ids["flood-copy"])
    for _ in range(2):
        place = desk.store.placement(ids["flood-copy"])
        assert place is not None
        assert (place.copy_of, place.relation) == (None, Relation.INDEPENDENT)
        assert "by hand" in place.evidence
        assert desk.story(story).story.sources.independent == 3
        desk.rebuild(everything=True)


def test_two_names_of_one_place_are_one_page(desk: Desk, ids: dict[str, str]) -> None:
    desk.same_subject("City of Port Salva", "Port Salva")
    assert desk.subject("Port Salva").name == "City of Port Salva"
    desk.forget_rule(desk.rules()[0].id)
    assert desk.subject("Port Salva").name == "Port Salva"


def test_what_makes_no_sense_is_refused_with_a_line(desk: Desk, ids: dict[str, str]) -> None:
    flood = story_of(desk, ids["flood"])
    with pytest.raises(InputError, match="isn't in the story"):
        desk.split(flood, [ids["trial"]])
    with pytest.raises(InputError, match="no article of it would stay"):
        desk.split(flood, [ids["flood"], ids["flood-next"]])
    with pytest.raises(InputError, match="the same name"):
        desk.same_subject("Blue Pennant", "blue pennant")
    for ask in (lambda: desk.merge(flood, "none"), lambda: desk.not_a_copy("none"), lambda: desk.forget_rule(9)):
        with pytest.raises(NotFound):
            ask()
    assert desk.rules() == []


def test_a_rule_about_a_removed_article_stops_nothing(desk: Desk, ids: dict[str, str]) -> None:
    desk.merge(story_of(desk, ids["flood"]), story_of(desk, ids["trial"]))
    desk.not_a_copy(ids["flood-copy"])
    for key in ("flood", "flood-copy"):
        desk.remove(ids[key])
    desk.rebuild(everything=True)
    assert frozenset().union(*together(desk)) == {ids["flood-next"], ids["trial"]}


def test_chapters_are_offered_beside_each_other(desk: Desk, ids: dict[str, str]) -> None:
    flood, trial = (desk.story(story_of(desk, ids[key])).story for key in ("flood", "trial"))
    desk.store.keep_placements([], [replace(trial, earlier=flood.id)])
    assert [(one.story.id, one.reason) for one in desk.near(trial.id)] == [(flood.id, "earlier chapter")]
    assert [(one.story.id, one.reason) for one in desk.near(flood.id)] == [(trial.id, "later chapter")]


def test_names_in_a_chain_lead_to_its_end_and_never_in_a_circle() -> None:
    def same(*pairs: tuple[str, str]) -> dict[str, str]:
        return pipeline.same_names(
            Rule(n, RuleKind.SAME_SUBJECT, (one,), (other,), "") for n, (one, other) in enumerate(pairs)
        )

    assert same(("ARS", "Agence"), ("Agency", "ARS")) == {"agence": "Agency", "ars": "Agency"}
    assert same(("A", "B"), ("B", "A")) == {"a": "B"}
    found = Annotations("x", mentions=(Mention(0, 3, MentionType.ORG, "ARS"),))
    assert pipeline.renamed(found, {"ars": "Agency"}).mentions[0].name == "Agency"


def test_a_copy_whose_original_stays_stands_for_itself() -> None:
    original = Placement("a", "s", None, Relation.ORIGINAL)
    copy = Placement("b", "s", "a", Relation.COPY, "same text")
    other = Placement("c", "s", None, Relation.INDEPENDENT)
    moved = {one.article: one for one in pipeline.set_apart(["b"], [original, copy, other])}
    assert set(moved) == {"b"}
    assert (moved["b"].copy_of, moved["b"].relation) == (None, Relation.INDEPENDENT)
    assert pipeline.set_apart(["a", "c"], [original, copy, other]) == []


def test_the_command_line_makes_lists_and_forgets_rules(sayso: Sayso, tmp_path: Path) -> None:
    at = ("--store", str(tmp_path / "store"), "--now", "2026-03-11T14:00:00Z", "--quiet")
    assert sayso("add", write_lines(tmp_path), *at).code == 0
    first, second = sayso("stories", "--json", *at).json
    made = sayso("merge", first["story"], second["story"], "--json", *at).json
    assert [(rule["kind"], rule["id"]) for rule in made] == [("together", 1)]
    (merged,) = sayso("stories", "--json", *at).json
    copy = next(one["id"] for one in merged["articles"] if one["relation"] == "copy")
    assert sayso("not-a-copy", copy, *at).out == f"2  not a copy: {copy}\n"
    apart = next(one["id"] for one in merged["articles"] if one["title"] == "Voss sent to prison")
    assert sayso("split", merged["story"], apart, *at).code == 0
    assert len(sayso("stories", "--json", *at).json) == 2
    assert sayso("same-subject", "Blue Pennant Line", "Blue Pennant", *at).code == 0
    assert len(sayso("rules", "--json", *at).json) == 4
    assert len(sayso("rules", "--forget", "1", "--json", *at).json) == 3
    assert sayso("rules", "--forget", "1", *at).code == 1
    assert sayso("split", merged["story"], "nothing", *at).code == 1
