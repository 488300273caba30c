"""Compiled encoders, each once beside the generations whose questions it encodes."""

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
"""Bytes up to which a file is hashed whenever it is opened: only weights are larger."""


@dataclass(frozen=True, slots=True)
class CompiledFile:
    """What a file of a compiled encoder was when it was written."""

    sha256: str
    size: int


def encoder_folder(index: Path, fingerprint: str) -> Path:
    """Return where the compiled form of an encoder lies, whether it is there or not."""
    return index / _ENCODERS / f"{FORM}-{fingerprint[:16]}"


def open_encoder(
    index: Path, fingerprint: str, files: Mapping[str, CompiledFile], *, every_byte: bool = False
) -> CompiledEncoder:
    """Load the encoder that a generation was built with, from the index alone.

    Args:
        index: Folder of the index.
        fingerprint: Of the encoder.
        files: What the generation says that its files are.
        every_byte: Whether to read all of them first, for who answers for days; else the weights are only measured.

    Raises:
        ClauseIndexError: If a file of it is missing, or was changed as far as is looked at.
        ModelError: If it does not load.
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
    """Return the files of an encoder's compiled form, which is written unless it is there and intact.

    To be called by the holder of the build lock.

    Args:
        index: Folder of the index.
        encoder: What is to be compiled.
        stated: What generations say that its files are.
        progress: Told when compiling begins and ends.

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
    if folder.exists():  # damaged, or left over from a build that was not published
        folder.replace(staged.with_name(f"{staged.name}.old"))
    place_folder(staged, folder)
    _clear(folder.parent)
    progress("compiling the encoder", 1, 1)
    return files


def encoder_problems(index: Path, fingerprint: str, files: Mapping[str, CompiledFile]) -> Iterator[str]:
    """Say what is wrong with each file of a compiled encoder, after reading every byte."""
    folder = encoder_folder(index, fingerprint)
    for name, file in files.items():
        problem = file_problem(folder / name, file.sha256)
        if problem:
            yield f"{(folder / name).relative_to(index).as_posix()} {problem}"


def prune_encoders(index: Path, used: Collection[str]) -> None:
    """Remove the compiled encoders that have none of these fingerprints."""
    kept = {encoder_folder(index, fingerprint).name for fingerprint in used}
    for path in (index / _ENCODERS).iterdir():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _quick_problem(index: Path, fingerprint: str, files: Mapping[str, CompiledFile]) -> str | None:
    """Say what is wrong with a compiled encoder as far as can be told at once; None if nothing is.

    The weights are only measured. Hashing their 440 MB would take as long as all else that an answer takes. A copy
    that was cut short shows; a flipped bit of theirs shows to `encoder_problems` alone, and until then can move a
    paragraph's rank, never its words.
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
