"""Articles, pages and annotations for the tests of the store. Every text is made up here."""

from __future__ import annotations

from dataclasses import replace

from sayso.text import article_id, joined, version_of
from sayso.types import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Figure,
    Firmness,
    Link,
    Mention,
    MentionType,
    Moment,
    MomentType,
    Page,
    Placement,
    Relation,
    SourceCount,
    Statement,
    Story,
)

NOW = "2031-05-04T12:00:00Z"
LATER = "2031-05-04T13:00:00Z"
TEXT = "Mayor Ilse Brandt said the harbour bridge would close on Friday. About 40 boats wait.\n\nSeñora Peña denied it."


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in text.split("\n\n"))


def an_article(
    number: int = 1,
    text: str = TEXT,
    *,
    title: str | None = "Bridge to close",
    outlet: str | None = "Quay Gazette",
    published: str | None = "2031-05-04T10:00:00+02:00",
    language: str | None = "en",
) -> Article:
    url = f"https://quay.example/news/{number}"
    blocks = (Block(BlockKind.CAPTION, "A picture of boats"), *blocks_of(text))
    return Article(
        id=article_id(url, "", outlet, title, text),
        version=version_of(text),
        title=title,
        outlet=outlet,
        authors=("Ada Fjord",),
        published=published,
        modified=None,
        language=language,
        url=url,
        image="https://quay.example/boats.jpg",
        tags=("harbour",),
        blocks=blocks,
        text=joined(blocks),
        links=(Link("Another story", None),),
    )


def embedded(article: Article, place: str = "below") -> Article:
    """The same article as found inside another's page, without an address."""
    id_ = article_id("https://other.example/page", place, article.outlet, article.title, article.text)
    return replace(article, id=id_, url=None, embedded=True)


def page_of(article: Article, content: bytes = b"<html>one</html>", fetched: str | None = NOW) -> Page:
    return Page(article.url or "saved.html", article.url, content, fetched=fetched)


def annotations_of(article: Article, annotator: str = "rules 1") -> Annotations:
    """What stands in TEXT (or, for another text, one statement over its first ten characters)."""
    if article.text != TEXT:
        source, cue, content = ((0, 3),), ((4, 6),), ((0, min(10, len(article.text))),)
        statement = Statement(source, cue, content, "A speaker", Firmness.STATED, (), "indirect", 0.123456, True)
        return Annotations(annotator, (statement,))
    statement = Statement(
        source=((0, 17),),
        cue=((18, 22),),
        content=((23, 63),),
        speaker="Ilse Brandt",
        firmness=Firmness.EXPECTED,
        via=("a wire",),
        kind="indirect",
        score=0.987654321,
        shown=True,
    )
    return Annotations(
        annotator=annotator,
        statements=(statement,),
        figures=(Figure(65, 79, 40.0, None, "count", "boat", True, None, 0, None),),
        moments=(Moment(57, 63, MomentType.DATE, "2031-05-09"),),
        mentions=(
            Mention(6, 17, MentionType.PERSON, "Ilse Brandt"),
            Mention(6, 17, MentionType.PERSON, "Ilse Brandt", "Mayor"),
        ),
        hashtags=("#HarbourBridge",),
    )


def a_story(id_: str, *articles: Article, independent: int = 1, merged_into: str | None = None) -> Story:
    return Story(
        id=id_,
        title=f"Story {id_}",
        status="merged" if merged_into else "open",
        articles=tuple(article.id for article in articles),
        sources=SourceCount(len(articles), independent, 0),
        languages=("en",),
        first=articles[0].published if articles else None,
        last=articles[-1].published if articles else None,
        merged_into=merged_into,
    )


def placed(article: Article, story: str, copy_of: str | None = None) -> Placement:
    return Placement(article.id, story, copy_of, Relation.COPY if copy_of else Relation.ORIGINAL, "because")
