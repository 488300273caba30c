"""What a published generation holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from retrieval.clause import ClauseKind, Labeller
from retrieval.index.generation import read_clauses
from retrieval.index.manifest import Manifest
from retrieval.readers.document import DocumentKind


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts of what a library holds.

    Attributes:
        kinds: Clauses of each kind.
        labels: For each theme, in the order themes are shown, the labels by each labeller.
        labelled: Clauses with at least one label.
        sources: Files, by how much of a resolution they hold and by the ending of their names.
    """

    kinds: Mapping[ClauseKind, int]
    labels: Mapping[str, Mapping[Labeller, int]]
    labelled: int
    sources: Mapping[tuple[DocumentKind, str], int]


def read_holdings(folder: Path, manifest: Manifest) -> Holdings:
    """Count what a generation holds.

    Raises:
        ClauseIndexError: If its clauses were changed since it was built.
    """
    clauses = read_clauses(folder, manifest)
    kinds = Counter(clause.kind for clause in clauses)
    labels = Counter((label.name, label.by) for clause in clauses for label in clause.themes)
    # A page may use a theme that is in no vocabulary; it comes after those that are.
    names = [*manifest.theme_names, *sorted({name for name, _ in labels} - set(manifest.theme_names))]
    sources = Counter(
        (DocumentKind(file.kind), PurePosixPath(name).suffix.lower()) for name, file in manifest.library_files.items()
    )
    return Holdings(
        kinds={kind: kinds[kind] for kind in ClauseKind},
        labels={name: {by: labels[name, by] for by in Labeller} for name in names},
        labelled=sum(bool(clause.themes) for clause in clauses),
        sources=dict(sorted(sources.items())),
    )
