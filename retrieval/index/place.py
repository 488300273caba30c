"""The place of an index: a folder, or Milvus with a folder of this machine beside it."""

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
    """A place where generations of an index are published."""

    @property
    def folder(self) -> Path:
        """The folder on this machine: a compiled encoder, encodings made before, generations while they are built."""

    @property
    def remedy(self) -> str:
        """A command, or more, that repairs an index which does not open."""

    def __str__(self) -> str:
        """Return the place as people write it."""

    def published(self) -> str | None:
        """Return the name of the published generation, or None; cheap enough to ask before every answer.

        Raises:
            ClauseIndexError: If it cannot be told.
        """

    def read_manifest(self) -> Manifest:
        """Return the manifest of the published generation.

        Raises:
            ClauseIndexError: If there is none, or it is not the one that was published.
        """

    def read_clauses(self) -> tuple[Manifest, Iterable[Clause]]:
        """Return the published generation's manifest and clauses, in corpus order, without what searches them.

        Raises:
            ClauseIndexError: If there is none, a clause was changed since it was built, or it cannot be reached.
        """

    def open(self) -> ClauseIndex:
        """Open the published generation; its encoder is opened apart, from the folder.

        Raises:
            ClauseIndexError: If there is none, or it is damaged, or cannot be reached.
        """

    def open_encoder(self, manifest: Manifest, *, every_byte: bool = False) -> CompiledEncoder:
        """Load the encoder that a generation was built with, from this machine alone; see `encoders.open_encoder`.

        Raises:
            ClauseIndexError: If a file of it is missing, or was changed as far as is looked at.
            ModelError: If it does not load.
        """

    def encoder_folder(self, manifest: Manifest) -> Path:
        """Return where the compiled encoder of a generation is to be; see `encoders.encoder_folder`."""

    def check(self) -> Manifest:
        """Look at all that can be looked at without reading every clause, and return the manifest.

        Raises:
            ClauseIndexError: If something is missing or was changed.
        """

    def locations(self) -> dict[str, str]:
        """Name the locations of the published generation, for `index status`.

        Raises:
            ClauseIndexError: If there is none.
        """

    def build(
        self, library: Library, *, encoder: BuildEncoder, portable: bool | None = None, progress: Progress
    ) -> BuildReport:
        """Index a library and publish the result, unless it is what is published already; see `build_index`.

        Raises:
            LibraryError: If the library has no clause.
            ClauseIndexError: If another build is running, or the index cannot be written.
            ModelError: If the encoder cannot be compiled for serving.
        """

    def verify(self, library: Path, progress: Progress) -> list[str]:
        """Return everything that is wrong with the published generation, its encoder and its library.

        Raises:
            ClauseIndexError: If no generation is published, or it cannot be reached.
        """
