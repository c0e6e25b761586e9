import pytest

from sayso.errors import NoArticle
from sayso.extract import extract
from sayso.extract.metadata.ages import time_in
from sayso.extract.textpage.selfname import self_named
from sayso.text import instant
from sayso.types import Article, BlockKind
from tests.extract.pages import page

FETCHED = "2026-03-14T12:00:00Z"
MAIN = """Why is the Lumen Strait closed to ships?
On 2 March the coast guard closed the Lumen Strait to all ships longer than fifty metres, without giving a reason.
Here is what we know about the closure:
A spokeswoman for the ministry of transport, Ada Renn, told the Beacon that a wreck had shifted on the sea bed.
The pilot school disagrees.
"No wreck of that size is on our charts," its director said on Thursday.
Ferry captain who rescued forty sailors retires
Cómo vive una isla sin barcos: la crónica de una semana en el estrecho de Lumen
"""
LONG = (
    "Two fishing boats collided in fog near Cape Orme on Thursday morning, and their crews were brought ashore. "
    '"We heard the horn too late," skipper Bo Lind said. The coast guard said that it had warned of fog at six. '
    "Both boats will be raised next week, the harbour office said, when the wind has turned to the east. "
    "The owners asked for a new radar station on the cape, as they had done after a similar collision five years ago."
)
ORME = (
    LONG.replace('" skipper Bo Lind said', '" skipper Bo Lind told Orme News')
    + " Orme News has seen the log of the radio station."
)


def read(text: str) -> tuple[Article, ...]:
    return extract(page(text.encode(), "text", None, fetched=FETCHED))


@pytest.mark.parametrize(
    ("section", "cards"),
    [
        (
            "Related Articles",
            "Cape Herald\nan hour ago\n- Cape Herald\nBoats collide in thick fog off Cape Orme\n{text}\n",
        ),
        ("More stories", "\n42 minutes ago\nCape Herald\nBoats collide in thick fog off Cape Orme\n{text}\n"),
        ("You may also like", "Boats collide in thick fog off Cape Orme\nCape Herald · 2 hours ago\n{text}\n"),
        ("Artículos relacionados", "Cape Herald\nhace 2 horas\nBoats collide in thick fog off Cape Orme\n{text}\n"),
        ("À lire aussi", "il y a une heure\nCape Herald\n\nBoats collide in thick fog off Cape Orme\n\n{text}\n"),
        ("Lesen Sie auch", "Cape Herald | vor 3 Stunden\nBoats collide in thick fog off Cape Orme\n{text}\n"),
        ("Related", "Published 3 hours ago\nCape Herald\nBoats collide in thick fog off Cape Orme\n{text}\n"),
    ],
)
def test_articles_under_a_section_of_others(section: str, cards: str) -> None:
    furniture = (
        "Hashtags\n#Lumen #Strait\nTry Our AI Features\nExplore what Tide AI can do for you:\n"
        "Comments\nNo comments yet...\n"
    )
    second = cards.replace("Cape Herald", "Strait Post").replace(
        "Boats collide in thick fog off Cape Orme", "Rescue crews praise new radar plan"
    )
    articles = read(MAIN + furniture + section + "\n" + cards.format(text=LONG) + second.format(text=LONG[20:]))
    assert [article.title for article in articles] == [
        "Why is the Lumen Strait closed to ships?",
        "Boats collide in thick fog off Cape Orme",
        "Rescue crews praise new radar plan",
    ]
    assert [article.outlet for article in articles] == [None, "Cape Herald", "Strait Post"]
    assert [article.embedded for article in articles] == [False, True, True]
    assert articles[1].text == LONG
    assert articles[1].published is not None
    assert articles[0].tags == ("Lumen", "Strait")
    assert [link.title for link in articles[0].links] == MAIN.splitlines()[-2:]
    assert articles[0].text == "\n\n".join(MAIN.splitlines()[1:6])
    assert len({article.id for article in articles}) == 3


def test_an_age_is_resolved_against_the_time_of_fetching() -> None:
    articles = read(MAIN + "Related Articles\n42 minutes ago\nCape Herald\nBoats collide in fog off Cape Orme\n" + LONG)
    assert articles[1].published == "2026-03-14T11:18:00Z"
    (article,) = extract(page((MAIN + "\nUpdated 2 hours ago").encode(), "text", None))
    assert article.published is None


