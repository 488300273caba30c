"""An office for each test: an index of two resolutions, a database of its own, and the log of the bot."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.slack.logs import configure_logs
from retrieval.index.build import build_index
from retrieval.library.library import read_library
from tests.bot.slack.office import Play, play
from tests.doubles.postgres import Postgres, running_postgres
from tests.fakes import FakeEncoder
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, write_library


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two resolutions, two of whose clauses have a theme; no test may change it."""
    folder = tmp_path_factory.mktemp("built")
    library = write_library(folder / "library", S_RES_2331=OFFICIAL_2331, S_RES_1325=OFFICIAL_1325)
    (library / "labels.csv").write_text("clause,theme\n1325 OP 1,Participation\n2331 OP 2 (a),SGBV\n")
    build_index(read_library(library), encoder=FakeEncoder(), index=folder / "index", shared=folder / "encoders")
    return folder / "index"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server of PostgreSQL for all tests of this process; none may stop it."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The URL of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'slack.db'}"


@pytest.fixture
def run(built: Path, database: str) -> Play:
    """Run a scenario in the office."""
    return partial(play, index=built, database=database)


@pytest.fixture
def run_org_wide(built: Path, database: str) -> Play:
    """Run a scenario in the office, with a token of all workspaces of an organisation."""
    return partial(play, index=built, database=database, org="E1")


@pytest.fixture
def run_two(built: Path, database: str) -> Play:
    """Run a scenario in the office, with two workspaces that installed the app, each with a token of its own."""
    return partial(play, index=built, database=database, installed=("T1", "T2"))


Logged = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def logged() -> Iterator[Logged]:
    """Return the lines that the bot's log has so far, those of libraries included."""
    root, bot = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, bot.level)
    stream = io.StringIO()
    configure_logs(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    bot.setLevel(levels[1])
    structlog.reset_defaults()
