"""Citation graph of a generation, extracted at the build and stored as JSON."""

from __future__ import annotations

import json
from dataclasses import astuple
from itertools import chain
from pathlib import Path

import numpy as np

from embeddings.typed import check_fields
from retrieval.clauses.references.citations import CitationGraph, ReferencesByClause
from retrieval.clauses.references.reference import Reference
from retrieval.index.files import reading

REFERENCES_FILE = "references.json"


def write_references(folder: Path, found: ReferencesByClause) -> None:
    """Write the references of clauses into a folder."""
    (folder / REFERENCES_FILE).write_bytes(references_to_json(found))


def open_references(folder: Path) -> CitationGraph:
    """Open the references that `write_references` wrote; they are parsed at the first lookup."""
    path = folder / REFERENCES_FILE
    with reading(path):
        # Memory-mapped, so that it stays readable after the generation is pruned.
        content = np.memmap(path, np.uint8, "r")

    def load() -> ReferencesByClause:
        with reading(path):
            return references_from_json(content.tobytes())

    return CitationGraph(load)


def references_to_json(found: ReferencesByClause) -> bytes:
    """Return the references of clauses as JSON, for `references_from_json`."""
    plain = {name: [astuple(one) for one in references] for name, references in found.items()}
    return json.dumps(plain, ensure_ascii=False).encode()


def references_from_json(content: bytes) -> ReferencesByClause:
    """Read references from the JSON of `references_to_json`.

    Raises:
        TypeError: If a reference is malformed; other malformed content may raise other errors.
    """
    found = {name: [Reference(*one) for one in some] for name, some in json.loads(content).items()}
    for reference in chain.from_iterable(found.values()):
        check_fields(reference)
    return found
