"""Moments: what is found, where, and its TIMEX3 value."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.document import Document
from sayso.annotate.moments import find_moments
from sayso.types import MomentType

THURSDAY = "2025-06-05T14:05:00Z"


def document(text: str, language: str = "en", published: str | None = THURSDAY) -> Document:
    return Document(text=text, language=language, published=published, title=None, outlet=None, sentences=())


def found(text: str, language: str = "en", published: str | None = THURSDAY) -> list[tuple[str, str, str]]:
    moments = find_moments(document(text, language, published))
    return [(text[one.start : one.end], one.type.value, one.value) for one in moments]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        # calendar dates
        ("The court sat on March 3, 2024.", "March 3, 2024", "DATE", "2024-03-03"),
        ("The court sat on 3 March 2024.", "3 March 2024", "DATE", "2024-03-03"),
        ("The court sat on Oct. 14.", "Oct. 14", "DATE", "2024-10-14"),
        ("The court will sit on Oct. 14.", "Oct. 14", "DATE", "2025-10-14"),
        ("It was dated 2024-11-30.", "2024-11-30", "DATE", "2024-11-30"),
        ("The dam burst in March 2024.", "March 2024", "DATE", "2024-03"),
        ("The dam burst in September.", "September", "DATE", "2024-09"),
        ("The dam opened in early May.", "early May", "DATE", "2025-05"),
        ("As of 2023, nobody lived there.", "2023", "DATE", "2023"),
        ("It was built in the 1990s.", "the 1990s", "DATE", "199"),
        ("A law of the 18th Century applies.", "the 18th Century", "DATE", "17"),
        # days near the publication date
        ("The minister left on Saturday.", "Saturday", "DATE", "2025-05-31"),
        ("The minister left on Thursday.", "Thursday", "DATE", "2025-06-05"),
        ("The minister will leave on Saturday.", "Saturday", "DATE", "2025-06-07"),
        ("The minister is to leave on Saturday.", "Saturday", "DATE", "2025-06-07"),
        ("They spoke of Wednesday's ruling.", "Wednesday", "DATE", "2025-06-04"),
        ("They met last Thursday.", "last Thursday", "DATE", "2025-05-29"),
        ("They meet next Friday.", "next Friday", "DATE", "2025-06-06"),
        ("It rained yesterday.", "yesterday", "DATE", "2025-06-04"),
        ("It rained last night.", "last night", "TIME", "2025-06-04TNI"),
        ("It rained on Sunday evening.", "Sunday evening", "TIME", "2025-06-01TEV"),
        # weeks, months, years, seasons, quarters
        ("It rained last week.", "last week", "DATE", "2025-W22"),
        ("It rained this week.", "this week", "DATE", "2025-W23"),
        ("It rained last month.", "last month", "DATE", "2025-05"),
        ("It rained last summer.", "last summer", "DATE", "2024-SU"),
        ("It will rain early next year.", "early next year", "DATE", "2026"),
        ("Sales rose in the first quarter of 2024.", "the first quarter of 2024", "DATE", "2024-Q1"),
        ("Sales fell in the fourth quarter.", "the fourth quarter", "DATE", "2024-Q4"),
        ("Sales rose in the first half of 2024.", "the first half of 2024", "DATE", "2024-H1"),
        # counted from now or from what was named
        ("She left two days ago.", "two days ago", "DATE", "2025-06-03"),
        ("She left a year ago.", "a year ago", "DATE", "2024"),
        ("She left two hours ago.", "two hours ago", "TIME", "2025-06-05T12:05"),
        ("She returns three weeks from now.", "three weeks from now", "DATE", "2025-W26"),
        # clock times
        ("They met at 4 p.m. on Monday.", "4 p.m. on Monday", "TIME", "2025-06-02T16:00"),
        ("They met at 11:30 a.m.", "11:30 a.m.", "TIME", "2025-06-05T11:30"),
        # durations and sets
        ("The strike lasted 14 days.", "14 days", "DURATION", "P14D"),
        ("The strike lasted three hours.", "three hours", "DURATION", "PT3H"),
        ("The strike lasted several weeks.", "several weeks", "DURATION", "PXW"),
        ("It froze for the last twenty four hours.", "the last twenty four hours", "DURATION", "PT24H"),
        ("The ferry sails every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
        ("The ferry sails twice a week.", "twice a week", "SET", "P1W"),
        # now, before, later
        ("The road is now open.", "now", "DATE", "PRESENT_REF"),
        ("The road was recently closed.", "recently", "DATE", "PAST_REF"),
        ("He slept badly in recent years.", "recent years", "DATE", "PAST_REF"),
    ],
)
def test_english(text: str, words: str, kind: str, value: str) -> None:
    assert found(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("El barco zarpó el lunes pasado.", "el lunes pasado", "DATE", "2025-06-02"),
        ("El barco zarpará el próximo lunes.", "el próximo lunes", "DATE", "2025-06-09"),
        ("Murió el 12 de marzo de 2024.", "el 12 de marzo de 2024", "DATE", "2024-03-12"),
        ("Llovió la semana pasada.", "la semana pasada", "DATE", "2025-W22"),
        ("Lloverá el año que viene.", "el año que viene", "DATE", "2026"),
        ("Llovió hace dos días.", "hace dos días", "DATE", "2025-06-03"),
        ("Llovió el verano pasado.", "el verano pasado", "DATE", "2024-SU"),
        ("Llovió ayer por la tarde.", "ayer por la tarde", "TIME", "2025-06-04TAF"),
        ("Llovió anoche.", "anoche", "TIME", "2025-06-04TNI"),
        ("Cerró a las 4 de la tarde.", "las 4 de la tarde", "TIME", "2025-06-05T16:00"),
        ("Cayó en los años noventa.", "los años noventa", "DATE", "199"),
        ("Duró dos semanas.", "dos semanas", "DURATION", "P2W"),
        ("Sale cada viernes.", "cada viernes", "SET", "XXXX-WXX-5"),
        ("Cayó a finales de 2023.", "finales de 2023", "DATE", "2023"),
    ],
)
def test_spanish(text: str, words: str, kind: str, value: str) -> None:
    assert found(text, "es") == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("Le bateau est parti lundi dernier.", "lundi dernier", "DATE", "2025-06-02"),
        ("Il est mort le 12 mars 2024.", "le 12 mars 2024", "DATE", "2024-03-12"),
        ("Il a plu hier.", "hier", "DATE", "2025-06-04"),
        ("Il a plu hier soir.", "hier soir", "TIME", "2025-06-04TEV"),
        ("Il a plu la semaine dernière.", "la semaine dernière", "DATE", "2025-W22"),
        ("Il a plu l’été dernier.", "l’été dernier", "DATE", "2024-SU"),
        ("Il est venu il y a deux jours.", "il y a deux jours", "DATE", "2025-06-03"),
        ("Il pleuvra l'année prochaine.", "l'année prochaine", "DATE", "2026"),
        ("Le port ferme à 16 h 30.", "16 h 30", "TIME", "2025-06-05T16:30"),
        ("La grève a duré trois semaines.", "trois semaines", "DURATION", "P3W"),
        ("Deux jours après la crue, rien.", "Deux jours après", "DURATION", "P2D"),
        ("Le car passe chaque lundi.", "chaque lundi", "SET", "XXXX-WXX-1"),
        ("C'était dans les années 1990.", "les années 1990", "DATE", "199"),
        ("Une loi du XXe siècle.", "XXe siècle", "DATE", "19"),
    ],
)
def test_french(text: str, words: str, kind: str, value: str) -> None:
    assert (words, kind, value) in found(text, "fr")


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("La feria es del 3 al 5 de marzo de 2025.", "es", ["2025-03-03", "2025-03-05"]),
        ("La foire est ouverte du 3 au 5 mars 2025.", "fr", ["2025-03-03", "2025-03-05"]),
        ("Omar, de 41 años, y una mujer de 30 años.", "es", []),
        ("Une femme âgée de 30 ans ; Omar, 41 ans, est venu.", "fr", []),
        ("Au lendemain du séisme, rien.", "fr", ["2025-06-05"]),
        ("Le pont est tombé le 12 mai 2024. Le lendemain, rien.", "fr", ["2024-05-12", "2024-05-13"]),
        ("Il est venu un dimanche soir.", "fr", ["XXXX-WXX-7TEV"]),
        ("Siguieron limpiando la nave hasta el sábado.", "es", ["2025-05-31"]),
        ("Limpiarán la nave hasta el sábado.", "es", ["2025-06-07"]),
        ("La encuesta del diario Asterquay Hoy.", "es", []),
        ("Vivió allí hace años.", "es", ["PAST_REF"]),
        ("Será el próximo martes 17 de junio a las 18:30.", "es", ["2025-06-17", "2025-06-17T18:30"]),
        ("Llegó a las seis y media de la tarde.", "es", ["2025-06-05T18:30"]),
        ("Salió a las siete menos cuarto.", "es", ["2025-06-05T06:45"]),
        ("Vino hace un año y medio.", "es", ["2023-12"]),
        ("Duró dos horas y media, luego un cuarto de hora.", "es", ["PT2H30M", "PT15M"]),
        ("Fue a mediados del siglo XIX.", "es", ["18"]),
        ("Canta cada mañana, pasado mañana no.", "es", ["XXXX-XX-XXTMO", "2025-06-07"]),
        ("Será la semana del 3 de marzo de 2025.", "es", ["2025-W10"]),
        ("Fue el primero de enero, el Domingo de Ramos.", "es", ["2025-01-01", "2025-04-13"]),
        ("Murió en 44 a.C.", "es", ["BC0044"]),
        ("Del lunes al viernes.", "es", ["2025-06-02", "2025-06-06"]),
        ("Elle aura lieu le mardi 17 juin à 18 h 30.", "fr", ["2025-06-17", "2025-06-17T18:30"]),
        ("Il est arrivé à six heures et demie du soir.", "fr", ["2025-06-05T18:30"]),
        ("Il est venu il y a un an et demi.", "fr", ["2023-12"]),
        ("Elle a duré deux heures et demie, puis un quart d'heure.", "fr", ["PT2H30M", "PT15M"]),
        ("Dans les années quatre-vingt-dix, au 21e siècle.", "fr", ["199", "20"]),
        ("Elle chante chaque matin, en été.", "fr", ["XXXX-XX-XXTMO", "2025-SU"]),
        ("Du 1er au 15 juillet 2025.", "fr", ["2025-07-01", "2025-07-15"]),
        ("Il est mort en 44 av. J.-C., le lundi de Pâques.", "fr", ["BC0044", "2025-04-21"]),
    ],
)
def test_spanish_and_french_of_other_kinds(text: str, language: str, values: list[str]) -> None:
    assert [value for _, _, value in found(text, language)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It closed on Saturday.", "XXXX-WXX-6"),
        ("It closed on March 3.", "XXXX-03-03"),
        ("It closed today.", "XXXX-XX-XX"),
        ("It closed last week.", "XXXX-WXX"),
        ("It closed in 2019.", "2019"),
    ],
)
def test_without_a_publication_date_relative_ones_stay_unresolved(text: str, value: str) -> None:
    assert [value_found for _, _, value_found in found(text, published=None)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He flew to the United States Saturday and would land by Sunday.", "2025-05-31"),  # a name is no past tense
        ("The father would be flying to the United States Saturday.", "2025-06-07"),
        ("They planned a rally on Saturday.", "2025-06-07"),
        ("They did not plan to remove him on Saturday.", "2025-06-07"),
        ("It had been due to expire on Saturday.", "2025-05-31"),
        ("The states had filed their reports by Saturday.", "2025-05-31"),
        ("The states must file their reports by Saturday.", "2025-06-07"),
        ("It would be paid on a still unspecified date in January.", "2026-01"),
    ],
)
def test_the_tense_of_the_verb_tells_the_direction(text: str, value: str) -> None:
    assert found(text)[0][2] == value


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("It comes before the court the week of March 3.", "the week of March 3", "DATE", "2025-W10"),
        ("It snowed in the winter of nineteen ninety-four.", "the winter of nineteen ninety-four", "DATE", "1994-WI"),
        ("She was born July twenty-third nineteen fifty.", "July twenty-third nineteen fifty", "DATE", "1950-07-23"),
        ("They met on the fourth of July 1976.", "the fourth of July 1976", "DATE", "1976-07-04"),
        ("They meet a week from Monday.", "a week from Monday", "DATE", "2025-06-16"),
        ("They met the day before yesterday.", "the day before yesterday", "DATE", "2025-06-03"),
        ("They meet the day after tomorrow.", "the day after tomorrow", "DATE", "2025-06-07"),
        ("Sales rose in Q1 2024.", "Q1 2024", "DATE", "2024-Q1"),
        ("It sold more in the quarter ended March 31.", "the quarter", "DATE", "2025-Q1"),
        ("Earnings will grow for the full year.", "the full year", "DATE", "2025"),
        ("For the week, the index fell.", "the week", "DATE", "2025-W23"),
        ("The vote is on Election Day.", "Election Day", "DATE", "2025-11-04"),
        ("By mid-afternoon, it was over.", "mid-afternoon", "TIME", "2025-06-05TAF"),
        ("They walked for 5 1/2 hours.", "5 1/2 hours", "DURATION", "PT5H30M"),
        ("They walked for two and a half days.", "two and a half days", "DURATION", "P2.5D"),
        ("It was a day-long meeting.", "a day-long", "DURATION", "P1D"),
        ("It rained all day.", "all day", "DURATION", "P1D"),
        ("It opened two and a half years ago.", "two and a half years ago", "DATE", "2022-12"),
        ("They fly on Tuesday nights.", "Tuesday nights", "SET", "XXXX-WXX-2TNI"),
        ("They bake every morning.", "every morning", "SET", "XXXX-XX-XXTMO"),
        ("They march each spring.", "each spring", "SET", "XXXX-SP"),
        ("She was born in 44 BC.", "44 BC", "DATE", "BC0044"),
        ("They met last Christmas.", "last Christmas", "DATE", "2024-12-25"),
        ("They met at Easter 2019.", "Easter 2019", "DATE", "2019-04-21"),
        ("They rested on Memorial Day.", "Memorial Day", "DATE", "2025-05-26"),
        ("On the 14th, they marched.", "the 14th", "DATE", "2025-05-14"),
        ("Sales rose in H1 2023.", "H1 2023", "DATE", "2023-H1"),
        ("She called at half past six.", "half past six", "TIME", "2025-06-05T06:30"),
        ("It struck at 0830 GMT.", "0830 GMT", "TIME", "2025-06-05T08:30"),
        ("It rains every other day.", "every other day", "SET", "P2D"),
        ("They meet four times a year.", "four times a year", "SET", "P1Y"),
        ("They met on Tuesday of last week.", "Tuesday of last week", "DATE", "2025-05-27"),
        ("They met half a century ago.", "half a century ago", "DATE", "1975"),
        ("They waited a quarter of an hour.", "a quarter of an hour", "DURATION", "PT15M"),
        ("It rains within the hour.", "the hour", "DURATION", "PT1H"),
        ("They were poor years ago.", "years ago", "DATE", "PAST_REF"),
        ("It will one day be forgotten.", "one day", "DATE", "FUTURE_REF"),
        ("It was built in one day.", "one day", "DURATION", "P1D"),
    ],
)
def test_english_of_other_kinds(text: str, words: str, kind: str, value: str) -> None:
    assert (words, kind, value) in found(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The fair is open March 3-5, 2024.", ["2024-03-03", "2024-03-05"]),
        ("The fair was open from 3 to 5 March 2024.", ["2024-03-03", "2024-03-05"]),
        ("The war of 1914-18 is over.", ["1914", "1918"]),
        ("It is shut from 9 to 11 a.m. on Monday.", ["2025-06-02T09:00", "2025-06-02T11:00"]),
        ("It is shut from 2 to 4 p.m. on Monday.", ["2025-06-02T14:00", "2025-06-02T16:00"]),
        ("It was shut from March to May 2020.", ["2020-03", "2020-05"]),
        ("It is open on June 3rd and 4th.", ["2025-06-03", "2025-06-04"]),
        ("It will be open from Monday to Friday.", ["2025-06-09", "2025-06-13"]),
        ("It lost 12 on March 3.", ["2025-03-03"]),
        ("It ended 3-2, March 5.", ["2025-03-05"]),
    ],
)
def test_both_ends_of_a_range(text: str, values: list[str]) -> None:
    assert [value for _, _, value in found(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # a bare clock time, a part of a day: of the narrative's day, in the same paragraph
        ("The ship sank on May 12, 2024. At 11 a.m. divers came.", ["2024-05-12", "2024-05-12T11:00"]),
        ("The ship sank on May 12, 2024.\n\nAt 11 a.m. divers came.", ["2024-05-12", "2025-06-05T11:00"]),
        ("The ship sank on May 12, 2024. That night it rained.", ["2024-05-12", "2024-05-12TNI"]),
        ("The ship sank on May 12, 2024. The next day it rained.", ["2024-05-12", "2024-05-13"]),
        ("The ship sank on May 12, 2024. It had been seen the night before.", ["2024-05-12", "2024-05-11TNI"]),
        ("The ship sank in May 2024. The month before, it had been mended.", ["2024-05", "2024-04"]),
        ("They met in late 2019 and in the summer of the following year.", ["2019", "2020-SU"]),
        ("They met in May of last year and on June 3 of the same year.", ["2024-05", "2024-06-03"]),
        ("The ship sank last October. The same day, it rained.", ["2024-10", "2024-10-XX"]),
        # a text about the past alone tells its days from its years
        (
            "The war began in 1914. On 28 July, Austria declared war. It ended in 1918, on 11 November, not in 1919.",
            ["1914", "1914-07-28", "1918", "1918-11-11", "1919"],
        ),
        (
            "He was jailed in 1992, 1995 and 1998. On May 3, police said on Monday, he escaped.",
            ["1992", "1995", "1998", "2025-05-03", "2025-06-02"],
        ),
        # when somebody spoke is no day of the narrative
        (
            "The ship sank on Sunday, she said on Tuesday. The next day it rained.",
            ["2025-06-01", "2025-06-03", "2025-06-02"],
        ),
        # what is still to come, or is coarser, is nothing that "a day earlier" counts from
        ("The vote will be on June 20. He resigned a day earlier.", ["2025-06-20", "2025-06-04"]),
        ("He knew of it last autumn. He resigned a day earlier.", ["2024-FA", "2025-06-04"]),
    ],
)
def test_what_later_moments_count_from(text: str, values: list[str]) -> None:
    assert [value for _, _, value in found(text)] == values


def test_later_moments_lean_on_what_was_named() -> None:
    text = "The bridge fell on May 12, 2024. It was shut two days earlier and cleared the following morning."
    assert [value for _, _, value in found(text)] == ["2024-05-12", "2024-05-10", "2024-05-13TMO"]


def test_a_comparison_of_quarters_leans_on_the_quarter_of_the_report() -> None:
    text = "Net income rose in the first quarter. It had been lower a year earlier, and sales in the quarter doubled."
    assert [value for _, _, value in found(text)] == ["2025-Q1", "2024-Q1", "2025-Q1"]


@pytest.mark.parametrize(
    "text",
    [
        "May I ask? He may march for a second time.",
        "Omar, 41, is 41 years old.",
        "A 41-year-old woman spoke.",
        "They paid $2,024 for it, soon after the vote.",
        "At that hour nobody was awake.",
        "It makes $2 million a year and sells 30 seats a week.",
        "About three-quarters of it burnt, and a quarter of its food.",
        "A quarter-century low; the quarter-to-quarter comparison.",
        "He was in his 30s, she in her late 20s, with this 6-year-old.",
        'He spoke on "This Week" and in the film High Noon; USA Today had it.',
        "Bloody Sunday is remembered.",
        "Some 1500 people ran the mile in 4:30; it soon became a habit.",
        "They paid $1999 for the firm called Orion 1980.",
        "She lived on the 14th floor.",
        "",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert found(text) == []


def test_another_language_has_iso_dates_alone() -> None:
    assert found("Il 2024-03-02, di lunedì.", "it") == [("2024-03-02", "DATE", "2024-03-02")]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                "last next 31 30 February 1999 2024 quarter year ago two the first 9999999 centuries : p.m. . , of "
                "weekend mid- 16h30 00/00/0000 XXe siècle 3.4.24 '80s 12:75 hace il y a from now each 1st week to - BC "
                "March May 2020 on 14th q Q3 half past six 0830 GMT bis Montag vor zwei Tagen der Nacht zum zweitägige "
                "Vorjahr Uhr Monday before after Christmas the day night Today 1/0 5 1/2 hours".split()
            ),
        ),
        max_size=30,
    ).map(" ".join),
    st.sampled_from(["en", "es", "fr", "de", "xx"]),
    st.sampled_from([None, "", "no date", "2025-06-05", "0001-01-01", "9999-12-31T23:59:59+00:00"]),
)
def test_never_raises_and_spans_are_in_range(text: str, language: str, published: str | None) -> None:
    moments = find_moments(document(text, language, published))
    ends = [0]
    for one in moments:
        assert ends[-1] <= one.start < one.end <= len(text)
        assert one.value
        assert isinstance(one.type, MomentType)
        ends.append(one.end)


def test_a_second_day_of_the_same_month_is_a_moment_and_a_count_is_none() -> None:
    text = "She left on June 3 or 4. On May 5 and 6 people fell ill."
    found = find_moments(document(text, "en", "2025-07-01"))
    assert [(text[one.start : one.end], one.value) for one in found] == [
        ("June 3", "2025-06-03"),
        ("4", "2025-06-04"),
        ("May 5", "2025-05-05"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *(("en", unit) for unit in ("9", "9 ", "1,", "and ", "of ", "the last two ", "Oct. ", "year ago ", "\n\n")),
        *(("en", unit) for unit in ("a", "12:", "Monday ", "Monday to ", "the next day ", "3-", "q 1 ", "March ")),
        *(("de", unit) for unit in ("3. bis 5. ", "vor etwa ", "am Montag ", "Montagabend ", "in der Nacht zum ")),
        *(("es", unit) for unit in ("de ", "del 3 al 5 de marzo ")),
        *(("fr", unit) for unit in ("il y a ", "du 3 au 5 mars ")),
    ],
)
def test_hostile_text_takes_linear_time(language: str, unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        before = time.process_time()
        moments = find_moments(document(text, language))
        spent = time.process_time() - before
        assert all(text[one.start : one.end].strip() for one in moments[:100])
        return spent

    seconds(1000)
    small, large = seconds(6_000), seconds(48_000)
    assert large < 24 * max(small, 0.01)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["7", "of of of ", "7 8/9 "])
def test_a_megabyte_of_anything_is_read_in_seconds(unit: str) -> None:
    before = time.process_time()
    find_moments(document(unit * (1_000_000 // len(unit))))
    assert time.process_time() - before < 30


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mine closed in November 2025. It will open again in January.", "2026-01"),
        ("The mine closed in November 2025. Prices have risen since January.", "XXXX-01"),
        ("The mine closed in March 2025. It opened again in May.", "2025-05"),
        ("In 1914 war broke out. Troops marched in August.", "1914-08"),
    ],
)
def test_a_month_in_a_text_without_a_date_is_of_no_year_that_it_may_not_be(text: str, value: str) -> None:
    assert found(text, published=None)[-1][2] == value
