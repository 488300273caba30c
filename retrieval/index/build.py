"""Index build: encode a library's clauses, write a generation, publish it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from embeddings.encoder import BuildEncoder, Encoder
from embeddings.folder import sha256_of
from embeddings.progress import Progress, silent
from embeddings.windows import Window, split_windows
from retrieval.arrays import Rows
from retrieval.clauses.clause import Clause, without_unlikely_themes
from retrieval.clauses.references.find import find_all_references
from retrieval.errors import ClauseIndexError
from retrieval.index.cache import EncodingCache
from retrieval.index.chains import write_chains
from retrieval.index.codec import code_size
from retrieval.index.columns import write_columns
from retrieval.index.default_folders import library_name
from retrieval.index.dense import DenseIndex
from retrieval.index.encoders import carried_folder, carries_any, folder_in
from retrieval.index.facts import facts_of, facts_to_json
from retrieval.index.files import writing
from retrieval.index.generation import FACTS_FILE, WORDINGS_FILE
from retrieval.index.manifest import SCHEMA, CompiledFile, Manifest
from retrieval.index.phrases import write_phrases
from retrieval.index.pieces import digest, write_digests
from retrieval.index.publishing import build_lock, check_files, manifests, prune, publish, read_manifest, staging
from retrieval.index.records import write_records
from retrieval.index.references import write_references
from retrieval.index.sharing import provide_encoder
from retrieval.index.tokens import TokenIndex, stored_tokens, token_size, write_tokens
from retrieval.library.library import Library, resolutions_of
from retrieval.library.library_file import LibraryFile
from retrieval.library.themes import Vocabulary
from retrieval.suggesting.profiles import load_profiles
from retrieval.suggesting.suggest import with_suggestions
from retrieval.wording.fold import fold_words


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Summary of an index build.

    Attributes:
        manifest: Manifest of the published generation.
        encoded: Number of distinct passages that were encoded.
        reused: Number of distinct passages from the encoding cache.
        fresh: Whether a new generation was published; False if the published one was up to date.
    """

    manifest: Manifest
    encoded: int
    reused: int
    fresh: bool


