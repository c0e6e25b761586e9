"""A small newsroom for the tests of the site, every word of it made up here. Its clock is pinned."""

from __future__ import annotations

from sayso.desk import Desk
from sayso.settings import Settings
from sayso.storage import open_store
from sayso.text import joined, version_of
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
    Link,
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

NOW = "2031-05-04T12:00:00Z"
SETTINGS = Settings(store=":memory:", now=NOW, sample=True)
ANNOTATOR = "hand 1"
BAD_TITLE = "\"><script>alert(1)</script> \u202eegdirb\u202c & 'quotes'"
BAD_TEXT = (
    "<script>alert('x')</script> said <img src=x onerror=alert(1)> \u202etxet\u202c.\n\n"
    "</div></article><iframe src='//evil.example'></iframe> {{ 7 * 7 }} {% raw %} &lt;b&gt;"
)


def an_article(
    id_: str,
    title: str,
    blocks: tuple[Block, ...],
    outlet: str | None,
    published: str | None,
    *,
    language: str = "en",
    authors: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    url: str | None = None,
    modified: str | None = None,
) -> Article:
    text = joined(blocks)
    return Article(
        id=id_,
        version=version_of(text),
        title=title,
        outlet=outlet,
        authors=authors,
        published=published,
        modified=modified,
        language=language,
        url=url or f"https://paper.example/{id_}",
        image="https://paper.example/picture.jpg",
        tags=(),
        blocks=blocks,
        text=text,
        links=links,
    )


def paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in text.split("\n\n"))


WIRE_TEXT = (
    "The harbour bridge will close on Friday, Mayor Ilse Brandt said.\n\n"
    "About 40 boats wait below it. The operator denied that the bridge is unsafe."
)
WIRE = an_article(
    "a00000000001",
    "Bridge to close on Friday",
    (
        Block(BlockKind.SUMMARY, "The harbour bridge will close on Friday, Mayor Ilse Brandt said."),
        Block(BlockKind.CAPTION, "Boats below the bridge"),
        Block(BlockKind.HEADING, "What is known"),
        Block(BlockKind.PARAGRAPH, "About 40 boats wait below it."),
        Block(BlockKind.LIST_ITEM, "The bridge is 90 years old."),
        Block(BlockKind.LIST_ITEM, "It was last mended in 2012."),
        Block(BlockKind.QUOTE, "The operator denied that the bridge is unsafe."),
    ),
    "Quay Wire",
    "2031-05-04T11:18:00Z",
    authors=("Ada Fjord", "Bo Lind"),
    links=(
        Link("Another bridge", "https://paper.example/other"),
        Link("A trap", "javascript:alert(1)"),
        Link("Bare", None),
    ),
    modified="2031-05-04T11:40:00Z",
)
EARLIER_TEXT = "The harbour bridge may close, people say."
COPY = an_article(
    "a00000000002", "Harbour bridge shuts", paragraphs(WIRE_TEXT), "Morning Post", "2031-05-04T11:30:00+02:00"
)
OWN = an_article(
    "a00000000003",
    "El puente cerrará el viernes",
    paragraphs("Hay 55 barcos esperando, según la autoridad del puerto.\n\nNadie sabe cuándo abrirá."),
    "El Faro",
    "2031-05-03",
    language="es",
)
UNSURE = an_article("a00000000004", "Bridge woes", paragraphs("The bridge has woes."), None, None)
REWRITE = an_article(
    "a00000000005",
    "Boats stuck",
    paragraphs("Boats are stuck, Quay Wire reports."),
    "Daily Echo",
    "2031-05-04T10:00:00Z",
)
HOSTILE = an_article(
    "a00000000006",
    BAD_TITLE,
    paragraphs(BAD_TEXT),
    "<b>Evil & Sons</b>",
    "2031-05-01T10:00:00Z",
    language='en" onmouseover="alert(1)',
    authors=("<i>Mallory</i>",),
    links=(Link("<u>click</u>", " javascript:alert(1)"), Link("data", "data:text/html,<script>1</script>")),
    url='javascript:alert("1")',
)
WITHDRAWN = an_article(
    "a00000000007", "Taken back", paragraphs("This was taken back."), "Daily Echo", "2031-04-01T10:00:00Z"
)
REMOVED = an_article("a00000000008", "Gone", paragraphs("This is gone."), "Daily Echo", "2031-04-01T10:00:00Z")
BRIDGE = (WIRE, COPY, OWN, UNSURE, REWRITE)


def span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(article.id, article.version, start, start + len(words))


