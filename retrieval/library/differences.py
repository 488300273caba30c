"""Differences in wording between the sources of one resolution.

Each other source is compared word by word with the one that a clause is quoted from. Case, punctuation, kinds of
quotation marks and line breaks are no difference, and neither are words that an extract omits at its ends or with an
ellipsis.
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
from retrieval.library.file_clauses import DocumentClauses
from retrieval.library.library import Library
from retrieval.readers.document import DocumentKind
from retrieval.wording.align import ELISION, align
from retrieval.wording.changes import PartKind, compare_words
from retrieval.wording.fold import fold_words


class EditKind(StrEnum):
    """Change of words from the quoted source to the other."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    OMITTED = "omitted"  # before the start or after the end of an extract


_KINDS = {PartKind.KEPT: EditKind.SAME, PartKind.REMOVED: EditKind.REMOVED, PartKind.ADDED: EditKind.ADDED}


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that both texts have, or only one of them."""

    kind: EditKind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Difference of one paragraph between two sources.

    Attributes:
        id: Id of the clause.
        quoted: Name of the file that the library quotes.
        other: Name of the file that differs from it.
        edits: Word diff from the quoted text to the other; a paragraph that one of them lacks is removed, or added,
            as a whole.
    """

    id: str
    quoted: str
    other: str
    edits: tuple[Edit, ...]

    @property
    def quoted_text(self) -> str:
        """Text in the quoted source."""
        return "".join(edit.text for edit in self.edits if edit.kind is not EditKind.ADDED)

    @property
    def other_text(self) -> str:
        """Text in the other source."""
        return "".join(edit.text for edit in self.edits if edit.kind in (EditKind.SAME, EditKind.ADDED))


def find_differences(library: Library) -> list[Difference]:
    """Find all differences between a library's sources, by resolution, file and paragraph."""
    quoted: dict[Symbol, list[Clause]] = defaultdict(list)
    for clause in library.clauses:
        quoted[clause.symbol].append(clause)
    documents: dict[Symbol, list[DocumentClauses]] = defaultdict(list)
    for document in chain.from_iterable(library.files.values()):
        documents[document.symbol].append(document)
    return [found for symbol, clauses in quoted.items() for found in _compare_documents(clauses, documents[symbol])]


def word_edits(quoted: str, other: str) -> tuple[Edit, ...]:
    """Compute the word diff between the quoted text and another.

    >>> [(edit.kind.value, edit.text) for edit in word_edits("to keep the peace", "to keep a peace")]
    [('same', 'to keep '), ('removed', 'the'), ('added', 'a'), ('same', ' peace')]
    """
    parts = compare_words(quoted, other, moves=False)
    return tuple(Edit(_KINDS[part.kind], part.text(quoted, other)) for part in parts)


def _compare_documents(quoted: Sequence[Clause], documents: Sequence[DocumentClauses]) -> Iterator[Difference]:
    """Yield the differences of each document of a resolution from the quoted clauses."""
    # An official text that the extracts contradict is not quoted, so it does not count here.
    source = quoted[0].source.file
    has_official = any(one.kind is DocumentKind.OFFICIAL and one.name == source for one in documents)
    before: set[str] = set()
    for document in documents:
        if document.kind is DocumentKind.OFFICIAL:
            yield from _compare_official(quoted, document)
        else:
            # Without an official text, every page is quoted: each is compared with those before it.
            others = [clause for clause in quoted if has_official or clause.source.file in before]
            yield from _compare_extracts(others, document.clauses)
        before.add(document.name)


def _compare_official(quoted: Sequence[Clause], document: DocumentClauses) -> Iterator[Difference]:
    """Compare two official texts, paragraph by paragraph."""
    source = quoted[0].source.file
    if source == document.name:
        return
    theirs = {clause.paragraph: clause for clause in document.clauses}
    ours = {clause.paragraph for clause in quoted}
    for clause in quoted:
        other = theirs.get(clause.paragraph)
        if other is None:
            yield Difference(clause.id, source, document.name, (Edit(EditKind.REMOVED, clause.text),))
        elif fold_words(clause.text) != fold_words(other.text):
            yield Difference(clause.id, source, document.name, word_edits(clause.text, other.text))
    for paragraph, other in theirs.items():
        if paragraph is not None and paragraph not in ours:
            name = clause_id(other.symbol, paragraph)
            yield Difference(name, source, document.name, (Edit(EditKind.ADDED, other.text),))


def _compare_extracts(quoted: Sequence[Clause], extracts: Iterable[Clause]) -> Iterator[Difference]:
    """Compare extracts with the clauses they are aligned to; unaligned ones are remarked on by `merge`."""
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
            # Duplicates: a lead-in occurs above several paragraphs, and an extract under several themes.
            if (ours, theirs) not in compared and not _is_excerpt(theirs, ours):
                edits = _without_ends(word_edits(ours, theirs))
                yield Difference(clause.id, clause.source.file, extract.source.file, edits)
            compared.add((ours, theirs))


def _family(quoted: Sequence[Clause], row: int) -> str:
    """Return the text of a paragraph with its sub-paragraphs, as an extract may span them."""
    top = (quoted[row].paragraph or "").partition("(")[0]
    rows = [clause.text for clause in quoted if top and (clause.paragraph or "").partition("(")[0] == top]
    return " ".join(rows or [quoted[row].text])


def _nearest(extract: str, texts: Sequence[str]) -> str:
    """Return the first text that contains an extract, else the most similar one."""
    words = fold_words(extract).split()
    held = next((text for text in texts if _is_excerpt(extract, text)), None)
    return held or max(texts, key=lambda text: Indel.normalized_similarity(words, fold_words(text).split()))


def _is_excerpt(extract: str, text: str) -> bool:
    """Return whether an extract is a contiguous part of a text, except at its ellipses."""
    words, at = f" {fold_words(text)} ", 0
    for piece in filter(None, map(fold_words, ELISION.split(extract))):
        found = words.find(f" {piece} ", at)
        if found < 0:
            return False
        at = found + len(piece) + 1
    return True


def _without_ends(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Mark words before the start and after the end of an extract as omitted."""
    marked = list(edits)
    for end, beside in ((0, 1), (-1, -2)):
        if len(marked) > 1 and marked[end].kind is EditKind.REMOVED and marked[beside].kind is EditKind.SAME:
            marked[end] = replace(marked[end], kind=EditKind.OMITTED)
    return tuple(marked)
