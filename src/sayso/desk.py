"""The desk: the one object that every interface uses. Thin: it asks the store, the worker and the pipeline."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from sayso import pipeline, worker
from sayso.errors import ArchiveError, Declined, FetchError, InputError, NotFound
from sayso.models import open_embedder, open_writer
from sayso.protocols import Embedder, Store, Writer
from sayso.settings import Settings, load_settings
from sayso.storage import open_store
from sayso.text import in_order, instant, iso, normal_form
from sayso.types import (
    Annotations,
    Answer,
    Article,
    ArticleState,
    Comment,
    Edit,
    Explainer,
    Line,
    MentionType,
    News,
    PageOutcome,
    Placement,
    Problem,
    Relation,
    Rule,
    RuleKind,
    SearchHit,
    Shared,
    Story,
    StoryArticle,
    Subscription,
    VersionText,
    Writing,
)
from sayso.worker import Progress, no_progress

PUBLIC_PUBLISHERS = 3
"""A person is public when so many independent publishers name them with a public role (promise 11)."""

NO_PERSON = frozenset({MentionType.ORG, MentionType.PLACE, MentionType.EVENT})

KIN_COMPARED = 40
"""Articles of a story's families whose texts are held side by side; the rest are listed with their evidence alone."""

RELATED = 8
"""Articles of its story that are offered beside an article."""

NAMES_COMPARED, TELLING, LOOKED_AT_FOR_NAMES = 24, 60, 4
"""Names by which other stories are found, articles that a name may stand in and still tell something, and newest
articles of a story whose names are taken."""

VERSIONS_COMPARED = 6
"""Of an article that is edited all day long, the last five edits are told."""

MATERIAL_FOR_SUBJECTS = 100
"""Articles read about a subject beside those that name it in full."""

MATERIAL_FOR_ANSWERS = 24
"""Articles by which a query of a question finds its stories: what the full-text search ranks first."""

