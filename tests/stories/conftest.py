"""Articles for these tests."""

from __future__ import annotations

import pytest

from sayso.types import Article
from tests.stories.story_texts import FLOOD, MakeArticle


@pytest.fixture
def make() -> MakeArticle:
    def make_article(id_: str, text: str = FLOOD, **fields: object) -> Article:
        values: dict[str, object] = {
            "version": "",
            "title": None,
            "outlet": None,
            "authors": (),
            "published": None,
            "modified": None,
            "language": "en",
            "url": None,
            "image": None,
            "tags": (),
            "blocks": (),
        }
        return Article(id=id_, text=text, **{**values, **fields})  # type: ignore[arg-type]

    return make_article
