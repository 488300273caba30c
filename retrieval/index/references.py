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
    plain = {name: [astuple(one) for one in references] for name, references in found.items()}
    (folder / REFERENCES_FILE).write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def open_references(folder: Path) -> Citations:
    """Open what `write_references` wrote; it is read when something is first looked up."""
    # Mapped, it stays there for whoever opened it, also when the generation is pruned.
    content = np.memmap(folder / REFERENCES_FILE, np.uint8, "r")
    return Citations(lambda: _read(content.tobytes()))


def _read(content: bytes) -> ReferencesByClause:
    return {name: [Reference(*one) for one in found] for name, found in json.loads(content).items()}
