"""The promises over the demo's store. Each test names the promise that it holds sayso to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from sayso import pipeline, sample
from sayso.desk import Desk
from sayso.errors import Declined
from sayso.explain.check import equals_words
from sayso.settings import Settings
from sayso.text import slug, statement_id, version_of
from sayso.types import (
    Annotations,
    Article,
    ArticleState,
    Explainer,
    Firmness,
    MentionType,
    Relation,
    Span,
    Statement,
    Story,
)
from sayso.worker import PAGES_AT_ONCE


@pytest.fixture(scope="module")
def desk(demo_store: Settings) -> Iterator[Desk]:
    with Desk.open(demo_store.folder, demo_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def articles(desk: Desk) -> list[tuple[Article, Annotations]]:
    ids = [id_ for outlet, _, _ in desk.outlets() for id_ in desk.store.outlet_article_ids(slug(outlet))]
    found = [(article, desk.store.annotations(article.id)) for article in desk.store.articles(ids)]
    return [(article, annotations) for article, annotations in found if annotations is not None]


@pytest.fixture(scope="module")
def explained(desk: Desk) -> list[tuple[Story, Explainer]]:
    return [(story, desk.explain(story.id)) for story in desk.stories(1000)]


def words_of(desk: Desk, span: Span) -> str:
    return (desk.text_of(span.article, span.version) or "")[span.start : span.end]


def spans_of(explainer: Explainer) -> Iterator[Span]:
    for line in dict.fromkeys((*explainer.lines, *explainer.summary, *explainer.quotes, *explainer.by_outlet)):
        yield from line.support
    for item in (*explainer.timeline, *explainer.open_questions):
        yield from item.support
    yield from (row.support for group in explainer.figures for row in group.rows)


# --- 1: a span never lies


def test_1_every_annotation_is_a_slice_of_its_version(articles: list[tuple[Article, Annotations]]) -> None:
    assert len(articles) >= 60
    for article, found in articles:
        assert article.version == version_of(article.text)
        extents = [e for s in found.statements for role in (s.source, s.cue, s.content) for e in role]
        extents += [(one.start, one.end) for one in (*found.figures, *found.moments, *found.mentions)]
        assert extents
        for start, end in extents:
            assert 0 <= start < end <= len(article.text)
            assert article.text[start:end].strip()
        for figure in found.figures:
            assert figure.statement is None or 0 <= figure.statement < len(found.statements)
            assert figure.of is None or 0 <= figure.of < len(found.figures)


def test_1_every_span_of_every_explainer_is_a_slice_of_a_kept_version(
    desk: Desk, explained: list[tuple[Story, Explainer]]
) -> None:
    checked = 0
    for _, explainer in explained:
        for span in spans_of(explainer):
            text = desk.text_of(span.article, span.version)
            assert text is not None
            assert version_of(text) == span.version
            assert 0 <= span.start < span.end <= len(text)
            checked += 1
    assert checked > 200
    assert desk.verify() == (checked, [])


def test_1_statements_are_found_by_ids_that_stay(desk: Desk, articles: list[tuple[Article, Annotations]]) -> None:
    for article, found in articles[:20]:
        for statement in found.statements:
            id_ = statement_id(article.version, statement.content)
            where, version, kept = desk.store.statement(id_)
            assert version == article.version
            assert desk.text_of(where, version) == article.text
            assert kept.content == statement.content


def test_1_a_corrected_article_has_both_versions_under_one_id(desk: Desk) -> None:
    twice = [one["title"] for one in sample.articles() if one["versions"] == 2]
    assert twice
    for title in twice:
        views = [desk.article(hit.article) for hit in desk.search(f'"{title}"', limit=5)]
        changed = [view for view in views if len(view.versions) == 2]
        assert changed
        texts = [desk.text_of(changed[0].article.id, version) for version, _ in changed[0].versions]
        assert None not in texts
        assert texts[0] != texts[1]
        assert texts[1] == changed[0].article.text


# --- 2: no sentence without support


def test_2_every_sentence_is_the_words_of_its_span(desk: Desk, explained: list[tuple[Story, Explainer]]) -> None:
    sentences = 0
    for _, explainer in explained:
        for item in (*explainer.lines, *explainer.timeline):
            assert equals_words(item.sentence, words_of(desk, item.support[0]))
            sentences += 1
        for question in explainer.open_questions:
            assert question.support
    assert sentences > 100


@pytest.mark.parametrize(
    "question", ["How many people died?", "Who was charged?", "What does the repair cost?", "¿Cuántos muertos hay?"]
)
def test_2_every_answer_and_summary_is_an_extract(desk: Desk, question: str) -> None:
    for answer in desk.ask(question):
        first = answer.support[0]
        assert equals_words(
            answer.sentence, (desk.text_of(first.article, first.version) or "")[first.start : first.end]
        )
    article = desk.stories()[0].articles[0]
    lines = desk.summarise(article)
    assert 1 <= len(lines) <= 3
    for line in lines:
        assert equals_words(line.sentence, words_of(desk, line.support[0]))


# --- 3: a claim never gets firmer on its way


def test_3_no_line_is_firmer_than_the_statement_that_it_shows(
    desk: Desk, explained: list[tuple[Story, Explainer]]
) -> None:
    compared = 0
    for _, explainer in explained:
        for line in explainer.lines:
            assert line.speaker
            span = line.support[0]
            found = desk.store.annotations(span.article)
            if line.own_voice or found is None or desk.store.article(span.article).version != span.version:
                continue
            said = [s.firmness.rank for s in found.statements if s.speaker == line.speaker and _stands_in(s, span)]
            if said:
                assert line.firmness.rank >= min(said)
                compared += 1
            if line.group == "confirmed":
                assert line.firmness is Firmness.CONFIRMED
    assert compared > 20


def _stands_in(statement: Statement, span: Span) -> bool:
    return all(span.start <= start and end <= span.end for start, end in statement.content)


def test_3_what_is_alleged_is_never_shown_as_fact(explained: list[tuple[Story, Explainer]]) -> None:
    lines = [line for _, explainer in explained for line in explainer.lines]
    for line in lines:
        if line.firmness.rank >= Firmness.ESTIMATED.rank:
            assert line.group in {"expected", "alleged or estimated", "not established"}
            assert line.group != "expected" or line.firmness is Firmness.EXPECTED
        if re.search(r"\b(alleged|allegedly|presuntamente|présumé)\b", line.sentence, re.IGNORECASE) and line.own_voice:
            assert line.firmness.rank >= Firmness.ALLEGED.rank
    assert any(line.firmness is Firmness.ALLEGED for line in lines)


# --- 6: ten reprints are one source


def test_6_independent_counts_publishers_and_nobody_twice(desk: Desk) -> None:
    for story in desk.stories(1000):
        members = desk.story(story.id).members
        counted = [a for a, place in members if place.relation in {Relation.ORIGINAL, Relation.INDEPENDENT}]
        families = {pipeline.publisher_of(article) or article.outlet for article in counted}
        assert story.sources.articles == len(members)
        assert story.sources.independent <= len(families) or story.sources.independent <= 1
        copies = [place for _, place in members if place.relation is Relation.COPY]
        assert all(place.copy_of for place in copies)
        assert story.sources.independent + len(copies) <= len(members) + 1


def test_6_lines_never_count_more_publishers_than_the_story_has(explained: list[tuple[Story, Explainer]]) -> None:
    for story, explainer in explained:
        assert explainer.sources == story.sources
        assert all(0 <= line.independent <= max(1, story.sources.independent) for line in explainer.lines)


def test_6_the_wire_report_and_its_reprints_are_one(desk: Desk) -> None:
    reprints = [one for one in sample.articles() if one["relation"] == "copy"]
    assert len(reprints) >= 5
    shown = [place for story in desk.stories(1000) for _, place in desk.story(story.id).members]
    assert sum(place.relation is Relation.COPY for place in shown) >= len(reprints) * 0.8


# --- 7 and 8: links never break, twice is once


def test_7_every_article_and_story_is_found_by_its_address(
    desk: Desk, articles: list[tuple[Article, Annotations]]
) -> None:
    for article, _ in articles:
        view = desk.article(article.id)
        assert view.state is ArticleState.LIVE
        if view.story is not None:
            assert article.id in {member.id for member, _ in desk.story(view.story.id).members}


def test_8_the_same_pages_again_change_nothing(demo_copy: Settings) -> None:
    with Desk.open(demo_copy.folder, demo_copy) as desk:
        before = desk.counts(), [(story.id, story.articles) for story in desk.stories(1000)]
        pages = list(desk.store.pages())
        assert len(pages) > PAGES_AT_ONCE
        with desk.store.writing():
            outcomes = [desk.store.known_page(page) for page in pages]
        assert {outcome.status if outcome else "new" for outcome in outcomes} == {"unchanged"}
        desk.work()
        assert (desk.counts(), [(story.id, story.articles) for story in desk.stories(1000)]) == before


# --- 9 and 11


def test_9_every_page_of_the_newsroom_has_an_outcome(desk: Desk) -> None:
    assert desk.problems() == []
    assert desk.counts()["pages"] == len(list(desk.store.pages()))


def test_11_no_private_person_is_explained_or_tagged(desk: Desk, articles: list[tuple[Article, Annotations]]) -> None:
    kinds: dict[str, Counter[MentionType]] = {}
    for _, found in articles:
        for mention in found.mentions:
            kinds.setdefault(mention.name, Counter())[mention.type] += 1
    people = {name for name, counted in kinds.items() if counted[MentionType.PERSON] * 2 > counted.total()}
    private = sorted(name for name in people if " " in name and not desk.is_public(name))
    assert private
    assert any(desk.is_public(name) for name in people)
    squeezed = {"".join(name.split()).casefold() for name in private}
    for article, _ in articles:
        assert not {tag.casefold() for tag in desk.article(article.id).hashtags} & squeezed
    for name in private[:10]:
        with pytest.raises(Declined, match="three independent"):
            desk.explain(name)
