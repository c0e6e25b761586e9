"""Spanish and French statements, one of our own sentences for each pattern."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate
from sayso.types import Firmness

PATTERNS = [
    ("es", "«El dique aguantará», dijo la alcaldesa, Ilse Marrow.", "Ilse Marrow", ["«El dique aguantará»"]),
    (
        "es",
        "El ministro del Interior, Davor Penhale, aseguró que no hay heridos.",
        "Davor Penhale",
        ["no hay heridos"],
    ),
    (
        "es",
        "Según la Agencia de Socorro Civil, el agua volverá el lunes.",
        "Agencia de Socorro Civil",
        ["el agua volverá el lunes"],
    ),
    ("es", "El puente se cerró el martes, de acuerdo con la policía.", "policía", ["El puente se cerró el martes"]),
    ("fr", "« La digue tiendra bon », a déclaré la maire, Ilse Marrow.", "Ilse Marrow", ["« La digue tiendra bon »"]),
    (
        "fr",
        "Selon l'Institut sismologique, la secousse a duré une minute.",
        "Institut sismologique",
        ["la secousse a duré une minute"],
    ),
    (
        "fr",
        "Le ministre, Davor Penhale, a annoncé que la route était fermée.",
        "Davor Penhale",
        ["la route était fermée"],
    ),
]


@pytest.mark.parametrize(("language", "text", "speaker", "content"), PATTERNS)
def test_a_pattern_gives_speaker_and_content(language: str, text: str, speaker: str, content: list[str]) -> None:
    statements = annotate(Material(text, language=language)).statements
    assert [[text[s:e] for s, e in one.content] for one in statements] == [content]
    assert statements[0].speaker == speaker


def test_a_verb_without_a_subject_has_the_last_speaker() -> None:
    text = "La alcaldesa, Ilse Marrow, dijo que el pueblo está aislado. Añadió que falta agua."
    statements = annotate(Material(text, language="es")).statements
    assert [one.speaker for one in statements] == ["Ilse Marrow", "Ilse Marrow"]
    assert statements[1].source == ()


def test_two_verbs_of_one_subject_are_two_statements() -> None:
    text = "El portavoz dijo que no hay agua y explicó que el tren no circula."
    statements = annotate(Material(text, language="es")).statements
    assert [text[slice(*one.content[0])] for one in statements] == ["no hay agua", "el tren no circula"]


@pytest.mark.parametrize(
    ("language", "text", "firmness"),
    [
        ("es", "La empresa negó que hubiera fugas.", Firmness.DENIED),
        ("es", "La fiscalía calcula que faltan dos millones.", Firmness.ESTIMATED),
        ("fr", "Le parquet a confirmé que deux hommes sont détenus.", Firmness.CONFIRMED),
        ("fr", "L'opposition accuse le ministre d'avoir menti.", Firmness.ALLEGED),
    ],
)
def test_firmness_follows_the_verb(language: str, text: str, firmness: Firmness) -> None:
    assert [one.firmness for one in annotate(Material(text, language=language)).statements] == [firmness]


def test_a_language_without_cue_words_has_no_statements() -> None:
    assert annotate(Material("»Das Wehr hält«, sagte die Bürgermeisterin.", language="de")).statements == ()
