# ruff: noqa: E501 - markup reads better on one line
import json

import pytest

from sayso.errors import NoArticle, PageError
from sayso.extract import extract
from sayso.text import article_id, joined, version_of
from sayso.types import Article, Block, BlockKind, FeedEntry
from tests.extract.pages import FURNITURE, PARAGRAPHS, html_page, page

FETCHED = "2026-03-14T12:00:00Z"
EMPTY = FeedEntry(None, None, None, None, (), None, None, None, None, (), None)


def main(content: bytes, **more: object) -> Article:
    return extract(page(content, fetched=FETCHED, **more))[0]


def test_kinds_of_blocks_in_reading_order() -> None:
    body = (
        f"<p>{PARAGRAPHS[0]}</p><h2>What was replaced</h2><p>{PARAGRAPHS[1]}</p><blockquote><p>{PARAGRAPHS[2]}</p></blockquote>"
        f"<ul><li>The northern quay, by four hundred metres</li><li>Two cranes from the year 1961</li></ul><p>{PARAGRAPHS[3]}</p>"
    )
    content = f"<html><head><title>x</title></head><body><article><h1>Harbour reopens</h1>{body}</article></body></html>".encode()
    article = main(content)
    kinds = [block.kind for block in article.blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM,
                     BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]  # fmt: skip
    assert article.text == joined(article.blocks)
    assert article.version == version_of(article.text)


def test_white_space_is_folded_and_soft_hyphens_go() -> None:
    article = main(
        html_page(paragraphs=("The har\u00adbour\n  of\tPort Ellery re\u00adopened on Monday.", *PARAGRAPHS[1:]))
    )
    assert article.blocks[0].text == "The harbour of Port Ellery reopened on Monday."


def test_furniture_and_other_headlines_are_no_text() -> None:
    lonely = '<p><a href="/b">Ferry captain who rescued forty sailors retires</a></p>'
    lead = '<p><strong>Read more: <a href="/c">The island that has no more boats at all</a></strong></p>'
    text = "".join(f"<p>{one}</p>" for one in (PARAGRAPHS[0], PARAGRAPHS[1])) + lonely + lead
    text += "".join(f"<p>{one}</p>" for one in (*PARAGRAPHS[2:], *FURNITURE))
    content = f"<html><body><article><h1>Harbour reopens</h1>{text}</article></body></html>".encode()
    article = main(content)
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert {(link.title, link.url) for link in article.links} >= {
        ("Ferry captain who rescued forty sailors retires", "https://news.example.com/b"),
    }
    assert any("island that has no more boats" in link.title for link in article.links)


SITE = '<meta property="og:site_name" content="Ellery Post">'


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (SITE, "Port Ellery reopens its harbour | Ellery Post"),
        (SITE, "Port Ellery reopens its harbour – Ellery Post – 30.01.2024"),
        (SITE, "Ellery Post | Port Ellery reopens its harbour"),
        ("", "Port Ellery reopens its harbour - news.example.com"),
    ],
)
def test_the_titles_site_suffix_goes(head: str, title: str) -> None:
    content = html_page(head=head, title=title, heading=" ").replace(b"<h1> </h1>", b"")
    assert main(content).title == "Port Ellery reopens its harbour"


