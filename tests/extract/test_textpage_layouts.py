"""Saved pages of many layouts: the same articles, whatever stands around and between them."""

from __future__ import annotations

import textwrap

import pytest

from sayso.extract import extract
from sayso.types import Article, BlockKind
from tests.extract.pages import page

FETCHED = "2026-03-14T12:00:00Z"
DAM_TITLE = "Why the Osk dam is kept half empty this spring"
DAM = (
    "The regional water board said on Tuesday that the Osk dam would stay half empty until a gate has been replaced.",
    "Farmers in the lower valley, who draw most of their water from the reservoir, called the decision a disaster.",
    "“Nobody asked us,” said Petra Lund, who grows beans near Tarn.",
    "The board disagrees.",
    "Its chairman, Olav Breck, said that two meetings had been held in January and that the minutes were public.",
    "Engineers found the crack during a routine dive in November, according to a report that was published last week.",
)
BUS_TITLE = "Eleven hurt as night bus leaves road near Kelm"
BUS = (
    "A night bus left the road near Kelm early on Friday and came to rest in a field, injuring eleven passengers, the "
    "police said. None of them was in danger on Friday afternoon, a spokesman for the hospital said. The driver, who "
    "is 52, had been at the wheel for less than two hours. Investigators closed the road until noon."
)
LONG_TITLE = (
    "Passengers of the night bus that left the road near Kelm on Friday describe how they climbed through the broken "
    "windows, called for help and waited in the cold for an hour until the first of the ambulances came from the town"
)
TAX_TITLE = "Tax on sugary drinks to rise in October"
TAX = (
    "The finance ministry will raise the tax on sugary drinks from October, the minister said on Thursday, and will "
    "spend the income on school meals. Brewers were relieved to be left out. The lobby of the soft drink makers "
    'called the plan "a tax on thirst" and said that it would cost 1,400 jobs in the south of the country.'
)
MAIN = "\n".join((DAM_TITLE, *DAM)) + "\n"
BUS_AT, TAX_AT = "2026-03-14T09:00:00Z", "2026-03-14T07:00:00Z"


def read(text: str) -> tuple[Article, ...]:
    return extract(page(text.encode(), "text", None, fetched=FETCHED))


@pytest.mark.parametrize(
    ("section", "card"),
    [
        ("Trending", "{outlet}\n{title}\n{age} ago\n{text}"),
        ("You might also like", "{title}\n{text}\n{outlet}\n{age} ago"),
        ("Related Articles:", "{outlet}, {age} ago\n{title}\n{text}"),
        ("Related stories", "{title} ({outlet}, {age} ago)\n{text}"),
        ("Related stories", "{title} - {outlet}\n{age} ago\n{text}"),
        ("Recommended for you", "{title}\nSource: {outlet} | {age} ago\n{text}"),
        ("More stories", "{title}\nBy {outlet} • {age} ago\n{text}"),
        ("Up next", "Politics\n{outlet}\n{age} ago\n{title}\nBy Ann Roe and Bo Li\n{text}"),
        ("", "{age} ago\n{outlet}\n{title}\n{text}"),
    ],
)
def test_outlet_age_title_and_text_in_every_order(section: str, card: str) -> None:
    cards = [
        card.format(title=BUS_TITLE, outlet="Kelm Radio", age="3 hours", text=BUS),
        card.format(title=TAX_TITLE, outlet="The Crown Times", age="5 hours", text=TAX),
    ]
    dam, *others = read("\n".join((MAIN + section, *cards)))
    assert dam.text == "\n\n".join(DAM)
    assert [(one.title, one.outlet, one.published, one.text) for one in others] == [
        (BUS_TITLE, "Kelm Radio", BUS_AT, BUS),
        (TAX_TITLE, "The Crown Times", TAX_AT, TAX),
    ]


def test_outlets_without_ages() -> None:
    _, bus, tax = read(f"{MAIN}Related Articles\nKelm Radio\n{BUS_TITLE}\n{BUS}\nThe Crown Times\n{TAX_TITLE}\n{TAX}\n")
    assert (bus.outlet, bus.title, tax.outlet, tax.title) == ("Kelm Radio", BUS_TITLE, "The Crown Times", TAX_TITLE)


@pytest.mark.parametrize(
    "title",
    [
        "A bus left the road. Then the questions began.",
        LONG_TITLE,
    ],
)
def test_titles_that_look_like_paragraphs(title: str) -> None:
    _, bus = read(f"{MAIN}Related Articles\n3 hours ago\nKelm Radio\n{title}\n{BUS}\n")
    assert (bus.title, bus.outlet, bus.text) == (title, "Kelm Radio", BUS)
    (alone,) = read(f"{title}\n{BUS}\n")
    assert (alone.title, alone.text) == (title, BUS)


def test_the_pages_own_article_may_come_last() -> None:
    dam, bus, tax = read(
        f"Latest news\n3 hours ago\nKelm Radio\n{BUS_TITLE}\n{BUS}\n"
        f"5 hours ago\nCrown Times\n{TAX_TITLE}\n{TAX}\n\n{MAIN}"
    )
    assert (dam.title, dam.text, dam.embedded) == (DAM_TITLE, "\n\n".join(DAM), False)
    assert [(one.title, one.text) for one in (bus, tax)] == [(BUS_TITLE, BUS), (TAX_TITLE, TAX)]


