"""A page of each kind with 10,000 articles in the store takes less than 30 ms of CPU (issue 2, section 7).

``python -m pytest tests/interfaces/web/test_web_speed.py -s`` prints the figures.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator

import pytest

from sayso.desk import Desk
from sayso.interfaces.addresses import article_path, story_path
from sayso.interfaces.app import create_app
from sayso.settings import Settings
from sayso.storage.sqlite import SqliteStore
from sayso.text import article_id, joined, sentences, version_of
from sayso.types import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Explainer,
    FigureGroup,
    FigureRow,
    Firmness,
    Line,
    Mention,
    MentionType,
    Page,
    Placement,
    Relation,
    SourceCount,
    Span,
    Statement,
    Story,
    TimelineEntry,
)
from tests.interfaces.web.asgi_client import SiteClient

ARTICLES = 10_000
IN_A_STORY = 30
OUTLETS = 40
ASKED = 20
BOUND = 0.030
NOW = "2031-05-04T12:00:00Z"
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def made_up_words(dice: random.Random) -> list[str]:
    return sorted({"".join(dice.choices(_SYLLABLES, k=dice.randint(1, 4))) for _ in range(3_600)}, key=len)[:3_000]


def made_up_sentences(dice: random.Random) -> list[str]:
    """2,000 sentences of 18 words, common words first (Zipf), of which the articles are made."""
    words = made_up_words(dice)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    return [" ".join(dice.choices(words, weights, k=18)).capitalize() + "." for _ in range(2_000)]


def made_up_article(number: int, dice: random.Random, told: list[str]) -> Article:
    blocks = tuple(Block(BlockKind.PARAGRAPH, " ".join(dice.choices(told, k=3))) for _ in range(6))
    url = f"https://paper{number % OUTLETS}.example/{number}"
    text = joined(blocks)
    return Article(
        id=article_id(url, "", None, None, text),
        version=version_of(text),
        title=dice.choice(told)[:70],
        outlet=f"Paper {number % OUTLETS}",
        authors=("A. Writer",),
        published=f"2031-{1 + number % 4:02}-{1 + number % 28:02}T{number % 24:02}:00:00Z",
        modified=None,
        language="en",
        url=url,
        image=None,
        tags=(),
        blocks=blocks,
        text=text,
    )


def made_up_finds(article: Article) -> Annotations:
    """As many statements and mentions as an article of 320 words has."""
    found = [
        Statement(
            ((start, start + 5),),
            ((start + 6, start + 8),),
            ((start + 9, end),),
            f"Speaker {start % 50}",
            Firmness.STATED,
            (),
            "direct",
            0.9,
            shown=True,
        )
        for start, end in sentences(article.text)[::3]
    ]
    mentions = [Mention(s.source[0][0], s.source[0][1], MentionType.PERSON, s.speaker or "") for s in found]
    tags = (*(f"Topic{article.version[place]}" for place in range(6)), "Speaker7")
    return Annotations("rules", tuple(found), (), (), tuple(mentions), tags)


def made_up_explainer(title: str, articles: list[Article]) -> Explainer:
    """As long as the longest that the demo has: 12 lines, 8 tables, 12 events."""
    spans = [Span(a.id, a.version, *extent) for a in articles for extent in sentences(a.text)[:2]]
    texts = {a.id: a.text for a in articles}
    told = [texts[span.article][span.start : span.end] for span in spans]
    groups = ("confirmed", "stated", "alleged or estimated", "not established")
    lines = tuple(
        Line(told[n], tuple(spans[n : n + 3]), "A speaker", Firmness.STATED, 2, groups[n % 4]) for n in range(12)
    )
    rows = tuple(FigureRow(40, 50, True, "2031-05", "A speaker", span) for span in spans[:6])
    return Explainer(
        title,
        SourceCount(len(articles), 5, 2),
        lines,
        tuple(FigureGroup(f"thing {n}", "count", "conflict", rows) for n in range(8)),
        tuple(TimelineEntry(f"2031-05-{n + 1:02}", told[n], tuple(spans[n : n + 3])) for n in range(12)),
        (),
    )


def fill_story(store: SqliteStore, number: int, articles: list[Article]) -> None:
    id_, title = f"s{number}", articles[0].title or ""
    for article in articles:
        store.keep_page(Page(article.url or "", article.url, b"a page", fetched=NOW), [article], NOW)
    store.keep_annotations([(a.id, a.version, made_up_finds(a)) for a in articles], [b"f" * 400] * len(articles))
    places = [
        Placement(a.id, id_, articles[0].id if n % 3 == 1 else None, Relation.COPY if n % 3 == 1 else Relation.ORIGINAL)
        for n, a in enumerate(articles)
    ]
    ids = tuple(article.id for article in articles)
    count = SourceCount(len(ids), number % 7, 1)
    first, last = articles[0].published, articles[-1].published
    store.keep_placements(places, [Story(id_, title, "open", ids, count, ("en",), first, last)])
    store.keep_explainer(id_, "e", made_up_explainer(title, articles))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    dice = random.Random(7)
    told = made_up_sentences(dice)
    with SqliteStore(tmp_path_factory.mktemp("large") / "store") as store:
        store._db._writer.pragma("synchronous", "OFF")  # the test's own haste
        for batch in range(0, ARTICLES, IN_A_STORY * 20):
            with store._db.writing():  # one transaction for twenty stories
                for first in range(batch, min(batch + IN_A_STORY * 20, ARTICLES), IN_A_STORY):
                    numbers = range(first, min(first + IN_A_STORY, ARTICLES))
                    fill_story(store, first // IN_A_STORY, [made_up_article(n, dice, told) for n in numbers])
        yield Desk(store, Settings(now=NOW))


def cpu_seconds(client: SiteClient, path: str) -> float:
    """Median CPU time of a page, the client's own included; the first one (templates, caches) isn't counted."""
    taken = []
    for _ in range(ASKED + 1):
        started = time.process_time()
        response = client.get(path)
        taken.append(time.process_time() - started)
        assert response.status_code == 200, path
    return statistics.median(taken[1:])


@pytest.mark.slow
def test_a_page_takes_less_than_thirty_milliseconds(large: Desk) -> None:
    assert large.counts()["articles"] == ARTICLES
    client = SiteClient(create_app(large.settings, large))
    story = large.stories(1)[0]
    assert len(story.articles) == IN_A_STORY
    article = large.article(story.articles[3]).article
    common = " ".join(article.text.lower().rstrip(".").split()[:2])
    pages = {
        "front": "/",
        "front, page 10": "/?page=10",
        "story of 30 articles": story_path(story.id, story.title),
        "story's feed": f"{story_path(story.id, story.title)}/feed.atom",
        "article": article_path(article.id, article.title),
        "article, summary": f"{article_path(article.id, article.title)}?summary=yes",
        "search": f"/search?q={common.replace(' ', '+')}",
        "search in an outlet": f"/search?q={common.split()[0]}&outlet=Paper+3",
        "search, statements": f"/search?q={common.split()[0]}&kind=statement",
        "tag": "/tag/topic7",
        "outlet": "/outlet/paper-3",
        "outlet, page 8": "/outlet/paper-3?page=8",
    }
    figures = {name: cpu_seconds(client, path) for name, path in pages.items()}
    for name, seconds in figures.items():
        sys.stdout.write(f"{name}: {seconds * 1000:.1f} ms CPU\n")
    assert {name: seconds for name, seconds in figures.items() if seconds > BOUND} == {}