def test_the_visible_headline_wins_over_the_one_for_search_engines() -> None:
    head = '<meta property="og:title" content="Harbour: all you need to know"><meta name="twitter:title" content="Harbour: all">'
    assert main(html_page(head=head)).title == "Port Ellery reopens its harbour"


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_metadata_from_json_ld() -> None:
    thing = {
        "@type": ["NewsArticle"], "headline": "Port Ellery reopens its harbour", "datePublished": "2026-03-02T10:00:00+01:00",
        "dateModified": "2026-03-02T12:30:00+01:00", "author": [{"@type": "Person", "name": "Nora Quill"}, {"name": "dpa"}],
        "publisher": {"@type": "Organization", "name": "Ellery Post"}, "image": {"url": "/i.jpg"}, "keywords": "harbour, Ellery",
    }  # fmt: skip
    graph = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "X"}, thing]})
    article = main(
        html_page(head=f'<script type="application/ld+json"><!--{graph},\n--></script>'.replace("}],", "},],"))
    )
    article = main(html_page(head=f'<script type="application/ld+json">{graph}</script>'))
    assert article.outlet == "Ellery Post"
    assert article.authors == ("Nora Quill", "dpa")
    assert article.published == "2026-03-02T10:00:00+01:00"
    assert article.modified == "2026-03-02T12:30:00+01:00"
    assert article.image == "https://news.example.com/i.jpg"
    assert article.tags == ("harbour", "Ellery")
    assert article.language == "en"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","datePublished":"2026-03-02",}',
        '<!-- {"@type":"NewsArticle","datePublished":"2026-03-02"} -->',
        '{"@type":"NewsArticle","headline":"a\nb","datePublished":"2026-03-02"}',
        '{"@type":"NewsArticle","datePublished":"2026-03-02"}{"@type":"WebPage"}',
        '[[{"@type":"http://schema.org/NewsArticle","datePublished":["2026-03-02"]}]]',
    ],
)
def test_broken_json_ld_is_mended(script: str) -> None:
    assert main(html_page(head=f'<script type="application/ld+json">{script}</script>')).published == "2026-03-02"


def test_hopeless_json_ld_is_passed_by() -> None:
    for script in (
        '{"@type":',
        "[" * 5000,
        "null",
        '{"@type": 5, "author": 7, "datePublished": {}, "image": [[]], "keywords": [1]}',
    ):
        assert main(html_page(head=f'<script type="application/ld+json">{script}</script>')).text


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("By Nora Quill", ("Nora Quill",)),
        ("NORA QUILL and Ben Ode", ("Nora Quill", "Ben Ode")),
        ("Nora Quill, Political Correspondent", ("Nora Quill",)),
        ("Von Nora Quill, Berlin", ("Nora Quill",)),
        ("Nora Quill/dpa", ("Nora Quill", "dpa")),
        ("Nora Quill nora@example.com", ("Nora Quill",)),
        ("Андрей Колесников", ("Андрей Колесников",)),
        ("大渡 美咲", ("大渡 美咲",)),
        ("Reuters", ("Reuters",)),
        ("Ellery Post Staff", ("Ellery Post Staff",)),
        ("Editorial Team", ("Editorial Team",)),
    ],
)
def test_authors(author: str, expected: tuple[str, ...]) -> None:
    site = '<meta property="og:site_name" content="Ellery Post">'
    assert main(html_page(head=site + ld(author={"name": author}))).authors == expected


def test_author_and_date_beside_the_headline() -> None:
    content = html_page().replace(b"</h1>", b"</h1><div>Por Nora Quill. viernes, 6 de marzo de 2026</div>")
    article = main(content)
    assert (article.authors, article.published) == (("Nora Quill",), "2026-03-06")
    assert "Nora Quill." not in article.text


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"),
        ("2026-03-02T10:00:00+0100", "2026-03-02T10:00:00+01:00"),
        ("2026-03-02 10:00:00", "2026-03-02"),
        ("2026-03-02T10:00:00.123Z", "2026-03-02T10:00:00Z"),
        ("1772445600", "2026-03-02T10:00:00Z"),
        ("March 2, 2026", "2026-03-02"),
        ("2 mars 2026", "2026-03-02"),
        ("02.03.2026", "2026-03-02"),
        ("2026-03-16T10:00:00Z", None),
        ("2026-13-45", None),
        ("0001-01-01", None),
        ("soon", None),
    ],
)
def test_dates(given: str, published: str | None) -> None:
    assert main(html_page(head=f'<meta property="article:published_time" content="{given}">')).published == published


def test_the_canonical_address_is_trusted_on_its_own_site_alone() -> None:
    for claimed, url in (
        ("https://www.example.com/x?utm_source=feed", "https://www.example.com/x?utm_source=feed"),
        ("https://evil.example.org/x", "https://news.example.com/a"),
        ("https://news.example.com/", "https://news.example.com/a"),
        ("javascript:alert(1)", "https://news.example.com/a"),
    ):
        article = main(html_page(head=f'<link rel="canonical" href="{claimed}">'))
        assert article.url == url
        assert article.id == article_id(url, "", None, None, "")
    saved = extract(page(html_page(head='<link rel="canonical" href="https://a.example.org/x">'), address=None))[0]
    assert saved.url == "https://a.example.org/x"


