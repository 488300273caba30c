"""A rebuild does the same wherever it is begun: the command, `index watch`, the Slack bot and Python."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import filelock
import pytest

import retrieval
from bot.cli import main
from bot.commands import index as commands
from bot.commands import watch
from bot.settings import Settings
from bot.slack import serve
from embeddings import reference
from embeddings.encoder import BuildEncoder
from embeddings.models import E5, MINILM
from embeddings.progress import Progress, silent
from embeddings.reference import load_encoder
from retrieval.errors import ClauseIndexError, LibraryError
from retrieval.index.build import build_index
from retrieval.index.manifest import Manifest
from retrieval.index.publishing import read_manifest
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder
from tests.samples import LONG_2999, write_library

Rebuild: TypeAlias = Callable[[Settings], object]
Loaded: TypeAlias = list[tuple[str, Path, bool]]

ARGS = argparse.Namespace(json=True, portable=None, languages=None)


def _in_python(settings: Settings) -> None:
    library = retrieval.open_library(
        settings.library, index=settings.index, model=settings.model, adapter=settings.adapter
    )
    library.build()


@pytest.fixture(
    params=[
        lambda settings: commands.build(ARGS, settings),
        lambda settings: watch.watch(ARGS, settings),
        lambda settings: serve._build(settings, silent),
        _in_python,
    ],
    ids=["build", "watch", "slack", "python"],
)
def rebuild(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Rebuild:
    monkeypatch.setattr(watch, "_changes", lambda _: iter([None]))
    begin: Rebuild = request.param
    return begin


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Loaded:
    """The names, folders and adapter settings of the encoders of builds; each is a fake one of that name."""
    loaded: Loaded = []

    def find(name: str, models_dir: Path, *, adapter: bool = True, progress: Progress = silent) -> FakeEncoder:
        loaded.append((name, models_dir, adapter))
        return FakeEncoder(name)

    monkeypatch.setattr("embeddings.deferred.find_encoder", find)
    return loaded


@pytest.fixture
def settings(library: Path, index: Path) -> Settings:
    """Settings of an index that carries its encoders, of a model that nobody asks for, with one for other languages."""
    settings = Settings.from_env({}, library=str(library), index=str(index))
    for place, encoder in ((index, FakeEncoder("another")), (index / "languages", FakeEncoder(E5.name))):
        build_index(read_library(library), encoder=encoder, index=place, shared=settings.encoders, portable=True)
    return settings


def _manifests(settings: Settings) -> tuple[Manifest, Manifest]:
    beside = settings.place.other_languages
    assert beside
    return settings.place.read_manifest(), beside.read_manifest()


@pytest.mark.parametrize("adapter", [True, False])
@pytest.mark.parametrize("model", [None, "a-model"])
def test_the_encoder_is_that_of_the_settings_whatever_the_index_was_built_with(
    model: str | None, adapter: bool, rebuild: Rebuild, settings: Settings, loaded: Loaded
) -> None:
    rebuild(replace(settings, model=model, adapter=adapter))
    expected = model or MINILM.name
    assert loaded == [(name, settings.models_dir, adapter) for name in (expected, E5.name)]
    assert [manifest.encoder for manifest in _manifests(settings)] == [expected, E5.name]


def test_no_encoder_is_loaded_beside_another_build(settings: Settings, loaded: Loaded) -> None:
    with (
        filelock.FileLock(settings.index / "build.lock"),
        pytest.raises(ClauseIndexError, match=r"another build of .* is running"),
    ):
        commands.build(ARGS, settings)
    assert loaded == []


def test_no_encoder_is_loaded_for_an_empty_library(settings: Settings, loaded: Loaded) -> None:
    for path in settings.library.iterdir():
        path.unlink()
    with pytest.raises(LibraryError, match="no clause could be read"):
        commands.build(ARGS, settings)
    assert loaded == []


def test_both_indexes_take_new_documents_in_and_stay_portable(
    rebuild: Rebuild, settings: Settings, loaded: Loaded
) -> None:
    (settings.library / "S_RES_2331.txt").unlink()
    rebuild(settings)
    assert [(one.resolutions, one.portable) for one in _manifests(settings)] == [(1, True), (1, True)]


@pytest.mark.usefixtures("compiling_once")
def test_the_encoder_is_loaded_only_where_something_is_encoded(
    library: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loading it takes most of the time of a build that encodes nothing."""
    loads: list[str] = []

    def load(name: str, *args: Any, **options: Any) -> BuildEncoder:
        loads.append(name)
        return load_encoder(name, *args, **options)

    monkeypatch.setattr(reference, "load_encoder", load)
    library_and_index = ["--library", str(library), "--index", str(index), "--model", MINILM.name]
    new = write_library(tmp_path / "new", S_RES_2999=LONG_2999) / "S_RES_2999.txt"
    for action, loaded, resolutions in (
        (["build"], 1, 2),
        (["build"], 1, 2),
        (["remove", "2331"], 1, 1),
        (["add", str(library / ".removed" / "S_RES_2331.txt")], 1, 2),
        (["add", str(library / "S_RES_2331.txt")], 1, 2),
        (["add", str(new)], 2, 3),
    ):
        assert main(["index", *action, *library_and_index]) == 0
        assert (len(loads), read_manifest(index)[1].resolutions) == (loaded, resolutions), action
