"""An index, wherever it lies: in a folder, or in Milvus with a folder of this machine beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from embeddings.compiled import CompiledEncoder
from embeddings.encoder import BuildEncoder
from embeddings.progress import Progress, silent
from retrieval.errors import ClauseIndexError
from retrieval.index import encoders, publishing
from retrieval.index.generation import open_generation, read_clauses
from retrieval.index.holdings import Holdings, count_holdings
from retrieval.index.manifest import Manifest
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library

Place: TypeAlias = Path | MilvusAddress

# What only one kind of place, or only building, needs is imported where it is needed: asking is to start at once.


def folder_of(place: Place) -> Path:
    """Return the folder of an index: of this machine, with the compiled encoder in it."""
    return place.folder if isinstance(place, MilvusAddress) else place


def published(place: Place) -> str | None:
    """Return the name of the published generation, or None; cheap enough to ask before every answer.

    Raises:
        ClauseIndexError: If it cannot be told.
    """
    if isinstance(place, MilvusAddress):
        from retrieval.index.milvus import index  # noqa: PLC0415

        return index.published(place)
    return publishing.published(place)


def read_manifest(place: Place) -> Manifest:
    """Return the manifest of the published generation.

    Raises:
        ClauseIndexError: If there is none, or it is not the one that was published.
    """
    return open_index(place).manifest if isinstance(place, MilvusAddress) else publishing.read_manifest(place)[1]


def open_index(place: Place) -> ClauseIndex:
    """Open the published generation; its encoder is opened apart, from the folder.

    Raises:
        ClauseIndexError: If there is none, or it is damaged, or cannot be reached.
    """
    if isinstance(place, MilvusAddress):
        from retrieval.index.milvus.index import open_milvus  # noqa: PLC0415

        return open_milvus(place)
    return open_generation(place)


def open_encoder(place: Place, manifest: Manifest, *, every_byte: bool = False) -> CompiledEncoder:
    """Load the encoder that a generation was built with, from the folder alone; see `encoders.open_encoder`.

    Raises:
        ClauseIndexError: If a file of it is missing, or was changed as far as is looked at.
        ModelError: If it does not load.
    """
    try:
        files = manifest.encoder_files
        return encoders.open_encoder(folder_of(place), manifest.fingerprint, files, every_byte=every_byte)
    except ClauseIndexError as error:
        if isinstance(place, MilvusAddress):
            raise ClauseIndexError(f"{error}, or copy {place.folder / 'encoders'} from where that was done") from None
        raise


def read_holdings(place: Place) -> Holdings:
    """Count what the published generation holds.

    Raises:
        ClauseIndexError: If there is none, its clauses were changed since it was built, or it cannot be reached.
    """
    if isinstance(place, MilvusAddress):
        from retrieval.index.milvus.index import open_milvus  # noqa: PLC0415

        index = open_milvus(place)
        return count_holdings(index.all_clauses(), index.manifest)
    folder, manifest = publishing.read_manifest(place)
    return count_holdings(read_clauses(folder, manifest), manifest)


def check_index(place: Place) -> Manifest:
    """Look at all that can be looked at without reading every clause, and return the manifest.

    Raises:
        ClauseIndexError: If something is missing or was changed.
    """
    manifest = read_manifest(place)
    if not isinstance(place, MilvusAddress):
        publishing.check_files(publishing.read_manifest(place)[0], manifest)
    publishing.check_encoder_files(folder_of(place), manifest)
    return manifest


def build_at(place: Place, library: Library, *, encoder: BuildEncoder, progress: Progress = silent) -> BuildReport:
    """Index a library and publish the result, unless it is what is published already; see `build_index`.

    Raises:
        LibraryError: If the library has no clause.
        ClauseIndexError: If another build is running, or the index cannot be written.
        ModelError: If the encoder cannot be compiled for serving.
    """
    from retrieval.index.build import build_index  # noqa: PLC0415

    if not isinstance(place, MilvusAddress):
        return build_index(library, encoder=encoder, index=place, progress=progress)
    from retrieval.index.milvus.client import connect  # noqa: PLC0415
    from retrieval.index.milvus.upload import upload  # noqa: PLC0415

    connect(place)  # First, as a server that is away is better known before encoding for an hour.
    report = build_index(library, encoder=encoder, index=place.folder, progress=progress)
    return replace(report, fresh=upload(place, progress))


def verify_at(place: Place, library: Path, progress: Progress = silent) -> list[str]:
    """Return everything that is wrong with the published generation and its library; empty if nothing is.

    Raises:
        ClauseIndexError: If no generation is published, or it cannot be reached.
    """
    if isinstance(place, MilvusAddress):
        from retrieval.index.milvus.verify import verify_milvus  # noqa: PLC0415

        return verify_milvus(place, library, progress)
    from retrieval.index.verify import verify_index  # noqa: PLC0415

    return verify_index(place, library, progress)