STORIES_FOR_ANSWERS, OF_EACH_STORY = 4, 12
"""Stories that a question is put to whole, best first, and so many of their articles beside those found: in other
languages, and in other words than the question's."""
_RANKED = 10
"""What is added to a rank: the first hit counts twice the eleventh."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with the headlines of its articles (no texts, oldest first), their places, and its explainer when it is
    written.
    """

    story: Story
    members: tuple[tuple[Article, Placement], ...]
    explainer: Explainer | None


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A subject by its fullest name, what it mostly is, what we know of it, and the articles that name it (headlines,
    newest first).
    """

    name: str
    kind: MentionType
    explainer: Explainer
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """An article in its family: where it stands, whose words it has, and what it shares with what it is under.

    ``publisher`` is the agency that it is credited to, else the owner family of its outlet. ``shared`` is None for the
    first of a family, and for what is too far down a long list to be compared; those in ``under`` have it from it.
    """

    article: Article
    placement: Placement
    publisher: str
    shared: Shared | None
    under: tuple[Kin, ...]


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """The headline of a related article (no text), and why it is offered."""

    article: Article
    reason: str


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A related story, and why it is offered."""

    story: Story
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with what a page about it shows. ``related`` are of its story, newest first, never copies of each
    other; ``near`` are other stories.
    """

    article: Article
    state: ArticleState
    annotations: Annotations | None
    story: Story | None
    placement: Placement | None
    hashtags: tuple[str, ...]
    related: tuple[RelatedArticle, ...]
    comments: tuple[Comment, ...]
    versions: tuple[tuple[str, str], ...]
    edits: tuple[Edit, ...] = ()
    near: tuple[RelatedStory, ...] = ()


def embedder_of(settings: Settings) -> Embedder | None:
    """The embedder that the settings name, for what needs no store. Raises ``SettingsError``."""
    return open_embedder(settings)


class Desk:
    """Everything that sayso does, over one store.

    >>> with Desk.open("newsroom") as desk:           # doctest: +SKIP
    ...     for outcome in desk.add(["page.html"]): ...
    ...     for story in desk.stories(): ...
    """

    def __init__(
        self, store: Store, settings: Settings, writer: Writer | None = None, embedder: Embedder | None = None
    ) -> None:
        self.store = store
        self.settings = settings
        self.embedder = embedder
        self._writer = writer

    @classmethod
    def open(cls, folder: str | Path | None = None, settings: Settings | None = None) -> Desk:
        """A desk over the store in a folder (made when it isn't there; ":memory:" for one that is forgotten)."""
        settings = settings or load_settings()
        writer, embedder = open_writer(settings), open_embedder(settings)
        return cls(open_store(folder or settings.folder), settings, writer, embedder)

    def close(self) -> None:
        """Closes the store."""
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def now(self) -> datetime:
        """The clock, or the moment that the settings pin."""
        return instant(self.settings.now) or datetime.now(UTC)

    # --- what comes in --------------------------------------------------------------------------------------------

    def add(
        self,
        whats: Iterable[str],
        *,
        fetched: str | None = None,
        later: bool = False,
        progress: Progress = no_progress,
    ) -> Iterator[PageOutcome]:
        """Takes addresses, files, folders and archives; yields what became of each page once it is on disk.

        The stories are up to date when the iterator ends, unless ``later``: then pages are only queued.
        """
        with self.store.writing():
            for what in whats:
                yield from self._added(what, fetched, later=later)
            if not later:
                self.work(progress)

    def _added(self, what: str, fetched: str | None, *, later: bool) -> Iterator[PageOutcome]:
        try:
            if _is_address(what):
                yield from self._followed(what, later=later)
            elif Path(what).suffix.lower() == ".opml":
                yield from self._imported(what)
            else:
                pages = pipeline.read_saved(what, fetched=fetched)
                yield from worker.keep_pages(self.store, pages, self.settings, self.now(), later=later)
        except InputError as error:
            yield self._failed(error)

    def _followed(self, address: str, *, later: bool) -> Iterator[PageOutcome]:
        """A feed is followed and polled at once; a page is read and looked at again later."""
        with pipeline.Fetcher(worker.fetch_policy(self.settings)) as fetcher:
            try:
                found = pipeline.look_at(address, fetcher, self.now())
            except FetchError as error:
                self._missed(address, error)
                raise
        self.store.subscribe(found.subscription)
        if found.page is not None:
            yield from worker.keep_pages(self.store, [found.page], self.settings, self.now(), later=later)
            return
        yield from worker.poll_these(self.store, [found.subscription], self.settings, self.now())

    def _missed(self, address: str, error: FetchError) -> None:
        if error.status in {404, 410}:
            worker.note_missing(self.store, address, error.status, self.now())

    def _imported(self, path: str) -> Iterator[PageOutcome]:
        content = pipeline.file_bytes(path)
        try:
            listed = pipeline.read_opml(content)
        except ArchiveError as error:
            raise ArchiveError(path, error.reason, error.way_out) from error
        if not listed:
            raise ArchiveError(path, "no address of a feed stands in it", "sayso follows http and https addresses")
        for subscription in listed:
            fresh = self.store.subscribe(subscription)
            yield PageOutcome(subscription.address, None, (), "queued" if fresh else "unchanged", "followed")

    def _failed(self, error: InputError) -> PageOutcome:
        self.store.note_problem(Problem(error.what, error.reason, error.way_out, iso(self.now())))
        return PageOutcome(error.what, None, (), "failed", str(error).removeprefix(f"{error.what}: "))

    def fetch(self, *, everything: bool = False, progress: Progress = no_progress) -> Iterator[PageOutcome]:
        """Polls what is due (or all that is followed) and brings the stories up to date."""
        with self.store.writing():
            yield from worker.poll_due(self.store, self.settings, self.now(), progress, everything=everything)
            self.work(progress)

    def work(self, progress: Progress = no_progress) -> None:
        """Does what is due with what is in the store: read, annotate, group, explain."""
        with self.store.writing():
            worker.work_once(self.store, self.settings, self.now(), progress, self.embedder)

    def work_for_ever(self, rest: Callable[[float], None] = time.sleep) -> None:
        """Polls what is due and does the work, then rests a minute, and again."""
        worker.work_for_ever(self.store, self.settings, self.now, rest, self.embedder)

    def rebuild(self, progress: Progress = no_progress, *, everything: bool = False) -> None:
        """Redoes what an older version of sayso made; ``everything``: reads all kept pages and groups anew."""
        with self.store.writing():
            if everything:
                worker.read_again(self.store, self.settings, self.now(), progress)
                self.store.clear_placements()
            self.work(progress)

    def subscriptions(self) -> list[Subscription]:
        """What is followed, and what each last did."""
        return self.store.subscriptions()

    def unfollow(self, address: str) -> None:
        """Stops following an address. Raises NotFound."""
        self.store.unsubscribe(address)

    def opml(self) -> bytes:
        """The followed feeds as OPML 2.0, tags as nested folders."""
        return pipeline.write_opml([s for s in self.subscriptions() if s.kind == "feed"])

    # --- stories and articles -------------------------------------------------------------------------------------

    def stories(self, limit: int = 50, offset: int = 0) -> list[Story]:
        """Stories, those with most independent sources and most recent first."""
        return self.store.stories(limit, offset)

    def story(self, story: str) -> StoryView:
        """A story by its id; one that was merged leads to where it went (promise 7). Raises NotFound."""
        told = self._where_it_led(story)
        return StoryView(told, self._members(told), self.store.explainer(told.id))

    def _where_it_led(self, story: str) -> Story:
        """A story, or the one that it was merged into."""
        told = self.store.story(story)
        for _ in range(100):
            if told.merged_into is None:
                break
            told = self.store.story(told.merged_into)
        return told

    def with_members(self, stories: Iterable[Story], at_most: int | None = None) -> list[StoryView]:
        """Stories for a list: with the first ``at_most`` of their articles, without explainers."""
        return [StoryView(story, self._members(story, at_most), None) for story in stories]

    def _members(self, story: Story, at_most: int | None = None) -> tuple[tuple[Article, Placement], ...]:
        places = {placement.article: placement for placement in self.store.story_placements(story.id)}
        heads = self.headlines([article for article in story.articles if article in places][:at_most])
        ordered = sorted(heads, key=lambda article: (article.published or "", article.id))
        return tuple((article, places[article.id]) for article in ordered)

    def news(self, since: str, story: str | None = None, limit: int = 50) -> Iterator[News]:
        """What is new since a date or time, in one story or in each that has something new, front page first.

        Raises InputError for what is no time, NotFound.
        """
        moment = instant(since)
        if moment is None:
            raise InputError("since", f"{since!r} is not a date", "write it as 2026-03-11 or 2026-03-11T14:00:00Z")
        when = iso(moment)
        chosen = self.store.stories_since(when, limit) if story is None else [self._where_it_led(story).id]
        for each in chosen:
            yield self._news(self.store.story(each), when)

    def _news(self, story: Story, since: str) -> News:
        new, edited = self.store.news(story.id, since)
        items = worker.story_articles(self.store, story.id)
        places = {item.article.id: item for item in items}
        lines, figures = pipeline.news(items, frozenset(new)) if new else ((), ())
        first_hand = [id_ for id_ in new if id_ not in places or places[id_].placement.relation is not Relation.COPY]
        before = {item.outlet for item in items if item.article.id not in new}
        came = dict.fromkeys(places[id_].outlet for id_ in new if id_ in places)
        changes = [
            change
            for id_ in edited
            if id_ not in new
            for edit in self.edits(id_)
            if edit.seen > since
            for change in edit.changes
        ]
        return News(
            story=story.id,
            title=story.title,
            since=since,
            articles=tuple(first_hand),
            copies=len(new) - len(first_hand),
            outlets=tuple(outlet for outlet in came if outlet not in before),
            lines=lines,
            figures=figures,
            changes=tuple(changes),
        )

    def articles(self, ids: Iterable[str]) -> list[Article]:
        """Articles with their texts, in the order asked for; unknown ids are left out."""
        return self.store.articles(ids)

    def headlines(self, ids: Iterable[str]) -> list[Article]:
        """Articles for a list, without their texts, in the order asked for; unknown ids are left out."""
        return self.store.headlines(ids)

    def article(self, article: str) -> ArticleView:
        """An article by its id, with what a page about it shows. Raises NotFound."""
        found = self.store.article(article)
        versions = tuple(self.store.versions(article))
        annotations = self.store.annotations(article)
        place = self.store.placement(article)
        return ArticleView(
            article=found,
            state=self.store.article_state(article),
            annotations=annotations,
            story=self.store.story(place.story) if place else None,
            placement=place,
            hashtags=self._public_tags(annotations),
            related=tuple(
                RelatedArticle(one, _when_in_story(one, found))
                for one in self.store.headlines(self.store.related(article, RELATED))
            ),
            near=self._near([annotations] if annotations else [], place.story if place else ""),
            comments=tuple(self.store.comments(article, "approved")),
            versions=versions,
            edits=self._edits(article, versions),
        )

    def edits(self, article: str) -> tuple[Edit, ...]:
        """What each new version of an article changed, oldest first. Raises NotFound."""
        return self._edits(article, self.store.versions(article))

    def _edits(self, article: str, versions: Sequence[tuple[str, str]]) -> tuple[Edit, ...]:
        """Of the latest few versions, since each pair takes milliseconds; those not annotated yet are left out."""
        kept = [found for one in versions[-VERSIONS_COMPARED:] if (found := self._version(article, *one)) is not None]
        return tuple(
            Edit(before.version, after.version, after.seen, pipeline.changes(before, after))
            for before, after in pairwise(kept)
        )

    def _version(self, article: str, version: str, seen: str) -> VersionText | None:
        text, annotations = self.store.version_text(version, article), self.store.annotations(article, version)
        return None if text is None or annotations is None else VersionText(article, version, text, annotations, seen)

    def families(self, story: str) -> tuple[Kin, ...]:
        """Who has it from whom: the articles of a story that stand for themselves, each with those that copy it, work
        it in or may lean on it under it; oldest first. Raises NotFound.
        """
        places = {place.article: place for place in self.store.story_placements(story)}
        under = _under(places)
        compared = [one for parent, children in under.items() if parent for one in (parent, *children)]
        texts = {article.id: article for article in self.store.articles(dict.fromkeys(compared[:KIN_COMPARED]))}
        known = {article.id: article for article in self.store.headlines(places)} | texts

        def order(id_: str) -> tuple[datetime, str]:
            return in_order(known[id_].published), id_

        def kin(id_: str, source: str | None) -> Kin:
            article = known[id_]
            shared = pipeline.shared_with(article, texts[source]) if id_ in texts and source in texts else None
            return Kin(
                article=replace(article, text="", blocks=()),
                placement=places[id_],
                publisher=pipeline.publisher_of(article),
                shared=shared,
                under=tuple(kin(child, id_) for child in sorted(under.get(id_, ()), key=order)),
            )

        return tuple(kin(id_, None) for id_ in sorted(under.get("", ()), key=order))

    def near(self, story: str) -> tuple[RelatedStory, ...]:
        """Other stories that share names with a story, nearest first, with the reason. Raises NotFound."""
        places = self.store.story_placements(story)
        newest = [one.article for one in reversed(places) if one.relation is not Relation.COPY][:LOOKED_AT_FOR_NAMES]
        found = [annotations for one in newest if (annotations := self.store.annotations(one)) is not None]
        own = places[0].story if places else story
        chapters = self._chapters(own)
        beside = {one.story.id for one in chapters}
        return (*chapters, *(one for one in self._near(found, own) if one.story.id not in beside))

    def _chapters(self, story: str) -> tuple[RelatedStory, ...]:
        """The chapter before and those after, of a saga that is no one story."""
        earlier = self.store.story(story).earlier
        before = [RelatedStory(self._where_it_led(earlier), "earlier chapter")] if earlier else []
        after = [RelatedStory(self.store.story(one), "later chapter") for one in self.store.later_chapters(story)]
        return tuple(one for one in (*before, *after) if one.story.id != story)

    def _near(self, found: Sequence[Annotations], own: str) -> tuple[RelatedStory, ...]:
        types: dict[str, MentionType] = {}
        counts: Counter[str] = Counter()
        for mention in (mention for one in found for mention in one.mentions):
            types.setdefault(mention.name, mention.type)
            counts[mention.name] += 1
        names = {name: types[name] for name, _ in counts.most_common(NAMES_COMPARED)}
        near = pipeline.near_stories(names, lambda name: self.store.stories_naming(name, TELLING), own)
        return tuple(RelatedStory(self.store.story(one.story), one.reason) for one in near)

    def text_of(self, article: str, version: str) -> str | None:
        """The text of a version, also of an old one; None when it isn't kept."""
        return self.store.version_text(version, article)

    def tag(self, tag_slug: str, limit: int = 50, offset: int = 0) -> tuple[str, list[Article]]:
        """(hashtag as written, its articles). Raises NotFound; Declined for the name of a private person."""
        tag, articles = self.store.tag_articles(tag_slug, limit, offset)
        for article in articles[:10]:
            annotations = self.store.annotations(article.id)
            if annotations and self._private_person(tag, annotations):
                raise Declined(tag, "this names a person without a public role in three independent outlets")
        return tag, articles

    def outlet(self, outlet_slug: str, limit: int = 50, offset: int = 0) -> tuple[str, list[Article]]:
        """(outlet's name, its articles newest first). Raises NotFound."""
        return self.store.outlet_articles(outlet_slug, limit, offset)

    def search(
        self,
        query: str,
        *,
        kind: str = "article",
        outlet: str | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> list[SearchHit]:
        """Full text over articles or statements (``kind``: "article" or "statement").

        ``since`` and ``until`` are dates or times. Raises InputError for what is none.
        """
        for name, when in (("since", since), ("until", until)):
            if when and instant(when) is None:
                raise InputError(name, f"{when!r} is not a date", "write it as 2026-03-11")
        return self.store.search(
            query,
            kind=kind,
            outlet=outlet,
            language=language,
            since=since,
            until=until,
            limit=limit,
            offset=offset,
        )

    def _public_tags(self, annotations: Annotations | None) -> tuple[str, ...]:
        """An article's hashtags without the names of people who aren't public (promise 11)."""
        if annotations is None:
            return ()
        return tuple(tag for tag in annotations.hashtags if not self._private_person(tag, annotations))

    def _private_person(self, tag: str, annotations: Annotations) -> bool:
        wanted = _tag_form(tag)
        kinds = {mention.name: mention.type for mention in annotations.mentions if _tag_form(mention.name) == wanted}
        person = MentionType.PERSON in kinds.values() or any(map(self._is_person_elsewhere, kinds))
        return person and not any(map(self.is_public, kinds))

    def _is_person_elsewhere(self, name: str) -> bool:
        """Whether one of a few other articles takes a name of several words for a person's, where this one doesn't."""
        named = self.store.mentioning(name, 4) if " " in name else ()
        articles = dict.fromkeys(article for article, _, _ in named)
        return any(
            mention.type is MentionType.PERSON and normal_form(mention.name) == normal_form(name)
            for article in articles
            for mention in (self.store.annotations(article) or Annotations("")).mentions
        )

    def is_public(self, name: str) -> bool:
        """Whether at least three independent publishers name this person with a public role (promise 11)."""
        publishers: set[str] = set()
        for article, role, outlet in self.store.mentioning(name, 1000):
            family = pipeline.family_of(outlet)
            if family not in publishers and pipeline.is_public_office(role) and not self._is_second_hand(article):
                publishers.add(family)
            if len(publishers) >= PUBLIC_PUBLISHERS:
                return True
        return False

    def _is_second_hand(self, article: str) -> bool:
        place = self.store.placement(article)
        return place is not None and place.relation in {Relation.COPY, Relation.DERIVED}

    # --- explain and ask ------------------------------------------------------------------------------------------

    def explain(self, what: str) -> Explainer:
        """What we know about a story (its id, or a unique part of its title or of a headline in it) or a subject (a
        name).

        Raises NotFound; Declined for a private person.
        """
        story = self._story_named(what)
        if story is None:
            try:
                return self.subject(what).explainer
            except NotFound:
                story = self._story_with_headline(what)
                if story is None:
                    raise
        return self.store.explainer(story.id) or pipeline.explain(
            story.title, worker.story_articles(self.store, story.id), self.now()
        )

    def _story_named(self, what: str) -> Story | None:
        try:
            return self.story(what).story
        except NotFound:
            wanted = normal_form(what)
        titled = [s for s in self.store.stories(10_000) if wanted and wanted in normal_form(s.title)]
        return titled[0] if len(titled) == 1 else None

    def _story_with_headline(self, what: str) -> Story | None:
        """The one story with these words in an article's headline: its own title follows the news, and readers
        remember an earlier one.
        """
        wanted = normal_form(what)
        hits = self.store.search(f'"{what}"', limit=MATERIAL_FOR_SUBJECTS)
        holding = {hit.article for hit in hits if wanted and wanted in normal_form(hit.title or "")}
        stories = {story for article in holding if (story := self.store.story_of(article)) is not None}
        return self._where_it_led(stories.pop()) if len(stories) == 1 else None

    def subject(self, asked: str) -> SubjectView:
        """An organisation, a place, an event or a public figure. Raises NotFound; Declined for a private person."""
        called = pipeline.same_names(self.store.rules())
        asked = called.get(normal_form(asked), asked)
        names = [asked, *(other for other, name in called.items() if name == asked)]
        naming = [article for name in names for article, _, _ in self.store.mentioning(name, 300)]
        hits = [hit for name in names for hit in self.store.search(f'"{name}"', limit=MATERIAL_FOR_SUBJECTS)]
        ids = list(dict.fromkeys([*naming, *(hit.article for hit in hits)]))
        name, kinds = self._fullest_name(names, ids)
        name = called.get(normal_form(name), name)
        if not kinds:
            raise NotFound(
                asked, "no story, and no article names it", "`sayso search` finds words, `sayso stories` ids"
            )
        if _may_be_a_person(kinds) and not self.is_public(name):
            raise Declined(
                asked,
                "sayso explains organisations, places, events, and people whom three independent outlets name with a "
                "public role; this name can't be told from a private person's",
                "ask about the story or the organisation",
            )
        material = self._material(ids)
        newest = sorted((item.article for item in material), key=lambda article: article.published or "", reverse=True)
        kind = max(kinds, key=lambda one: (kinds.count(one), one))
        return SubjectView(name, kind, pipeline.explain_subject(name, material, self.now(), names[1:]), tuple(newest))

    def with_pages(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of a story's subjects that may have a page: things, and people in public office."""
        return tuple(name for name in names if not self._is_person_elsewhere(name) or self.is_public(name))

    def _fullest_name(self, names: Sequence[str], articles: Sequence[str]) -> tuple[str, list[MentionType]]:
        """The name that most mentions with the words of one of these have, and the types of all of its mentions."""
        wanted = [f" {normal_form(name)} " for name in names]
        found: dict[str, list[MentionType]] = {}
        for article in articles[:50]:
            for mention in (self.store.annotations(article) or Annotations("")).mentions:
                if any(one in f" {normal_form(mention.name)} " for one in wanted):
                    kind = MentionType.ORG if pipeline.is_unread_body(mention) else mention.type
                    found.setdefault(mention.name, []).append(kind)
        return max(found.items(), key=lambda one: (len(one[1]), one[0]), default=(names[0], []))

    def ask(self, question: str, story: str | None = None) -> tuple[Answer, ...]:
        """Sentences that answer, with support; empty where the articles don't say."""
        if story is not None:
            items = worker.story_articles(self.store, self.story(story).story.id)
        else:
            items = self._material(self._articles_to_ask(question))
        return pipeline.answer(question, items, self.now())

    def _articles_to_ask(self, question: str) -> list[str]:
        """The articles that have most of a question's words or of their synonyms, and more of the stories they are in.

        A story counts the reciprocal ranks of its articles (Cormack et al. 2009).
        """
        chosen: dict[str, None] = {}
        ranks: dict[str, float] = {}
        for query in pipeline.searches(question):
            hits = self.store.search(query, any_word=True, limit=MATERIAL_FOR_ANSWERS)
            for rank, hit in enumerate(hits):
                chosen[hit.article] = None
                if (story := self.store.story_of(hit.article)) is not None:
                    ranks[story] = ranks.get(story, 0.0) + 1 / (rank + _RANKED)
        for story in sorted(ranks, key=lambda one: -ranks[one])[:STORIES_FOR_ANSWERS]:
            chosen.update(dict.fromkeys(place.article for place in self.store.story_placements(story)[-OF_EACH_STORY:]))
        return list(chosen)

    # --- in a model's words -------------------------------------------------------------------------------------------

    def can_write(self) -> bool:
        """Whether the settings name a model. Nothing is sent to it but by the three methods below."""
        return self._writer is not None

    def write_explainer(self, explained: Explainer) -> tuple[Explainer, Writing]:
        """The same with its lines in the model's words where those hold, and what came of it.

        Raises InputError where no model is set.
        """
        lines, writing = pipeline.write(explained.lines, self._asked_writer())
        return replace(explained, lines=lines), writing

    def write_answers(self, question: str, answers: Sequence[Answer]) -> tuple[tuple[Answer, ...], Writing]:
        """The same for answers to a question."""
        return pipeline.write(answers, self._asked_writer(), question)

    def write_lines(self, lines: Sequence[Line]) -> tuple[tuple[Line, ...], Writing]:
        """The same for the lines of a summary."""
        return pipeline.write(lines, self._asked_writer())

    def _asked_writer(self) -> Writer:
        if self._writer is None:
            raise InputError(
                "write",
                "no language model is set",
                "set SAYSO_WRITER_ADDRESS to an OpenAI-compatible address; without one the extract is all there is",
            )
        return self._writer

    def ask_article(self, article: str, question: str) -> tuple[Answer, ...]:
        """The same of one article."""
        return pipeline.answer(question, self._material([article]), self.now())

    def summarise(self, article: str) -> tuple[Line, ...]:
        """At most three sentences of an article, word for word, that say most of it; none while it isn't annotated."""
        return tuple(line for item in self._material([article]) for line in pipeline.summarise(item, self.now()))

    def _material(self, articles: Iterable[str]) -> list[StoryArticle]:
        ids = list(articles)
        places = {i: place for i in ids if (place := self.store.placement(i)) is not None}
        return worker.material(self.store, self.store.articles(places), places)

    def verify(self, progress: Progress = no_progress) -> tuple[int, list[str]]:
        """Checks every span of every explainer against its text: (spans checked, a line for each that lies)."""
        return worker.verify_all(self.store, progress)

    # --- human hands ----------------------------------------------------------------------------------------------

    def remove(self, what: str) -> list[str]:
        """Takes an article (its id or address) or an outlet (its name) down; returns what was taken down."""
        return worker.take_down(self.store, what, self.now())

    def merge(self, story: str, other: str) -> Rule:
        """Two stories are one: the articles of ``other`` go to ``story``, and its address leads there.

        This and the next three are rules that survive every re-run. Raises NotFound, InputError.
        """
        first, second = self._where_it_led(story), self._where_it_led(other)
        if first.id == second.id:
            raise InputError(other, "the two are one story already")
        return self._ruled(RuleKind.TOGETHER, first.articles[:1], second.articles[:1])

    def split(self, story: str, articles: Sequence[str]) -> Rule:
        """These articles (ids or addresses), with their copies, make a story of their own."""
        members = self.store.story_placements(story)
        going = [self._article_named(article) for article in articles]
        for article in going:
            if article not in {member.article for member in members}:
                raise InputError(article, f"it isn't in the story {story}", "`sayso stories --json` lists its articles")
        staying = [one.article for one in members if one.article not in going and one.copy_of not in going]
        if not staying:
            raise InputError(story, "no article of it would stay", "leave out at least one")
        return self._ruled(RuleKind.APART, going, staying[:1])

    def not_a_copy(self, article: str) -> Rule:
        """An article (id or address) is nobody's copy or rewrite: it counts as a source of its own."""
        return self._ruled(RuleKind.NOT_A_COPY, [self._article_named(article)], [])

    def same_subject(self, name: str, other: str) -> Rule:
        """What one name names is the other's too: as speaker, and on the page "What is NAME?"."""
        if not normal_form(name) or normal_form(name) == normal_form(other):
            raise InputError(other, f"it is the same name as {name!r}" if name.strip() else "name two things")
        return self._ruled(RuleKind.SAME_SUBJECT, [name.strip()], [other.strip()])

    def rules(self) -> list[Rule]:
        """What was decided by hand, oldest first."""
        return self.store.rules()

    def forget_rule(self, rule: int) -> Rule:
        """Takes a rule back; what it moved stays until ``rebuild(everything=True)`` groups anew. Raises NotFound."""
        with self.store.writing():
            dropped = self.store.drop_rule(rule)
            worker.tell_stories_naming(self.store, _names_in(dropped), self.now())
            worker.explain_due(self.store, self.now())
        return dropped

    def _ruled(self, kind: RuleKind, one: Sequence[str], other: Sequence[str]) -> Rule:
        with self.store.writing():
            rule = self.store.add_rule(kind, one, other, iso(self.now()))
            worker.obey(self.store, rule, self.now())
            worker.tell_stories_naming(self.store, _names_in(rule), self.now())
            worker.explain_due(self.store, self.now())
        return rule

    def _article_named(self, what: str) -> str:
        found = self.store.find_article(what)
        if found is None:
            raise NotFound(what, "no article with this id or address")
        return found

    def comment(self, article: str, name: str, body: str) -> Comment:
        """Posts a comment, held for approval. Raises NotFound, InputError when it is empty or too long."""
        return self.store.add_comment(article, name, body, iso(self.now()))

    def comments(self, state: str | None = None) -> list[Comment]:
        """Comments in a state ("held", "approved", "rejected"), or all."""
        return self.store.comments(None, state)

    def judge_comment(self, comment: int, state: str) -> None:
        """Approves or rejects a comment. Raises NotFound."""
        self.store.judge_comment(comment, state)

    # --- the store itself -----------------------------------------------------------------------------------------

    def problems(self) -> list[Problem]:
        """What failed and why, latest first."""
        return self.store.problems()

    def counts(self) -> dict[str, int]:
        """How many pages, articles, copies, stories, statements, outlets and problems there are."""
        return self.store.counts()

    def outlets(self) -> list[tuple[str, int, str | None]]:
        """(outlet, articles, last published), most articles first."""
        return self.store.outlets()

    def backup(self, folder: str) -> None:
        """Copies the live store to another folder."""
        self.store.backup(folder)


def _is_address(what: str) -> bool:
    """Also of a scheme that sayso refuses, so that the refusal says so."""
    return "://" in what


def _under(places: Mapping[str, Placement]) -> dict[str, list[str]]:
    """The articles under each that they have it from; "" has those that stand for themselves.

    What leans on each other in a circle stands for itself.
    """
    parents = {id_: place.copy_of or place.leans_on or "" for id_, place in places.items()}
    under: dict[str, list[str]] = {}
    for id_ in places:
        parent, seen = parents[id_], {id_}
        above = parent
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        under.setdefault(parent if parent in places and above not in seen else "", []).append(id_)
    return under


def _when_in_story(article: Article, beside: Article) -> str:
    """Where an article stands in the story against another, by days."""
    then, now = instant(article.published), instant(beside.published)
    if then is None or now is None or then.date() == now.date():
        return "in this story"
    return "earlier in this story" if then < now else "later in this story"


def _may_be_a_person(kinds: Sequence[MentionType]) -> bool:
    """Whether a name isn't clearly a thing's: mostly of no known kind, or a person's as often."""
    things = sum(kind in NO_PERSON for kind in kinds)
    return 2 * things < len(kinds) or kinds.count(MentionType.PERSON) >= things


def _names_in(rule: Rule) -> tuple[str, ...]:
    return (*rule.one, *rule.other) if rule.kind is RuleKind.SAME_SUBJECT else ()


def _tag_form(name: str) -> str:
    return normal_form(name).replace(" ", "")
