"""Manifest of an index generation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from embeddings.typed import check_fields
from retrieval.index.columns import COLUMNS, format_version
from retrieval.index.files import check_plain
from retrieval.library.abbreviations import Abbreviations
from retrieval.library.library_file import LibraryFile
from retrieval.library.themes import Vocabulary
from retrieval.readers.document import DocumentKind
from retrieval.readers.source import Form

SCHEMA = format_version(10, COLUMNS)
"""Version of the format of a generation; the number is raised for a change of anything but the columns."""


@dataclass(frozen=True, slots=True)
class CompiledFile:
    """Size and checksum of a file of a compiled encoder, as written."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Manifest of a generation: contents, checksums and origin.

    Attributes:
        built: Time of the build: UTC, ISO 8601.
        library_state: `Library.state` at the time of the build.
        library_files: Documents that the clauses were read from, by path in the library.
        refused: Files of the library that could not be read, and why.
        remarks: Other warnings, file and reason.
        unaligned: The remarks about extracts that match no paragraph.
        theme_names: Names of themes in display order.
        theme_forms: Name of each theme, by folded name and alias.
        abbreviations: Abbreviations of the library, with the built-in ones.
        files: sha256 of each file of the generation except the manifest.
        precisions: Number of distinct passages by precision of encoding; `fingerprint` is that of queries.
        dense: Method of dense search, in faiss's notation.
        recall: Recall of the ten nearest clauses by that method, measured at the build.
        encoder_files: Files of the compiled encoder, by name.
        portable: Whether the index carries a copy of its encoder rather than using the shared one of the machine.
        library_name: Name of the library that was indexed, unique for each path.
        compiled_as: Name of the compiled form of the encoder; "" for its fingerprint.
    """

    schema: int | str
    generation: str
    built: str
    encoder: str
    fingerprint: str
    dimensions: int
    resolutions: int
    clauses: int
    passages: int
    precisions: Mapping[str, int]
    library_state: str
    library_files: Mapping[str, LibraryFile]
    refused: Mapping[str, str]
    remarks: tuple[str, ...]
    unaligned: tuple[str, ...]
    theme_names: tuple[str, ...]
    theme_forms: Mapping[str, str]
    abbreviations: Abbreviations
    dense: str
    recall: float
    files: Mapping[str, str]
    encoder_files: Mapping[str, CompiledFile]
    portable: bool
    library_name: str
    compiled_as: str = ""

    @property
    def compiled_form(self) -> str:
        """Name of the compiled form of the encoder, whose beginning names its folder."""
        return self.compiled_as or self.fingerprint

    @property
    def vocabulary(self) -> Vocabulary:
        """Theme vocabulary of the library at the build."""
        return Vocabulary(self.theme_names, self.theme_forms)

    @property
    def vouched(self) -> tuple[str, ...]:
        """Files that only their owner vouches for as official texts."""
        return tuple(name for name, file in self.library_files.items() if file.vouched)

    def to_json(self) -> bytes:
        """Return the manifest as JSON, for `from_json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Read the manifest from the JSON of `to_json`.

        Raises:
            ValueError: If it is of another version.
        """
        try:
            return _manifest(json.loads(content))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a manifest of schema {SCHEMA}: {error!r}") from None


def _manifest(raw: dict[str, Any]) -> Manifest:
    if raw["schema"] != SCHEMA:
        raise ValueError(f"a manifest of schema {raw['schema']}; expected {SCHEMA}")
    lists = {name: tuple(raw[name]) for name in ("remarks", "unaligned", "theme_names")}
    tables = {name: {k: tuple(v) for k, v in table.items()} for name, table in raw["abbreviations"].items()}
    files = {name: LibraryFile(**entry) for name, entry in raw["library_files"].items()}
    compiled = {name: CompiledFile(**entry) for name, entry in raw["encoder_files"].items()}
    for file in files.values():
        Form(file.form), DocumentKind(file.kind)  # they raise a ValueError on an unknown name
    abbreviations = Abbreviations(**tables)
    manifest = Manifest(
        **{**raw, **lists, "library_files": files, "abbreviations": abbreviations, "encoder_files": compiled}
    )
    check_fields(manifest)
    for name in (manifest.generation, *manifest.files, *manifest.encoder_files):
        check_plain(name)
    return manifest
