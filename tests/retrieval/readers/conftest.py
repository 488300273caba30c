"""What the tests of readers share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.readers.bounded import BoundedReader, Bounds


@pytest.fixture(scope="package")
def reader() -> Iterator[BoundedReader]:
    """A reader of many files, with little patience for bombs."""
    with BoundedReader(Bounds(seconds=2.0, memory=500_000_000)) as one:
        yield one
