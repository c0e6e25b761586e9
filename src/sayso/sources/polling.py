"""Following subscriptions: ask each feed, choose what is new (pure), fetch it side by side, say what happened."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from sayso.errors import FeedError, FetchError, InputError
from sayso.sources.feeds import is_feed, read_feed
from sayso.sources.http import Fetcher, Response
from sayso.sources.schedule import after_failure, after_success, is_passing
from sayso.text import instant
from sayso.types import Feed, FeedEntry, Page, Problem, Subscription

MAX_FETCHED = 50
"""Pages that are fetched of one feed in one poll; the others are fetched at the next."""
_WORKERS = 8
_MISSING = frozenset({404, 410})
_PAGE_KINDS = {"text/plain": "text", "text/markdown": "text"}
_NOT_PAGES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream")

Seen = Callable[[str, str | None], bool]
"""Whether a page is known: its address (or name) and the feed's time of its last change. Called from one thread."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What one visit gave.

    Attributes:
        asked: the subscription as it was.
        subscription: as it is now; its address differs from ``asked.address`` where the feed moved for good.
        pages: what is new or changed.
        problems: what could not be had.
        missing: (address, 404 or 410) of pages that are gone.
        present: addresses of pages that answered.
    """

    asked: Subscription
    subscription: Subscription
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Room:
    """What a visit works with."""

    pool: ThreadPoolExecutor
    fetcher: Fetcher
    seen: Seen
    now: str


@dataclass(frozen=True, slots=True)
class _Begun:
    """A feed that was read, with its pages on their way; ``more`` says that some are left for the next visit."""

    asked: Subscription
    current: Subscription
    response: Response
    on_their_way: Sequence[Future[_Got]]
    more: bool


@dataclass(frozen=True, slots=True)
class _Got:
    """What became of one entry: a page (``error`` too where it is the feed's own text), or an error."""

    address: str | None
    page: Page | None
    error: InputError | None


def poll(subscription: Subscription, fetcher: Fetcher, seen: Seen, now: str) -> Poll:
    """Visits one subscription. ``now`` is ISO 8601. Never raises for what the outlet does."""
    return next(poll_all([subscription], fetcher, seen, now))


def poll_all(subscriptions: Iterable[Subscription], fetcher: Fetcher, seen: Seen, now: str) -> Iterator[Poll]:
    """Visits many, eight at a time; ``seen`` is asked in the caller's own thread, between yields too."""
    waiting = iter(subscriptions)
    pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="sayso-fetch")
    try:
        while batch := list(islice(waiting, _WORKERS)):
            asked = [(one, pool.submit(_asked, one, fetcher)) for one in batch]
            begun = [_begun(one, answer.result(), _Room(pool, fetcher, seen, now)) for one, answer in asked]
            for visit in begun:
                yield visit if isinstance(visit, Poll) else _finished(visit, now)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Revisit:
    """What fetching a kept page again gave: the page as it is now, or why it couldn't be had (404: ``missing``)."""

    asked: Page
    page: Page | None = None
    problem: Problem | None = None
    missing: int | None = None


def revisit_all(pages: Iterable[Page], fetcher: Fetcher, now: str) -> Iterator[Revisit]:
    """Fetches kept pages again, eight at a time, with what their feeds said of them. Never raises for an outlet."""
    waiting = iter(pages)
    with ThreadPoolExecutor(_WORKERS, thread_name_prefix="sayso-look") as pool:
        while batch := list(islice(waiting, _WORKERS)):
            yield from pool.map(lambda page: _revisited(page, fetcher, now), batch)


def _revisited(asked: Page, fetcher: Fetcher, now: str) -> Revisit:
    try:
        page = fetch_page(asked.address or asked.name, fetcher, now)
    except FetchError as error:
        problem = Problem(error.what, error.reason, error.way_out, now)
        return Revisit(asked, problem=problem, missing=_missing(error))
    led = {name: getattr(asked, name) for name in ("name", "address", "outlet", "feed", "hints", "feed_title")}
    return Revisit(asked, replace(page, **led))


def fetch_page(address: str, fetcher: Fetcher, now: str) -> Page:
    """One page. Raises FetchError."""
    return page_of(fetcher.get(address), now)


def looks_like_feed(response: Response) -> bool:
    """Whether an answer is a feed rather than a page."""
    return is_feed(response.body, response.content_type)


def page_of(response: Response, now: str) -> Page:
    """An answer as a page. Raises FetchError where it is a picture, a film or another thing without text."""
    kind = response.content_type or ""
    if kind.startswith(_NOT_PAGES) and response.body.lstrip()[:1] != b"<":
        raise FetchError(response.address, f"it is {kind}, not a page")
    return Page(
        name=response.address,
        address=response.final_address,
        content=response.body,
        kind=_PAGE_KINDS.get(kind, "html"),
        charset=response.charset,
        fetched=now,
    )


# --- deciding (pure) --------------------------------------------------------------------------------------------


def entries_to_fetch(feed: Feed, subscription: Subscription, seen: Seen) -> tuple[list[FeedEntry], bool]:
    """The entries that are new or changed, each page once, at most 50; and whether more are left for later."""
    chosen: dict[str, FeedEntry] = {}
    for entry in feed.entries:
        name = entry_name(entry, subscription)
        if name is None or name in chosen or seen(name, entry.modified):
            continue
        if len(chosen) == MAX_FETCHED:
            return list(chosen.values()), True
        chosen[name] = entry
    return list(chosen.values()), False


