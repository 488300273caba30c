"""Compiled encoders of generations: location, verification, loading.

Indexes of one machine share a folder of compiled encoders, filled by `retrieval.index.sharing`. A portable index
carries a copy of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from embeddings.compiled import FORM, CompiledEncoder
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR, file_problem
from retrieval.index.manifest import CompiledFile, Manifest

_CARRIED = "encoders"
_HASHED = 32 * 2**20
"""Maximum bytes of a file that is hashed at every opening; only weights are larger."""


@dataclass(frozen=True, slots=True)
class IndexEncoders:
    """Compiled encoders of the generations of one index.

    Attributes:
        index: Folder of the index.
        shared: Folder of the shared compiled encoders of this machine.
    """

    index: Path
    shared: Path

    def folder(self, manifest: Manifest) -> Path:
        """Return the folder of a generation's compiled encoder, existing or not."""
        parent = self.index / _CARRIED if manifest.portable else self.shared
        return folder_in(parent, manifest.compiled_form)

    def open(self, manifest: Manifest, *, fast: bool = False, every_byte: bool = False) -> CompiledEncoder:
        """Load the encoder that a generation was built with, from this machine alone.

        Args:
            manifest: Manifest of the generation, with sizes and checksums of the encoder's files.
            fast: Whether to do without its cross-encoder.
            every_byte: Whether to hash the weights too, as a long-running service should; else only their size is
                checked.

        Raises:
            ClauseIndexError: If a file is missing, or a check finds it changed.
            ModelError: If it cannot be loaded.
        """
        folder = self.folder(manifest)
        if every_byte:
            self.check(manifest)
        elif problem := _quick_problem(folder, manifest.encoder_files):
            raise _refusal(problem, folder, manifest)
        return CompiledEncoder(folder, fast=fast)

    def check(self, manifest: Manifest) -> None:
        """Verify every byte of a generation's compiled encoder.

        Raises:
            ClauseIndexError: If a file is missing or was changed.
        """
        if problem := next(self.problems(manifest), None):
            raise _refusal(problem, self.folder(manifest), manifest)

    def problems(self, manifest: Manifest) -> Iterator[str]:
        """Verify every byte of a generation's compiled encoder; yield a message for each bad file."""
        return encoder_problems(self.folder(manifest), manifest.encoder_files)


def folder_in(parent: Path, compiled_form: str) -> Path:
    """Return the folder of an encoder's compiled form in a folder of compiled encoders, existing or not."""
    return parent / f"{FORM}-{compiled_form[:16]}"


def carried_folder(index: Path, compiled_form: str) -> Path:
    """Return the folder of an index's own copy of an encoder, existing or not."""
    return folder_in(index / _CARRIED, compiled_form)


def carries_any(index: Path) -> bool:
    """Return whether an index carries a copy of any encoder."""
    return (index / _CARRIED).is_dir()


def encoder_problems(folder: Path, files: Mapping[str, CompiledFile]) -> Iterator[str]:
    """Verify every byte of a compiled encoder; yield a message for each bad file."""
    for name, file in files.items():
        problem = file_problem(folder / name, file.sha256)
        if problem:
            yield f"{folder / name} {problem}"


def prune_carried(index: Path, used: Collection[str]) -> None:
    """Delete the encoders that an index carries, except those with a compiled form in use."""
    kept = {carried_folder(index, one).name for one in used}
    carried = index / _CARRIED
    for path in carried.iterdir() if carried.is_dir() else ():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):  # the folder is not empty, or missing
        carried.rmdir()


def _refusal(problem: str, folder: Path, manifest: Manifest) -> ClauseIndexError:
    """Build the error of a damaged or missing encoder; if it is missing, the message says how to get it."""
    if folder.is_dir():
        return ClauseIndexError(f"{problem}; {REPAIR}")
    return ClauseIndexError(
        f"the index was built with {manifest.encoder} (fingerprint {manifest.fingerprint[:8]}), whose compiled form is "
        f"not on this machine: there is no {folder}; {REPAIR} here, or copy that folder from the machine where it was "
        "built, or build there with 'clausebot index build --portable' and copy the index again"
    )


def _quick_problem(folder: Path, files: Mapping[str, CompiledFile]) -> str | None:
    """Check the files of a compiled encoder quickly; return a message, or None if no problem is found.

    Weights are checked by size only: hashing their 440 MB would take as long as the rest of an answer. A truncated copy
    is found; a flipped bit in the weights is found only by `encoder_problems`, and until then can change a paragraph's
    rank, never its words.
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
