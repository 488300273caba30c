"""A generation: one read-only state of the index on disk, how it is published, and how it is opened.

An index folder holds:

    current.json            which generation is published, and the sha256 of its manifest
    generations/NAME/       manifest.json, clauses.jsonl, digests.jsonl, twins.npy, words.json, vectors.faiss,
                            owners.npy, tokens.bin, edges.npy, lexical/
    encoders/FINGERPRINT/   compiled encoders, which questions are encoded with
    cache/                  encodings made before, by encoder, and what files were read as
    build.lock              held while a build runs
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.clause import Clause
from retrieval.documents import document_paths
from retrieval.errors import ClauseIndexError
from retrieval.index.dense import DenseIndex, Rows
from retrieval.index.encoders import CompiledFile, encoder_problems, prune_encoders
from retrieval.index.files import REPAIR, file_problem, sync
from retrieval.index.tokens import TokenIndex
from retrieval.record import clause_from_record
from retrieval.themes import Vocabulary
from retrieval.understand.abbreviations import Abbreviations
from retrieval.understand.facts import LibraryFacts, facts_of

SCHEMA = 4

CLAUSES_FILE = "clauses.jsonl"
DIGESTS_FILE = "digests.jsonl"
TWINS_FILE = "twins.npy"
WORDS_FILE = "words.json"
_MANIFEST_FILE = "manifest.json"
_CURRENT_FILE = "current.json"
_GENERATIONS = "generations"
_STAGING = ".building-"
_KEPT = 2
"""The published generation and the one before it, which a running bot may just be opening."""


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """How one library file was read: enough to prove its quotes, and how much of a resolution it holds."""

    sha256: str
    form: str
    encoding: str
    kind: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    Attributes:
        built: UTC, ISO 8601.
        library_state: `Library.state` at the time.
        library_files: The documents its clauses were read from, by path in the library.
        refused: Files of the library that could not be read, and why.
        remarks: What else was left aside, file and reason.
        unaligned: Those of the remarks that are on extracts whose paragraph was not found.
        theme_names: In the order they are shown.
        theme_forms: Every form of every theme, folded, with the theme's name.
        abbreviations: Of the library, the built-in ones included.
        files: sha256 of each file of the generation but this one.
        encoder_files: Those of the encoder's compiled form, by name.
    """

    schema: int
    generation: str
    built: str
    encoder: str
    fingerprint: str
    dimensions: int
    resolutions: int
    clauses: int
    passages: int
    library_state: str
    library_files: Mapping[str, LibraryFile]
    refused: Mapping[str, str]
    remarks: tuple[str, ...]
    unaligned: tuple[str, ...]
    theme_names: tuple[str, ...]
    theme_forms: Mapping[str, str]
    abbreviations: Abbreviations
    files: Mapping[str, str]
    encoder_files: Mapping[str, CompiledFile]

    @property
    def vocabulary(self) -> Vocabulary:
        """The themes of the library this was built from."""
        return Vocabulary(self.theme_names, self.theme_forms)


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation, opened: its clauses in corpus order and what searches them.

    Attributes:
        twins: For each clause, the position of the first that has the same words.
        facts: What is known of its library before anything is asked.
    """

    manifest: Manifest
    clauses: tuple[Clause, ...]
    twins: Rows
    dense: DenseIndex
    tokens: TokenIndex
    facts: LibraryFacts

    @property
    def name(self) -> str:
        """What every answer from it names."""
        return self.manifest.generation

    def with_words_of(self, row: int) -> list[int]:
        """Return the positions of all clauses with the same words as this one, itself included."""
        same: list[int] = np.flatnonzero(self.twins == self.twins[row]).tolist()
        return same


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
        raise ClauseIndexError(f"no index at {index}; build it with 'clausebot index build'")
    folder = index / _GENERATIONS / current["generation"]
    try:
        content = (folder / _MANIFEST_FILE).read_bytes()
    except OSError as error:
        raise ClauseIndexError(f"{folder / _MANIFEST_FILE} cannot be read ({error.strerror}); {REPAIR}") from None
    if hashlib.sha256(content).hexdigest() != current["manifest_sha256"]:
        raise ClauseIndexError(f"{folder / _MANIFEST_FILE} was changed since it was published; {REPAIR}")
    try:
        return folder, _manifest(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ClauseIndexError(f"{folder} was made by another version of clausebot; {REPAIR}") from None


def _manifest(raw: dict[str, Any]) -> Manifest:
    """Return the manifest that JSON describes; raise ValueError and the like for one of another schema."""
    if raw["schema"] != SCHEMA:
        raise ValueError(raw["schema"])
    lists = {name: tuple(raw[name]) for name in ("remarks", "unaligned", "theme_names")}
    tables = {name: {k: tuple(v) for k, v in table.items()} for name, table in raw["abbreviations"].items()}
    files = {name: LibraryFile(**entry) for name, entry in raw["library_files"].items()}
    compiled = {name: CompiledFile(**entry) for name, entry in raw["encoder_files"].items()}
    abbreviations = Abbreviations(**tables)
    return Manifest(
        **{**raw, **lists, "library_files": files, "abbreviations": abbreviations, "encoder_files": compiled}
    )


def open_generation(index: Path) -> Generation:
    """Open the published generation, after checking every byte of it; its encoder is opened apart.

    Raises:
        ClauseIndexError: If there is none, or a file of it is missing or was changed.
    """
    while True:
        name = published(index)
        folder, manifest = read_manifest(index)
        try:
            check_files(folder, manifest)
            return _load(folder, manifest)
        except ClauseIndexError:
            # A build may have published and pruned in between; then the new one is the one to open.
            if published(index) == name:
                raise


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file of a generation with its manifest.

    Raises:
        ClauseIndexError: If one is missing or was changed.
    """
    for name, sha256 in manifest.files.items():
        problem = file_problem(folder / name, sha256)
        if problem:
            raise ClauseIndexError(f"{folder / name} {problem}; {REPAIR}")


