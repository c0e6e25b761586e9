"""What is followed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from sayso.errors import NotFound
from sayso.storage.codec import as_json
from sayso.storage.sqlite.part import Part
from sayso.types import Subscription

_FIELDS = tuple(field.name for field in dataclasses.fields(Subscription))
_COLUMNS = ", ".join(_FIELDS)
_INSERT = f"INSERT INTO subscription({_COLUMNS}) VALUES ({', '.join('?' * len(_FIELDS))}) ON CONFLICT DO NOTHING"  # noqa: S608
_UPDATE = f"UPDATE OR REPLACE subscription SET ({_COLUMNS}) = ({', '.join('?' * len(_FIELDS))}) WHERE address = ?"  # noqa: S608
_SELECT = f"SELECT {_COLUMNS} FROM subscription"  # noqa: S608


class Subscriptions(Part):
    """Feeds and pages that are polled."""

    def subscribe(self, subscription: Subscription) -> bool:
        with self._db.writing() as connection:
            connection.execute(_INSERT, _row(subscription))
            if connection.changes():
                return True
            (tags,) = connection.one("SELECT tags FROM subscription WHERE address = ?", (subscription.address,))
            merged = dict.fromkeys([*json.loads(tags), *subscription.tags])
            connection.execute(
                "UPDATE subscription SET tags = ? WHERE address = ?", (as_json(list(merged)), subscription.address)
            )
        return False

    def update_subscription(self, address: str, subscription: Subscription) -> None:
        """Where the new address is followed already, the two become one."""
        with self._db.writing() as connection:
            connection.execute(_UPDATE, (*_row(subscription), address))
            _require_change(connection.changes(), address)

    def unsubscribe(self, address: str) -> None:
        with self._db.writing() as connection:
            connection.execute("DELETE FROM subscription WHERE address = ?", (address,))
            _require_change(connection.changes(), address)

    def subscriptions(self, due: str | None = None) -> list[Subscription]:
        """All by address, or those due at ``due``: never polled first, then longest overdue."""
        with self._db.reading() as connection:
            if due is None:
                rows = connection.rows(f"{_SELECT} ORDER BY address")
            else:
                where = "WHERE next_due IS NULL OR next_due <= ? ORDER BY next_due, address"
                rows = connection.rows(f"{_SELECT} {where}", (due,))
        return [_subscription(row) for row in rows]


def _row(subscription: Subscription) -> list[Any]:
    return [as_json(list(subscription.tags)) if name == "tags" else getattr(subscription, name) for name in _FIELDS]


def _subscription(row: Sequence[Any]) -> Subscription:
    values = dict(zip(_FIELDS, row, strict=True))
    return Subscription(**{**values, "tags": tuple(json.loads(values["tags"]))})


def _require_change(changes: int, address: str) -> None:
    if not changes:
        raise NotFound(address, "this address isn't followed", "see `sayso outlets`")
