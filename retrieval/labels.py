"""Theme labels that the user gives, and those that the user says are wrong, in a file of the library.

The file is CSV with a header naming the columns clause and theme. A clause is named by its id or by any citation. A
theme that the clause does not have has "not" before it: it is then never suggested.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from embeddings.files import changing, write_whole
from retrieval.citation import find_cited, parse_citation
from retrieval.clause import Clause, Labeller, ThemeLabel
from retrieval.documents import LABELS_FILE
from retrieval.errors import CitationError, LibraryError, UnknownThemeError
from retrieval.merge import Remark, add_labels
from retrieval.themes import Vocabulary

_COLUMNS = ("clause", "theme")
_NOT = "not "


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user says of one theme of one clause.

    Attributes:
        clause: Its id.
        accepted: Whether the clause has it.
    """

    clause: str
    theme: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class UserLabels:
    """A library's clauses after its user had a say.

    Attributes:
        clauses: With the labels of the user.
        rejected: The themes that a clause does not have, by its id.
        remarks: On lines that cannot be used.
    """

    clauses: tuple[Clause, ...]
    rejected: Mapping[str, frozenset[str]]
    remarks: tuple[Remark, ...]


def read_user_labels(root: Path, clauses: Sequence[Clause], vocabulary: Vocabulary) -> UserLabels:
    """Apply the labels of a library's labels.csv; of two lines on the same theme of a clause, the later one holds."""
    path = root / LABELS_FILE
    if not path.is_file():
        return UserLabels(tuple(clauses), {}, ())
    by_id: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_id[clause.id].append(clause)
    said: dict[tuple[str, str], bool] = {}
    bad = []
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        if not {*_COLUMNS} <= set(rows.fieldnames or ()):
            raise LibraryError(f"its first line is {rows.fieldnames}; expected the columns clause,theme")
        for row in rows:
            try:
                theme, accepted = _read_theme(row["theme"] or "", vocabulary)
                for cited in by_id.get((row["clause"] or "").strip()) or _exactly(row["clause"] or "", clauses):
                    said[cited.id, theme] = accepted
            except (CitationError, UnknownThemeError) as error:
                bad.append(Remark(f"{LABELS_FILE}, line {rows.line_num}", str(error)))
    except (UnicodeDecodeError, csv.Error, LibraryError) as error:
        bad.append(Remark(LABELS_FILE, str(error)))
    given: dict[str, list[ThemeLabel]] = defaultdict(list)
    rejected: dict[str, set[str]] = defaultdict(set)
    for (clause_id, theme), accepted in said.items():
        if accepted:
            given[clause_id].append(ThemeLabel(theme, Labeller.USER))
        else:
            rejected[clause_id].add(theme)
    labelled = tuple(add_labels(clause, given[clause.id]) if clause.id in given else clause for clause in clauses)
    return UserLabels(labelled, {name: frozenset(themes) for name, themes in rejected.items()}, tuple(bad))


def write_decisions(root: Path, decisions: Iterable[Decision]) -> None:
    """Add lines to a library's labels.csv, which is there whole at any moment; its other lines stay as they are.

    Raises:
        LibraryError: If the file has no such columns, or cannot be written.
    """
    with _changing(root):
        content = _content(root)
        lines = _lines(content, decisions, root)
        if lines:
            write_whole(root / LABELS_FILE, content + (b"" if content.endswith(b"\n") else b"\n") + lines)


def withdraw_decisions(root: Path, decisions: Iterable[Decision]) -> None:
    """Take away again what `write_decisions` added last; lines that somebody else added after it stay.

    Raises:
        LibraryError: If the file has no such lines any more, or cannot be written.
    """
    with _changing(root):
        content = _content(root)
        lines = _lines(content, decisions, root)
        before, found, after = content.rpartition(b"\n" + lines)
        if lines and not found:
            raise LibraryError(f"{root / LABELS_FILE} was changed meanwhile; nothing in it was taken away")
        if lines:
            write_whole(root / LABELS_FILE, before + b"\n" + after)


def _lines(content: bytes, decisions: Iterable[Decision], root: Path) -> bytes:
    """Return decisions as lines under the header that a file has."""
    header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if not {*_COLUMNS} <= set(header):
        raise LibraryError(f"{root / LABELS_FILE}: its first line is {header}; expected the columns clause,theme")
    lines = io.StringIO()
    writer = csv.DictWriter(lines, header, restval="", lineterminator="\n")
    for decision in decisions:
        theme = decision.theme if decision.accepted else f"{_NOT}{decision.theme}"
        writer.writerow({"clause": decision.clause, "theme": theme})
    return lines.getvalue().encode()


def _content(root: Path) -> bytes:
    path = root / LABELS_FILE
    try:
        content = path.read_bytes() if path.is_file() else b""
        content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(f"{path} cannot be read ({error}); expected UTF-8") from None
    return content if content.strip() else ",".join(_COLUMNS).encode() + b"\n"


@contextmanager
def _changing(root: Path) -> Iterator[None]:
    """Let nobody else change the labels meanwhile."""
    path = root / LABELS_FILE
    try:
        with changing(path):
            yield
    except TimeoutError:
        raise LibraryError(f"another program is changing {path}; try again when it is done") from None
    except OSError as error:
        raise LibraryError(f"{path} cannot be written ({error.strerror}); nothing in it was changed") from None


def _read_theme(cell: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """Return the theme that a cell names, and whether the clause has it."""
    form = cell.strip()
    if form.lower().startswith(_NOT) and vocabulary.find(form) is None:
        return vocabulary.require(form[len(_NOT) :]), False
    return vocabulary.require(form), True


def _exactly(citation: str, clauses: Iterable[Clause]) -> list[Clause]:
    """Return the clause that a citation names, without its sub-paragraphs."""
    parsed = parse_citation(citation)
    return [clause for clause in find_cited(parsed, clauses) if clause.paragraph == parsed.paragraph]
