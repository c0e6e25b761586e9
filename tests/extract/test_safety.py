import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import NoArticle, PageError
from sayso.extract import extract
from sayso.extract.pool import outcome_of
from sayso.extract.safety import MAX_BYTES, depth_reached
from sayso.text import joined, version_of
from tests.extract.pages import html_page, page


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00rest", "gzip"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"some\x00thing\x01\x02", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"<p>x</p>" * (50 * 2**20 // 8), "too large"),
        (b"a" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_what_is_no_page_is_refused_with_a_line(content: bytes, reason: str) -> None:
    for kind in ("html", "text"):
        with pytest.raises(PageError, match=reason) as caught:
            extract(page(content, kind))
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith("the page: ")
        assert caught.value.way_out


@pytest.mark.parametrize(
    "deep",
    [
        b"<div>" * 100_000,
        b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
        b"<b></i>" * 100_000,
        b"<script></script><div class='>'>" * 100_000,
        b'<!-- --><div title="</div>">' * 100_000,
    ],
)
def test_deep_nesting_is_refused_at_once(deep: bytes) -> None:
    before = time.process_time()
    with pytest.raises(PageError, match="nested more than 512 deep"):
        extract(page(deep))
    assert time.process_time() - before < 0.5


@pytest.mark.parametrize(
    ("markup", "depth"),
    [
        (b"<p>a<p>b<p>c", 1),
        (b"<ul><li>a<li>b<li>c</ul>", 2),
        (b"<br>" * 1000, 0),
        (b"<img src='a>b'>" * 1000, 0),
        (b"<script>'<div>'</script>" * 1000, 0),
        (b"<!-- <div> -->" * 1000, 0),
        (b"<div><span></span></div>" * 1000, 2),
        (b"a < b and c > d", 0),
        (b"<div title='unclosed><p>x</p></div>", 2),
    ],
)
def test_depth_of_real_markup(markup: bytes, depth: int) -> None:
    assert depth_reached(markup) == depth


@pytest.mark.parametrize("piece", [b"<script>", b"<b/><i x='", b"<script></style>", b"<", b"<!--", b'<a "'])
def test_the_depth_scan_is_linear(piece: bytes) -> None:
    before = time.process_time()
    depth_reached(piece * (1_000_000 // len(piece)))
    assert time.process_time() - before < 1.0


def test_a_truncated_page_gives_what_is_there() -> None:
    whole = html_page()
    (article,) = extract(page(whole[: whole.index(b"Fishermen") + 20]))
    assert article.text.startswith("The harbour of Port Ellery")
    with pytest.raises(NoArticle, match="no article"):
        extract(page(whole[:200]))


def test_a_page_without_an_article() -> None:
    with pytest.raises(NoArticle, match="no article"):
        extract(page(b"<html><body><a href='/a'>News</a> <a href='/b'>Sport</a></body></html>"))
    with pytest.raises(NoArticle, match="no article"):
        extract(page(b"Home\nNews\nSport\n", "text"))


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(PageError, match="pdf"):
        extract(page(b"words", "pdf"))


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div",
        " class='x'",
        ">",
        "<article>",
        "</article>",
        "<h1>",
        "<table><tr><td>",
        "<script type='application/ld+json'>",
        '{"@type":"NewsArticle","headline":',
        "</script>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "\x00",
        "\u2028",
        "\ud7ff",
        "<time datetime='9999-99-99'>",
        "<title>",
        "Related articles",
        "2 hours ago",
        "The harbour reopened on Monday, the port authority said.",
        "<blockquote>",
        "<li>",
        "<meta property='og:title' content='",
        "<a href='//['>",
        "]]>",
        "<base href='http://[::1'>",
        "\n",
    ]
)


def _is_sound(pages_content: bytes, kind: str) -> None:
    # Anything but a PageError comes out of the pool's function as it was raised.
    outcome = outcome_of(page(pages_content, kind, fetched="2026-03-01T12:00:00Z"), extract)
    if isinstance(outcome, PageError):
        assert "\n" not in str(outcome)
        return
    assert outcome
    for article in outcome:
        assert article.version == version_of(article.text)
        if kind != "article":
            assert article.text == joined(article.blocks)
            assert all(block.text and "\n" not in block.text for block in article.blocks)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(["html", "text", "article"]))
def test_only_page_errors_for_any_markup(markup: str, kind: str) -> None:
    _is_sound(markup.encode("utf-8", "surrogatepass"), kind)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["html", "text", "article"]))
def test_only_page_errors_for_any_bytes(content: bytes, kind: str) -> None:
    _is_sound(content, kind)
