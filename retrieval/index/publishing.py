"""Publication of generations on disk: staging, atomic publication, checksum verification.

An index folder holds:

    current.json            name of the published generation, and the sha256 of its manifest
    generations/NAME/       manifest.json, and the files that it lists
    encoders/               for a portable index, the compiled encoder for questions
    cache/                  encoding cache by encoder, and cache of parsed files
    build.lock              file lock, held while a build runs
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from embeddings.files import place_folder, remove, write_whole
from embeddings.regular import check_regular, read_regular
from retrieval.errors import ClauseIndexError, NoIndexError
from retrieval.index.default_folders import library_name
from retrieval.index.encoders import prune_carried
from retrieval.index.files import REPAIR, check_plain, file_problem, reading, writing
from retrieval.index.manifest import Manifest
from retrieval.library.documents import holds, list_library

_MANIFEST_FILE = "manifest.json"
_CURRENT_FILE = "current.json"
_GENERATIONS = "generations"
_STAGING = ".building-"
_MOST_BYTES = 100_000_000
_KEPT = 2
"""Generations to keep: the published one and the one before, which a running bot may be opening."""


def published(index: Path) -> str | None:
    """Return the name of the published generation, or None; cheap enough to call before every answer.

    Raises:
        ClauseIndexError: If `current.json` is damaged.
    """
    current = _current(index)
    return current["generation"] if current else None


def read_manifest(index: Path) -> tuple[Path, Manifest]:
    """Read the manifest of the published generation; return its folder, too.

    Raises:
        ClauseIndexError: If there is none, or its checksum does not match.
    """
    current = _current(index)
    if current is None:
        raise NoIndexError(f"no index at {index}; build it with 'clausebot index build'")
    folder = index / _GENERATIONS / current["generation"]
    with reading(folder / _MANIFEST_FILE):
        content = read_regular(folder / _MANIFEST_FILE, _MOST_BYTES)
    if hashlib.sha256(content).hexdigest() != current["manifest_sha256"]:
        raise ClauseIndexError(f"{folder / _MANIFEST_FILE} was changed since it was published; {REPAIR}")
    try:
        return folder, Manifest.from_json(content)
    except ValueError:
        raise ClauseIndexError(f"{folder} was built by another version of clausebot; {REPAIR}") from None


def check_files(folder: Path, manifest: Manifest, apart: Collection[str] = ()) -> None:
    """Verify the checksums of a generation's files, except those in `apart`.

    Raises:
        ClauseIndexError: If one is missing or was changed.
    """
    for name, sha256 in manifest.files.items():
        if name in apart:
            with reading(folder / name):  # opening a named pipe in its place would block
                check_regular(folder / name)
        elif problem := file_problem(folder / name, sha256):
            raise ClauseIndexError(f"{folder / name} {problem}; {REPAIR}")


def manifests(index: Path) -> list[Manifest]:
    """Return the manifests of all generations of this format version, the newest first."""
    found: list[Manifest] = []
    for path in sorted((index / _GENERATIONS).glob(f"*/{_MANIFEST_FILE}"), reverse=True):
        with suppress(OSError, ValueError):
            found.append(Manifest.from_json(read_regular(path, _MOST_BYTES)))
    return found


def changed_since_indexed(manifest: Manifest, library: Path) -> list[str]:
    """Return the changed documents of the library that was indexed; none if a folder is missing or another library."""
    is_indexed = manifest.library_name == library_name(library.resolve())
    return changed_files(manifest, library) if is_indexed and library.is_dir() else []


def changed_files(manifest: Manifest, library: Path) -> list[str]:
    """Return the documents of a folder that are new to an index, changed or removed since, in path order."""
    there = {path.relative_to(library).as_posix() for path in list_library(library).documents}
    indexed = manifest.library_files
    changed = {name for name in there & indexed.keys() if not holds(library / name, indexed[name].sha256)}
    return sorted(changed | (there - indexed.keys() - manifest.refused.keys()) | (indexed.keys() - there))


@contextmanager
def build_lock(index: Path) -> Iterator[None]:
    """Hold the build lock of an index.

    Raises:
        ClauseIndexError: If another build holds it.
    """
    import filelock  # noqa: PLC0415 - answers need none

    lock = filelock.FileLock(index / "build.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise ClauseIndexError(
            f"another build of {index} is running; wait until it has finished, then build again"
        ) from None
    try:
        yield
    finally:
        lock.release()


def require_no_build(index: Path) -> None:
    """Check that no build of an index is running now, before anything slow is done for another one.

    Raises:
        ClauseIndexError: If one is, or the index cannot be written.
    """
    if (index / "build.lock").exists():
        with writing(index), build_lock(index):
            pass


@contextmanager
def staging(index: Path) -> Iterator[Path]:
    """Create a folder to build a generation in, after deleting leftovers of killed builds; delete it afterwards.

    The caller must hold the build lock.
    """
    generations = index / _GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for left_over in generations.glob(f"{_STAGING}*"):
        shutil.rmtree(left_over)
    folder = generations / f"{_STAGING}{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        # Once published, it has another name; after a failure, as on a full disk, its space is needed.
        shutil.rmtree(folder, ignore_errors=True)


def publish(index: Path, staged: Path, manifest: Manifest) -> None:
    """Publish a staged generation by an atomic rename, and prune old ones.

    The caller must hold the build lock. A crash before the last rename leaves the old generation published.
    """
    content = manifest.to_json()
    (staged / _MANIFEST_FILE).write_bytes(content)
    place_folder(staged, index / _GENERATIONS / manifest.generation)
    pointer = {"generation": manifest.generation, "manifest_sha256": hashlib.sha256(content).hexdigest()}
    current = index / _CURRENT_FILE
    if not current.is_file():  # a file cannot replace a folder, or a link to nowhere, which is followed
        remove(current)
    write_whole(current, json.dumps(pointer).encode())
    prune(index, manifest)


def prune(index: Path, manifest: Manifest) -> None:
    """Delete old generations, and carried encoders that are not needed.

    The caller must hold the build lock.

    Args:
        index: Folder of the index.
        manifest: Manifest of the published generation.
    """
    # Names begin with the time, so the newest sort last. An opened generation keeps its files open and loses nothing.
    old = sorted(path for path in (index / _GENERATIONS).iterdir() if path.name != manifest.generation)
    for path in old[: 1 - _KEPT]:
        shutil.rmtree(path, ignore_errors=True)
    prune_carried(index, {one.compiled_form for one in manifests(index) if _needs_carried(one, manifest)})


def _needs_carried(one: Manifest, published: Manifest) -> bool:
    """Return whether a generation is served by the encoder that its index carries."""
    # Once the published generation is not portable, copies of shared files are not needed.
    return one.portable and (published.portable or one.encoder_files != published.encoder_files)


def _current(index: Path) -> dict[str, str] | None:
    """Read the pointer to the published generation; None if nothing is published."""
    path = index / _CURRENT_FILE
    with reading(path):
        try:
            content = read_regular(path, _MOST_BYTES)
        except FileNotFoundError:
            return None
        current = json.loads(content)
        check_plain(current["generation"])
        return {"generation": current["generation"], "manifest_sha256": str(current["manifest_sha256"])}