def test_the_outlet_from_the_texts_own_name() -> None:
    articles = read(f"{MAIN}Related Articles\n42 minutes ago\nBoats collide in thick fog off Cape Orme\n{ORME}")
    assert articles[1].outlet == "Orme News"


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("He told the Orme Herald so. She told the Orme Herald more.", "Orme Herald"),
        ("He told the BBC so.", None),
        ("He told Congress so. She told Congress more.", None),
        ("He told BBC News so. She told Sky News more. They told BBC News and told Sky News.", None),
        ("Lo dijo a El Diario del Sur. También contó a El Diario del Sur su viaje.", "El Diario del Sur"),
    ],
)
def test_self_reference_counts_from_two(text: str, outlet: str | None) -> None:
    assert self_named(text) == outlet


def test_subheadings_teasers_and_order() -> None:
    text = (
        MAIN.replace("The pilot school disagrees.", "What the pilots say\nThe pilot school disagrees.")
        + "Comments\nOlaf\n2 hours ago\nI never trusted that ministry with anything at all.\n"
        + "Related Articles\nStrait Post\n3 hours ago\nA teaser without any text at all\n"
        + f"Cape Herald\nan hour ago\nBoats collide in thick fog off Cape Orme\n{LONG}\nWhat comes next\n{LONG[10:]}\n"
    )
    main, boats = read(text)
    assert (BlockKind.HEADING, "What the pilots say") in [(block.kind, block.text) for block in main.blocks]
    assert "never trusted" not in "".join(article.text for article in (main, boats))
    assert main.links[-1].title == "A teaser without any text at all"
    assert [block.kind for block in boats.blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_simple_text_file() -> None:
    text = (
        "Harbour reopens after two years of work\nBy Nora Quill and Ben Ode\n5 June 2025\n\n" + LONG + "\n\n" + LONG[9:]
    )
    (article,) = read(text)
    assert article.title == "Harbour reopens after two years of work"
    assert article.authors == ("Nora Quill", "Ben Ode")
    assert article.published == "2025-06-05"
    assert article.text == LONG + "\n\n" + LONG[9:]
    assert article.language == "en"


def test_hard_wrapped_text_is_joined() -> None:
    text = (
        "Harbour reopens after two years\n\nThe harbour of Port Ellery reopened on Monday after two\n"
        "years of work, the port authority said in a statement that\nwas read out on the new pier.\n\n"
        "Engineers had replaced four hundred metres of the quay,\nwhich had collapsed in the storm of last year.\n"
    )
    (article,) = read(text)
    assert article.title == "Harbour reopens after two years"
    assert [block.text.split()[0] for block in article.blocks] == ["The", "Engineers"]


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("42 minutes ago", "2026-03-14T11:18:00Z"),
        ("an hour ago", "2026-03-14T11:00:00Z"),
        ("Published 3 hours ago", "2026-03-14T09:00:00Z"),
        ("5 days ago", "2026-03-09"),
        ("hace 2 horas", "2026-03-14T10:00:00Z"),
        ("hace una hora", "2026-03-14T11:00:00Z"),
        ("il y a 3 heures", "2026-03-14T09:00:00Z"),
        ("il y a une heure", "2026-03-14T11:00:00Z"),
        ("vor 2 Tagen", "2026-03-12"),
        ("2h", "2026-03-14T10:00:00Z"),
        ("yesterday", "2026-03-13"),
        ("5 June 2025", "2025-06-05"),
        ("June 5, 2025 at 10:32 am", "2025-06-05"),
        ("Publicado el 5 de junio de 2025", "2025-06-05"),
        ("Thursday, 5 June 2025", "2025-06-05"),
        ("2025-06-05", "2025-06-05"),
        ("The strike of 5 June 2025 cost the port a third of its income", None),
        ("Two hours ago nobody believed it", None),
        ("11 soldiers", None),
    ],
)
def test_ages_and_dates(line: str, time: str | None) -> None:
    found = time_in(line, instant(FETCHED))
    assert (found.iso if found and not found.rest else None) == time


def test_text_without_paragraphs() -> None:
    with pytest.raises(NoArticle):
        read("Home\nNews\nWeather\nSport\n")
