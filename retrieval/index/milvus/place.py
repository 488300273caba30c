"""Index in Milvus, with its folder on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.progress import Progress, silent
from retrieval.clauses.clause import Clause
from retrieval.index.default_folders import encoders_folder
from retrieval.index.encoders import IndexEncoders
from retrieval.index.manifest import Manifest
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.milvus.index import MilvusIndex, open_milvus, published

if TYPE_CHECKING:
    from embeddings.encoder import BuildEncoder
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library


@dataclass(frozen=True, slots=True)
class MilvusPlace:
    """Milvus address as the `IndexPlace` of an index.

    Attributes:
        shared: Folder of the shared compiled encoders of this machine.
    """

    address: MilvusAddress
    shared: Path = field(default_factory=encoders_folder)

    def __str__(self) -> str:
        return str(self.address)

    @property
    def folder(self) -> Path:
        """Local folder of the index; see `IndexPlace`."""
        return self.address.folder

    @property
    def encoders(self) -> IndexEncoders:
        """Compiled encoders; see `IndexPlace`."""
        return IndexEncoders(self.folder, self.shared)

    @property
    def other_languages(self) -> None:
        """None: a library in Milvus is asked in English."""

    @property
    def remedy(self) -> str:
        """Advice to reach or rebuild the index."""
        return "see that Milvus can be reached, or run 'clausebot index build'"

    def published(self) -> str | None:
        """Return the name of the published generation; see `IndexPlace`."""
        return published(self.address)

    def read_manifest(self) -> Manifest:
        """Return the published manifest; see `IndexPlace`."""
        return self.open().manifest

    def read_clauses(self) -> tuple[Manifest, Iterator[Clause]]:
        """Return the published clauses; see `IndexPlace`."""
        index = self.open()
        return index.manifest, index.stored_clauses()

    def open(self) -> MilvusIndex:
        """Open the published generation; see `IndexPlace`."""
        return open_milvus(self.address)

    def check(self) -> Manifest:
        """Check the manifest and the encoder; see `IndexPlace`."""
        manifest = self.read_manifest()
        self.encoders.check(manifest)
        return manifest

    def addresses(self) -> dict[str, str]:
        """Return the address, and the local folder."""
        return {"milvus": str(self.address), "folder": str(self.folder)}

    # Lazy import: only building and verifying need these modules, and asking must start fast.

    def build(
        self, library: Library, *, encoder: BuildEncoder, portable: bool | None = None, progress: Progress = silent
    ) -> BuildReport:
        """Build the index of a library in the folder, and upload it to Milvus; see `IndexPlace`."""
        from retrieval.index.build import build_index  # noqa: PLC0415
        from retrieval.index.milvus.client import connect  # noqa: PLC0415
        from retrieval.index.milvus.upload import upload  # noqa: PLC0415

        connect(self.address)  # fail fast: encoding may take an hour
        report = build_index(
            library,
            encoder=encoder,
            index=self.folder,
            shared=self.shared,
            portable=portable,
            progress=progress,
        )
        return replace(report, fresh=upload(self.address, progress))

    def verify(self, library: Path, progress: Progress = silent) -> list[str]:
        """Verify the quote of every clause; see `IndexPlace`."""
        from retrieval.index.milvus.verify import verify_milvus  # noqa: PLC0415

        manifest = self.read_manifest()
        return [*self.encoders.problems(manifest), *verify_milvus(self.address, library, progress)]
