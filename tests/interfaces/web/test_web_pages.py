"""What the pages say and where their links lead."""

from __future__ import annotations

import re
from html import unescape

import pytest

from sayso.desk import Desk
from sayso.interfaces.addresses import article_path, span_path
from sayso.text import version_of
from tests.interfaces.web.asgi_client import SiteClient
from tests.interfaces.web.web_material import (
    BOATS,
    COPY,
    EARLIER_TEXT,
    OLD,
    OWN,
    REMOVED,
    UNSURE,
    WIRE,
    WITHDRAWN,
    span,
)

STORY = "/story/s1-bridge-to-close-on-friday"
ARTICLE = article_path(WIRE.id, WIRE.title)


def text_of(html: str) -> str:
    """The page's words, tags dropped and white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def get(client: SiteClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, response.text
    return response.text


# --- front ---------------------------------------------------------------------------------------------------------


def test_front_shows_counts_outlets_languages_and_age(client: SiteClient) -> None:
    told = text_of(get(client, "/"))
    assert "5 articles, 2 independent sources, 1 undetermined" in told
    assert "El Faro, Quay Wire, Daily Echo, Morning Post" in told
    assert "English, Spanish" in told
    assert "42 minutes ago" in told


def test_each_page_says_that_the_newsroom_is_a_sample(client: SiteClient) -> None:
    for path in ("/", STORY, ARTICLE, "/search", "/tag/harbourbridge", "/outlet/quay-wire", "/nothing"):
        told = text_of(client.get(path).text)
        assert "fictional outlets and people; the clock is pinned to 4 May 2031, 12:00 UTC" in told, path


def test_front_has_pages(client: SiteClient) -> None:
    assert "No stories on this page." in get(client, "/?page=2")
    assert 'rel="prev" href="/?page=1"' in get(client, "/?page=2")


def test_a_page_number_that_is_none_is_told(client: SiteClient) -> None:
    assert "page: " in get(client, "/?page=zero", 400)


# --- story -----------------------------------------------------------------------------------------------------------


def test_what_we_know_is_grouped_and_each_line_leads_to_its_words(client: SiteClient) -> None:
    html = get(client, STORY)
    order = [
        html.index(f"<h3>{heading} ") for heading in ("Confirmed", "Stated", "Alleged or estimated", "Not established")
    ]
    assert order == sorted(order)
    assert span_path(span(WIRE, BOATS), WIRE.title).replace("&", "&amp;") in html
    told = text_of(html)
    assert "extracted" in told
    assert "confirmed Mayor Ilse Brandt 1 independent source Read it in Quay Wire, Morning Post" in told
    assert "stated Quay Wire (the outlet’s own voice) 2 independent sources" in told
    assert "autoridad del puerto via El Faro" in told


def test_a_sentence_in_another_language_is_marked(client: SiteClient) -> None:
    html = get(client, STORY)
    assert '<p class="sentence" dir="auto" lang="es">Hay 55 barcos' in html
    assert '<span dir="auto" lang="es">Nadie sabe' in html  # an open question in the article's own words


def test_figures_say_who_and_as_of_when(client: SiteClient) -> None:
    told = text_of(get(client, STORY))
    assert "boats sources conflict" in told
    assert "about 40the outletnot saidQuay Wire" in told
    assert "at least 55autoridad del puerto3 May 2031El Faro" in told


def test_copies_are_folded_under_what_they_copy(client: SiteClient) -> None:
    html = get(client, STORY)
    coverage = html[html.index('id="coverage"') :]
    wire, copy = coverage.index(WIRE.title or ""), coverage.index(COPY.title or "")
    own, rewrite, unsure = (coverage.index(t) for t in (OWN.title or "", "Boats stuck", UNSURE.title or ""))
    assert own < wire < copy < rewrite < unsure
    assert "<summary>1 copy</summary>" in coverage[wire:copy]
    assert "same 28-word passage as Quay Wire’s" in text_of(coverage)


def test_a_story_answers_in_its_articles_words(client: SiteClient) -> None:
    assert "The articles don’t say." in text_of(get(client, f"{STORY}?ask=Who+painted+the+moon%3F"))


def test_a_wrong_slug_leads_to_the_right_one(client: SiteClient) -> None:
    for path in ("/story/s1", "/story/s1-bridge", "/story/s1-Bridge-to-close-on-friday"):
        response = client.get(f"{path}?ask=who")
        assert response.status_code == 301
        assert response.headers["location"] == f"{STORY}?ask=who"


def test_a_merged_story_leads_to_where_it_went(client: SiteClient) -> None:
    response = client.get("/story/s3-old-name")
    assert (response.status_code, response.headers["location"]) == (301, STORY)


# --- article ---------------------------------------------------------------------------------------------------------


def test_an_article_keeps_its_headings_lists_and_quotations(client: SiteClient) -> None:
    html = get(client, ARTICLE)
    assert '<h2 dir="auto">What is known</h2>' in html
    assert re.search(r"<ul>\s*<li[^>]*>The bridge is 90 years old.</li>\s*<li[^>]*>It was last mended", html)
    assert '<blockquote dir="auto"><p>The operator denied' in html
    assert "Boats below the bridge" not in html
    told = text_of(html)
    assert "Quay Wire · by Ada Fjord, Bo Lind" in told
    assert "Published 4 May 2031, 11:18 UTC (42 minutes ago) · changed 4 May 2031, 11:40 UTC · English" in told
    assert "Part of the story Bridge to close on Friday (5 articles" in told


def test_families_show_who_has_it_from_whom(client: SiteClient) -> None:
    html = get(client, f"{STORY}/sources")
    told = text_of(html)
    assert "Who has it from whom: Bridge to close on Friday" in told
    family = html[html.index('id="families"') : html.index('id="alone"')]
    assert family.index("Quay Wire") < family.index('class="family"') < family.index("Morning Post")
    assert "the same in both" in family
    assert "It adds no sentence of its own." in family
    for path in re.findall(r'class="cite" href="([^"]+)"', family):
        assert '<mark id="span">' in get(client, unescape(path).partition("#")[0])
    assert client.get("/story/s1/sources").headers["location"] == f"{STORY}/sources"
    assert f'href="{STORY}/sources"' in get(client, STORY)


def test_what_is_new_since_a_day_and_since_now(client: SiteClient) -> None:
    told = text_of(get(client, f"{STORY}/new?since=2031-05-01"))
    assert "4 articles, 1 copy, first reports by" in told
    assert "since 1 May 2031, 00:00 UTC" in told
    html = get(client, f"{STORY}/new?since=2031-05-04T12:00:00Z")
    assert "nothing new" in text_of(html)
    assert 'href="/story/s1-bridge-to-close-on-friday/new?since=2031-05-04T12%3A00%3A00Z"' in html
    assert client.get("/story/s1/new?since=2031-05-01").headers["location"].startswith(f"{STORY}/new?since=")
    assert "someday" in text_of(get(client, f"{STORY}/new?since=someday", 400))
    assert f'href="{STORY}/new"' in get(client, STORY)


def test_an_edit_is_told_with_both_texts_and_its_facts_set_apart(client: SiteClient) -> None:
    html = get(client, ARTICLE)
    told = text_of(html[html.index('id="edits"') : html.index('id="versions"')])
    assert "name added: harbour bridge; name added: Mayor Ilse Brandt" in told
    assert f"Before: {EARLIER_TEXT}" in told
    assert "Now: The harbour bridge will close on Friday, Mayor Ilse Brandt said." in told
    assert f"version={version_of(EARLIER_TEXT)}&amp;start=0&amp;end=41#span" in html
    assert "<strong>Mayor Ilse Brandt</strong>" in html


def test_the_words_of_a_link_are_marked(client: SiteClient) -> None:
    html = get(client, span_path(span(WIRE, BOATS), WIRE.title).partition("#")[0])
    assert f'<mark id="span">{BOATS}</mark>' in html
    assert html.count("<mark") == 1


def test_words_across_blocks_are_marked_in_each_and_named_once(client: SiteClient) -> None:
    start, end = span(WIRE, "90 years").start, span(WIRE, "last mended").end
    html = get(client, f"{ARTICLE}?version={WIRE.version}&start={start}&end={end}")
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", html) == ["90 years old.", "It was last mended"]
    assert html.count('id="span"') == 1


@pytest.mark.parametrize("query", ["start=5&end=99999", "start=9&end=3", "start=4"])
def test_words_that_are_not_there_are_told(client: SiteClient, query: str) -> None:
    html = get(client, f"{ARTICLE}?version={WIRE.version}&{query}")
    assert "The words that this link names are not in this version." in html
    assert "<mark" not in html


def test_an_earlier_version_stays_readable(client: SiteClient) -> None:
    earlier = version_of(EARLIER_TEXT)
    html = get(client, f"{ARTICLE}?version={earlier}&start=4&end=11")
    assert "This is an earlier version." in html
    assert '<mark id="span">harbour</mark>' in html
    assert "(shown here)" in html
    assert "About 40 boats" not in html


def test_a_version_that_is_not_kept_is_told_and_marks_nothing(client: SiteClient) -> None:
    html = get(client, f"{ARTICLE}?version=0123456789abcdef&start=4&end=11")
    assert "is not kept here. This is the current one." in html
    assert "<mark" not in html


def test_a_copy_names_what_it_copies(client: SiteClient) -> None:
    told = text_of(get(client, article_path(COPY.id, COPY.title)))
    assert "Copy of an article by Quay Wire: Bridge to close on Friday. It isn’t counted as a source" in told


def test_links_of_the_outlet_lead_only_to_web_addresses(client: SiteClient) -> None:
    html = get(client, ARTICLE)
    assert 'href="https://paper.example/other" rel="noopener noreferrer nofollow"' in html
    assert "A trap" in html
    assert "javascript:" not in html


def test_a_private_person_is_no_hashtag(client: SiteClient) -> None:
    html = get(client, ARTICLE)
    assert 'href="/tag/harbourbridge"' in html
    assert "/tag/ilsebrandt" not in html
    declined = get(client, "/tag/ilsebrandt", 403)
    assert "a public role in three independent outlets" in declined


def test_a_subject_has_a_page_and_a_private_person_none(client: SiteClient) -> None:
    html = get(client, STORY)
    assert 'href="/what-is/Harbour%20Bridge"' in html
    assert "/what-is/Ilse" not in html
    page = get(client, "/what-is/Harbour%20Bridge")
    assert "What is <bdi>Harbour Bridge</bdi>?" in page
    assert page.index("What each outlet says") < page.index("Related articles") < page.index(WIRE.title or "")
    assert "from a private person&#39;s" in get(client, "/what-is/Ilse%20Brandt", 403)
    get(client, "/what-is/Nobody%20At%20All", 404)


def test_a_subject_by_another_name_is_sent_on(client: SiteClient) -> None:
    response = client.get("/what-is/harbour%20bridge")
    assert (response.status_code, response.headers["location"]) == (301, "/what-is/Harbour%20Bridge")


def test_a_line_of_the_summary_is_not_told_twice(client: SiteClient) -> None:
    html = get(client, STORY)
    known = html[html.index('id="known"') : html.index('id="figures"')]
    assert known.count(OLD) == 1
    assert known.index("In short") < known.index(OLD) < known.index("Confirmed")
    assert "In their own words" in html


def test_only_approved_comments_are_shown(client: SiteClient) -> None:
    html = get(client, ARTICLE)
    assert "A second line &amp; &lt;i&gt;more&lt;/i&gt;." in html
    assert "Nobody sees this." not in html
    assert "No comments yet" not in html
    assert "No comments yet" in get(client, article_path(OWN.id, OWN.title))


def test_a_withdrawn_article_says_so(client: SiteClient) -> None:
    html = get(client, article_path(WITHDRAWN.id, WITHDRAWN.title))
    assert "Withdrawn." in html
    assert "This was taken back." in html


def test_a_removed_article_leaves_a_tombstone(client: SiteClient) -> None:
    html = get(client, f"/article/{REMOVED.id}-gone", 410)
    assert "Taken down" in html
    assert "This is gone." not in html


def test_an_article_that_does_not_say_says_so(client: SiteClient) -> None:
    told = text_of(get(client, f"{article_path(UNSURE.id, UNSURE.title)}?ask=Who+painted+the+moon%3F"))
    assert "The article doesn’t say." in told


def test_a_summary_is_sentences_of_the_article(client: SiteClient) -> None:
    html = get(client, f"{ARTICLE}?summary=yes")
    summary = html[html.index('id="summary"') : html.index('id="body"')]
    sentences = re.findall(r'<p class="sentence"[^>]*>([^<]*)</p>', summary)
    assert sentences
    assert all(unescape(sentence) in WIRE.text for sentence in sentences)


# --- lists and errors ------------------------------------------------------------------------------------------------


def test_search_finds_articles_and_statements(client: SiteClient) -> None:
    assert "Found for “boats”" in text_of(get(client, "/search?q=boats"))
    statements = text_of(get(client, "/search?q=bridge&kind=statement"))
    assert "says Ilse Brandt" in statements
    assert "Nothing found for “zebra”" in text_of(get(client, "/search?q=zebra"))


def test_search_filters(client: SiteClient) -> None:
    assert "El puente" in get(client, "/search?q=barcos&language=es&outlet=El+Faro&since=2031-05-01&until=2031-05-04")
    assert "Nothing found" in get(client, "/search?q=barcos&language=fr")
    assert "is not a date" in get(client, "/search?q=barcos&since=yesterday", 400)


def test_outlet_and_tag_pages(client: SiteClient) -> None:
    assert "El puente" in get(client, "/outlet/el-faro")
    assert client.get("/outlet/El%20Faro").headers["location"] == "/outlet/el-faro"
    assert "#HarbourBridge" in text_of(get(client, "/tag/harbourbridge"))


@pytest.mark.parametrize(
    "path", ["/nothing", "/story/s9-x", "/article/a9-x", "/tag/none", "/outlet/none", "/static/site.css"]
)
def test_what_is_unknown_is_a_page_with_a_search_box(client: SiteClient, path: str) -> None:
    html = get(client, path, 404)
    assert "Not found" in html
    assert 'action="/search"' in html


def test_static_files_are_cached_for_ever_under_their_hash(client: SiteClient) -> None:
    style = re.search(r'href="(/static/site\.[0-9a-f]{10}\.css)"', get(client, "/"))
    assert style is not None
    response = client.get(style[1])
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["cache-control"]


def test_every_link_of_every_page_leads_somewhere(client: SiteClient, newsroom: Desk) -> None:
    del newsroom
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        if not response.headers["content-type"].startswith("text/html"):
            continue
        found = {
            unescape(link).partition("#")[0] for link in re.findall(r'(?:href|src|action)="(/[^"]*)"', response.text)
        }
        waiting += [link for link in found if link not in seen and link not in waiting and "/comments" not in link]
    assert len(seen) > 25
