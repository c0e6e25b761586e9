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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "es",
            "El ministerio rechazó esas críticas y recordó que envió ayuda.",
            [("ministerio", "esas críticas"), ("ministerio", "envió ayuda")],
        ),
        ("es", "La empresa anunció una campaña que durará un mes.", [("empresa", "una campaña que durará un mes")]),
        (
            "es",
            "Una vecina, que pidió no dar su nombre, contó que no hay agua.",
            [("vecina", "no hay agua")],
        ),
        (
            "es",
            "El puente sigue cerrado por la crecida del río, informaron este viernes fuentes del puerto.",
            [("fuentes del puerto", "El puente sigue cerrado por la crecida del río")],
        ),
        ("es", "Sin embargo, un informe señala que faltan bombas.", [("informe", "faltan bombas")]),
        (
            "es",
            "Davor Pena negó haber pagado un rescate: «No negociamos con nadie».",
            [("Davor Pena", "haber pagado un rescate"), ("Davor Pena", "«No negociamos con nadie»")],
        ),
        (
            "es",
            "La empresa Carbones del Valle, dueña del pozo, rechazó esa versión y dijo que todo está en regla.",
            [("Carbones del Valle", "esa versión"), ("Carbones del Valle", "todo está en regla")],
        ),
        (
            "fr",
            "Près de 300 personnes ont défilé, selon la police ; on en a compté 500, selon le syndicat.",
            [("police", "Près de 300 personnes ont défilé"), ("syndicat", "on en a compté 500")],
        ),
        (
            "fr",
            "La maire, Ilse Marrow, estime les dégâts à 3 millions d'euros.",
            [("Ilse Marrow", "les dégâts à 3 millions d'euros")],
        ),
        (
            "fr",
            "La route est coupée depuis la nuit de lundi, a annoncé la préfecture.",
            [("préfecture", "La route est coupée depuis la nuit de lundi")],
        ),
    ],
)
def test_contents_end_where_another_verb_or_a_relative_clause_begins(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    statements = annotate(Material(text, language=language)).statements
    assert [(one.speaker, text[slice(*one.content[0])]) for one in statements] == expected


def test_an_inverted_pronoun_is_the_source_and_takes_the_gender_of_the_office() -> None:
    text = (
        "Le ministre, Davor Penhale, a parlé. « Il n'y a aucun plan caché », a-t-il assuré lundi sur Radio Varda.\n\n"
        "Pour la députée Ilse Marrow, rien ne change. « On ferme, puis on explique », a-t-elle lancé."
    )
    statements = annotate(Material(text, language="fr")).statements
    assert [one.speaker for one in statements if one.kind == "direct"] == ["Davor Penhale", "Ilse Marrow"]
    assert [text[slice(*one.source[0])] for one in statements if one.kind == "direct"] == ["il", "elle"]


def test_a_hedge_of_the_next_sentence_doesnt_count() -> None:
    text = "Según la policía, el puente cayó. El río podría crecer."
    assert annotate(Material(text, language="es")).statements[0].firmness is Firmness.STATED


@pytest.mark.parametrize(
    ("language", "text", "speaker", "via"),
    [
        ("es", "Según El Faro, el ministerio estimó que el dique costará nueve millones.", "ministerio", ("El Faro",)),
        ("fr", "Selon Le Phare, le ministère a estimé que la digue coûtera neuf millions.", "ministère", ("Le Phare",)),
        (
            "es",
            "Ilse Marrow dijo que el ministerio había anunciado que el dique cerrará.",
            "ministerio",
            ("Ilse Marrow",),
        ),
    ],
)
def test_a_report_within_a_report_has_both_names(language: str, text: str, speaker: str, via: tuple[str, ...]) -> None:
    found = annotate(Material(text, language=language)).statements
    inner = next(one for one in found if one.speaker == speaker)
    assert (inner.via, inner.shown) == (via, True)
    assert not any(one.shown for one in found if one.speaker != speaker)


def test_a_report_lends_no_firmness_to_what_it_reports() -> None:
    text = "Según un rumor de Varda, el ministerio confirmó que el dique cerrará."
    firmness = [one.firmness for one in annotate(Material(text, language="es")).statements if one.via]
    assert all(one.rank >= Firmness.STATED.rank for one in firmness)
