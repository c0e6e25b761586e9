"""What a sentence points at outside itself."""

from __future__ import annotations

import pytest

from sayso.explain import explain
from sayso.explain.leaning import points_outside, stems_of_things, tells_of_before
from sayso.types import StoryArticle
from tests.explain.test_lines import NOW
from tests.explain.written import counted, person, said, written


@pytest.mark.parametrize(
    "words",
    [
        "About 800 people are held there, the agency said on Tuesday.",
        "The danger there has clearly diminished, an engineer said.",
        "Appearing at a diner here, the sheriff praised the governor.",
        "The ministry offered twice that amount to the owners of the mill.",
        "The council of Brackwater will vote on this measure on Tuesday.",
        "Notes seized in December list 2,740 names, and many of those cases are old.",
        "Clinton had counted on winning all three.",
        "One of them told the court of Brackwater that the mill was empty.",
        "The mayor had expressed full confidence in the chief six days earlier.",
        "The union claimed 80 percent at the start, the operator 35.",
        "Growers in Norland say that such disclosure harms them.",
        "The decision was met with protests in Brackwater on Tuesday.",
        "During that race, the senator from Norland lost by 200 votes.",
        "To which the mayor of Brackwater answered that the mill was closed.",
        "About a year earlier, two former clerks of the mill hired a lawyer.",
        "Ah-hah, the mayor of Brackwater answered when the council asked.",
        "Ya lo había dicho su portavoz el martes en la sede del sindicato.",
    ],
)
def test_what_points_outside_is_found(words: str) -> None:
    assert points_outside(words)


@pytest.mark.parametrize(
    "words",
    [
        "There were 800 people in the mill when it burned down.",
        "The decision of the council to close the mill was met with protests.",
        "El alcalde Ruiz y su portavoz hablaron el martes en la sede del sindicato.",
        "In Brackwater 800 people are held and 20 guards live there, the agency said.",
        "The ministry will decide this week, and the court this Friday.",
        "Those who lived in the mill were taken to a school.",
        "Ana Lund and Karl Host said the two had never met.",
        "The ministry said that people had left Brackwater.",
        "The mayor resigned on Friday, six days earlier than planned.",
        "The mill burned down for the same reason as the bakery.",
        "“I was there and this thing fell on me,” Ana Lund of Brackwater said.",
        "The union claimed 80 percent of the crews, the company 35.",
    ],
)
def test_what_stands_alone_points_nowhere(words: str) -> None:
    assert not points_outside(words)


BEFORE = "Rescuers of Norhaven reached a small bus on the car deck. "


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Divers took 7 bodies from the bus near the pier.", True),
        ("Divers took 7 bodies from the bus that had carried a school class.", False),
        ("Divers took 7 bodies from the hull near the pier.", False),
        ("The announcement came after a night of talks in Norhaven.", True),
    ],
)
def test_a_thing_told_of_before_is_found(sentence: str, leans: bool) -> None:
    text = BEFORE + sentence
    assert tells_of_before(text, len(BEFORE), len(text), frozenset()) is leans


def test_what_the_story_is_about_leans_on_nothing_in_any_of_its_words() -> None:
    sentence = "The agreement came after a night of talks in Norhaven."
    assert tells_of_before(sentence, 0, len(sentence), frozenset())
    assert not tells_of_before(sentence, 0, len(sentence), stems_of_things(["ferry", "deal"]))


def lines_of(*items: StoryArticle) -> list[str]:
    return [line.sentence for line in explain("Fire at the mill", items, NOW).lines]


def test_a_connective_before_a_name_goes() -> None:
    text = "But Brackwater had lost an old mill to fire in March 2019, the council said."
    assert lines_of(written(text)) == [text.removeprefix("But ")]


def test_an_owner_is_not_who_a_pronoun_means() -> None:
    before = "The singer has a tattoo of Karl Host’s face on an arm. "
    text = before + "She said that the roof of the old mill had fallen in before dawn."
    statement = said(text, "She", "that the roof of the old mill had fallen in before dawn", "Karl Host")
    item = written(text, statements=[statement], mentions=[person(text, "Karl Host")])
    assert not any("[Karl Host]" in line for line in lines_of(item))


