"""Whose words are passed on, and what is the outlet's own voice."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate
from sayso.types import Firmness, Statement, StatementMode


def statements(text: str, outlet: str | None = None, language: str = "en") -> tuple[Statement, ...]:
    return annotate(Material(text=text, language=language, outlet=outlet), StatementMode.RULES).statements


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "Citing figures from the Department of Homeland Security, Rep. Ana Ruiz said that 61 children were held.",
            "Department of Homeland Security",
            ("Ana Ruiz",),
        ),
        ("Rail News reported that the sheriff quit, citing two officials.", "two officials", ("Rail News",)),
        (
            '"According to the Varda Institute, the dam has moved by two metres," Ana Ruiz told reporters on Monday.',
            "Varda Institute",
            ("Ana Ruiz",),
        ),
    ],
)
def test_who_is_cited_speaks_through_who_cites(text: str, speaker: str, via: tuple[str, ...]) -> None:
    assert (speaker, via) in [(one.speaker, one.via) for one in statements(text)]


def test_own_words_stay_with_who_says_them_whatever_is_cited() -> None:
    (one,) = statements('"It is only a matter of time," said Petra Olin, citing an internal memo.')
    assert (one.speaker, one.via) == ("Petra Olin", ())


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The Welby Courier understands that two members defied the whip.", "Welby Courier"),
        ("A Welby Courier analysis found that 40 bridges are unsafe.", "Welby Courier"),
    ],
)
def test_what_the_outlet_found_is_its_own_voice(text: str, outlet: str) -> None:
    assert not statements(text, outlet)
    assert statements(text, "Harrow Gazette")


def test_somebody_else_is_quoted_by_that_outlet_all_the_same() -> None:
    assert statements('"We are sorry," the Welby Courier said in a statement.', "Welby Courier")


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("It is understood that the coach faces a ban.", Firmness.ALLEGED),
        ("The minister disputed the figure of 300 deaths.", Firmness.DENIED),
        ('She said the council had "got the consultation wrong".', Firmness.STATED),
        ("He said that the reports were wrong.", Firmness.DENIED),
    ],
)
def test_firmness(text: str, firmness: Firmness) -> None:
    assert firmness in {one.firmness for one in statements(text)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Department of Homeland Security Secretary Ana Ruiz said that the site was closed.", "Ana Ruiz"),
        ("The Varda Council's inspector said that 61 people were held.", "Varda Council's inspector"),
        ("Analysts polled by Osten Bank said that sales would fall.", "Analysts"),
    ],
)
def test_who_speaks_for_a_body(text: str, speaker: str) -> None:
    assert [one.speaker for one in statements(text)] == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "said"),
    [
        ("es", "«No hay agua», dijo a la agencia EFE la alcaldesa Marta Gil.", "Marta Gil", "«No hay agua»"),
        ("es", "El ministro negó haber recibido queja alguna.", "ministro", "haber recibido queja alguna"),
        (
            "fr",
            "Selon un sondage publié jeudi par Radio Lac, deux sur trois partent.",
            "sondage",
            "deux sur trois partent",
        ),
    ],
)
def test_spanish_and_french(language: str, text: str, speaker: str, said: str) -> None:
    (one,) = statements(text, language=language)
    assert (one.speaker, " ".join(text[slice(*extent)] for extent in one.content)) == (speaker, said)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "via"),
    [
        (
            "es",
            "Según Radio Norte, citando fuentes judiciales, hay tres investigados.",
            "fuentes judiciales",
            "Radio Norte",
        ),
        ("fr", "Selon l'AFP, citant le ministère, trois personnes sont mortes.", "ministère", "AFP"),
    ],
)
def test_whom_a_source_cites_in_spanish_and_french(language: str, text: str, speaker: str, via: str) -> None:
    (one,) = statements(text, language=language)
    assert (one.speaker, one.via) == (speaker, (via,))


@pytest.mark.parametrize(
    ("language", "text", "firmness"),
    [
        ("fr", "Le maire estime que ce choix est injuste.", Firmness.STATED),
        ("fr", "Le maire estime que trois rues sont fermées.", Firmness.ESTIMATED),
        ("fr", "Selon le maire, le feu serait éteint.", Firmness.ALLEGED),
        ("fr", "« C'est faux », a réagi son porte-parole.", Firmness.DENIED),
        ("es", "El alcalde, Julio Medrano, negó haber recibido queja alguna.", Firmness.DENIED),
        ("es", "El fiscal sostuvo durante el juicio que la empresa mintió.", Firmness.STATED),
    ],
)
def test_firmness_in_spanish_and_french(language: str, text: str, firmness: Firmness) -> None:
    assert [one.firmness for one in statements(text, language=language)] == [firmness]


@pytest.mark.parametrize(
    ("text", "speaker", "firmness"),
    [
        ("The suspect allegedly told officers that he had a knife.", "suspect", Firmness.ALLEGED),
        ("Deputy Commissioner of Police (East) Neha Rao said that three men were held.", "Neha Rao", Firmness.STATED),
    ],
)
def test_adverbs_at_a_cue_and_brackets_in_an_office(text: str, speaker: str, firmness: Firmness) -> None:
    assert [(one.speaker, one.firmness) for one in statements(text)] == [(speaker, firmness)]


def test_a_short_quotation_before_its_verb() -> None:
    found = statements('"Vamos a ganar hoy", afirmó el entrenador. "No tengo dudas", agregó.', language="es")
    assert [one.speaker for one in found] == ["entrenador", "entrenador"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Chief Financial Officer Jun Petersen said that demand had collapsed.", "Jun Petersen"),
        ("Superintendent Mae Jordan spoke on Monday. Jordan said that the school would close.", "Mae Jordan"),
        ("Kestrel Foods said that it would pay. The union said that nobody had asked it.", "union"),
    ],
)
def test_officers_surnames_and_unions(text: str, speaker: str) -> None:
    assert statements(text)[-1].speaker == speaker


def test_what_a_source_cites_is_no_part_of_what_is_said() -> None:
    text = "According to Premier Dana Moyle, quoting the regulator, all mines have been checked."
    (one,) = statements(text)
    assert (one.speaker, one.via) == ("regulator", ("Dana Moyle",))
    assert [text[slice(*extent)] for extent in one.content] == ["all mines have been checked"]
