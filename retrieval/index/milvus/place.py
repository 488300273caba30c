"""An index in Milvus, and the folder of this machine that goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.progress import Progress, silent
from retrieval.clauses.clause import Clause
from retrieval.index import encoders
from retrieval.index.locations import encoders_folder
from retrieval.index.manifest import Manifest
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.milvus.index import MilvusIndex, open_milvus, published

if TYPE_CHECKING:
    from embeddings.compiled import CompiledEncoder
    from embeddings.encoder import BuildEncoder
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library


@dataclass(frozen=True, slots=True)
class MilvusPlace:
    """A `Place`: an address of Milvus.

    Attributes:
        encoders: Folder of the compiled encoders that the indexes of this machine share.
    """

    address: MilvusAddress
    encoders: Path = field(default_factory=encoders_folder)

    def __str__(self) -> str:
        return str(self.address)

    @property
    def folder(self) -> Path:
        """The folder of this machine; see `Place`."""
        return self.address.folder

    @property
    def remedy(self) -> str:
        """The way to reach the index, or to make it anew."""
        return "see that Milvus can be reached, or run 'clausebot index build'"

    def published(self) -> str | None:
        """Return the name of the published generation; see `Place`."""
        return published(self.address)

    def read_manifest(self) -> Manifest:
        """Return the published manifest; see `Place`."""
        return self.open().manifest

    def read_clauses(self) -> tuple[Manifest, Iterator[Clause]]:
        """Return the published clauses; see `Place`."""
        index = self.open()
        return index.manifest, index.all_clauses()

    def open(self) -> MilvusIndex:
        """Open the published generation; see `Place`."""
        return open_milvus(self.address)

    def open_encoder(self, manifest: Manifest, *, every_byte: bool = False) -> CompiledEncoder:
        """Load the encoder of a generation; see `Place`."""
        return encoders.open_encoder(self.encoder_folder(manifest), manifest, every_byte=every_byte)

    def encoder_folder(self, manifest: Manifest) -> Path:
        """Return the folder of a generation's encoder; see `Place`."""
        return encoders.encoder_folder(self.folder, self.encoders, manifest)

    def check(self) -> Manifest:
        """Look at the manifest and the encoder; see `Place`."""
        manifest = self.read_manifest()
        encoders.check_encoder(self.encoder_folder(manifest), manifest)
        return manifest

    def locations(self) -> dict[str, str]:
        """Name the address, and the folder that goes with it."""
        return {"milvus": str(self.address), "folder": str(self.folder)}

    # Only building and proving need these modules, and asking is to start at once.

    def build(
        self, library: Library, *, encoder: BuildEncoder, portable: bool | None = None, progress: Progress = silent
    ) -> BuildReport:
        """Index a library in the folder, and write the result to Milvus; see `Place`."""
        from retrieval.index.build import build_index  # noqa: PLC0415
        from retrieval.index.milvus.client import connect  # noqa: PLC0415
        from retrieval.index.milvus.upload import upload  # noqa: PLC0415

        connect(self.address)  # First, as a server that is away is better known before encoding for an hour.
        report = build_index(
            library,
            encoder=encoder,
            index=self.folder,
            shared=self.encoders,
            portable=portable,
            progress=progress,
        )
        return replace(report, fresh=upload(self.address, progress))

    def verify(self, library: Path, progress: Progress = silent) -> list[str]:
        """Prove every clause; see `Place`."""
        from retrieval.index.milvus.verify import verify_milvus  # noqa: PLC0415

        manifest = self.read_manifest()
        problems = encoders.encoder_problems(self.encoder_folder(manifest), manifest.encoder_files)
        return [*problems, *verify_milvus(self.address, library, progress)]
