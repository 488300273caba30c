"""LRU cache of data read from Milvus."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class RowCache(Generic[T]):
    """Thread-safe LRU cache of a value per clause, by row.

    Args:
        read: Reads the values of some rows, in one batch.
        most: Maximum number of entries.
    """

    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, T]], most: int) -> None:
        self._read = read
        self._most = most
        self._there: OrderedDict[int, T] = OrderedDict()
        self._lock = Lock()

    def at(self, rows: Sequence[int]) -> list[T]:
        """Return the values of some rows, in order; missing ones are read."""
        with self._lock:
            found = {row: self._there[row] for row in rows if row in self._there}
        missing = sorted(set(rows) - found.keys())
        if missing:
            found |= self._read(missing)
        self.keep(found)
        return [found[row] for row in rows]

    def keep(self, found: Mapping[int, T]) -> None:
        """Add values that were read elsewhere."""
        with self._lock:
            for row, one in found.items():
                self._there[row] = one
                self._there.move_to_end(row)
            while len(self._there) > self._most:
                self._there.popitem(last=False)
