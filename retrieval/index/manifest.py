"""What an index says of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from embeddings.typed import check_fields
from retrieval.index.files import CompiledFile, check_plain
from retrieval.library.abbreviations import Abbreviations
from retrieval.library.listed import LibraryFile
from retrieval.library.themes import Vocabulary
from retrieval.readers.document import DocumentKind
from retrieval.readers.source import Form

SCHEMA = 9


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    Attributes:
        built: UTC, ISO 8601.
        library_state: `Library.state` at the time.
        library_files: The documents its clauses were read from, by path in the library.
        refused: Files of the library that could not be read, and why.
        remarks: What else was left aside, file and reason.
        unaligned: Those of the remarks that are on extracts whose paragraph was not found.
        theme_names: In the order they are shown.
        theme_forms: Every form of every theme, folded, with the theme's name.
        abbreviations: Of the library, the built-in ones included.
        files: sha256 of each file of the generation but this one.
        precisions: How many distinct passages were encoded in which precision; `fingerprint` is that of queries.
        dense: How the nearest passages are found, in faiss's notation.
        recall: Of the ten nearest clauses, the share that is found so, measured when it was built.
        encoder_files: Those of the encoder's compiled form, by name.
        portable: Whether the index carries a copy of its encoder, rather than using the one that the indexes of a
            machine share; None where it was built before they shared any, and has one in any case.
    """

    schema: int
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
    portable: bool | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The themes of the library this was built from."""
        return Vocabulary(self.theme_names, self.theme_forms)

    @property
    def vouched(self) -> tuple[str, ...]:
        """The files that are official texts at their owner's word only."""
        return tuple(name for name, file in self.library_files.items() if file.vouched)

    def to_json(self) -> bytes:
        """Return the manifest as `from_json` reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Return the manifest that `to_json` wrote.

        Raises:
            ValueError: If it is of another version.
        """
        try:
            return _manifest(json.loads(content))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"no manifest of schema {SCHEMA}: {error!r}") from None


def _manifest(raw: dict[str, Any]) -> Manifest:
    if raw["schema"] != SCHEMA:
        raise ValueError(f"a manifest of schema {raw['schema']}; expected {SCHEMA}")
    lists = {name: tuple(raw[name]) for name in ("remarks", "unaligned", "theme_names")}
    tables = {name: {k: tuple(v) for k, v in table.items()} for name, table in raw["abbreviations"].items()}
    files = {name: LibraryFile(**entry) for name, entry in raw["library_files"].items()}
    compiled = {name: CompiledFile(**entry) for name, entry in raw["encoder_files"].items()}
    for file in files.values():
        Form(file.form), DocumentKind(file.kind)
    abbreviations = Abbreviations(**tables)
    manifest = Manifest(
        **{**raw, **lists, "library_files": files, "abbreviations": abbreviations, "encoder_files": compiled}
    )
    check_fields(manifest)
    for name in (manifest.generation, *manifest.files, *manifest.encoder_files):
        check_plain(name)
    return manifest
