"""Shared compiled encoders of a machine: compile once, list, remove on request.

The folder holds:

    FORM-NAME/              a compiled encoder, and files.json with sizes and checksums of its files, as written
    .FORM-NAME.lock         file lock, held while that encoder is checked, compiled or removed
    indexes/                a file for each index built with a shared encoder, with its path
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

from embeddings.compiled import read_compiled_facts
from embeddings.encoder import BuildEncoder
from embeddings.files import change_lock, place_folder, remove, write_whole
from embeddings.folder import sha256_of
from embeddings.progress import Progress
from embeddings.regular import read_regular
from embeddings.typed import check_fields
from retrieval.errors import ClauseIndexError
from retrieval.index.encoders import IndexEncoders, carried_folder, encoder_problems, folder_in
from retrieval.index.files import check_plain
from retrieval.index.manifest import CompiledFile, Manifest
from retrieval.index.publishing import manifests

_RECORD_FILE = "files.json"
_INDEXES = "indexes"
_MOST_BYTES = 100_000
"""Maximum size of a record or a path; they have some hundred bytes."""
_PATIENCE = 1800.0
"""Seconds to wait for another build that compiles an encoder, which takes minutes on a busy machine."""
_NO_PATIENCE = 0.0
_DAMAGES = (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError)
"""Errors of reading a damaged file."""
_Files = Mapping[str, CompiledFile]


@dataclass(frozen=True, slots=True)
class SharedEncoder:
    """Shared compiled encoder of this machine.

    Attributes:
        model: Name of the model it was compiled from; "" if it is damaged.
        fingerprint: Beginning of the name of its compiled form, as in the folder's name.
        size: Size in bytes.
        indexes: Folders of the indexes of this machine that use it.
    """

    folder: Path
    model: str
    fingerprint: str
    size: int
    indexes: tuple[Path, ...]


def provide_encoder(
    index: Path, shared: Path, encoder: BuildEncoder, built: Iterable[Manifest], *, portable: bool, progress: Progress
) -> _Files:
    """Provide the compiled form of an encoder for an index; return its files.

    It is compiled only if neither the shared folder nor the index has an intact copy. Of concurrent builds that need
    the same encoder, the first compiles it and the others wait. The caller must hold the index's build lock.

    Args:
        index: Folder of the index.
        shared: Folder of the shared encoders.
        encoder: The encoder to compile.
        built: Existing manifests of the index, which may state the encoder's files.
        portable: Whether the index is to carry a copy.
        progress: Called when compiling begins and ends.

    Raises:
        ModelError: If the model cannot be compiled.
        ClauseIndexError: If another build holds the lock for too long.
        OSError: If it cannot be written.
    """
    own, folder = carried_folder(index, encoder.compiled_as), folder_in(shared, encoder.compiled_as)
    stated = [manifest.encoder_files for manifest in built if manifest.compiled_form == encoder.compiled_as]
    carried = _intact(own, stated)
    if portable and carried:
        return carried
    with _locked(folder, _PATIENCE):
        files = _recover(folder, stated)
        if not files and carried:
            files = _copy(own, folder, carried)
        elif not files:
            files = _compile(encoder, folder, progress)
        if portable:
            _copy(folder, own, files)
    _record_user(shared, index)
    return files


def shared_encoders(shared: Path) -> list[SharedEncoder]:
    """Return the shared compiled encoders of this machine, sorted by folder name."""
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
    """Delete a shared encoder; indexes that need it fail until they are built again.

    Raises:
        ClauseIndexError: If a build holds its lock.
        OSError: If it cannot be removed.
    """
    with _locked(encoder.folder, _NO_PATIENCE):
        shutil.rmtree(encoder.folder)


@contextmanager
def _locked(folder: Path, patience: float) -> Iterator[None]:
    """Hold the file lock of an encoder's folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(change_lock(folder, patience))
        except TimeoutError:
            raise ClauseIndexError(
                f"another build is writing {folder}; wait until it has finished, then try again"
            ) from None
        yield


def _intact(folder: Path, stated: Iterable[_Files]) -> _Files:
    """Return the first list of files that a folder matches, byte for byte; an empty one if there is none."""
    return next((files for files in stated if files and not any(encoder_problems(folder, files))), {})


def _recover(folder: Path, stated: Iterable[_Files]) -> _Files:
    """Return the files of an intact encoder, repairing its record if needed; nothing if it is damaged."""
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
        _put_in_place(staged, folder, files)
    progress("compiling the encoder", 1, 1)
    return files


def _copy(source: Path, folder: Path, files: _Files) -> _Files:
    with _staged(folder) as staged:
        for name in files:
            shutil.copyfile(source / name, staged / name)
        _put_in_place(staged, folder, files)
    return files


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """Lend an empty staging folder beside another one, after deleting leftovers of a killed build."""
    staged = _beside(folder, "new")
    try:
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _put_in_place(staged: Path, folder: Path, files: _Files) -> None:
    """Record the files of a staged encoder, and replace the encoder's folder by it."""
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
    """Read the record of an encoder's files; nothing if it cannot be read."""
    with suppress(*_DAMAGES):
        raw = json.loads(read_regular(folder / _RECORD_FILE, _MOST_BYTES))
        files = {name: CompiledFile(**file) for name, file in raw.items()}
        for name, file in files.items():
            check_plain(name)
            check_fields(file)
        return files
    return {}


def _record_user(shared: Path, index: Path) -> None:
    """Record that an index was built with a shared encoder."""
    path = os.fsencode(index.resolve())
    users = shared / _INDEXES
    users.mkdir(exist_ok=True)
    _write(users / hashlib.sha256(path).hexdigest()[:16], path)


def _users(shared: Path) -> dict[str, list[Path]]:
    """Return the recorded indexes, by the folder names of their encoders."""
    users: dict[str, list[Path]] = defaultdict(list)
    for record in _visible(shared / _INDEXES):
        with suppress(*_DAMAGES):
            index = Path(os.fsdecode(read_regular(record, _MOST_BYTES)))
            folders = map(IndexEncoders(index, shared).folder, manifests(index))
            for name in {folder.name for folder in folders if folder.parent == shared}:
                users[name].append(index)
    return users


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name[0] != ".") if folder.is_dir() else []


def _model(folder: Path) -> str:
    with suppress(*_DAMAGES):
        return read_compiled_facts(folder).name
    return ""


def _write(path: Path, content: bytes) -> None:
    """Write a file, replacing an existing one."""
    if path.is_symlink() or not path.is_file():
        remove(path)
    write_whole(path, content)
