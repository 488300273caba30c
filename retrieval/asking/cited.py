"""Paragraphs of a resolution, or of a part of it, that cite other documents, and the number of these."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.asking.answer import Hit
from retrieval.asking.named import symbols_within
from retrieval.asking.search import hit_of
from retrieval.asking.shaped import MOST_LISTED, Shaped, marking
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.references.reference import Reference
from retrieval.index.protocol import ClauseIndex


def list_cited(question: Question, index: ClauseIndex, *, k: int | None) -> Shaped:
    """Answer with all paragraphs within the limits of a question that cite something else, in their order.

    Told from the citation graph; citations of the resolution's own paragraphs do not count.

    Args:
        question: The question; its words count for nothing but its limits and its shape.
        index: The index.
        k: Most hits; None for `MOST_LISTED`.
    """
    citing: dict[int, Clause] = {}
    documents: dict[str, None] = {}
    only_resolutions = question.shape.cites == "resolutions"
    for symbol in symbols_within(question.scope, index.facts):
        rows = index.named(Citation(symbol.number, symbol.year, None)).tolist()
        for row, clause in zip(rows, index.clauses_at(rows), strict=True):
            named = [one.document for one in _others(clause, index, only_resolutions=only_resolutions)]
            is_asked = not question.cited or any(one.covers(clause) for one in question.cited)
            if named and is_asked and question.scope.allows(clause):
                citing[row] = clause
                documents.update(dict.fromkeys(named))
    shown = list(citing.items())[: k or MOST_LISTED]
    hits = [hit_of(row, clause, rank, question, index) for rank, (row, clause) in enumerate(shown, start=1)]
    is_of_documents = question.shape.name == "count" and question.shape.unit == "resolutions"

    def references(hit: Hit) -> Iterator[Reference]:
        return _others(hit.clause, index, only_resolutions=only_resolutions)

    total = len(documents) if is_of_documents else len(citing)
    return Shaped(marking(hits, references), 1.0 if hits else 0.0, bool(hits), total=total, by_words=True)


def _others(clause: Clause, index: ClauseIndex, *, only_resolutions: bool) -> Iterator[Reference]:
    """Yield the references of a clause to other documents, or only to other resolutions."""
    for one in index.citations.cites(clause.id):
        is_wanted = one.resolution is not None or not only_resolutions
        if is_wanted and one.document != clause.symbol.compact:
            yield one
