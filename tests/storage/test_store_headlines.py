"""Headlines: articles as lists show them."""

from __future__ import annotations

from sayso.protocols import Store
from tests.storage.store_material import NOW, an_article, page_of


def test_headlines_are_the_articles_without_what_is_slow_to_read(store: Store) -> None:
    articles = [an_article(number) for number in (1, 2)]
    for article in articles:
        store.keep_page(page_of(article), [article], NOW)
    heads = store.headlines([articles[1].id, "nothing", articles[0].id])
    assert [head.id for head in heads] == [articles[1].id, articles[0].id]
    for head, article in zip(heads, reversed(articles), strict=True):
        for name in ("version", "title", "outlet", "published", "language", "url", "embedded"):
            assert getattr(head, name) == getattr(article, name)
        assert (head.text, head.blocks, head.authors, head.links) == ("", (), (), ())
