"""Work that is due: read pages, poll what is followed, annotate, group, explain; once, or for ever.

Each function takes what is due from the store, has the pipeline do it, and keeps the result, a batch a transaction.
A run that is killed leaves the rest due, so the next one goes on where it was (promise 8).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, zip_longest

from sayso import pipeline
from sayso.errors import NotFound, PageError, StoreError
from sayso.protocols import Embedder, Store
from sayso.settings import Settings
from sayso.text import instant, iso, slug
from sayso.types import (
    Annotations,
    Article,
    Explainer,
    Page,
    PageOutcome,
    Placement,
    Problem,
    Rule,
    RuleKind,
    Story,
    StoryArticle,
    Subscription,
)

_LOG = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""(what is being done, how many are done, how many there are) for a progress line."""

PAGES_AT_ONCE = 16
"""Pages read between two looks at the store: enough to keep two workers busy, few enough to answer soon."""

ANNOTATED_AT_ONCE = 32
"""Articles annotated between two transactions: a parse batch, and what a killed run repeats at most."""

RESTORED_AT_ONCE = 2_000
"""Articles taken in between two transactions by a grouper that makes its state anew: 50 MB of memory."""

REST = 60.0
"""Seconds between two looks at what is due; feeds are asked every 15 minutes at most."""

LOOKS_AT_ONCE = 500
"""Pages that one run fetches again for edits; the others wait for the next."""

NAMING = 2000
"""Articles whose stories are told anew when the owner says that two names are one."""

OPEN_DAYS = 120
"""Stories without news for so long before an article aren't offered to it: a story lives for months, not for ever."""

_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""A page that says it is from the year 1 is wrong, and days can't be taken off that."""

