"""Merging of documents: each resolution is quoted from one source, with the labels of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.clauses.citation import UNNUMBERED, clause_id
from retrieval.clauses.clause import Clause, Symbol, ThemeLabel, with_shared_facts
from retrieval.library.file_clauses import DocumentClauses, Remark
from retrieval.library.preference import choose, find_contradiction
from retrieval.readers.document import DocumentKind
from retrieval.wording.agreement import Wording
from retrieval.wording.align import align
from retrieval.wording.fold import fold_words


def merge(documents: Iterable[DocumentClauses]) -> tuple[list[Clause], list[Remark]]:
    """Merge the documents into clauses in corpus order, with remarks on unused parts.

    A resolution is quoted from its official text, if there is one; extracts and tables then only lend their labels to
    the paragraphs they match. Among several official texts, `choose` decides; a text that the extracts contradict is
    not used.
    """
    by_symbol: dict[Symbol, list[DocumentClauses]] = defaultdict(list)
    for document in documents:
        by_symbol[document.symbol].append(document)
    clauses: list[Clause] = []
    remarks: list[Remark] = []
    for symbol in sorted(by_symbol):
        official, doubts = _credible(by_symbol[symbol])
        remarks += doubts
        extracts = [document for document in by_symbol[symbol] if document.kind is not DocumentKind.OFFICIAL]
        found = [clause for document in extracts for clause in document.clauses]
        if official:
            best, others = choose(official)
            quoted, unaligned = _with_labels(best.clauses, found)
            remarks += [
                Remark(name, f"{symbol} is quoted from {best.name}, which {why}") for name, why in others.items()
            ]
            remarks += [
                Remark(c.source.file, f"not found in {best.name}: “{c.text[:60]}…”", unaligned=True) for c in unaligned
            ]
        else:
            quoted = _without_duplicates(found)
        clauses += _with_ids(_with_date_and_countries(quoted, by_symbol[symbol]))
    return clauses, remarks


def _credible(documents: Sequence[DocumentClauses]) -> tuple[list[DocumentClauses], list[Remark]]:
    """Return the official texts that the extracts do not contradict, with remarks on the others."""
    pages = [document for document in documents if document.kind is DocumentKind.EXTRACTS]
    extracts = Wording(clause.text for page in pages for clause in page.clauses)
    official: list[DocumentClauses] = []
    doubts: list[Remark] = []
    for document in documents:
        if document.kind is not DocumentKind.OFFICIAL:
            continue
        found = find_contradiction(document, extracts)
        if found is None:
            official.append(document)
        else:
            named = ", ".join(page.name for page in pages)
            said = f"{found.missing} of {found.sought} extracts of {document.symbol} ({named}) are not in it"
            doubts.append(Remark(document.name, f"{said}; one of them is no text of it: remove that one"))
    return official, doubts


def add_labels(clause: Clause, labels: Iterable[ThemeLabel]) -> Clause:
    """Return a clause with added labels; a theme it has already keeps its labeller."""
    known = {label.name for label in clause.themes}
    fresh = tuple(label for label in dict.fromkeys(labels) if label.name not in known)
    return replace(clause, themes=clause.themes + fresh)


def _with_labels(official: Sequence[Clause], extracts: Iterable[Clause]) -> tuple[list[Clause], list[Clause]]:
    """Move the labels of extracts to the official clauses they match; return these, and unmatched extracts."""
    labelled = list(official)
    candidates = [(clause.paragraph, clause.text) for clause in official]
    left_over = []
    for extract in extracts:
        row = align(extract.text, extract.paragraph, candidates)
        if row is None:
            left_over.append(extract)
        else:
            labelled[row] = add_labels(labelled[row], extract.themes)
    return labelled, left_over


def _without_duplicates(extracts: Iterable[Clause]) -> list[Clause]:
    """Deduplicate the clauses that several pages of one resolution share, joining their labels."""
    kept: dict[tuple[str | None, str], Clause] = {}
    for clause in extracts:
        key = (clause.paragraph, fold_words(clause.text))
        kept[key] = add_labels(kept[key], clause.themes) if key in kept else clause
    return list(kept.values())


def _with_date_and_countries(clauses: Iterable[Clause], documents: Sequence[DocumentClauses]) -> list[Clause]:
    """Set the date and the countries of every clause, from any source of its resolution."""
    adopted = next((document.date for document in documents if document.date), None)
    countries = tuple(dict.fromkeys(country for document in documents for country in document.countries))
    return with_shared_facts(clauses, adopted, countries)


def _with_ids(clauses: Iterable[Clause]) -> list[Clause]:
    """Assign canonical ids; of clauses with the same number, only the first keeps it."""
    taken: set[str] = set()
    named = []
    unnumbered = 0
    for clause in clauses:
        paragraph = clause.paragraph
        if paragraph is None or clause_id(clause.symbol, paragraph) in taken:
            unnumbered += 1
            named.append(replace(clause, paragraph=None, id=clause_id(clause.symbol, f"{UNNUMBERED}{unnumbered}")))
        else:
            named.append(replace(clause, id=clause_id(clause.symbol, paragraph)))
        taken.add(named[-1].id)
    return named
