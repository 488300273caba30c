"""Reference extraction: the citations in the text of clauses. Lookups do not import this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from retrieval.clauses.clause import Clause
from retrieval.clauses.references.citations import ReferencesByClause
from retrieval.clauses.references.named_documents import named_documents
from retrieval.clauses.references.paragraphs import Paragraphs, named_paragraphs
from retrieval.clauses.references.reference import Reference


def find_references(clause: Clause, own: Paragraphs) -> tuple[Reference, ...]:
    """Extract the references of a clause, in the order of its text.

    Args:
        clause: A clause; references in its lead-in belong to the paragraph above it.
        own: The paragraphs of its resolution.
    """
    documents = [found for found in named_documents(clause.text) if found.document != clause.symbol.compact]
    found = [*documents, *named_paragraphs(clause, documents, own)]
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))


def find_all_references(clauses: Iterable[Clause]) -> ReferencesByClause:
    """Extract the references of all clauses of a library, and mark targets that it holds."""
    clauses = list(clauses)
    paragraphs: dict[str, set[str | None]] = defaultdict(set)
    for clause in clauses:
        paragraphs[clause.symbol.compact].add(clause.paragraph)
    own = {symbol: Paragraphs.of(names) for symbol, names in paragraphs.items()}
    found: dict[str, list[Reference]] = {}
    for clause in clauses:
        if references := find_references(clause, own[clause.symbol.compact]):
            found[clause.id] = [replace(one, held=_is_held(one, own)) for one in references]
    return found


def _is_held(reference: Reference, paragraphs: Mapping[str, Paragraphs]) -> bool:
    there = paragraphs.get(reference.document)
    return there is not None and (reference.paragraph is None or reference.paragraph in there.named)