def check_encoder_files(index: Path, manifest: Manifest) -> None:
    """Compare every file of a generation's compiled encoder with its manifest, every byte of it.

    Raises:
        ClauseIndexError: If one is missing or was changed.
    """
    for problem in encoder_problems(index, manifest.fingerprint, manifest.encoder_files):
        raise ClauseIndexError(f"{index / problem}; {REPAIR}")


def manifests(index: Path) -> list[Manifest]:
    """Return the manifests of all generations that lie there and are of this version, the newest first."""
    found: list[Manifest] = []
    for path in sorted((index / _GENERATIONS).glob(f"*/{_MANIFEST_FILE}"), reverse=True):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            found.append(_manifest(json.loads(path.read_bytes())))
    return found


def changed_files(manifest: Manifest, library: Path) -> list[str]:
    """Return the documents of a library that were added, altered or removed since it was indexed, in path order."""
    there = {path.relative_to(library).as_posix() for path in document_paths(library)}
    indexed = manifest.library_files
    changed = {name for name in there & indexed.keys() if file_problem(library / name, indexed[name].sha256)}
    return sorted(changed | (there - indexed.keys() - manifest.refused.keys()) | (indexed.keys() - there))


def read_clauses(folder: Path, manifest: Manifest) -> tuple[Clause, ...]:
    """Return the clauses of a generation, in corpus order, without opening what searches them.

    Raises:
        ClauseIndexError: If they were changed since it was built.
    """
    problem = file_problem(folder / CLAUSES_FILE, manifest.files[CLAUSES_FILE])
    if problem:
        raise ClauseIndexError(f"{folder / CLAUSES_FILE} {problem}; {REPAIR}")
    return _clauses(folder)


def _clauses(folder: Path) -> tuple[Clause, ...]:
    with (folder / CLAUSES_FILE).open(encoding="utf-8") as lines:
        return tuple(clause_from_record(json.loads(line)) for line in lines)


def _load(folder: Path, manifest: Manifest) -> Generation:
    clauses = _clauses(folder)
    twins = np.load(folder / TWINS_FILE, allow_pickle=False)
    return Generation(
        manifest,
        clauses,
        twins,
        DenseIndex.open(folder),
        TokenIndex.open(folder, manifest.dimensions),
        facts_of(clauses, manifest.vocabulary, json.loads((folder / WORDS_FILE).read_bytes())),
    )


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
    content = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    (staged / _MANIFEST_FILE).write_bytes(content)
    for path in staged.rglob("*"):
        sync(path)
    folder = index / _GENERATIONS / manifest.generation
    staged.replace(folder)
    sync(folder.parent)
    pointer = {"generation": manifest.generation, "manifest_sha256": hashlib.sha256(content).hexdigest()}
    partial = index / f"{_CURRENT_FILE}.partial"
    partial.write_text(json.dumps(pointer), encoding="utf-8")
    sync(partial)
    partial.replace(index / _CURRENT_FILE)
    sync(index)
    _prune(index, manifest.generation)


def _prune(index: Path, current: str) -> None:
    # Names begin with the time, so the newest sort last; an opened generation holds its files open and loses nothing.
    old = sorted(path for path in (index / _GENERATIONS).iterdir() if path.name != current)
    for path in old[: 1 - _KEPT]:
        shutil.rmtree(path, ignore_errors=True)
    prune_encoders(index, {manifest.fingerprint for manifest in manifests(index)})


def _current(index: Path) -> dict[str, str] | None:
    path = index / _CURRENT_FILE
    try:
        current = json.loads(path.read_text(encoding="utf-8"))
        return {"generation": current["generation"], "manifest_sha256": current["manifest_sha256"]}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise ClauseIndexError(f"{path} is damaged; {REPAIR}") from None
