"""What the worker and the desk ask of parts that can be exchanged: the store, an embedder, a writer if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from sayso.types import (
    Annotations,
    Article,
    ArticleState,
    Comment,
    Drafts,
    Evidence,
    Explainer,
    GroupingState,
    Page,
    PageOutcome,
    Placement,
    Problem,
    Rule,
    RuleKind,
    SearchHit,
    Statement,
    Story,
    Subscription,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Likeness = Callable[[str, str], float]
"""How alike two words or short phrases are, in any languages: 1 for the same, about 0 for unrelated ones."""


class Embedder(Protocol):
    """Texts as vectors: what means the same, in any of its languages, points the same way.

    ``name`` names the model and its version: vectors of different names can't be compared, and each needs its own
    thresholds.
    """

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text, so that a product of rows is their cosine; zeros where nothing is known.

        The same text always gives the same row, whatever stands beside it.
        """
        ...


class Writer(Protocol):
    """A language model that rewrites. What it says is unchecked: explain holds it against the evidence (promise 4)."""

    def write(self, evidence: Sequence[Evidence], question: str | None = None) -> Drafts:
        """Sentences made of the evidence, each with its numbers; ``question`` is what they are to answer.

        Raises ``WriterError``, with one line for the user, when the model gives nothing usable.
        """
        ...


class Past(Protocol):
    """What was grouped before, for a grouper that goes on where another stopped. None stands for what isn't there."""

    def reading(self) -> AbstractContextManager[None]:
        """Reads within it see one state of what is kept, and cost a third: each is no transaction of its own."""
        ...

    def grouping_head(self) -> bytes | None:
        """The head of the state that was kept last; None also when places were changed since without it."""
        ...

    def grouping_segments(self, part: str) -> list[bytes]:
        """The segments of a part of the index, in order."""
        ...

    def grouped_number(self, article: str) -> int | None:
        """An article's number."""
        ...

    def grouped_end(self) -> int:
        """The number after the greatest there is."""
        ...

    def grouped(self, number: int) -> tuple[Placement, bytes | None] | None:
        """The place and the features of an article by its number; None for those of a text that isn't read yet."""
        ...

    def grouped_in(self, story: str) -> list[int] | None:
        """The numbers of a story's articles, in order."""
        ...

    def grouped_copies(self, article: str) -> list[int] | None:
        """The numbers of an article's copies, in order."""
        ...

    def open_story(self, story: str) -> tuple[int, bytes] | None:
        """An open story's number and what is known of it."""
        ...

    def open_story_numbered(self, number: int) -> tuple[str, bytes] | None:
        """An open story by its number."""
        ...


