"""Address of an index, a local folder or one in Milvus, and the protocol of its place there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from retrieval.index.default_folders import index_folder, indexes_folder
from retrieval.index.milvus.address import MilvusAddress, is_milvus, parse_milvus

if TYPE_CHECKING:  # lazy import: the settings of every command name a location, and few open the index there
    from embeddings.encoder import BuildEncoder
    from embeddings.progress import Progress
    from retrieval.clauses.clause import Clause
    from retrieval.index.build import BuildReport
    from retrieval.index.encoders import IndexEncoders
    from retrieval.index.manifest import Manifest
    from retrieval.index.protocol import ClauseIndex
    from retrieval.library.library import Library


@dataclass(frozen=True, slots=True)
class IndexAddress:
    """Address of an index, which need not exist.

    Attributes:
        folder: Folder of the index; for an index in Milvus, of its local files.
        milvus: Address of an index in Milvus; None for an index in the folder.
    """

    folder: Path
    milvus: MilvusAddress | None = None

    @classmethod
    def choose(cls, library: Path, named: str = "", milvus_token: str = "") -> IndexAddress:
        """Choose the address of a library's index.

        Args:
            library: Folder of the library.
            named: Folder or Milvus address; "" for the default folder of that library.
            milvus_token: Credentials for a Milvus server.

        Raises:
            ClauseIndexError: If it is an invalid address of Milvus.
        """
        if is_milvus(named):
            address = parse_milvus(named, indexes_folder(), milvus_token)
            return cls(address.folder, address)
        return cls(Path(named).expanduser().resolve() if named else index_folder(library))

    def place(self, encoders: Path) -> IndexPlace:
        """Return the place of the index at this address.

        Args:
            encoders: Folder of the shared compiled encoders of this machine.
        """
        if self.milvus:
            from retrieval.index.milvus.place import MilvusPlace  # noqa: PLC0415

            return MilvusPlace(self.milvus, encoders)
        from retrieval.index.folder import FolderPlace  # noqa: PLC0415

        return FolderPlace(self.folder, encoders)


class IndexPlace(Protocol):
    """Place where generations of an index are built, published and opened."""

    @property
    def folder(self) -> Path:
        """Local folder: a compiled encoder, the encoding cache, generations while they are built."""

    @property
    def encoders(self) -> IndexEncoders:
        """Compiled encoders of the generations."""

    @property
    def other_languages(self) -> IndexPlace | None:
        """Place of the index of the same library for questions in other languages, built or not.

        None if there can be none.
        """

    @property
    def remedy(self) -> str:
        """Commands that repair an index that does not open."""

    def __str__(self) -> str:
        """Return the address as people write it."""

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

        The clauses have all suggested themes, including those for review only, which `without_unlikely_themes` drops.

        Raises:
            ClauseIndexError: If there is none, a clause was changed since it was built, or it cannot be reached.
        """

    def open(self) -> ClauseIndex:
        """Open the published generation, without its encoder.

        Raises:
            ClauseIndexError: If there is none, or it is damaged, or cannot be reached.
        """

    def check(self) -> Manifest:
        """Check the published generation without reading every clause; return its manifest.

        Raises:
            ClauseIndexError: If something is missing or was changed.
        """

    def addresses(self) -> dict[str, str]:
        """Return the addresses of the published generation, for `index status`.

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
