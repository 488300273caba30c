"""Compiled encoders that indexes share or carry; the fake one "compiles" to two small files."""

import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from embeddings.compiled import FORM
from embeddings.errors import ModelError
from embeddings.files import change_lock
from retrieval.errors import ClauseIndexError
from retrieval.index import encoders, sharing
from retrieval.index.build import build_index
from retrieval.index.folder import FolderPlace
from retrieval.index.publishing import published, read_manifest
from retrieval.index.sharing import remove_encoder, shared_encoders
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325

WEIGHTS = "model.onnx.data"


@dataclass(frozen=True)
class Counted(FakeEncoder):
    """Counts how often it is compiled, into the bytes that its version gives."""

    compiled: list[Path] = field(default_factory=list)
    version: int = 0

    def compile(self, folder: Path) -> None:
        self.compiled.append(folder)
        super().compile(folder)
        (folder / WEIGHTS).write_bytes(bytes([*range(255), self.version]))


class Another(Counted):
    """Has the same vectors, and a cross-encoder beside it."""

    @property
    def compiled_as(self) -> str:
        return hashlib.sha256(f"{self.fingerprint} and a cross-encoder".encode()).hexdigest()


@dataclass(frozen=True)
class Slow(Counted):
    """Compiles when it may."""

    begun: Event = field(default_factory=Event)
    may: Event = field(default_factory=Event)

    def compile(self, folder: Path) -> None:
        self.begun.set()
        assert self.may.wait(30)
        super().compile(folder)


class Uncompilable(FakeEncoder):
    """Has no compiled form."""

    def compile(self, folder: Path) -> None:
        (folder / WEIGHTS).write_bytes(b"half")
        raise ModelError("cannot be compiled")


@dataclass
class Building:
    """Builds indexes of a library that is a little different each time."""

    library: Path
    index: Path
    shared: Path
    changes: int = 0

    def __call__(
        self, encoder: FakeEncoder | None = None, *, index: Path | None = None, portable: bool | None = None
    ) -> int:
        """Build one, and return how often the encoder was compiled."""
        self.changes += 1
        words = OFFICIAL_1325.replace("institutions", f"institutions {self.changes}")
        (self.library / "S_RES_1325.txt").write_text(words)
        encoder = encoder or Counted()
        index = index or self.index
        build_index(read_library(self.library), encoder=encoder, index=index, shared=self.shared, portable=portable)
        return len(encoder.compiled) if isinstance(encoder, Counted) else 0

    @property
    def place(self) -> FolderPlace:
        return FolderPlace(self.index, self.shared)

    @property
    def encoder(self) -> Path:
        """The folder that the published generation is to be answered with."""
        return self.place.encoders.folder(read_manifest(self.index)[1])

    @property
    def problems(self) -> list[str]:
        """What verifying says of files; of quotes it has more to say where the library has moved on."""
        found = self.place.verify(self.library)
        return [problem for problem in found if problem.startswith(str(self.index.parent))]

    def open(self, *, every_byte: bool = False) -> None:
        self.place.encoders.open(read_manifest(self.index)[1], every_byte=every_byte)


@pytest.fixture
def build(library: Path, index: Path) -> Building:
    return Building(library, index, beside(index))


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def test_an_encoder_is_compiled_once_for_all_indexes(build: Building, tmp_path: Path) -> None:
    assert build() == 1
    assert build() == 0
    assert build(index=tmp_path / "second") == 0
    assert not (build.index / "encoders").exists()
    assert build.encoder.parent == build.shared


def test_another_cross_encoder_is_compiled_beside_the_one_before(build: Building, tmp_path: Path) -> None:
    """The vectors are the same; an index that was built with the one before still has it."""
    assert build() == 1
    before = build.encoder
    assert build(Another(), index=tmp_path / "second") == 1
    assert build(Another(), index=tmp_path / "second") == 0
    assert build.encoder == before
    assert build.problems == []
    second = read_manifest(tmp_path / "second")[1]
    assert second.fingerprint == read_manifest(build.index)[1].fingerprint
    assert build(Another()) == 0
    assert build.encoder != before
    assert len([path for path in build.shared.glob(f"{FORM}-*") if path.is_dir()]) == 2