def test_identical_texts_of_two_outlets_are_two_articles() -> None:
    one, other = (extract(page(html_page(), address=None, outlet=name))[0] for name in ("A Post", "B Post"))
    assert one.text == other.text
    assert one.id != other.id


def test_the_feed_fills_what_the_page_leaves_out() -> None:
    hints = FeedEntry(
        None, "Feed title", "2026-03-01T08:00:00Z", None, ("Feed Author",), None, None, "Carrier", None, ("t",), "en"
    )
    article = main(html_page(), hints=hints, outlet="True Source")
    assert article.title == "Port Ellery reopens its harbour"
    assert (article.outlet, article.published, article.authors, article.tags) == (
        "True Source", "2026-03-01T08:00:00Z", ("Feed Author",), ("t",))  # fmt: skip


@pytest.mark.parametrize("wrap", ["<section class=rel><h2>Related Articles</h2>{}</section>", "{}"])
def test_embedded_articles(wrap: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    cards = "".join(
        f"<article><div>{outlet}</div><time datetime='2026-03-13T10:00:00Z'>a day ago</time><h3>{title}</h3>{text}</article>"
        for outlet, title in (
            ("Cape Herald", "Boats collide in fog off Cape Orme"),
            ("Strait Post", "Rescue crews praise the new radar"),
        )
    )
    articles = extract(page(html_page(body=wrap.format(cards)), fetched=FETCHED))
    assert [article.embedded for article in articles] == [False, True, True]
    assert articles[0].text == "\n\n".join(PARAGRAPHS)
    assert articles[1].title == "Boats collide in fog off Cape Orme"
    assert articles[1].text == "\n\n".join(PARAGRAPHS)
    assert articles[1].published == "2026-03-13T10:00:00Z"
    assert len({article.id for article in articles}) == 3
    again = extract(page(html_page(body=wrap.format(cards)), fetched=FETCHED))
    assert again == articles


def test_teasers_are_no_articles() -> None:
    teasers = "".join(
        f"<div><h3><a href='/{n}'>A teaser headline of many words</a></h3><p>Two lines of a teaser, no more than that.</p></div>"
        for n in range(4)
    )
    articles = extract(page(html_page(body=f"<section><h2>Related Articles</h2>{teasers}</section>"), fetched=FETCHED))
    assert len(articles) == 1
    assert "teaser" not in articles[0].text


def test_a_box_of_links_between_paragraphs_keeps_the_text_whole() -> None:
    halves = ["".join(f"<p>{one}</p>" for one in half) for half in (PARAGRAPHS[:2], PARAGRAPHS[2:])]
    inner = f"{halves[0]}<p>Related</p><ul><li><a href='/x'>Ferry captain who rescued sailors retires</a></li></ul>{halves[1]}"
    article = main(f"<html><body><article><h1>Harbour reopens</h1>{inner}</article></body></html>".encode())
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_layout_tables() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    content = (
        f"<table><tr><td><a href='/'>Ellery Post</a></td><td><h1>Harbour reopens</h1>{text}</td></tr></table>".encode()
    )
    assert main(b"<html><body>" + content + b"</body></html>").text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\n \n\n", "\n\n\n"])
def test_a_ready_article_is_stored_as_it_is(gap: str) -> None:
    text = gap.join(PARAGRAPHS) + " "
    fields = {"id": 7, "title": "A title", "text": text, "published": "2026-03-02", "outlet": "Ellery Post", "language": "en",
              "url": "https://e.example.com/1"}  # fmt: skip
    (article,) = extract(page(json.dumps(fields).encode(), "article", None))
    assert article.text == text
    assert article.version == version_of(text)
    assert article.blocks == tuple(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in PARAGRAPHS)
    assert (article.title, article.outlet, article.published, article.language, article.url) == (
        "A title", "Ellery Post", "2026-03-02", "en", "https://e.example.com/1")  # fmt: skip


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"{", PageError), (b"[1]", PageError), (b'{"title": "x"}', NoArticle), (b'{"text": 5}', NoArticle)],
)
def test_a_broken_ready_article(content: bytes, error: type[PageError]) -> None:
    with pytest.raises(error):
        extract(page(content, "article"))
