"""Theme labels that the user gives, and those that the user says are wrong, in a file of the library.

The file is CSV with a header naming the columns clause and theme. A clause is named by its id or by any citation. A
theme that the clause does not have has "not" before it: it is then never suggested.

The id of a paragraph that its source does not number is a mere place, which is another's once the source changes. Its
words, in a column words, are what a label of such a paragraph follows, also to the number that it has one day.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from embeddings.files import changing, write_whole
from embeddings.oserrors import remedy
from retrieval.clauses.citation import UNNUMBERED, Citation, find_cited, parse_citation
from retrieval.clauses.clause import NOT_NUMBERED, Clause, Labeller, Symbol, ThemeLabel
from retrieval.errors import CitationError, LibraryError, UnknownThemeError
from retrieval.library.documents import LABELS_FILE, THEMES_FILE
from retrieval.library.drafts import ReadFile, Remark
from retrieval.library.merge import add_labels
from retrieval.library.owned import read_owned
from retrieval.library.themes import Vocabulary
from retrieval.wording.align import align
from retrieval.wording.fold import fold_words

_COLUMNS = ("clause", "theme")
_WORDS = "words"
_NOT = "not "
_SHOWN = 60
_FORMULA = "=+-@'\t\r "
"""What a text begins with that a spreadsheet would compute."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user says of one theme of one clause.

    Attributes:
        clause: Its id.
        accepted: Whether the clause has it.
        words: Of a clause without a number, by which it is found again; "" of others.
    """

    clause: str
    theme: str
    accepted: bool
    words: str = ""

    @classmethod
    def on(cls, clause: Clause, theme: str, *, accepted: bool) -> Decision:
        """Return a decision on a clause."""
        words = "" if clause.paragraph else clause.text.lstrip(_FORMULA)
        return cls(clause.id, theme, accepted, words)


@dataclass(frozen=True, slots=True)
class UserLabels:
    """A library's clauses after its user had a say.

    Attributes:
        clauses: With the labels of the user.
        rejected: The themes that a clause does not have, by its id.
        remarks: On lines that cannot be used, which stay in the file, and on those that should be confirmed.
    """

    clauses: tuple[Clause, ...]
    rejected: Mapping[str, frozenset[str]]
    remarks: tuple[Remark, ...]


def read_user_labels(root: Path, clauses: Sequence[Clause], vocabulary: Vocabulary) -> UserLabels:
    """Apply the labels of a library's labels.csv; of two lines on the same theme of a clause, the later one holds."""
    content = read_owned(root / LABELS_FILE)
    if content is None:
        return UserLabels(tuple(clauses), {}, ())
    there = _Clauses(clauses)
    said: dict[tuple[str, str], bool] = {}
    bad = []
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        if not {*_COLUMNS} <= set(rows.fieldnames or ()):
            raise LibraryError(f"its first line is {rows.fieldnames}; expected the columns clause,theme")
        for row in rows:
            try:
                theme, accepted = _read_theme(row["theme"] or "", vocabulary)
                name, words = (row["clause"] or "").strip(), (row.get(_WORDS) or "").strip()
                for cited in there.named(name, words):
                    said[cited.id, theme] = accepted
                    if not (cited.paragraph or words):
                        bad.append(Remark(f"{LABELS_FILE}, line {rows.line_num}", _unconfirmed(cited)))
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


def with_known_themes(files: Iterable[ReadFile], vocabulary: Vocabulary) -> tuple[list[ReadFile], list[Remark]]:
    """Take the labels that name no theme of the vocabulary off what was read, with a remark on each such theme.

    A page or table may print themes of its own. They are labels once the library's themes.toml defines them.
    """
    kept: list[ReadFile] = []
    unknown: Counter[tuple[str, str]] = Counter()
    for file in files:
        names = [label.name for clause in file.clauses for label in clause.themes if label.name not in vocabulary.names]
        unknown.update((file.name, name) for name in names)
        kept.append(replace(file, clauses=tuple(_without(names, clause) for clause in file.clauses)) if names else file)
    remarks = []
    for (file_name, name), count in unknown.items():
        without = f"until {THEMES_FILE} defines it, the clauses that have it go without: {count:,}"
        remarks.append(Remark(file_name, f"{vocabulary.unknown(name)}; {without}"))
    return kept, remarks


