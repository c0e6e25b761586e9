"""What we know: who says each line, how firmly, who stands behind it, and that it stands alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sayso.explain import explain, explain_subject, summarise
from sayso.types import Firmness, Line, Relation, StoryArticle
from tests.explain.written import counted, person, said, written

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def lines_of(*items: StoryArticle) -> tuple[Line, ...]:
    return explain("Fire at the mill", items, NOW).lines


def sentences_of(*items: StoryArticle) -> list[str]:
    return [line.sentence for line in lines_of(*items)]


FIRE = "The old mill in Brackwater burned down in the night after a lightning strike."


def test_an_outlets_own_sentence_has_the_outlet_as_speaker() -> None:
    [line] = lines_of(written(FIRE, outlet="Mill Gazette"))
    assert (line.speaker, line.own_voice, line.firmness, line.group) == (
        "Mill Gazette",
        True,
        Firmness.STATED,
        "stated",
    )


def test_a_statement_gives_speaker_firmness_and_via() -> None:
    text = "Two people are thought to be inside the mill, Radio Brack reported, citing the fire chief Ana Lund."
    statement = said(
        text,
        "the fire chief Ana Lund",
        "Two people are thought to be inside the mill",
        "Ana Lund",
        Firmness.POSSIBLE,
        via=("Radio Brack",),
    )
    [line] = lines_of(written(text, statements=[statement]))
    assert (line.speaker, line.firmness, line.via, line.own_voice) == (
        "Ana Lund",
        Firmness.POSSIBLE,
        ("Radio Brack",),
        False,
    )
    assert line.group == "alleged or estimated"


def test_what_is_promised_is_expected_and_not_alleged() -> None:
    [line] = lines_of(written("The council promised to rebuild the old river bridge by the end of December."))
    assert (line.firmness, line.group) == (Firmness.EXPECTED, "expected")


@pytest.mark.parametrize(
    ("sentence", "firmness"),
    [
        ("The owner of the mill allegedly set the fire himself that night.", Firmness.ALLEGED),
        ("The mill could reopen before the end of the year in Brackwater.", Firmness.POSSIBLE),
        ("The mill is expected to reopen before the end of the year.", Firmness.EXPECTED),
        ("Neighbours could hear the beams of the mill fall one by one.", Firmness.STATED),
        ("The mill will close for good in May after a hundred years.", Firmness.STATED),
        ("El dueño habría provocado el incendio del molino de Brackwater.", Firmness.POSSIBLE),
        ("Le propriétaire du moulin est soupçonné de fraude à l'assurance.", Firmness.ALLEGED),
    ],
)
def test_hedges_in_an_outlets_own_words_lower_its_firmness(sentence: str, firmness: Firmness) -> None:
    [line] = lines_of(written(sentence))
    assert line.firmness is firmness


def test_a_hedge_inside_a_stated_statement_lowers_it_too() -> None:
    text = "The police said the owner of the mill may have set the fire himself."
    statement = said(text, "The police", "the owner of the mill may have set the fire himself", "police")
    [line] = lines_of(written(text, statements=[statement]))
    assert line.firmness is Firmness.POSSIBLE


def test_nobody_is_no_speaker() -> None:
    text = "Nobody agrees on how the fire at the old mill in Brackwater began."
    statement = said(text, "Nobody", "how the fire at the old mill in Brackwater began", "Nobody")
    [line] = lines_of(written(text, outlet="Mill Gazette", statements=[statement]))
    assert (line.speaker, line.group) == ("Mill Gazette", "not established")


def test_a_pronoun_is_filled_in_with_the_resolved_name() -> None:
    text = "She said that the roof of the old mill had fallen in before dawn."
    statement = said(text, "She", "that the roof of the old mill had fallen in before dawn", "Ana Lund")
    assert sentences_of(written(text, statements=[statement])) == [
        "[Ana Lund] said that the roof of the old mill had fallen in before dawn."
    ]


def test_a_trailing_pronoun_is_filled_in_too() -> None:
    text = "“The roof of the old mill fell in before dawn,” she said on Tuesday."
    statement = said(text, "she", "“The roof of the old mill fell in before dawn,”", "Ana Lund")
    assert sentences_of(written(text, statements=[statement])) == [
        "“The roof of the old mill fell in before dawn,” [Ana Lund] said on Tuesday."
    ]


@pytest.mark.parametrize(
    "leaning",
    [
        "But the old mill in Brackwater had burned once before that night.",
        "That is why the old mill in Brackwater burned down so fast.",
        "He had warned the owners of the old mill in Brackwater twice.",
        "They had warned the owners of the old mill in Brackwater twice.",
        "“The old mill burned like paper and nobody came to help.”",
        "“They have never seen such a fire at the old mill in the night.”",
        "Did the owners of the old mill in Brackwater set the fire?",
        "the middle of a sentence about the old mill in Brackwater.",
        "“The old mill burned down in the night and nobody came to help.",
        "The operator of the old mill in Brackwater denied that.",
        "Confirmed losses at the mill stood at two million, it said on Tuesday.",
        "Pero el viejo molino de Brackwater ya se había quemado una vez.",
        "Mais le vieux moulin de Brackwater avait déjà brûlé une fois.",
        "The operator of the mill put the figure at two million crowns.",
        "The old mill in Brackwater and its lightning rod",
    ],
)
def test_what_leans_on_other_sentences_is_no_line(leaning: str) -> None:
    assert sentences_of(written(leaning)) == []


def test_a_pronoun_with_its_name_before_it_stands_alone() -> None:
    text = "Ana Lund of the fire brigade said she had warned the owners twice."
    assert sentences_of(written(text, mentions=[person(text, "Ana Lund")])) == [text]


def test_a_dateline_is_no_part_of_a_line() -> None:
    assert sentences_of(written(f"BRACKWATER, Norland (Meridian) - {FIRE}")) == [FIRE]


def test_other_words_of_other_publishers_merge_and_count() -> None:
    other = "In Brackwater the old mill burned down after lightning struck in the night."
    [line] = lines_of(written(FIRE, outlet="A"), written(other, outlet="B"))
    assert line.independent == 2
    assert len(line.support) == 2


def test_reprints_and_a_publishers_own_follow_up_add_nothing() -> None:
    items = [
        written(FIRE, outlet="Wire", id="w", relation=Relation.ORIGINAL),
        *[written(FIRE, outlet=f"Reprint {n}", relation=Relation.COPY, copy_of="w") for n in range(10)],
        written(FIRE, outlet="Wire", published="2026-03-03T18:00:00+00:00"),
    ]
    [line] = lines_of(*items)
    assert line.independent == 1
    assert line.support[0].article == "w" or line.support[0].article.startswith("a")
    assert len(line.support) <= 6


def test_reprints_whose_original_is_absent_are_one_source() -> None:
    items = [written(FIRE, outlet=f"Reprint {n}", family="Wire", relation=Relation.COPY) for n in range(3)]
    assert [line.independent for line in lines_of(*items)] == [1]


def test_what_cant_be_told_is_not_counted() -> None:
    items = [written(FIRE, outlet="A"), written(FIRE, outlet="B", relation=Relation.UNDETERMINED)]
    assert [line.independent for line in lines_of(*items)] == [1]


def test_other_numbers_never_merge() -> None:
    one = "The fire at the old mill in Brackwater killed 12 people in the night."
    two = "The fire at the old mill in Brackwater killed 15 people in the night."
    items = [
        written(one, outlet="A", figures=[counted(one, "12", 12, "person")]),
        written(two, outlet="B", figures=[counted(two, "15", 15, "person")]),
    ]
    assert {line.independent for line in lines_of(*items)} == {1}


def test_an_overtaken_toll_gives_way_to_the_newest() -> None:
    one = "The fire at the old mill in Brackwater killed 12 people in the night."
    two = "The fire at the old mill in Brackwater has now killed 31 people."
    items = [
        written(one, outlet="A", figures=[counted(one, "12", 12, "person")]),
        written(two, outlet="B", published="2026-03-05T10:00:00Z", figures=[counted(two, "31", 31, "person")]),
    ]
    assert sentences_of(*items)[0] == two


def test_a_denial_and_what_it_denies_are_not_established() -> None:
    claim = "Neighbours said that the owner had removed the lightning rod of the old mill."
    denial = "The owner denied that he had removed the lightning rod of the old mill."
    items = [
        written(
            claim,
            outlet="A",
            statements=[said(claim, "Neighbours", "that the owner had removed the lightning rod of the old mill")],
        ),
        written(
            denial,
            outlet="B",
            statements=[
                said(
                    denial,
                    "The owner",
                    "that he had removed the lightning rod of the old mill",
                    "Piet Rask",
                    Firmness.DENIED,
                )
            ],
            mentions=[person(denial, "The owner", "Piet Rask")],
        ),
    ]
    found = lines_of(*items)
    assert {line.group for line in found} == {"not established"}
    assert {line.firmness for line in found} == {Firmness.STATED, Firmness.DENIED}


def test_what_says_itself_that_it_isnt_known_is_not_established() -> None:
    [line] = lines_of(written("It was not immediately clear how the fire at the old mill in Brackwater began."))
    assert line.group == "not established"


def test_at_most_twelve_lines_none_twice() -> None:
    words = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa".split()
    text = " ".join(f"The {one} {one}ville council of {one}land rebuilt {one} bridge number." for one in words)
    found = sentences_of(written(text))
    assert len(found) <= 12
    assert len(set(found)) == len(found)


def test_a_subject_gets_only_sentences_that_name_it() -> None:
    text = f"{FIRE} The Northern Bank has lent the town of Brackwater three million crowns."
    explained = explain_subject("Northern Bank", [written(text)], NOW)
    assert [line.sentence for line in explained.lines] == [
        "The Northern Bank has lent the town of Brackwater three million crowns."
    ]


def test_a_summary_is_three_sentences_in_their_order() -> None:
    text = (
        f"{FIRE} The fire brigade of Brackwater needed six hours to put the mill out. "
        "A choir was to sing in the courtyard on Sunday. The town will rebuild the mill with stone from the old quarry."
    )
    found = summarise(written(text), NOW)
    assert 1 <= len(found) <= 3
    starts = [line.support[0].start for line in found]
    assert starts == sorted(starts)
    assert all(text[line.support[0].start : line.support[0].end] == line.sentence for line in found)


def test_no_articles_no_lines() -> None:
    explained = explain("Nothing", [], NOW)
    assert (explained.lines, explained.figures, explained.timeline, explained.open_questions) == ((), (), (), ())
