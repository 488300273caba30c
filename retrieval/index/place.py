"""Protocol of index locations: a local folder, or Milvus with a local folder beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from retrieval.clauses.clause import Clause
from retrieval.index.manifest import Manifest
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:
    from embeddings.compiled import CompiledEncoder
    from embeddings.encoder import BuildEncoder
    from embeddings.progress import Progress
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library


class Place(Protocol):
    """Location where generations of an index are published."""

    @property
    def folder(self) -> Path:
        """Local folder: a compiled encoder, the encoding cache, generations while they are built."""

    @property
    def remedy(self) -> str:
        """Commands that repair an index that does not open."""

    def __str__(self) -> str:
        """Return the location as people write it."""

    def published(self) -> str | None:
        """Return the name of the published generation, or None; cheap enough to call before every answer.

        Raises:
            ClauseIndexError: If it cannot be read.
        """

    def read_manifest(self) -> Manifest:
        """Read the manifest of the published generation.

        Raises:
            ClauseIndexError: If there is none, or its checksum does not match.
        """

    def read_clauses(self) -> tuple[Manifest, Iterable[Clause]]:
        """Read manifest and clauses of the published generation, in corpus order, without the search structures.

        Raises:
            ClauseIndexError: If there is none, a clause was changed since it was built, or it cannot be reached.
        """

    def open(self) -> ClauseIndex:
        """Open the published generation, without its encoder.

        Raises:
            ClauseIndexError: If there is none, or it is damaged, or cannot be reached.
        """

    def open_encoder(self, manifest: Manifest, *, every_byte: bool = False) -> CompiledEncoder:
        """Load the encoder of a generation, from this machine alone; see `encoders.open_encoder`.

        Raises:
            ClauseIndexError: If a file is missing, or a check finds it changed.
            ModelError: If it cannot be loaded.
        """

    def encoder_folder(self, manifest: Manifest) -> Path:
        """Return the folder of a generation's compiled encoder, existing or not; see `encoders.encoder_folder`."""

    def check(self) -> Manifest:
        """Check the published generation without reading every clause; return its manifest.

        Raises:
            ClauseIndexError: If something is missing or was changed.
        """

    def locations(self) -> dict[str, str]:
        """Return the locations of the published generation, for `index status`.

        Raises:
            ClauseIndexError: If there is none.
        """

    def build(
        self, library: Library, *, encoder: BuildEncoder, portable: bool | None = None, progress: Progress
    ) -> BuildReport:
        """Build the index of a library and publish it, unless the published one is up to date; see `build_index`.

        Raises:
            LibraryError: If the library has no clause.
            ClauseIndexError: If another build is running, or the index cannot be written.
            ModelError: If the encoder cannot be compiled for serving.
        """

    def verify(self, library: Path, progress: Progress) -> list[str]:
        """Verify the published generation and its encoder against its library; return all problems.

        Raises:
            ClauseIndexError: If no generation is published, or it cannot be reached.
        """