def _without(names: Sequence[str], clause: Clause) -> Clause:
    return replace(clause, themes=tuple(label for label in clause.themes if label.name not in names))


def write_decisions(root: Path, decisions: Iterable[Decision]) -> None:
    """Add lines to a library's labels.csv, which is there whole at any moment; its other lines stay as they are.

    Raises:
        LibraryError: If the file has no such columns, or cannot be written.
    """
    with _changing(root):
        decisions = tuple(decisions)
        content = _content(root)
        if any(decision.words for decision in decisions):
            content = _with_column(content)
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
    writer = csv.DictWriter(lines, header, restval="", extrasaction="ignore", lineterminator="\n")
    for decision in decisions:
        theme = decision.theme if decision.accepted else f"{_NOT}{decision.theme}"
        writer.writerow({"clause": decision.clause, "theme": theme, _WORDS: decision.words})
    return lines.getvalue().encode()


def _with_column(content: bytes) -> bytes:
    """Return labels with a column for words; lines that end before it have none."""
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
        raise LibraryError(
            f"{path} cannot be written ({error.strerror}); {remedy(error)}; nothing in it was changed"
        ) from None


def _read_theme(cell: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """Return the theme that a cell names, and whether the clause has it."""
    form = cell.strip()
    if form.lower().startswith(_NOT) and vocabulary.find(form) is None:
        return vocabulary.require(form[len(_NOT) :]), False
    return vocabulary.require(form), True


class _Clauses:
    """The clauses of a library, by what a line of labels names."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._by_id: dict[str, list[Clause]] = defaultdict(list)
        self._by_symbol: dict[Symbol, list[Clause]] = defaultdict(list)
        for clause in clauses:
            self._by_id[clause.id].append(clause)
            self._by_symbol[clause.symbol].append(clause)

    def named(self, name: str, words: str) -> list[Clause]:
        """Return the clause that a line names, without its sub-paragraphs, or all without a number of a resolution.

        Raises:
            CitationError: If there is none, or its words are those of several.
        """
        resolution = _resolution(name) if words else None
        if resolution:
            return [_with_words(words, name, find_cited(resolution, self._of(resolution)))]
        if found := self._by_id.get(name):
            return found
        if f"#{UNNUMBERED}" in name:
            raise CitationError(
                f"{name} is no longer there, and a column {_WORDS} does not say which paragraph it was; the line is "
                "kept, and counts again once it has the number of the paragraph, or its words"
            )
        cited = parse_citation(name)
        return [clause for clause in find_cited(cited, self._of(cited)) if clause.paragraph == cited.paragraph]

    def _of(self, resolution: Citation) -> list[Clause]:
        return [one for symbol, some in self._by_symbol.items() if resolution.names(symbol) for one in some]


def _resolution(name: str) -> Citation | None:
    """Return the resolution that a name gives without the number of a paragraph; None where it has one."""
    unnumbered = f"#{UNNUMBERED}" in name or name.endswith(NOT_NUMBERED)
    cited = parse_citation(name.partition("#")[0].partition(",")[0] if unnumbered else name)
    return None if cited.paragraph else cited


def _with_words(words: str, name: str, inside: Sequence[Clause]) -> Clause:
    """Return the clause of a resolution that has these words, wherever it is now.

    Raises:
        CitationError: If none has, or more than one.
    """
    folded = fold_words(words)
    for clause in inside:
        if clause.id == name and fold_words(clause.text) == folded:
            return clause
    row = align(words, None, [(clause.paragraph, clause.text) for clause in inside])
    if row is None:
        raise CitationError(
            f"the words “{_shortened(words)}” are those of no paragraph, or of several, that the library has of "
            f"{name.partition('#')[0]}; the line is kept, and counts again once there is one"
        )
    return inside[row]


def _unconfirmed(clause: Clause) -> str:
    return (
        f"{clause.id} is a mere place, which is another paragraph's once the source changes; now it is "
        f"“{_shortened(clause.text)}”: confirm that by writing its words in a column {_WORDS}"
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
