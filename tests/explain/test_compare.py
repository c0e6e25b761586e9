"""Does the evidence bear the claim out?"""

from __future__ import annotations

import pytest

from sayso.explain import compare
from sayso.types import Annotations, Figure, Moment
from tests.explain.written import counted, dated


def side(text: str, *found: Figure | Moment) -> tuple[str, Annotations]:
    return text, Annotations(
        "test",
        figures=tuple(one for one in found if isinstance(one, Figure)),
        moments=tuple(one for one in found if isinstance(one, Moment)),
    )


def members(
    number: str, low: float | None, high: float | None, *, approximate: bool = False
) -> tuple[str, Annotations]:
    text = f"The Lantern group has {number} members in the valley."
    return side(text, counted(text, number, low, "member", high=high, approximate=approximate))


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        (members("5,000", 5000, 5000), members("5,000", 5000, 5000), "agree"),
        (members("more than 50", 50, None), members("100", 100, 100), "agree"),
        (members("more than 50", 50, None), members("50", 50, 50), "conflict"),
        (members("at least 50", 50, None), members("50", 50, 50), "agree"),
        (members("more than 50", 50, None), members("more than 40", 40, None), "undetermined"),
        (members("more than 50", 50, None), members("40", 40, 40), "conflict"),
        (members("under 50", None, 50), members("60", 60, 60), "conflict"),
        (members("5,000", 5000, 5000), members("about 5,200", 5200, 5200, approximate=True), "agree"),
        (members("5,000", 5000, 5000), members("2,500", 2500, 2500), "conflict"),
        (members("between 4,000 and 6,000", 4000, 6000), members("5,000", 5000, 5000), "agree"),
        (members("56 million", 56e6, 56e6), members("56,219,290", 56219290, 56219290), "agree"),
    ],
)
def test_ranges(claim: tuple[str, Annotations], evidence: tuple[str, Annotations], label: str) -> None:
    verdict = compare(claim, evidence)
    assert verdict.label == label, verdict.reason
    assert 0 <= verdict.score <= 1
    assert verdict.reason


def test_other_nouns_are_no_conflict() -> None:
    text = "The Lantern group owns 40 boats on the lake."
    assert compare(members("5,000", 5000, 5000), side(text, counted(text, "40", 40, "boat"))).label == "undetermined"


def test_other_subjects_are_no_conflict() -> None:
    text = "Nine hundred members attended a choir festival on the distant northern islands last summer."
    evidence = side(text, counted(text, "Nine hundred", 900, "member"))
    assert compare(members("5,000", 5000, 5000), evidence).label == "undetermined"


def test_one_figure_that_fits_is_enough_where_the_evidence_has_several() -> None:
    text = "The Lantern group has 5,000 members in the valley and 300 members abroad."
    evidence = side(text, counted(text, "300", 300, "member"), counted(text, "5,000", 5000, "member"))
    assert compare(members("5,000", 5000, 5000), evidence).label == "agree"


@pytest.mark.parametrize(
    ("claim", "value", "label"),
    [
        ("before 1930", "1930", "conflict"),
        ("after 1930", "1930", "agree"),
        ("in 1938", "1938", "agree"),
        ("in 1941", "1941", "conflict"),
    ],
)
def test_dates(claim: str, value: str, label: str) -> None:
    text = f"The Executive Terminal at the airport was built {claim}."
    given = "The Executive Terminal at the airport was built in 1938."
    verdict = compare(side(text, dated(text, value, value)), side(given, dated(given, "1938", "1938")))
    assert verdict.label == label, verdict.reason


def test_figures_as_of_other_dates_are_not_set_against_each_other() -> None:
    def views(number: str, amount: float, month: str, value: str) -> tuple[str, Annotations]:
        text = f"As of {month} 2018 the song had more than {number} million views."
        figure = counted(text, f"more than {number} million", amount, "view", high=None)
        return side(text, figure, dated(text, f"{month} 2018", value))

    verdict = compare(views("940", 9.4e8, "October", "2018-10"), views("950", 9.5e8, "November", "2018-11"))
    assert verdict.label == "undetermined"


def test_a_claim_without_figures_needs_nearly_all_of_its_words() -> None:
    claim = "The owner sold the old mill to the town."
    assert (
        compare(side(claim), side("The owner sold the old mill in Brackwater to the town last year.")).label == "agree"
    )
    assert compare(side(claim), side("The owner may have sold the old mill to the town.")).label == "undetermined"
    assert compare(side(claim), side("A choir sang in the courtyard.")).label == "undetermined"


def test_nothing_to_compare() -> None:
    assert compare(side(""), side("")).label == "undetermined"
