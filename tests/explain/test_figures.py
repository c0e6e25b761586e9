"""Figures across a story: what they count, and whether they agree, were updated, or are in dispute."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sayso.explain import explain
from sayso.explain.figures import counted_in
from sayso.types import FigureGroup, Firmness, StoryArticle
from tests.explain.written import counted, person, place, said, written

NOW = datetime(2026, 3, 4, tzinfo=UTC)
LATER = "2026-03-06T10:00:00+00:00"


def groups_of(*items: StoryArticle) -> tuple[FigureGroup, ...]:
    return explain("The flood", items, NOW).figures


@pytest.mark.parametrize(
    ("text", "quote", "noun", "key"),
    [
        ("At least 12 people were killed when the dam broke.", "12", "person", "dead"),
        ("Al menos 12 personas murieron en la crecida.", "12", "persona", "dead"),
        ("La crue a fait au moins 12 morts dans la vallée.", "12", "mort", "dead"),
        ("Some 8,000 people have been displaced by the water.", "8,000", "person", "displaced"),
        ("Some 8,000 people lost their homes in the flood.", "8,000", "person", "displaced"),
        ("The group has 5,000 members in the whole country.", "5,000", "member", "members"),
        ("The army sent 400 soldiers and a boat to the valley.", "400", "soldier", "soldiers"),
        ("The quake had a magnitude of 6.5 and shook the town.", "6.5", None, "magnitude"),
        ("The two figures can't be compared, the governor said.", "two", "figure", None),
        ("The flood killed 12 people in a town of 4,000.", "4,000", None, None),
        ("Five of the dead were found in a single building.", "Five", None, None),
    ],
)
def test_what_a_figure_counts(text: str, quote: str, noun: str | None, key: str | None) -> None:
    figure = counted(text, quote, 6.5 if quote == "6.5" else 12, noun)
    found = [one for one in counted_in(written(text, figures=[figure])) if not one.part]
    assert [one.key for one in found] == ([] if key is None else [key])


def test_a_clause_keeps_two_tolls_apart() -> None:
    text = "The flood killed 12 people and injured 85 more people in the valley."
    dead, hurt = counted(text, "12", 12, "person"), counted(text, "85", 85, "person")
    assert [one.key for one in counted_in(written(text, figures=[dead, hurt]))] == ["dead", "injured"]


def test_a_figure_without_a_noun_counts_what_the_one_before_it_does() -> None:
    text = "The union said 80 percent of crew members had joined the strike. The operator put it at 35 percent."
    union = counted(text, "80 percent", 80, "member", unit="percent")
    operator = counted(text, "35 percent", 35, None, unit="percent")
    keys = [one.key for one in counted_in(written(text, figures=[union, operator]))]
    assert keys == ["turnout", "turnout"]


def _estimates(text: str, first: str, second: str, **more: object) -> StoryArticle:
    one, other = text.split(". ")
    return written(
        text,
        statements=[said(text, first, one, first), said(text, second, other, second)],
        figures=[
            counted(text, "8,000", 8000, "person", statement=0),
            counted(text, "11,000", 11000, "person", statement=1),
        ],
        **more,
    )


def test_two_speakers_of_one_article_dispute_each_other() -> None:
    text = "The province says 8,000 people were displaced. The Relief Council says 11,000 people were displaced."
    item = _estimates(text, "The province", "The Relief Council")
    [group] = groups_of(item)
    assert (group.what, group.status) == ("people displaced", "conflict")
    assert [(row.low, row.speaker) for row in group.rows] == [(8000, "The province"), (11000, "The Relief Council")]
    [question] = explain("The flood", [item], NOW).open_questions
    assert question.question == "People displaced: 8,000 (The province) or 11,000 (The Relief Council)?"


def test_one_speaker_doesnt_dispute_himself() -> None:
    text = "The province says 8,000 people were displaced. The province says 11,000 people were displaced."
    item = _estimates(text, "The province", "The province")
    assert [group.status for group in groups_of(item)] != ["conflict"]


def test_other_places_are_another_scope() -> None:
    text = (
        "The province says 8,000 people were displaced in Orl. The Council says 11,000 people were displaced in Tesk."
    )
    item = _estimates(text, "The province", "The Council", mentions=[place(text, "Orl"), place(text, "Tesk")])
    assert [group.status for group in groups_of(item)] == ["different scope"]


def _toll(number: int, published: str, outlet: str, lead: str = "") -> StoryArticle:
    text = f"The flood in the valley has killed {lead}{number} people, the province said."
    statement = said(text, "the province", f"The flood in the valley has killed {lead}{number} people", "province")
    figure = counted(text, f"{lead}{number}", number, "person", statement=0, high=None if lead else number)
    return written(text, outlet=outlet, published=published, statements=[statement], figures=[figure])


def test_a_toll_that_moves_is_news_and_no_dispute() -> None:
    first, last = _toll(12, "2026-03-03T10:00:00Z", "A", "at least "), _toll(31, LATER, "B")
    [group] = groups_of(first, last)
    assert group.status == "updated"
    assert [(row.low, row.overtaken) for row in group.rows] == [(31, False), (12, True)]


def test_equal_figures_of_two_outlets_agree() -> None:
    one = "The group has 5,000 members in the whole country."
    two = "About 5,000 members pay their dues to the group."
    [group] = groups_of(
        written(one, outlet="A", figures=[counted(one, "5,000", 5000, "member")]),
        written(
            two,
            outlet="B",
            statements=[said(two, "the group", "5,000 members pay", "group")],
            figures=[counted(two, "5,000", 5000, "member", approximate=True, statement=0)],
        ),
    )
    assert (group.what, group.status) == ("members", "agree")


def test_a_relative_figure_stands_beside_what_it_refers_to() -> None:
    text = (
        "Livia Stern estimated that the group had 5,000 members. Others put its strength at roughly half that figure."
    )
    item = written(
        text,
        statements=[said(text, "Livia Stern", "that the group had 5,000 members", "Livia Stern")],
        figures=[
            counted(text, "5,000", 5000, "member", statement=0),
            counted(text, "roughly half that figure", 2500, "member", of=0, approximate=True),
        ],
    )
    [group] = groups_of(item)
    assert (group.status, [row.low for row in group.rows]) == ("conflict", [5000, 2500])
    assert [row.derived_from and text[row.derived_from.start : row.derived_from.end] for row in group.rows] == [
        None,
        "5,000",
    ]


def test_an_old_disaster_and_a_share_of_the_toll_are_no_rows() -> None:
    text = (
        "The flood has killed 19 people, the province said. In 1938, 140 people died in the same valley. "
        "Seven bodies were found in a bus."
    )
    old = counted(text, "140", 140, "person", as_of="1938")
    bus = counted(text, "Seven", 7, "body")
    item = written(text, figures=[counted(text, "19", 19, "person"), old, bus])
    later = _toll(31, LATER, "B")
    [group] = groups_of(item, later)
    assert [row.low for row in group.rows] == [31, 19]


def test_theirs_is_another_matter() -> None:
    text = "The company says it lost 12 members. The union puts theirs at 40 members."
    item = written(
        text,
        statements=[said(text, "The company", "it lost 12 members", "company")],
        figures=[counted(text, "12", 12, "member", statement=0), counted(text, "40", 40, "member")],
    )
    assert groups_of(item) == ()


def test_reprints_give_no_rows() -> None:
    first = _toll(12, "2026-03-03T10:00:00Z", "A")
    assert groups_of(first, first) == ()


def test_a_row_is_as_of_a_day_without_its_part() -> None:
    one = "The flood killed 12 people, the mayor of Brackwater said."
    two = "The flood has killed 15 people as of Friday afternoon."
    items = [
        written(one, outlet="A", figures=[counted(one, "12", 12, "person", as_of="2026-03-03")]),
        written(two, outlet="B", figures=[counted(two, "15", 15, "person", as_of="2026-03-06TAF")], published=LATER),
    ]
    [group] = groups_of(*items)
    assert [row.as_of for row in group.rows] == ["2026-03-06", "2026-03-03"]


def _two_outlets(one: str, two: str, number: str, value: float, noun: str, unit: str = "count") -> list[StoryArticle]:
    texts = ((one, "A"), (two, "B"))
    return [
        written(text, outlet=outlet, figures=[counted(text, number, value, noun, unit=unit)]) for text, outlet in texts
    ]


def test_two_outlets_that_give_one_number_agree() -> None:
    [group] = groups_of(
        *_two_outlets(
            "The minister offered $57 million for a wall at the southern border.",
            "The wall at the southern border would get $57 million.",
            "$57 million",
            57e6,
            "wall",
            "USD",
        )
    )
    assert (group.status, [row.speaker for row in group.rows]) == ("agree", ["A", "B"])


def test_two_guards_are_no_news() -> None:
    one = "He pulled a gun on two guards in the van and fled the prison."
    two = "Two guards in the van said he pulled a gun and fled the prison."
    items = [
        written(text, outlet=outlet, figures=[counted(text, quote, 2, "guard")])
        for text, outlet, quote in ((one, "A", "two"), (two, "B", "Two"))
    ]
    assert groups_of(*items) == ()


def _offers(first: str, second: str) -> tuple[FigureGroup, ...]:
    """Two sums for contracts that two sources of one article give."""
    text = f"{first}. {second}."
    amounts = [words[words.index("$") :].split(" million")[0] + " million" for words in (first, second)]
    return groups_of(
        written(
            text,
            statements=[
                said(text, "The club", first[9:], "The club"),
                said(text, "The agent", second[10:], "The agent"),
            ],
            mentions=[person(text, name) for name in ("Brandt", "Vane", "Orr") if name in text],
            figures=[
                counted(text, amount, float(amount[1:].split()[0]) * 1e6, "contract", unit="USD", statement=place)
                for place, amount in enumerate(amounts)
            ],
        )
    )


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ("The club says it offered a contract worth $40 million for four years",
         "The agent says it offered a contract worth $25 million for four years", True),
        ("The club says it offered Vane a contract worth $40 million for four years",
         "The agent says it offered Orr a contract worth $25 million for four years", False),
        ("The club says it offered a contract worth $40 million for four years",
         "The agent says it offered a contract worth $25 million per season for four years", False),
    ],
)  # fmt: skip
def test_sums_for_others_and_for_each_season_are_no_dispute(first: str, second: str, disputed: bool) -> None:
    assert [group.status for group in _offers(first, second)] == (["conflict"] if disputed else [])


def test_shares_of_other_answers_are_no_dispute() -> None:
    text = "The poll says 23 percent of voters picked the mayor. The paper says 18 percent of voters picked the judge."
    item = written(
        text,
        statements=[
            said(text, "The poll", "23 percent of voters picked the mayor", "poll"),
            said(text, "The paper", "18 percent of voters picked the judge", "paper"),
        ],
        figures=[
            counted(text, "23 percent", 23, "voter", unit="percent", statement=0),
            counted(text, "18 percent", 18, "voter", unit="percent", statement=1),
        ],
    )
    assert groups_of(item) == ()


def test_a_few_members_are_no_size() -> None:
    one = "The group has 5,000 members in the whole country."
    two = "The judge sentenced 11 members of the group to prison."
    items = [
        written(one, outlet="A", figures=[counted(one, "5,000", 5000, "member")]),
        written(two, outlet="B", figures=[counted(two, "11", 11, "member")]),
    ]
    assert groups_of(*items) == ()


def test_a_population_is_no_toll() -> None:
    text = "Some 9,000 people lost their homes in the port, home to 41,000 people, said the mayor."
    found = counted_in(
        written(text, figures=[counted(text, "9,000", 9000, "person"), counted(text, "41,000", 41000, "person")])
    )
    assert [one.figure.low for one in found if not one.part] == [9000]


def test_of_a_toll_what_was_on_monday_is_no_dispute() -> None:
    text = "The province says 80 people were missing on Monday. The mayor says 47 people are missing."
    item = written(
        text,
        statements=[
            said(text, "The province", "80 people were missing on Monday", "province"),
            said(text, "The mayor", "47 people are missing", "mayor"),
        ],
        figures=[
            counted(text, "80", 80, "person", statement=0, as_of="2026-03-02"),
            counted(text, "47", 47, "person", statement=1),
        ],
    )
    assert [group.status for group in groups_of(item)] == ["updated"]


def test_a_number_given_before_stays_where_it_is_disputed() -> None:
    text = "The toll rose to 19 dead. The neighbours say 30 people died."
    item = written(
        text,
        outlet="B",
        statements=[said(text, "The neighbours", "30 people died", "neighbours")],
        figures=[counted(text, "19", 19, "dead"), counted(text, "30", 30, "person", statement=0)],
    )
    [group] = groups_of(_toll(19, "2026-03-03T09:00:00+00:00", "A"), item)
    assert group.status == "conflict"


def _said(text: str, who: str, quote: str, number: float, noun: str, **more: object) -> StoryArticle:
    """An article of one sentence by one speaker with one figure."""
    content = text.split(",", maxsplit=1)[0]
    outlet, published = str(more.pop("outlet")), str(more.pop("published", "2026-03-03T10:00:00+00:00"))
    figure = counted(text, quote, number, noun, statement=0, **more)
    return written(
        text, outlet=outlet, published=published, statements=[said(text, who, content, who)], figures=[figure]
    )


def test_one_body_in_three_languages_is_one_speaker() -> None:
    en = _said("The fever has killed 6 people, the Regional Health Agency said.", "Regional Health Agency", "6", 6,
               "person", outlet="A")  # fmt: skip
    es = _said("La fiebre ha matado a 6 personas, informó la Agencia Regional de Salud.", "Agencia Regional de Salud",
               "6", 6, "persona", outlet="B")  # fmt: skip
    fr = _said("La fièvre a fait 9 morts, selon l'Agence régionale de santé.", "Agence régionale de santé", "9", 9,
               "mort", outlet="C", published=LATER)  # fmt: skip
    [group] = groups_of(en, es, fr)
    assert [(row.low, row.overtaken) for row in group.rows] == [(9, False), (6, True)]


def test_what_one_body_tells_two_outlets_is_no_agreement() -> None:
    items = [
        _said("The flood drove 5,000 people out, the ministry said.", "ministry", "5,000", 5000, "person", outlet="A"),
        _said("The flood displaced 5,000 people, the Interior Ministry said.", "Interior Ministry", "5,000", 5000,
              "person", outlet="B"),
    ]  # fmt: skip
    assert groups_of(*items) == ()


def test_nobody_in_particular_adds_no_row_beside_a_named_speaker() -> None:
    items = [
        _said("The flood has killed 12 people, officials said.", "officials", "12", 12, "person", outlet="A"),
        _said("The flood has killed 12 people, Anton Brisk said.", "Anton Brisk", "12", 12, "person", outlet="B"),
        _toll(31, LATER, "C"),
    ]
    [group] = groups_of(*items)
    assert [(row.low, row.speaker) for row in group.rows] == [(31, "province"), (12, "Anton Brisk")]


def test_the_dead_of_a_whole_province_are_no_rivals_of_one_mines() -> None:
    text = "The toll at the mine stood at 11. Storms have killed 26 people across the province, the governor said."
    item = written(
        text,
        outlet="B",
        statements=[said(text, "the governor", "Storms have killed 26 people across the province", "governor")],
        figures=[counted(text, "11", 11, "toll"), counted(text, "26", 26, "person", statement=0)],
    )
    explained = explain("The mine", [_toll(4, "2026-03-02T10:00:00+00:00", "A"), item], NOW)
    assert [[row.low for row in group.rows] for group in explained.figures] == [[11, 4]]
    assert explained.open_questions == ()


def test_bodies_that_were_found_are_a_part_of_the_toll() -> None:
    text = "The number of dead has risen to nine. Rescuers found five bodies in the lower gallery, the director said."
    item = written(
        text,
        outlet="B",
        statements=[said(text, "the director", "Rescuers found five bodies in the lower gallery", "Lena Brok")],
        figures=[counted(text, "nine", 9, "dead"), counted(text, "five", 5, "body", statement=0)],
    )
    [group] = groups_of(_toll(4, "2026-03-02T10:00:00+00:00", "A"), item)
    assert [row.low for row in group.rows] == [9, 4]


@pytest.mark.parametrize(
    ("text", "quote", "key"),
    [
        ("Four miners were killed when a shaft collapsed.", "Four", "dead"),
        ("Sixteen miners are still missing in the mine.", "Sixteen", "missing"),
        ("Five miners were brought out of the mine.", "Five", "miner"),
    ],
)
def test_people_called_by_their_trade_are_counted_by_what_befell_them(text: str, quote: str, key: str) -> None:
    [one] = counted_in(written(text, figures=[counted(text, quote, 5, "miner")]))
    assert one.key == key


def test_a_raised_reward_takes_the_place_of_the_old_one() -> None:
    one = "The ministry offered a reward of $2 million for the arrest of Goran Vesk."
    two = "Koy raised the reward for Goran Vesk, the leader of the group, to $5 million from $2 million."
    items = [
        written(one, outlet="A", figures=[counted(one, "$2 million", 2e6, "reward", unit="USD")]),
        written(two, outlet="B", published=LATER, figures=[
            counted(two, "$5 million", 5e6, None, unit="USD"), counted(two, "$2 million", 2e6, None, unit="USD"),
        ]),
    ]  # fmt: skip
    [group] = groups_of(*items)
    assert (group.what, [(row.low, row.overtaken) for row in group.rows]) == ("reward", [(5e6, False), (2e6, True)])


def test_a_question_has_what_the_two_sides_say_now() -> None:
    old = _estimates(
        "The province says 8,000 people were displaced. The Relief Council says 11,000 people were displaced.",
        "The province",
        "The Relief Council",
    )
    text = "The province says 6,500 people were displaced. The Relief Council says 9,000 people were displaced."
    new = written(
        text,
        outlet="B",
        published=LATER,
        statements=[said(text, who, words, who) for who, words in (
            ("The province", "6,500 people were displaced"), ("The Relief Council", "9,000 people were displaced"),
        )],
        figures=[
            counted(text, quote, number, "person", statement=place)
            for place, (quote, number) in enumerate((("6,500", 6500), ("9,000", 9000)))
        ],
    )  # fmt: skip
    explained = explain("The flood", [old, new], NOW)
    assert [question.question for question in explained.open_questions] == [
        "People displaced: 6,500 (The province) or 9,000 (The Relief Council)?"
    ]
    assert [(row.low, row.overtaken) for row in explained.figures[0].rows] == [
        (6500, False), (9000, False), (8000, True), (11000, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Le syndicat parle de 78 % de grévistes.", "78 %", "syndicat"),
        ("The operator, Strait Lines, put the figure at 35 percent of crews.", "35 percent", "Strait Lines"),
        ("Il y a 58 malades selon elle, dit l'Agence de santé, qui compte 58 cas.", "58 cas", "Agence de santé"),
        ("The cabinet saw the agency's estimate of 1,200 cases.", "1,200", "agency"),
    ],
)
def test_a_sentence_says_who_gives_its_figure(text: str, quote: str, speaker: str) -> None:
    noun, unit = ("case", "count") if "1,200" in text or "58" in text else ("crew", "percent")
    [one] = counted_in(written(text, figures=[counted(text, quote, 50, noun, unit=unit)]))
    assert one.speaker == speaker


def test_who_denies_a_figure_doesnt_give_it() -> None:
    text = "Verrill denied that he had taken $38 million in contracts."
    denial = said(text, "Verrill", "he had taken $38 million in contracts", "Verrill", firmness=Firmness.DENIED)
    [one] = counted_in(
        written(
            text, statements=[denial], figures=[counted(text, "$38 million", 38e6, "contract", unit="USD", statement=0)]
        )
    )
    assert one.speaker is None


@pytest.mark.parametrize(
    ("text", "as_of", "expected"),
    [
        ("The quake on Monday killed 12 people in the valley.", "2026-03-02", None),
        ("The toll rose to 12 dead on Monday.", "2026-03-02", "2026-03-02"),
        ("Police have arrested 12 people in the valley by now.", "2026-03-03TAF", "2026-03-03"),
        ("Some 12 people will be dead by the summer.", "2026-SU", None),
    ],
)
def test_a_toll_is_as_of_the_day_of_the_count(text: str, as_of: str, expected: str | None) -> None:
    [one] = counted_in(written(text, figures=[counted(text, "12", 12, "person", as_of=as_of)]))
    assert one.counted_on == expected
