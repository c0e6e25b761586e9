"""The nouns as JSON, and articles back."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.contract import (
    annotations_json,
    article_json,
    article_of,
    explainer_json,
    json_line,
    span_json,
)
from sayso.desk import Desk
from sayso.settings import Settings
from sayso.types import Span


def test_what_the_demo_holds_stands_in_its_json(demo_store: Settings) -> None:
    with Desk.open(demo_store.folder, demo_store) as desk:
        stories = desk.stories(1000)
        for story in stories:
            explained = desk.explain(story.id)
            told = explainer_json(explained, desk.text_of)
            assert json.loads(json_line(told)) == told
            assert [(line["sentence"], line["speaker"], line["firmness"]) for line in told["what_we_know"]] == [
                (line.sentence, line.speaker, line.firmness) for line in explained.lines
            ]
            assert [[row["support"]["start"] for row in group["rows"]] for group in told["figures"]] == [
                [row.support.start for row in group.rows] for group in explained.figures
            ]
            assert [(entry["date"], len(entry["support"])) for entry in told["timeline"]] == [
                (entry.date, len(entry.support)) for entry in explained.timeline
            ]
            for article in desk.store.articles(story.articles):
                assert article_of(json.loads(json_line(article_json(article)))) == article
                found = desk.store.annotations(article.id)
                assert found is not None
                told = annotations_json(found, article.text)
                assert json.loads(json_line(told)) == told
                for name in ("statements", "figures", "moments", "mentions"):
                    for data, noun in zip(told[name], getattr(found, name), strict=True):
                        assert set(data) - {"text", "role"} == {field.name for field in fields(noun)} - {"role"}
                        assert "text" not in data or data["text"] == article.text[noun.start : noun.end]
        assert stories


def test_as_little_as_a_text_is_an_article() -> None:
    article = article_of({"id": 3, "text": "One.\n\nTwo."})
    assert (article.id, article.title, article.blocks, article.embedded) == ("3", None, (), False)
    assert article_of({"id": 3, "blocks": [["p", "One."], ["caption", "x"], ["li", "Two."]]}).text == article.text


@pytest.mark.parametrize("broken", [{"text": 3}, {"text": "a", "title": []}, {"text": "a", "blocks": [["no", "b"]]}])
def test_what_is_not_of_the_form_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        article_of(broken)


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)))
def test_a_line_is_one_line_for_every_reader(data: dict[str, object]) -> None:
    line = json_line(data)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == data


def test_a_number_that_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_line({"a": float("nan")})


def test_a_span_of_a_version_that_is_not_kept_has_no_words() -> None:
    span = Span("a", "v", 1, 3)
    assert span_json(span, lambda _article, _version: None)["text"] is None
    assert span_json(span, lambda _article, _version: "\U0001f6a2né")["text"] == "né"
