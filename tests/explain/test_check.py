"""No span lies, and every sentence is the words of its first span (promises 1, 2 and 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sayso.explain import check, explain, supported
from sayso.explain.check import equals_words
from sayso.types import Explainer, Firmness, Span, TimelineEntry
from tests.explain.written import said, texts_of, written

NOW = datetime(2026, 3, 4, tzinfo=UTC)
TEXT = (
    "She said that the roof of the old mill had fallen in before dawn. "
    "The mill will be rebuilt by the town of Brackwater itself."
)
ITEM = written(
    TEXT, statements=[said(TEXT, "She", "that the roof of the old mill had fallen in before dawn", "Ana Lund")]
)
TEXTS = texts_of([ITEM])


def faults_of(explained: Explainer) -> list[str]:
    return check(explained, lambda article, version: TEXTS.get((article, version)))[1]


@pytest.fixture(name="explained")
def _explained() -> Explainer:
    return explain("The mill", [ITEM], NOW)


def test_a_true_explainer_has_no_faults(explained: Explainer) -> None:
    checked, faults = check(explained, lambda article, version: TEXTS.get((article, version)))
    assert checked == sum(len(line.support) for line in explained.lines) == 2
    assert faults == []


def test_changed_words_are_found(explained: Explainer) -> None:
    line = explained.lines[0]
    lie = replace(line, sentence=line.sentence.replace("mill", "church"))
    assert any("the page says" in fault for fault in faults_of(replace(explained, lines=(lie,))))


def test_a_span_outside_the_text_and_an_unknown_version_are_found(explained: Explainer) -> None:
    span = explained.lines[0].support[0]
    outside = replace(explained.lines[0], support=(replace(span, end=10_000),))
    unknown = replace(explained.lines[0], support=(replace(span, version="0" * 16),))
    empty = replace(explained.lines[0], support=(replace(span, end=span.start),))
    assert len(faults_of(replace(explained, lines=(outside, unknown, empty)))) == 3


def test_what_has_no_support_is_found_and_dropped(explained: Explainer) -> None:
    bare = replace(explained.lines[0], support=())
    assert any("no support" in fault for fault in faults_of(replace(explained, lines=(bare,))))
    assert supported([bare, explained.lines[0]]) == (explained.lines[0],)
    assert supported([TimelineEntry("2026", "x", (Span("a", "v", 3, 3),))]) == ()


def test_a_line_without_a_speaker_or_in_too_firm_a_group_is_found(explained: Explainer) -> None:
    line = explained.lines[0]
    nobody = replace(line, speaker=" ")
    firmer = replace(line, firmness=Firmness.ALLEGED, group="confirmed")
    assert len(faults_of(replace(explained, lines=(nobody, firmer)))) == 2


@pytest.mark.parametrize(
    ("sentence", "words", "equal"),
    [
        ("The mill burned.", "The mill burned.", True),
        ("[Ana Lund] said so.", "She said so.", True),
        ("“It burned,” [Ana Lund] said.", "“It burned,” she said.", True),
        ("[Ana Lund] dit que oui.", "Elle dit que oui.", True),
        ("[Ana Lund] said so.", "Piet Rask said so.", False),
        ("[Ana Lund] said so.", "Lund said so.", False),
        ("[Ana Lund] said so.", "The chief said so.", False),
        ("[Ana Lund] said so.", "She said so. And more.", False),
        ("He [the owner] left.", "He [the owner] left.", True),
        ("[Ana] said [it] fell.", "She said [it] fell.", True),
        ("[Ana] and [Piet] left.", "She and he left.", True),
        ("[Ana] said no.", "She said so.", False),
        ("The mill did not burn.", "The mill burned.", False),
        ("[]", "she", False),
        ("The minister [Ana Lund] said no.", "The minister said no.", True),
        ("The minister [Ana Lund] said no.", "The minister Piet Rask said no.", False),
        ("The mayor [Ana Lund] said no.", "The minister said no.", False),
        ("The minister said no [Ana Lund].", "The minister said no.", True),
    ],
)
def test_a_bracket_stands_for_a_pronoun_or_for_nothing(sentence: str, words: str, equal: bool) -> None:
    assert equals_words(sentence, words) is equal
