"""From a clause to its references."""

from __future__ import annotations

from collections.abc import Collection

from retrieval.clause import Clause
from retrieval.references.documents import named_documents
from retrieval.references.paragraphs import named_paragraphs
from retrieval.references.reference import Reference


def find_references(clause: Clause, own: Collection[str | None]) -> tuple[Reference, ...]:
    """Return what a clause cites, in the order of its text.

    Args:
        clause: A clause; what stands in its lead-in is cited by the paragraph above it.
        own: The paragraphs of its resolution, as clauses have them.
    """
    documents = [found for found in named_documents(clause.text) if found.document != clause.symbol.compact]
    found = [*documents, *named_paragraphs(clause, documents, own)]
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))
