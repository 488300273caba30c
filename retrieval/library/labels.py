"""User labels: themes that the user accepts or rejects for a clause, in `labels.csv` of the library.

The file has a header with the columns clause and theme. A clause is named by its id or by any citation. "not" before a
theme rejects it: the theme is then never suggested for the clause.

The id of an unnumbered paragraph is only a position, where another paragraph may be once the source changes. A label of
such a paragraph is therefore matched by its words, in a column words, even if the paragraph has a number by then.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from embeddings.files import write_whole
from retrieval.clauses.citation import UNNUMBERED, Citation, find_cited, parse_citation, parse_clause_citation
from retrieval.clauses.clause import Clause, Labeller, Symbol, ThemeLabel
from retrieval.errors import CitationError, LibraryError, UnknownThemeError
from retrieval.library.documents import LABELS_FILE, THEMES_FILE
from retrieval.library.file_clauses import DocumentClauses, Remark
from retrieval.library.merge import add_labels
from retrieval.library.owned import changing, read_owned
from retrieval.library.themes import Vocabulary
from retrieval.wording.align import align
from retrieval.wording.fold import fold_words

_COLUMNS = ("clause", "theme")
_WORDS = "words"
_NOT = "not "
_SHOWN = 60
_FORMULA = "=+-@'\t\r "
"""First characters of a text that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Label that the user accepts or rejects for one clause.

    Attributes:
        clause: Id of the clause.
        accepted: Whether the clause has the theme.
        words: Text of an unnumbered clause, by which it is found again; "" for others.
    """

    clause: str
    theme: str
    accepted: bool
    words: str = ""

    @classmethod
    def on(cls, clause: Clause, theme: str, *, accepted: bool) -> Decision:
        """Build a decision on a clause."""
        words = "" if clause.paragraph else clause.text.lstrip(_FORMULA)
        return cls(clause.id, theme, accepted, words)


@dataclass(frozen=True, slots=True)
class UserLabels:
    """Clauses of a library with the user's labels applied.

    Attributes:
        clauses: Clauses with the user's labels.
        rejected: Rejected themes, by clause id.
        remarks: Remarks on lines that cannot be used, which stay in the file, and on lines to be confirmed.
    """

    clauses: tuple[Clause, ...]
    rejected: Mapping[str, frozenset[str]]
    remarks: tuple[Remark, ...]


def read_user_labels(root: Path, clauses: Sequence[Clause], vocabulary: Vocabulary) -> UserLabels:
    """Apply the labels of a library's `labels.csv`; of two lines on the same theme of a clause, the later one wins."""
    content = read_owned(root / LABELS_FILE)
    if content is None:
        return UserLabels(tuple(clauses), {}, ())
    decided: dict[tuple[str, str], bool] = {}
    remarks: list[Remark] = []
    try:
        for clause_id, theme, accepted in _decided(content, _ClauseLookup(clauses), vocabulary, remarks):
            decided[clause_id, theme] = accepted
    except (UnicodeDecodeError, csv.Error, LibraryError) as error:
        remarks.append(Remark(LABELS_FILE, str(error)))
    given: dict[str, list[ThemeLabel]] = defaultdict(list)
    rejected: dict[str, set[str]] = defaultdict(set)
    for (clause_id, theme), accepted in decided.items():
        if accepted:
            given[clause_id].append(ThemeLabel(theme, Labeller.USER))
        else:
            rejected[clause_id].add(theme)
    labelled = tuple(add_labels(clause, given[clause.id]) if clause.id in given else clause for clause in clauses)
    return UserLabels(labelled, {name: frozenset(themes) for name, themes in rejected.items()}, tuple(remarks))


def _decided(
    content: bytes, lookup: _ClauseLookup, vocabulary: Vocabulary, remarks: list[Remark]
) -> Iterator[tuple[str, str, bool]]:
    """Yield for each line and clause that it names: the clause id, the theme, and whether it is accepted.

    Args:
        content: The whole file.
        lookup: The clauses of the library.
        vocabulary: Its themes.
        remarks: Takes the remarks on lines.

    Raises:
        LibraryError: If the file lacks the columns.
        UnicodeDecodeError, csv.Error: If the file cannot be parsed.
    """
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    _require_columns(rows.fieldnames)
    for row in rows:
        place = f"{LABELS_FILE}, line {rows.line_num}"
        words = (row.get(_WORDS) or "").strip()
        try:
            theme, accepted = _read_theme(row["theme"] or "", vocabulary)
            cited = lookup.clauses_of((row["clause"] or "").strip(), words)
        except (CitationError, UnknownThemeError) as error:
            remarks.append(Remark(place, str(error)))
            continue
        yield from ((clause.id, theme, accepted) for clause in cited)
        if not words:
            remarks += (Remark(place, _unconfirmed(clause)) for clause in cited if not clause.paragraph)


def _require_columns(header: Sequence[str] | None, file: str = "") -> None:
    if not {*_COLUMNS} <= set(header or ()):
        raise LibraryError(f"{file}its first line is {header}; expected the columns {','.join(_COLUMNS)}")


def with_known_themes(
    documents: Iterable[DocumentClauses], vocabulary: Vocabulary
) -> tuple[list[DocumentClauses], list[Remark]]:
    """Remove labels with themes outside of the vocabulary, with a remark on each such theme.

    A page or table may print themes of its own. They become labels once the library's `themes.toml` defines them.
    """
    kept: list[DocumentClauses] = []
    unknown: Counter[tuple[str, str]] = Counter()
    for document in documents:
        names = [label.name for one in document.clauses for label in one.themes if label.name not in vocabulary.names]
        unknown.update((document.name, name) for name in names)
        clauses = tuple(_without(names, clause) for clause in document.clauses) if names else document.clauses
        kept.append(replace(document, clauses=clauses))
    remarks = []
    for (file_name, name), count in unknown.items():
        without = f"until {THEMES_FILE} defines it, the clauses that have it go without: {count:,}"
        remarks.append(Remark(file_name, f"{vocabulary.unknown(name)}; {without}"))
    return kept, remarks


