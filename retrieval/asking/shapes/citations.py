"""Answers from the citation graph: all paragraphs that cite other documents, or those that cite given ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.asking.answer import Hit, Result
from retrieval.asking.ranking.search import hits_of
from retrieval.asking.understand.citing_together import MentionedTexts
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, Symbol
from retrieval.clauses.references.citations import is_cited
from retrieval.clauses.references.reference import Reference
from retrieval.index.chains import adoption_order
from retrieval.index.protocol import ClauseIndex, clauses_with_ids, clauses_within


def list_cited(question: Question, index: ClauseIndex, *, k: int) -> Result:
    """List all paragraphs within the limits of a question that cite other documents, resolution by resolution.

    Args:
        question: Supplies the limits, the cited paragraphs and the shape; its other words are ignored.
        index: The index.
        k: Maximum number of hits.
    """
    citing: list[int] = []
    documents: dict[str, None] = {}
    only_resolutions = question.shape.cites == "resolutions"
    for row, clause in clauses_within(question.scope, index):
        named = [one.document for one in _references_to_others(clause, index, only_resolutions=only_resolutions)]
        if named and (not question.cited or any(one.covers(clause) for one in question.cited)):
            citing.append(row)
            documents.update(dict.fromkeys(named))

    def references(hit: Hit) -> Iterator[Reference]:
        return _references_to_others(hit.clause, index, only_resolutions=only_resolutions)

    total = len(documents) if question.shape.counts_resolutions else len(citing)
    return _listed(citing, references, total, question, index, k=k)


def list_citing(wanted: MentionedTexts, question: Question, index: ClauseIndex, *, k: int) -> Result:
    """List the paragraphs within the limits of a question that cite given documents, by date; "latest" is newest first.

    The paragraphs of a resolution do not count as citing it.

    Args:
        wanted: The documents. If all have to be cited and resolutions are asked for, different paragraphs of a
            resolution may cite them.
        question: Supplies the limits and the shape; its other words are ignored.
        index: The index.
        k: Maximum number of hits.
    """
    graph = index.citations
    ids_of_each = [{*graph.citing(symbol, wanted.paragraph, in_part=True)} for symbol in wanted.symbols]
    ids = set().union(*ids_of_each)
    if wanted.every and question.shape.unit == "resolutions":
        citing = [{_resolution_of(clause_id) for clause_id in some} for some in ids_of_each]
        ids = {clause_id for clause_id in ids if all(_resolution_of(clause_id) in some for some in citing)}
    elif wanted.every:
        ids = ids.intersection(*ids_of_each)
    found = clauses_with_ids(ids, question.scope, index)
    rank_of = adoption_order([*found.values()])
    sign = -1 if question.shape.name == "latest" else 1
    ordered = sorted(found, key=lambda row: (sign * rank_of[found[row].symbol], row))
    resolutions = {clause.symbol for clause in found.values()}
    total = len(resolutions) if question.shape.counts_resolutions else len(found)

    def references(hit: Hit) -> Iterator[Reference]:
        named = ((symbol, one) for one in graph.cites(hit.clause.id) for symbol in wanted.symbols)
        return (one for symbol, one in named if _is_to(one, symbol, wanted.paragraph))

    return _listed(ordered, references, total if question.shape.has_total else None, question, index, k=k)


def recalling(resolutions: Iterable[Citation], question: Question, index: ClauseIndex) -> dict[int, Clause]:
    """Return the paragraphs within the limits of a question that cite one of several resolutions, by row.

    Paragraphs that cite fewer documents come first, as they say more about each; among equals, the newest.

    Args:
        resolutions: The resolutions, which the library may lack.
        question: Supplies the limits; nothing else of it is used.
        index: The index.
    """
    symbols = [Symbol(one.number, one.year).compact for one in resolutions if one.year]
    ids = {clause_id for symbol in symbols for clause_id in index.citations.citing(symbol)}
    found = clauses_with_ids(ids, question.scope, index)
    rank_of = adoption_order([*found.values()])

    def order(one: tuple[int, Clause]) -> tuple[int, int, int]:
        row, clause = one
        documents = {reference.document for reference in index.citations.cites(clause.id)}
        return len(documents), -rank_of[clause.symbol], row

    return dict(sorted(found.items(), key=order))


def _listed(
    rows: Sequence[int],
    references: Callable[[Hit], Iterable[Reference]],
    total: int | None,
    question: Question,
    index: ClauseIndex,
    *,
    k: int,
) -> Result:
    """Return the clauses of the first `k` rows as hits, with their references highlighted."""
    hits = hits_of(rows[:k], question, index)
    marked = [replace(hit, highlights=_spans(references(hit))) for hit in hits]
    return Result(tuple(marked), 1.0 if hits else 0.0, bool(hits), total=total, by_words=True)


def _is_to(reference: Reference, document: str, paragraph: str | None) -> bool:
    """Return whether a reference is to a document or a revision of it, or to a paragraph of it or a part of that."""
    if paragraph is not None:
        return reference.document == document and is_cited(paragraph, reference.paragraph, in_part=True)
    return reference.document == document or reference.document.startswith(f"{document}/Rev.")


def _spans(references: Iterable[Reference]) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys((one.start, one.end) for one in references))


def _resolution_of(clause_id: str) -> str:
    """Return the resolution of a clause id: "S/RES/1325(2000)"."""
    return clause_id.partition("#")[0]


def _references_to_others(clause: Clause, index: ClauseIndex, *, only_resolutions: bool) -> Iterator[Reference]:
    """Yield the references of a clause to other documents, or only to other resolutions."""
    for one in index.citations.cites(clause.id):
        is_wanted = one.resolution is not None or not only_resolutions
        if is_wanted and one.document != clause.symbol.compact:
            yield one
