"""A database of each kind, and a clock that stands still."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.slack.store.store import Store
from tests.doubles.postgres import database_on

Open = Callable[..., Store]


@dataclass
class Clock:
    now: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that nobody has opened yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'slack.db'}"
        return
    with database_on(request.getfixturevalue("postgres").url) as url:
        yield url


@pytest.fixture
def open_store(url: str, clock: Clock) -> Iterator[Open]:
    """Open the database as one more replica does."""
    opened: list[Store] = []

    def one_more(*, keep: timedelta = timedelta(days=90), patience: timedelta = timedelta(seconds=30)) -> Store:
        opened.append(Store.open(url, keep=keep, clock=clock, patience=patience))
        return opened[-1]

    yield one_more
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Open) -> Store:
    return open_store()