def _without(names: Sequence[str], clause: Clause) -> Clause:
    return replace(clause, themes=tuple(label for label in clause.themes if label.name not in names))


def write_decisions(root: Path, decisions: Iterable[Decision]) -> None:
    """Append lines to a library's `labels.csv` by an atomic rename; its other lines stay as they are.

    Raises:
        LibraryError: If the file lacks the columns, or cannot be written.
    """
    with changing(root / LABELS_FILE):
        decisions = tuple(decisions)
        content = _content(root)
        if any(decision.words for decision in decisions):
            content = _with_column(content)
        lines = _lines(content, decisions, root)
        if lines:
            write_whole(root / LABELS_FILE, content + (b"" if content.endswith(b"\n") else b"\n") + lines)


def withdraw_decisions(root: Path, decisions: Iterable[Decision]) -> None:
    """Undo the last `write_decisions`; lines that were appended after it stay.

    Raises:
        LibraryError: If the file lacks these lines by now, or cannot be written.
    """
    with changing(root / LABELS_FILE):
        content = _content(root)
        lines = _lines(content, decisions, root)
        before, found, after = content.rpartition(b"\n" + lines)
        if lines and not found:
            raise LibraryError(
                f"{root / LABELS_FILE} was changed by another program meanwhile; no label was removed from it"
            )
        if lines:
            write_whole(root / LABELS_FILE, before + b"\n" + after)


def _lines(content: bytes, decisions: Iterable[Decision], root: Path) -> bytes:
    """Format decisions as CSV lines for the header of a file."""
    header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    _require_columns(header, f"{root / LABELS_FILE}: ")
    lines = io.StringIO()
    writer = csv.DictWriter(lines, header, restval="", extrasaction="ignore", lineterminator="\n")
    for decision in decisions:
        theme = decision.theme if decision.accepted else f"{_NOT}{decision.theme}"
        writer.writerow({"clause": decision.clause, "theme": theme, _WORDS: decision.words})
    return lines.getvalue().encode()


def _with_column(content: bytes) -> bytes:
    """Add a column for words to a CSV file; existing lines leave it empty."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    header = next(csv.reader(text))
    if _WORDS in header:
        return content
    first, rest = text.getvalue()[: text.tell()], text.read()
    bare = first.rstrip("\r\n")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + f"{bare},{_WORDS}{first[len(bare) :]}{rest}".encode()


def _content(root: Path) -> bytes:
    path = root / LABELS_FILE
    content = read_owned(path) or b""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LibraryError(f"{path} cannot be read ({error}); expected UTF-8") from None
    return content if content.strip() else ",".join(_COLUMNS).encode() + b"\n"


def _read_theme(cell: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """Parse a cell into a theme, and whether the clause has it."""
    form = cell.strip()
    if form.lower().startswith(_NOT) and vocabulary.find(form) is None:
        return vocabulary.require(form[len(_NOT) :]), False
    return vocabulary.require(form), True


class _ClauseLookup:
    """Index of a library's clauses by id and symbol, to look up lines of labels."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._by_id: dict[str, list[Clause]] = defaultdict(list)
        self._by_symbol: dict[Symbol, list[Clause]] = defaultdict(list)
        for clause in clauses:
            self._by_id[clause.id].append(clause)
            self._by_symbol[clause.symbol].append(clause)

    def clauses_of(self, name: str, words: str) -> list[Clause]:
        """Return the clauses that a line names.

        A paragraph number matches that clause, not its sub-paragraphs; a bare resolution matches the clause with the
        words, or without words its unnumbered clauses.

        Raises:
            CitationError: If there is none, or several have the words.
        """
        cited = parse_clause_citation(name) if words else None
        if cited and not cited.paragraph:
            return [_clause_with_words(words, name, find_cited(cited, self._of(cited)))]
        if found := self._by_id.get(name):
            return found
        if f"#{UNNUMBERED}" in name:
            raise CitationError(
                f"{name} no longer exists, and there is no column {_WORDS} to find its paragraph by; the line is kept, "
                "and is used again once it has the number or the words of the paragraph"
            )
        cited = parse_citation(name)
        return [clause for clause in find_cited(cited, self._of(cited)) if clause.paragraph == cited.paragraph]

    def _of(self, resolution: Citation) -> list[Clause]:
        return [one for symbol, some in self._by_symbol.items() if resolution.names(symbol) for one in some]


def _clause_with_words(words: str, name: str, inside: Sequence[Clause]) -> Clause:
    """Return the clause of a resolution with some words, wherever it is now.

    Raises:
        CitationError: If no clause, or more than one, has the words.
    """
    folded = fold_words(words)
    for clause in inside:
        if clause.id == name and fold_words(clause.text) == folded:
            return clause
    row = align(words, None, [(clause.paragraph, clause.text) for clause in inside])
    if row is None:
        raise CitationError(
            f"the words “{_shortened(words)}” match no paragraph of {name.partition('#')[0]} in the library, or "
            "several; the line is kept, and is used again once they match one"
        )
    return inside[row]


def _unconfirmed(clause: Clause) -> str:
    return (
        f"{clause.id} is a position, which may be that of another paragraph after a change of the source; now it is "
        f"“{_shortened(clause.text)}”: to confirm, write these words in a column {_WORDS}"
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