UNKNOWN_OUTLET = "unknown outlet"
"""What stands for an outlet that neither page nor feed names, as a speaker and on every page."""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Says nothing."""


def work_once(
    store: Store,
    settings: Settings,
    now: datetime,
    progress: Progress = no_progress,
    embedder: Embedder | None = None,
) -> None:
    """Does all that is due with what is in the store: queued pages, annotations, stories, explainers."""
    read_queued(store, settings, now)
    annotate_due(store, settings, progress, embedder)
    group_due(store, now, progress)
    explain_due(store, now, progress)


def work_for_ever(
    store: Store,
    settings: Settings,
    clock: Callable[[], datetime],
    rest: Callable[[float], None] = time.sleep,
    embedder: Embedder | None = None,
) -> None:
    """Polls what is due and does the work, then rests a minute, and again.

    Where another process writes just now, or the disk is full, what is due stays due and the log has a line.
    """
    while True:
        try:
            for _ in poll_due(store, settings, clock()):
                pass
            work_once(store, settings, clock(), embedder=embedder)
        except StoreError as error:
            _LOG.warning("%s (tried again in a minute)", error)
        rest(REST)


# --- pages ------------------------------------------------------------------------------------------------------


def keep_pages(
    store: Store, pages: Iterable[Page | Problem], settings: Settings, now: datetime, *, later: bool = False
) -> Iterator[PageOutcome]:
    """Reads pages and keeps their articles; yields what became of each once it is on disk, in order.

    A ``Problem`` among the pages is noted and yielded as a failure; the rest goes on (promise 9).
    """
    with open_pool(settings) as pool:
        yield from _kept_in_batches(store, pages, pool, now, later=later)


def _kept_in_batches(
    store: Store, pages: Iterable[Page | Problem], pool: pipeline.ExtractPool, now: datetime, *, later: bool = False
) -> Iterator[PageOutcome]:
    incoming = iter(pages)
    while batch := list(islice(incoming, PAGES_AT_ONCE)):
        yield from _kept_batch(store, batch, pool, now, later=later)


def open_pool(settings: Settings) -> pipeline.ExtractPool:
    """The worker processes that read pages, with the limits of the settings."""
    return pipeline.ExtractPool(
        max(1, settings.jobs), cpu_seconds=settings.page_cpu_seconds, memory_bytes=settings.page_memory_mb * 1_000_000
    )


def _kept_batch(
    store: Store, batch: Sequence[Page | Problem], pool: pipeline.ExtractPool, now: datetime, *, later: bool
) -> Iterator[PageOutcome]:
    known = [None if isinstance(page, Problem) else store.known_page(page) for page in batch]
    unread = (page for page, outcome in zip(batch, known, strict=True) if outcome is None and isinstance(page, Page))
    read = pool.extract_all(() if later else unread)
    for page, outcome in zip(batch, known, strict=True):
        if isinstance(page, Problem):
            yield _noted(store, page)
        elif outcome is not None:
            yield outcome
        elif later:
            yield store.queue_page(page, iso(now))
        else:
            yield _kept(store, page, next(read)[1], now)


def _kept(store: Store, page: Page, result: tuple[Article, ...] | PageError, now: datetime) -> PageOutcome:
    if isinstance(result, PageError):
        problem = Problem(result.what, result.reason, result.way_out, iso(now))
        return replace(store.keep_failure(page, problem), reason=_reason(problem))
    return store.keep_page(page, result, iso(now))


def _noted(store: Store, problem: Problem) -> PageOutcome:
    store.note_problem(problem)
    return PageOutcome(problem.what, None, (), "failed", _reason(problem))


def _reason(problem: Problem) -> str:
    """Why it failed and the way out, in a line."""
    return f"{problem.reason}; {problem.way_out}" if problem.way_out else problem.reason


def read_queued(store: Store, settings: Settings, now: datetime) -> list[PageOutcome]:
    """Reads the pages that ``add --later`` has queued."""
    outcomes: list[PageOutcome] = []
    with open_pool(settings) as pool:  # its workers start with the first page
        while waiting := store.queued_pages(PAGES_AT_ONCE):
            outcomes += [_kept(store, page, result, now) for page, result in pool.extract_all(waiting)]
    return outcomes


# --- what is followed ----------------------------------------------------------------------------------------------


def poll_due(
    store: Store, settings: Settings, now: datetime, progress: Progress = no_progress, *, everything: bool = False
) -> Iterator[PageOutcome]:
    """Polls the subscriptions that are due (or all) and keeps what they bring."""
    due = store.subscriptions(None if everything else iso(now))
    yield from poll_these(store, due, settings, now, progress)
    yield from look_again_due(store, settings, now, progress)


def poll_these(
    store: Store,
    subscriptions: Sequence[Subscription],
    settings: Settings,
    now: datetime,
    progress: Progress = no_progress,
) -> Iterator[PageOutcome]:
    """Polls some subscriptions, keeps what they bring, and remembers what each did."""
    with pipeline.Fetcher(fetch_policy(settings)) as fetcher, open_pool(settings) as pool:
        for done, polled in enumerate(pipeline.poll_all(subscriptions, fetcher, store.seen_entry, iso(now))):
            progress("fetching", done, len(subscriptions))
            kept = _kept_in_batches(store, [*polled.pages, *polled.problems], pool, now)
            for page, outcome in zip_longest(polled.pages, kept):
                yield outcome
                if page and outcome.status == "added" and page.name in polled.present:
                    store.plan_looks(page, pipeline.looks_again(now, settings.look_again))
            for address, status in polled.missing:
                note_missing(store, address, status, now)
            for address in polled.present:
                store.note_present(address)
            store.update_subscription(polled.asked.address, polled.subscription)
    progress("fetching", len(subscriptions), len(subscriptions))


def look_again_due(
    store: Store, settings: Settings, now: datetime, progress: Progress = no_progress
) -> Iterator[PageOutcome]:
    """Fetches the pages again that are due for it; a new text is a new version, and the earlier ones stay."""
    due = store.due_looks(iso(now), LOOKS_AT_ONCE)
    if not due:
        return
    with pipeline.Fetcher(fetch_policy(settings)) as fetcher, open_pool(settings) as pool:
        for done, seen in enumerate(pipeline.revisit_all(due, fetcher, iso(now))):
            progress("looking again", done, len(due))
            found = seen.page or seen.problem
            if found is not None:
                yield from _kept_in_batches(store, [found], pool, now)
            if seen.missing is not None:
                note_missing(store, seen.asked.address or seen.asked.name, seen.missing, now)
            store.looked(seen.asked, iso(now))
    progress("looking again", len(due), len(due))


def fetch_policy(settings: Settings) -> pipeline.FetchPolicy:
    """How pages are fetched, as the settings say."""
    return pipeline.FetchPolicy(
        user_agent=settings.user_agent,
        timeout=settings.timeout,
        max_bytes=settings.max_page_bytes,
        max_redirects=settings.max_redirects,
        per_host=settings.per_host,
        allow_private=frozenset(settings.allow_private),
        connect_to=dict(pair.split("=", 1) for pair in settings.connect_to),
        proxy=settings.proxy or None,
        respect_robots=settings.robots,
    )


# --- annotate, group, explain ----------------------------------------------------------------------------------------


def annotate_due(
    store: Store, settings: Settings, progress: Progress = no_progress, embedder: Embedder | None = None
) -> None:
    """Annotates the versions that have no annotations by today's annotator."""
    annotator = pipeline.annotator_of(settings.statements)
    total = store.count_due_for_annotation(annotator)
    done = 0
    while articles := store.due_for_annotation(annotator, ANNOTATED_AT_ONCE * max(1, settings.jobs)):
        progress("annotating", done, total)
        found = list(pipeline.annotate(articles, settings.jobs, settings.statements))
        _note_failures(store, articles, found)
        vectors = pipeline.vectors_of(articles, embedder)
        features = [
            pipeline.features_of(article, _names(one), vector).to_bytes()
            for article, one, vector in zip(articles, found, vectors, strict=True)
        ]
        publishers = [pipeline.publisher_of(article) for article in articles]
        store.keep_annotations(
            [(a.id, a.version, f) for a, f in zip(articles, found, strict=True)], features, publishers
        )
        done += len(articles)
    progress("annotating", done, max(done, total))


