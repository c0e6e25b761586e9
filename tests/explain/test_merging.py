"""Who else bears a claim out, in other words and languages; and who only seems to."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from sayso.explain import explain
from sayso.explain.candidates import candidates
from sayso.explain.merging import REPEATED, WEIGHTS, Merging
from sayso.types import Figure, Line, StoryArticle
from tests.explain.written import counted, person, said, written

NOW = datetime(2026, 3, 6, tzinfo=UTC)


def best_of(*items: StoryArticle) -> Line:
    return explain("The flood", items, NOW).lines[0]


def toll(text: str, number: str, value: float, noun: str, outlet: str, **more: object) -> StoryArticle:
    return written(text, outlet=outlet, figures=[counted(text, number, value, noun)], **more)


DEAD = "The flood of the Ostra in southern Tamaria has killed 29 people, the interior ministry said."


def test_the_same_toll_in_another_language_bears_a_claim_out() -> None:
    abroad = "El pueblo despidió el jueves a las 29 víctimas de la crecida en la plaza."
    line = best_of(toll(DEAD, "29", 29, "people", "A"), toll(abroad, "29", 29, "víctima", "B", language="es"))
    assert line.independent == 2
    assert len(line.support) == 2


def test_another_toll_does_not() -> None:
    other = "The flood of the Ostra in southern Tamaria has killed 22 people, the interior ministry said."
    assert best_of(toll(DEAD, "29", 29, "people", "A"), toll(other, "22", 22, "people", "B")).independent == 1


def test_the_same_number_of_another_day_does_not() -> None:
    later = "Divers found 29 bodies in the flooded mill, the police of Tamaria said on the same night."
    items = [toll(DEAD, "29", 29, "people", "A", published="2026-03-01T10:00:00Z")]
    items.append(toll(later, "29", 29, "body", "B", published="2026-03-05T10:00:00Z"))
    assert {line.independent for line in explain("The flood", items, NOW).lines} == {1}


def test_another_sentence_of_the_same_speaker_does_not() -> None:
    one = "Tomas Oke of the University of Wexholm said the germ had lived in the cooling towers since November."
    two = "Tomas Oke of the University of Wexholm said nobody could scrub every shower head in a city."
    items = [
        written(
            text,
            outlet=outlet,
            statements=[said(text, "Tomas Oke", rest, "Tomas Oke")],
            mentions=[person(text, "Tomas Oke")],
        )
        for text, rest, outlet in (
            (one, "the germ had lived in the cooling towers since November", "A"),
            (two, "nobody could scrub every shower head in a city", "B"),
        )
    ]
    assert {line.independent for line in explain("The fever", items, NOW).lines} == {1}


def test_names_alone_make_no_claim_the_same() -> None:
    one = "The owner of Brightwater Paving, Lennart Osk, was charged with bribery."
    two = "The owner of Brightwater Paving, Lennart Osk, went to school with Hanno Verrill."
    items = [written(one, outlet="A"), written(two, outlet="B")]
    assert {line.independent for line in explain("The contracts", items, NOW).lines} == {1}


def test_what_is_turned_round_does_not_bear_out() -> None:
    one = "The auditors found support for the figure of 5,000 members that the group is said to have."
    two = "The auditors found no support for the figure of 5,000 members that the group is said to have."
    items = [toll(one, "5,000", 5000, "member", "A"), toll(two, "5,000", 5000, "member", "B")]
    assert {line.independent for line in explain("The group", items, NOW).lines} == {1}


def test_who_passes_on_what_another_outlet_reported_is_no_second_source() -> None:
    one = "The health agency of Norland estimates that 1,200 people have been infected in the port of Brackwater."
    two = "The Harbour Post reported that the health agency of Norland estimates that 1,200 people have been infected."
    items = [toll(one, "1,200", 1200, "case", "Harbour Post"), toll(two, "1,200", 1200, "case", "Wire")]
    line = best_of(*items)
    assert (line.independent, len(line.support)) == (1, 2)


@pytest.mark.parametrize(("source", "independent"), [("a newspaper reported", 1), ("the port reported", 2)])
def test_who_passes_on_what_the_press_reported_is_no_second_source(source: str, independent: int) -> None:
    one = "The health agency of Norland estimates that 1,200 people have been infected in the port of Brackwater."
    two = f"Infections in Brackwater stand at 1,200 people, {source}, as the health agency of Norland estimates."
    items = [toll(one, "1,200", 1200, "case", "Harbour Post"), toll(two, "1,200", 1200, "case", "Wire")]
    assert {line.independent for line in explain("The fever", items, NOW).lines} == {independent}


def test_the_same_in_other_words_is_merged() -> None:
    one = "The lake behind the Halden dam was lowered by 2.5 metres overnight, engineers said."
    two = "Pressure on the Halden dam has eased after its lake was drawn down by 2.5 metres in the night."
    line = best_of(
        *(
            written(text, outlet=outlet, figures=[counted(text, "2.5", 2.5, "metre", unit="metre")])
            for text, outlet in ((one, "A"), (two, "B"))
        )
    )
    assert line.independent == 2


def test_senses_carry_a_claim_across_languages() -> None:
    one = "Some 640 employees of the hospital in Larkfield began a strike over salaries on Tuesday."
    two = "Unos 640 trabajadores del hospital de Larkfield empezaron el martes una huelga por los sueldos."
    items = [
        written(one, outlet="A", figures=[counted(one, "640", 640, "employee")]),
        written(two, outlet="B", language="es", figures=[counted(two, "640", 640, "trabajador")]),
    ]
    assert best_of(*items).independent == 2


def test_a_number_that_was_so_once_is_not_what_is_claimed() -> None:
    now = "The agency in Calder cut its estimate of infections from 1,200 to 850 after new tests."
    then = "The agency in Calder estimates that infections stand at 1,200."
    items = [
        written(now, outlet="A", figures=[counted(now, "1,200", 1200, "place"), counted(now, "850", 850, "place")]),
        written(then, outlet="B", figures=[counted(then, "1,200", 1200, "place")]),
    ]
    assert {line.independent for line in explain("The fever", items, NOW).lines} == {1}


def test_an_act_is_borne_out_by_the_act_alone() -> None:
    one = "Works minister Hanno Verrill was charged on Monday over road contracts worth $38 million for Brightwater."
    two = "Works minister Hanno Verrill steered road contracts worth $38 million to Brightwater."
    items = [
        written(text, outlet=outlet, figures=[counted(text, "$38 million", 38e6, "contract", unit="USD")])
        for text, outlet in ((one, "A"), (two, "B"))
    ]
    charged = next(line for line in explain("The contracts", items, NOW).lines if "charged" in line.sentence)
    assert charged.independent == 1


def test_two_people_who_say_the_same_words_make_two_claims() -> None:
    words = "freedom means freedom for everyone in this country, and for every family in it"
    items = []
    for name, outlet in (("Mary Dunn", "A"), ("Karl Host", "B")):
        text = f"{name} said that {words}."
        statement = said(text, name, words, name)
        items.append(written(text, outlet=outlet, statements=[statement], mentions=[person(text, name)]))
    assert {line.independent for line in explain("The vote", items, NOW).lines} == {1}


DEMAND = "The bakers of Larkfield demand 70 new ovens and a pay rise of 7 percent from the guild."


def demand(text: str, outlet: str, *figures: tuple[str, float, str, str], language: str = "en") -> StoryArticle:
    found = [counted(text, quote, value, noun, unit=unit) for quote, value, noun, unit in figures]
    return written(text, outlet=outlet, language=language, figures=found)


def sources_of(other: StoryArticle) -> int:
    first = demand(DEMAND, "A", ("70", 70, "oven", "count"), ("7 percent", 7, "rise", "percent"))
    return max(line.independent for line in explain("The bakers", [first, other], NOW).lines)


def test_one_figure_of_two_is_given_otherwise() -> None:
    text = "The bakers of Larkfield demand 60 new ovens and a pay rise of 7 percent from the guild."
    other = demand(text, "B", ("60", 60, "oven", "count"), ("7 percent", 7, "rise", "percent"))
    assert sources_of(other) == 1


def test_both_figures_are_given() -> None:
    text = "The bakers of Larkfield now demand 70 ovens from the guild and 7 percent more pay."
    assert sources_of(demand(text, "B", ("70", 70, "oven", "count"), ("7 percent", 7, "pay", "percent"))) == 2


def test_a_figure_in_words_and_another_language_is_given_otherwise() -> None:
    one = "The union of Larkfield demands 120 new hires and a pay rise of 7 percent, Mara Oster said."
    for words, independent in (("cent vingt", 2), ("cent", 1)):
        two = f"Le syndicat de Larkfield demande l'embauche de {words} personnes et une hausse de 7 %, dit Mara Oster."
        value = {"cent vingt": 120.0, "cent": 100.0}[words]
        items = [
            demand(one, "A", ("120", 120, "hire", "count"), ("7 percent", 7, "rise", "percent")),
            demand(two, "B", (words, value, "personne", "count"), ("7 %", 7, "hausse", "percent"), language="fr"),
        ]
        lines = explain("The union", items, NOW).lines
        assert next(line.independent for line in lines if line.sentence == one) == independent


def test_figures_of_one_unit_that_share_none_clash() -> None:
    one = "The guild of Larkfield has offered the bakers a pay rise of 4 percent from next year."
    two = "The guild of Larkfield has offered the bakers a pay rise of 3 percent from next year."
    items = [
        demand(one, "A", ("4 percent", 4, "rise", "percent")),
        demand(two, "B", ("3 percent", 3, "", "percent")),
    ]
    assert {line.independent for line in explain("The bakers", items, NOW).lines} == {1}


def test_an_end_of_a_change_is_borne_out() -> None:
    one = "The guild of Larkfield has raised its pay offer to the bakers from 3 to 4 percent."
    two = "The guild of Larkfield now offers the bakers a pay rise of 4 percent."
    items = [
        written(one, outlet="A", figures=[counted(one, "3 to 4 percent", 3, "offer", high=4.0, unit="percent")]),
        demand(two, "B", ("4 percent", 4, "rise", "percent")),
    ]
    assert 2 in {line.independent for line in explain("The bakers", items, NOW).lines}


def test_pairs_passed_over_for_speed_could_not_have_been_one() -> None:
    texts = [
        DEAD,
        "The flood of the Ostra in southern Tamaria has killed 22 people, the interior ministry said.",
        "The owner of Brightwater Paving, Lennart Osk, went to school with Hanno Verrill.",
        "Two officials of the interior ministry in Tamaria said 29 people were dead.",
        "The lake behind the Halden dam was lowered by 2.5 metres overnight, engineers said.",
    ]
    merging = Merging.of(candidates([written(text, outlet=f"O{number}") for number, text in enumerate(texts)]))
    for one, other in itertools.permutations(range(len(texts)), 2):
        whole = WEIGHTS["bias"] + sum(WEIGHTS[name] * v for name, v in merging.shares(one, other).items())
        assert (merging.odds(one, other) >= REPEATED) == (whole >= REPEATED and not merging.clash(one, other, 0.0))


def test_a_reward_for_an_arrest_is_no_arrest() -> None:
    one = "The Norland government offered a reward of $2 million for information leading to the arrest of Karl Host."
    two = "On Saturday the government of Norland offered a reward of $2 million for the capture of Karl Host."
    line = best_of(*(written(text, outlet=outlet, figures=[money(text)]) for text, outlet in ((one, "A"), (two, "B"))))
    assert line.independent == 2


def money(text: str) -> Figure:
    return counted(text, "$2 million", 2e6, "reward", unit="USD")


def test_a_value_that_was_raised_since_is_not_borne_out_by_the_old_one() -> None:
    one = "The bakery of Larkfield raised its pay offer from 2.5 to 3.5 percent."
    two = "The bakery of Larkfield has made a pay offer of 2.5 percent."
    items = [written(text, outlet=outlet) for text, outlet in ((one, "A"), (two, "B"))]
    assert all(line.independent == 1 for line in explain("The bakers", items, NOW).lines if "3.5" in line.sentence)
