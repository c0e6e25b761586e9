"""A store with 10,000 made-up articles: one story of 400, 200 of 30, 900 of 4. Filled once a session (conftest.py)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sayso.storage.sqlite import SqliteStore
from sayso.text import article_id, joined, version_of
from sayso.types import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Explainer,
    Extent,
    FigureGroup,
    FigureRow,
    Firmness,
    Line,
    Mention,
    MentionType,
    OpenQuestion,
    Page,
    Placement,
    Relation,
    SourceCount,
    Span,
    Statement,
    Story,
    TimelineEntry,
)

SIZES = (400, *[30] * 200, *[4] * 900)
"""Articles of each story; the story's id is "s" and its place in this list."""
ARTICLES = sum(SIZES)
OUTLETS = 40
LINES = 12
NOW = "2031-05-04T12:00:00Z"
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
_STORIES_AT_ONCE = 20


def made_up_words(dice: random.Random) -> list[str]:
    """3,000 words, the short ones first."""
    return sorted({"".join(dice.choices(_SYLLABLES, k=dice.randint(1, 4))) for _ in range(3_600)}, key=len)[:3_000]


def made_up_sentences(dice: random.Random, words: list[str]) -> list[str]:
    """2,000 sentences of 18 words, the first words used most (Zipf), of which the articles are made."""
    weights = [1 / (rank + 10) for rank in range(len(words))]
    return [" ".join(dice.choices(words, weights, k=18)).capitalize() + "." for _ in range(2_000)]


def made_up_article(number: int, dice: random.Random, told: list[str]) -> Article:
    """320 words."""
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


def _sentences(article: Article) -> list[Extent]:
    """Ours end with the only full stops, which takes a tenth of the time of :func:`sayso.text.sentences`."""
    return [found.span() for found in re.finditer(r"[A-Z][^.]*\.", article.text)]


def _made_up_finds(article: Article) -> Annotations:
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
        for start, end in _sentences(article)[::3]
    ]
    mentions = [Mention(s.source[0][0], s.source[0][1], MentionType.PERSON, s.speaker or "") for s in found]
    tags = (*(f"Topic{article.version[place]}" for place in range(6)), "Speaker7")
    return Annotations("rules 1", tuple(found), (), (), tuple(mentions), tags)


def _made_up_explainer(title: str, articles: list[Article]) -> Explainer:
    """As long as the longest that the demo has: 12 lines, 8 tables, 12 events, and 4 questions."""
    spans = [Span(a.id, a.version, *extent) for a in articles[:20] for extent in _sentences(a)[:4]]
    texts = {a.id: a.text for a in articles}
    told = [texts[span.article][span.start : span.end] for span in spans]
    groups = ("confirmed", "stated", "expected", "alleged or estimated", "not established")
    lines = tuple(
        Line(told[n], tuple(spans[n : n + 3]), "A speaker", Firmness.STATED, 2, groups[n % 4]) for n in range(LINES)
    )
    rows = tuple(FigureRow(40, 50, True, "2031-05", "A speaker", span) for span in spans[:6])
    return Explainer(
        title,
        SourceCount(len(articles), 5, 2),
        lines,
        tuple(FigureGroup(f"thing {n}", "count", "conflict", rows) for n in range(8)),
        tuple(TimelineEntry(f"2031-05-{n + 1:02}", told[n], tuple(spans[n : n + 3])) for n in range(12)),
        tuple(OpenQuestion(told[-n], (spans[-n],)) for n in range(1, 5)),
    )


def _fill_story(store: SqliteStore, number: int, articles: list[Article]) -> None:
    id_, title = f"s{number}", articles[0].title or ""
    for article in articles:
        store.keep_page(Page(article.url or "", article.url, article.text.encode(), fetched=NOW), [article], NOW)
    found = [(article.id, article.version, _made_up_finds(article)) for article in articles]
    store.keep_annotations(found, [b"f" * 400] * len(articles))
    places = [
        Placement(a.id, id_, articles[0].id if n % 3 == 1 else None, Relation.COPY if n % 3 == 1 else Relation.ORIGINAL)
        for n, a in enumerate(articles)
    ]
    # The more articles, the more publishers: the first ten front pages show the long stories, which take longest.
    count = SourceCount(len(articles), len(articles) * 2 // 3, 1)
    first, last = articles[0].published, articles[-1].published
    ids = tuple(article.id for article in articles)
    store.keep_placements(places, [Story(id_, title, "open", ids, count, ("en",), first, last)])
    store.keep_explainer(id_, "e", _made_up_explainer(title, articles))


def fill(folder: Path) -> SqliteStore:
    """The open store."""
    dice = random.Random(7)
    told = made_up_sentences(dice, made_up_words(dice))
    store = SqliteStore(folder)
    store._db._writer.pragma("synchronous", "OFF")  # the test's own haste; what is timed syncs
    stories = _stories(dice, told)
    while batch := list(islice(stories, _STORIES_AT_ONCE)):
        with store._db.writing():  # one transaction for all that is kept inside
            for number, articles in batch:
                _fill_story(store, number, articles)
    store._db._writer.pragma("synchronous", "FULL")
    return store


def _stories(dice: random.Random, told: list[str]) -> Iterator[tuple[int, list[Article]]]:
    first = 0
    for number, size in enumerate(SIZES):
        yield number, [made_up_article(n, dice, told) for n in range(first, first + size)]
        first += size
