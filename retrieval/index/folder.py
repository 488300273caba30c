"""An index in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.progress import Progress, silent
from retrieval.clauses.clause import Clause
from retrieval.index import encoders, publishing
from retrieval.index.generation import Generation, open_generation, read_clauses
from retrieval.index.locations import encoders_folder
from retrieval.index.manifest import Manifest

if TYPE_CHECKING:
    from embeddings.compiled import CompiledEncoder
    from embeddings.encoder import BuildEncoder
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A `Place`: a folder of this machine.

    Attributes:
        encoders: Folder of the compiled encoders that the indexes of this machine share.
    """

    folder: Path
    encoders: Path = field(default_factory=encoders_folder)

    def __str__(self) -> str:
        return str(self.folder)

    @property
    def remedy(self) -> str:
        """The command that makes the index anew."""
        return "run 'clausebot index build'"

    def published(self) -> str | None:
        """Return the name of the published generation; see `Place`."""
        return publishing.published(self.folder)

    def read_manifest(self) -> Manifest:
        """Return the published manifest; see `Place`."""
        return publishing.read_manifest(self.folder)[1]

    def read_clauses(self) -> tuple[Manifest, Sequence[Clause]]:
        """Return the published clauses; see `Place`."""
        folder, manifest = publishing.read_manifest(self.folder)
        return manifest, read_clauses(folder, manifest)

    def open(self) -> Generation:
        """Open the published generation; see `Place`."""
        return open_generation(self.folder)

    def open_encoder(self, manifest: Manifest, *, every_byte: bool = False) -> CompiledEncoder:
        """Load the encoder of a generation; see `Place`."""
        return encoders.open_encoder(self.encoder_folder(manifest), manifest, every_byte=every_byte)

    def encoder_folder(self, manifest: Manifest) -> Path:
        """Return the folder of a generation's encoder; see `Place`."""
        return encoders.encoder_folder(self.folder, self.encoders, manifest)

    def check(self) -> Manifest:
        """Look at every file; see `Place`."""
        folder, manifest = publishing.read_manifest(self.folder)
        publishing.check_files(folder, manifest)
        encoders.check_encoder(self.encoder_folder(manifest), manifest)
        return manifest

    def locations(self) -> dict[str, str]:
        """Name the folder of the published generation."""
        return {"folder": str(publishing.read_manifest(self.folder)[0])}

    # Only building and proving need these modules, and asking is to start at once.

    def build(
        self, library: Library, *, encoder: BuildEncoder, portable: bool | None = None, progress: Progress = silent
    ) -> BuildReport:
        """Index a library; see `Place`."""
        from retrieval.index.build import build_index  # noqa: PLC0415

        return build_index(
            library,
            encoder=encoder,
            index=self.folder,
            shared=self.encoders,
            portable=portable,
            progress=progress,
        )

    def verify(self, library: Path, progress: Progress = silent) -> list[str]:
        """Prove every clause; see `Place`."""
        from retrieval.index.verify import verify_index  # noqa: PLC0415

        manifest = self.read_manifest()
        problems = encoders.encoder_problems(self.encoder_folder(manifest), manifest.encoder_files)
        return [*problems, *verify_index(self.folder, library, progress)]
