"""Work on all cores, for what waits for nothing but itself: numpy and the tokenizer let other threads run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

_MOST = 4
"""Threads: of an answer's few milliseconds no more can be shared out."""

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")


def in_parallel(work: Callable[[_Job], _Done], jobs: Iterable[_Job]) -> Iterator[_Done]:
    """Yield what became of each job, in order. Work must not itself ask for more to be done in parallel."""
    return _pool().map(work, jobs)


def cores() -> int:
    """Return how many jobs run at once."""
    return min(os.cpu_count() or 1, _MOST)


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), thread_name_prefix="answer")