def _note_failures(store: Store, articles: Sequence[Article], found: Sequence[Annotations]) -> None:
    for article, one in zip(articles, found, strict=True):
        if one.failure:
            at = iso(datetime.now(UTC))
            store.note_problem(Problem(article.url or article.id, one.failure, "report it with the text", at))


def _names(found: Annotations) -> list[str]:
    return [mention.name for mention in found.mentions]


def group_due(store: Store, now: datetime, progress: Progress = no_progress) -> None:
    """Gives the annotated articles their place in a story, and tells each changed story anew."""
    first = store.due_for_grouping(1)
    if not first:
        return
    # An archive of last year joins the stories of last year: what counts is when its oldest article was published.
    oldest = max(_EARLIEST, min(now, instant(first[0][0].published) or now))
    grouper = _grouper(store, oldest - timedelta(days=OPEN_DAYS))
    done = 0
    while due := store.due_for_grouping(500):
        progress("grouping", done, done + len(due))
        with store.reading():
            placed = [place for article, features in due for place in _places(store, grouper, article, features)]
            # An article's last placement counts: the second look may have moved it on.
            final = list({placement.article: placement for placement in (*placed, *grouper.look_again())}.values())
            told = [replace(one, earlier=grouper.chapters.get(one.id)) for one in _told(store, final, now)]
        store.keep_placements(final, told, grouper.state())
        done += len(due)
    progress("grouping", done, done)
    for rule in store.rules():
        obey(store, rule, now)


def _grouper(store: Store, since: datetime) -> pipeline.Grouper:
    """A grouper that goes on where the last one stopped. What that one didn't know of (all, where nothing was kept) it
    takes in from the places given; ``since``: those of stories with news since then.
    """
    grouper = pipeline.Grouper(rules=pipeline.rules_of(store.rules()), past=store)
    first = grouper.next_number
    placed = store.grouped_since(first, iso(since) if not first else None)
    while lot := list(islice(placed, RESTORED_AT_ONCE)):
        for number, placement, features in lot:
            if (known := pipeline.features_in(features)) is not None:
                grouper.restore(placement, known, number)
        store.keep_grouping(grouper.state())
    return grouper


