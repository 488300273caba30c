"""Index in a local folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.progress import Progress, silent
from retrieval.clauses.clause import Clause
from retrieval.index import publishing
from retrieval.index.default_folders import encoders_folder
from retrieval.index.encoders import IndexEncoders
from retrieval.index.generation import Generation, open_generation, read_clauses
from retrieval.index.manifest import Manifest

if TYPE_CHECKING:
    from embeddings.encoder import BuildEncoder
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library

_LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """Local folder as the `IndexPlace` of an index.

    Attributes:
        shared: Folder of the shared compiled encoders of this machine.
    """

    folder: Path
    shared: Path = field(default_factory=encoders_folder)

    def __str__(self) -> str:
        return str(self.folder)

    @property
    def encoders(self) -> IndexEncoders:
        """Compiled encoders; see `IndexPlace`."""
        return IndexEncoders(self.folder, self.shared)

    @property
    def other_languages(self) -> FolderPlace | None:
        """Folder of the index for questions in other languages; see `IndexPlace`."""
        return None if self.folder.name == _LANGUAGES else FolderPlace(self.folder / _LANGUAGES, self.shared)

    @property
    def remedy(self) -> str:
        """Command that rebuilds the index."""
        return "run 'clausebot index build'"

    def published(self) -> str | None:
        """Return the name of the published generation; see `IndexPlace`."""
        return publishing.published(self.folder)

    def read_manifest(self) -> Manifest:
        """Return the published manifest; see `IndexPlace`."""
        return publishing.read_manifest(self.folder)[1]

    def read_clauses(self) -> tuple[Manifest, Iterator[Clause]]:
        """Return the published clauses; see `IndexPlace`."""
        folder, manifest = publishing.read_manifest(self.folder)
        return manifest, read_clauses(folder, manifest).stored()

    def open(self) -> Generation:
        """Open the published generation; see `IndexPlace`."""
        return open_generation(self.folder)

    def check(self) -> Manifest:
        """Verify the checksum of every file; see `IndexPlace`."""
        folder, manifest = publishing.read_manifest(self.folder)
        publishing.check_files(folder, manifest)
        self.encoders.check(manifest)
        beside = self.other_languages
        if beside and beside.published():
            beside.check()
        return manifest

    def addresses(self) -> dict[str, str]:
        """Return the folder of the published generation."""
        return {"folder": str(publishing.read_manifest(self.folder)[0])}

    # Lazy import: only building and verifying need these modules, and asking must start fast.

    def build(
        self, library: Library, *, encoder: BuildEncoder, portable: bool | None = None, progress: Progress = silent
    ) -> BuildReport:
        """Build the index of a library; see `IndexPlace`."""
        from retrieval.index.build import build_index  # noqa: PLC0415

        return build_index(
            library,
            encoder=encoder,
            index=self.folder,
            shared=self.shared,
            portable=portable,
            progress=progress,
        )

    def verify(self, library: Path, progress: Progress = silent) -> list[str]:
        """Verify the quote of every clause; see `IndexPlace`."""
        from retrieval.index.verify import verify_index  # noqa: PLC0415

        manifest = self.read_manifest()
        problems = [*self.encoders.problems(manifest), *verify_index(self.folder, library, progress)]
        beside = self.other_languages
        others = beside.verify(library, progress) if beside and beside.published() else []
        return [*problems, *(f"for other languages: {problem}" for problem in others)]
