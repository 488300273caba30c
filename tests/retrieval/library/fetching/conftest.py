from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.library.fetching.fetch import Fetcher, Patience
from tests.retrieval.library.fetching.server import Internet, Server, running


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as server:
        yield server


@pytest.fixture
def internet(server: Server, monkeypatch: pytest.MonkeyPatch) -> Internet:
    return Internet(server, monkeypatch)


@pytest.fixture
def fetcher(internet: Internet, tmp_path: Path) -> Callable[..., Fetcher]:
    """Makes a fetcher on that internet; each is what a new process would be."""

    def make(*, allow_private: bool = False, proxy: str = "", **patience: float) -> Fetcher:
        return Fetcher(
            tmp_path / "downloads",
            allow_private=allow_private,
            proxy=proxy,
            patience=Patience(**patience),  # type: ignore[arg-type]
            sleep=internet.sleep,
            resolve=internet.resolve,
        )

    return make