def _places(store: Store, grouper: pipeline.Grouper, article: Article, features: bytes) -> tuple[Placement, ...]:
    """A new article's place, and what it changes for earlier ones; a new version of a known one stays where it was."""
    known = store.placement(article.id)
    if known is not None:
        return (known,)
    # Features of an older sayso are made anew, without the vector: the annotations are current all the same.
    kept = pipeline.features_in(features) or pipeline.features_of(article, _names_of(store, article.id))
    return grouper.place(article.id, kept).placements


def _names_of(store: Store, article: str) -> list[str] | None:
    annotations = store.annotations(article)
    return _names(annotations) if annotations else None


def _told(store: Store, placed: Sequence[Placement], now: datetime) -> list[Story]:
    """The stories that these placements change, described with all their articles."""
    fresh: dict[str, dict[str, Placement]] = {}
    for placement in placed:
        fresh.setdefault(placement.story, {})[placement.article] = placement
    stories = []
    for story, newcomers in fresh.items():
        places = _known_places(store, story) | newcomers
        stories.append(_described(store, story, places, now))
    return stories


def _described(store: Store, story: str, places: dict[str, Placement], now: datetime) -> Story:
    """A story by the begin of its articles' texts: 400 articles take 57 ms of CPU, and with the texts themselves and
    their credits they took 133.
    """
    leads = {article.id: (article, publisher) for article, publisher in store.leads(places)}
    for article in store.articles(id_ for id_ in places if id_ not in leads):
        leads[article.id] = article, pipeline.publisher_of(article)
    members = [(places[id_], leads[id_][0]) for id_ in places if id_ in leads]
    return pipeline.describe(story, members, iso(now), {id_: publisher for id_, (_, publisher) in leads.items()})


def _known_places(store: Store, story: str) -> dict[str, Placement]:
    """The places in a story that the store has; none for one that these placements begin."""
    try:
        return {placement.article: placement for placement in store.story_placements(story)}
    except NotFound:
        return {}


def explain_due(store: Store, now: datetime, progress: Progress = no_progress) -> None:
    """Writes the explainers that are missing or out of date."""
    done = 0
    while due := store.due_for_explaining(pipeline.EXPLAINER, 100):
        for story in due:
            progress("explaining", done, done + len(due))
            told = store.story(story)
            store.keep_explainer(story, pipeline.EXPLAINER, _explained(store, told, now))
            done += 1
    progress("explaining", done, done)


def _explained(store: Store, told: Story, now: datetime) -> Explainer:
    """A story's explainer; an empty one and a problem when its texts break the step, so that the rest goes on."""
    try:
        explained = pipeline.explain(told.title, story_articles(store, told.id), now)
    except Exception as error:  # noqa: BLE001 - whatever a text does is a recorded outcome (promise 9)
        reason = f"it can't be explained ({type(error).__name__}: {error})"
        store.note_problem(Problem(f"story {told.id}", reason, "report it with the story's articles", iso(now)))
        explained = Explainer(told.title, told.sources, (), (), (), ())
    return replace(explained, sources=told.sources)


def story_articles(store: Store, story: str) -> list[StoryArticle]:
    """A story's live articles as the explain step takes them, oldest first."""
    places = {placement.article: placement for placement in store.story_placements(story)}
    return material(store, store.articles(places), places)


def material(store: Store, articles: Iterable[Article], places: dict[str, Placement]) -> list[StoryArticle]:
    """Articles with what stands in them and their places; those not annotated yet are left out."""
    found = []
    called = pipeline.same_names(store.rules())
    for article in articles:
        annotations = store.annotations(article.id)
        if annotations is None or article.id not in places:
            continue
        outlet = article.outlet or UNKNOWN_OUTLET
        family = pipeline.publisher_of(article) or outlet
        annotations = pipeline.renamed(annotations, called)
        found.append(StoryArticle(article, annotations, places[article.id], outlet, family))
    return sorted(found, key=lambda item: (item.article.published or "", item.article.id))