def entry_name(entry: FeedEntry, subscription: Subscription) -> str | None:
    """What an entry's page is called: its address, else the feed's with the title; None where there's nothing."""
    if entry.address:
        return entry.address
    return f"{subscription.address}#{entry.title}" if entry.full_html and entry.title else None


def page_from_feed(entry: FeedEntry, subscription: Subscription, now: str) -> Page | None:
    """A page made of the feed's own full text, or None where the feed has none."""
    name = entry_name(entry, subscription)
    if not entry.full_html or name is None:
        return None
    title = html.escape(entry.title or "")
    language = f' lang="{html.escape(entry.language)}"' if entry.language else ""
    content = (
        f'<!doctype html><html{language}><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{entry.full_html}</article></body></html>"
    )
    page = Page(name=name, address=entry.address, content=content.encode("utf-8", "replace"), charset="utf-8")
    return replace(_led_to(page, entry, subscription), fetched=now)


def _led_to(page: Page, entry: FeedEntry, subscription: Subscription) -> Page:
    """A page with what the feed that led to it says."""
    return replace(page, outlet=entry.outlet, feed=subscription.address, hints=entry, feed_title=subscription.title)


def outcome_line(pages: int, failed: int, *, more: bool = False) -> str:
    """What a visit gave, for people: "12 new", "3 new, 1 failed", "nothing new"."""
    said = [f"{pages} new"] if pages else []
    said += [f"{failed} failed"] if failed else []
    said += ["more to come"] if more else []
    return ", ".join(said) or "nothing new"


# --- doing ------------------------------------------------------------------------------------------------------


def _asked(subscription: Subscription, fetcher: Fetcher) -> Response | FetchError:
    try:
        return fetcher.get(subscription.address, etag=subscription.etag, last_modified=subscription.last_modified)
    except FetchError as error:
        return error


def _fetched(entry: FeedEntry, subscription: Subscription, fetcher: Fetcher, now: str) -> _Got:
    error: FetchError | None = None
    if entry.address:
        try:
            page = fetch_page(entry.address, fetcher, now)
            hinted = _led_to(page, entry, subscription)
            return _Got(entry.address, hinted, None)
        except FetchError as failed:
            error = failed
    return _Got(entry.address, page_from_feed(entry, subscription, now), error)


def _begun(asked: Subscription, answer: Response | FetchError, room: _Room) -> Poll | _Begun:
    """The feed read and its new pages on their way, or the whole outcome where there are none to fetch."""
    if isinstance(answer, FetchError):
        return _failed(asked, answer, room.now)
    current = replace(asked, address=answer.permanent or asked.address)
    if answer.not_modified:
        return Poll(asked, after_success(current, _time(room.now), "not changed", news=0), present=(asked.address,))
    if asked.kind == "page":
        return _page_poll(asked, current, answer, room)
    try:
        feed = read_feed(answer.body, answer.final_address, answer.content_type, answer.charset, now=_time(room.now))
    except FeedError as error:
        return _failed(asked, error, room.now)
    entries, more = entries_to_fetch(feed, asked, room.seen)
    current = replace(current, title=current.title or feed.title)
    jobs = [room.pool.submit(_fetched, entry, current, room.fetcher, room.now) for entry in entries]
    return _Begun(asked, current, answer, jobs, more)


def _page_poll(asked: Subscription, current: Subscription, answer: Response, room: _Room) -> Poll:
    try:
        page = page_of(answer, room.now)
    except FetchError as error:
        return _failed(asked, error, room.now)
    visited = after_success(_remembered(current, answer), _time(room.now), "fetched", news=1)
    return Poll(asked, visited, pages=(page,), present=(asked.address,))


def _finished(visit: _Begun, now: str) -> Poll:
    got = [job.result() for job in visit.on_their_way]
    pages = tuple(one.page for one in got if one.page)
    lost = [one.error for one in got if one.error and not one.page]
    # With a 304 the entries wouldn't be seen again: what may still be had keeps the feed's old validators.
    again = visit.more or any(isinstance(one.error, FetchError) and is_passing(one.error) for one in got)
    current = visit.current if again else _remembered(visit.current, visit.response)
    line = outcome_line(len(pages), len(lost), more=visit.more)
    return Poll(
        asked=visit.asked,
        subscription=after_success(current, _time(now), line, news=len(pages)),
        pages=pages,
        problems=tuple(Problem(error.what, error.reason, error.way_out, now) for error in lost),
        missing=tuple((one.address, status) for one in got if one.address and (status := _missing(one.error))),
        present=tuple(one.address for one in got if one.address and one.page and not one.error),
    )


def _failed(asked: Subscription, error: FetchError | FeedError, now: str) -> Poll:
    status = _missing(error)
    answered = error if isinstance(error, FetchError) else None
    return Poll(
        asked=asked,
        subscription=after_failure(asked, _time(now), answered, error.reason),
        problems=(Problem(error.what, error.reason, error.way_out, now),),
        missing=((asked.address, status),) if status and asked.kind == "page" else (),
    )


def _remembered(subscription: Subscription, answer: Response) -> Subscription:
    return replace(subscription, etag=answer.etag, last_modified=answer.last_modified)


def _missing(error: InputError | None) -> int | None:
    return error.status if isinstance(error, FetchError) and error.status in _MISSING else None


def _time(now: str) -> datetime:
    return instant(now) or datetime.now(UTC)
