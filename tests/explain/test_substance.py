"""What leads and what is left out: figures, names and sources before colour, asides and what is past."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sayso.explain import explain
from sayso.explain.candidates import candidates
from sayso.explain.substance import substance_of
from sayso.types import Firmness, Line, Mention, MentionType, Statement, StoryArticle
from tests.explain.written import at, counted, dated, person, place, said, written

NOW = datetime(2026, 3, 9, tzinfo=UTC)
FACTS = (
    "The ferry from Brackwater to Norhaven sank with 40 lorries on board. "
    "The ferry company of Brackwater had put off repairs of its hull for 3 years. "
    "The coast guard of Norhaven saved 61 people from the ferry in the night. "
)


def with_facts(sentence: str, **more: object) -> StoryArticle:
    text = FACTS + sentence
    figures = [counted(text, number, float(number)) for number in ("40", "61")]
    return written(text, figures=figures, **more)


def lines_of(*items: StoryArticle) -> tuple[Line, ...]:
    return explain("The ferry", items, NOW).lines


@pytest.mark.parametrize(
    "colour",
    [
        "Three numbers are going round.",
        "The ferry list hangs on the door.",
        "The sea belongs to the ferry and to no one.",
        "The Harbour Post reached out to the ferry company of Brackwater for comment on Friday.",
        "The ferry company of Brackwater did not respond to questions about the hull of the ferry.",
    ],
)
def test_teasers_asides_and_an_outlets_own_asking_give_way(colour: str) -> None:
    sentences = [line.sentence for line in lines_of(with_facts(colour))]
    assert sentences
    assert colour not in sentences


def test_private_peoples_own_affairs_come_after_what_happened() -> None:
    sentence = "Olga Marn of the bakery in Brackwater lost two cousins on the ferry and her dog on the quay."
    text = FACTS + sentence
    found = lines_of(with_facts(sentence, mentions=[person(text, "Olga Marn")]))
    assert found[0].sentence != sentence
    assert sentence not in [line.sentence for line in found[:2]]


def test_a_day_that_has_passed_is_not_looked_ahead_to() -> None:
    old = "The court of Brackwater is due to rule on the ferry company on Wednesday in public."
    item = with_facts(old, published="2026-03-03T10:00:00Z", moments=[dated(FACTS + old, "Wednesday", "2026-03-04")])
    news = "The court of Brackwater fined the ferry company two million crowns after one day of hearings."
    later = written(news, outlet="Other", published="2026-03-06T10:00:00Z")
    before, after = candidates([item]), candidates([item, later])
    [ahead] = [candidate for candidate in before if candidate.text == old]
    assert substance_of(after).worth(ahead) < 0.5 * substance_of(before).worth(ahead)


def test_the_newest_toll_is_a_line_whatever_its_language() -> None:
    old = "The ferry disaster of Brackwater killed 12 people, the coast guard of Norhaven said."
    new = "El naufragio ha costado la vida a 31 personas, según la guardia costera."
    items = [
        written(FACTS + old, outlet="A", figures=[counted(FACTS + old, "12", 12, "person")]),
        written(
            new,
            outlet="B",
            language="es",
            published="2026-03-05T10:00:00Z",
            figures=[counted(new, "31", 31, "persona")],
        ),
    ]
    sentences = [line.sentence for line in lines_of(*items)]
    assert new in sentences
    assert old not in sentences


def test_a_figure_that_was_lowered_since_gives_way() -> None:
    old = "The institute said the quake in Brackwater had a preliminary magnitude of 6.8 at a depth of 11 kilometres."
    new = "The institute lowered the magnitude of the quake in Brackwater to 6.5 from 6.8 on Thursday."
    items = [
        written(old, outlet="A", figures=[counted(old, "6.8", 6.8, "magnitude", unit="magnitude")]),
        written(
            new,
            outlet="B",
            published="2026-03-05T10:00:00Z",
            figures=[counted(new, quote, float(quote), "magnitude", unit="magnitude") for quote in ("6.5", "6.8")],
        ),
    ]
    assert lines_of(*items)[0].sentence == new


def test_a_link_to_another_article_is_no_news_of_this_one() -> None:
    text = f"{FACTS}\n\nREAD | The other ferry of Southport sinks and takes 100 people down with it."
    item = written(text, figures=[counted(text, "100", 100, "person")])
    assert not any("Southport" in line.sentence for line in lines_of(item))


# --- who speaks -----------------------------------------------------------------------------------------------------


def voice(text: str, *statements: Statement, mentions: tuple[Mention, ...] = ()) -> Line:
    [line] = lines_of(written(text, statements=statements, mentions=mentions))
    return line


def test_words_that_begin_a_sentence_are_their_speakers() -> None:
    text = "“I never saw it,” the former captain of the ferry told about 30 journalists in Brackwater on Tuesday."
    statement = said(text, "the former captain of the ferry", "“I never saw it,”", "former captain of the ferry")
    assert voice(text, statement).speaker == "former captain of the ferry"


def test_somebodys_words_are_never_the_outlets() -> None:
    text = "The captain shrugged it off: “There was no hole in the hull of that ferry when we left.”"
    assert lines_of(written(text)) == ()


def test_a_missed_closing_attribution_is_found() -> None:
    text = "The deal brings 85 new posts and a pay rise in May, the mediator, Odile Brand, told reporters."
    line = voice(text, mentions=(person(text, "Odile Brand"),))
    assert (line.speaker, line.own_voice) == ("Odile Brand", False)


def test_somebody_of_a_company_is_not_the_company() -> None:
    text = "A retired engineer of Norline said that the ferry had leaked since the spring of 2023."
    statement = said(
        text, "A retired engineer of Norline", "that the ferry had leaked since the spring of 2023", "Norline"
    )
    company = Mention(*at(text, "Norline"), MentionType.ORG, "Norline")
    assert voice(text, statement, mentions=(company,)).speaker == "A retired engineer of Norline"


def test_one_who_speaks_first_does_not_say_what_others_count() -> None:
    text = "The union claimed 80 percent of the crews, the company 35; a bailiff sent by the court counted 61 percent."
    statement = said(
        text,
        "The union",
        "80 percent of the crews, the company 35; a bailiff sent by the court counted 61 percent",
        "union",
        Firmness.ALLEGED,
    )
    line = voice(text, statement)
    assert (line.own_voice, line.firmness) == (True, Firmness.ALLEGED)


def test_the_inner_of_two_reports_speaks() -> None:
    text = "Radio Brack reported that the coast guard estimated that 600 lorries were waiting in Norhaven."
    outer = said(
        text, "Radio Brack", "the coast guard estimated that 600 lorries were waiting in Norhaven", "Radio Brack"
    )
    inner = said(
        text,
        "the coast guard",
        "600 lorries were waiting in Norhaven",
        "coast guard",
        Firmness.ESTIMATED,
        via=("Radio Brack",),
    )
    line = voice(text, outer, inner)
    assert (line.speaker, line.via, line.firmness) == ("coast guard", ("Radio Brack",), Firmness.ESTIMATED)


def test_a_request_turned_down_is_no_denial() -> None:
    text = "The court of Brackwater rejected the request of the company to forbid the strike of the ferry crews."
    statement = said(
        text, "The court of Brackwater", "the request of the company to forbid the strike", "court", Firmness.DENIED
    )
    assert voice(text, statement).firmness is Firmness.STATED


def test_a_place_of_writing_is_no_speaker() -> None:
    text = "SALTMERE, Norland - The ferry of Brackwater sank within 12 minutes of leaving the port on Monday."
    statement = said(text, "SALTMERE", "The ferry of Brackwater sank within 12 minutes", "Saltmere")
    line = voice(text, statement, mentions=(place(text, "Norland"),))
    assert line.own_voice


def worth_of(item: StoryArticle, sentence: str, *others: StoryArticle) -> float:
    found = candidates([item, *others])
    return substance_of(found).worth(next(one for one in found if one.text == sentence))


@pytest.mark.parametrize(
    ("leaning", "alone"),
    [
        (
            "Divers took 7 bodies from the bus near the pier of Norhaven.",
            "Divers took 7 bodies from the hull near the pier of Norhaven.",
        ),
        (
            "The union of Brackwater said 80 of its sailors had joined.",
            "The union of Brackwater said 80 of its sailors had drowned.",
        ),
    ],
)
def test_what_leans_on_a_thing_told_of_before_gives_way(leaning: str, alone: str) -> None:
    before = "Rescuers in Norhaven reached a small bus on the car deck at noon. "
    worth = []
    for sentence in (leaning, alone):
        number = "7" if "7" in sentence else "80"
        text = before + sentence
        worth.append(worth_of(written(text, figures=[counted(text, number, float(number))]), sentence))
    assert worth[0] < worth[1]


def test_a_thing_is_the_story_s_own_when_nothing_introduced_it() -> None:
    text = "Divers took 7 bodies from the bus near the pier of Norhaven."
    item = written(text, figures=[counted(text, "7", 7.0)])
    before = "The bus stood on the car deck at noon. "
    later = written(before + text, figures=[counted(before + text, "7", 7.0)])
    assert worth_of(item, text) == worth_of(later, text)


def test_how_things_stood_on_a_day_that_has_passed_gives_way() -> None:
    sentence = "A day after the ferry of Brackwater sank, nobody agrees on how many people are missing."
    old, new = (written(sentence, published=f"2026-03-0{day}T10:00:00Z") for day in (3, 6))
    assert worth_of(old, sentence, written("The ferry of Brackwater was raised.", published="2026-03-06T10:00:00Z")) < (
        worth_of(new, sentence)
    )
