"""A story's own row: how many live articles it has, and where it stands on the front page."""

from __future__ import annotations

import math

from sayso.storage.sqlite.connection import Connection
from sayso.text import instant

HALF_LIFE_DAYS = 1.0
_DAY = 86_400.0


def front_of(independent: int, last_at: str | None) -> float:
    """Where a story stands on the front page: its independent publishers, halved for each day without news.

    Ordering by ``independent * 2 ** -(age / half-life)`` is ordering by the logarithm, in which ``now`` falls out:
    ``log2(independent) + last / half-life``. So it is a column with an index, and never has to be computed anew.
    A story without an independent source counts half.
    """
    last = instant(last_at)
    return math.log2(max(independent, 0.5)) + (last.timestamp() / (_DAY * HALF_LIFE_DAYS) if last else 0.0)


def recount(connection: Connection, story: str) -> None:
    """Counts a story's live articles, sets its place on the front page and makes it due for explaining."""
    live, last_at = connection.one(
        """SELECT count(*), max(a.published_at) FROM placement p JOIN article a ON a.seq = p.article
        WHERE p.story = ? AND a.state = 'live'""",
        (story,),
    )
    (independent,) = connection.one("SELECT independent FROM story WHERE id = ?", (story,))
    connection.execute(
        "UPDATE story SET articles = ?, front = ?, explained_by = '' WHERE id = ?",
        (live, front_of(min(independent, live), last_at), story),
    )


def recount_story_of(connection: Connection, article: int) -> None:
    """The same for the story that an article (row number) has its place in, if any."""
    row = connection.row("SELECT story FROM placement WHERE article = ?", (article,))
    if row is not None:
        recount(connection, row[0])