def build_index(
    library: Library,
    *,
    encoder: BuildEncoder,
    index: Path,
    shared: Path,
    portable: bool | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Build the index of a library and publish it, unless the published one is up to date.

    Args:
        library: The library to index.
        encoder: Encodes the library, and is compiled for questions.
        index: Folder of the index.
        shared: Folder of the compiled encoders that the indexes of this machine share.
        portable: Whether the index carries a copy of the compiled encoder; None to keep its present state.
        progress: Called with the number of items done.

    Raises:
        LibraryError: If the library has no clause.
        ClauseIndexError: If another build is running on this index, or it cannot be written.
        ModelError: If the encoder cannot be compiled for serving.
    """
    library.require_clauses()
    with writing(index):
        index.mkdir(parents=True, exist_ok=True)
        with build_lock(index):
            # First, so that a model that cannot be compiled is refused before an hour of encoding.
            compiled = _provide_compiled(encoder, index, shared, portable, progress)
            with staging(index) as staged:
                encoder = encoder.with_compiled(compiled.folder)
                return _build(library, encoder, compiled, index=index, staged=staged, progress=progress)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """Compiled encoder: its verified files in a folder, and whether this is a copy that the index carries."""

    files: Mapping[str, CompiledFile]
    folder: Path
    portable: bool


def _provide_compiled(
    encoder: BuildEncoder, index: Path, shared: Path, portable: bool | None, progress: Progress
) -> _Compiled:
    """Provide the compiled encoder; decide whether the index is portable, if that is left open."""
    built = manifests(index)
    if portable is None:
        # If no manifest can be read, an index with encoders in its folder counts as portable.
        portable = built[0].portable if built else carries_any(index)
    files = provide_encoder(index, shared, encoder, built, portable=portable, progress=progress)
    form = encoder.compiled_as
    return _Compiled(files, carried_folder(index, form) if portable else folder_in(shared, form), portable)


def _build(
    library: Library, encoder: BuildEncoder, compiled: _Compiled, *, index: Path, staged: Path, progress: Progress
) -> BuildReport:
    """Write a generation into a staged folder, and publish it if its content is new."""
    profiles = load_profiles(library.root, library.vocabulary)
    windows, owners = _windows(library.clauses, encoder)
    passages = [window.passage for window in windows]
    with EncodingCache(index / "cache", encoder) as cache:
        encoded, reused = cache.fill(passages, progress)
        vectors = cache.vectors(passages)
        # Cached, too, so that a build without new passages does not load the encoder for them.
        descriptions = [theme.description for theme in profiles.themes]
        cache.fill(descriptions, silent, in_bulk=False)
        described = cache.vectors(descriptions)
        clauses = with_suggestions(
            library.clauses,
            vectors=vectors,
            owners=owners,
            profiles=profiles,
            described=described,
            rejected=library.rejected,
        )
        _write_for_filters(staged, [without_unlikely_themes(clause) for clause in clauses], library.vocabulary)
        dense = DenseIndex.build(vectors, owners)
        dense.save(staged)
        _write_tokens(staged, windows, cache, encoder)
        precisions = cache.precisions(passages)
    _write_records(staged, clauses, dense)
    _write_phrases_and_chains(staged, library.clauses, progress)
    manifest = _manifest(library, encoder, staged, dense, precisions=precisions, compiled=compiled)
    current = _intact(index)
    if current and _same_content(current, manifest):
        prune(index, current)  # a build that was killed may have left old generations
        return BuildReport(current, encoded, reused, fresh=False)
    publish(index, staged, manifest)
    return BuildReport(manifest, encoded, reused, fresh=True)


def _windows(clauses: Sequence[Clause], encoder: Encoder) -> tuple[list[Window], Rows]:
    """Split clauses into windows to encode, each after its lead-in; also return the row of each window's clause."""
    windows = [split_windows(clause.text, clause.lead_in, encoder) for clause in clauses]
    owners = np.repeat(np.arange(len(clauses)), [len(some) for some in windows])
    return list(chain.from_iterable(windows)), owners


def _write_for_filters(folder: Path, clauses: Sequence[Clause], vocabulary: Vocabulary) -> None:
    """Write summary, filter columns and references of clauses."""
    (folder / FACTS_FILE).write_text(facts_to_json(facts_of(clauses, vocabulary)), encoding="utf-8")
    write_columns(folder, clauses)
    write_references(folder, find_all_references(clauses))


def _write_tokens(folder: Path, windows: Sequence[Window], cache: EncodingCache, encoder: Encoder) -> None:
    codes = cache.codes(window.passage for window in windows)
    width = code_size(encoder.dimensions)
    tokens = (stored_tokens(window, some, width, encoder) for window, some in zip(windows, codes, strict=True))
    write_tokens(folder, tokens, token_size(encoder.dimensions))


def _write_records(folder: Path, clauses: Sequence[Clause], dense: DenseIndex) -> None:
    """Write the records of clauses, and checksums of the pieces of each."""
    tokens = TokenIndex.open(folder, dense.vectors.shape[1])
    digests = (
        (digest(record), digest(dense.vectors[start:end].data), digest(tokens.raw(start, end).data))
        for record, (start, end) in zip(write_records(folder, clauses), pairwise(dense.starts.tolist()), strict=True)
    )
    write_digests(folder, [clause.id for clause in clauses], chain.from_iterable(digests))


def _write_phrases_and_chains(folder: Path, clauses: Sequence[Clause], progress: Progress) -> None:
    wordings = _wordings(clauses)
    np.save(folder / WORDINGS_FILE, wordings)
    phrases = write_phrases(folder, (clause.text for clause in clauses))
    write_chains(folder, clauses, wordings, phrases, progress)


def _wordings(clauses: Sequence[Clause]) -> Rows:
    first: dict[str, int] = {}
    return np.array([first.setdefault(fold_words(clause.text), row) for row, clause in enumerate(clauses)], np.int64)


def _manifest(
    library: Library,
    encoder: BuildEncoder,
    folder: Path,
    dense: DenseIndex,
    *,
    precisions: Mapping[str, int],
    compiled: _Compiled,
) -> Manifest:
    files = {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    now = datetime.now(UTC)
    content = hashlib.sha256(json.dumps([files, library.state, encoder.fingerprint]).encode()).hexdigest()
    return Manifest(
        schema=SCHEMA,
        generation=f"{now:%Y%m%dT%H%M%S.%f}-{content[:8]}",
        built=now.isoformat(timespec="seconds"),
        encoder=encoder.name,
        fingerprint=encoder.fingerprint,
        dimensions=encoder.dimensions,
        resolutions=len(resolutions_of(library.clauses)),
        clauses=len(library.clauses),
        passages=len(dense.owners),
        precisions=precisions,
        library_state=library.state,
        library_files={
            name: LibraryFile(
                document.sha256,
                document.form.value,
                document.encoding,
                document.kind.value,
                reading=library.digests[name],
                vouched=document.is_vouched,
            )
            for name, (document, *_) in library.files.items()
        },
        refused={remark.file: remark.text for remark in library.refused},
        remarks=tuple(str(remark) for remark in library.remarks),
        unaligned=tuple(str(remark) for remark in library.remarks if remark.unaligned),
        theme_names=library.vocabulary.names,
        theme_forms=library.vocabulary.by_form,
        abbreviations=library.abbreviations,
        dense=dense.kind,
        recall=dense.recall,
        files=files,
        encoder_files=compiled.files,
        portable=compiled.portable,
        compiled_as="" if encoder.compiled_as == encoder.fingerprint else encoder.compiled_as,
        library_name=library_name(library.root.resolve()),
    )


def _intact(index: Path) -> Manifest | None:
    """Return the manifest of the published generation if all its files pass their checksums; else None."""
    try:
        folder, manifest = read_manifest(index)
        check_files(folder, manifest)  # not those of the encoder, which were verified just before
    except ClauseIndexError:
        return None
    return manifest


def _same_content(one: Manifest, other: Manifest) -> bool:
    return replace(one, generation="", built="") == replace(other, generation="", built="")