def test_furniture_of_many_kinds() -> None:
    text = "\n".join(
        (
            *("Skip to content", "Valley Courier", "News", "Sport", "Weather", "Sign in", "Saturday, March 14, 2026"),
            *("Breaking: Elk herd at its largest since 1974", DAM_TITLE, "By Nora Quill", "March 13, 2026 5:40 pm ET"),
            *("Share", "Photo: Nora Quill / Valley Courier", "The dam from the east. (AP Photo/Nora Quill)"),
            *(*DAM[:2], "Advertisement", DAM[2], "Get the best of Valley Courier in your inbox every morning."),
            "This site uses cookies to improve your experience. " * 5,
            *(*DAM[3:], "This story was originally published by Kelm Radio.", "© 2026 Valley Media Group"),
            "Nora Quill writes about water. Follow her on Mastodon @noraquill.",
        )
    )
    (dam,) = read(text)
    assert (dam.title, dam.outlet, dam.published, dam.authors) == (
        DAM_TITLE,
        "Valley Courier",
        "2026-03-13",
        ("Nora Quill",),
    )
    assert dam.text == "\n\n".join(DAM)


def test_lists_long_subheadings_and_headlines_between_paragraphs() -> None:
    subheading = "What the report of the engineers says about the crack in the gate"
    lines = (
        *(DAM_TITLE, *DAM[:2], "The plan has three parts:"),
        *("• the gate is replaced", "• the reservoir is filled", "• farmers are paid"),
        *("Read more: Bean prices at their highest for ten years", DAM[2], subheading, *DAM[3:]),
        *("Most read", "1. " + BUS_TITLE, "2. " + TAX_TITLE),
    )
    (dam,) = read("\n".join(lines))
    kinds = [(block.kind, block.text) for block in dam.blocks]
    assert [text for kind, text in kinds if kind is BlockKind.LIST_ITEM] == [
        "the gate is replaced",
        "the reservoir is filled",
        "farmers are paid",
    ]
    assert (BlockKind.HEADING, subheading) in kinds
    assert [link.title for link in dam.links] == [
        "Bean prices at their highest for ten years",
        BUS_TITLE,
        TAX_TITLE,
    ]


def test_dialogue_is_no_list() -> None:
    said = ("– No nos moveremos de aquí, dijo ella.", "– Volveremos mañana, dijo el agente.")
    (dam,) = read("\n".join((DAM_TITLE, DAM[0], *said, *DAM[1:])))
    assert all(line in dam.text for line in said)


def test_a_section_name_within_an_article_does_not_end_it() -> None:
    (dam,) = read("\n".join((DAM_TITLE, *DAM[:3], "Related:", BUS_TITLE, TAX_TITLE, *DAM[3:])))
    assert dam.text == "\n\n".join(DAM)
    assert [link.title for link in dam.links] == [BUS_TITLE, TAX_TITLE]


@pytest.mark.parametrize(
    "title",
    [
        "Por qué la presa de Osk sigue medio vacía",
        "By the river, a town waits for water",
        "Von der Leyen besucht den Stausee",
    ],
)
def test_titles_that_begin_like_a_byline(title: str) -> None:
    (dam,) = read("\n".join((title, "By Nora Quill, Valley Courier, 3 March 2026", *DAM)))
    assert (dam.title, dam.authors, dam.outlet, dam.published) == (
        title,
        ("Nora Quill",),
        "Valley Courier",
        "2026-03-03",
    )


def test_one_sentence_under_a_title_is_a_teaser() -> None:
    (dam,) = read(f"{MAIN}Related Articles\nKelm Radio\n3 hours ago\n{BUS_TITLE}\nThe driver was unhurt.\n")
    assert [link.title for link in dam.links] == [BUS_TITLE]


def test_markdown() -> None:
    body = "\n\n".join(DAM)
    dam, bus = read(
        f"# {DAM_TITLE}\n\n*By Nora Quill*\n\n{body}\n\n## Related\n\n### {BUS_TITLE}\n3 hours ago\n\n{BUS}\n"
    )
    assert (dam.title, dam.authors, dam.text) == (DAM_TITLE, ("Nora Quill",), body)
    assert (bus.title, bus.text) == (BUS_TITLE, BUS)


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_text_wrapped_at_a_column(blank: str) -> None:
    lines = (DAM_TITLE, *DAM, "Related Articles", "3 hours ago", "Kelm Radio", BUS_TITLE, BUS)
    dam, bus = read(blank.join(textwrap.fill(line, 72) for line in lines))
    assert dam.text == "\n\n".join(DAM)
    assert (bus.title, bus.outlet, bus.text) == (BUS_TITLE, "Kelm Radio", BUS)


@pytest.mark.parametrize("name", ["Today, 10:32", "heute, 10:32 Uhr", "Published 5:40 AM EDT, March 14, 2026"])
def test_times_of_today(name: str) -> None:
    (dam,) = read("\n".join((DAM_TITLE, name, *DAM)))
    assert (dam.published, dam.outlet) == ("2026-03-14", None)
