"""The timeline: by the day of the event, not of saying; and what is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sayso.explain import explain
from sayso.types import Firmness, Mention, MentionType, StoryArticle
from tests.explain.written import at, dated, said, written

NOW = datetime(2026, 3, 4, tzinfo=UTC)
BUILT = "The old mill in Brackwater was built in 1871 by a family of bakers."


def dates_of(*items: StoryArticle) -> list[str]:
    return [entry.date for entry in explain("The mill", items, NOW).timeline]


def test_events_in_the_order_of_their_dates() -> None:
    text = f"The old mill in Brackwater burned down on Monday after a lightning strike. {BUILT}"
    item = written(text, moments=[dated(text, "Monday", "2026-03-02"), dated(text, "1871", "1871")])
    entries = explain("The mill", [item], NOW).timeline
    assert [entry.date for entry in entries] == ["1871", "2026-03-02"]
    assert entries[0].sentence == BUILT
    assert all(entry.support for entry in entries)


def test_seasons_sort_by_their_first_month() -> None:
    text = (
        "The mill in Brackwater was sold in May 2025 to a bank. "
        "The mill in Brackwater was emptied in the summer of 2025. "
        "The mill in Brackwater was shut in November 2025 by the bank."
    )
    moments = [
        dated(text, "May 2025", "2025-05"),
        dated(text, "the summer of 2025", "2025-SU"),
        dated(text, "November 2025", "2025-11"),
    ]
    assert dates_of(written(text, moments=moments)) == ["2025-05", "2025-SU", "2025-11"]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("The mill in Brackwater will be rebuilt, the mayor Ana Lund said on Tuesday.", "Tuesday", "2026-03-03"),
        # a participle set off, a clause of what somebody said of a thing, what came first, a present verb
        ("The mill, a brick house finished in 1971, burned down with all its stores.", "1971", "1971"),
        ("Two men described a crack in the mill that they said had been seen in May 2025.", "May 2025", "2025-05"),
        ("Ana Lund is charged with fraud at a mill that she ran after she left the bank in 2006.", "2006", "2006"),
        ("Neighbours have repeatedly raised doubts about what happened at the mill in 2016.", "2016", "2016"),
        # what looks ahead, what an outlet asked, somebody's life
        ("Ana Lund, the only baker on the council, is up for re-election in November.", "November", "2025-11"),
        ("The mill's spokesman, Piet Daan, did not return calls on Monday from the Gazette.", "Monday", "2026-03-02"),
        ("Ana Lund, the owner of the mill, graduated from a college in Ardale in 1983.", "1983", "1983"),
        ("The mill in Brackwater has stood empty since 2019 and nobody wanted it.", "2019", "2019"),
        ("The mill in Brackwater opens its doors every March for the schools.", "March", "2026-03"),
        ("The mill in Brackwater burned down this month after a lightning strike.", "this month", "2026-03"),
        ("The mill in Brackwater burned down on Saturday after a lightning strike.", "Saturday", "2026-03-07"),
        ("Support for the strike stood at 52 percent, against 58 percent on 2 March.", "2 March", "2026-03-02"),
        ("Le soutien est de 52 %, contre 58 % le 2 mars.", "2 mars", "2026-03-02"),
        ("Shares of the mill fell 6 percent, against a rise of 2 percent on 2 March.", "2 March", "2026-03-02"),
        ("La agencia del molino confirmó cinco muertes, dos más que el lunes.", "el lunes", "2026-03-02"),
        ("The flood has destroyed a third of the winter wheat around Brackwater.", "winter", "2025-WI"),
        ("The mill in Brackwater was a polling station in the 2024 election.", "2024", "2024"),
        ("The mill is up for sale in next year's auction of Brackwater.", "next year's", "2027"),
        ("The mill in Brackwater belongs to Ana Lund, who was born in 1961 in Tesk.", "1961", "1961"),
        ("The levee near Brackwater gave way at about 11 p.m. after a week of rain.", "11 p.m.", "2026-03-03T23:00"),
        ("Two bakers of Brackwater were led out of the mill that afternoon.", "that afternoon", "2026-03-03TAF"),
        ("The Ostra is forecast to fall below four metres on Saturday.", "Saturday", "2026-02-28"),
        ("The bill would make Election Day a holiday in Brackwater and Tesk.", "Election Day", "2025-11-04"),
        ("La veille encore, la meunière de Brackwater excluait une telle mesure.", "La veille", "2026-03-02"),
    ],
)
def test_what_is_no_day_of_an_event(text: str, quote: str, value: str) -> None:
    assert dates_of(written(text, moments=[dated(text, quote, value)])) == []


def test_what_is_still_to_come_is_told_as_such() -> None:
    text = "The mill in Brackwater will be torn down on Saturday, the town has decided."
    assert dates_of(written(text, moments=[dated(text, "Saturday", "2026-03-07")])) == ["2026-03-07"]


def test_in_a_statement_only_what_was_said_counts() -> None:
    text = "On Tuesday the mayor Ana Lund said the mill had burned in 1902 as well."
    moments = [dated(text, "Tuesday", "2026-03-03"), dated(text, "1902", "1902")]
    item = written(
        text, moments=moments, statements=[said(text, "the mayor Ana Lund", "the mill had burned in 1902", "Ana Lund")]
    )
    assert dates_of(item) == ["1902"]


def test_one_entry_a_date_and_one_a_sentence() -> None:
    text = f"{BUILT} In 1871 the mill in Brackwater ground its first flour, and in 1872 it had two wheels."
    moments = [dated(text, "1871", "1871"), dated(text, "1872", "1872")]
    entries = explain("The mill", [written(text, moments=moments)], NOW).timeline
    assert len({entry.date for entry in entries}) == len(entries)
    assert len({entry.sentence for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not immediately clear how the fire at the mill began.",
        "Nobody knows how many people were in the mill that night.",
        "No se sabe cuántas personas estaban en el molino de Brackwater.",
        "On ignore combien de personnes se trouvaient dans le moulin.",
    ],
)
def test_what_isnt_known_is_an_open_question(sentence: str) -> None:
    item = written(f"{BUILT} {sentence}")
    questions = explain("The mill", [item], NOW).open_questions
    assert [question.question for question in questions] == [sentence]
    assert questions[0].support[0].start == len(BUILT) + 1


def test_a_number_in_words_is_no_year() -> None:
    text = "The quake in Brackwater was felt two thousand kilometres away in the port of Norhaven."
    assert dates_of(written(text, moments=[dated(text, "two thousand", "2000")])) == []


def test_what_someone_recalls_of_themselves_is_no_event_of_the_story() -> None:
    text = "“I came to the mill in Brackwater in 1988 and I never left it,” said Ana Lund."
    statement = said(text, "Ana Lund", "“I came to the mill in Brackwater in 1988 and I never left it,”", "Ana Lund")
    assert dates_of(written(text, statements=[statement], moments=[dated(text, "1988", "1988")])) == []


def test_an_article_without_a_date_has_no_january() -> None:
    text = "The mill in Brackwater burned down in January after a lightning strike."
    assert dates_of(written(text, published="", moments=[dated(text, "January", "2025-01")])) == []
    full = text.replace("January", "January 2025")
    assert dates_of(written(full, published="", moments=[dated(full, "January 2025", "2025-01")])) == ["2025-01"]


def test_of_two_days_the_one_of_the_main_clause_is_the_events() -> None:
    text = "The strike at the mill, which began on 9 February, ended on Monday with a deal."
    moments = [dated(text, "9 February", "2026-02-09"), dated(text, "Monday", "2026-03-02")]
    assert dates_of(written(text, moments=moments)) == ["2026-03-02"]


def test_a_short_sentence_can_tell_what_happened_on_a_day() -> None:
    text = "The city closed the mill on Sunday."
    assert dates_of(written(text, moments=[dated(text, "Sunday", "2026-03-01")])) == ["2026-03-01"]


@pytest.mark.parametrize(("cue", "dates"), [("declared", ["2026-03-02"]), ("called", [])])
def test_an_act_of_speech_is_of_the_day_of_saying(cue: str, dates: list[str]) -> None:
    text = f"On Monday the government of Lethania {cue} the mill of Brackwater a monument of the nation."
    content = text.split(f"{cue} ")[1]
    statement = replace(said(text, "the government of Lethania", content, "government"), cue=(at(text, cue),))
    assert dates_of(written(text, statements=[statement], moments=[dated(text, "Monday", "2026-03-02")])) == dates


def test_what_was_is_told_before_what_was_to_be() -> None:
    ahead = "Prosecutors will question six workers of the mill in Brackwater on Monday, the paper said."
    past = "Prosecutors questioned six workers of the mill in Brackwater on Monday."
    items = [
        written(ahead, outlet="A", published="2026-03-01", moments=[dated(ahead, "Monday", "2026-03-02")]),
        written(past, outlet="B", published="2026-03-03", moments=[dated(past, "Monday", "2026-03-02")]),
    ]
    [entry] = explain("The mill", items, NOW).timeline
    assert entry.sentence == past


# --- what is open ---------------------------------------------------------------------------------------------------


def test_a_denial_is_an_open_question_with_what_it_denies() -> None:
    text = (
        "The union of Brackwater says that warnings of cracks in the mill were ignored. "
        "Mill Energy denied that warnings of cracks in the mill had been ignored. They deny it."
    )
    claim = said(text, "The union of Brackwater", "warnings of cracks in the mill were ignored", "union")
    denial = said(
        text, "Mill Energy", "warnings of cracks in the mill had been ignored", "Mill Energy", Firmness.DENIED
    )
    company = Mention(*at(text, "Mill Energy"), MentionType.ORG, "Mill Energy")
    [question] = explain(
        "The mill", [written(text, statements=[claim, denial], mentions=[company])], NOW
    ).open_questions
    assert question.question.startswith("Mill Energy denied")
    assert [text[span.start : span.end].split(maxsplit=1)[0] for span in question.support] == ["Mill", "The"]


def test_that_an_outlet_could_not_check_is_no_question_of_the_story() -> None:
    text = "The Harbour Post could not independently verify the report about the mill."
    assert explain("The mill", [written(text)], NOW).open_questions == ()
