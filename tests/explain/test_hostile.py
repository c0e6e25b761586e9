"""Any text, any annotations: nothing raises, and what comes out is true to its spans."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.explain import answer, check, compare, explain, explain_subject, summarise
from sayso.text import sentences
from sayso.types import (
    Annotations,
    Figure,
    Firmness,
    Mention,
    MentionType,
    Moment,
    MomentType,
    Relation,
    Statement,
    StoryArticle,
)
from tests.explain.written import said, texts_of, written

NOW = datetime(2026, 3, 4, tzinfo=UTC)
_PIECES = st.sampled_from(
    """The mill burned down in the night. | He said “it is over”. | But | [Name] | 12 people were killed | about 8,000 |
    « | » | " | “ | ” | $5m | 2026 | on Tuesday | ? | ! | . | , | ORLIN (Wire) - | no se sabe | denied that |
    \n\n | said | the old mill in Brackwater had fallen | \u202f | \ud83d\ude00 | may | allegedly | [ | ]""".split(
        " | "
    )
)
_TEXTS = st.one_of(st.lists(_PIECES, max_size=40).map(" ".join), st.text(max_size=200))
_AMOUNTS = st.one_of(st.none(), st.floats(allow_nan=False), st.integers(-(10**12), 10**12).map(float))


@st.composite
def _items(draw: st.DrawFn) -> StoryArticle:
    text = draw(_TEXTS)
    item = written(
        text,
        outlet=draw(st.sampled_from(["A", "B", "C"])),
        published=draw(st.sampled_from(["2026-03-03T10:00:00Z", "2026-03-04", "not a time"])),
        language=draw(st.sampled_from(["en", "es", "fr", "xx"])),
        relation=draw(st.sampled_from(list(Relation))),
        title=draw(st.text(max_size=20)),
    )
    extents = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda e: (min(e), max(e)))
    statements = draw(
        st.lists(
            st.builds(
                Statement,
                source=st.lists(extents, max_size=2).map(tuple),
                cue=st.just(()),
                content=st.lists(extents, max_size=2).map(tuple),
                speaker=st.sampled_from([None, "Ana Lund", "she", "nobody", "[x]"]),
                firmness=st.sampled_from(list(Firmness)),
                via=st.just(()),
                kind=st.just("direct"),
                score=st.just(0.5),
                shown=st.booleans(),
            ),
            max_size=4,
        )
    )
    figures = draw(
        st.lists(
            st.builds(
                lambda extent, low, high, unit, noun, statement, of: Figure(
                    *extent, low, high, unit, noun, False, None, statement, of
                ),
                extents,
                _AMOUNTS,
                _AMOUNTS,
                st.sampled_from(["count", "percent", "USD", "day"]),
                st.sampled_from([None, "person", "member", "mill"]),
                st.sampled_from([None, 0, 3]),
                st.sampled_from([None, 0, 5]),
            ),
            max_size=5,
        )
    )
    moments = draw(
        st.lists(
            st.builds(
                lambda extent, value: Moment(*extent, MomentType.DATE, value),
                extents,
                st.sampled_from(["2026-03-03", "2026-SU", "XXXX", "2026-99-99", "2026", ""]),
            ),
            max_size=3,
        )
    )
    mentions = draw(
        st.lists(
            st.builds(
                lambda extent, type_: Mention(*extent, type_, "Ana Lund"), extents, st.sampled_from(list(MentionType))
            ),
            max_size=3,
        )
    )
    found = Annotations("test", tuple(statements), tuple(figures), tuple(moments), tuple(mentions))
    return replace(item, annotations=found)


@settings(max_examples=60, deadline=None)
@given(st.lists(_items(), max_size=4), st.text(max_size=40))
def test_nothing_raises_and_no_span_lies(items: list[StoryArticle], question: str) -> None:
    texts = texts_of(items)
    for explained in (explain("x", items, NOW), explain_subject(question, items, NOW)):
        _, faults = check(explained, lambda article, version: texts.get((article, version)))
        assert faults == []
        assert len(explained.lines) <= 12
        assert len(explained.timeline) <= 12
    for found in (*answer(question, items, NOW), *answer("How many people died at the mill?", items, NOW)):
        span = found.support[0]
        assert 0 <= span.start < span.end <= len(texts[span.article, span.version])
    for item in items:
        assert len(summarise(item, NOW)) <= 3
    for a, b in itertools.pairwise(items):
        verdict = compare((a.article.text, a.annotations), (b.article.text, b.annotations))
        assert verdict.label in {"agree", "conflict", "undetermined"}
        assert 0 <= verdict.score <= 1


def test_a_megabyte_without_a_full_stop_takes_no_time() -> None:
    began = time.process_time()
    for text in ("word " * 200_000, "“" * 1_000_000, "A. " * 300_000, "1,000 " * 170_000, "[" * 1_000_000):
        item = written(text)
        assert explain("x", [item], NOW).subject == "x"
        answer("How many words are there in the mill?", [item], NOW)
    assert time.process_time() - began < 10


def test_a_story_of_two_thousand_articles_takes_seconds() -> None:
    sentence = (
        "The council of Brackwater voted on Tuesday to rebuild the {} mill with {} tonnes of stone, Ana Lund said."
    )
    items = []
    for number in range(2000):
        text = " ".join(sentence.format(f"word{number % 97}", number) for _ in range(3))
        content = text[: sentences(text)[0][1] - len(", Ana Lund said.")]
        items.append(
            written(text, outlet=f"Outlet {number % 50}", statements=[said(text, "Ana Lund", content, "Ana Lund")])
        )
    began = time.process_time()
    explained = explain("x", items, NOW)
    assert time.process_time() - began < 8
    assert explained.sources.articles == 2000
