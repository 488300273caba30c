"""Compiled encoders: where that of a generation lies, whether its bytes are in order, and opening it.

Indexes of one machine share a folder of them, which `retrieval.index.sharing` fills. A portable index carries a copy of
its own, and so does one that was built before they were shared.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from embeddings.compiled import FORM, CompiledEncoder
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR, CompiledFile, file_problem
from retrieval.index.manifest import Manifest

_CARRIED = "encoders"
_HASHED = 32 * 2**20
"""Bytes up to which a file is hashed whenever it is opened: only weights are larger."""


def folder_in(parent: Path, fingerprint: str) -> Path:
    """Return the folder that the compiled form of an encoder has in a folder of them, whether it is there or not."""
    return parent / f"{FORM}-{fingerprint[:16]}"


def carried_folder(index: Path, fingerprint: str) -> Path:
    """Return where an index carries its own copy of an encoder, whether it does or not."""
    return folder_in(index / _CARRIED, fingerprint)


def carries_any(index: Path) -> bool:
    """Say whether an index carries a copy of any encoder."""
    return (index / _CARRIED).is_dir()


def encoder_folder(index: Path, shared: Path, manifest: Manifest) -> Path:
    """Return where the compiled encoder of a generation is to be, whether it is there or not.

    Args:
        index: Folder of the index.
        shared: Folder of the compiled encoders that the indexes of this machine share.
        manifest: Of the generation.
    """
    own = carried_folder(index, manifest.fingerprint)
    if manifest.portable or (manifest.portable is None and own.is_dir()):
        return own
    return folder_in(shared, manifest.fingerprint)


def open_encoder(folder: Path, manifest: Manifest, *, every_byte: bool = False) -> CompiledEncoder:
    """Load the encoder that a generation was built with.

    Args:
        folder: As `encoder_folder` returns it.
        manifest: Of the generation, which says what the encoder's files are.
        every_byte: Whether to read all of them first, for who answers for days; else the weights are only measured.

    Raises:
        ClauseIndexError: If a file of it is missing, or was changed as far as is looked at.
        ModelError: If it does not load.
    """
    if every_byte:
        check_encoder(folder, manifest)
    elif problem := _quick_problem(folder, manifest.encoder_files):
        raise _refusal(problem, folder, manifest)
    return CompiledEncoder(folder)


def check_encoder(folder: Path, manifest: Manifest) -> None:
    """Compare every file of a generation's compiled encoder with its manifest, every byte of it.

    Raises:
        ClauseIndexError: If one is missing or was changed.
    """
    for problem in encoder_problems(folder, manifest.encoder_files):
        raise _refusal(problem, folder, manifest)


def encoder_problems(folder: Path, files: Mapping[str, CompiledFile]) -> Iterator[str]:
    """Say what is wrong with each file of a compiled encoder, after reading every byte."""
    for name, file in files.items():
        problem = file_problem(folder / name, file.sha256)
        if problem:
            yield f"{folder / name} {problem}"


def prune_carried(index: Path, used: Collection[str]) -> None:
    """Remove the encoders that an index carries, but for those of these fingerprints."""
    kept = {carried_folder(index, fingerprint).name for fingerprint in used}
    carried = index / _CARRIED
    for path in carried.iterdir() if carried.is_dir() else ():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):  # of a folder that is not empty, or not there
        carried.rmdir()


def _refusal(problem: str, folder: Path, manifest: Manifest) -> ClauseIndexError:
    """Return the error of an encoder that is not in order; of one that is not there it says how to get it there."""
    if folder.is_dir():
        return ClauseIndexError(f"{problem}; {REPAIR}")
    return ClauseIndexError(
        f"the index was built with {manifest.encoder} (fingerprint {manifest.fingerprint[:8]}), whose compiled form is "
        f"not on this machine: there is no {folder}; {REPAIR} here, or copy that folder from the machine where it was "
        "built, or build there with 'clausebot index build --portable' and copy the index again"
    )


def _quick_problem(folder: Path, files: Mapping[str, CompiledFile]) -> str | None:
    """Say what is wrong with a compiled encoder as far as can be told at once; None if nothing is.

    The weights are only measured. Hashing their 440 MB would take as long as all else that an answer takes. A copy
    that was cut short shows; a flipped bit of theirs shows to `encoder_problems` alone, and until then can move a
    paragraph's rank, never its words.
    """
    for name, file in files.items():
        path = folder / name
        if file.size <= _HASHED:
            problem = file_problem(path, file.sha256)
        elif not path.is_file():
            problem = "is missing"
        else:
            problem = None if path.stat().st_size == file.size else "was changed since the index was built"
        if problem:
            return f"{path} {problem}"
    return None