def test_every_file_is_covered(build: Building) -> None:
    build()
    named = read_manifest(build.index)[1].encoder_files.keys() | {"files.json"}
    assert named == {path.name for path in build.encoder.iterdir()}


@pytest.mark.parametrize("portable", [False, True])
@pytest.mark.parametrize("name", ["encoder.json", WEIGHTS])
def test_a_changed_file_is_named_refused_and_put_right(name: str, portable: bool, build: Building) -> None:
    build(portable=portable)
    damaged = build.encoder / name
    _flip(damaged)
    assert build.problems == [f"{damaged} was changed since the index was built"]
    for refused in (build.open, build.place.check):
        with pytest.raises(ClauseIndexError, match=rf"{name} was changed.*'clausebot index build'"):
            refused()
    assert build() == (0 if portable else 1), "what an index carries is copied from what is shared"
    assert build.problems == []


def test_weights_are_only_measured_when_they_are_opened(build: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "_HASHED", 200)
    build()
    weights = build.encoder / WEIGHTS
    _flip(weights)
    with pytest.raises(ModelError, match="cannot be loaded"):  # as the fake one is no model
        build.open()
    assert len(build.problems) == 1
    weights.write_bytes(b"cut short")
    with pytest.raises(ClauseIndexError, match=r"model\.onnx\.data was changed.*'clausebot index build'"):
        build.open()
    weights.unlink()
    with pytest.raises(ClauseIndexError, match=r"model\.onnx\.data is missing.*'clausebot index build'"):
        build.open()


