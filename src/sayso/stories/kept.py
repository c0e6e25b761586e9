"""What is known of an open story as bytes, exactly: numbers keep all their digits, dictionaries their order.

Works for any dataclass of ours whose fields are numbers, texts, tuples, frozen sets, arrays, other such dataclasses and
dictionaries from numbers to numbers. When fields come or go, what was kept before is refused and made anew.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import struct
import sys
from array import array
from collections.abc import Hashable
from typing import Any, TypeVar, cast

Noun = TypeVar("Noun")


def to_bytes(noun: Any, *kinds: type) -> bytes:
    """A dataclass (of one of these kinds, as are those inside it) as bytes."""
    arrays: list[bytes] = []
    shape = json.dumps(_shape(noun, arrays, kinds), separators=(",", ":")).encode("ascii")
    return b"".join((struct.pack("<II", len(shape), len(arrays)), shape, *arrays))


def from_bytes(data: bytes, kind: type[Noun], *others: type) -> Noun:
    """The dataclass of this kind that :func:`to_bytes` was given. Raises ``ValueError`` when it isn't one."""
    kinds = (kind, *others)
    try:
        length, _ = struct.unpack_from("<II", data)
        reader = _Reader(data, 8 + length, kinds)
        noun = reader.value(json.loads(data[8 : 8 + length]))
    except (struct.error, TypeError, KeyError, IndexError, ValueError) as error:
        raise ValueError(f"not the state of a story ({error})") from error
    if not isinstance(noun, kind) or reader.at != len(data):
        raise ValueError("not the state of a story")
    return noun


def _shape(value: Any, arrays: list[bytes], kinds: tuple[type, ...]) -> Any:
    if value is None or isinstance(value, int | float | str):
        return value
    if isinstance(value, dict):
        whole = all(type(number) is int for number in value.values())
        arrays += (_packed("I", value.keys()), _packed("q" if whole else "d", value.values()))
        return {"d": [len(value), whole]}
    if isinstance(value, frozenset):
        return {"s": [_shape(one, arrays, kinds) for one in sorted(value)]}
    if isinstance(value, array):
        arrays.append(_packed(value.typecode, value))
        return {"a": [value.typecode, len(value)]}
    if isinstance(value, tuple | list):
        return [_shape(one, arrays, kinds) for one in value]
    fields = [_shape(getattr(value, name), arrays, kinds) for name in _names(cast(Hashable, type(value)))]
    return {"k": kinds.index(type(value)), "v": fields}


class _Reader:
    def __init__(self, data: bytes, at: int, kinds: tuple[type, ...]) -> None:
        self._data = data
        self.at = at
        self._kinds = kinds

    def value(self, shape: Any) -> Any:
        if isinstance(shape, list):
            return tuple([self.value(one) if isinstance(one, list | dict) else one for one in shape])
        if not isinstance(shape, dict):
            return shape
        if "d" in shape:
            count, whole = shape["d"]
            keys = self._array("I", count)
            return dict(zip(keys, self._array("q" if whole else "d", count), strict=True))
        if "s" in shape:
            return frozenset(map(self.value, shape["s"]))
        if "a" in shape:
            return self._array(*shape["a"])
        kind, fields = self._kinds[shape["k"]], self.value(shape["v"])
        if len(fields) != len(_names(cast(Hashable, kind))):
            raise ValueError("a story's state of another version")
        return kind(*fields)

    def _array(self, code: str, count: int) -> array[Any]:
        found: array[Any] = array(code)
        end = self.at + count * found.itemsize
        if end > len(self._data):
            raise ValueError("a story's state is cut short")
        found.frombytes(self._data[self.at : end])
        self.at = end
        if sys.byteorder == "big":
            found.byteswap()
        return found


@functools.cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cast(Any, kind)))


def _packed(code: str, values: Any) -> bytes:
    packed: array[Any] = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