def test_an_organisation_is_filled_in_with_its_article() -> None:
    before = "The fire was reported to the Norland Mill Board at dawn. "
    text = before + "It said that the roof of the old mill had fallen in at 4 a.m."
    statement = said(text, "It", "that the roof of the old mill had fallen in at 4 a.m.", "Norland Mill Board")
    assert "[the Norland Mill Board] said that the roof of the old mill had fallen in at 4 a.m." in lines_of(
        written(text, statements=[statement])
    )


def test_it_is_no_line_where_a_person_says_what_it_does() -> None:
    text = "Ana Lund of the fire brigade said it would go on until the last family has an answer."
    content = "it would go on until the last family has an answer"
    item = written(text, statements=[said(text, "Ana Lund", content, "Ana Lund")], mentions=[person(text, "Ana Lund")])
    assert lines_of(item) == []


OLD_DEMAND = "The bakers of Larkfield demand 70 new ovens and a pay rise of 7 percent."


def test_the_lead_of_the_newest_article_stands_first() -> None:
    deal = "The bakers of Larkfield reached a deal with the guild late on Tuesday and will open their shops again."
    old = [written(OLD_DEMAND, outlet=outlet, published="2026-03-01T10:00:00Z") for outlet in ("A", "B", "C")]
    new = written(f"{deal} The smell of bread came back.", outlet="D", published="2026-03-08T10:00:00Z")
    assert lines_of(*old, new)[0] == deal


def test_a_quotation_alone_stands_among_the_quotations() -> None:
    facts = [
        f"The council of Brackwater will build {number} houses at the {place} for those who lost theirs."
        for number, place in ((12, "Mill Pond"), (30, "Long Quay"), (45, "Old Market"), (60, "North Gate"))
    ]
    quoted = '"We counted the trains all night," said Mayor Ana Lund of Brackwater, who sat in the office.'
    text = " ".join([*facts, quoted])
    statement = said(text, "Mayor Ana Lund", '"We counted the trains all night,"', "Ana Lund")
    found = explain("Fire", [written(text, statements=[statement], mentions=[person(text, "Ana Lund")])], NOW)
    assert quoted not in [line.sentence for line in found.lines]


@pytest.mark.parametrize(
    "words",
    [
        "Some have been held in Brackwater since last year.",
        "The ministry deported two people to the East Norland country.",
    ],
)
def test_parts_and_places_without_their_name_point_outside(words: str) -> None:
    assert points_outside(words)


def test_what_tells_something_before_it_quotes_is_no_quotation() -> None:
    text = (
        'Mayor Ana Lund signed the Norland Harbour Act on Monday as she called the fire "a crime against each of us '
        'who live by this water and a shame on those who let it burn".'
    )
    content = text[text.index('"') : -1]
    statement = said(text, "she", content, "Ana Lund")
    found = explain("Fire", [written(text, statements=[statement], mentions=[person(text, "Ana Lund")])], NOW)
    assert (len(found.lines), found.quotes) == (1, ())


def test_a_toll_that_a_newer_lead_overtakes_is_no_line() -> None:
    items = []
    for day, toll in ((1, 14), (4, 103)):
        text = f"The quake in Brackwater killed {toll} people and broke the old harbour, officials of Norland said."
        toll_figure = counted(text, str(toll), float(toll), "people")
        items.append(written(text, figures=[toll_figure], outlet=str(day), published=f"2026-03-0{day}T10:00:00Z"))
    told = lines_of(*items)
    assert any("103" in line for line in told)
    assert not any(" 14 " in line for line in told)


def test_a_denial_told_by_another_is_no_second_one() -> None:
    one = "Karl Host denies the charges of fraud at the mill of Brackwater, his lawyer said."
    two = "Karl Host, who denies the charges of fraud at the mill of Brackwater, is due in court this month."
    denied = said(one, "his lawyer", "Karl Host denies the charges of fraud at the mill of Brackwater", "lawyer")
    items = [
        written(one, outlet="A", statements=[denied], mentions=[person(one, "Karl Host")]),
        written(two, outlet="B", mentions=[person(two, "Karl Host")]),
    ]
    assert len(lines_of(*items)) == 1
