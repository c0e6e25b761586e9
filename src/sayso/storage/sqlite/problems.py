"""What failed and why: the last few thousand, the same one counted."""

from __future__ import annotations

from sayso.storage.sqlite.connection import Connection
from sayso.storage.sqlite.part import Part
from sayso.storage.sqlite.rows import indexable
from sayso.types import Problem

MAX_PROBLEMS = 5_000
_TRIM = """DELETE FROM problem WHERE seq IN (SELECT seq FROM problem ORDER BY at, seq
LIMIT max(0, (SELECT count(*) FROM problem) - ?))"""


class Problems(Part):
    """Recorded outcomes of bad input (promise 9)."""

    def note_problem(self, problem: Problem) -> None:
        """The same problem again raises its count and its time."""
        with self._db.brief_writing() as connection:
            put_problem(connection, problem)

    def problems(self, limit: int = 1000) -> list[Problem]:
        """Newest first."""
        with self._db.reading() as connection:
            rows = connection.rows(
                "SELECT what, reason, way_out, at, times FROM problem ORDER BY at DESC, seq DESC LIMIT ?", (limit,)
            )
        return [Problem(*row) for row in rows]


def put_problem(connection: Connection, problem: Problem) -> None:
    """Notes a problem inside a transaction."""
    connection.execute(
        """INSERT INTO problem(what, reason, way_out, at, times) VALUES (?, ?, ?, ?, 1) ON CONFLICT(what, reason)
        DO UPDATE SET way_out = excluded.way_out, at = excluded.at, times = times + 1""",
        (indexable(problem.what), indexable(problem.reason), indexable(problem.way_out), problem.at),
    )
    connection.execute(_TRIM, (MAX_PROBLEMS,))


def forget_problems(connection: Connection, what: str) -> None:
    """What failed has been read since."""
    connection.execute("DELETE FROM problem WHERE what = ?", (indexable(what),))