CLOSING = "The harbour bridge will close on Friday, Mayor Ilse Brandt said."
BOATS = "About 40 boats wait below it."
MENDED = "It was last mended in 2012."
OLD = "The bridge is 90 years old."
IN_SHORT = Line(OLD, (span(WIRE, OLD),), "Quay Wire", Firmness.STATED, 2, "stated", own_voice=True)
EXPLAINER = Explainer(
    subject="Bridge to close on Friday",
    sources=SourceCount(5, 2, 1),
    lines=(
        Line(
            CLOSING, (span(WIRE, CLOSING), span(COPY, CLOSING)), "Mayor Ilse Brandt", Firmness.CONFIRMED, 1, "confirmed"
        ),
        IN_SHORT,
        Line(BOATS, (span(WIRE, BOATS),), "Quay Wire", Firmness.STATED, 2, "stated", own_voice=True),
        Line(
            "Hay 55 barcos esperando, según la autoridad del puerto.",
            (span(OWN, "Hay 55 barcos esperando, según la autoridad del puerto."),),
            "autoridad del puerto",
            Firmness.ESTIMATED,
            1,
            "alleged or estimated",
            via=("El Faro",),
        ),
        Line(
            "The operator denied that the bridge is unsafe.",
            (span(WIRE, "The operator denied that the bridge is unsafe."),),
            "The operator",
            Firmness.DENIED,
            1,
            "not established",
        ),
    ),
    figures=(
        FigureGroup(
            "boats",
            "count",
            "conflict",
            (
                FigureRow(40, 40, True, None, None, span(WIRE, "About 40")),
                FigureRow(55, None, False, "2031-05-03", "autoridad del puerto", span(OWN, "55")),
            ),
        ),
        FigureGroup("age", "year", "different scope", (FigureRow(90, 90, False, None, None, span(WIRE, "90 years")),)),
    ),
    timeline=(TimelineEntry("2031-05-09", CLOSING, (span(WIRE, CLOSING),)),),
    open_questions=(OpenQuestion("Nadie sabe cuándo abrirá.", (span(OWN, "Nadie sabe cuándo abrirá."),)),),
    summary=(IN_SHORT,),
    quotes=(Line(MENDED, (span(WIRE, MENDED),), "The operator", Firmness.STATED, 1, "stated"),),
    subjects=("Harbour Bridge", "Ilse Brandt"),
)


def small_newsroom(settings: Settings = SETTINGS) -> Desk:
    """A desk over a store in memory: a bridge, a merged story, a hostile one, a withdrawn and a removed article."""
    desk = Desk(open_store(":memory:"), settings)
    _keep_articles(desk)
    _keep_stories(desk)
    desk.store.note_missing(WITHDRAWN.url or "", 410, NOW)
    desk.judge_comment(desk.comment(WIRE.id, "Rune <b>", "First!\nA second line & <i>more</i>.").id, "approved")
    desk.comment(WIRE.id, "Held", "Nobody sees this.")
    return desk


def _keep_articles(desk: Desk) -> None:
    earlier = an_article(WIRE.id, WIRE.title or "", paragraphs(EARLIER_TEXT), WIRE.outlet, WIRE.published)
    desk.store.keep_page(Page("wire", WIRE.url, b"earlier", fetched="2031-05-04T11:20:00Z"), [earlier], NOW)
    desk.store.keep_annotations([(earlier.id, earlier.version, Annotations(ANNOTATOR))], [b""])
    everything = (*BRIDGE, HOSTILE, WITHDRAWN, REMOVED)
    for article in everything:
        desk.store.keep_page(Page(article.id, article.url, article.text.encode(), fetched=NOW), [article], NOW)
    found = [(article.id, article.version, _annotations(article)) for article in everything]
    desk.store.keep_annotations(found, [b""] * len(found))
    desk.store.remove_article(REMOVED.id, NOW)


def _annotations(article: Article) -> Annotations:
    if article is not WIRE:
        return Annotations(ANNOTATOR, hashtags=("HarbourBridge",))
    start = article.text.index("Mayor Ilse Brandt")
    statement = Statement(
        source=((start, start + 17),),
        cue=((start + 18, start + 22),),
        content=((0, start - 2),),
        speaker="Ilse Brandt",
        firmness=Firmness.STATED,
        via=(),
        kind="indirect",
        score=0.9,
        shown=True,
    )
    person = Mention(start, start + 17, MentionType.PERSON, "Ilse Brandt", "Mayor")
    bridge = Mention(4, 18, MentionType.PLACE, "Harbour Bridge")
    return Annotations(
        ANNOTATOR, statements=(statement,), mentions=(bridge, person), hashtags=("HarbourBridge", "IlseBrandt", "Boats")
    )


def _keep_stories(desk: Desk) -> None:
    relations = (Relation.ORIGINAL, Relation.COPY, Relation.INDEPENDENT, Relation.UNDETERMINED, Relation.DERIVED)
    bridge = [
        Placement(
            article.id,
            "s1",
            WIRE.id if relation is Relation.COPY else None,
            relation,
            f"same 28-word passage as {WIRE.id}" if relation is Relation.COPY else "",
        )
        for article, relation in zip(BRIDGE, relations, strict=True)
    ]
    others = [Placement(a.id, "s2", None, Relation.INDEPENDENT) for a in (HOSTILE, WITHDRAWN)]
    stories = [
        Story(
            id="s1",
            title="Bridge to close on Friday",
            status="open",
            articles=tuple(article.id for article in BRIDGE),
            sources=SourceCount(5, 2, 1),
            languages=("en", "es"),
            first="2031-05-03",
            last="2031-05-04T11:18:00Z",
        ),
        Story(
            "s2", BAD_TITLE, "quiet", (HOSTILE.id,), SourceCount(1, 1, 0), ("en",), HOSTILE.published, HOSTILE.published
        ),
    ]
    desk.store.keep_placements([*bridge, *others], stories)
    merged = Story("s3", "Old name", "merged", (), SourceCount(0, 0, 0), (), None, None, merged_into="s1")
    desk.store.keep_placements([], [merged])
    desk.store.keep_explainer("s1", "hand", EXPLAINER)
    lie = Line(
        "<script>alert('x')</script> said <img src=x onerror=alert(1)>",
        (Span(HOSTILE.id, HOSTILE.version, 0, 60),),
        '"><script>alert(2)</script>',
        Firmness.ALLEGED,
        1,
        "alleged or estimated",
    )
    desk.store.keep_explainer("s2", "hand", Explainer(BAD_TITLE, SourceCount(1, 1, 0), (lie,), (), (), ()))
