"""Limit on the threads of BLAS, the matrix library beneath numpy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from threadpoolctl import ThreadpoolController


@contextmanager
def blas_on_one_thread() -> Iterator[None]:
    """Run the matrix products of numpy on one thread inside the block.

    Otherwise the other threads of BLAS wait busily for some 20 ms after each product, on cores that the encoder needs.
    An answer then takes up to twice as long, and twice the processor time (docs/measured.md).
    """
    with _threads().limit(limits=1, user_api="blas"):
        yield


def keep_blas_on_one_thread() -> None:
    """Run the matrix products of numpy on one thread from now on, for the reason of `blas_on_one_thread`."""
    _threads().limit(limits=1, user_api="blas")


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()  # takes half a millisecond, as it inspects all loaded libraries
