"""The same passages for everybody: a library for Clausebot, its clauses as a file for the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from retrieval.clauses.clause import Clause
from retrieval.library.library import read_library
from tests.benchmarks.peers.protocol import LIBRARY_FOLDER, PASSAGES_FILE


def write_corpus(library: Path, folder: Path) -> tuple[Path, Path, int]:
    """Write what is indexed.

    A passage is a clause with its lead-in before it, which is what Clausebot encodes as well.

    Returns:
        A folder with the first file alone, to warm up with; one with everything; and how many passages that has.
    """
    clauses = read_library(library).clauses
    first = min(clause.source.file for clause in clauses)
    few, full = _emptied(folder / "few"), _emptied(folder / "full")
    (few / LIBRARY_FOLDER / first).parent.mkdir(parents=True)
    shutil.copy(library / first, few / LIBRARY_FOLDER / first)
    shutil.copytree(library, full / LIBRARY_FOLDER)
    _write_passages(few, (clause for clause in clauses if clause.source.file == first))
    _write_passages(full, clauses)
    return few, full, len(clauses)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _write_passages(folder: Path, clauses: Iterable[Clause]) -> None:
    with (folder / PASSAGES_FILE).open("w", encoding="utf-8") as passages:
        for clause in clauses:
            row = {"id": clause.id, "text": f"{clause.lead_in} {clause.text}".strip()}
            passages.write(f"{json.dumps(row, ensure_ascii=False)}\n")
