"""The compiled encoders that the indexes of a machine share: compiled once, listed, and removed only when asked to.

A folder of them holds:

    FORM-FINGERPRINT/       a compiled encoder, and files.json, which says what its files were when they were written
    .FORM-FINGERPRINT.lock  held while that encoder is looked for, compiled or removed
    indexes/                for each index that was built with one of them, a file with its path
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from embeddings.compiled import read_facts
from embeddings.encoder import BuildEncoder
from embeddings.files import changing, place_folder, write_whole
from embeddings.folder import sha256_of
from embeddings.progress import Progress
from embeddings.regular import read_regular
from embeddings.typed import check_fields
from retrieval.errors import ClauseIndexError
from retrieval.index.encoders import carried_folder, encoder_folder, encoder_problems, folder_in
from retrieval.index.files import CompiledFile, check_plain
from retrieval.index.manifest import Manifest
from retrieval.index.publishing import manifests

_RECORD_FILE = "files.json"
_INDEXES = "indexes"
_MOST_BYTES = 100_000
"""Of a record or a path; they have some hundred."""
_PATIENCE = 1800.0
"""Seconds that another build has to compile an encoder, which takes minutes where the machine is busy."""
_NO_PATIENCE = 0.0
_DAMAGES = (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError)
"""Errors of reading a file that is not what was written."""
_Files = Mapping[str, CompiledFile]


@dataclass(frozen=True, slots=True)
class SharedEncoder:
    """A compiled encoder of this machine.

    Attributes:
        model: The name of the model it was compiled from; "" where it is damaged.
        fingerprint: As much of it as the folder's name has.
        size: In bytes.
        indexes: Folders of the indexes that were built here and use it.
    """

    folder: Path
    model: str
    fingerprint: str
    size: int
    indexes: tuple[Path, ...]


def provide_encoder(
    index: Path, shared: Path, encoder: BuildEncoder, built: Iterable[Manifest], *, portable: bool, progress: Progress
) -> _Files:
    """Put the compiled form of an encoder where an index looks for it, and return what its files are.

    It is compiled only if it lies, intact, neither in the shared folder nor in the index. Of builds that need the same
    one at a time the first compiles it, and the others wait. To be called by the holder of the index's build lock.

    Args:
        index: Folder of the index.
        shared: Folder of the encoders that indexes share.
        encoder: To be compiled.
        built: The manifests of the index so far, which may say what the encoder's files are.
        portable: Whether the index is to carry a copy.
        progress: Told when compiling begins and ends.

    Raises:
        ModelError: If the model cannot be compiled.
        ClauseIndexError: If another build compiles it for too long.
        OSError: If it cannot be written.
    """
    own, folder = carried_folder(index, encoder.fingerprint), folder_in(shared, encoder.fingerprint)
    stated = [manifest.encoder_files for manifest in built if manifest.fingerprint == encoder.fingerprint]
    carried = _intact(own, stated)
    if portable and carried:
        return carried
    with _alone(folder, _PATIENCE):
        files = _recover(folder, stated)
        if not files and carried:
            files = _copy(own, folder, carried)
        elif not files:
            files = _compile(encoder, folder, progress)
        if portable:
            _copy(folder, own, files)
    _note(shared, index)
    return files


def shared_encoders(shared: Path) -> list[SharedEncoder]:
    """Return the compiled encoders of this machine, by name of their folders."""
    users = _users(shared)
    return [
        SharedEncoder(
            folder=folder,
            model=_model(folder),
            fingerprint=folder.name.partition("-")[2],
            size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
            indexes=tuple(users[folder.name]),
        )
        for folder in _visible(shared)
        if folder.is_dir() and folder.name != _INDEXES
    ]


def remove_encoder(encoder: SharedEncoder) -> None:
    """Remove a compiled encoder; an index that needs it is refused until it is built again.

    Raises:
        ClauseIndexError: If a build is looking at it.
        OSError: If it cannot be removed.
    """
    with _alone(encoder.folder, _NO_PATIENCE):
        shutil.rmtree(encoder.folder)


@contextmanager
def _alone(folder: Path, patience: float) -> Iterator[None]:
    """Hold the lock of an encoder's folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(changing(folder, patience))
        except TimeoutError:
            raise ClauseIndexError(f"another build holds {folder}; wait for it or end it, then try again") from None
        yield


def _intact(folder: Path, stated: Iterable[_Files]) -> _Files:
    """Return the first statement of files that a folder holds, every byte of them; nothing if it holds none."""
    return next((files for files in stated if files and not any(encoder_problems(folder, files))), {})


def _recover(folder: Path, stated: Iterable[_Files]) -> _Files:
    """Return the files of an encoder that is intact, whose record is mended if it is not; nothing if it is damaged."""
    recorded = _recorded(folder)
    files = _intact(folder, (recorded, *stated))
    if files != recorded and files:
        _record(folder, files)
    return files


def _compile(encoder: BuildEncoder, folder: Path, progress: Progress) -> _Files:
    progress("compiling the encoder", 0, 1)
    with _staged(folder) as staged:
        encoder.compile(staged)
        files = {path.name: CompiledFile(sha256_of(path), path.stat().st_size) for path in sorted(staged.iterdir())}
        _place(staged, folder, files)
    progress("compiling the encoder", 1, 1)
    return files


def _copy(source: Path, folder: Path, files: _Files) -> _Files:
    with _staged(folder) as staged:
        for name in files:
            shutil.copyfile(source / name, staged / name)
        _place(staged, folder, files)
    return files


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """Lend a folder beside another to fill, without what a killed build left of it."""
    staged = _beside(folder, "new")
    try:
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _place(staged: Path, folder: Path, files: _Files) -> None:
    _record(staged, files)
    old = _beside(folder, "old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():  # damaged
        folder.replace(old)
    place_folder(staged, folder)
    shutil.rmtree(old, ignore_errors=True)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _record(folder: Path, files: _Files) -> None:
    content = json.dumps({name: asdict(file) for name, file in files.items()}, indent=1)
    _write(folder / _RECORD_FILE, content.encode())


def _recorded(folder: Path) -> _Files:
    """Return what the files of an encoder are said to be; nothing where that cannot be read."""
    with suppress(*_DAMAGES):
        raw = json.loads(read_regular(folder / _RECORD_FILE, _MOST_BYTES))
        files = {name: CompiledFile(**file) for name, file in raw.items()}
        for name, file in files.items():
            check_plain(name)
            check_fields(file)
        return files
    return {}


def _note(shared: Path, index: Path) -> None:
    """Write down that an index was built with an encoder of this folder."""
    path = os.fsencode(index.resolve())
    noted = shared / _INDEXES
    noted.mkdir(exist_ok=True)
    _write(noted / hashlib.sha256(path).hexdigest()[:16], path)


def _users(shared: Path) -> dict[str, list[Path]]:
    """Return the indexes that are known to use encoders of this folder, by the names of theirs."""
    users: dict[str, list[Path]] = defaultdict(list)
    for note in _visible(shared / _INDEXES):
        with suppress(*_DAMAGES):
            index = Path(os.fsdecode(read_regular(note, _MOST_BYTES)))
            for folder in {encoder_folder(index, shared, manifest) for manifest in manifests(index)}:
                if folder.parent == shared:
                    users[folder.name].append(index)
    return users


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name[0] != ".") if folder.is_dir() else []


def _model(folder: Path) -> str:
    with suppress(*_DAMAGES):
        return read_facts(folder).name
    return ""


def _write(path: Path, content: bytes) -> None:
    """Write a file, in the place of whatever is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink():
        path.unlink()
    write_whole(path, content)
