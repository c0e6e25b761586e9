"""A connection whose rows are typed as what they are: tuples of anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import apsw

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]
"""By place, or by name."""


class Connection(apsw.Connection):
    """One connection to the store's file."""

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        return self.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self.execute(sql, values).fetchone()
        return found

    def one(self, sql: str, values: Values = ()) -> Row:
        """The row of a query that always has one."""
        found = self.row(sql, values)
        if found is None:
            raise LookupError(sql)
        return found
