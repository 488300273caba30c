"""Generations on disk: how one is published, which one is, and whether its bytes are in order.

An index folder holds:

    current.json            which generation is published, and the sha256 of its manifest
    generations/NAME/       manifest.json, and the files that it names
    encoders/               of a portable index, the compiled encoder that questions are encoded with
    cache/                  encodings made before, by encoder, and what files were read as
    build.lock              held while a build runs
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from embeddings.files import place_folder, write_whole
from retrieval.errors import ClauseIndexError, NoIndexError
from retrieval.index.encoders import prune_carried
from retrieval.index.files import REPAIR, check_plain, file_problem, reading
from retrieval.index.manifest import Manifest
from retrieval.library.documents import holds, list_library

_MANIFEST_FILE = "manifest.json"
_CURRENT_FILE = "current.json"
_GENERATIONS = "generations"
_STAGING = ".building-"
_KEPT = 2
"""The published generation and the one before it, which a running bot may just be opening."""


def published(index: Path) -> str | None:
    """Return the name of the published generation, or None; cheap enough to ask before every answer.

    Raises:
        ClauseIndexError: If the pointer to it is damaged.
    """
    current = _current(index)
    return current["generation"] if current else None


def read_manifest(index: Path) -> tuple[Path, Manifest]:
    """Return the folder and the manifest of the published generation.

    Raises:
        ClauseIndexError: If there is none, or it is not the one that was published.
    """
    current = _current(index)
    if current is None:
        raise NoIndexError(f"no index at {index}; build it with 'clausebot index build'")
    folder = index / _GENERATIONS / current["generation"]
    with reading(folder / _MANIFEST_FILE):
        content = (folder / _MANIFEST_FILE).read_bytes()
    if hashlib.sha256(content).hexdigest() != current["manifest_sha256"]:
        raise ClauseIndexError(f"{folder / _MANIFEST_FILE} was changed since it was published; {REPAIR}")
    try:
        return folder, Manifest.from_json(content)
    except ValueError:
        raise ClauseIndexError(f"{folder} was made by another version of clausebot; {REPAIR}") from None


def check_files(folder: Path, manifest: Manifest, apart: Collection[str] = ()) -> None:
    """Compare the files of a generation with its manifest, but for those that are checked apart.

    Raises:
        ClauseIndexError: If one is missing or was changed.
    """
    for name, sha256 in manifest.files.items():
        problem = None if name in apart else file_problem(folder / name, sha256)
        if problem:
            raise ClauseIndexError(f"{folder / name} {problem}; {REPAIR}")


def manifests(index: Path) -> list[Manifest]:
    """Return the manifests of all generations that lie there and are of this version, the newest first."""
    found: list[Manifest] = []
    for path in sorted((index / _GENERATIONS).glob(f"*/{_MANIFEST_FILE}"), reverse=True):
        with suppress(OSError, ValueError):
            found.append(Manifest.from_json(path.read_bytes()))
    return found


def changed_files(manifest: Manifest, library: Path) -> list[str]:
    """Return the documents of a library that were added, altered or removed since it was indexed, in path order."""
    there = {path.relative_to(library).as_posix() for path in list_library(library).documents}
    indexed = manifest.library_files
    changed = {name for name in there & indexed.keys() if not holds(library / name, indexed[name].sha256)}
    return sorted(changed | (there - indexed.keys() - manifest.refused.keys()) | (indexed.keys() - there))


def stage(index: Path) -> Path:
    """Return a fresh folder to build a generation in, after clearing away what killed builds left behind.

    To be called by the holder of the build lock.
    """
    generations = index / _GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for left_over in generations.glob(f"{_STAGING}*"):
        shutil.rmtree(left_over)
    folder = generations / f"{_STAGING}{os.getpid()}"
    folder.mkdir()
    return folder


def publish(index: Path, staged: Path, manifest: Manifest) -> None:
    """Make a staged generation the published one, in one atomic step, and prune old ones.

    To be called by the holder of the build lock. A crash before the last rename leaves the old one published.
    """
    content = manifest.to_json()
    (staged / _MANIFEST_FILE).write_bytes(content)
    place_folder(staged, index / _GENERATIONS / manifest.generation)
    pointer = {"generation": manifest.generation, "manifest_sha256": hashlib.sha256(content).hexdigest()}
    current = index / _CURRENT_FILE
    if current.is_dir() and not current.is_symlink():  # which no file can take the place of
        shutil.rmtree(current)
    write_whole(current, json.dumps(pointer).encode())
    prune(index, manifest)


def prune(index: Path, manifest: Manifest) -> None:
    """Remove old generations, and the encoders that the index carries without need.

    To be called by the holder of the build lock.

    Args:
        index: Folder of the index.
        manifest: Of the published generation.
    """
    # Names begin with the time, so the newest sort last; an opened generation holds its files open and loses nothing.
    old = sorted(path for path in (index / _GENERATIONS).iterdir() if path.name != manifest.generation)
    for path in old[: 1 - _KEPT]:
        shutil.rmtree(path, ignore_errors=True)
    prune_carried(index, {one.fingerprint for one in manifests(index) if _needs_carried(one, manifest)})


def _needs_carried(one: Manifest, published: Manifest) -> bool:
    """Say whether a generation is still to be served by the encoder that its index carries."""
    # Once the published one is not portable, no copy of files that are shared is needed.
    return one.portable is not False and (bool(published.portable) or one.encoder_files != published.encoder_files)


def _current(index: Path) -> dict[str, str] | None:
    path = index / _CURRENT_FILE
    with reading(path):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        current = json.loads(content)
        check_plain(current["generation"])
        return {"generation": current["generation"], "manifest_sha256": str(current["manifest_sha256"])}