def test_weights_are_hashed_where_every_byte_is_asked_for(build: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question only has them measured; who answers for days has them read."""
    monkeypatch.setattr(encoders, "_HASHED", 100)
    build()
    _flip(build.encoder / WEIGHTS)
    with pytest.raises(ModelError, match="cannot be loaded"):  # the fake one is none, but was taken for whole
        build.open()
    with pytest.raises(ClauseIndexError, match=rf"{WEIGHTS} was changed since the index was built; rebuild"):
        build.open(every_byte=True)


def test_a_model_that_cannot_be_compiled_publishes_nothing(build: Building) -> None:
    build()
    name = published(build.index)
    with pytest.raises(ModelError, match="cannot be compiled"):
        build(Uncompilable(dimensions=64))
    assert published(build.index) == name
    assert build.problems == []
    assert len([path for path in build.shared.glob(f"*{FORM}-*") if path.is_dir()]) == 1, (
        "nothing half compiled is left"
    )


@pytest.mark.parametrize("portable", [False, True])
def test_a_machine_without_the_encoder_is_told_what_is_missing_and_how_to_get_it(
    portable: bool, build: Building
) -> None:
    build(portable=portable)
    missing = build.encoder
    shutil.rmtree(missing)
    for every_byte in (False, True):
        with pytest.raises(ClauseIndexError) as raised:
            build.open(every_byte=every_byte)
        said = str(raised.value)
        assert said.startswith("the index was built with fake (fingerprint ")
        assert f"there is no {missing};" in said
        assert "'clausebot index build' here, or copy that folder from the machine" in said
        assert "'clausebot index build --portable'" in said


def test_a_portable_index_carries_its_encoder_until_it_is_asked_not_to(build: Building) -> None:
    build()
    assert build(portable=True) == 0, "it is copied"
    own = build.encoder
    assert own.parent.parent == build.index
    shutil.rmtree(build.shared)
    assert build() == 0
    assert (build.encoder, build.problems) == (own, [])
    assert build(portable=False) == 0, "the copy is what others share from now on"
    assert (build.encoder.parent, build.problems) == (build.shared, [])
    assert not own.parent.exists()


def test_an_index_of_which_no_manifest_can_be_read_stays_portable(build: Building) -> None:
    build(portable=True)
    for manifest in build.index.rglob("manifest.json"):
        manifest.write_bytes(b"{}")
    build()
    assert build.encoder.parent.parent == build.index


@pytest.mark.parametrize("other", [Counted(version=1), Counted(dimensions=64)])
def test_an_encoder_that_a_generation_before_alone_carries_stays_with_it(build: Building, other: Counted) -> None:
    """Another version of the compiler wrote other bytes, or another model was chosen: nothing else is like it."""
    build(Counted(), portable=True)
    own = build.encoder
    shutil.rmtree(build.shared)
    build(other, index=build.index.parent / "second")
    build(other, portable=False)
    assert build.encoder.parent == build.shared
    assert build.problems == []
    assert own.is_dir()
    build(other)
    build(other)
    assert not own.exists()


def test_a_leftover_of_a_build_that_was_killed_is_removed(build: Building, library: Path) -> None:
    build()
    left = build.index / "encoders" / ".1-0123.new"
    left.mkdir(parents=True)
    report = build_index(read_library(library), encoder=FakeEncoder(), index=build.index, shared=build.shared)
    assert not report.fresh
    assert not left.parent.exists()


def test_of_two_builds_at_once_one_compiles(build: Building, tmp_path: Path) -> None:
    slow, other = Slow(), Counted()
    library = read_library(build.library)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(build_index, library, encoder=slow, index=tmp_path / "a", shared=build.shared)
        assert slow.begun.wait(30)
        second = pool.submit(build_index, library, encoder=other, index=tmp_path / "b", shared=build.shared)
        assert not list(build.shared.glob(f"{FORM}-*")), "nothing that is not complete has its name"
        slow.may.set()
        assert first.result().manifest.encoder_files == second.result().manifest.encoder_files
    assert (len(slow.compiled), other.compiled) == (1, [])


def test_a_build_does_not_wait_for_ever(build: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_PATIENCE", 0.0)
    build()
    with (
        change_lock(build.encoder),
        pytest.raises(ClauseIndexError, match=r"another build is writing .*; wait until it has finished"),
    ):
        build()


@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda path: path.write_text("[" * 100_000), lambda path: (path.unlink(), path.mkdir())]
)
def test_a_damaged_record_is_written_anew(spoil: Callable[[Path], object], build: Building, tmp_path: Path) -> None:
    build()
    spoil(build.encoder / "files.json")
    assert build() == 0, "its index knows what the files are"
    assert build(index=tmp_path / "second") == 0


def test_a_record_is_not_believed_where_the_files_are_others(build: Building, tmp_path: Path) -> None:
    build()
    _flip(build.encoder / WEIGHTS)
    assert build(index=tmp_path / "second") == 1
    assert build.problems == [], "it is compiled into the same bytes"


def test_an_index_whose_encoder_was_compiled_into_other_bytes_says_so(build: Building, tmp_path: Path) -> None:
    build()
    shutil.rmtree(build.encoder)
    build(Counted(version=1), index=tmp_path / "second")
    with pytest.raises(ClauseIndexError, match=rf"{WEIGHTS} was changed since the index was built; rebuild"):
        build.open()
    assert build(Counted(version=1)) == 0
    assert build.problems == []


def test_shared_encoders_are_listed_with_the_indexes_that_use_them(build: Building, tmp_path: Path) -> None:
    build()
    build(index=tmp_path / "second")
    build(Counted(dimensions=64), index=tmp_path / "third", portable=True)
    (build.shared / "indexes" / "damaged").write_bytes(b"\0/nowhere")
    (build.shared / "indexes" / "gone").write_text("/nowhere/at/all")
    used, unused = sorted(shared_encoders(build.shared), key=lambda encoder: not encoder.indexes)
    assert sorted(used.indexes) == [build.index.resolve(), (tmp_path / "second").resolve()]
    assert used.fingerprint == FakeEncoder().fingerprint[:16]
    assert used.size == sum(path.stat().st_size for path in used.folder.iterdir())
    assert (unused.indexes, unused.fingerprint) == ((), FakeEncoder(dimensions=64).fingerprint[:16])


def test_an_encoder_is_removed_and_compiled_again(build: Building) -> None:
    build()
    [encoder] = shared_encoders(build.shared)
    with change_lock(encoder.folder), pytest.raises(ClauseIndexError, match="another build is writing"):
        remove_encoder(encoder)
    remove_encoder(encoder)
    assert shared_encoders(build.shared) == []
    assert build() == 1
    assert build.problems == []
