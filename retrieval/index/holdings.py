"""Statistics of a published generation: clauses, labels and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from retrieval.clauses.clause import Clause, ClauseKind, Labeller, Symbol
from retrieval.index.manifest import Manifest
from retrieval.readers.document import DocumentKind


@dataclass(frozen=True, slots=True)
class Held:
    """A resolution of a library.

    Attributes:
        date: Day of adoption; None if no source gives it.
        paragraphs: Number of its paragraphs and sub-paragraphs.
        files: Sources that they are quoted from, relative to the library.
    """

    date: date | None
    paragraphs: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts of a library's clauses, labels and sources.

    Attributes:
        kinds: Number of clauses of each kind.
        labels: For each theme, in display order, the number of labels by each labeller.
        labelled: Number of clauses with a given label.
        suggested: Number of clauses without a given label, but with a suggestion.
        sources: Number of files, by kind of document and by suffix.
        resolutions: The resolutions, by symbol, in order of their numbers.
    """

    kinds: Mapping[ClauseKind, int]
    labels: Mapping[str, Mapping[Labeller, int]]
    labelled: int
    suggested: int
    sources: Mapping[tuple[DocumentKind, str], int]
    resolutions: Mapping[Symbol, Held]


def count_holdings(clauses: Iterable[Clause], manifest: Manifest) -> Holdings:
    """Count the contents of a generation, reading each of its clauses once."""
    kinds: Counter[ClauseKind] = Counter()
    labels: Counter[tuple[str, Labeller]] = Counter()
    labelled = suggested = 0
    held: dict[Symbol, Held] = {}
    for clause in clauses:
        before = held.get(clause.symbol, Held(None, 0, ()))
        files = before.files if clause.source.file in before.files else (*before.files, clause.source.file)
        held[clause.symbol] = Held(before.date or clause.date, before.paragraphs + 1, files)
        kinds[clause.kind] += 1
        labels.update((label.name, label.by) for label in clause.themes)
        is_labelled = any(label.is_given for label in clause.themes)
        labelled += is_labelled
        suggested += bool(clause.themes) and not is_labelled
    # Themes outside of the vocabulary, which a page may use, come last.
    names = [*manifest.theme_names, *sorted({name for name, _ in labels} - set(manifest.theme_names))]
    sources = Counter(
        (DocumentKind(file.kind), PurePosixPath(name).suffix.lower()) for name, file in manifest.library_files.items()
    )
    return Holdings(
        kinds={kind: kinds[kind] for kind in ClauseKind},
        labels={name: {by: labels[name, by] for by in Labeller} for name in names},
        labelled=labelled,
        suggested=suggested,
        sources=dict(sorted(sources.items())),
        resolutions=dict(sorted(held.items())),
    )
