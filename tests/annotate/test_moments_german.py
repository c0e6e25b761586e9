"""Moments of German texts: what is found, where, and its TIMEX3 value."""

from __future__ import annotations

import pytest

from sayso import pipeline
from sayso.annotate import Material
from sayso.annotate.document import Document
from sayso.annotate.moments import find_moments

THURSDAY = "2025-06-05T14:05:00Z"


def found(text: str) -> list[tuple[str, str, str]]:
    moments = find_moments(
        Document(text=text, language="de", published=THURSDAY, title=None, outlet=None, sentences=())
    )
    return [(text[one.start : one.end], one.type.value, one.value) for one in moments]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        # Kalendertage
        ("Das Gericht tagte am 3. März 2024.", "3. März 2024", "DATE", "2024-03-03"),
        ("Das Gericht tagte am Montag, dem 3. März 2025.", "Montag, dem 3. März 2025", "DATE", "2025-03-03"),
        ("Das Gericht tagt am 14. Oktober.", "14. Oktober", "DATE", "2025-10-14"),
        ("Das Gericht hat am 14. Oktober getagt.", "14. Oktober", "DATE", "2024-10-14"),
        ("Der Damm brach am 12.05.2024.", "12.05.2024", "DATE", "2024-05-12"),
        ("Der Damm brach am 3. Mai vergangenen Jahres.", "3. Mai vergangenen Jahres", "DATE", "2024-05-03"),
        ("Der Damm brach im September.", "September", "DATE", "2024-09"),
        ("Der Damm brach Anfang Mai.", "Anfang Mai", "DATE", "2025-05"),
        ("Der Damm brach im Mai dieses Jahres.", "Mai dieses Jahres", "DATE", "2025-05"),
        ("Im Jahr 2023 lebte dort niemand.", "Jahr 2023", "DATE", "2023"),
        ("Ende 2019 lebte dort niemand.", "Ende 2019", "DATE", "2019"),
        # Jahrzehnte, Jahrhunderte, Jahreszeiten, Quartale
        ("Es stand in den 1990er Jahren.", "den 1990er Jahren", "DATE", "199"),
        ("Es stand Mitte der 90er-Jahre.", "Mitte der 90er-Jahre", "DATE", "199"),
        ("Es stand in den Siebzigerjahren.", "den Siebzigerjahren", "DATE", "197"),
        ("Ein Gesetz des 18. Jahrhunderts gilt.", "des 18. Jahrhunderts", "DATE", "17"),
        ("Es regnete im Sommer 2023.", "Sommer 2023", "DATE", "2023-SU"),
        ("Es regnete im letzten Herbst.", "letzten Herbst", "DATE", "2024-FA"),
        ("Der Umsatz stieg im ersten Quartal 2024.", "ersten Quartal 2024", "DATE", "2024-Q1"),
        ("Der Umsatz stieg im 2. Quartal 2024.", "2. Quartal 2024", "DATE", "2024-Q2"),
        ("Der Umsatz stieg im zweiten Halbjahr 2024.", "zweiten Halbjahr 2024", "DATE", "2024-H2"),
        ("Das Vorjahresquartal war besser.", "Das Vorjahresquartal", "DATE", "2024-Q1"),
        # nahe Tage, nach dem Verb davor oder danach
        ("Der Minister trat am Samstag zurück.", "Samstag", "DATE", "2025-05-31"),
        ("Der Minister ist am Samstag nach Berlin gereist.", "Samstag", "DATE", "2025-05-31"),
        ("Der Minister wird am Samstag reisen.", "Samstag", "DATE", "2025-06-07"),
        ("Der Minister soll am Samstag reisen.", "Samstag", "DATE", "2025-06-07"),
        ("Die Sitzung beginnt am Samstag.", "Samstag", "DATE", "2025-06-07"),
        ("Sie streiken bis Samstag.", "Samstag", "DATE", "2025-06-07"),
        ("Sie kamen letzten Donnerstag.", "letzten Donnerstag", "DATE", "2025-05-29"),
        ("Am heutigen Donnerstag tagt der Rat.", "heutigen Donnerstag", "DATE", "2025-06-05"),
        ("Es regnete am Sonntagabend.", "Sonntagabend", "TIME", "2025-06-01TEV"),
        ("In der Nacht zum Sonntag brannte es.", "der Nacht zum Sonntag", "TIME", "2025-05-31TNI"),
        ("Vorgestern Abend war es still.", "Vorgestern Abend", "TIME", "2025-06-03TEV"),
        ("Es wird morgen früh regnen.", "morgen früh", "TIME", "2025-06-06TMO"),
        ("Übermorgen wird gewählt.", "Übermorgen", "DATE", "2025-06-07"),
        ("Am Wochenende wird gewählt.", "Wochenende", "DATE", "2025-W23-WE"),
        ("Es regnete in der vergangenen Woche.", "der vergangenen Woche", "DATE", "2025-W22"),
        ("Es wird Anfang nächsten Jahres regnen.", "Anfang nächsten Jahres", "DATE", "2026"),
        ("Im Vorjahr waren es mehr.", "Vorjahr", "DATE", "2024"),
        ("Bis Jahresende soll es stehen.", "Jahresende", "DATE", "2025"),
        # gezählt
        ("Sie ging vor zwei Tagen.", "vor zwei Tagen", "DATE", "2025-06-03"),
        ("Sie ging vor rund einem Jahr.", "vor rund einem Jahr", "DATE", "2024"),
        ("Sie ging vor Jahren.", "vor Jahren", "DATE", "PAST_REF"),
        ("Sie wird in drei Wochen kommen.", "in drei Wochen", "DATE", "2025-W26"),
        ("Sie hat es in drei Wochen geschafft.", "drei Wochen", "DURATION", "P3W"),
        ("Sie ging vor einem halben Jahr.", "vor einem halben Jahr", "DATE", "2024-12"),
        ("Sie ging vor anderthalb Jahren.", "vor anderthalb Jahren", "DATE", "2023-12"),
        ("Sie kam am Dienstag vergangener Woche.", "Dienstag vergangener Woche", "DATE", "2025-05-27"),
        ("Er starb 44 v. Chr. in Rom.", "44 v. Chr", "DATE", "BC0044"),
        # Uhrzeiten
        ("Er kam um halb drei.", "halb drei", "TIME", "2025-06-05T02:30"),
        ("Er kam um Viertel nach acht Uhr abends.", "Viertel nach acht Uhr abends", "TIME", "2025-06-05T20:15"),
        ("Er kam in den frühen Morgenstunden.", "den frühen Morgenstunden", "TIME", "2025-06-05TMO"),
        ("Er kam um 20.15 Uhr.", "20.15 Uhr", "TIME", "2025-06-05T20:15"),
        ("Er kam um 8 Uhr abends.", "8 Uhr abends", "TIME", "2025-06-05T20:00"),
        ("Er kam gegen Mitternacht.", "Mitternacht", "TIME", "2025-06-05T24:00"),
        # Dauer und Wiederkehr
        ("Der Streik dauerte 14 Tage.", "14 Tage", "DURATION", "P14D"),
        ("Der Streik dauerte mehrere Wochen.", "mehrere Wochen", "DURATION", "PXW"),
        ("Der Streik dauerte eine halbe Stunde.", "eine halbe Stunde", "DURATION", "PT30M"),
        ("Der Streik dauerte anderthalb Stunden.", "anderthalb Stunden", "DURATION", "PT1H30M"),
        ("Die dreitägige Messe endete.", "dreitägige", "DURATION", "P3D"),
        ("Eine 14-tägige Reise.", "14-tägige", "DURATION", "P14D"),
        ("Die Fähre fährt jeden Freitag.", "jeden Freitag", "SET", "XXXX-WXX-5"),
        ("Sie stritten tagelang.", "tagelang", "DURATION", "PXD"),
        ("Sie warteten eine Viertelstunde.", "Viertelstunde", "DURATION", "PT15M"),
        ("Die Fähre fährt jeden zweiten Tag.", "jeden zweiten Tag", "SET", "P2D"),
        ("Die Fähre fährt sonntags.", "sonntags", "SET", "XXXX-WXX-7"),
        ("Die Fähre fährt täglich.", "täglich", "SET", "P1D"),
        ("Die Fähre fährt zweimal pro Woche.", "zweimal pro Woche", "SET", "P1W"),
        ("Gewählt wird alle vier Jahre.", "alle vier Jahre", "SET", "P4Y"),
        # Feste, jetzt, vorher, nachher
        ("Am Tag der Deutschen Einheit wird gefeiert.", "Tag der Deutschen Einheit", "DATE", "2025-10-03"),
        ("Am Karfreitag war es still.", "Karfreitag", "DATE", "2025-04-18"),
        ("Die Straße ist derzeit gesperrt.", "derzeit", "DATE", "PRESENT_REF"),
        ("Sie wurde kürzlich gesperrt.", "kürzlich", "DATE", "PAST_REF"),
        ("Sie wird bald öffnen.", "bald", "DATE", "FUTURE_REF"),
    ],
)
def test_german(text: str, words: str, kind: str, value: str) -> None:
    assert found(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Die Brücke fiel am 12. Mai 2024. Zwei Tage zuvor war sie gesperrt worden.", ["2024-05-12", "2024-05-10"]),
        ("Die Brücke fiel am 12. Mai 2024. Am nächsten Morgen kam er.", ["2024-05-12", "2024-05-13TMO"]),
        ("Die Brücke fiel am 12. Mai 2024. Am Tag darauf kam er.", ["2024-05-12", "2024-05-13"]),
        (
            "Die Brücke fiel am 12. Mai 2024. Am Vortag kam er, am Tag darauf sie.",
            ["2024-05-12", "2024-05-11", "2024-05-13"],
        ),
        ("Die Brücke fiel am 12. Mai 2024. Um 15 Uhr kam er.", ["2024-05-12", "2024-05-12T15:00"]),
        ("Im Mai stieg es gegenüber dem Vorjahresmonat.", ["2025-05", "2024-05"]),
        ("Der Markt ist vom 3. bis 5. März 2025.", ["2025-03-03", "2025-03-05"]),
        ("Zwischen 14 und 16 Uhr ist zu.", ["2025-06-05T14:00", "2025-06-05T16:00"]),
        ("Gestern regnete es, heute Morgen auch.", ["2025-06-04", "2025-06-05TMO"]),
        (
            "Die Brücke fiel am Sonntag, teilte die Polizei am Dienstag mit. Am Tag darauf kam er.",
            ["2025-06-01", "2025-06-03", "2025-06-02"],
        ),
    ],
)
def test_what_later_moments_count_from(text: str, values: list[str]) -> None:
    assert [value for _, _, value in found(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Ein 40 Jahre alter Mann starb im Alter von 90 Jahren.",
        "Guten Morgen! Der Morgen graut.",
        "Sie ist 41 Jahre alt, ihr Sohn ein Jahr alt.",
        "Die Zahl stieg auf 1.200, das Spiel endete 3:2.",
        "Er zahlte 2.024 Euro.",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert found(text) == []


def test_german_pages_get_moments_and_figures_through_the_whole_pipeline() -> None:
    text = "Der Damm brach am Montag um 14.30 Uhr. Es starben zwölf Menschen. Gesucht wird bis Freitag."
    (annotations,) = pipeline.annotate([Material(text=text, published=THURSDAY)])
    assert [one.value for one in annotations.moments] == ["2025-06-02", "2025-06-02T14:30", "2025-06-06"]
    assert [(one.low, one.unit) for one in annotations.figures] == [(12.0, "count")]
