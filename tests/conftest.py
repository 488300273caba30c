"""Shared fixtures: isolated folders, a small library, its index, compiled models."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from retrieval.index.build import BuildReport, build_index
from retrieval.index.generation import Generation, open_generation
from retrieval.library.library import read_library
from retrieval.suggesting import suggest
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, write_library

# How long an example takes is the machine's business.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Give each of the processes that test side by side one thread for sums: together they use all processors."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Isolate every test from the models, indexes, settings and terminal of the current user."""
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    for name in [name for name in os.environ if name.startswith(("CLAUSEBOT_", "SLACK_"))]:
        monkeypatch.delenv(name)
    for name in ("COLUMNS", "LINES", "TERM", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of two official texts."""
    return write_library(tmp_path / "library", S_RES_2331=OFFICIAL_2331, S_RES_1325=OFFICIAL_1325)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Path of an index folder that does not exist yet."""
    return tmp_path / "index"


@pytest.fixture
def build(library: Path, index: Path) -> Callable[[], BuildReport]:
    """Function that builds the index of the current library, with the fake encoder."""
    return lambda: build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))


@pytest.fixture
def generation(build: Callable[[], BuildReport], index: Path) -> Generation:
    """The index of the current library, built with the fake encoder."""
    build()
    return open_generation(index)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggest by weights that no label of PeaceWomen calibrated, so that a few clauses have several suggestions."""
    weights = replace(suggest.shipped_weights(), themes={})
    monkeypatch.setattr(suggest, "shipped_weights", lambda: weights)


@pytest.fixture(scope="session")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose compiled encoders are those of all tests: a real one is compiled once in a run."""
    own = tmp_path_factory.getbasetemp()
    data = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "data"  # one for all processes of the run
    (data / "clausebot" / "encoders").mkdir(parents=True, exist_ok=True)
    return data


@pytest.fixture
def compiling_once(compiled_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test share a loaded encoder with others, and its compiled form: making either takes seconds."""
    from tests.loaded import load_once  # noqa: PLC0415 - imports torch

    own = Path(os.environ["XDG_DATA_HOME"]) / "clausebot"
    own.mkdir(parents=True)
    (own / "encoders").symlink_to(compiled_once / "clausebot" / "encoders")
    monkeypatch.setattr("embeddings.reference.ReferenceEncoder", load_once)
