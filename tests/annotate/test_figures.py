"""Figures: what is found, its bounds, unit and counted noun, and what is no figure."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.document import Document
from sayso.annotate.figures import find_figures
from sayso.annotate.load import parsed_texts
from sayso.annotate.moments import find_moments
from sayso.text import sentences
from sayso.types import Figure, Firmness, Statement


def document(text: str, language: str = "en", *, parse: bool = True) -> Document:
    parsed = next(parsed_texts([text])) if language == "en" and parse else None
    return Document(
        text=text,
        language=language,
        published="2025-06-05",
        title=None,
        outlet=None,
        sentences=tuple(sentences(text)),
        parsed=parsed,
    )


def figures(text: str, language: str = "en", *, parse: bool = True) -> tuple[Figure, ...]:
    read = document(text, language, parse=parse)
    return find_figures(read, find_moments(read), ())


def told(text: str, language: str = "en") -> list[tuple[str, float | None, float | None, str, str | None, bool]]:
    return [
        (text[one.start : one.end], one.low, one.high, one.unit, one.counted, one.approximate)
        for one in figures(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # numbers
        ("It has 1,200 members.", ("1,200", 1200, 1200, "count", "member", False)),
        ("He sold two dozen boats.", ("two dozen", 24, 24, "count", "boat", False)),
        ("They found three hundred letters.", ("three hundred", 300, 300, "count", "letter", False)),
        ("Half a million people marched.", ("Half a million", 5e5, 5e5, "count", "people", False)),
        ("About 3.5 million people marched.", ("About 3.5 million", 3.5e6, 3.5e6, "count", "people", True)),
        ("The two cities signed.", ("two", 2, 2, "count", "city", False)),
        ("Police held 600 Rookish migrants there.", ("600", 600, 600, "count", "migrant", False)),
        # open ends, approximations, ranges
        ("More than 300 people died.", ("More than 300", 300, None, "count", "people", False)),
        ("At least nine children died.", ("At least nine", 9, None, "count", "child", False)),
        ("Up to 1,100 women were held.", ("Up to 1,100", None, 1100, "count", "woman", False)),
        ("It held as many as 40 boats.", ("as many as 40", None, 40, "count", "boat", False)),
        ("It held fewer than 40 boats.", ("fewer than 40", None, 40, "count", "boat", False)),
        ("Nearly 70 houses fell.", ("Nearly 70", 70, 70, "count", "house", True)),
        ("Some 70 houses fell.", ("Some 70", 70, 70, "count", "house", True)),
        ("It has 50 or more boats.", ("50 or more", 50, None, "count", "boat", False)),
        ("It has 10-15 boats.", ("10-15", 10, 15, "count", "boat", False)),
        ("It has from 10 to 15 boats.", ("from 10 to 15", 10, 15, "count", "boat", False)),
        ("It has between 4,000 and 5,000 members.", ("between 4,000 and 5,000", 4000, 5000, "count", "member", False)),
        # money
        ("They offered a reward of $5m.", ("$5m", 5e6, 5e6, "USD", "reward", False)),
        ("They offered a $5m reward.", ("$5m", 5e6, 5e6, "USD", "reward", False)),
        ("The repairs cost £2.5bn.", ("£2.5bn", 2.5e9, 2.5e9, "GBP", "repair", False)),
        ("It sent 300 euros in aid.", ("300 euros", 300, 300, "EUR", "aid", False)),
        (
            "It made annual profits of between $10m and $15m.",
            ("between $10m and $15m", 10e6, 15e6, "USD", "profit", False),
        ),
        ("Net profit rose to €4m.", ("€4m", 4e6, 4e6, "EUR", "profit", False)),
        ("They bought equipment for €4m.", ("€4m", 4e6, 4e6, "EUR", "equipment", False)),
        ("It spent €4m on batteries.", ("€4m", 4e6, 4e6, "EUR", "battery", False)),
        ("It made €4m in the quarter.", ("€4m", 4e6, 4e6, "EUR", None, False)),
        ("It was worth US $ 4 million.", ("US $ 4 million", 4e6, 4e6, "USD", None, False)),
        ("Losses exceeded $4m.", ("$4m", 4e6, None, "USD", "loss", False)),
        # nouns apart from their number
        ("The death toll from the flood climbed to 31.", ("31", 31, 31, "count", "death", False)),
        ("The number of displaced fell to 650.", ("650", 650, 650, "count", "displaced", False)),
        ("She leads a staff of 60.", ("60", 60, 60, "count", "staff", False)),
        ("They won nine of their games.", ("nine", 9, 9, "count", "game", False)),
        ("She made 11 three-pointers.", ("11", 11, 11, "count", "three-pointer", False)),
        # shares and measures
        ("He weighs over 215 pounds.", ("over 215 pounds", 215, None, "pound", None, False)),
        ("They seized 40 pounds of cocaine.", ("40 pounds", 40, 40, "pound", "cocaine", False)),
        ("They paid 40 pounds.", ("40 pounds", 40, 40, "GBP", None, False)),
        ("There were 1565 confirmed cases.", ("1565", 1565, 1565, "count", "case", False)),
        ("It needs 95 percent coverage.", ("95 percent", 95, 95, "percent", "coverage", False)),
        ("He got up to eight years in prison.", ("up to eight years", None, 8, "year", "prison", False)),
        ("It drove over five years.", ("five years", 5, 5, "year", None, False)),
        ("It lasted over five years.", ("over five years", 5, None, "year", None, False)),
        ("It is 2% of all immigrants.", ("2%", 2, 2, "percent", "immigrant", False)),
        ("It fell by 12 percentage points.", ("12 percentage points", 12, 12, "percentage point", None, False)),
        ("A third of the members left.", ("A third", 33.3, 33.3, "percent", "member", False)),
        ("One building in four is unsafe.", ("One building in four", 25, 25, "percent", "building", False)),
        ("It lies 100 miles from the coast.", ("100 miles", 100, 100, "mile", None, False)),
        ("They seized two tonnes of cocaine.", ("two tonnes", 2, 2, "tonne", "cocaine", False)),
        ("It lasted 14 days.", ("14 days", 14, 14, "day", None, False)),
        ("A 6.8-magnitude quake struck.", ("6.8-magnitude", 6.8, 6.8, "magnitude", None, False)),
    ],
)
def test_english(text: str, expected: tuple[object, ...]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Murieron al menos 37 personas.", ("al menos 37", 37, None, "count", "persona", False)),
        ("es", "Hay unos 1.200 contagios.", ("unos 1.200", 1200, 1200, "count", "contagio", True)),
        ("es", "Hay 1,200 camiones.", ("1,200", 1200, 1200, "count", "camión", False)),
        ("es", "Costó 3,5 millones de euros.", ("3,5 millones de euros", 3.5e6, 3.5e6, "EUR", None, False)),
        ("es", "Una subida salarial del 4,5 %.", ("4,5 %", 4.5, 4.5, "percent", "subida", False)),
        ("es", "Subirá las tarifas un 5 %.", ("5 %", 5, 5, "percent", "tarifa", False)),
        ("es", "Pide al menos un 5 %.", ("al menos un 5 %", 5, None, "percent", None, False)),
        (
            "es",
            "La deuda bajó a 210 millones de euros.",
            ("210 millones de euros", 2.1e8, 2.1e8, "EUR", "deuda", False),
        ),
        ("es", "Las pérdidas superan los 12 euros.", ("12 euros", 12, None, "EUR", "pérdida", False)),
        ("es", "Pide cinco años de cárcel.", ("cinco años", 5, 5, "year", "cárcel", False)),
        (
            "es",
            "Hubo rachas de 138 kilómetros por hora.",
            ("138 kilómetros por hora", 138, 138, "kilometre per hour", None, False),
        ),
        ("fr", "Les contrats en cause s’élèvent à 38 euros.", ("38 euros", 38, 38, "EUR", "contrat", False)),
        ("fr", "Trois élus sont venus.", ("Trois", 3, 3, "count", "élu", False)),
        ("fr", "Il vend en ligne. Une dizaine de clubs achètent.", ("Une dizaine", 10, 10, "count", "club", True)),
        ("es", "Votó el 80 % de los socios.", ("80 %", 80, 80, "percent", "socio", False)),
        ("es", "Está a 6 kilómetros.", ("6 kilómetros", 6, 6, "kilometre", None, False)),
        ("es", "Viaja con dos hijos.", ("dos", 2, 2, "count", "hijo", False)),
        ("fr", "Au moins 140 blessés sont soignés.", ("Au moins 140", 140, None, "count", "blessé", False)),
        ("fr", "Il y a 1 200 habitants.", ("1 200", 1200, 1200, "count", "habitant", False)),
        ("fr", "Il y a près de 40 000 habitants.", ("près de 40 000", 4e4, 4e4, "count", "habitant", True)),
        ("fr", "Il faut 800 millions d'euros.", ("800 millions d'euros", 8e8, 8e8, "EUR", None, False)),
        ("fr", "De 250 à 300 maisons ont brûlé.", ("De 250 à 300", 250, 300, "count", "maison", False)),
        ("fr", "Elle a perdu la moitié des rues.", ("la moitié", 50, 50, "percent", "rue", False)),
        ("fr", "Quatre-vingt lits sont prêts.", ("Quatre-vingt", 80, 80, "count", "lit", False)),
    ],
)
def test_spanish_and_french(language: str, text: str, expected: tuple[object, ...]) -> None:
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Omar Vale, 41, was in and out of prison.",
        "A 41-year-old man and Ida, 12, wept.",
        "She is 41 years old.",
        "They met at 11 a.m. on March 3, 2024, and in 2023.",
        "The fire at Pier 4 closed Route 66.",
        "The MS-13 gang flew a Boeing 737.",
        "Operation 2 used an 18th century act.",
        "They won 3-1 in the cup.",
        "Call 555-1234 or +1 305 555 0199.",
        "He lives at 26 Elm Street.",
        "See section 3.2.1 and No. 5.",
        "One of the men said that one day no one would care.",
        "Dozens of boats and hundreds of men left.",
        "The air is up to 1.2 million years old.",
        "It cost three times the budget.",
        "",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El alcalde, Julián Ocaña, de 61 años, habló."),
        ("fr", "Maëlle Roux, 24 ans, a parlé."),
        ("fr", "Ils demandent deux fois plus."),
        ("es", "Es un 5-1, tres veces más que el otro."),
    ],
)
def test_what_is_no_figure_in_spanish_and_french(language: str, text: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize("text", ["One person died.", "Only one boat came back."])
def test_one_counts_where_it_is_counted(text: str) -> None:
    assert [one.low for one in figures(text)] == [1]


def test_half_that_figure_is_half_of_the_figure_that_counts_the_same() -> None:
    text = (
        "The group has 5,000 members and profits of between $10m and $15m. "
        "Others put its membership at roughly half that figure."
    )
    members, profits, half = figures(text)
    assert (half.of, half.low, half.high, half.unit, half.counted) == (0, 2500, 2500, "count", "member")
    assert half.approximate
    assert text[half.start : half.end] == "roughly half that figure"
    assert (members.of, profits.of) == (None, None)


def test_twice_as_many() -> None:
    last = figures("In May 40 boats sank. In June twice as many did.")[-1]
    assert (last.low, last.high, last.of) == (80, 80, 0)


@pytest.mark.parametrize(
    ("language", "text", "value", "as_of"),
    [
        ("en", "It sold 220 boats, twice as many as last week.", 110, "2025-W22"),
        ("en", "It sold 220 boats, half as many as in 2020.", 440, "2020"),
        ("en", "It sold 220 boats, half as many as last week.", 440, "2025-W22"),
        ("en", "It sold 220 boats, twice as many as the others.", None, None),
        ("es", "Hay 220 barcos, el doble que el lunes.", 110, "2025-06-02"),
        ("fr", "Il y a 220 bateaux, le double de lundi.", 110, "2025-06-02"),
    ],
)
def test_a_multiple_of_another_time_is_a_figure_of_that_time(
    language: str, text: str, value: float | None, as_of: str | None
) -> None:
    found = figures(text, language)
    assert [(one.low, one.as_of, one.of) for one in found[1:]] == ([(value, as_of, 0)] if value else [])


@pytest.mark.parametrize(
    "text",
    [
        "More than 640 doses were given last week, up from 80 on May 5.",
        "Doses rose to 640 last week from 80 on May 5.",
        "It gave 640 doses last week, compared with 80 on May 5.",
    ],
)
def test_an_update_is_two_figures_of_two_dates(text: str) -> None:
    assert [(one.low, one.counted, one.as_of) for one in figures(text)] == [
        (640, "dose", "2025-W22"),
        (80, "dose", "2025-05-05"),
    ]


def test_a_figure_pointed_to_counts_what_was_counted() -> None:
    text = "The flood displaced 6,500 families. A charity put the figure at 9,000, and 600 of them left."
    assert [one.counted for one in figures(text)] == ["family", "family", "family"]


def test_nothing_to_lean_on_is_no_figure() -> None:
    assert figures("Roughly half that figure will do.") == ()


def test_a_noun_left_out_is_that_of_the_figure_before() -> None:
    assert [one.counted for one in figures("At least 14 people were killed and 31 injured.")] == ["people", "people"]


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("As of 2023, there were 770 boats in Rook.", ["2023"]),
        ("There were 1,100 boats last week.", ["2025-W22"]),
        ("By a count of May 12, about 800 boats lay there, though 900 did last week.", ["2025-05-12", "2025-W22"]),
        ("There were 900 boats.", [None]),
    ],
)
def test_as_of_is_the_date_of_the_clause_or_the_opening(text: str, as_of: list[str | None]) -> None:
    assert [one.as_of for one in figures(text)] == as_of


def test_the_statement_is_the_innermost_that_holds_it() -> None:
    text = "Vale said Roan said 40 boats sank."
    read = document(text)

    def statement(start: int) -> Statement:
        return Statement((), (), ((start, len(text) - 1),), None, Firmness.STATED, (), "indirect", 1.0, True)

    (found,) = find_figures(read, (), (statement(10), statement(20)))
    assert found.statement == 1


def test_without_a_parse_the_plural_after_the_number_counts() -> None:
    assert [one.counted for one in figures("It held 600 Rookish migrants.", parse=False)] == ["migrant"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=10),
            st.sampled_from(
                "1,200 $5m 10-15 between and half that million of 3.4.5 ½ % at least €  1.000.000,5 two hundred "
                "0/0 1/0 9999999999999999999 £ km as many one in three dozens 4 ou plus menos de d'euros".split()
            ),
        ),
        max_size=25,
    ).map(" ".join),
    st.sampled_from(["en", "es", "fr", "de"]),
)
def test_never_raises_spans_in_range_low_below_high(text: str, language: str) -> None:
    found = figures(text, language, parse=False)
    end = 0
    for place, one in enumerate(found):
        assert end <= one.end
        assert 0 <= one.start < one.end <= len(text)
        assert one.low is not None or one.high is not None
        assert one.low is None or one.high is None or one.low <= one.high
        assert one.of is None or one.of < place
        end = one.end


def test_a_joining_word_after_a_small_number_parts_two_numbers() -> None:
    found = figures("Tardará entre cuatro y seis días. Hay treinta y seis heridos.", "es", parse=False)
    assert [(one.low, one.high) for one in found] == [(4, 6), (36, 36)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["9", "1,", "and ", "two hundred and ", "half that ", "1 200 ", "$", "10-15 ", "more than "]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        read = document(unit * (size // len(unit)), parse=False)
        before = time.process_time()
        find_figures(read, (), ())
        return time.process_time() - before

    seconds(1000)
    small, large = seconds(8_000), seconds(64_000)
    assert large < 24 * max(small, 0.02)