class Store(Past, Protocol):
    """Everything that sayso remembers. One writer at a time, any number of readers.

    Each method that writes is one transaction: it happens whole or not at all, and is on disk when it returns.
    ``now`` arguments are ISO 8601 UTC. Methods that take an article, story or outlet that isn't there raise
    :class:`sayso.errors.NotFound`, unless they say that they return None.
    """

    # -- life of the store
    def close(self) -> None: ...
    def __enter__(self) -> Store: ...
    def __exit__(self, *exc: object) -> None: ...

    def writing(self) -> AbstractContextManager[None]:
        """Holds the store's one write lock for a run (across processes). Raises ``StoreLocked`` at once when
        another process has it. Every method that writes takes it for itself when it isn't held.
        """
        ...

    def backup(self, to: str) -> None:
        """Copies the live store to a new folder, while readers and a writer go on."""
        ...

    def check(self) -> list[str]:
        """Integrity check: a line for each fault, empty when sound."""
        ...

    # -- what is followed
    def subscribe(self, subscription: Subscription) -> bool:
        """Adds it; False when the address is there already (its tags are merged)."""
        ...

    def update_subscription(self, address: str, subscription: Subscription) -> None:
        """Puts it in the place of the one at ``address`` (which may have moved for good)."""
        ...

    def unsubscribe(self, address: str) -> None: ...
    def subscriptions(self, due: str | None = None) -> list[Subscription]:
        """All, or those due at ``due``, longest overdue first."""
        ...

    # -- pages in
    def known_page(self, page: Page) -> PageOutcome | None:
        """What became of it ("unchanged" with its article ids) when these very bytes are kept already; else None.

        A page that failed, or one that is queued, is not known: it is tried again.
        """
        ...

    def seen_entry(self, address: str, modified: str | None) -> bool:
        """Whether a feed's entry needs no fetch: its address is kept, and not modified since it was."""
        ...

    def keep_page(self, page: Page, articles: Sequence[Article], now: str) -> PageOutcome:
        """Keeps a page and its articles: "added", "unchanged" (same bytes or same articles) or "changed".

        A new text of a known article id becomes its current version; the old version stays. An article that was
        removed by the owner stays removed. The same page twice changes nothing (promise 8). Problems noted under
        the page's name are forgotten: it has been read since.
        """
        ...

    def keep_failure(self, page: Page, problem: Problem) -> PageOutcome:
        """Keeps a page that gave no article, with the reason (promise 9)."""
        ...

    def queue_page(self, page: Page, now: str) -> PageOutcome:
        """Keeps a page's bytes to be extracted later (``add --later``)."""
        ...

    def queued_pages(self, limit: int) -> list[Page]: ...
    def pages(self) -> Iterator[Page]:
        """Every kept page with its bytes, oldest first (for rebuild)."""
        ...

    def plan_looks(self, page: Page, times: Sequence[str]) -> None:
        """A kept page is to be fetched again at these times. One that isn't kept is passed by."""
        ...

    def due_looks(self, now: str, limit: int) -> list[Page]:
        """Pages that are to be fetched again by ``now``, without their bytes, longest overdue first."""
        ...

    def looked(self, page: Page, now: str) -> None:
        """It was fetched again: what was due by ``now`` is done."""
        ...

    def note_missing(self, address: str, status: int, now: str) -> list[str]:
        """An address answered 404 or 410. Marks its articles withdrawn at 410, or at the second 404 in a row;
        returns the ids of those marked.
        """
        ...

    def note_present(self, address: str) -> None:
        """The address answered: forget earlier 404s."""
        ...

    # -- annotations
    def count_due_for_annotation(self, annotator: str) -> int:
        """How many :meth:`due_for_annotation` would give without a limit."""
        ...

    def due_for_annotation(self, annotator: str, limit: int) -> list[Article]:
        """Live articles whose current version has no annotations by this annotator, oldest first."""
        ...

    def keep_annotations(
        self,
        found: Sequence[tuple[str, str, Annotations]],
        features: Sequence[bytes],
        publishers: Sequence[str] = (),
    ) -> None:
        """(article, version, annotations) with the grouper's features of each, and whose words each article's are;
        one transaction for all.
        """
        ...

    def annotations(self, article: str, version: str | None = None) -> Annotations | None:
        """Of the current version, or of ``version``; None while there are none."""
        ...

    def statement(self, statement: str) -> tuple[str, str, Statement]:
        """(article, version, statement) by a statement's id, also of an older version. Raises NotFound."""
        ...

    # -- stories
    def due_for_grouping(self, limit: int) -> list[tuple[Article, bytes]]:
        """Live, annotated articles whose current version has no place in a story, with features, oldest
        published (then first seen) first.
        """
        ...

    def placement(self, article: str) -> Placement | None:
        """The article's place, also when its current version came later; None while it has none."""
        ...

    def grouped_since(self, number: int, since: str | None = None) -> Iterator[tuple[int, Placement, bytes]]:
        """Number, place and features of the articles with this number or a greater one, in order; ``since``: of
        stories with news since then.
        """
        ...

    def keep_placements(
        self, placements: Sequence[Placement], stories: Sequence[Story], state: GroupingState | None = None
    ) -> None:
        """Keeps places and the changed stories whole; those stories become due for explaining.

        ``state`` is what the grouper that gave these places changed in itself. Places that are kept without it make
        the state that was kept before worthless.
        """
        ...

    def keep_grouping(self, state: GroupingState) -> None:
        """Keeps what changed in a grouper that only took in what is placed already."""
        ...

    def clear_placements(self) -> None:
        """Forgets all places, for regrouping; story addresses stay and lead on (promise 7)."""
        ...

    def stories(self, limit: int = 1000, offset: int = 0, outlet: str | None = None) -> list[Story]:
        """Not merged, most independent and recent first (see ``front`` ordering in storage)."""
        ...

    def story(self, story: str) -> Story:
        """By id, also one that was merged (``merged_into`` says where it went)."""
        ...

    def story_of(self, article: str) -> str | None: ...
    def story_placements(self, story: str) -> list[Placement]: ...

    # -- explainers
    def due_for_explaining(self, explainer: str, limit: int) -> list[str]:
        """Ids of stories whose explainer is missing, older than the story, or by another explainer version."""
        ...

    def keep_explainer(self, story: str, explainer: str, explained: Explainer) -> None: ...
    def explainer(self, story: str) -> Explainer | None: ...

    # -- reading
    def article(self, article: str) -> Article:
        """Current version. Raises NotFound; a removed article is found with empty text and blocks."""
        ...

    def later_chapters(self, story: str) -> list[str]:
        """Ids of the stories that go on from this one."""
        ...

    def stories_since(self, since: str, limit: int) -> list[str]:
        """Ids of stories with news after ``since``: new articles or edits (see :meth:`news`); front page first."""
        ...

    def news(self, story: str, since: str) -> tuple[list[str], list[str]]:
        """(articles that are new, articles that were edited) after ``since``, in the order of publication.

        An article is new when it was published since, or first seen since and within three days of its publication:
        what an archive brings in later is news of its own day.
        """
        ...

    def articles(self, ids: Iterable[str]) -> list[Article]:
        """In the order asked for; unknown ids are left out."""
        ...

    def headlines(self, ids: Iterable[str]) -> list[Article]:
        """The same without what a list of articles doesn't show and is slow to read: text and blocks are empty, as
        are authors, modified, image, tags and links.
        """
        ...

    def leads(self, ids: Iterable[str]) -> list[tuple[Article, str]]:
        """What a story is told from: each article as in :meth:`headlines`, but with the first 400 characters of its
        text, and its publisher. Those of whom these aren't kept are left out.
        """
        ...

    def find_article(self, what: str) -> str | None:
        """The id of an article by its id or address (canonical form); None when there is none."""
        ...

    def outlet_article_ids(self, outlet_slug: str) -> list[str]:
        """Ids of all of an outlet's articles that aren't removed; empty for an unknown outlet."""
        ...

    def article_state(self, article: str) -> ArticleState: ...
    def version_text(self, version: str, article: str) -> str | None:
        """The text of one version of an article, also of an old one; None when it isn't kept."""
        ...

    def versions(self, article: str) -> list[tuple[str, str]]:
        """(version, first seen) oldest first."""
        ...

    def counts(self) -> dict[str, int]:
        """pages, articles, copies, stories, statements, outlets, problems, comments_held."""
        ...

    def outlets(self) -> list[tuple[str, int, str | None]]:
        """(outlet, live articles, last published), most articles first."""
        ...

    def outlet_articles(self, outlet_slug: str, limit: int, offset: int) -> tuple[str, list[Article]]:
        """(outlet name, articles newest first). Raises NotFound."""
        ...

    def tag_articles(self, tag_slug: str, limit: int, offset: int) -> tuple[str, list[Article]]:
        """(tag as written, articles newest first). Raises NotFound."""
        ...

    def related(self, article: str, limit: int) -> list[str]:
        """Ids of articles of the same story, never copies of it nor of each other, newest first."""
        ...

    def stories_naming(self, name: str, limit: int) -> list[str]:
        """Ids of the stories whose live articles name it (normal form); none where more than ``limit`` articles do,
        or where it is the name of an outlet.
        """
        ...

    def mentioning(self, name: str, limit: int) -> list[tuple[str, str | None, str]]:
        """(article, role beside the name or None, outlet) of live articles that name it (normal form)."""
        ...

    def search(
        self,
        query: str,
        *,
        kind: str = "article",
        outlet: str | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        story: str | None = None,
        limit: int = 20,
        offset: int = 0,
        any_word: bool = False,
    ) -> list[SearchHit]:
        """Full text over articles or statements. Words are ANDed (``any_word``: ORed, ranked); quotes make a
        phrase; nothing in ``query`` is ever syntax that can fail.
        """
        ...

    # -- human hands
    def remove_article(self, article: str, now: str) -> None:
        """Takes it down: text, versions, annotations and page bytes go, a tombstone stays at the address."""
        ...

    def add_comment(self, article: str, name: str, body: str, now: str) -> Comment: ...
    def comments(self, article: str | None = None, state: str | None = None) -> list[Comment]: ...
    def judge_comment(self, comment: int, state: str) -> None: ...

    def add_rule(self, kind: RuleKind, one: Sequence[str], other: Sequence[str], now: str) -> Rule:
        """Keeps a decision of the owner; the same decision again is the one that is kept already."""
        ...

    def rules(self) -> list[Rule]:
        """Oldest first."""
        ...

    def drop_rule(self, rule: int) -> Rule:
        """Forgets one; raises NotFound."""
        ...

    # -- problems
    def note_problem(self, problem: Problem) -> None: ...
    def problems(self, limit: int = 1000) -> list[Problem]: ...
