"""Theme labels that the user gives, in a file of the library."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from retrieval.citation import find_cited, parse_citation
from retrieval.clause import Clause, Labeller, ThemeLabel
from retrieval.documents import LABELS_FILE
from retrieval.errors import CitationError, LibraryError, UnknownThemeError
from retrieval.merge import Remark, add_labels
from retrieval.themes import Vocabulary


def with_user_labels(root: Path, clauses: list[Clause], vocabulary: Vocabulary) -> tuple[list[Clause], list[Remark]]:
    """Add the labels of a library's labels.csv, and return remarks on the lines of it that cannot be used.

    The file has a header naming the columns clause and theme; a clause is named by its id or by any citation.
    """
    path = root / LABELS_FILE
    if not path.is_file():
        return clauses, []
    by_id = {clause.id: clause for clause in clauses}
    bad = []
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        if not {"clause", "theme"} <= set(rows.fieldnames or ()):
            raise LibraryError(f"its first line is {rows.fieldnames}; expected the columns clause,theme")
        for row in rows:
            try:
                theme = vocabulary.require(row["theme"] or "")
                for cited in _exactly(row["clause"] or "", clauses):
                    by_id[cited.id] = add_labels(by_id[cited.id], [ThemeLabel(theme, Labeller.USER)])
            except (CitationError, UnknownThemeError) as error:
                bad.append(Remark(f"{LABELS_FILE}, line {rows.line_num}", str(error)))
    except (UnicodeDecodeError, csv.Error, LibraryError) as error:
        bad.append(Remark(LABELS_FILE, str(error)))
    return list(by_id.values()), bad


def _exactly(citation: str, clauses: Iterable[Clause]) -> list[Clause]:
    """Return the clause with that id, else the one that a citation names, without its sub-paragraphs."""
    by_id = [clause for clause in clauses if clause.id == citation.strip()]
    if by_id:
        return by_id
    parsed = parse_citation(citation)
    return [clause for clause in find_cited(parsed, clauses) if clause.paragraph == parsed.paragraph]
