"""What an editor fills in: a name for a pronoun, after a bare role, and for a subject that the sentence before has."""

from __future__ import annotations

from datetime import UTC, datetime

from sayso.explain import explain
from sayso.explain.candidates import candidates
from tests.explain.written import person, said, written

NOW = datetime(2026, 3, 6, tzinfo=UTC)


def sentences_of(text: str, *, language: str = "en", **marked: object) -> list[str]:
    item = written(text, language=language, **marked)
    return [line.sentence for line in explain("The contracts", [item], NOW).lines]


def test_a_bare_role_gets_its_name() -> None:
    said_so = "The minister said the rules had been changed by a consultant."
    text = f"Hanno Verrill resigned on Monday over the road contracts.\n\n{said_so}"
    statement = said(text, "The minister", "the rules had been changed by a consultant", "Hanno Verrill")
    minister = person(text, "Hanno Verrill", role="works minister")
    found = sentences_of(text, statements=[statement], mentions=[minister])
    assert "The minister [Hanno Verrill] said the rules had been changed by a consultant." in found


def test_a_role_that_the_article_gives_to_another_gets_no_name() -> None:
    said_so = "The president said the rules had been changed by a consultant."
    text = f"Ana Lund and Hanno Verrill resigned on Monday over the road contracts.\n\n{said_so}"
    statement = said(text, "The president", "the rules had been changed by a consultant", "Hanno Verrill")
    people = [person(text, "Hanno Verrill", role="works minister"), person(text, "Ana Lund", role="president")]
    assert said_so in sentences_of(text, statements=[statement], mentions=people)


def test_a_role_with_its_name_gets_none() -> None:
    text = "The minister Hanno Verrill said the rules of the tender had been changed by a consultant."
    statement = said(text, "The minister Hanno Verrill", "the rules of the tender had been changed", "Hanno Verrill")
    assert sentences_of(text, statements=[statement], mentions=[person(text, "Hanno Verrill")]) == [text]


def test_a_subject_goes_on_from_the_sentence_before() -> None:
    text = "Guerrero Flores ran the gang from a prison in Aragua. He escaped in 2012 by bribing a guard of the prison."
    found = sentences_of(text, mentions=[person(text, "Guerrero Flores")])
    assert "[Guerrero Flores] escaped in 2012 by bribing a guard of the prison." in found


def test_of_two_people_none_is_filled_in() -> None:
    text = "Guerrero Flores met Pedro Rask in a prison in Aragua. He escaped in 2012 by bribing a guard of the prison."
    found = sentences_of(text, mentions=[person(text, "Guerrero Flores"), person(text, "Pedro Rask")])
    assert not any("escaped" in sentence for sentence in found)


def test_a_name_that_is_no_subject_is_not_filled_in() -> None:
    text = "A guard of the prison in Aragua had long known the gang of Guerrero Flores. He escaped in 2012 on a boat."
    assert not any("escaped" in s for s in sentences_of(text, mentions=[person(text, "Guerrero Flores")]))


def test_a_spanish_sentence_without_a_subject_is_no_line() -> None:
    text = "Ha enviado doce camiones por el puente de Saint-Orme desde el lunes."
    assert sentences_of(text, language="es") == []


def test_the_middle_of_a_quotation_is_no_line() -> None:
    text = "“It is open,” Rick Dunn said. “We will act. The border of Texas is vital to the nation. We know.”"
    assert not any("vital" in sentence for sentence in sentences_of(text))


def test_one_of_whom_somebody_else_spoke_is_not_who_goes_on() -> None:
    text = (
        "With Karl Host all is lost in Brackwater, a prisoner of the mill told reporters. "
        "He said that the guards of the mill had taken the keys away in May."
    )
    item = written(
        text,
        statements=[
            said(text, "a prisoner of the mill", "With Karl Host all is lost in Brackwater", "prisoner"),
            said(text, "He", "that the guards of the mill had taken the keys away in May", "Karl Host"),
        ],
        mentions=[person(text, "Karl Host")],
    )
    assert not any(c.sentence and "[Karl Host]" in c.sentence for c in candidates([item]))


def test_a_vice_president_is_no_president() -> None:
    text = "Vice President Karl Host stood by. The president said that the mill of Brackwater would open in May."
    item = written(
        text,
        statements=[said(text, "The president", "that the mill of Brackwater would open in May", "Karl Host")],
        mentions=[person(text, "Karl Host", role="Vice President")],
    )
    assert not any(c.sentence and "[Karl Host]" in c.sentence for c in candidates([item]))
