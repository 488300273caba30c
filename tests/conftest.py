"""Shared fixtures: isolated folders, a small library, its index, compiled models."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from retrieval.index.build import BuildReport, build_index
from retrieval.index.generation import Generation, open_generation
from retrieval.library.library import read_library
from retrieval.suggesting import suggest
from tests.fakes import FakeEncoder, beside
from tests.samples import SMALL_LIBRARY, write_library

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
    return write_library(tmp_path / "library", **SMALL_LIBRARY)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Path of an index folder that does not exist yet."""
    return tmp_path / "index"


@pytest.fixture
def build(library: Path, index: Path) -> Callable[[], BuildReport]:
    """Function that builds the index of the current library, with the fake encoder."""
    return lambda: build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Function that indexes documents, by name, once in a run; returns the folder of the index, to read or to copy."""

    @cache
    def built_once(**documents: str) -> Path:
        folder = tmp_path_factory.mktemp("built")
        library = write_library(folder / "library", **documents)
        index = folder / "index"
        build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
        return index

    return built_once


@pytest.fixture
def prebuilt(built_once: Callable[..., Path], library: Path, index: Path) -> Path:
    """Path of the index of `library`, a copy of one that was built with the fake encoder."""
    whole = built_once(**SMALL_LIBRARY)
    shutil.copytree(beside(whole), beside(index))
    return Path(shutil.copytree(whole, index))


@pytest.fixture
def generation(prebuilt: Path) -> Generation:
    """The index of `library`."""
    return open_generation(prebuilt)


def suggest_eagerly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggest by weights that no label of PeaceWomen calibrated, so that a few clauses have several suggestions."""
    weights = replace(suggest.shipped_weights(), themes={})
    monkeypatch.setattr(suggest, "shipped_weights", lambda: weights)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggest eagerly."""
    suggest_eagerly(monkeypatch)


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
