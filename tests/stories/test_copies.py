import pytest

from sayso.stories.cluster import Grouper
from sayso.stories.copies import comes_first, is_copy
from sayso.stories.credits import Share, credit_of
from sayso.stories.features import features_of
from sayso.stories.group import group
from sayso.stories.overlap import overlap
from sayso.types import Placement, Relation
from tests.stories.story_texts import FLOOD, FLOOD_OTHER, TRIAL, MakeArticle

SPEECH = (
    "“We have lost a bridge but not our heads, and I promise every family in this valley that nobody will be left to "
    "shovel mud alone, not this week and not in the spring when the cameras have gone home again”"
)


def by_id(placements: list[Placement]) -> dict[str, Placement]:
    return {placement.article: placement for placement in placements}


def test_a_reprint_with_changed_words_is_a_copy(make: MakeArticle) -> None:
    words = FLOOD.split()
    changed = " ".join("xyz" if number % 9 == 4 else word for number, word in enumerate(words))
    shared = overlap(features_of(make("a")), features_of(make("b", changed)))
    assert shared.containment > 0.9
    assert is_copy(shared)


def test_an_abridged_reprint_is_a_copy_of_the_first(make: MakeArticle) -> None:
    short = FLOOD[: len(FLOOD) // 2]
    placed = by_id(
        group(
            [
                make("late", short, outlet="B Post", published="2024-05-02T10:00:00Z"),
                make("first", FLOOD, outlet="A News", published="2024-05-02T08:00:00Z"),
            ]
        )
    )
    assert placed["first"].relation is Relation.ORIGINAL
    assert placed["late"].relation is Relation.COPY
    assert placed["late"].copy_of == "first"
    assert "same" in placed["late"].evidence
    assert placed["late"].story == placed["first"].story


def test_two_reports_of_one_speech_are_no_copies(make: MakeArticle) -> None:
    one = features_of(make("a", f"{FLOOD} {SPEECH}"))
    other = features_of(make("b", f"{SPEECH} {FLOOD_OTHER}"))
    shared = overlap(one, other)
    assert shared.shared >= 30
    assert shared.own <= 4
    assert not is_copy(shared)


def test_an_original_that_comes_late_leads_its_family(make: MakeArticle) -> None:
    grouper = Grouper()
    for id_, hour in (("b", 10), ("c", 12)):
        article = make(id_, FLOOD, outlet=id_, published=f"2024-05-02T{hour}:00:00Z")
        grouper.place(id_, features_of(article))
    late = grouper.place("a", features_of(make("a", FLOOD, outlet="a", published="2024-05-02T07:00:00Z")))
    assert late.placement.copy_of is None
    assert late.placement.relation is Relation.ORIGINAL
    assert {(p.article, p.copy_of, p.relation) for p in late.revised} == {
        ("b", "a", Relation.COPY),
        ("c", "a", Relation.COPY),
    }


def test_an_agency_comes_before_those_who_credit_it(make: MakeArticle) -> None:
    wire = features_of(make("w", FLOOD, outlet="Reuters", published="2024-05-02T10:00:00Z"))
    reprint = features_of(
        make("r", f"MILLBROOK (Reuters) - {FLOOD}", outlet="B Post", published="2024-05-02T09:00:00Z")
    )
    assert comes_first(wire, reprint) is True
    assert comes_first(reprint, wire) is False


def test_a_date_without_a_time_does_not_come_before_a_time_of_that_day(make: MakeArticle) -> None:
    day = features_of(make("d", published="2024-05-02"))
    hour = features_of(make("h", published="2024-05-02T09:00:00Z"))
    assert comes_first(day, hour) is None


@pytest.mark.parametrize(
    ("text", "agency", "share"),
    [
        (f"MILLBROOK, May 2 (Reuters) - {FLOOD}", "Reuters", Share.WHOLE),
        (f"MILLBROOK (AP) — {FLOOD}", "Associated Press", Share.WHOLE),
        (f"{FLOOD}\n\n(AFP)", "AFP", Share.WHOLE),
        (f"{FLOOD}\n\nWith reporting by the Associated Press", "Associated Press", Share.PART),
        (f"{FLOOD}\n\nCon información de EFE.", "EFE", Share.PART),
        (f"{FLOOD}\n\nWith agency reports", "agencies", Share.PART),
        (FLOOD, "", Share.NONE),
        ("The AP said on Tuesday that it would close its office. " + FLOOD, "", Share.NONE),
    ],
)
def test_agency_credits(make: MakeArticle, text: str, agency: str, share: Share) -> None:
    credit = credit_of(make("a", text))
    assert (credit.agency, credit.share) == (agency, share)


def test_a_lone_reprint_is_a_copy_of_what_is_not_here(make: MakeArticle) -> None:
    (placed,) = group([make("r", f"MILLBROOK (Reuters) - {FLOOD}", outlet="B Post")])
    assert placed.relation is Relation.COPY
    assert placed.copy_of is None
    assert "Reuters" in placed.evidence


def test_agency_material_worked_in_is_undetermined(make: MakeArticle) -> None:
    (placed,) = group([make("r", f"{TRIAL}\n\nWith agency reports", outlet="B Post")])
    assert placed.relation is Relation.UNDETERMINED


def test_a_text_too_short_to_compare_is_undetermined(make: MakeArticle) -> None:
    (placed,) = group([make("r", "Flood in Millbrook, read more.")])
    assert placed.relation is Relation.UNDETERMINED


def test_a_retelling_that_names_its_source_is_derived(make: MakeArticle) -> None:
    retold = (
        "Forty people were carried from roofs by firefighters in Millbrook when the Tarn burst its banks, the Wyre "
        "Chronicle reported. Two metres of water stood in the market hall, Mayor Ferrant told the paper; the wooden "
        "bridge is swept away. Two farm workers from the island of Reeds are missing, their families said. Engineers "
        "try to open a sluice blocked by timber, the army has sent boats and a kitchen, trains have stopped between "
        "Castle Wyre and Millbrook, and three schools are shut."
    )
    placed = by_id(
        group(
            [
                make("source", FLOOD, outlet="Wyre Chronicle", published="2024-05-02T08:00:00Z"),
                make("retold", retold, outlet="B Post", published="2024-05-02T12:00:00Z"),
            ]
        )
    )
    assert placed["retold"].relation is Relation.DERIVED
    assert "source" in placed["retold"].evidence
    assert placed["source"].relation is Relation.ORIGINAL
