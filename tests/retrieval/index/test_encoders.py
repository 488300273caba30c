"""Compiled encoders beside the generations that use them; the fake one "compiles" to two small files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from embeddings.errors import ModelError
from retrieval.errors import ClauseIndexError
from retrieval.index import encoders
from retrieval.index.build import build_index
from retrieval.index.encoders import encoder_folder, open_encoder
from retrieval.index.generation import open_generation
from retrieval.index.publishing import published
from retrieval.index.verify import verify_index
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder
from tests.samples import OFFICIAL_1325

WEIGHTS = "model.onnx.data"


@dataclass(frozen=True)
class Counted(FakeEncoder):
    """Counts how often it is compiled."""

    compiled: list[Path] = field(default_factory=list)

    def compile(self, folder: Path) -> None:
        self.compiled.append(folder)
        super().compile(folder)


class Uncompilable(FakeEncoder):
    """Has no compiled form."""

    def compile(self, folder: Path) -> None:
        (folder / WEIGHTS).write_bytes(b"half")
        raise ModelError("cannot be compiled")


Build = Callable[..., Counted]


@pytest.fixture
def build_with(library: Path, index: Path) -> Build:
    """Change the library a little and build; the encoder that is returned knows how often it was compiled."""
    changes = iter(range(99))

    def build_with(**encoder: int) -> Counted:
        (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", f"institutions {next(changes)}"))
        counted = Counted(**encoder)  # type: ignore[arg-type]
        build_index(read_library(library), encoder=counted, index=index)
        return counted

    return build_with


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def _open(index: Path) -> None:
    manifest = open_generation(index).manifest
    open_encoder(index, manifest.fingerprint, manifest.encoder_files)


def test_an_encoder_is_compiled_once_for_all_generations(build_with: Build) -> None:
    assert len(build_with().compiled) == 1
    assert build_with().compiled == []


def test_an_encoder_stays_as_long_as_a_generation_uses_it(build_with: Build, index: Path) -> None:
    first = encoder_folder(index, build_with(dimensions=64).fingerprint)
    second = encoder_folder(index, build_with().fingerprint)
    assert build_with(dimensions=64).compiled == [], "the one before the published generation had it"
    build_with()
    assert {path.name for path in first.parent.iterdir()} == {first.name, second.name}
    build_with()
    assert {path.name for path in first.parent.iterdir()} == {second.name}


def test_every_file_is_covered(build_with: Build, index: Path) -> None:
    folder = encoder_folder(index, build_with().fingerprint)
    assert open_generation(index).manifest.encoder_files.keys() == {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["encoder.json", WEIGHTS])
def test_a_changed_file_is_named_refused_and_compiled_again(
    name: str, build_with: Build, index: Path, library: Path
) -> None:
    damaged = encoder_folder(index, build_with().fingerprint) / name
    _flip(damaged)
    [problem] = verify_index(index, library)
    assert problem == f"encoders/{damaged.parent.name}/{name} was changed since the index was built"
    with pytest.raises(ClauseIndexError, match=rf"{name} was changed.*'clausebot index build'"):
        _open(index)
    assert len(build_with().compiled) == 1
    assert verify_index(index, library) == []


def test_weights_are_only_measured_when_they_are_opened(
    build_with: Build, index: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "_HASHED", 200)
    weights = encoder_folder(index, build_with().fingerprint) / WEIGHTS
    _flip(weights)
    with pytest.raises(ModelError, match="does not load"):  # as the fake one is no model
        _open(index)
    assert len(verify_index(index, library)) == 1
    weights.write_bytes(b"cut short")
    with pytest.raises(ClauseIndexError, match=r"model\.onnx\.data was changed.*'clausebot index build'"):
        _open(index)
    weights.unlink()
    with pytest.raises(ClauseIndexError, match=r"model\.onnx\.data is missing.*'clausebot index build'"):
        _open(index)


def test_a_model_that_cannot_be_compiled_publishes_nothing(build_with: Build, index: Path, library: Path) -> None:
    build_with()
    name = published(index)
    with pytest.raises(ModelError, match="cannot be compiled"):
        build_index(read_library(library), encoder=Uncompilable(dimensions=64), index=index)
    assert published(index) == name
    assert verify_index(index, library) == []
    build_with()
    assert len(list((index / "encoders").iterdir())) == 1, "nothing half compiled is left"


def test_weights_are_hashed_where_every_byte_is_asked_for(
    build_with: Build, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One question only has them measured; who answers for days has them read."""
    monkeypatch.setattr(encoders, "_HASHED", 100)
    build_with()
    manifest = open_generation(index).manifest
    _flip(encoder_folder(index, manifest.fingerprint) / WEIGHTS)
    with pytest.raises(ModelError, match="does not load"):  # the fake one is none, but was taken for whole
        open_encoder(index, manifest.fingerprint, manifest.encoder_files)
    with pytest.raises(ClauseIndexError, match=rf"{WEIGHTS} was changed since the index was built; rebuild"):
        open_encoder(index, manifest.fingerprint, manifest.encoder_files, every_byte=True)
