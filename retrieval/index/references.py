"""The references of a generation's clauses, found once when it is built."""

from __future__ import annotations

import json
from dataclasses import astuple
from itertools import chain
from pathlib import Path

import numpy as np

from embeddings.typed import check_fields
from retrieval.clauses.references.citations import Citations, ReferencesByClause
from retrieval.clauses.references.reference import Reference
from retrieval.index.files import reading

REFERENCES_FILE = "references.json"


def write_references(folder: Path, found: ReferencesByClause) -> None:
    """Write what clauses cite into a folder."""
    (folder / REFERENCES_FILE).write_bytes(references_to_json(found))


def open_references(folder: Path) -> Citations:
    """Open what `write_references` wrote; it is read when something is first looked up."""
    path = folder / REFERENCES_FILE
    with reading(path):
        # Mapped, it stays there for whoever opened it, also when the generation is pruned.
        content = np.memmap(path, np.uint8, "r")

    def load() -> ReferencesByClause:
        with reading(path):
            return references_from_json(content.tobytes())

    return Citations(load)


def references_to_json(found: ReferencesByClause) -> bytes:
    """Return what clauses cite as `references_from_json` reads it."""
    plain = {name: [astuple(one) for one in references] for name, references in found.items()}
    return json.dumps(plain, ensure_ascii=False).encode()


def references_from_json(content: bytes) -> ReferencesByClause:
    """Return what `references_to_json` wrote.

    Raises:
        TypeError: If a reference is none; content that is no JSON of this form leads to other errors, too.
    """
    found = {name: [Reference(*one) for one in some] for name, some in json.loads(content).items()}
    for reference in chain.from_iterable(found.values()):
        check_fields(reference)
    return found