def obey(store: Store, rule: Rule, now: datetime) -> None:
    """Puts articles where the owner said; what stands there already, or names articles that are gone, is passed by."""
    try:
        moved = _by_hand(store, rule)
    except NotFound:
        return
    if moved:
        concerned = {place.story for one in moved if (place := store.placement(one.article)) is not None}
        store.keep_placements(moved, _told(store, moved, now))
        # A story that all its articles left isn't told: its address leads on (promise 7).
        _tell_again(store, {story for story in concerned if store.story(story).merged_into is None}, now)


def tell_stories_naming(store: Store, names: Iterable[str], now: datetime) -> None:
    """Makes the stories due for explaining whose articles name one of these."""
    naming = [article for name in names for article, _, _ in store.mentioning(name, NAMING)]
    _tell_again(store, _stories_of(store, naming), now)


def _by_hand(store: Store, rule: Rule) -> list[Placement]:
    """The places that a rule changes."""
    places = {article: store.placement(article) for article in (*rule.one, *rule.other)}
    match rule.kind:
        case RuleKind.TOGETHER:
            stories = dict.fromkeys(place.story for place in places.values() if place)
            target = next(iter(stories), "")
            return [p for story in stories for p in pipeline.moved_into(target, store.story_placements(story))]
        case RuleKind.APART:
            stays = places[rule.other[0]]
            return pipeline.set_apart(rule.one, store.story_placements(stays.story)) if stays else []
        case RuleKind.NOT_A_COPY:
            place = places[rule.one[0]]
            freed = place and pipeline.not_a_copy(place)
            return [freed] if freed and freed != place else []
        case RuleKind.SAME_SUBJECT:
            return []


# --- checks and human hands ------------------------------------------------------------------------------------------


def verify_all(store: Store, progress: Progress = no_progress) -> tuple[int, list[str]]:
    """Checks every span of every explainer against its text (promise 2): (spans checked, a line for each that lies)."""
    checked = 0
    faults: list[str] = []
    stories = store.stories(1_000_000)
    for done, story in enumerate(stories):
        progress("verifying", done, len(stories))
        explained = store.explainer(story.id)
        if explained is not None:
            count, lies = pipeline.check(explained, lambda article, version: store.version_text(version, article))
            checked += count
            faults += [f"story {story.id}: {lie}" for lie in lies]
    progress("verifying", len(stories), len(stories))
    return checked, faults


def read_again(store: Store, settings: Settings, now: datetime, progress: Progress = no_progress) -> None:
    """Reads every kept page again with today's extraction; an article keeps its id, a new text is a new version."""
    total = store.counts()["pages"]
    with open_pool(settings) as pool:
        for done, (page, result) in enumerate(pool.extract_all(store.pages())):
            progress("reading", done, total)
            if not isinstance(result, PageError):
                store.keep_page(page, result, iso(now))


def take_down(store: Store, what: str, now: datetime) -> list[str]:
    """Removes an article (by id or address) or an outlet (by name); returns the ids of what was removed.

    Raises NotFound.
    """
    article = store.find_article(what)
    removed = [article] if article is not None else store.outlet_article_ids(slug(what))
    if not removed:
        raise NotFound(what, "no article with this id or address, and no outlet of this name", "see `sayso outlets`")
    stories = _stories_of(store, removed)
    for each in removed:
        store.remove_article(each, iso(now))
    _tell_again(store, stories, now)
    explain_due(store, now)
    return removed


def note_missing(store: Store, address: str, status: int, now: datetime) -> None:
    """An address answered 404 or 410; the stories of articles that are thereby withdrawn are told anew."""
    _tell_again(store, _stories_of(store, store.note_missing(address, status, iso(now))), now)


def _stories_of(store: Store, articles: Iterable[str]) -> list[str]:
    return sorted({story for article in articles if (story := store.story_of(article)) is not None})


def _tell_again(store: Store, stories: Iterable[str], now: datetime) -> None:
    told = []
    for story in stories:
        places = _known_places(store, story)
        if places:
            told.append(_described(store, story, places, now))
    store.keep_placements([], told)
