"""Pages built in unusual ways: old tables, bases, unseen paragraphs, text in JSON-LD alone, odd addresses."""

from __future__ import annotations

import json

from sayso.extract import extract
from sayso.types import Article
from tests.extract.pages import PARAGRAPHS, html_page, page

TITLE = "Port Ellery reopens its harbour"
TEXT = "\n\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
OTHER = (
    "Two fishing boats collided in fog near Cape Orme on Thursday morning, and their crews were brought ashore. The "
    "coast guard said that it had warned of fog at six. Both boats will be raised next week, the harbour office said, "
    "when the wind has turned to the east. The owners asked for a new radar station on the cape last year already."
)


def main(content: bytes, address: str | None = "https://news.example.com/a") -> Article:
    return extract(page(content, address=address))[0]


def test_references_are_relative_to_the_pages_base() -> None:
    head = '<base href="https://cdn.example.com/x/"><meta property="og:image" content="a.jpg">'
    body = '<ul><li><a href="b">Ferry captain who rescued forty sailors retires</a></li></ul>'
    article = main(html_page(body=body, head=head))
    assert article.image == "https://cdn.example.com/x/a.jpg"
    assert [link.url for link in article.links] == ["https://cdn.example.com/x/b"]
    assert main(html_page(head='<base href="javascript:x">')).url == "https://news.example.com/a"


def test_a_lead_in_before_a_link_keeps_its_address() -> None:
    led = '<p><strong>Read more:</strong> <a href="/b">Ferry captain who rescued forty sailors retires</a></p>'
    content = html_page(paragraphs=()).replace(b"</article>", (BODY + led).encode() + b"</article>")
    assert [(link.title, link.url) for link in main(content).links] == [
        ("Ferry captain who rescued forty sailors retires", "https://news.example.com/b")
    ]


def test_text_in_jsonld_alone_keeps_its_paragraphs() -> None:
    said = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": TEXT})
    script = f'<script type="application/ld+json">{said}</script>'
    article = main(f"<html><head>{script}</head><body><div id=root></div></body></html>".encode())
    assert (article.title, article.text) == (TITLE, TEXT)


def test_a_table_whose_cell_holds_broken_lines() -> None:
    lines = "<br><br>".join(PARAGRAPHS)
    cells = f"<td><a href=/>Home</a></td><td><b>{TITLE}</b><br><br>{lines}</td>"
    content = f"<html><head><title>{TITLE}</title></head><body><table><tr>{cells}</tr></table></body></html>"
    assert main(content.encode()).text == TEXT


def test_unseen_paragraphs_are_no_text() -> None:
    content = html_page().replace(b"</article>", f"<p hidden>{OTHER[:130]}</p></article>".encode())
    assert main(content).text == TEXT


def test_a_headline_that_only_a_subheading_gives() -> None:
    assert main(f"<body><h2>{TITLE}</h2>{BODY}".encode()).title == TITLE


def test_a_few_zero_bytes_do_not_make_a_page_binary() -> None:
    assert main(html_page().replace(b"harbour of", b"harbour\x00 of", 1)).text == TEXT


def test_an_address_that_cannot_be_taken_apart_is_none() -> None:
    assert main(html_page(), "http://[bad").url is None


def test_the_outlet_of_a_listed_article_is_not_the_pages() -> None:
    card = (
        f'<article><h2><a href="/c">Boats collide off Cape Orme</a></h2><p class="source">Cape Herald</p><p>{OTHER}</p>'
    )
    content = html_page(body=f"{card}</article>", title=f"{TITLE} - Harbour News", heading=TITLE)
    mine, boats = extract(page(content, address="https://www.harbournews.com/a"))
    assert (mine.outlet, boats.outlet, boats.text) == ("Harbour News", "Cape Herald", OTHER)


def test_prompts_of_a_paywall_are_no_text() -> None:
    wall = "<p>Already a subscriber? Log in</p><p>¿Ya eres suscriptor? Inicia sesión</p><p>Déjà abonné ?</p>"
    assert main(html_page().replace(b"</article>", f"{wall}</article>".encode())).text == TEXT
