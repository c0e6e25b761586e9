"""A dictionary with a longer memory than its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recalled(dict[Key, Value]):
    """Asks elsewhere for what it doesn't hold, and keeps the answer.

    Iteration and length are of what it holds. Once what it holds is kept elsewhere too it may be cleared.

    Args:
        recall: the value of a key, None where there is none.
    """

    def __init__(self, recall: Callable[[Key], Value | None]) -> None:
        super().__init__()
        self._recall = recall

    def holds(self, key: Key) -> bool:
        """Whether it needn't ask."""
        return super().__contains__(key)

    def __missing__(self, key: Key) -> Value:
        value = self._recall(key)
        if value is None:
            raise KeyError(key)
        self[key] = value
        return value

    def get(self, key: Key, default: Any = None) -> Any:
        return super().get(key) if key in self else default

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        value = self._recall(key)  # type: ignore[arg-type]
        if value is None:
            return False
        self[key] = value  # type: ignore[index]
        return True

    def setdefault(self, key: Key, default: Any = None) -> Any:
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key: Key, *default: Any) -> Any:
        self.get(key)
        return super().pop(key, *default)


def nothing(_key: object) -> None:
    """What is recalled where there is nothing to remember."""
