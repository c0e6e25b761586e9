"""Ask: sentences that answer, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sayso.explain import answer, searches
from sayso.explain.ask import understood
from sayso.explain.ask.senses import meets
from sayso.explain.terms import stem
from sayso.types import Firmness, MentionType, Relation, Statement, StoryArticle
from tests.explain.written import at, counted, dated, person, said, texts_of, written

NOW = datetime(2026, 3, 4, tzinfo=UTC)
TEXT = (
    "The Brackwater dam, finished in 1971, burst before dawn on Tuesday after three days of rain. "
    "At least 12 people were killed in the Brackwater flood, the relief agency said. "
    "The water ministry denied that warnings about the dam had been ignored. "
    "“The levee was inspected in January,” the engineer Ruth Amblin told reporters. "
    "The army sent 400 soldiers to the valley. "
    "Officials spoke on condition of anonymity because they feared losing their jobs. "
    "Rebuilding the Brackwater dam would cost 600 million crowns."
)


@pytest.fixture(name="items")
def _items() -> list[StoryArticle]:
    return [
        written(
            TEXT,
            title="Dam bursts in Brackwater",
            outlet="Valley News",
            statements=[
                said(
                    TEXT, "the relief agency", "At least 12 people were killed in the Brackwater flood", "relief agency"
                ),
                said(
                    TEXT,
                    "The water ministry",
                    "that warnings about the dam had been ignored",
                    "water ministry",
                    Firmness.DENIED,
                ),
                said(TEXT, "the engineer Ruth Amblin", "“The levee was inspected in January,”", "Ruth Amblin"),
            ],
            figures=[
                counted(TEXT, "At least 12", 12, "person", high=None, statement=0),
                counted(TEXT, "400", 400, "soldier"),
                counted(TEXT, "600 million crowns", 6e8, "rebuilding", unit="SEK"),
                counted(TEXT, "three days", 3, None, unit="day"),
            ],
            moments=[
                dated(TEXT, "1971", "1971"),
                dated(TEXT, "Tuesday", "2026-03-03"),
                dated(TEXT, "January", "2026-01"),
            ],
            mentions=[person(TEXT, "Ruth Amblin")],
        )
    ]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people died in the Brackwater flood?", "At least 12 people"),
        ("How many soldiers were sent to the valley?", "400 soldiers"),
        ("When was the Brackwater dam finished?", "finished in 1971"),
        ("Who denied that warnings about the dam had been ignored?", "The water ministry denied"),
        ("Who says that the levee was inspected?", "The levee was inspected"),
        ("Why did officials speak on condition of anonymity?", "because they feared"),
        ("How much would rebuilding the dam cost?", "600 million crowns"),
        ("Combien de personnes sont mortes à Brackwater ?", "At least 12 people"),
        ("¿Cuántas personas murieron en Brackwater?", "At least 12 people"),
        ("How long did it rain before the Brackwater dam burst?", "three days"),
        ("How many lives did the Brackwater flood claim?", "At least 12 people"),
        ("How many troops were deployed to the valley?", "400 soldiers"),
        ("In which year was the Brackwater dam completed?", "finished in 1971"),
        ("What did Ruth Amblin say about the January inspection?", "The levee was inspected"),
        ("Who rejects the claim that alerts about the dam were ignored?", "The water ministry denied"),
        ("¿Cuántos soldados fueron enviados al valle?", "400 soldiers"),
        ("Combien de soldats ont été envoyés dans la vallée ?", "400 soldiers"),
    ],
)
def test_what_the_articles_say_is_answered_first(items: list[StoryArticle], question: str, words: str) -> None:
    answers = answer(question, items, NOW)
    assert answers, question
    span = answers[0].support[0]
    assert words in texts_of(items)[span.article, span.version][span.start : span.end]


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers died in the flood?",
        "How many schools were destroyed in Brackwater?",
        "Who designed the Brackwater dam?",
        "When was Ruth Amblin born?",
        "Why did Ruth Amblin resign?",
        "How many people died in the Brackwater flood of 2019?",
        "How many soldiers were injured in Brackwater?",
        "What did Ruth Amblin say about the army?",
        "Who said that Ruth Amblin took bribes?",
        "When did Ruth Amblin become a minister?",
        "Why did the army leave the valley?",
        "¿Cuántos puentes se derrumbaron en Brackwater?",
        "Combien de soldats sont morts à Brackwater ?",
        "How tall is the Brackwater dam?",
        "What did the Brackwater dam cost to build in Norland?",
        "How many people died in the Tesna flood?",
        "What is the capital of France?",
        "¿Quién diseñó la presa de Brackwater?",
        "Qui a construit le barrage de Brackwater ?",
        "?",
        "",
        "the",
    ],
)
def test_what_the_articles_dont_say_is_not_answered(items: list[StoryArticle], question: str) -> None:
    assert answer(question, items, NOW) == ()


def test_an_answer_has_the_speaker_and_the_firmness_of_its_words(items: list[StoryArticle]) -> None:
    [found, *_] = answer("Who denied that warnings about the dam had been ignored?", items, NOW)
    assert (found.speaker, found.firmness) == ("water ministry", Firmness.DENIED)
    assert 0 < found.score <= 1


def _toll(number: int, published: str, outlet: str, relation: Relation = Relation.INDEPENDENT) -> StoryArticle:
    text = f"The Brackwater flood has killed {number} people, the relief agency of the valley said."
    return written(
        text,
        outlet=outlet,
        published=published,
        relation=relation,
        figures=[counted(text, str(number), number, "person")],
    )


def test_every_figure_that_is_given_newest_first_and_reprints_folded() -> None:
    items = [
        _toll(12, "2026-03-03T10:00:00Z", "A"),
        _toll(31, "2026-03-06T10:00:00Z", "B"),
        _toll(31, "2026-03-06T12:00:00Z", "C", Relation.COPY),
    ]
    answers = answer("How many people died in the Brackwater flood?", items, NOW)
    assert [found.support[0].article for found in answers] == [items[1].article.id, items[0].article.id]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people died?", "how many"),
        ("¿Cuántas personas murieron?", "how many"),
        ("Combien de personnes sont mortes ?", "how many"),
        ("Who says so?", "who says"),
        ("Qui affirme cela ?", "who says"),
        ("¿Cuándo volverán los barcos?", "when"),
        ("Où est le barrage ?", "where"),
        ("Did the dam break?", "yes or no"),
        ("How strong was the quake?", "how many"),
        ("Whatever next", "what"),
        ("What share of voters stayed at home?", "share"),
    ],
)
def test_kinds_of_questions(question: str, kind: str) -> None:
    assert understood(question).kind == kind


@pytest.mark.parametrize(
    ("question", "speaker", "events"),
    [
        ("What did Ruth Amblin say about the January inspection?", ("ruth", "amblin"), ("january", "inspect")),
        ("¿Qué dijo Ruth Amblin sobre la grieta?", ("ruth", "amblin"), ("crack",)),
        ("How much was lost, according to the Farmers Union?", ("farm", "union"), ("lose",)),
    ],
)
def test_whose_words_are_wanted(question: str, speaker: tuple[str, ...], events: tuple[str, ...]) -> None:
    asked = understood(question)
    assert (asked.speaker, asked.events) == (speaker, events)


@pytest.mark.parametrize(
    ("question", "verbs"),
    [
        ("When was the Upper Sel dam finished?", {"finish"}),
        ("Why did Governor Anton Brisk resign?", {"resign"}),
        ("How many suspects were arrested in May?", {"arrested"}),
        ("¿Cuándo dimitirá Garrick Thole?", {"resign"}),
    ],
)
def test_the_verb_that_the_order_of_words_gives_away(question: str, verbs: set[str]) -> None:
    assert set(understood(question).verbs) == verbs


def test_a_name_that_stands_only_as_the_speaker_is_not_who_it_is_about() -> None:
    text = "The reward offered for Ossian Drew will be raised to 3.5 million crowns, the minister Baltasar Koy added."
    item = written(
        text,
        title="Reward for Drew is raised",
        statements=[
            said(text, "the minister Baltasar Koy", "The reward offered for Ossian Drew will be raised", "Baltasar Koy")
        ],
        figures=[counted(text, "3.5 million crowns", 3.5e6, "reward", unit="SEK")],
        mentions=[person(text, "Ossian Drew"), person(text, "Baltasar Koy")],
    )
    assert answer("What reward is offered for Ossian Drew?", [item], NOW)
    assert answer("What reward is offered for Baltasar Koy?", [item], NOW) == ()


def test_a_figure_of_another_year_is_not_the_toll() -> None:
    text = "It was the deadliest flood in Brackwater since 1938, when 140 people died."
    item = written(text, figures=[counted(text, "140", 140, "person")], moments=[dated(text, "1938", "1938")])
    assert answer("How many people died in the Brackwater flood?", [item], NOW) == ()
    assert answer("How many people died in the Brackwater flood of 1938?", [item], NOW)


def test_a_reason_may_stand_in_the_speakers_next_sentence() -> None:
    text = (
        "The agency chief Pavel Doren said the agency had miscounted the missing. "
        "“Families reported the same person under two spellings,” Pavel Doren said."
    )
    item = written(
        text,
        statements=[
            said(text, "The agency chief Pavel Doren", "the agency had miscounted the missing", "Pavel Doren"),
            Statement(
                source=(at(text, "Pavel Doren", 2),),
                cue=(),
                content=(at(text, "“Families reported the same person under two spellings,”"),),
                speaker="Pavel Doren",
                firmness=Firmness.STATED,
                via=(),
                kind="direct",
                score=0.9,
                shown=True,
            ),
        ],
        mentions=[person(text, "Pavel Doren")],
    )
    found = answer("Why did the agency miscount the missing?", [item], NOW)
    assert [one.sentence for one in found] == [
        "“Families reported the same person under two spellings,” Pavel Doren said."
    ]


PORT = (
    "The Brackwater Harbour Board said on Monday that it would step down as the manager of the docks in June. "
    "The unions demand the resignation of Ruth Amblin since Friday. The port loses 3 million crowns a day. "
    "The docks handled 90 ships last week."
)


def _port() -> list[StoryArticle]:
    return [
        written(
            PORT,
            title="Harbour board of Brackwater to go",
            figures=[
                counted(PORT, "3 million crowns", 3e6, "port", unit="SEK"),
                counted(PORT, "90", 90, "ship"),
            ],
            moments=[
                dated(PORT, "Monday", "2026-03-02"),
                dated(PORT, "June", "2026-06"),
                dated(PORT, "Friday", "2026-02-27"),
            ],
            mentions=[
                replace(person(PORT, "Brackwater Harbour Board"), type=MentionType.ORG),
                person(PORT, "Ruth Amblin"),
            ],
        )
    ]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When will the Brackwater Harbour Board resign?", "step down"),
        ("When will the BHB step down from the docks?", "step down"),
        ("How much does the port lose each day?", "3 million crowns a day"),
    ],
)
def test_phrasal_verbs_acronyms_and_rates_are_understood(question: str, words: str) -> None:
    [told] = answer(question, _port(), NOW)
    assert words in told.sentence


@pytest.mark.parametrize(
    "question",
    [
        "When did Ruth Amblin resign?",
        "How many ships do the docks handle a year?",
        "Where was Ruth Amblin born?",
        "Où Ruth Amblin est-elle née ?",
        "Who says that the port loses no money?",
    ],
)
def test_what_is_demanded_or_told_by_another_rate_is_no_answer(question: str) -> None:
    assert answer(question, _port(), NOW) == ()


def test_a_sense_has_the_forms_of_its_verbs_and_no_family_of_words() -> None:
    assert meets("regresar", frozenset({"vuelvan"}))
    assert meets("perder", frozenset({"pierd"}))
    assert not meets("dead", frozenset({"declar"}))


def test_words_with_the_stems_of_others_are_kept_apart() -> None:
    assert stem("sentence") != stem("sent")
    assert stem("building") != stem("built")
    assert stem("press") != stem("presa")


def test_a_question_is_searched_by_names_words_and_their_senses_in_other_languages() -> None:
    own, others = searches("How many houses did the flood destroy in Brackwater?")
    assert own.split() == ["Brackwater", "hous*", "flood", "destr*"]
    assert {"Brackwater", "inundar", "casas", "détruire"} <= set(others.split())


def test_a_very_long_question_is_cut() -> None:
    assert len(understood("How many people " + "died " * 100_000).stems) < 100


def test_an_age_may_stand_in_the_sentence_after_its_event() -> None:
    text = (
        "The baker was crossing the street when the bridge fell. Ina Vos, 61, is well and wants to go home soon. "
        "The mayor of Orlin opened a school and a library in the spring."
    )
    items = [written(text, title="Bridge falls")]
    assert answer("How old is the baker who crossed the street?", items, NOW)
    assert not answer("How old is the mayor who opened the school?", items, NOW)


def test_records_are_nobodys_words() -> None:
    assert not understood("How many people were held, according to the May 12 figures?").speaker
    assert understood("How many people were held, according to the agency?").speaker


def test_the_verb_of_another_clause_is_not_demanded() -> None:
    assert stem("escaped") not in understood("How much cash did officers find when the boss escaped?").verbs
