"""Compiled encoders of an index, stored once beside the generations that use them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from embeddings.compiled import FORM, CompiledEncoder
from embeddings.encoder import BuildEncoder
from embeddings.files import place_folder
from embeddings.folder import sha256_of
from embeddings.progress import Progress
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR, file_problem

_ENCODERS = "encoders"
_STAGING = ".compiling-"
_HASHED = 32 * 2**20
"""Maximum bytes of a file that is hashed at every opening; only weights are larger."""


@dataclass(frozen=True, slots=True)
class CompiledFile:
    """Size and checksum of a file of a compiled encoder, as written."""

    sha256: str
    size: int


def encoder_folder(index: Path, fingerprint: str) -> Path:
    """Return the folder of an encoder's compiled form, existing or not."""
    return index / _ENCODERS / f"{FORM}-{fingerprint[:16]}"


def open_encoder(
    index: Path, fingerprint: str, files: Mapping[str, CompiledFile], *, every_byte: bool = False
) -> CompiledEncoder:
    """Load the encoder that a generation was built with, from the index alone.

    Args:
        index: Folder of the index.
        fingerprint: Fingerprint of the encoder.
        files: Sizes and checksums in the generation's manifest.
        every_byte: Whether to hash the weights too, as a long-running service should; else only their size is checked.

    Raises:
        ClauseIndexError: If a file is missing, or a check finds it changed.
        ModelError: If it cannot be loaded.
    """
    if every_byte:
        problem = next((f"{index / one}" for one in encoder_problems(index, fingerprint, files)), None)
    else:
        problem = _quick_problem(index, fingerprint, files)
    if problem:
        raise ClauseIndexError(f"{problem}; {REPAIR}")
    return CompiledEncoder(encoder_folder(index, fingerprint))


def compile_once(
    index: Path, encoder: BuildEncoder, stated: Iterable[Mapping[str, CompiledFile]], progress: Progress
) -> Mapping[str, CompiledFile]:
    """Compile an encoder unless its compiled form exists and is intact; return its files.

    The caller must hold the build lock.

    Args:
        index: Folder of the index.
        encoder: The encoder to compile.
        stated: Sizes and checksums in the manifests of generations.
        progress: Called when compiling begins and ends.

    Raises:
        ModelError: If the model cannot be compiled.
    """
    folder = encoder_folder(index, encoder.fingerprint)
    for files in stated:
        if files and not any(encoder_problems(index, encoder.fingerprint, files)):
            return files
    progress("compiling the encoder", 0, 1)
    staged = _compiled(encoder, folder.parent)
    files = {path.name: CompiledFile(sha256_of(path), path.stat().st_size) for path in sorted(staged.iterdir())}
    if folder.exists():  # damaged, or left over from an unpublished build
        folder.replace(staged.with_name(f"{staged.name}.old"))
    place_folder(staged, folder)
    _clear(folder.parent)
    progress("compiling the encoder", 1, 1)
    return files


def encoder_problems(index: Path, fingerprint: str, files: Mapping[str, CompiledFile]) -> Iterator[str]:
    """Verify every byte of a compiled encoder; yield a message for each bad file."""
    folder = encoder_folder(index, fingerprint)
    for name, file in files.items():
        problem = file_problem(folder / name, file.sha256)
        if problem:
            yield f"{(folder / name).relative_to(index).as_posix()} {problem}"


def prune_encoders(index: Path, used: Collection[str]) -> None:
    """Delete the compiled encoders whose fingerprint is not in use."""
    kept = {encoder_folder(index, fingerprint).name for fingerprint in used}
    for path in (index / _ENCODERS).iterdir():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _quick_problem(index: Path, fingerprint: str, files: Mapping[str, CompiledFile]) -> str | None:
    """Check the files of a compiled encoder quickly; return a message, or None if no problem is found.

    Weights are checked by size only: hashing their 440 MB would take as long as the rest of an answer. A truncated copy
    is found; a flipped bit in the weights is found only by `encoder_problems`, and until then can change a paragraph's
    rank, never its words.
    """
    folder = encoder_folder(index, fingerprint)
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


def _compiled(encoder: BuildEncoder, parent: Path) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    _clear(parent)
    staged = parent / f"{_STAGING}{os.getpid()}"
    staged.mkdir()
    encoder.compile(staged)
    return staged


def _clear(parent: Path) -> None:
    for left_over in parent.glob(f"{_STAGING}*"):
        shutil.rmtree(left_over)
