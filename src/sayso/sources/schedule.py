"""When a subscription is next asked: pure decisions on what it last did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sayso.errors import FetchError, RefusedAddress
from sayso.text import iso
from sayso.types import Subscription

SHORTEST = 900.0
LONGEST = 6 * 3600.0
DAY = 86_400.0
_WEEK = 7 * DAY
_FASTER = 0.8
_SLOWER = 1.1


def after_success(asked: Subscription, now: datetime, outcome: str, *, news: int) -> Subscription:
    """News brings the next visit a fifth nearer, none puts it a tenth off, within 15 minutes and 6 hours."""
    changed = asked.interval * (_FASTER if news else _SLOWER)
    interval = min(max(changed, min(SHORTEST, asked.interval)), max(LONGEST, asked.interval))
    return replace(
        asked,
        interval=interval,
        failures=0,
        next_due=iso(now + timedelta(seconds=interval)),
        last_fetched=iso(now),
        last_outcome=outcome,
    )


def after_failure(asked: Subscription, now: datetime, error: FetchError | None, reason: str) -> Subscription:
    """The wait doubles with every failure in a row up to a day; a longer Retry-After is obeyed, up to a week."""
    failures = asked.failures + 1
    wait = min(asked.interval * 2.0 ** min(failures, 30), max(DAY, asked.interval))
    if error is not None and error.retry_after is not None:
        wait = max(wait, min(error.retry_after, _WEEK))
    next_due = iso(now + timedelta(seconds=wait))
    again = "" if failures == 1 else f" ({failures} failures in a row)"
    return replace(
        asked,
        failures=failures,
        next_due=next_due,
        last_outcome=f"{reason}{again}; asked again after {next_due}",
    )


def looks_again(now: datetime, hours: Iterable[float]) -> list[str]:
    """When a page that was first fetched now is to be fetched again for edits."""
    return [iso(now + timedelta(hours=after)) for after in hours]


def is_passing(error: FetchError) -> bool:
    """Whether another try may go better: no answer, too many requests, or the server's own failure."""
    if isinstance(error, RefusedAddress):
        return False
    return error.status is None or error.status == 429 or error.status >= 500
