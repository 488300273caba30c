"""The references of a generation's clauses, found once when it is built."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

import numpy as np

from retrieval.references.citations import Citations, ReferencesByClause
from retrieval.references.reference import Reference

REFERENCES_FILE = "references.json"


def write_references(folder: Path, found: ReferencesByClause) -> None:
    """Write what clauses cite into a folder."""
    (folder / REFERENCES_FILE).write_bytes(references_to_json(found))


def open_references(folder: Path) -> Citations:
    """Open what `write_references` wrote; it is read when something is first looked up."""
    # Mapped, it stays there for whoever opened it, also when the generation is pruned.
    content = np.memmap(folder / REFERENCES_FILE, np.uint8, "r")
    return Citations(lambda: references_from_json(content.tobytes()))


def references_to_json(found: ReferencesByClause) -> bytes:
    """Return what clauses cite as `references_from_json` reads it."""
    plain = {name: [astuple(one) for one in references] for name, references in found.items()}
    return json.dumps(plain, ensure_ascii=False).encode()


def references_from_json(content: bytes) -> ReferencesByClause:
    """Return what `references_to_json` wrote."""
    return {name: [Reference(*one) for one in found] for name, found in json.loads(content).items()}
