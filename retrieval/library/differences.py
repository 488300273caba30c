"""Where the sources of one resolution differ in their words.

A clause is quoted from one source. What another source has in its place is compared with it word by word; case,
punctuation, kinds of quotation marks and line breaks are no difference, and neither is an extract that leaves out words
at its ends, or where it says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from rapidfuzz.distance import Indel

from retrieval.clauses.citation import clause_id
from retrieval.clauses.clause import Clause, Symbol
from retrieval.library.drafts import ReadFile
from retrieval.library.library import Library
from retrieval.readers.document import DocumentKind
from retrieval.wording.align import ELISION, align
from retrieval.wording.changes import PartKind, compare_words
from retrieval.wording.fold import fold_words


class EditKind(StrEnum):
    """What becomes of some words on the way from the quoted source to the other."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    OMITTED = "omitted"  # an extract begins later, or ends sooner


_KINDS = {PartKind.KEPT: EditKind.SAME, PartKind.REMOVED: EditKind.REMOVED, PartKind.ADDED: EditKind.ADDED}


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that are the same in both texts, or in one of them only."""

    kind: EditKind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph, as two sources have it.

    Attributes:
        id: Of the clause.
        quoted: The file that the library quotes.
        other: The file that differs from it.
        edits: What makes the other's words of the quoted ones; a paragraph that one of them lacks is removed, or added,
            as a whole.
    """

    id: str
    quoted: str
    other: str
    edits: tuple[Edit, ...]

    @property
    def quoted_text(self) -> str:
        """The words of the quoted source."""
        return "".join(edit.text for edit in self.edits if edit.kind is not EditKind.ADDED)

    @property
    def other_text(self) -> str:
        """The words of the other source."""
        return "".join(edit.text for edit in self.edits if edit.kind in (EditKind.SAME, EditKind.ADDED))


def find_differences(library: Library) -> list[Difference]:
    """Return where a library's sources differ, by resolution, file and paragraph."""
    quoted: dict[Symbol, list[Clause]] = defaultdict(list)
    for clause in library.clauses:
        quoted[clause.symbol].append(clause)
    files: dict[Symbol, list[ReadFile]] = defaultdict(list)
    for file in chain.from_iterable(library.files.values()):
        files[file.symbol].append(file)
    return [found for symbol, clauses in quoted.items() for found in _of_resolution(clauses, files[symbol])]


def word_edits(quoted: str, other: str) -> tuple[Edit, ...]:
    """Return what makes one text of another, word by word.

    >>> [(edit.kind.value, edit.text) for edit in word_edits("to keep the peace", "to keep a peace")]
    [('same', 'to keep '), ('removed', 'the'), ('added', 'a'), ('same', ' peace')]
    """
    parts = compare_words(quoted, other, moves=False)
    return tuple(Edit(_KINDS[part.kind], part.text(quoted, other)) for part in parts)


def _of_resolution(quoted: Sequence[Clause], files: Sequence[ReadFile]) -> Iterator[Difference]:
    # An official text that its extracts contradict is not the one that is quoted.
    has_official = any(file.kind is DocumentKind.OFFICIAL and file.name == quoted[0].source.file for file in files)
    before: set[str] = set()
    for file in files:
        if file.kind is DocumentKind.OFFICIAL:
            yield from _of_official(quoted, file)
        else:
            # Pages without an official text are quoted side by side: each is compared with those before it.
            others = [clause for clause in quoted if has_official or clause.source.file in before]
            yield from _of_extracts(others, file.clauses)
        before.add(file.name)


def _of_official(quoted: Sequence[Clause], file: ReadFile) -> Iterator[Difference]:
    """Compare two official texts, paragraph by paragraph."""
    source = quoted[0].source.file
    if source == file.name:
        return
    theirs = {clause.paragraph: clause for clause in file.clauses}
    ours = {clause.paragraph for clause in quoted}
    for clause in quoted:
        other = theirs.get(clause.paragraph)
        if other is None:
            yield Difference(clause.id, source, file.name, (Edit(EditKind.REMOVED, clause.text),))
        elif fold_words(clause.text) != fold_words(other.text):
            yield Difference(clause.id, source, file.name, word_edits(clause.text, other.text))
    for paragraph, other in theirs.items():
        if paragraph is not None and paragraph not in ours:
            name = clause_id(other.symbol, paragraph)
            yield Difference(name, source, file.name, (Edit(EditKind.ADDED, other.text),))


def _of_extracts(quoted: Sequence[Clause], extracts: Iterable[Clause]) -> Iterator[Difference]:
    """Compare extracts with the clauses they belong to; those that belong to none are remarked on elsewhere."""
    candidates = [(clause.paragraph, clause.text) for clause in quoted]
    compared: set[tuple[str, str]] = set()
    for extract in extracts:
        row = align(extract.text, extract.paragraph, candidates)
        if row is None:
            continue
        clause = quoted[row]
        pairs = [(_nearest(extract.text, [clause.text, _family(quoted, row)]), extract.text)]
        if clause.lead_in and extract.lead_in:
            pairs.insert(0, (clause.lead_in, extract.lead_in))
        for ours, theirs in pairs:
            # One lead-in stands above several paragraphs, and one extract under several themes.
            if (ours, theirs) not in compared and not _is_excerpt(theirs, ours):
                edits = _without_ends(word_edits(ours, theirs))
                yield Difference(clause.id, clause.source.file, extract.source.file, edits)
            compared.add((ours, theirs))


def _family(quoted: Sequence[Clause], row: int) -> str:
    """Return the words of a paragraph and what stands under it, which an extract may run over."""
    top = (quoted[row].paragraph or "").partition("(")[0]
    rows = [clause.text for clause in quoted if top and (clause.paragraph or "").partition("(")[0] == top]
    return " ".join(rows or [quoted[row].text])


def _nearest(extract: str, texts: Sequence[str]) -> str:
    """Return the first text that an extract is taken from, else the one most like it."""
    words = fold_words(extract).split()
    held = next((text for text in texts if _is_excerpt(extract, text)), None)
    return held or max(texts, key=lambda text: Indel.normalized_similarity(words, fold_words(text).split()))


def _is_excerpt(extract: str, text: str) -> bool:
    """Tell whether an extract is some of a text's words, side by side but where it says that it leaves words out."""
    words, at = f" {fold_words(text)} ", 0
    for piece in filter(None, map(fold_words, ELISION.split(extract))):
        found = words.find(f" {piece} ", at)
        if found < 0:
            return False
        at = found + len(piece) + 1
    return True


def _without_ends(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Mark what an extract leaves out before its first and after its last words."""
    marked = list(edits)
    for end, beside in ((0, 1), (-1, -2)):
        if len(marked) > 1 and marked[end].kind is EditKind.REMOVED and marked[beside].kind is EditKind.SAME:
            marked[end] = replace(marked[end], kind=EditKind.OMITTED)
    return tuple(marked)
